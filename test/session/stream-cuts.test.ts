// Readers that are cut at every place there is. What they put together from their connections is the
// log, byte for byte, and what a message's previews say is the message.
import { expect, it } from "vitest";
import type { Draft } from "../../src/contract/stream.ts";
import { Random } from "../simulation/random.ts";
import { openSession, script, type TestSession } from "../support/session.ts";
import { type Frame, followSocket, followSse, isIdle, type Reader } from "../support/stream.ts";

type Follow = (session: TestSession, after: number) => Promise<Reader>;

const ways: [string, Follow][] = [
  [
    "SSE",
    // The cursor goes into the query or into the header, by turns.
    (session, after) =>
      after % 2 === 0
        ? followSse(session, `after=${after}&partial=true`)
        : followSse(session, "partial=true", { "last-event-id": `${after}` }),
  ],
  ["WebSocket", (session, after) => followSocket(session, `after=${after}&partial=true`)],
];

const SEEDS = Array.from({ length: 10 }, (_, index) => index + 1);

/** A turn with thinking, two tool rounds of which one is parallel, and previews. */
const turn = script(
  { thinking: "I think of it.", text: "I look around.", chunks: 3, delay_ms: 1, tools: bash("1") },
  { text: "And again.", tools: [...bash("2"), ...bash("3")] },
  { text: "It says {{last_result}}", chunks: 4, delay_ms: 1 },
);

function bash(word: string) {
  return [{ name: "Bash", input: { command: `echo ${word}` } }];
}

/**
 * Follows a session over as many connections as `cuts` has numbers, each ended after so many frames,
 * and then over one that stays. Gives the events as the client put them together.
 */
async function followCut(session: TestSession, follow: Follow, cuts: Iterable<number>) {
  const seen: Frame[] = [];
  const isDone = () => seen.some(isIdle);
  const after = () => seen.at(-1)?.seq ?? 0;
  for (const cut of [...cuts, Number.POSITIVE_INFINITY]) {
    if (isDone()) break;
    const reader = await follow(session, after());
    await reader.until((frame) => reader.frames.length >= cut || isIdle(frame));
    reader.leave();
    const taken = reader.frames.slice(0, Math.min(cut, reader.frames.length));
    seen.push(...taken.filter((frame) => frame.seq !== undefined));
  }
  return seen;
}

/** What a client has must be what is stored: to the byte, since both tell it as JSON. */
async function expectLog(session: TestSession, seen: Frame[], about: string) {
  const log = await session.events();
  expect(JSON.stringify(seen), about).toBe(JSON.stringify(log));
}

it.each(ways)(
  "[STREAM-19] wherever a reader over %s is cut, each event comes once and the whole is the log",
  async (_, follow) => {
    const whole = await openSession();
    const staying = await follow(whole, 0);
    await whole.query(turn);
    const frames = await staying.until(isIdle);
    staying.leave();
    expect(frames.filter((frame) => frame.type === "event_delta").length).toBeGreaterThan(5);
    const cuts = Array.from({ length: frames.length - 1 }, (_, index) => index + 1);
    const runs = cuts.map(async (cut) => {
      const session = await openSession();
      const seeing = followCut(session, follow, [cut]);
      await session.query(turn);
      await expectLog(session, await seeing, `cut after frame ${cut}`);
    });
    await Promise.all(runs);
  },
  60_000,
);

it.each(ways)(
  "[STREAM-20] however often a reader over %s is cut, each event comes once and the whole is the log",
  async (_, follow) => {
    const runs = SEEDS.map(async (seed) => {
      const random = new Random(seed);
      const session = await openSession();
      const cuts = Array.from({ length: 40 }, () => random.between(1, 6));
      const seeing = followCut(session, follow, cuts);
      await session.query(turn);
      await expectLog(session, await seeing, `seed ${seed}`);
    });
    await Promise.all(runs);
  },
  60_000,
);

/** What the previews say of each event, from the snapshot's draft on. */
function previewed(frames: readonly Frame[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const frame of frames) {
    if (frame.type === "stream.snapshot") {
      const draft = frame.draft as Draft | undefined;
      for (const { event_id, content } of draft?.events ?? []) texts.set(event_id, content.text);
    } else if (frame.type === "event_start") {
      const { id } = frame.event as { id: string };
      expect(texts.has(id), "an event begins once").toBe(false);
      texts.set(id, "");
    } else if (frame.type === "event_delta") {
      const { content } = frame.delta as { content: { text: string } };
      const id = String(frame.event_id);
      expect(texts.has(id), "an event grows after it began").toBe(true);
      texts.set(id, `${texts.get(id)}${content.text}`);
    }
  }
  return texts;
}

/** What an event of the log says. */
function textOf(event: Frame): string {
  const content = event.content as { text?: string; thinking?: string }[] | undefined;
  return (content ?? []).map((block) => block.text ?? block.thinking ?? "").join("");
}

it.each(ways)(
  "[STREAM-21] a subscriber over %s that comes at any moment of a message gets all of it as previews, once",
  async (_, follow) => {
    let midway = 0;
    const runs = SEEDS.map(async (seed) => {
      const random = new Random(seed);
      const session = await openSession();
      const early = await follow(session, 0);
      const words = "word ".repeat(60);
      await session.query(
        script({ thinking: `I think. ${words}`, text: words, chunks: 60, delay_ms: 2 }),
      );
      const readers = await Promise.all(
        Array.from({ length: 6 }, async () => {
          const moment = random.between(1, 130);
          await early.until(() => early.frames.length > moment || early.frames.some(isIdle));
          return await follow(session, 0);
        }),
      );
      const log = (await early.until(isIdle)).filter((frame) => frame.seq !== undefined);
      for (const reader of [early, ...readers]) {
        const frames = await reader.until(isIdle);
        reader.leave();
        if (frames[0]?.draft !== undefined) midway += 1;
        for (const [id, text] of previewed(frames)) {
          const event = log.find((one) => one.id === id);
          expect(text, `seed ${seed}`).toBe(event === undefined ? "" : textOf(event));
        }
      }
    });
    await Promise.all(runs);
    expect(midway).toBeGreaterThan(10);
  },
  60_000,
);
