// The platform rings an alarm at least once: twice, late, or after what it was set for is over. Whenever
// it rings, nothing is done twice.
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import type { Session } from "../../src/session/session.ts";
import { unwrap } from "../../src/session/stub.ts";
import { dieNow, until } from "../support/crash.ts";
import { ofType, openSession, script, type TestSession } from "../support/session.ts";

afterEach(() => vi.restoreAllMocks());

/** Rings whether an alarm is set or not, as one that comes once more does. */
async function ring(session: TestSession): Promise<void> {
  await runInDurableObject(session.object(), (one: Session) => one.alarm());
}

const alarmOf = (session: TestSession) =>
  runInDurableObject(session.object(), (_: Session, { storage }) => storage.getAlarm());

const slow = script(
  { text: "slowly spoken", chunks: 10, delay_ms: 10, tools: [bash("echo x >> n; sleep 0.1")] },
  { tools: [bash("cat n")], chunks: 2, delay_ms: 10 },
  { text: "There is {{last_result}}", chunks: 10, delay_ms: 10 },
);

function bash(command: string) {
  return { name: "Bash", input: { command } };
}

it("[RECOVER-6] alarms that ring all the time while a turn runs do nothing twice", async () => {
  const session = await openSession();
  const query = await session.query(slow);
  let over = false;
  const ringing = (async () => {
    while (!over)
      await Promise.all([ring(session), ring(session), runDurableObjectAlarm(session.object())]);
  })();
  expect(await session.ended(query)).toMatchObject({ text: "There is x", num_steps: 3 });
  over = true;
  await ringing;
  const events = await session.events();
  expect(ofType(events, "session.recovered")).toEqual([]);
  expect(ofType(events, "tool.started").map(({ attempt }) => attempt)).toEqual([1, 1]);
  expect(ofType(events, "span.model_request_start")).toHaveLength(3);
});

it("[RECOVER-6] two alarms at once take a cut-off turn up once", async () => {
  const session = await openSession();
  const query = await session.query(slow);
  await until(async () => (await session.get()).last_seq >= 4);
  await dieNow(session);
  await Promise.all([ring(session), ring(session)]);
  expect(await session.ended(query)).toMatchObject({ text: "There is x" });
  expect(ofType(await session.events(), "session.recovered")).toHaveLength(1);
});

const overloaded = { status: 529, type: "overloaded_error", message: "Overloaded", times: 1 };

it("[RECOVER-6] an alarm before a retry is due does not bring it forward, and a late one makes it once", async () => {
  const session = await openSession({ max_retries: 3, retry_delay: 1 });
  const query = await session.query(script({ error: overloaded, text: "at last" }));
  await until(async () => (await session.get()).retry_count === 1);
  const [{ retry_at } = { retry_at: "" }] = ofType(
    await session.events(),
    "session.status_rescheduled",
  );
  await ring(session);
  await ring(session);
  expect(ofType(await session.events(), "span.model_request_start")).toHaveLength(1);
  expect(await alarmOf(session)).toBe(Date.parse(retry_at));

  // Late: the object is gone when the time comes, and two alarms come after it.
  await runInDurableObject(session.object(), (_: Session, { storage }) => storage.deleteAlarm());
  await dieNow(session);
  await until(() => Date.now() > Date.parse(retry_at));
  await Promise.all([ring(session), ring(session)]);
  expect(await session.ended(query)).toMatchObject({ text: "at last" });
  const starts = ofType(await session.events(), "span.model_request_start");
  expect(starts.map(({ attempt }) => attempt)).toEqual([1, 2]);
});

it("[RECOVER-7] an alarm after the end of a turn or of the session changes nothing and leaves none", async () => {
  const session = await openSession();
  await session.ended(await session.query(script({ text: "done" })));
  const ringAtRest = async () => {
    await expect.poll(() => alarmOf(session), { timeout: 5000 }).toBeNull();
    const before = await session.events();
    await ring(session);
    await ring(session);
    expect(await session.events()).toEqual(before);
    expect(await alarmOf(session)).toBeNull();
  };
  await ringAtRest();
  await unwrap(session.door().terminate(session.owner));
  await ringAtRest();
});

it("[RECOVER-7] an alarm of an erased object finds nothing and makes nothing", async () => {
  const told = vi.spyOn(console, "error");
  const session = await openSession();
  await session.query(slow);
  await unwrap(session.door().purge(session.owner));
  await ring(session);
  // What the cut-off turn left running in the same instance has had time to write by now.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await dieNow(session);
  await ring(session);
  const left = await runInDurableObject(session.object(), async (_: Session, { storage }) => ({
    alarm: await storage.getAlarm(),
    tables: storage.sql
      .exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '_cf_%'")
      .toArray(),
  }));
  expect(left).toEqual({ alarm: null, tables: [] });
  // It is no bug either that the turn found its session gone.
  expect(told).not.toHaveBeenCalled();
});
