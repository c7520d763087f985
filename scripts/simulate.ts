// Runs simulated sessions, one per seed: `npm run simulate -- --seeds 10000`. The first line of a failure
// is its seed, and `--seed N` replays that session and prints everything that happened in it.
import { parseArgs } from "node:util";
import { keep, today } from "./kept.ts";

interface Outcome {
  readonly violations: readonly { readonly rule: string; readonly text: string }[];
  readonly story: readonly string[];
  readonly seen: ReadonlyMap<string, number>;
}

const FAILURES_SHOWN_MAX = 10;

/** The simulation is compiled with the edge's types, this script with Node's: hence no static import. */
async function simulation(): Promise<(seed: number) => Promise<Outcome>> {
  const { href } = new URL("../test/simulation/simulate.ts", import.meta.url);
  return ((await import(href)) as { simulate: (seed: number) => Promise<Outcome> }).simulate;
}

function whole(text: string, option: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${option}: expected a whole number`);
  return Number(text);
}

/** A session never leaves the microtask queue: this lets in Ctrl-C, and news of unhandled rejections. */
function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function replay(seed: number): Promise<boolean> {
  const { story, violations } = await (await simulation())(seed);
  for (const line of story) console.log(line);
  console.log(violations.length === 0 ? `seed ${seed}: clean` : `seed ${seed}: failed`);
  return violations.length === 0;
}

const PAGE = new URL("../docs/benchmarks.md", import.meta.url);

async function runAll(from: number, seeds: number, kept: boolean): Promise<boolean> {
  const simulate = await simulation();
  const seen = new Map<string, number>();
  const began_ms = performance.now();
  let failed = 0;
  let unhandled = "";
  process.on("unhandledRejection", (error: Error) => {
    unhandled = `unhandled rejection: ${error.stack}`;
  });
  for (let seed = from; seed < from + seeds; seed += 1) {
    unhandled = "";
    const outcome = await simulate(seed);
    for (const [name, times] of outcome.seen) seen.set(name, (seen.get(name) ?? 0) + times);
    await pause();
    const [first] = outcome.violations;
    const wrong = first === undefined ? unhandled : `${first.rule}: ${first.text}`;
    if (wrong !== "") {
      failed += 1;
      if (failed <= FAILURES_SHOWN_MAX) {
        console.error(`seed ${seed}: ${wrong}`);
        console.error(`  replay: npm run simulate -- --seed ${seed}`);
      }
    }
  }
  for (const [name, times] of [...seen].sort(([a], [b]) => a.localeCompare(b))) {
    console.log(`${String(times).padStart(9)}  ${name}`);
  }
  const seconds = ((performance.now() - began_ms) / 1000).toFixed(1);
  const result = `${seeds} sessions in ${seconds} s, ${failed} failed`;
  console.log(result);
  const crashes = `${seen.get("crashes") ?? 0} crashes, ${seen.get("model calls") ?? 0} model calls`;
  const command = `npm run simulate -- --seeds ${seeds}`;
  if (kept) keep(PAGE, "simulate", `\`${command}\` (${today()}): ${result}; ${crashes}.`);
  return failed === 0;
}

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    /** Puts the result into docs/benchmarks.md. */
    keep: { type: "boolean", default: false },
  },
});
const clean =
  values.seed === undefined
    ? await runAll(whole(values.from, "from"), whole(values.seeds, "seeds"), values.keep)
    : await replay(whole(values.seed, "seed"));
process.exit(clean ? 0 : 1);
