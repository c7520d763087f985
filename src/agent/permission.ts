// Whether a tool call may run. A deny rule wins over everything; then the mode or a rule that names
// the tool allows; about what is left a person is asked, where there is one to ask.
import type { EventOf } from "../contract/event.ts";
import type { SessionConfig } from "../contract/session.ts";

export type Verdict = Pick<EventOf<"permission.decided">, "decided_by" | "reason"> & {
  readonly decision: "allow" | "deny" | "ask";
};

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
  const nobody = `no allowed_tools entry names ${tool_name}`;
  const { permission_mode } = config;
  if (permission_mode === "dontAsk" || permission_mode === "plan") {
    const reason = `${nobody} and permission_mode is ${permission_mode}`;
    return { decision: "deny", decided_by: "mode", reason };
  }
  if (config.mode === "background") {
    const reason = `${nobody}, and a background session has nobody to ask`;
    return { decision: "deny", decided_by: "mode", reason };
  }
  return { decision: "ask", decided_by: "mode", reason: nobody };
}

/** The rule by which calls like this one are allowed from now on, when somebody says so. */
export function ruleFor(tool_name: string): string {
  return tool_name;
}
