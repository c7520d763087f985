// Many sessions at once, each asking its next question when its last is answered: turns a second, the
// time of a turn, and the processor time that a turn costs its service, with all that comes after it.
import { converse } from "../conversation.ts";
import { cpuMs, diskMib, quiet, workerdMib } from "../process-group.ts";
import { atLeast, atMost, type Row, single, spread } from "../row.ts";
import type { Side, Sides } from "../sides.ts";
import { median } from "../stats.ts";

const TURNS = 5;
const PROMPT = "chunks=20";

interface Run {
  readonly turns_per_second: number;
  readonly turn_ms: readonly number[];
  readonly cpu_ms: number;
}

/** Rows for 20 and 50 sessions × 5 turns, and for memory and disk after the last of them. */
export async function load(sides: Sides, quick: boolean): Promise<Row[]> {
  await Promise.all([oneRun(sides.floor, 10), oneRun(sides.ledge, 10)]);
  const rows: Row[] = [];
  for (const sessions of quick ? [50] : [20, 50]) {
    rows.push(...(await rowsOf(sides, sessions, quick ? 1 : 3)));
  }
  return [...rows, ...footprint(sides)];
}

async function oneRun(side: Side, sessions: number): Promise<Run> {
  const conversations = await Promise.all(
    Array.from({ length: sessions }, () => converse(side.client)),
  );
  await quiet(side.group);
  const cpu_before_ms = cpuMs(side.group);
  const started_at = performance.now();
  const turns = await Promise.all(
    conversations.map(async (conversation) => {
      const times: number[] = [];
      for (let turn = 0; turn < TURNS; turn++) {
        times.push((await conversation.ask(PROMPT)).ended_ms);
      }
      return times;
    }),
  );
  const elapsed_ms = performance.now() - started_at;
  await quiet(side.group);
  const cpu_ms = cpuMs(side.group) - cpu_before_ms;
  await Promise.all(conversations.map((conversation) => conversation.close()));
  const turn_ms = turns.flat();
  return { turns_per_second: (turn_ms.length * 1000) / elapsed_ms, turn_ms, cpu_ms };
}

async function rowsOf({ ledge, floor }: Sides, sessions: number, rounds: number): Promise<Row[]> {
  const runs = { ledge: [] as Run[], floor: [] as Run[] };
  for (let round = 0; round < rounds; round++) {
    runs.floor.push(await oneRun(floor, sessions));
    runs.ledge.push(await oneRun(ledge, sessions));
  }
  const n = sessions * TURNS * rounds;
  const both = <T>(read: (runs: readonly Run[]) => T) => ({
    ledge: read(runs.ledge),
    floor: read(runs.floor),
    n,
  });
  const rate = both((all) => single(median(all.map((run) => run.turns_per_second))));
  const cpu = both((all) => single(all.reduce((sum, run) => sum + run.cpu_ms, 0) / n));
  const time = both((all) => spread(all.flatMap((run) => run.turn_ms)));
  const held = sessions === 50;
  const what = `${sessions} sessions × ${TURNS} turns`;
  return [
    {
      what: `${what}: throughput`,
      unit: "turns/s",
      ...rate,
      limits: held ? [atLeast("", rate.ledge.p50, 100)] : [],
    },
    {
      what: `${what}: CPU per turn`,
      unit: "ms",
      ...cpu,
      limits: held ? [atMost("", cpu.ledge.p50, 12)] : [],
    },
    { what: `${what}: time of a turn`, unit: "ms", ...time, limits: [] },
  ];
}

function footprint({ ledge, floor }: Sides): Row[] {
  const memory = (side: Side) => single(workerdMib(side.group));
  const disk = (side: Side) => single(diskMib(side.folder));
  return [
    {
      what: "memory of workerd after these",
      unit: "MiB",
      ledge: memory(ledge),
      floor: memory(floor),
      limits: [],
      n: 1,
    },
    {
      what: "disk after these",
      unit: "MiB",
      ledge: disk(ledge),
      floor: disk(floor),
      limits: [],
      n: 1,
    },
  ];
}
