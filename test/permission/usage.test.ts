// RateLimitPolicy and BudgetPolicy: what a session has used decides, and what is kept of it is small.
import { abortAllDurableObjects } from "cloudflare:test";
import { expect, it, vi } from "vitest";
import { usedBefore } from "../../src/agent/policy/used.ts";
import {
  type CallsInSecond,
  nextCallAt,
  withCallAt,
  withoutLastCall,
} from "../../src/agent/recent-calls.ts";
import type { EventDraft } from "../../src/contract/event.ts";
import { Random } from "../simulation/random.ts";
import { seed } from "../support/seeded.ts";
import { ofType, openSession, script } from "../support/session.ts";
import { answered, asked, called, START_MS, tell } from "../support/story.ts";
import { bash, NO_POLICIES, NOTHING_USED, read, verdict } from "./cases.ts";

// Sixty calls of the shell take their time where many tests run.
vi.setConfig({ testTimeout: 30_000 });

const FREE = { permission_mode: "bypassPermissions" } as const;
const RATE = { ...NO_POLICIES, policies: ["RateLimitPolicy"] as const, tool_calls_per_minute: 3 };
const BUDGET = { ...NO_POLICIES, policies: ["BudgetPolicy"] as const, tool_budget_usd: 10 };

const after = (...times: number[]) =>
  times.reduce<readonly CallsInSecond[]>((recent, at_ms) => withCallAt(recent, at_ms), []);

it.each([
  [[], 0, null],
  [[0, 1], 2, null],
  [[0, 1, 2], 3, 61_000],
  [[0, 1, 2], 59_999, 61_000],
  // Only the second of a call is known: the next may come up to a second later than it had to.
  [[999, 1000, 2000], 60_500, 61_000],
  [[0, 1, 2], 61_000, null],
  [[0, 20_000, 30_000], 60_999, 61_000],
  [[0, 20_000, 30_000], 61_000, null],
  [[0, 20_000, 30_000, 61_000], 61_001, 81_000],
  // A clock that stepped back lets nobody in earlier.
  [[50_000, 50_000, 50_000], 10_000, 111_000],
])("[POLICY-5] after calls at %j, at %i ms the next may come at %j", (calls, now_ms, next_ms) => {
  expect(nextCallAt(after(...calls), 3, now_ms)).toBe(next_ms);
  const used = { ...NOTHING_USED, now_ms, recent_calls: after(...calls) };
  const asked = verdict(FREE, bash("ls"), RATE, used);
  if (next_ms === null) return expect(asked.decision).toBe("allow");
  return expect(asked).toEqual({
    ...{ decision: "deny", decided_by: "policy", rule: "RateLimitPolicy" },
    reason: `RateLimitPolicy: 3 tool calls in a minute are the most; the next may come at ${new Date(next_ms).toISOString()}`,
  });
});

it.each([1, 2, 3, 4])(
  "[POLICY-6] no minute has more calls than may be, and what is kept stays small (seed %i)",
  (seed_) => {
    const random = new Random(seed_);
    const most = random.between(1, 40);
    const let_in: number[] = [];
    let recent: readonly CallsInSecond[] = [];
    let now_ms = 0;
    for (let n = 0; n < 3000; n++) {
      now_ms += random.chance(0.7) ? random.between(0, 900) : random.between(0, 20_000);
      const next_ms = nextCallAt(recent, most, now_ms);
      if (next_ms !== null) {
        expect(next_ms).toBeGreaterThan(now_ms);
        expect(nextCallAt(recent, most, next_ms)).toBeNull();
        // It is not much tighter than it says.
        const close = let_in.filter((at_ms) => at_ms > now_ms - 61_000);
        expect(close.length).toBeGreaterThanOrEqual(most);
        continue;
      }
      recent = withCallAt(recent, now_ms);
      let_in.push(now_ms);
      expect(recent.length).toBeLessThanOrEqual(61);
      const within = let_in.filter((at_ms) => at_ms > now_ms - 60_000);
      expect(within.length).toBeLessThanOrEqual(most);
    }
    expect(let_in.length).toBeGreaterThan(most);
  },
);

const started = (tool_use_id: string, attempt = 1): EventDraft => ({
  type: "tool.started",
  tool_use_id,
  attempt,
});

it("[POLICY-7] a call that a crash cut off and that is run again counts once", () => {
  const { state } = tell([
    asked(),
    called("t1", "m1"),
    started("t1"),
    started("t1", 2),
    started("t2"),
  ]);
  expect(state.recent_calls).toEqual([
    { second: START_MS / 1000 + 3, count: 1 },
    { second: START_MS / 1000 + 5, count: 1 },
  ]);
  expect(usedBefore(state, { attempts: 0 }, 7).recent_calls).toBe(state.recent_calls);
  expect(usedBefore(state, { attempts: 1 }, 7)).toEqual({
    ...{ now_ms: 7, total_cost_usd: 0, recent_calls: state.recent_calls.slice(0, 1) },
  });
  expect(withoutLastCall(after(1, 2))).toEqual([{ second: 0, count: 1 }]);
  expect(withoutLastCall([])).toEqual([]);
});

it("[POLICY-8] BudgetPolicy stops every tool once the session has cost more than may be", () => {
  const costing = (total_cost_usd: number | null) =>
    verdict(FREE, read("a"), BUDGET, { ...NOTHING_USED, total_cost_usd });
  expect([0, 10, null].map((cost) => costing(cost).decision)).toEqual(["allow", "allow", "allow"]);
  expect(costing(10.01)).toEqual({
    ...{ decision: "deny", decided_by: "policy", rule: "BudgetPolicy" },
    reason: "BudgetPolicy: the session has cost more than 10 USD",
  });
});

it("[POLICY-9] a session that adds RateLimitPolicy is told when its next call may come, and that outlives its object", async () => {
  const session = await openSession({ custom_policies: ["RateLimitPolicy"] });
  const tools = Array.from({ length: 62 }, (_, n) => ({
    name: "Bash",
    input: { command: `echo ${n}` },
  }));
  await session.ended(await session.query(script({ tools }, { text: "ok" })));
  const statuses = (await session.toolCalls()).map((call) => call.status);
  expect(statuses.filter((status) => status === "success")).toHaveLength(60);
  expect(statuses.slice(60)).toEqual(["denied", "denied"]);
  await abortAllDurableObjects();
  const again = await session.query(script({ tools: tools.slice(0, 1) }, { text: "ok" }));
  await session.ended(again);
  const denied = ofType(await session.events(), "permission.decided").filter(
    ({ decision }) => decision === "deny",
  );
  expect(denied).toHaveLength(3);
  for (const { reason, rule } of denied) {
    expect(rule).toBe("RateLimitPolicy");
    expect(reason).toMatch(/; the next may come at 20\S+Z$/);
  }
});

it("[POLICY-9] a session that adds BudgetPolicy runs no tool once it has cost more than may be", async () => {
  const session = await openSession({ custom_policies: ["BudgetPolicy"] });
  const tools = [{ name: "Bash", input: { command: "echo a" } }];
  await session.ended(await session.query(script({ tools }, { text: "ok" })));
  const dear = answered("end_turn");
  await seed(session.id, [[{ ...dear, cost_usd: 10.5 } as EventDraft]]);
  const query = await session.query(script({ tools }, { text: "still here" }));
  expect(await session.ended(query)).toMatchObject({ text: "still here", stop_reason: "end_turn" });
  expect((await session.toolCalls()).map(({ status }) => status)).toEqual(["success", "denied"]);
});
