// Readers that do not read: what is on its way to them is bounded, partial frames go first, then the
// connection, and whoever comes back by its cursor has missed nothing.
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { createParser } from "eventsource-parser";
import { expect, it } from "vitest";
import {
  SOCKET_AHEAD_BYTES_MAX,
  SOCKET_MARK_BYTES,
  STREAM_STALLED_HEARTBEATS_MAX,
} from "../../src/contract/limits.ts";
import { RunningDraft } from "../../src/session/draft.ts";
import { EventSocket, type SocketAttachment } from "../../src/session/event-socket.ts";
import { EventStream, encode } from "../../src/session/event-stream.ts";
import { Log } from "../../src/session/log.ts";
import { Store } from "../../src/session/store.ts";
import { openStream, unwrap } from "../../src/session/stub.ts";
import { openSession, pageIn, script, type TestSession } from "../support/session.ts";
import { type Frame, followSocket, followSse, isIdle, seqs } from "../support/stream.ts";

const MESSAGE_CHARS = 400_000;
const deltasOf = (frames: Frame[]) =>
  frames.flatMap((frame) =>
    frame.type === "event_delta"
      ? [(frame.delta as { content: { text: string } }).content.text]
      : [],
  );
const isMark = (frame: Frame) => frame.type === "stream.mark";

/** Messages that hold so many windows, of which only the last is answered, and briefly. */
async function sendLong(session: TestSession, windows: number): Promise<void> {
  const count = Math.ceil((windows * SOCKET_AHEAD_BYTES_MAX) / MESSAGE_CHARS);
  const long = { type: "text" as const, text: "x".repeat(MESSAGE_CHARS) };
  const type = "user.message" as const;
  const messages = Array.from({ length: count }, () => ({ type, content: [long] }));
  const last = { type, content: script({ text: "hi" }) };
  const reader = await followSse(session);
  await unwrap(session.door().send(session.owner, [...messages, last], null));
  await reader.until(isIdle);
  reader.leave();
}

async function openLongSession(windows = 1.5): Promise<TestSession> {
  const session = await openSession();
  await sendLong(session, windows);
  return session;
}

/** The log as a stream tells it. */
async function logOf(session: TestSession): Promise<unknown[]> {
  const events: unknown[] = [];
  const page = { limit: 1000, types: [], order: "asc" as const };
  for (;;) {
    const after = events.length;
    const { data, next_cursor } = await pageIn(
      session.door().events(session.owner, { ...page, after }),
    );
    events.push(...data);
    if (next_cursor === null) return events;
  }
}

/** A socket that collects what comes and how it was closed, and sends nothing back by itself. */
async function watchSocket(session: TestSession, query: string) {
  const reader = await followSocket(session, query);
  const closed = new Promise<CloseEvent>((resolve) => {
    reader.socket.addEventListener("close", resolve);
  });
  return { ...reader, closed };
}

it("[STREAM-13] a WebSocket that confirms nothing carries a bounded piece, then is closed and comes back by its cursor", async () => {
  const session = await openLongSession();
  const log = await logOf(session);
  const seen: Frame[] = [];
  let connections = 0;
  while (seen.length < log.length) {
    connections += 1;
    const { frames, closed, until, leave } = await watchSocket(session, `after=${seen.length}`);
    const whole = until((frame) => frame.seq === log.length).catch(() => null);
    const end = await Promise.race([closed, whole]);
    leave();
    const events = frames.filter((frame) => frame.seq !== undefined);
    const bytes = JSON.stringify(events).length;
    expect(bytes).toBeLessThan(SOCKET_AHEAD_BYTES_MAX + MESSAGE_CHARS + 10_000);
    expect(frames.filter(isMark)).toEqual([]);
    seen.push(...events);
    if (end !== null && "code" in end) {
      expect(end.code).toBe(1013);
      expect(end.reason).toContain("come back with after");
    }
  }
  expect(connections).toBe(2);
  expect(seen).toEqual(log);
});

it("[STREAM-14] a WebSocket whose client sends marks back is waited for and then told the rest", async () => {
  const session = await openLongSession();
  const log = await logOf(session);
  const { socket, frames, until, leave } = await watchSocket(session, "after=0&confirm=true");
  const count = () => frames.filter((frame) => frame.seq !== undefined).length;
  await expect.poll(count).toBeGreaterThan(9);
  // The object has handled the ping's turn, so what it would send has been sent.
  await session.get();
  const held = count();
  expect(held).toBeLessThan(log.length);
  // A mark that was never sent confirms nothing.
  socket.send('{"type":"stream.mark","at":999999999999}');
  socket.send('{"type":"user.shout"}');
  await until((frame) => frame.type === "error");
  expect(count()).toBe(held);
  const marks = frames.filter(isMark);
  expect(marks.length).toBeGreaterThanOrEqual(Math.floor(held / 2));
  expect(Number(marks[0]?.at)).toBeGreaterThan(SOCKET_MARK_BYTES);
  socket.send(JSON.stringify(marks.at(-1)));
  await until((frame) => frame.seq === log.length);
  leave();
  expect(frames.filter((frame) => frame.seq !== undefined)).toEqual(log);
});

it("[STREAM-15] what a socket has not confirmed is remembered over the object's sleep", async () => {
  const session = await openLongSession(0.7);
  const { socket, frames, until, leave } = await watchSocket(session, "after=0&confirm=true");
  await until(isIdle);
  await evictDurableObject(session.object());
  const after = (await logOf(session)).length;
  await sendLong(session, 0.7);
  const log = await logOf(session);
  await until((frame) => (frame.seq ?? 0) > after);
  expect(seqs(frames).length).toBeLessThan(log.length - 2);
  socket.send(JSON.stringify(frames.filter(isMark).at(-1)));
  await until((frame) => frame.seq === log.length);
  leave();
  expect(frames.filter((frame) => frame.seq !== undefined)).toEqual(log);
});

/** A confirming socket over a log, from its first event on, with the client's end of it. */
function socketOver(session: TestSession, log: Log) {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  client.accept();
  const closed = new Promise<CloseEvent>((resolve) => client.addEventListener("close", resolve));
  const gone: string[] = [];
  const kept: SocketAttachment = {
    ...{ caller: session.owner, partial: false, confirms: true },
    ...{ sent_bytes: 0, taken_bytes: 0 },
  };
  const sources = { log, draft: new RunningDraft() };
  const place = { kept, after: 0 };
  const socket = new EventSocket(server, sources, place, () => gone.push("socket"));
  return { socket, kept, closed, gone, sources };
}

it("[STREAM-16] a reader that takes nothing for some heartbeats is disconnected", async () => {
  const session = await openLongSession();
  await runInDurableObject(session.object(), async (_, state) => {
    const log = new Log(new Store(state.storage), () => undefined);
    const { socket, kept, closed, gone, sources } = socketOver(session, log);
    const stream = new EventStream(sources, { after: 0, partial: false }, () =>
      gone.push("stream"),
    );
    const body = stream.open(encode("hello"));
    socket.open("{}");
    expect(kept.sent_bytes).toBeLessThan(SOCKET_AHEAD_BYTES_MAX + MESSAGE_CHARS + 10_000);

    for (let beat = 1; beat < STREAM_STALLED_HEARTBEATS_MAX; beat += 1) {
      stream.heartbeat(Number.POSITIVE_INFINITY);
      socket.heartbeat(Number.POSITIVE_INFINITY);
    }
    expect(gone).toEqual([]);
    stream.heartbeat(Number.POSITIVE_INFINITY);
    socket.heartbeat(Number.POSITIVE_INFINITY);
    expect(gone).toEqual(["stream", "socket"]);
    expect(await closed).toMatchObject({ code: 1013 });
    await body.cancel();
  });
});

it("[STREAM-17] a reader without room goes without partial frames, is given their text at once later, loses no event, and others lose nothing", async () => {
  const session = await openSession();
  const controller = new AbortController();
  const { signal } = controller;
  const request = new Request("https://ledge.test/stream?partial=true", { signal });
  const slow = await openStream(env, session.id, session.owner, request);
  const dead = await followSocket(session, "partial=true&confirm=true");
  const quick = await followSse(session, "partial=true");
  // More frames than the slow reader's buffer and half a socket's window hold.
  const chunks = 2200;
  const said = "word ".repeat(chunks);
  await session.query(script({ text: said, chunks, delay_ms: 1 }));
  const count = () => deltasOf(quick.frames).length;
  await expect.poll(count, { timeout: 15_000 }).toBeGreaterThan(chunks - 200);
  const late = slow.body?.pipeThrough(new TextDecoderStream()) ?? [];
  const slow_frames: Frame[] = [];
  const parser = createParser({ onEvent: ({ data }) => slow_frames.push(JSON.parse(data)) });
  for await (const text of late) {
    parser.feed(text);
    if (slow_frames.some(isIdle)) break;
  }
  controller.abort();
  await Promise.all([quick.until(isIdle), dead.until(isIdle)]);
  quick.leave();
  dead.leave();
  const log = await session.events();
  for (const frames of [quick.frames, dead.frames, slow_frames]) {
    expect(frames.filter((frame) => frame.seq !== undefined)).toEqual(log.slice(1));
    expect(said.startsWith(deltasOf(frames).join(""))).toBe(true);
  }
  expect(deltasOf(quick.frames)).toHaveLength(chunks);
  expect(deltasOf(dead.frames).length).toBeLessThan(chunks);
  expect(deltasOf(slow_frames).length).toBeLessThan(chunks);
  expect(deltasOf(slow_frames).join("")).toBe(said);
}, 20_000);

it("[STREAM-33] a client that talks on and confirms nothing is disconnected", async () => {
  const session = await openSession();
  await runInDurableObject(session.object(), async (_, state) => {
    const { socket, closed, gone } = socketOver(
      session,
      new Log(new Store(state.storage), () => undefined),
    );
    const answer = "x".repeat(100_000);
    const most = (2 * SOCKET_AHEAD_BYTES_MAX) / answer.length;
    for (let count = 0; count + 1 < most; count += 1) socket.answer(answer);
    expect(gone).toEqual([]);
    socket.answer(answer);
    socket.answer(answer);
    expect(gone).toEqual(["socket"]);
    expect(await closed).toMatchObject({ code: 1013 });
  });
});

it("[RETAIN-20] a stream on which nothing happened for so many heartbeats is ended, and one on which something did is not", async () => {
  const session = await openSession();
  await runInDurableObject(session.object(), async (_, state) => {
    const log = new Log(new Store(state.storage), () => undefined);
    const { socket, closed, gone, sources } = socketOver(session, log);
    const stream = new EventStream(sources, { after: 0, partial: true }, () => gone.push("stream"));
    const reader = stream.open(encode("hello")).getReader();
    const read = async (chunks: number) => {
      for (let n = 0; n < chunks; n += 1) await reader.read();
    };
    socket.open("{}");
    const beat = () => {
      stream.heartbeat(3);
      socket.heartbeat(3);
    };
    for (let n = 0; n < 3; n += 1) beat();
    const [event] = log.append([
      { type: "checkpoint.created", name: "x", last_message_index: null, turn_number: 0 },
    ]);
    if (event === undefined) throw new Error("what was appended is there");
    const stored = { seq: event.seq, type: event.type, body: JSON.stringify(event) };
    stream.next(event.seq, () => encode(stored.body));
    socket.next(stored);
    for (let n = 0; n < 3; n += 1) beat();
    expect(gone).toEqual([]);
    beat();
    expect(gone).toEqual(["stream", "socket"]);
    expect(await closed).toMatchObject({ code: 1000, reason: expect.stringContaining("after") });
    // Opening and log, six heartbeats and an event; then it is over.
    await read(9);
    expect(await reader.read()).toMatchObject({ done: true });
    for (let n = 0; n < 1000; n += 1) socket.heartbeat(Number.POSITIVE_INFINITY);
    expect(gone).toHaveLength(2);
  });
});
