// The first request to a session that sleeps, when its log is long and when it is empty, on a service
// that was started anew for it: nothing of the session is in anybody's memory or in SQLite's cache.
import { join } from "node:path";
import { newSession } from "../conversation.ts";
import { databasesOf, liveOn } from "../long-session.ts";
import { quiet, workerdMib } from "../process-group.ts";
import { atMost, type Row, single, spread } from "../row.ts";
import { type Side, type Sides, startLedge } from "../sides.ts";

const EVENTS = 100_000;

/** Rows for the wake of a session with 100,000 events and for the memory that it takes. */
export async function wake({ ledge }: Sides, quick: boolean): Promise<Row[]> {
  const count = quick ? 3 : 10;
  const folder = join(ledge.folder, "..", "wake");
  const { long, empty } = await madeSessions(folder, count);
  const paths = databasesOf(folder);
  let bytes = 0;
  for (const id of long) bytes = liveOn(paths.get(id) ?? "", EVENTS);

  const service = await startLedge(folder);
  try {
    const [first, ...others] = empty;
    await timeOf(service, first ?? "");
    const floor = await wakeAll(service, others);
    const woken = await wakeAll(service, long);
    const of_long = spread(woken.times_ms);
    const size = `${Math.round(bytes / 1024 ** 2)} MiB`;
    return [
      {
        what: `wake of a session with 100,000 events (${size})`,
        unit: "ms",
        ledge: of_long,
        floor: spread(floor.times_ms),
        limits: [atMost("p50", of_long.p50, 200)],
        n: count,
      },
      {
        what: "memory of workerd for each of these sessions",
        unit: "MiB",
        ledge: single(woken.mib / count),
        floor: single(floor.mib / count),
        limits: [atMost("", woken.mib / count, 16)],
        n: count,
      },
    ];
  } finally {
    await service.stop();
  }
}

/** Sessions on a service of their own, which is stopped again; one empty one is for warming up. */
async function madeSessions(folder: string, count: number) {
  const service = await startLedge(folder);
  try {
    const make = async (length: number) => {
      const ids: string[] = [];
      while (ids.length < length) ids.push(await newSession(service.client));
      return ids;
    };
    const made = { long: await make(count), empty: await make(count + 1) };
    await quiet(service.group);
    return made;
  } finally {
    await service.stop();
  }
}

async function wakeAll(service: Side, ids: readonly string[]) {
  await quiet(service.group);
  const before_mib = workerdMib(service.group);
  const times_ms: number[] = [];
  for (const id of ids) times_ms.push(await timeOf(service, id));
  return { times_ms, mib: workerdMib(service.group) - before_mib };
}

async function timeOf(service: Side, id: string): Promise<number> {
  const started_at = performance.now();
  await service.client.get(`/sessions/${id}`);
  return performance.now() - started_at;
}
