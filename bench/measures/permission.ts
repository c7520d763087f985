// What permissions add to a tool call. Once alone, on Node: the same calls decided under 64 rules and all
// policies, and under the bare names of the tools. And once in turns of forty calls, where one session
// has those rules and policies and the other has bare names and no policy.
import { join } from "node:path";
import { decide, type PermissionConfig } from "../../src/agent/permission/decide.ts";
import type { Call } from "../../src/agent/permission/rule.ts";
import type { PolicySettings } from "../../src/agent/policy/table.ts";
import { converse } from "../conversation.ts";
import { ALL_POLICIES, BARE_RULES, CALLS, CONTENT_RULES } from "../permission-cases.ts";
import { aboveFloor, type Row, spread } from "../row.ts";
import { type Sides, startLedge } from "../sides.ts";
import { ADDED_MS_MAX, callRows, noSamples, sample, warmUp } from "../tool-turns.ts";

const NO_POLICIES = { ...ALL_POLICIES, policies: [], restricted_paths: [], blocked_commands: [] };
const MODE = { permission_mode: "default" as const, custom_policies: [] };

/** Rows for one decision alone, and for a tool call in a turn: time and processor time. */
export async function permission(sides: Sides, quick: boolean): Promise<Row[]> {
  return [...decisions(quick), ...(await inTurns(sides, quick))];
}

interface Cost {
  readonly us: number;
  readonly cpu_us: number;
}

/** What one decision costs on average, after as many that let the engine warm up. */
function costOf(repeats: number, work: () => void): Cost {
  for (let warm = 0; warm < repeats; warm++) work();
  const cpu_before = process.cpuUsage();
  const started_at = performance.now();
  for (let done = 0; done < repeats; done++) work();
  const elapsed_us = (performance.now() - started_at) * 1000;
  const { user, system } = process.cpuUsage(cpu_before);
  return { us: elapsed_us / repeats, cpu_us: (user + system) / repeats };
}

/** Policies that count find nothing to count. */
const NOTHING_USED = { now_ms: 0, total_cost_usd: 0, recent_calls: [] };

/** Each sample is one call of the table, decided many times over. */
function decisions(quick: boolean): Row[] {
  const repeats = quick ? 100 : 300;
  const costs = (config: PermissionConfig, policies: PolicySettings) =>
    CALLS.map(({ name, input }) => {
      const root = "/workspace";
      const call: Call = { tool_name: name, input, directory: root, root, real_path: null };
      const { decision, reason } = decide(config, call, policies, NOTHING_USED);
      if (decision !== "allow") throw new Error(`${name} would not run: ${reason}`);
      return costOf(repeats, () => decide(config, call, policies, NOTHING_USED));
    });
  const floor = costs({ ...MODE, ...BARE_RULES }, NO_POLICIES);
  const ledge = costs({ ...MODE, ...CONTENT_RULES }, ALL_POLICIES);
  const row = (what: string, figure: keyof Cost): Row => {
    const of_floor = spread(floor.map((cost) => cost[figure]));
    const of_ledge = spread(ledge.map((cost) => cost[figure]));
    return {
      what: `a decision under 64 rules and 4 policies, alone: ${what}`,
      unit: "µs",
      ledge: of_ledge,
      floor: of_floor,
      limits: [
        aboveFloor("p50", of_ledge.p50, of_floor.p50, ADDED_MS_MAX * 1000),
        aboveFloor("p99", of_ledge.p99 ?? 0, of_floor.p99 ?? 0, ADDED_MS_MAX * 1000),
      ],
      n: CALLS.length,
    };
  };
  return [row("time", "us"), row("CPU", "cpu_us")];
}

const GUARDED = {
  ...{ model: "offline-script", custom_policies: ALL_POLICIES.policies },
  ...CONTENT_RULES,
};
const BARE = { model: "offline-script", ...BARE_RULES };

async function inTurns({ ledge }: Sides, quick: boolean): Promise<Row[]> {
  const [rounds, turns] = quick ? [1, 5] : [2, 10];
  const service = await startLedge(join(ledge.folder, "..", "permission"), {
    // A session cannot switch the operator's policies off, so that here they are off for all.
    settings: {
      DEFAULT_POLICIES: "none",
      DEFAULT_TOOL_ALLOWLIST: ALL_POLICIES.tool_allowlist.join(","),
    },
  });
  try {
    const open = (config: object) => () => converse(service.client, config);
    await warmUp(service.client, open(BARE));
    await warmUp(service.client, open(GUARDED));
    const samples = { ledge: noSamples(), floor: noSamples() };
    for (let round = 0; round < rounds; round++) {
      await sample(service, open(BARE), turns, samples.floor);
      await sample(service, open(GUARDED), turns, samples.ledge);
    }
    return callRows("a tool call under 64 rules and 4 policies", samples, ADDED_MS_MAX);
  } finally {
    await service.stop();
  }
}
