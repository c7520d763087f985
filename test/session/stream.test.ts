import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { ackFrame, partialFrame, snapshotFrame } from "../../src/contract/stream.ts";
import type { Session } from "../../src/session/session.ts";
import { openSession, script, type TestSession } from "../support/session.ts";
import {
  type Frame,
  followSocket,
  followSse,
  isIdle,
  type Reader,
  seqs,
} from "../support/stream.ts";

const round = script(
  { text: "I look.", tools: [{ name: "Bash", input: { command: "echo hi" } }] },
  { text: "It says {{last_result}}", chunks: 5 },
);

describe.each([
  ["SSE", followSse],
  ["WebSocket", followSocket],
] as [string, (session: TestSession, query?: string) => Promise<Reader>][])("%s", (_, follow) => {
  it("[STREAM-1] a subscriber is told where the session stands, then everything that comes", async () => {
    const session = await openSession();
    const reader = await follow(session);
    await session.query(round);
    const frames = await reader.until(isIdle);
    reader.leave();
    expect(snapshotFrame.strict().parse(frames[0])).toMatchObject({ as_of: 1, status: "created" });
    const log = await session.events();
    expect(frames.slice(1)).toEqual(log.slice(1));
  });

  it("[STREAM-2] a client that drops after every single event and comes back misses and doubles none", async () => {
    const session = await openSession();
    const stayed = await follow(session, "after=0");
    const query = await session.query(round);
    const seen: Frame[] = [];
    for (;;) {
      const after = seen.at(-1)?.seq ?? 0;
      const reader = await follow(session, `after=${after}`);
      const frames = await reader.until((frame) => frame.seq !== undefined);
      reader.leave();
      const next = frames.find((frame) => frame.seq !== undefined);
      if (next !== undefined) seen.push(next);
      if (next !== undefined && isIdle(next)) break;
    }
    await session.ended(query);
    const whole = await stayed.until(isIdle);
    stayed.leave();
    expect(seen).toEqual(whole.filter((frame) => frame.seq !== undefined));
    expect(seqs(seen)).toEqual(seen.map((_, index) => index + 1));
  });

  it("[STREAM-3] partial frames preview the event that then comes, under its id, and are not stored", async () => {
    const session = await openSession();
    const reader = await follow(session, "partial=true");
    await session.query(script({ text: "one two three four five six", chunks: 6 }));
    const frames = await reader.until(isIdle);
    reader.leave();
    const start = frames.find((frame) => frame.type === "event_start");
    const id = (start?.event as { id: string } | undefined)?.id;
    for (const frame of frames) {
      if (frame.type.startsWith("event_")) partialFrame.parse(frame);
    }
    const deltas = frames.filter((frame) => frame.type === "event_delta" && frame.event_id === id);
    const text = deltas
      .map((frame) => (frame.delta as { content: { text: string } }).content.text)
      .join("");
    const final = frames.find((frame) => frame.id === id);
    expect(deltas.length).toBeGreaterThan(1);
    expect(final).toMatchObject({ type: "agent.message", content: [{ type: "text", text }] });
    expect((await session.events()).map((event) => event.type)).not.toContain("event_delta");
  });

  it("[STREAM-4] nobody gets partial frames who did not ask for them", async () => {
    const session = await openSession();
    const reader = await follow(session, "partial=false");
    await session.query(script({ text: "one two three", chunks: 3 }));
    const frames = await reader.until(isIdle);
    reader.leave();
    expect(frames.filter((frame) => frame.seq === undefined)).toHaveLength(1);
  });

  it("[STREAM-5] a late subscriber is first given what the model has said so far", async () => {
    const session = await openSession();
    const early = await follow(session, "partial=true");
    await session.query(script({ text: "word ".repeat(40), chunks: 40, delay_ms: 10 }));
    await early.until((frame) => frame.type === "event_delta");
    const late = await follow(session, "partial=true");
    const frames = await late.until(isIdle);
    early.leave();
    late.leave();
    const draft = frames[0]?.draft as { events: { event_id: string; content: { text: string } }[] };
    const [begun] = draft.events;
    const rest = frames
      .filter((frame) => frame.type === "event_delta" && frame.event_id === begun?.event_id)
      .map((frame) => (frame.delta as { content: { text: string } }).content.text);
    const final = frames.find((frame) => frame.id === begun?.event_id);
    const text = `${begun?.content.text}${rest.join("")}`;
    expect(final?.content).toMatchObject([{ type: "text", text }]);
  });

  it.each(["after=99", "after=-1", "after=x", "partial=maybe"])(
    "[STREAM-6] a stream refuses %s",
    async (query) => {
      const session = await openSession();
      await expect(follow(session, query)).rejects.toMatchObject({ code: "invalid_request" });
    },
  );
});

it("[STREAM-7] two clients on one session see the same, whatever they speak", async () => {
  const session = await openSession();
  const readers = [await followSse(session, "after=0"), await followSocket(session, "after=0")];
  await session.query(round);
  const [one, two] = await Promise.all(readers.map((reader) => reader.until(isIdle)));
  for (const reader of readers) reader.leave();
  expect(one?.slice(1)).toEqual(two?.slice(1));
});

it("[STREAM-8] Last-Event-ID is a cursor as `after` is", async () => {
  const session = await openSession();
  await session.ended(await session.query(script({ text: "hi" })));
  const reader = await followSse(session, "", { "last-event-id": "3" });
  const frames = await reader.until(isIdle);
  reader.leave();
  expect(seqs(frames)[0]).toBe(4);
});

it("[STREAM-9] a subscriber who leaves is forgotten, however many come and go", async () => {
  const session = await openSession();
  const count = () =>
    runInDurableObject(session.object(), (object: Session) => object.subscriberCount);
  for (let index = 0; index < 100; index += 1) {
    (await followSse(session, "after=0")).leave();
    (await followSocket(session, "after=0")).leave();
  }
  const stays = await followSse(session);
  await expect.poll(count, { timeout: 5000 }).toBe(1);
  stays.leave();
  await expect.poll(count, { timeout: 5000 }).toBe(0);
});

it("[STREAM-10] a socket client may speak: its message starts a turn, and its frame is answered", async () => {
  const session = await openSession();
  const { socket, until, leave, frames } = await followSocket(session);
  const [message] = script({ text: "hello" });
  const sent = { type: "user.message", content: [message], ref: "r1", idempotency_key: "k1" };
  socket.send(JSON.stringify(sent));
  await until(isIdle);
  socket.send(JSON.stringify({ ...sent, ref: "r2" }));
  await until((frame) => frame.ref === "r2");
  leave();
  const acks = frames.filter((frame) => frame.type === "ack");
  for (const ack of acks) ackFrame.strict().parse(ack);
  expect(acks).toMatchObject([
    { ref: "r1", seq: 2, receipt: "started" },
    { ref: "r2", seq: 2, receipt: "started" },
  ]);
  expect(frames.filter(isIdle)).toHaveLength(1);
});

it.each([
  ["no JSON", "{"],
  ["no object", "[1]"],
  ["an unknown type", '{"type":"user.shout"}'],
  ["an unknown field", '{"type":"user.interrupt","force":true}'],
  ["an empty message", '{"type":"user.message","content":[]}'],
])("[STREAM-11] a frame that is %s gets an error and the socket stays open", async (_, text) => {
  const session = await openSession();
  const { socket, until, leave } = await followSocket(session);
  socket.send(text);
  const frames = await until((frame) => frame.type === "error");
  expect(frames.at(-1)).toMatchObject({ error: { type: "invalid_request_error" } });
  socket.send('{"type":"ping"}');
  await until((frame) => frame.type === "pong");
  leave();
});

it("[STREAM-12] a socket outlives the object's sleep and goes on where it was", async () => {
  const session = await openSession();
  const { until, leave, frames } = await followSocket(session);
  await session.ended(await session.query(script({ text: "before" })));
  await evictDurableObject(session.object());
  await session.ended(await session.query(script({ text: "after" })));
  await until((frame) => isIdle(frame) && frame.turn === 2);
  leave();
  const log = await session.events();
  expect(seqs(frames)).toEqual(log.slice(1).map((event) => event.seq));
});
