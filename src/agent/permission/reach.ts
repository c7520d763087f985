// Which files a tool call names: what its input says, or what the words of its command line say. One
// path too many is named rather than one too few, since only rules that deny or ask read it.

import { RULE_PATHS_MAX } from "../../contract/limits.ts";
import { rawWords } from "./bash.ts";
import type { CommandLine } from "./command-line.ts";
import { baseName } from "./hidden-commands.ts";
import { absolute } from "./path.ts";
import { UNKNOWN, type Word } from "./words.ts";

/** Absolute paths, and those of them again that are patterns of the shell. */
export interface Reach {
  readonly paths: readonly string[];
  readonly globs: readonly string[];
  /** False when there are more than anybody looks at. */
  readonly is_complete: boolean;
}

/** Commands whose arguments are no files, or that show no more of a file than that it is there. */
const NOT_READING: ReadonlySet<string> = new Set(
  `[ alias basename cd chmod command date declare dirname echo env eval exit export false find kill
   local ls mkdir popd printf pushd pwd read readonly return rm rmdir seq set shift sleep stat test
   time timeout touch trap true type unset which xargs`.split(/\s+/),
);
const WRITING: ReadonlySet<string> = new Set(
  `chmod chown cp dd gunzip gzip install ln mkdir mktemp mv patch rm rmdir rsync shred split sqlite3
   tar tee touch truncate unzip`.split(/\s+/),
);
/** Commands that write only when an option says so. */
const WRITING_OPTION: Readonly<Record<string, RegExp>> = {
  sed: /^(?:-[A-Za-z]*i|--in-place)/,
  sort: /^(?:-[A-Za-z]*o|--output)/,
  find: /^-(?:delete|fprint|fls|exec|ok)/,
  yq: /^(?:-[A-Za-z]*i|--inplace)/,
  awk: /^-i/,
};

/** Directories that a line may go through, each from each; where there are more nobody can say. */
const DIRECTORIES_MAX = 64;
const UNSEEN: Reach = { paths: [], globs: [], is_complete: false };

/** Files that a command line names, for reading and for writing. */
export function reachOfLine(
  line: CommandLine,
  place: { directory: string; root: string },
): { reads: Reach; writes: Reach } {
  const reads = [...line.reads];
  const writes = [...line.writes];
  const directories = new Set([place.directory]);
  for (const words of line.commands) {
    const [first, ...args] = words;
    const name = baseName(first?.text ?? "");
    if (name === "cd" || name === "pushd") {
      for (const from of [...directories].slice(0, DIRECTORIES_MAX)) {
        for (const { text } of args.slice(0, 2)) directories.add(absolute(text, from, place.root));
      }
    }
    if (!NOT_READING.has(name)) reads.push(...args);
    if (isWriting(name, args)) writes.push(...args);
  }
  if (line.is_opaque) {
    const raw = rawWords(line.source).map((text) => ({ text, is_known: true, is_glob: false }));
    reads.push(...raw);
    writes.push(...raw);
  }
  if (directories.size > DIRECTORIES_MAX) return { reads: UNSEEN, writes: UNSEEN };
  const from = [...directories];
  return { reads: named(reads, from, place.root), writes: named(writes, from, place.root) };
}

function isWriting(name: string, args: readonly Word[]): boolean {
  const option = WRITING_OPTION[name];
  return WRITING.has(name) || (option !== undefined && args.some(({ text }) => option.test(text)));
}

function named(words: readonly Word[], directories: readonly string[], root: string): Reach {
  const paths = new Set<string>();
  const globs = new Set<string>();
  for (const word of words) {
    for (const text of spellings(word.text)) {
      for (const directory of directories) {
        const path = absolute(text, directory, root);
        paths.add(path);
        if (word.is_glob) globs.add(path);
      }
    }
    if (paths.size > RULE_PATHS_MAX) return UNSEEN;
  }
  return { paths: [...paths], globs: [...globs], is_complete: true };
}

/** `--file=x`, `-fx` and `if=x` name x; `$PWD/x` is looked for as x. */
function spellings(text: string): string[] {
  const known = text.replace(/^\0\/?/, "");
  if (known === "" || known.includes(UNKNOWN)) return [];
  const texts = [known];
  const equals = known.indexOf("=");
  if (equals !== -1) texts.push(known.slice(equals + 1));
  if (/^-[A-Za-z]./.test(known)) texts.push(known.slice(2));
  return texts.filter((spelled) => spelled !== "");
}
