// Several clients on one session, who come, sleep, stop the turn and leave as they like: leaving is
// not a cancel, stopping is, and all who stay converge on the log.
import { describe, expect, it } from "vitest";
import { unwrap } from "../../src/session/stub.ts";
import { openSession, script, type TestSession } from "../support/session.ts";
import {
  type Frame,
  followSocket,
  followSse,
  isIdle,
  type Reader,
  seqs,
} from "../support/stream.ts";

type Follow = (session: TestSession, query: string) => Promise<Reader>;

const long = script(
  { text: "I begin.", tools: [{ name: "Bash", input: { command: "echo hi" } }] },
  { text: "word ".repeat(2000), chunks: 2000, delay_ms: 5 },
);
const isDelta = (frame: Frame) => frame.type === "event_delta";
const eventsOf = (frames: readonly Frame[]) => frames.filter((frame) => frame.seq !== undefined);
const interrupt = (session: TestSession) => unwrap(session.door().interrupt(session.owner));

describe.each([
  ["SSE", followSse],
  ["WebSocket", followSocket],
] as [string, Follow][])("%s", (_, follow) => {
  it("[STREAM-22] a stop during the replay reaches the turn, and the reader sees it once in its place", async () => {
    const session = await openSession();
    const first = await follow(session, "after=0&partial=true");
    await session.query(long);
    await first.until((frame) => isDelta(frame) && first.frames.length > 20);
    first.leave();
    const second = await follow(session, "after=0&partial=true");
    await interrupt(session);
    const frames = await second.until(isIdle);
    second.leave();
    expect(eventsOf(frames)).toEqual(await session.events());
    expect(frames.filter((frame) => frame.type === "user.interrupt")).toHaveLength(1);
    expect(frames.filter(isIdle)).toMatchObject([{ stop_reason: { type: "interrupted" } }]);
  });

  it("[STREAM-23] a stop by a client that came back by its cursor reaches the turn", async () => {
    const session = await openSession();
    const first = await follow(session, "after=0&partial=true");
    await session.query(long);
    await first.until((frame) => isDelta(frame) && first.frames.length > 20);
    first.leave();
    const seen = eventsOf(first.frames);
    const back = await follow(session, `after=${seen.at(-1)?.seq}&partial=true`);
    await back.until(isDelta);
    await interrupt(session);
    const frames = await back.until(isIdle);
    back.leave();
    expect([...seen, ...eventsOf(frames)]).toEqual(await session.events());
    expect(frames.filter(isIdle)).toMatchObject([{ stop_reason: { type: "interrupted" } }]);
  });

  it("[STREAM-24] a turn that everybody has left goes on to its end", async () => {
    const session = await openSession();
    const reader = await follow(session, "partial=true");
    const query = await session.query(
      script({ text: "word ".repeat(100), chunks: 100, delay_ms: 3 }),
    );
    await reader.until(isDelta);
    reader.leave();
    expect(await session.ended(query)).toMatchObject({ stop_reason: "end_turn" });
    const [, answer] = await session.messages();
    expect(answer).toMatchObject({ content: [{ type: "text", text: "word ".repeat(100) }] });
  });
});

it("[STREAM-25] five devices, of which one slept through many events, all come out the same", async () => {
  const session = await openSession();
  const sleeper = await followSocket(session, "after=0");
  await session.ended(await session.query(script({ text: "before the sleep" })));
  await sleeper.until(isIdle);
  sleeper.leave();
  const slept = eventsOf(sleeper.frames);
  const open = [
    await followSse(session, "after=0&partial=true"),
    await followSse(session, "after=0&partial=false"),
    await followSocket(session, "after=0&partial=true"),
    await followSocket(session, "after=0&confirm=true"),
  ];
  const call = { name: "Bash", input: { command: "echo hi" } };
  const tools = Array.from({ length: 20 }, () => ({ tools: [call, call, call] }));
  await session.ended(await session.query(script(...tools, { text: "done" })));
  const woken = await followSse(session, "", { "last-event-id": `${slept.at(-1)?.seq}` });
  await session.ended(await session.query(script({ text: "one more" })));

  const log = await session.events();
  expect(log.length - slept.length).toBeGreaterThan(200);
  const isEnd = (frame: Frame) => isIdle(frame) && frame.turn === 3;
  for (const reader of [...open, woken]) {
    await reader.until(isEnd);
    reader.leave();
  }
  for (const reader of open) expect(eventsOf(reader.frames)).toEqual(log);
  expect([...slept, ...eventsOf(woken.frames)]).toEqual(log);
  expect(seqs(woken.frames)[0]).toBe((slept.at(-1)?.seq ?? 0) + 1);
}, 20_000);
