// One session with many viewers: how many previews a second reach them in a burst, how many of those
// are dropped on the way, and how far a viewer is behind the first to see a paced delta.
import type { Client } from "../client.ts";
import { newSession, within } from "../conversation.ts";
import { atMost, type Row, single, spread } from "../row.ts";
import type { Sides } from "../sides.ts";
import { median, percentile } from "../stats.ts";

const BURST = 2000;
const VIEWERS = [1, 10, 100];
const PACED_VIEWERS = 20;
const PACED = 100;

/** Rows for bursts to 1, 10 and 100 subscribers and for the lag among 20. */
export async function fanOut(sides: Sides, quick: boolean): Promise<Row[]> {
  const rounds = quick ? 1 : 3;
  const rows: Row[] = [];
  for (const viewers of VIEWERS) rows.push(...(await burst(sides, viewers, rounds)));
  return [...rows, await lag(sides, quick ? 1 : 2)];
}

interface Watched {
  /** When the message was sent. */
  readonly asked_at: number;
  /** When each delta reached each viewer. */
  readonly arrivals: readonly (readonly number[])[];
}

/** One turn of a new session with so many viewers. */
async function watch(client: Client, viewers: number, message: string): Promise<Watched> {
  const id = await newSession(client);
  const endings: Promise<void>[] = [];
  const watched = await Promise.all(
    Array.from({ length: viewers }, async () => {
      const arrivals: number[] = [];
      let onEnd: () => void = () => {};
      endings.push(
        new Promise((resolve) => {
          onEnd = resolve;
        }),
      );
      const stream = await client.stream(`/sessions/${id}/stream?partial=true`, (type, at_ms) => {
        if (type === "event_delta") arrivals.push(at_ms);
        else if (type === "session.status_idle") onEnd();
      });
      return { arrivals, stream };
    }),
  );
  const asked_at = performance.now();
  await client.post(`/sessions/${id}/query`, { message });
  await within(Promise.all(endings), "a turn with viewers");
  await Promise.all(watched.map(({ stream }) => stream.close()));
  return { asked_at, arrivals: watched.map(({ arrivals }) => arrivals) };
}

interface Burst {
  /** Frames that arrived, by the seconds from sending the message until the last did. */
  readonly rate: number;
  /** Frames that arrived, of a hundred sent. */
  readonly share: number;
}

async function burst({ ledge, floor }: Sides, viewers: number, rounds: number): Promise<Row[]> {
  const sample = async (client: Client): Promise<Burst> => {
    const watched = await watch(client, viewers, `chunks=${BURST} size=1`);
    const arrivals = watched.arrivals.flat();
    const last_at = arrivals.reduce((a, b) => Math.max(a, b), watched.asked_at);
    return {
      rate: (arrivals.length * 1000) / (last_at - watched.asked_at),
      share: (arrivals.length * 100) / (BURST * viewers),
    };
  };
  const samples = { ledge: [] as Burst[], floor: [] as Burst[] };
  for (let round = 0; round < rounds; round++) {
    samples.floor.push(await sample(floor.client));
    samples.ledge.push(await sample(ledge.client));
  }
  const figure = (of: keyof Burst) => ({
    ledge: single(median(samples.ledge.map((one) => one[of]))),
    floor: single(median(samples.floor.map((one) => one[of]))),
    limits: [],
    n: rounds,
  });
  const to = viewers === 1 ? "1 subscriber" : `${viewers} subscribers`;
  return [
    { what: `burst of 2,000 previews to ${to}`, unit: "frames/s", ...figure("rate") },
    { what: `of these, delivered to ${to}`, unit: "%", ...figure("share") },
  ];
}

async function lag({ ledge, floor }: Sides, rounds: number): Promise<Row> {
  const sample = async (client: Client) => {
    const { arrivals } = await watch(client, PACED_VIEWERS, `chunks=${PACED} delay_ms=20`);
    return Array.from({ length: PACED }, (_, delta) => {
      const times = arrivals.map((of_viewer) => of_viewer[delta] ?? Number.POSITIVE_INFINITY);
      const first = Math.min(...times);
      return times.map((time) => time - first);
    }).flat();
  };
  const samples = { ledge: [] as number[], floor: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    samples.floor.push(...(await sample(floor.client)));
    samples.ledge.push(...(await sample(ledge.client)));
  }
  return {
    what: "a delta to 20 viewers: lag behind the first to see it",
    unit: "ms",
    ledge: spread(samples.ledge),
    floor: spread(samples.floor),
    limits: [atMost("p95", percentile(samples.ledge, 95), 60)],
    n: samples.ledge.length,
  };
}
