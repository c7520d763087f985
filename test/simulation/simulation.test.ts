// A few hundred simulated sessions with every test run; `npm run simulate` runs as many as one likes.
import { beforeAll, expect, it } from "vitest";
import { simulate } from "./simulate.ts";

const SEEDS = 800;
const RULES = [
  "[SIM-1] an accepted message is in the log once, and one turn takes it up",
  "[SIM-2] the log has no gap and no double, and folds to the stored state",
  "[SIM-3] a call is settled once, does not run again then, and its change is made once",
  "[SIM-4] a request is one that the API takes, and holds all that was said",
  "[SIM-5] a request continues the one before it, byte for byte",
  "[SIM-6] what people were told is what happened",
  "[SIM-7] turns follow one another, and each ends once",
  "[SIM-8] model calls are paired, and the counters are the log's",
  "[SIM-9] no bug is reported, and the outside is told of every event",
  "[SIM-10] a session comes to a rest that it may come to",
  "[SIM-11] the readers' lists agree with the log",
  "[SIM-13] what a hook denies never runs, and each point's hooks have their effect once",
];

const broken: string[] = [];
const seen = new Map<string, number>();

beforeAll(async () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const outcome = await simulate(seed);
    for (const [name, times] of outcome.seen) seen.set(name, (seen.get(name) ?? 0) + times);
    for (const { rule, text } of outcome.violations) broken.push(`[${rule}] seed ${seed}: ${text}`);
  }
}, 60_000);

it.each(RULES)("%s, whatever crashes", (rule) => {
  const id = rule.slice(0, rule.indexOf("]") + 1);
  expect(broken.filter((line) => line.startsWith(id))).toEqual([]);
});

it.each([
  "crashes",
  "user.interrupt",
  "session.recovered",
  "session.inputs_steered",
  "session.status_rescheduled",
  "tools run again",
  "results given",
  "replaced",
  "compaction: auto",
  "compaction: manual",
  "compaction: overflow",
  "session.compaction_failed",
  "session.continued",
  "idle: refusal",
  "calls expired",
  "account: busy",
  "account: spent",
])("the simulated sessions went through many: %s", (name) => {
  expect(seen.get(name) ?? 0).toBeGreaterThan(10);
});

it("[SIM-12] a seed gives the same session every time", async () => {
  const told = async () =>
    (await simulate(7)).story.map((line) => line.replace(/[0-9a-f]{32}|\d{4}-\d\d-[^"]+/g, ""));
  expect(await told()).toEqual(await told());
});
