// How the tests of rules ask: a configuration, one call, and the word that comes out.
import { decide, type PermissionConfig, type Verdict } from "../../src/agent/permission/decide.ts";
import type { Call } from "../../src/agent/permission/rule.ts";
import type { PolicySettings } from "../../src/agent/policy/table.ts";
import type { Used } from "../../src/agent/policy/used.ts";

export const NO_POLICIES: PolicySettings = {
  policies: [],
  restricted_paths: [],
  blocked_commands: [],
  tool_allowlist: [],
  user_tool_allowlist: null,
  tool_calls_per_minute: 60,
  tool_budget_usd: 10,
};

export const OPERATORS: PolicySettings = {
  ...NO_POLICIES,
  policies: ["FileAccessPolicy", "CommandPolicy"],
  restricted_paths: ["/etc/passwd", "/etc/shadow", "~/.ssh", "~/.aws/credentials"],
  blocked_commands: ["rm -rf", "sudo rm", "format", "dd"],
};

export const NOTHING_USED: Used = { now_ms: 0, total_cost_usd: 0, recent_calls: [] };

export function rules(changes: Partial<PermissionConfig> = {}): PermissionConfig {
  return {
    permission_mode: "default",
    allowed_tools: [],
    disallowed_tools: [],
    ask_tools: [],
    custom_policies: [],
    ...changes,
  };
}

export function call(tool_name: string, input: unknown, changes: Partial<Call> = {}): Call {
  const root = "/workspace";
  return { tool_name, input, directory: root, root, real_path: null, ...changes };
}

export const bash = (command: string) => call("Bash", { command });
export const write = (file_path: string) => call("Write", { file_path, content: "" });
export const read = (file_path: string) => call("Read", { file_path });

export function verdict(
  changes: Partial<PermissionConfig>,
  asked: Call,
  settings: PolicySettings = NO_POLICIES,
  used: Used = NOTHING_USED,
): Verdict {
  return decide(rules(changes), asked, settings, used);
}

/** As §3 of the reference was measured: nothing but rules allows. */
export function allowedBy(allowed_tools: string[], asked: Call): string {
  return verdict({ allowed_tools, permission_mode: "dontAsk" }, asked).decision;
}

/** And nothing but rules denies. */
export function deniedBy(disallowed_tools: string[], asked: Call): string {
  return verdict({ disallowed_tools, permission_mode: "bypassPermissions" }, asked).decision;
}
