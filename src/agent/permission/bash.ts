// Rules for Bash: `Bash(cmd:*)` by whole words, `Bash(a * b)` by stars, anything else word for word.
// To allow, every command of the line must be covered; to deny or ask, one that might be is enough.
import { RE2JS } from "re2js";
import { type CommandLine, readCommandLine } from "./command-line.ts";
import { baseName } from "./hidden-commands.ts";
import { remembered } from "./remembered.ts";
import { UNKNOWN, type Word } from "./words.ts";

type Pattern =
  | { readonly kind: "prefix" | "exact"; readonly words: readonly string[] }
  | { readonly kind: "stars"; readonly regex: RE2JS; readonly loose: RE2JS };

/**
 * The rules that together cover all that the line runs; null when they do not. A line that is not plain
 * is not covered.
 */
export function coveringLine(contents: readonly string[], line: CommandLine): Set<string> | null {
  const whole = line.source.trim();
  if (contents.includes(whole)) return new Set([whole]);
  if (!line.is_plain || line.commands.length === 0) return null;
  const covering = new Set<string>();
  for (const words of line.commands) {
    const inner = unwrapped(words);
    const content = contents.find((each) => {
      const pattern = patternOf(each);
      return covers(pattern, words) || covers(pattern, inner);
    });
    if (content === undefined) return null;
    covering.add(content);
  }
  return covering;
}

/** Whether the line might run what the rule names, as far as its words can be known. */
export function firesOnLine(content: string, line: CommandLine): boolean {
  if (content === line.source.trim()) return true;
  const pattern = patternOf(content);
  if (line.commands.some((words) => mayBe(pattern, words))) return true;
  return line.is_opaque && occursIn(pattern, rawWords(line.source));
}

/** A text cut into what could be words of commands, whatever the quoting. */
export function rawWords(source: string): string[] {
  return source
    .replace(/\\\n|["'\\]/g, "")
    .split(/[\s;&|()<>{}$=,`![\]]+/)
    .filter((word) => word !== "");
}

const patternOf = remembered((content: string): Pattern => {
  const prefix = /^([^*]*):\*$/.exec(content)?.[1];
  if (prefix !== undefined) return { kind: "prefix", words: ruleWords(prefix) };
  if (!content.includes("*")) return { kind: "exact", words: ruleWords(content) };
  const isOpenEnded = content.endsWith(" *");
  const source = (isOpenEnded ? content.slice(0, -2) : content.replace(/:\*$/, "*"))
    .split("*")
    .map((text) => RE2JS.quote(text))
    .join(".*");
  const regex = `${source}${isOpenEnded ? "(?: .*)?" : ""}`;
  return {
    kind: "stars",
    regex: RE2JS.compile(`^${regex}$`, RE2JS.DOTALL),
    loose: RE2JS.compile(`(?:^| )${regex}(?: |$)`, RE2JS.DOTALL),
  };
});

/** The words that a rule's text means: read by the shell's grammar when it is one plain command. */
function ruleWords(text: string): string[] {
  const plain = text.split(/\s+/).filter((word) => word !== "");
  if (/^[\w\s./:@%+-]*$/.test(text)) return plain;
  const line = readCommandLine(text);
  const [words] = line.commands;
  if (line.is_plain && words !== undefined && line.commands.length === 1) {
    return words.map((word) => word.text);
  }
  return plain;
}

/** `timeout 5 mkdir x` is `mkdir x` to a rule that allows; so are its harmless like. */
function unwrapped(words: readonly Word[]): readonly Word[] {
  const texts = words.map((word) => word.text);
  const inner =
    texts[0] === "timeout" && /^\d+(?:\.\d+)?[smhd]?$/.test(texts[1] ?? "")
      ? words.slice(2)
      : texts[0] === "nohup" || texts[0] === "time"
        ? words.slice(1)
        : words;
  return inner === words ? words : unwrapped(inner);
}

function covers(pattern: Pattern, words: readonly Word[]): boolean {
  const [name] = words;
  if (name === undefined || !name.is_known || name.is_glob || /\s/.test(name.text)) return false;
  const texts = words.map((word) => word.text);
  switch (pattern.kind) {
    case "exact":
      return texts.length === pattern.words.length && words.every(isSame(pattern.words));
    case "prefix":
      return pattern.words.every((text, at) => words[at]?.is_known === true && texts[at] === text);
    case "stars":
      return pattern.regex.matches(texts.join(" "));
    default:
      return pattern satisfies never;
  }
}

function isSame(texts: readonly string[]) {
  return (word: Word, at: number) => word.is_known && word.text === texts[at];
}

/** Like `covers`, but what is not known before it runs may be anything. */
function mayBe(pattern: Pattern, words: readonly Word[]): boolean {
  const [name] = words;
  if (name === undefined || !name.is_known) return false;
  const texts = words.map((word) => word.text);
  const spellings = [texts, [baseName(name.text), ...texts.slice(1)]];
  return spellings.some((spelled) => {
    if (pattern.kind === "stars") return pattern.regex.matches(spelled.join(" "));
    const open = spelled.findIndex((text) => text.includes(UNKNOWN));
    const known = open === -1 ? spelled : spelled.slice(0, open);
    if (open === -1 && pattern.kind === "exact" && known.length !== pattern.words.length) {
      return false;
    }
    return pattern.words.every((text, at) =>
      at < known.length ? known[at] === text : open !== -1,
    );
  });
}

function occursIn(pattern: Pattern, words: readonly string[]): boolean {
  const spelled = words.map((word) => word.replace(/^\/(?:usr\/)?bin\//, ""));
  if (pattern.kind === "stars") return pattern.loose.matcher(spelled.join(" ")).find();
  return spelled.some((_, from) => pattern.words.every((text, at) => spelled[from + at] === text));
}
