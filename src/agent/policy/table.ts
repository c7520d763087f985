// The policies by name. A new one is a file beside this one, a line here, and its name in the contract.
// A policy only ever denies: what it has nothing against goes on to the rules and the mode.
import type { PolicyName } from "../../contract/session.ts";
import type { Subject } from "../permission/rule.ts";
import { budgetPolicy } from "./budget.ts";
import { commandPolicy } from "./command.ts";
import { fileAccessPolicy } from "./file-access.ts";
import { networkPolicy } from "./network.ts";
import { rateLimitPolicy } from "./rate-limit.ts";
import { toolAllowlistPolicy, userAllowlistPolicy } from "./tool-allowlist.ts";
import type { Used } from "./used.ts";

/** What the operator has set, and a user has added; a session can switch further policies on, and none off. */
export interface PolicySettings {
  readonly policies: readonly PolicyName[];
  readonly restricted_paths: readonly string[];
  readonly blocked_commands: readonly string[];
  readonly tool_allowlist: readonly string[];
  /** What the user's own list lets run, of what everything else lets run; null: all of that. */
  readonly user_tool_allowlist: readonly string[] | null;
  readonly tool_calls_per_minute: number;
  readonly tool_budget_usd: number;
}

/** Why a call must not run, as half a sentence; null when the policy has nothing against it. */
export type Policy = (subject: Subject, settings: PolicySettings, used: Used) => string | null;

const POLICIES: Readonly<Record<PolicyName, Policy>> = {
  FileAccessPolicy: fileAccessPolicy,
  CommandPolicy: commandPolicy,
  ToolAllowlistPolicy: toolAllowlistPolicy,
  NetworkPolicy: networkPolicy,
  RateLimitPolicy: rateLimitPolicy,
  BudgetPolicy: budgetPolicy,
};

/** The policies that hold and those that the session adds, in the table's order; a user's list first. */
export function policiesFor(
  added: readonly string[],
  settings: PolicySettings,
): { name: PolicyName; policy: Policy }[] {
  const names = Object.keys(POLICIES) as PolicyName[];
  const named = names
    .filter((name) => settings.policies.includes(name) || added.includes(name))
    .map((name) => ({ name, policy: POLICIES[name] }));
  return [{ name: "ToolAllowlistPolicy", policy: userAllowlistPolicy }, ...named];
}
