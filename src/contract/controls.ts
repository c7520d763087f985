// What a user has set for all their sessions: policies that hold in each, and the hooks that are called.
// Their account keeps it; a session is told with its admission, and keeps what it was told last.
import { z } from "zod";
import type { Hook } from "./hook.ts";
import { RULE_CHARS_MAX, USER_POLICY_ENTRIES_MAX } from "./limits.ts";
import { parseRule } from "./rule.ts";
import { policyName } from "./session.ts";

/** A guard that could match nothing protects nobody, so it is refused. */
const text = z
  .string()
  .max(RULE_CHARS_MAX)
  .refine((given) => given !== "" && given === given.trim() && !given.includes("\0"), {
    message: "expected some text without NUL, and without spaces around it",
  });
const texts = z.array(text).max(USER_POLICY_ENTRIES_MAX);
const toolName = text.refine((given) => parseRule(given).rule?.content === null, {
  message: "expected the name of a tool, as Read, or of a server, as mcp__server",
});

/** Policies that hold in every session of a user, beside the operator's; they only ever add to those. */
export const userPolicies = z
  .strictObject({
    policies: z.array(policyName).max(policyName.options.length).default([]),
    restricted_paths: texts
      .default([])
      .describe("beside those that the operator keeps closed; one switches FileAccessPolicy on"),
    blocked_commands: texts
      .default([])
      .describe("beside those that the operator stops; one switches CommandPolicy on"),
    tool_allowlist: z
      .array(toolName)
      .max(USER_POLICY_ENTRIES_MAX)
      .nullable()
      .default(null)
      .describe("the only tools that run, of those that the operator lets run; null: all of those"),
  })
  .meta({ id: "UserPolicies" });
export type UserPolicies = z.infer<typeof userPolicies>;

export const NO_POLICIES: UserPolicies = {
  policies: [],
  restricted_paths: [],
  blocked_commands: [],
  tool_allowlist: null,
};

export interface Controls {
  /** Grows with every change. */
  readonly version: number;
  readonly policies: UserPolicies;
  /** Those that are on: the user's own, and the session's, in the order of their registration. */
  readonly hooks: readonly Hook[];
}

/** A user who has set nothing. */
export const NO_CONTROLS: Controls = { version: 0, policies: NO_POLICIES, hooks: [] };
