// ToolAllowlistPolicy: no tool runs that the operator has not listed. A user's own list holds beside
// the operator's, so that it narrows and never widens.
import { isFor } from "../permission/rule.ts";
import type { Policy } from "./table.ts";

export const toolAllowlistPolicy: Policy = ({ call }, { tool_allowlist }) =>
  objection(call.tool_name, tool_allowlist, "the operator's list");

/** The same with the user's list; nothing where there is none. */
export const userAllowlistPolicy: Policy = ({ call }, { user_tool_allowlist }) =>
  user_tool_allowlist === null
    ? null
    : objection(call.tool_name, user_tool_allowlist, "the user's list");

function objection(tool_name: string, allowlist: readonly string[], whose: string): string | null {
  return allowlist.some((name) => isFor(name, tool_name))
    ? null
    : `${tool_name} is not on ${whose}`;
}
