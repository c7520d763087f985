// A long session read back: its messages as one page, and its events caught up on over the stream.
// The floor is as many bytes out of an object's memory: no storage is read and no JSON made for them.
import type { Client } from "../client.ts";
import { converse, newSession, within } from "../conversation.ts";
import { atMost, type Row, spread } from "../row.ts";
import type { Sides } from "../sides.ts";

const MESSAGES = 1000;
const EVENTS = 1000;
/** Messages of one request when the session need not be made of single turns. */
const MESSAGES_TOGETHER = 50;
const PROMPT = "chunks=1 size=60";

/** Rows for the history of 1,000 messages and for 1,000 missed events. */
export async function history({ ledge, floor }: Sides, quick: boolean): Promise<Row[]> {
  const count = quick ? 20 : 100;
  const id = await longSession(ledge.client, quick);
  const floor_id = await newSession(floor.client);
  const messages_path = `/sessions/${id}/messages?limit=${MESSAGES}`;
  const messages = (await ledge.client.get(messages_path)).body;
  if ((JSON.parse(messages) as { data: unknown[] }).data.length !== MESSAGES) {
    throw new Error(`the session's history has fewer than ${MESSAGES} messages`);
  }
  const events = (await ledge.client.get(`/sessions/${id}/events?limit=${EVENTS}`)).body;
  const bytesOfFloor = (bytes: number) =>
    floor.client.get(`/sessions/${floor_id}/bytes?count=${bytes}`);

  const page = { ledge: [] as number[], floor: [] as number[] };
  const caughtUp = { ledge: [] as number[], floor: [] as number[] };
  for (let round = 0; round < count; round++) {
    page.floor.push(await timeOf(() => bytesOfFloor(messages.length)));
    page.ledge.push(await timeOf(() => ledge.client.get(messages_path)));
    caughtUp.floor.push(await timeOf(() => bytesOfFloor(events.length)));
    caughtUp.ledge.push(await catchUp(ledge.client, id));
  }
  const of_page = spread(page.ledge);
  const of_events = spread(caughtUp.ledge);
  const kib = (text: string) => `${Math.round(text.length / 1024)} KiB`;
  return [
    {
      what: `history of 1,000 messages (${kib(messages)})`,
      unit: "ms",
      ledge: of_page,
      floor: spread(page.floor),
      limits: [atMost("p50", of_page.p50, 8)],
      n: count,
    },
    {
      what: `catch-up on 1,000 missed events (${kib(events)})`,
      unit: "ms",
      ledge: of_events,
      floor: spread(caughtUp.floor),
      limits: [atMost("p50", of_events.p50, 150)],
      n: count,
    },
  ];
}

/** A session of 1,000 messages: question and answer by turns, or, quicker, many questions to an answer. */
async function longSession(client: Client, quick: boolean): Promise<string> {
  const conversation = await converse(client);
  if (quick) {
    const text = { type: "text", text: PROMPT };
    const question = { type: "user.message", content: [text], on_busy: "queue" };
    const events = Array.from({ length: MESSAGES_TOGETHER }, () => question);
    for (let sent = 0; sent < MESSAGES; sent += MESSAGES_TOGETHER) {
      await client.post(`/sessions/${conversation.id}/events`, { events });
      await conversation.ask(PROMPT);
    }
  } else {
    for (let made = 0; made < MESSAGES; made += 2) await conversation.ask(PROMPT);
  }
  await conversation.close();
  return conversation.id;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started_at = performance.now();
  await work();
  return performance.now() - started_at;
}

/** The time from asking for the stream from the log's beginning to its 1,000th event. */
async function catchUp(client: Client, id: string): Promise<number> {
  const started_at = performance.now();
  let seen = 0;
  let onLast: (at_ms: number) => void = () => {};
  const last = new Promise<number>((resolve) => {
    onLast = resolve;
  });
  const stream = await client.stream(`/sessions/${id}/stream?after=0`, (type, at_ms) => {
    if (type === "stream.snapshot") return;
    seen += 1;
    if (seen === EVENTS) onLast(at_ms);
  });
  const last_at = await within(last, "catching up");
  await stream.close();
  return last_at - started_at;
}
