// What a command line would run, read out of just-bash's own syntax tree: every command in it, wherever
// it stands, and also those that another command runs for it. What cannot be seen is said, never guessed.

import type { SimpleCommandNode, WordNode } from "just-bash";
import { Bash } from "just-bash/browser";
import {
  RULE_COMMAND_CHARS_MAX,
  RULE_COMMANDS_MAX,
  RULE_NESTING_MAX,
} from "../../contract/limits.ts";
import { hiddenIn } from "./hidden-commands.ts";
import { type Word, wordsOf } from "./words.ts";

export interface CommandLine {
  readonly source: string;
  /** Every command that may run, its name first; also what `env`, `xargs`, `bash -c` … would run. */
  readonly commands: readonly (readonly Word[])[];
  /** Targets of redirections. */
  readonly reads: readonly Word[];
  readonly writes: readonly Word[];
  /** Nothing but commands with plain words: only then can an allow rule hold. */
  readonly is_plain: boolean;
  /** Something in it is decided only when it runs: rules that deny are then tried on the raw text too. */
  readonly is_opaque: boolean;
}

type Reading = { -readonly [K in keyof CommandLine]: CommandLine[K] } & {
  commands: (readonly Word[])[];
  reads: Word[];
  writes: Word[];
};

/** Node types that leave a line plain; of parameters only the simplest. */
const PLAIN: ReadonlySet<string> = new Set(
  `Script Statement Pipeline SimpleCommand Subshell Group If While Until Word Literal SingleQuoted
   DoubleQuoted Escaped TildeExpansion Glob BraceExpansion ParameterExpansion Redirection HereDoc`.split(
    /\s+/,
  ),
);
const PLAIN_PARAMETER = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9?#@*!$-])$/;
/** In a string that the parser left as it is, or in a quoted word: a command that may run after all. */
const SUBSTITUTION = /\$\(|`|<\(|BASH_ALIAS/;

let parser: Bash | undefined;

/** Reads a command line. One that cannot be parsed has no commands, is not plain, and is opaque. */
export function readCommandLine(source: string): CommandLine {
  const reading: Reading = {
    source,
    commands: [],
    reads: [],
    writes: [],
    is_plain: true,
    is_opaque: false,
  };
  read(source, reading, 0);
  return reading;
}

function read(source: string, reading: Reading, depth: number): void {
  const tree = depth > RULE_NESTING_MAX ? null : parse(source);
  if (tree === null) giveUp(reading);
  else walk(tree, reading, depth);
}

/** Part of the line stays unread: nothing allows it, and what denies is tried on its raw words. */
function giveUp(reading: Reading): void {
  reading.is_plain = false;
  reading.is_opaque = true;
}

/**
 * The statements of a line; null when the shell itself would refuse it. `transform` takes the spaces
 * off the front of lines, which the shell does not: `rm\` and `  x` below it would become `rmx`.
 * It leaves alone what it takes for a here-document, so that the first line pretends to open one.
 */
function parse(source: string): unknown {
  if (source.length > RULE_COMMAND_CHARS_MAX) return null;
  let mark = "AS_IT_IS";
  while (source.includes(mark)) mark += "_";
  parser ??= new Bash({ defenseInDepth: false });
  try {
    return parser.transform(`: '<<${mark}'\n${source}`).ast.statements.slice(1);
  } catch {
    return null;
  }
}

/** Goes through every value of the tree, so that no place for a command is forgotten. */
function walk(value: unknown, reading: Reading, depth: number): void {
  if (Array.isArray(value)) {
    for (const entry of value) walk(entry, reading, depth);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const node = value as Record<string, unknown>;
  note(node, reading, depth);
  for (const [key, child] of Object.entries(node)) {
    if (typeof child !== "string") walk(child, reading, depth);
    else if (key !== "sourceText" && SUBSTITUTION.test(child)) giveUp(reading);
  }
}

function note(node: Record<string, unknown>, reading: Reading, depth: number): void {
  const { type } = node;
  if (node.deferredError !== undefined) giveUp(reading);
  if (typeof type !== "string") return;
  if (!PLAIN.has(type)) reading.is_plain = false;
  if (type === "ParameterExpansion") {
    const { parameter, operation } = node;
    if (operation !== null || !PLAIN_PARAMETER.test(String(parameter))) reading.is_plain = false;
  }
  if (type === "SimpleCommand") noteCommand(node as unknown as SimpleCommandNode, reading, depth);
  if (type === "Redirection") noteRedirection(node, reading);
  if (type === "ArithCommandSubst") read(String(node.command), reading, depth + 1);
}

function noteCommand(node: SimpleCommandNode, reading: Reading, depth: number): void {
  if (reading.commands.length >= RULE_COMMANDS_MAX) {
    giveUp(reading);
    return;
  }
  const written = node.name === null ? node.args : [node.name, ...node.args];
  const words = written.flatMap(wordsOf);
  if (words.length === 0) return;
  reading.commands.push(words);
  const hidden = hiddenIn(words);
  if (hidden.is_opaque) reading.is_opaque = true;
  for (const command of hidden.commands) reading.commands.push(command);
  for (const script of hidden.scripts) read(script, reading, depth + 1);
}

function noteRedirection(node: Record<string, unknown>, reading: Reading): void {
  const target = node.target as { type: string } | undefined;
  if (target?.type !== "Word") return;
  const operator = String(node.operator);
  const words = wordsOf(target as WordNode);
  if (operator === "<<<") return;
  const isDescriptor = words.every(({ text }) => /^(?:\d+|-|\d+-)$/.test(text));
  if (operator.endsWith("&") && isDescriptor) return;
  if (words.every(({ text }) => text === "/dev/null")) return;
  reading.is_plain = false;
  if (operator.startsWith("<")) reading.reads.push(...words);
  if (operator.includes(">")) reading.writes.push(...words);
}
