// `npm run bench`: measures Ledge beside the floor and writes docs/benchmarks.md. With --quick, or
// with --only and the name of a measure, it prints the table and leaves the page alone.
import { readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { keptOn } from "../scripts/kept.ts";
import { accept } from "./measures/accept.ts";
import { branches } from "./measures/branches.ts";
import { fanOut } from "./measures/fan-out.ts";
import { history } from "./measures/history.ts";
import { hooks } from "./measures/hooks.ts";
import { load } from "./measures/load.ts";
import { outbox } from "./measures/outbox.ts";
import { permission } from "./measures/permission.ts";
import { turn } from "./measures/turn.ts";
import { wake } from "./measures/wake.ts";
import { page, table } from "./report.ts";
import type { Row } from "./row.ts";
import { type Sides, startSides } from "./sides.ts";

/** Load goes first: the memory it reports is that of services which did nothing else. */
const MEASURES: Record<string, (sides: Sides, quick: boolean) => Promise<Row[]>> = {
  load,
  turn,
  accept,
  history,
  "fan-out": fanOut,
  outbox,
  permission,
  hooks,
  wake,
  branches,
};
const PAGE = new URL("../docs/benchmarks.md", import.meta.url);

async function main(): Promise<number> {
  const { quick, only } = parseArgs({
    options: { quick: { type: "boolean", default: false }, only: { type: "string" } },
  }).values;
  const measures = Object.entries(MEASURES).filter(([name]) => only === undefined || name === only);
  if (measures.length === 0) {
    console.error(`no measure ${only}; there are: ${Object.keys(MEASURES).join(", ")}`);
    return 2;
  }
  const interrupted = new Promise<"interrupted">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => resolve("interrupted"));
    }
  });
  const started_at = performance.now();
  const [load_before = 0] = loadavg();
  const starting = startSides();
  const sides = await Promise.race([starting, interrupted]);
  if (sides === "interrupted") {
    await starting.then((late) => late.stop()).catch(() => {});
    return 130;
  }
  try {
    const rows = await Promise.race([measure(sides, measures, quick), interrupted]);
    if (rows === "interrupted") return 130;
    if (quick || only !== undefined) {
      console.log(table(rows));
      return 0;
    }
    const date = new Date().toISOString().slice(0, 10);
    const duration_seconds = (performance.now() - started_at) / 1000;
    const circumstances = { date, command: "npm run bench", duration_seconds, load_before };
    const simulated = keptOn(readFileSync(PAGE, "utf8"), "simulate");
    writeFileSync(PAGE, page(rows, circumstances, simulated));
    console.log(`${table(rows)}\n\nwritten to docs/benchmarks.md`);
    return 0;
  } finally {
    await sides.stop();
  }
}

async function measure(
  sides: Sides,
  measures: [string, (typeof MEASURES)[string]][],
  quick: boolean,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, run] of measures) {
    const started_at = performance.now();
    rows.push(...(await run(sides, quick)));
    console.error(`${name}: ${((performance.now() - started_at) / 1000).toFixed(1)} s`);
  }
  return rows;
}

process.exit(await main());
