// A permission rule as Claude Code writes one, `Tool` or `Tool(content)`: what may be written at all.
// A rule that could never hold is refused here, since a deny that is taken and ignored protects nobody.
import { z } from "zod";
import { RULE_CHARS_MAX } from "./limits.ts";

export interface Rule {
  readonly tool_name: string;
  /** What stands in the parentheses; null when the rule is for every call of the tool. */
  readonly content: string | null;
}

export type ParsedRule =
  | { readonly rule: Rule; readonly problem: null }
  | { readonly rule: null; readonly problem: string };

/** Tools whose rules take a path. Only `Read` and `Edit` allow by it; the others may deny and ask. */
const PATH_TOOLS: readonly string[] = ["Read", "Edit", "Write", "Glob", "Grep"];

const SHAPE = /^(?<tool_name>[A-Za-z][A-Za-z0-9_-]{0,127}(?:__\*)?)(?:\((?<content>[\s\S]*)\))?$/;

/** Reads one rule; a malformed one comes back as the problem in words. */
export function parseRule(text: string): ParsedRule {
  const { tool_name, content } = SHAPE.exec(text)?.groups ?? {};
  if (tool_name === undefined) return refused("expected Tool or Tool(content), as in Bash(git:*)");
  if (tool_name.endsWith("__*") && !tool_name.startsWith("mcp__")) {
    return refused("expected a star only behind the name of a server, as in mcp__server__*");
  }
  if (content === undefined) return { rule: { tool_name, content: null }, problem: null };
  const problem = problemOf(tool_name, content);
  if (problem !== null) return refused(problem);
  return { rule: { tool_name, content: content === "*" ? null : content }, problem: null };
}

function refused(problem: string): ParsedRule {
  return { rule: null, problem };
}

function problemOf(tool_name: string, content: string): string | null {
  if (content.trim() === "") return "expected something between the parentheses";
  if (content.includes("\0")) return "expected no NUL";
  if (content === "*" || tool_name === "Bash" || PATH_TOOLS.includes(tool_name)) return null;
  if (tool_name === "WebFetch") {
    return /^domain:[^\s/]+$/.test(content) ? null : "expected WebFetch(domain:example.com)";
  }
  return `expected the bare name: rules for ${tool_name} take no content`;
}

/** A rule in `allowed_tools`. */
export const permissionRule = ruleSchema(() => null);

/** A rule in `disallowed_tools` or `ask_tools`: one that no session's call can match is refused. */
export const guardRule = ruleSchema(({ tool_name, content }) =>
  PATH_TOOLS.includes(tool_name) && /^\/(?!\/)/.test(content ?? "")
    ? "a path with one slash is relative to a settings file, which a session has not; write // for /"
    : null,
);

function ruleSchema(objection: (rule: Rule) => string | null) {
  return z
    .string()
    .max(RULE_CHARS_MAX)
    .superRefine((text, context) => {
      const parsed = parseRule(text);
      const problem = parsed.problem ?? objection(parsed.rule);
      if (problem !== null) context.addIssue({ code: "custom", message: problem });
    });
}
