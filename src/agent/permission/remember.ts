// The rule by which calls like an allowed one are allowed from then on, when somebody says so: for the
// shell this very line, for other tools the tool.
import { RULE_CHARS_MAX } from "../../contract/limits.ts";
import { parseRule } from "../../contract/rule.ts";

/** The rule in writing; null when the call cannot be written as one. */
export function ruleFor(tool_name: string, input: unknown): string | null {
  if (tool_name !== "Bash") return tool_name;
  const command = (input as { command?: unknown } | null)?.command;
  const rule = `Bash(${String(command)})`;
  // A star in a rule stands for anything: the rule would allow more than the line that was shown.
  const isExact = !rule.includes("*") && rule.length <= RULE_CHARS_MAX;
  return isExact && parseRule(rule).rule !== null ? rule : null;
}
