// Commands that run other commands: what stands behind `env`, `xargs`, `find -exec`, `bash -c`, `eval`.
// Options are not understood one by one: rather one reading too many than one too few.
import { RULE_WRAPPERS_MAX } from "../../contract/limits.ts";
import type { Word } from "./words.ts";

export interface Hidden {
  readonly commands: readonly (readonly Word[])[];
  /** Texts that are run as command lines. */
  readonly scripts: readonly string[];
  /** It runs something that does not stand in its words. */
  readonly is_opaque: boolean;
}

const WRAPPERS: ReadonlySet<string> = new Set(
  `builtin chroot command doas env exec flock ionice nice nohup setsid stdbuf sudo time timeout
   watch xargs`.split(/\s+/),
);
const SHELLS: ReadonlySet<string> = new Set(["ash", "bash", "dash", "ksh", "sh", "zsh"]);
/** They run what a file, a pipe, a variable or a table of the shell holds. */
const OPAQUE: ReadonlySet<string> = new Set(
  `. source xargs parallel let mapfile readarray compgen complete hash fc`.split(/\s+/),
);
const FIND_ACTIONS: ReadonlySet<string> = new Set(["-exec", "-execdir", "-ok", "-okdir"]);
/** Behind a wrapper: an option, a variable, a number or a duration, but no command yet. */
const NO_COMMAND = /^(?:-.*|[A-Za-z_][A-Za-z0-9_]*=.*|\d+(?:\.\d+)?[smhd]?)$/s;

/** The last part of a command's name: /bin/rm is rm. */
export function baseName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** What a command would run beside itself, whatever is nested in it. */
export function hiddenIn(words: readonly Word[]): Hidden {
  const commands: (readonly Word[])[] = [];
  const scripts: string[] = [];
  let is_opaque = false;
  const starts = new Set([0]);
  // The set grows while it is walked: each place in the words is looked at once.
  for (const start of starts) {
    if (commands.length >= RULE_WRAPPERS_MAX) return { commands, scripts, is_opaque: true };
    const command = words.slice(start);
    if (start > 0) commands.push(command);
    const name = command[0];
    if (name === undefined || !name.is_known || name.is_glob) {
      is_opaque = true;
      continue;
    }
    const base = baseName(name.text);
    for (const next of startsIn(command, base)) starts.add(start + next);
    const run = scriptsOf(command, base);
    scripts.push(...run.scripts);
    const isOwnFile = name.text.includes("/") && !/^\/(?:usr\/)?bin\//.test(name.text);
    if (run.is_opaque || isOwnFile || OPAQUE.has(base)) is_opaque = true;
  }
  return { commands, scripts, is_opaque };
}

/** Where in a command's words another command may begin. */
function startsIn(command: readonly Word[], base: string): number[] {
  if (base === "find") {
    return command.flatMap(({ text }, index) => (FIND_ACTIONS.has(text) ? [index + 1] : []));
  }
  if (!WRAPPERS.has(base)) return [];
  const starts: number[] = [];
  for (const [index, { text }] of command.entries()) {
    if (index === 0 || NO_COMMAND.test(text)) continue;
    starts.push(index);
    // Behind an option it may be the option's value: the next one is a candidate as well.
    if (command[index - 1]?.text.startsWith("-") !== true) break;
  }
  return starts.filter((index) => index < command.length);
}

function scriptsOf(command: readonly Word[], base: string): Pick<Hidden, "scripts" | "is_opaque"> {
  const args = command.slice(1);
  const isKnown = args.every((word) => word.is_known);
  const texts = args.map((word) => word.text);
  if (base === "eval") return { scripts: [texts.join(" ")], is_opaque: !isKnown };
  if (base === "trap") return { scripts: texts.slice(0, 1), is_opaque: !isKnown };
  if (base === "alias") {
    const bodies = texts.map((text) => text.slice(text.indexOf("=") + 1));
    return { scripts: bodies, is_opaque: !isKnown };
  }
  if (base === "env" && texts.some((text) => /^(?:-\w*S|--split)/.test(text))) {
    return { scripts: [], is_opaque: true };
  }
  if (!SHELLS.has(base)) return { scripts: [], is_opaque: false };
  const flag = texts.findIndex((text) => /^-[A-Za-z]*c/.test(text));
  // Without -c it runs a file or what it is sent.
  if (flag === -1) return { scripts: [], is_opaque: true };
  return { scripts: texts.slice(flag + 1), is_opaque: !isKnown };
}
