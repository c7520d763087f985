// CommandPolicy: no command line runs a blocked command. `rm -rf` is rm with both options, however they
// are written; `sudo rm` is sudo with the word rm.
import { rawWords } from "../permission/bash.ts";
import { baseName } from "../permission/hidden-commands.ts";
import type { Policy } from "./table.ts";

const LONG_OPTIONS: Readonly<Record<string, string>> = { recursive: "r", force: "f" };

export const commandPolicy: Policy = ({ line }, { blocked_commands }) => {
  if (line === null) return null;
  const lists = line.commands.map((words) => words.map((word) => word.text));
  // Each word of what cannot be read may be the command.
  const raw = line.is_opaque ? rawWords(line.source) : [];
  const suffixes = raw.map((_, from) => raw.slice(from, from + RAW_WORDS_MAX));
  const blocked = blocked_commands.find((command) => {
    const [name, ...rest] = command.split(/\s+/);
    return [...lists, ...suffixes].some((words) => isCall(words, name ?? "", rest));
  });
  return blocked === undefined ? null : `${blocked} is blocked`;
};

/** So many words behind a name are taken for its arguments where nobody can see where they end. */
const RAW_WORDS_MAX = 16;

function isCall(words: readonly string[], name: string, rest: readonly string[]): boolean {
  const [first, ...args] = words;
  if (baseName(first ?? "") !== name) return false;
  const letters = new Set(args.flatMap(lettersOf));
  return rest.every((word) =>
    word.startsWith("-") && word.length > 1
      ? args.includes(word) || lettersOf(word).every((letter) => letters.has(letter))
      : args.some((arg) => baseName(arg) === word),
  );
}

/** The single letters that an option stands for, in lower case: `-R` is `-r` to whoever blocks it. */
function lettersOf(arg: string): string[] {
  const short = /^-([A-Za-z]+)$/.exec(arg)?.[1];
  if (short !== undefined) return [...short.toLowerCase()];
  return [LONG_OPTIONS[arg.slice(2)] ?? arg];
}
