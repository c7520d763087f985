// ToolAllowlistPolicy: no tool runs that the operator has not listed.
import { isFor } from "../permission/rule.ts";
import type { Policy } from "./table.ts";

export const toolAllowlistPolicy: Policy = ({ call }, { tool_allowlist }) =>
  tool_allowlist.some((name) => isFor(name, call.tool_name))
    ? null
    : `${call.tool_name} is not on the operator's list`;
