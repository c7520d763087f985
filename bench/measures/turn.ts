// How soon an answer begins and ends: from sending the message to the first delta on a stream that
// was open before, and to the turn's end. In a new session each time, and in one that grows.
import { type Conversation, converse, rest, type Turn } from "../conversation.ts";
import { aboveFloor, type Row, spread } from "../row.ts";
import type { Side, Sides } from "../sides.ts";

const PROMPT = "chunks=20";

/** Rows for the first token and the full turn. */
export async function turn(sides: Sides, quick: boolean): Promise<Row[]> {
  const fresh = await inNewSessions(sides, quick ? 25 : 300);
  const growing = await inGrowingSessions(sides, quick ? 1 : 6, quick ? 25 : 50);
  return [
    ...rowsOf("new session", fresh),
    ...rowsOf(`turns 1 to ${quick ? 25 : 50} of a session`, growing),
  ];
}

interface Samples {
  ledge: Turn[];
  floor: Turn[];
}

async function inNewSessions({ ledge, floor }: Sides, count: number): Promise<Samples> {
  const samples: Samples = { ledge: [], floor: [] };
  const sample = async (side: Side, into: Turn[]) => {
    const conversation = await converse(side.client);
    await rest();
    into.push(await conversation.ask(PROMPT));
    await conversation.close();
  };
  for (let round = 0; round < count; round++) {
    await sample(floor, samples.floor);
    await sample(ledge, samples.ledge);
  }
  return samples;
}

async function inGrowingSessions(
  { ledge, floor }: Sides,
  sessions: number,
  turns: number,
): Promise<Samples> {
  const samples: Samples = { ledge: [], floor: [] };
  const sample = async (conversation: Conversation, into: Turn[]) => {
    await rest();
    into.push(await conversation.ask(PROMPT));
  };
  for (let session = 0; session < sessions; session++) {
    const [of_floor, of_ledge] = [await converse(floor.client), await converse(ledge.client)];
    for (let round = 0; round < turns; round++) {
      await sample(of_floor, samples.floor);
      await sample(of_ledge, samples.ledge);
    }
    await of_floor.close();
    await of_ledge.close();
  }
  return samples;
}

function rowsOf(where: string, samples: Samples): Row[] {
  const figures = (time: "first_token_ms" | "ended_ms") => ({
    ledge: spread(samples.ledge.map((one) => one[time])),
    floor: spread(samples.floor.map((one) => one[time])),
    unit: "ms",
    n: samples.ledge.length,
  });
  const first = figures("first_token_ms");
  const whole = figures("ended_ms");
  return [
    {
      what: `time to first token, ${where}`,
      ...first,
      limits: [
        aboveFloor("p50", first.ledge.p50, first.floor.p50, 3),
        aboveFloor("p99", first.ledge.p99 ?? 0, first.floor.p99 ?? 0, 15),
      ],
    },
    {
      what: `full turn of 20 chunks, ${where}`,
      ...whole,
      limits: [aboveFloor("p50", whole.ledge.p50, whole.floor.p50, 5)],
    },
  ];
}
