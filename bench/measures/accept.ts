// How long a message takes to be safe: from sending it to an idle session until the 202, which says
// that it is stored. The floor's answer goes the same way and stores nothing.
import { converse, newSession, rest } from "../conversation.ts";
import { atMost, type Row, spread } from "../row.ts";
import type { Sides } from "../sides.ts";

/** The row for the durable accept. */
export async function accept({ ledge, floor }: Sides, quick: boolean): Promise<Row[]> {
  const count = quick ? 40 : 300;
  const message = "chunks=1";
  const conversation = await converse(ledge.client);
  const floor_session = await newSession(floor.client);
  const samples = { ledge: [] as number[], floor: [] as number[] };
  for (let round = 0; round < count; round++) {
    await rest();
    const started_at = performance.now();
    await floor.client.post(`/sessions/${floor_session}/accept`, { message });
    samples.floor.push(performance.now() - started_at);
    await rest();
    samples.ledge.push((await conversation.ask(message)).accepted_ms);
  }
  await conversation.close();
  const of_ledge = spread(samples.ledge);
  return [
    {
      what: "durable accept of a message",
      unit: "ms",
      ledge: of_ledge,
      floor: spread(samples.floor),
      limits: [atMost("p50", of_ledge.p50, 5), atMost("p99", of_ledge.p99 ?? 0, 12)],
      n: count,
    },
  ];
}
