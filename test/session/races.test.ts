// What happens at the same moment: messages of many, a message and a turn's end, an interrupt and a turn's
// end, two answers to one question. Each has one outcome, and everybody is told which.
import { describe, expect, it } from "vitest";
import { apply, type SessionState } from "../../src/agent/state.ts";
import { LedgeError } from "../../src/contract/errors.ts";
import type { SessionEvent } from "../../src/contract/event.ts";
import { ALIVE_ALARM_MS } from "../../src/contract/limits.ts";
import type { OnBusy, QueryReceipt } from "../../src/contract/session.ts";
import { type Outcome, unwrap } from "../../src/session/stub.ts";
import type { Sent } from "../simulation/clients.ts";
import { historyOf } from "../simulation/history.ts";
import { checkPromises } from "../simulation/promises.ts";
import { Random } from "../simulation/random.ts";
import { atEvent, until } from "../support/crash.ts";
import { ofType, openSession, script, type TestSession } from "../support/session.ts";
import { assertHistory, isOver } from "./seams.ts";

const MODES: readonly OnBusy[] = ["queue", "steer", "interrupt", "reject"];

interface Said {
  readonly text: string;
  readonly on_busy: OnBusy;
  /** Null when it was refused. */
  readonly receipt: QueryReceipt | null;
  /** Places among all invocations and returns, in the order in which they were seen. */
  readonly asked: number;
  readonly told: number;
}

function textOf(answer: string): string {
  return JSON.stringify([{ text: answer, chunks: 3, delay_ms: 2 }]);
}

/** The receipt, or null for a refusal; anything else is thrown. */
async function receiptOf(query: Promise<QueryReceipt>): Promise<QueryReceipt | null> {
  try {
    return await query;
  } catch (error) {
    if (error instanceof LedgeError && error.code === "conflict") return null;
    throw error;
  }
}

/** Holds what everybody was told against the log. Throws with every sentence that is not true. */
function assertTold(events: readonly SessionEvent[], said: readonly Said[]): void {
  const broken: string[] = [];
  const history = historyOf(events, (rule, text) => broken.push(`${rule}: ${text}`));
  const before = new Map<number, number | null>();
  let state: SessionState | null = null;
  for (const event of events) {
    before.set(event.seq, state?.turn?.number ?? null);
    state = apply(state, event);
  }
  const sent = said.map(
    ({ text, on_busy, receipt }): Sent => ({
      ...{ text, on_busy, receipt: receipt?.receipt ?? null, seq: receipt?.seq ?? null },
      answer: receipt === null ? "refused" : "accepted",
      turn: before.get(receipt?.seq ?? 0) ?? null,
    }),
  );
  const violated = (rule: string, text: string) => broken.push(`${rule}: ${text}`);
  checkPromises({ violated }, history, { sent, given: [], confirmed: [] });
  if (broken.length > 0) throw new Error(broken.join("\n"));
}

const crowdSeed = Math.floor(Math.random() * 1e9);
const CLIENTS = 10;
const MESSAGES = 4;

describe.each([...MODES, "any" as const])("many who send at once, on_busy %s", (mode) => {
  it(`[RACE-3] get receipts that are true, in an order that everybody can have seen (seed ${crowdSeed})`, async () => {
    const random = new Random(crowdSeed);
    const session = await openSession();
    const said: Said[] = [];
    let clock = 0;
    const client = async (name: string) => {
      for (let n = 0; n < MESSAGES; n += 1) {
        const on_busy = mode === "any" ? random.pick(MODES) : mode;
        await new Promise((resolve) => setTimeout(resolve, random.between(0, 30)));
        const text = textOf(`${name} says ${n}`);
        clock += 1;
        const asked = clock;
        const receipt = await receiptOf(session.query([{ type: "text", text }], on_busy));
        clock += 1;
        said.push({ text, on_busy, receipt, asked, told: clock });
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, n) => client(`client ${n}`)));
    await until(() => isOver(session));
    const events = await session.events();
    assertHistory(events);
    assertTold(events, said);
    const taken = said.filter(({ receipt }) => receipt !== null);
    expect(ofType(events, "user.message")).toHaveLength(taken.length);
    for (const one of taken) {
      for (const other of taken) {
        if (one.told < other.asked) expect(one.receipt?.seq).toBeLessThan(other.receipt?.seq ?? 0);
      }
    }
  }, 20_000);
});

/** Lets a turn of some events run while `act` is done at its event `seq`, once all is over. */
async function turnWith<T>(
  seq: number,
  act: (session: TestSession, one: Parameters<Parameters<typeof atEvent>[2]>[0]) => Promise<T>,
): Promise<{ session: TestSession; first: Said; done: T }> {
  const session = await openSession();
  let acting: Promise<T> | undefined;
  await atEvent(session, seq, (one) => {
    // A microtask later the write is over and nothing else has happened.
    acting = Promise.resolve().then(() => act(session, one));
  });
  const text = JSON.stringify([
    { text: "a", chunks: 2, delay_ms: 2, tools: [{ name: "Bash", input: { command: "echo a" } }] },
    { text: "b", chunks: 2, delay_ms: 2 },
  ]);
  const receipt = await session.query([{ type: "text", text }]);
  await until(() => acting !== undefined);
  const done = await (acting as Promise<T>);
  await until(() => isOver(session));
  return { session, first: { text, on_busy: "queue", receipt, asked: 0, told: 0 }, done };
}

/** The alarm would take up a message that the loop overlooked; that is too late. */
const ALARM_WOULD_MS = ALIVE_ALARM_MS - 500;

/** The turn above has so many events behind the session's creation. */
const LAST_SEQ = 14;
const seqs = Array.from({ length: LAST_SEQ - 2 }, (_, index) => index + 3);

describe.each(["queue", "steer", "interrupt"] as const)("a message with on_busy %s", (on_busy) => {
  it("[RACE-4] sent right at any event of a turn, the last one too, is answered", async () => {
    for (const seq of seqs) {
      const began = performance.now();
      const text = textOf("I heard you.");
      const { session, first, done } = await turnWith(seq, async ({ owner }, one) =>
        unwrap(
          one.query(owner, {
            content: [{ type: "text", text }],
            on_busy,
            idempotency: null,
          }) as Promise<Outcome<QueryReceipt>>,
        ),
      );
      const events = await session.events();
      assertHistory(events);
      assertTold(events, [first, { ...first, text, on_busy, receipt: done }]);
      expect(await session.ended(done), `at ${seq}`).toMatchObject({ text: "I heard you." });
      expect(performance.now() - began, `at ${seq}`).toBeLessThan(ALARM_WOULD_MS);
    }
  }, 20_000);
});
const endSeed = Math.floor(Math.random() * 1e9);

it(`[RACE-4] sent in the last milliseconds of a turn, a message is answered (seed ${endSeed})`, async () => {
  const random = new Random(endSeed);
  const opening = script({ text: "a few words", chunks: 5, delay_ms: 3 });
  const timed = await openSession();
  const began = performance.now();
  await timed.ended(await timed.query(opening));
  const took_ms = performance.now() - began;
  for (let trial = 0; trial < 60; trial += 1) {
    const session = await openSession();
    const on_busy = random.pick(["queue", "steer", "interrupt"] as const);
    await session.query(opening);
    const wait_ms = Math.max(0, took_ms - 12 + random.next() * 14);
    await new Promise((resolve) => setTimeout(resolve, wait_ms));
    const sent = performance.now();
    const late = await session.query(script({ text: "I heard you." }), on_busy);
    expect(await session.ended(late), `${late.receipt} after ${wait_ms} ms`).toMatchObject({
      ...{ text: "I heard you.", stop_reason: "end_turn" },
    });
    expect(performance.now() - sent).toBeLessThan(ALARM_WOULD_MS);
    assertHistory(await session.events());
  }
}, 30_000);

it("[RACE-5] an interrupt right at any event of a turn has one outcome, and it is told", async () => {
  const told: boolean[] = [];
  for (const seq of seqs) {
    const { session, done } = await turnWith(seq, async ({ owner }, one) =>
      unwrap(one.interrupt(owner) as Promise<Outcome<{ interrupted: boolean }>>),
    );
    const events = await session.events();
    assertHistory(events);
    const ends = ofType(events, "session.status_idle").map(({ stop_reason }) => stop_reason.type);
    expect(ends, `at ${seq}`).toEqual([done.interrupted ? "interrupted" : "end_turn"]);
    expect(ofType(events, "user.interrupt")).toHaveLength(done.interrupted ? 1 : 0);
    told.push(done.interrupted);
  }
  // Both outcomes were there to be had.
  expect(new Set(told).size).toBe(2);
}, 20_000);
