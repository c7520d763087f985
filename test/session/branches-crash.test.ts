// Branches that are made or left while an object dies: a rewind is done or not, a fork is whole or absent.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import type { Id } from "../../src/contract/ids.ts";
import { newId } from "../../src/runtime.ts";
import type { Session } from "../../src/session/session.ts";
import { sessionDoor, unwrap } from "../../src/session/stub.ts";
import { crashAt, dieNow, isDeath, until } from "../support/crash.ts";
import {
  openSession,
  type ScriptStep,
  script,
  sessionOf,
  type TestSession,
} from "../support/session.ts";

const bash = (command: string) => ({ name: "Bash", input: { command } });
const LOOKUP = { name: "lookup", description: "asks", input_schema: { type: "object" as const } };
const BIG = "x".repeat(2_000_000);

async function say(session: TestSession, ...steps: ScriptStep[]) {
  await session.ended(await session.query(script(...steps)));
}

/** Two turns that change files, a big file, and a turn that waits for a client. */
async function worked() {
  const session = await openSession({ custom_tools: [LOOKUP] });
  await say(session, { tools: [bash("echo one > a")] }, { text: "one" });
  const { last_seq: to_seq } = await session.get();
  await unwrap(session.door().writeFile(session.owner, "big", new Blob([BIG]).stream()));
  await say(session, { tools: [bash("echo two > a; mkdir d; echo 2 > d/b")] }, { text: "two" });
  await say(session, { tools: [{ name: "lookup", input: {} }] }, { text: "three" });
  return { session, to_seq };
}

/** An answer can be on its way when what it says is durable, and never before. */
async function expectDeath(answer: Promise<unknown>, always: boolean): Promise<void> {
  const died = await answer.then(
    () => false,
    (error) => isDeath(error),
  );
  if (always) expect(died).toBe(true);
}

/** All that a reader sees of what was said, and the files. */
async function seen(session: TestSession) {
  const messages = (await session.messages()).map(({ session_id: _, ...message }) => message);
  const files: unknown[] = [];
  for (const directory of ["", "d"]) {
    const listed = await session.door().listFiles(session.owner, directory);
    if (listed.ok) files.push(...listed.value);
  }
  const big = await session.door().readFile(session.owner, "big");
  const size = big.ok ? (await new Response(big.value.body).text()).length : null;
  return { messages, files, size };
}

for (const lost of [true, false]) {
  it(`[REWIND-12] a rewind and its undo are done or not, when the object dies ${lost ? "before" : "after"} they are durable`, async () => {
    const { session, to_seq } = await worked();
    const acts = [
      () => session.door().rewind(session.owner, { to_seq }),
      () => session.door().undo(session.owner, {}),
    ];
    for (const act of acts) {
      const before = await seen(session);
      const { last_seq } = await session.get();
      const crash = await crashAt(session, { seq: last_seq + 1, lost });
      await expectDeath(act(), lost);
      await until(() => crash.happened);
      const after = await session.get();
      if (lost) {
        expect(after.last_seq).toBe(last_seq);
        expect(await seen(session)).toEqual(before);
        await unwrap(act());
      }
      const { messages, files, size } = await seen(session);
      const isBack = act === acts[0];
      expect(messages.length).toBe(isBack ? 4 : 11);
      expect(files).toHaveLength(isBack ? 1 : 4);
      expect(size).toBe(isBack ? null : BIG.length);
      expect((await session.get()).status).toBe("active");
    }
    await say(session, { text: "goes on" });
    expect((await session.messages()).at(-1)?.content).toMatchObject([{ text: "goes on" }]);
  });
}

function forkAs(id: Id<"sesn">, session: TestSession) {
  const request = { id, parent_id: session.id, point: {}, changes: {}, files: true, message: null };
  return sessionDoor(env, id).fork(session.owner, request);
}

/** A fork that nothing happened to. */
async function reference(session: TestSession): Promise<TestSession> {
  const fork = sessionOf(newId("sesn"), session.owner);
  await unwrap(forkAs(fork.id, session));
  return fork;
}

/** Does something at the n-th write of an object; gives how many there were. */
async function atWrite(
  session: TestSession,
  n: number,
  act: (state: DurableObjectState) => void,
): Promise<{ writes: number }> {
  const count = { writes: 0 };
  await runInDurableObject(session.object(), (_: Session, state) => {
    const { storage } = state;
    const write = storage.transactionSync.bind(storage);
    storage.transactionSync = <T>(work: () => T): T => {
      const value = write(work);
      count.writes += 1;
      if (count.writes === n) act(state);
      return value;
    };
  });
  return count;
}

async function leftOf(fork: TestSession) {
  const { objects } = await env.BLOBS.list({ prefix: `blobs/${fork.id}/` });
  const rows = await runInDurableObject(fork.object(), (_: Session, { storage }) => {
    const tables = "SELECT name FROM sqlite_master WHERE name = 'events'";
    return storage.sql.exec(tables).toArray().length;
  });
  return { objects: objects.length, tables: rows };
}

const NOTHING = { objects: 0, tables: 0 };

it("[FORK-12] a fork that dies at any of its writes is whole when it is asked for again, or leaves nothing", async () => {
  const { session } = await worked();
  const whole = sessionOf(newId("sesn"), session.owner);
  const count = await atWrite(whole, 0, () => undefined);
  await unwrap(forkAs(whole.id, session));
  const { writes } = count;
  expect(writes).toBeGreaterThan(3);
  const expected = await seen(whole);
  for (let n = 1; n <= writes; n += 1) {
    for (const lost of [true, false]) {
      for (const again of [true, false]) {
        const fork = sessionOf(newId("sesn"), session.owner);
        const told = `write ${n} of ${writes}, ${lost ? "lost" : "durable"}`;
        const life = { died: false };
        await atWrite(fork, n, (state) => {
          const die = () => {
            life.died = true;
            state.abort("cut off after event 0 was durable");
          };
          if (lost) die();
          else void state.storage.sync().then(die);
        });
        // Nothing is awaited between the last two writes: both may be durable together.
        const isHalf = lost || n < writes - 1;
        await expectDeath(forkAs(fork.id, session), isHalf);
        await until(() => life.died);
        const found = await fork.door().get(fork.owner);
        if (isHalf) expect(found, told).toMatchObject({ ok: false });
        if (again) await unwrap(forkAs(fork.id, session));
        if (again || found.ok) {
          expect(await seen(fork), told).toEqual(expected);
          continue;
        }
        await runInDurableObject(fork.object(), (one: Session) => one.alarm());
        expect(await leftOf(fork), told).toEqual(NOTHING);
      }
    }
  }
}, 60_000);

it("[FORK-13] a parent that dies or is erased while it is copied leaves a whole fork or none", async () => {
  for (let n = 1; n <= 9; n += 1) {
    for (const how of ["dies", "is erased"]) {
      const { session } = await worked();
      const before = await seen(await reference(session));
      const fork = sessionOf(newId("sesn"), session.owner);
      let end: Promise<unknown> = Promise.resolve();
      await atWrite(fork, n, () => {
        end = how === "dies" ? dieNow(session) : session.door().purge(session.owner);
      });
      const made = await forkAs(fork.id, session).catch((error: Error) => {
        expect(isDeath(error)).toBe(true);
        return { ok: false as const, failure: null };
      });
      await end;
      const told = `the parent ${how} at write ${n}: ${JSON.stringify(made)}`;
      if (made.ok) expect(await seen(fork), told).toEqual(before);
      else {
        expect(await fork.door().get(fork.owner), told).toMatchObject({ ok: false });
        expect(await leftOf(fork), told).toEqual(NOTHING);
        if (how === "is erased") expect(made.failure?.code, told).toBe("not_found");
        else expect((await forkAs(fork.id, session)).ok, told).toBe(true);
      }
    }
  }
}, 60_000);

it("[FORK-14] a fork that is done has no alarm left of its making", async () => {
  const { session } = await worked();
  const fork = sessionOf(newId("sesn"), session.owner);
  await unwrap(forkAs(fork.id, session));
  const alarm = () =>
    runInDurableObject(fork.object(), (_: Session, { storage }) => storage.getAlarm());
  await expect.poll(alarm, { timeout: 5000 }).toBeNull();
});
