// A session's object that dies at a chosen write: once the write is durable, or with the write lost. The
// platform's storage is watched from inside the object, so that the death comes at that very place.
import { runInDurableObject } from "cloudflare:test";
import type { Session } from "../../src/session/session.ts";
import type { TestSession } from "./session.ts";

/** The death of one instance, at the write that brings the log to `seq` or past it. */
export interface Cut {
  readonly seq: number;
  /** True when the write dies with the instance, false when it is durable first. */
  readonly lost: boolean;
}

/** Turns true when the instance that was to die has died. */
export interface Crash {
  happened: boolean;
}

/**
 * Does something inside the instance that lives now, in the very write that brings the log to `seq`
 * or past it: nothing has been awaited since. The instance is made if there is none, and not woken.
 */
export async function atEvent(
  session: TestSession,
  seq: number,
  act: (one: Session, state: DurableObjectState) => void,
): Promise<void> {
  await runInDurableObject(session.object(), (one: Session, state) => {
    const { storage } = state;
    const write = storage.transactionSync.bind(storage);
    let acted = false;
    storage.transactionSync = <T>(work: () => T): T => {
      const value = write(work);
      const last = "SELECT coalesce(max(seq), 0) AS last FROM events";
      if (acted || storage.sql.exec<{ last: number }>(last).one().last < seq) return value;
      acted = true;
      act(one, state);
      return value;
    };
  });
}

/** Lets the instance that lives now die at a cut. */
export async function crashAt(session: TestSession, { seq, lost }: Cut): Promise<Crash> {
  const crash: Crash = { happened: false };
  await atEvent(session, seq, (_, state) => {
    const die = () => {
      crash.happened = true;
      state.abort(`cut off ${lost ? "before" : "after"} event ${seq} was durable`);
    };
    if (lost) die();
    else void state.storage.sync().then(die);
  });
  return crash;
}

/** True for what a caller gets whose session died under its call. */
export function isDeath(error: unknown): boolean {
  return error instanceof Error && /^cut off (before|after) event/.test(error.message);
}

const RUNG_BY_ITSELF_MS = 2_000;

/**
 * Rings the alarm of a session whose instance died. Throws when it had none although its turn was
 * running: nobody would ever have come back to it. If it dies under the alarm, the alarm stays set.
 */
export async function ringAlarm(session: TestSession): Promise<void> {
  try {
    const found = await runInDurableObject(session.object(), async (one: Session, { storage }) => {
      const alarm_at = await storage.getAlarm();
      const state = "SELECT value FROM meta WHERE key = 'state'";
      const { value } = storage.sql.exec<{ value: string }>(state).one();
      const { status, last_seq } = JSON.parse(value) as { status: string; last_seq: number };
      if (alarm_at === null) return { status, last_seq };
      // Not awaited: it is durable with what the alarm writes, or lost with it, as on the platform.
      void storage.deleteAlarm();
      await one.alarm();
      return null;
    });
    if (found?.status !== "processing") return;
    // Its time may have come by itself: then the platform has taken it and is about to ring.
    const end = Date.now() + RUNG_BY_ITSELF_MS;
    while ((await session.get()).last_seq === found.last_seq) {
      if (Date.now() > end) throw new Error(`no alarm for a turn at ${found.last_seq}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  } catch (error) {
    if (!isDeath(error)) throw error;
  }
}

/** Waits for something that must come within `seconds`. */
export async function until(holds: () => boolean | Promise<boolean>, seconds = 20): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not so after ${seconds} s: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Lets the instance that lives now die, wherever it stands. */
export async function dieNow(session: TestSession): Promise<void> {
  try {
    await runInDurableObject(session.object(), (_: Session, state) =>
      state.abort("cut off after event 0 was durable"),
    );
  } catch (error) {
    if (!isDeath(error)) throw error;
  }
}
