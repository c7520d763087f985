// The operator's policies and a user's own as one. A user only ever adds: what was denied without
// theirs is denied with them.
import type { UserPolicies } from "../../contract/controls.ts";
import type { PolicyName } from "../../contract/session.ts";
import type { PolicySettings } from "./table.ts";

/**
 * What holds in a user's sessions. A list that the user sets holds without naming its policy: one that
 * is taken and never holds would protect nobody.
 */
export function combinedPolicies(operator: PolicySettings, user: UserPolicies): PolicySettings {
  return {
    ...operator,
    policies: union(operator.policies, policiesOf(user)),
    restricted_paths: union(operator.restricted_paths, user.restricted_paths),
    blocked_commands: union(operator.blocked_commands, user.blocked_commands),
    user_tool_allowlist: user.tool_allowlist,
  };
}

function policiesOf(user: UserPolicies): PolicyName[] {
  // A list of the user's own holds in place of the operator's, where that is not on by itself.
  const named = user.policies.filter(
    (name) => name !== "ToolAllowlistPolicy" || user.tool_allowlist === null,
  );
  return [
    ...named,
    ...(user.restricted_paths.length > 0 ? (["FileAccessPolicy"] as const) : []),
    ...(user.blocked_commands.length > 0 ? (["CommandPolicy"] as const) : []),
  ];
}

function union<T>(one: readonly T[], other: readonly T[]): T[] {
  return [...new Set([...one, ...other])];
}
