// A user's policies beside the operator's: each of them as a table, and at random that they only add.
import { expect, it } from "vitest";
import { combinedPolicies } from "../../src/agent/policy/combine.ts";
import { deniedPaths } from "../../src/agent/policy/file-access.ts";
import type { PolicySettings } from "../../src/agent/policy/table.ts";
import { NO_POLICIES as NO_USER_POLICIES, type UserPolicies } from "../../src/contract/controls.ts";
import { type PermissionMode, permissionMode, policyName } from "../../src/contract/session.ts";
import { Random } from "../simulation/random.ts";
import { bash, call, NO_POLICIES, OPERATORS, read, verdict, write } from "./cases.ts";

const PATHS = ["/etc/passwd", "~/.ssh", ".env", "src/**", "secret/", "/", "*.key", "{a"];
const COMMANDS = ["rm -rf", "git push", "dd", "curl", "sudo rm"];
const TOOLS = ["Read", "Write", "Bash", "Grep", "mcp__git", "mcp__git__*", "mcp__git__log"];
const CALLS = [
  ...["ls", "rm -rf a", "git push", "cat .env", "curl x", "X=rm; $X -rf a", "'", "cat src/*"].map(
    bash,
  ),
  ...["a", ".env", "/etc/passwd", "src/a.ts", "secret/x", "b.key"].flatMap((path) => [
    read(path),
    write(path),
  ]),
  ...[
    call("mcp__git__log", {}),
    call("mcp__git__push", {}),
    call("WebFetch", { url: "https://x" }),
  ],
  ...[call("Grep", { pattern: "x" }), call("TodoWrite", {}), call("mine", {})],
];

const user = (changes: Partial<UserPolicies>): UserPolicies => ({
  ...NO_USER_POLICIES,
  ...changes,
});

it.each<[Partial<UserPolicies>, PolicySettings, Partial<PolicySettings>]>([
  [{}, OPERATORS, {}],
  [{ policies: ["NetworkPolicy"] }, NO_POLICIES, { policies: ["NetworkPolicy"] }],
  [
    { policies: ["CommandPolicy", "BudgetPolicy"] },
    OPERATORS,
    { policies: ["FileAccessPolicy", "CommandPolicy", "BudgetPolicy"] },
  ],
  [
    { restricted_paths: [".env", "~/.ssh"] },
    OPERATORS,
    { restricted_paths: [...OPERATORS.restricted_paths, ".env"] },
  ],
  [
    { restricted_paths: [".env"] },
    NO_POLICIES,
    { policies: ["FileAccessPolicy"], restricted_paths: [".env"] },
  ],
  [
    { blocked_commands: ["dd", "git push"] },
    NO_POLICIES,
    { policies: ["CommandPolicy"], blocked_commands: ["dd", "git push"] },
  ],
  [{ tool_allowlist: [] }, OPERATORS, { user_tool_allowlist: [] }],
  [
    { policies: ["ToolAllowlistPolicy"], tool_allowlist: ["Read"] },
    OPERATORS,
    { user_tool_allowlist: ["Read"] },
  ],
  [
    { policies: ["ToolAllowlistPolicy"] },
    OPERATORS,
    { policies: ["FileAccessPolicy", "CommandPolicy", "ToolAllowlistPolicy"] },
  ],
])("[POLICY-10] a user's %j is added to what the operator has set", (set, operator, added) => {
  expect(combinedPolicies(operator, user(set))).toEqual({ ...operator, ...added });
});

it("[POLICY-11] a user's list of tools narrows the operator's and never widens it", () => {
  const operator = { ...NO_POLICIES, tool_allowlist: ["Read", "mcp__git"] };
  const on = { ...operator, policies: ["ToolAllowlistPolicy"] as const };
  const calls = [read("a"), write("a"), call("mcp__git__log", {}), call("mcp__git__push", {})];
  const decisions = (settings: PolicySettings, custom_policies: string[] = []) =>
    calls.map(
      (asked) =>
        verdict({ permission_mode: "bypassPermissions", custom_policies }, asked, settings)
          .decision,
    );
  const list = user({ tool_allowlist: ["Write", "Read", "mcp__git__log"] });
  expect(decisions(combinedPolicies(on, list))).toEqual(["allow", "deny", "allow", "deny"]);
  // Where the operator lets every tool run, so does a list of the operator's that is not on.
  expect(decisions(combinedPolicies(operator, list))).toEqual(["allow", "allow", "allow", "deny"]);
  expect(decisions(combinedPolicies(operator, list), ["ToolAllowlistPolicy"])).toEqual(
    decisions(combinedPolicies(on, list)),
  );
  expect(decisions(combinedPolicies(on, user({ tool_allowlist: [] })))).toEqual(
    calls.map(() => "deny"),
  );
  const denied = verdict(
    {},
    write("a"),
    combinedPolicies(NO_POLICIES, user({ tool_allowlist: [] })),
  );
  expect(denied.reason).toBe("ToolAllowlistPolicy: Write is not on the user's list");
});

const STRICTNESS = { allow: 0, ask: 1, deny: 2 };

function some<T>(random: Random, choices: readonly T[]): T[] {
  const share = random.pick([0, 0.2, 0.5]);
  return choices.filter(() => random.chance(share));
}

it.each([1, 2, 3, 4, 5])(
  "[POLICY-12] whatever a user sets, nothing runs that was stopped (seed %i)",
  (seed) => {
    const random = new Random(seed);
    let stricter = 0;
    for (let n = 0; n < 400; n++) {
      const operator: PolicySettings = {
        ...NO_POLICIES,
        policies: some(random, policyName.options),
        restricted_paths: some(random, PATHS),
        blocked_commands: some(random, COMMANDS),
        tool_allowlist: some(random, TOOLS),
        tool_calls_per_minute: random.between(1, 3),
      };
      const set = user({
        policies: some(random, policyName.options),
        restricted_paths: some(random, PATHS),
        blocked_commands: some(random, COMMANDS),
        tool_allowlist: random.chance(0.5) ? null : some(random, TOOLS),
      });
      const both = combinedPolicies(operator, set);
      const session = {
        permission_mode: random.pick<PermissionMode>(permissionMode.options),
        allowed_tools: some(random, TOOLS),
        custom_policies: some(random, policyName.options),
      };
      const used = {
        now_ms: 1000,
        total_cost_usd: random.pick([0, 11, null]),
        recent_calls: [{ second: 0, count: random.between(1, 3) }],
      };
      const asked = random.pick(CALLS);
      const [before, after] = [operator, both].map(
        (settings) => verdict(session, asked, settings, used).decision,
      );
      const shown = JSON.stringify({ session, asked, operator, set });
      expect(STRICTNESS[after ?? "allow"], shown).toBeGreaterThanOrEqual(
        STRICTNESS[before ?? "deny"],
      );
      if (after !== before) stricter += 1;
      const closed = deniedPaths(session.custom_policies, both);
      for (const path of deniedPaths(session.custom_policies, operator))
        expect(closed).toContain(path);
    }
    expect(stricter).toBeGreaterThan(20);
  },
);
