// What a user has set for all their sessions: policies that hold in each, and the hooks that are called.
// Their account keeps it; a session is told with its admission, and keeps what it was told last.
import { z } from "zod";
import type { Hook } from "./hook.ts";
import { RULES_MAX } from "./limits.ts";
import { policyName } from "./session.ts";

const texts = z.array(z.string().min(1).max(500)).max(RULES_MAX);

/** Policies that hold in every session of a user, beside the operator's; they only ever add to those. */
export const userPolicies = z
  .strictObject({
    policies: z.array(policyName).max(policyName.options.length).default([]),
    restricted_paths: texts.default([]).describe("beside those that FileAccessPolicy keeps closed"),
    blocked_commands: texts.default([]).describe("beside those that CommandPolicy stops"),
    tool_allowlist: texts
      .nullable()
      .default(null)
      .describe(
        "what ToolAllowlistPolicy lets run, of what the operator lets run; null: all of that",
      ),
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
