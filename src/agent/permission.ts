// Whether a tool call may run. A deny rule wins over everything; then the mode or a rule that names
// the tool allows; what nobody allowed is refused, with the reason on record.
import type { EventOf } from "../contract/event.ts";
import type { SessionConfig } from "../contract/session.ts";

export type Verdict = Pick<EventOf<"permission.decided">, "decision" | "decided_by" | "reason">;

/** Whether a bare deny rule takes the tool away altogether. */
export function isRemoved(config: SessionConfig, tool_name: string): boolean {
  return config.disallowed_tools.includes(tool_name);
}

/** Decides one call from the session's configuration alone. */
export function decide(config: SessionConfig, tool_name: string): Verdict {
  if (isRemoved(config, tool_name)) {
    return {
      decision: "deny",
      decided_by: "rule",
      reason: `disallowed_tools names ${tool_name}`,
    };
  }
  if (config.permission_mode === "bypassPermissions") {
    return {
      decision: "allow",
      decided_by: "mode",
      reason: "permission_mode is bypassPermissions",
    };
  }
  if (config.allowed_tools.includes(tool_name)) {
    return { decision: "allow", decided_by: "rule", reason: `allowed_tools names ${tool_name}` };
  }
  return {
    decision: "deny",
    decided_by: "mode",
    reason: `no allowed_tools entry names ${tool_name} and permission_mode is ${config.permission_mode}`,
  };
}
