// Whether a rule speaks of a call. The same rule is read in two ways: to allow, it must cover all of
// the call; to deny or ask, it is enough that it might cover some.
import type { Rule } from "../../contract/rule.ts";
import { coveringLine, firesOnLine } from "./bash.ts";
import { type CommandLine, readCommandLine } from "./command-line.ts";
import { absolute, pathPattern } from "./path.ts";
import { type Reach, reachOfLine } from "./reach.ts";

export interface Call {
  readonly tool_name: string;
  /** As the model gave it: nobody has checked it yet. */
  readonly input: unknown;
  /** Where relative paths of the call start. */
  readonly directory: string;
  /** The session's working directory, where relative paths of rules start. */
  readonly root: string;
  /** What the named file really is when a symlink leads there; null when none does. */
  readonly real_path: string | null;
}

export const READING: ReadonlySet<string> = new Set(["Read", "Glob", "Grep"]);
const WRITING: ReadonlySet<string> = new Set(["Write", "Edit"]);

/** A call with everything that rules ask of it worked out once. */
export interface Subject {
  readonly call: Call;
  readonly line: CommandLine | null;
  readonly reads: Reach;
  readonly writes: Reach;
}

const NOTHING: Reach = { paths: [], globs: [], is_complete: true };

/** Looks at a call once, for any number of rules. */
export function subjectOf(call: Call): Subject {
  const { tool_name } = call;
  if (tool_name === "Bash") {
    const line = readCommandLine(fieldOf(call.input, "command") ?? "");
    return { call, line, ...reachOfLine(line, call) };
  }
  const named: Reach = { paths: pathsOf(call), globs: [], is_complete: true };
  return {
    call,
    line: null,
    reads: READING.has(tool_name) ? named : NOTHING,
    writes: WRITING.has(tool_name) ? named : NOTHING,
  };
}

/** The rules that together allow the call; none when they do not. */
export function allowing(rules: readonly Rule[], subject: Subject): Rule[] {
  const { call, line } = subject;
  const bare = rules.find((rule) => rule.content === null && isFor(rule.tool_name, call.tool_name));
  if (bare !== undefined) return [bare];
  if (line !== null) {
    const contents = rules.flatMap((rule) =>
      rule.tool_name === "Bash" ? (rule.content ?? []) : [],
    );
    const covering = coveringLine(contents, line);
    return [...(covering ?? [])].map((content) => ({ tool_name: "Bash", content }));
  }
  return rules.filter((rule) => allowsByContent(rule, subject)).slice(0, 1);
}

function allowsByContent({ tool_name, content }: Rule, subject: Subject): boolean {
  if (content === null) return false;
  const { call, reads, writes } = subject;
  if (tool_name === "WebFetch") return isDomainOf(content, call);
  // Path rules allow by the name of their family: Write(x) does not, Edit(x) does.
  const paths =
    tool_name === "Read" ? reads.paths : tool_name === "Edit" ? writes.paths : NOTHING.paths;
  const pattern = pathPattern(content, call.root);
  return pattern !== null && paths.length > 0 && paths.every((path) => pattern.matches(path));
}

/** Whether a rule that denies or asks speaks of the call. */
export function fires({ tool_name, content }: Rule, subject: Subject): boolean {
  const { call, line, reads, writes } = subject;
  if (content === null) return isFor(tool_name, call.tool_name);
  if (tool_name === "Bash") return line !== null && firesOnLine(content, line);
  if (tool_name === "WebFetch") return isDomainOf(content, call);
  const pattern = pathPattern(content, call.root);
  if (pattern === null) return false;
  const reach = READING.has(tool_name) ? reads : WRITING.has(tool_name) ? writes : NOTHING;
  if (!reach.is_complete) return true;
  return reach.paths.some(pattern.touches) || reach.globs.some(pattern.mayBe);
}

/** Whether a rule's name is the tool's, or that of the server it belongs to. */
export function isFor(rule_name: string, tool_name: string): boolean {
  if (rule_name === tool_name) return true;
  if (!rule_name.startsWith("mcp__")) return false;
  const server = rule_name.replace(/__\*$/, "");
  return !server.slice("mcp__".length).includes("__") && tool_name.startsWith(`${server}__`);
}

function isDomainOf(content: string, call: Call): boolean {
  if (call.tool_name !== "WebFetch") return false;
  const url = fieldOf(call.input, "url") ?? "";
  return URL.canParse(url) && new URL(url).hostname === content.slice("domain:".length);
}

/** The paths that a file tool's input names; the directory itself when it may leave it out. */
function pathsOf(call: Call): string[] {
  const given = fieldOf(call.input, "file_path") ?? fieldOf(call.input, "path") ?? ".";
  const named = absolute(given, call.directory, call.root);
  return call.real_path === null ? [named] : [named, call.real_path];
}

/** A text field of an input that nobody has checked. */
export function fieldOf(input: unknown, field: string): string | null {
  const value = (input as Record<string, unknown> | null | undefined)?.[field];
  return typeof value === "string" ? value : null;
}
