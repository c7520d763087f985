// What a crash leaves behind: the alarm that comes back, the attempt on record, and of a stream that
// was cut off in its middle not a word.
import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import type { Session } from "../../src/session/session.ts";
import { Random } from "../simulation/random.ts";
import { dieNow, ringAlarm, until } from "../support/crash.ts";
import { ofType, openSession, script, type TestSession, typesOf } from "../support/session.ts";
import { followSse } from "../support/stream.ts";

it("[RECOVER-2] an idle session has no alarm, and a running one has", async () => {
  const session = await openSession();
  const query = await session.query(script({ text: "a b c d", chunks: 4, delay_ms: 50 }));
  const alarm = () =>
    runInDurableObject(session.object(), (_: Session, state) => state.storage.getAlarm());
  expect(await alarm()).not.toBeNull();
  await session.ended(query);
  await expect.poll(alarm, { timeout: 5000 }).toBeNull();
});

it("[RECOVER-3] the cut-off attempt is on record, and its text is not", async () => {
  const session = await openSession();
  const query = await session.query(
    script({ text: "slowly spoken words", chunks: 10, delay_ms: 30 }),
  );
  await until(async () => (await session.get()).last_seq >= 4);
  await dieNow(session);
  await ringAlarm(session);
  await session.ended(query);
  const events = await session.events();
  expect(typesOf(events)).toEqual([
    "session.created",
    "user.message",
    "session.status_running",
    "session.recovered",
    "agent.message",
    "session.status_idle",
  ]);
  const starts = ofType(events, "span.model_request_start").length;
  expect(ofType(events, "span.model_request_end")).toHaveLength(starts);
});

const CHUNKS = 300;
const STREAMS = 8;
const text = Array.from({ length: CHUNKS }, (_, index) => `${index} `).join("");

/** Lets a session die once its running stream has given so many pieces. */
async function dieAfterPieces(session: TestSession, pieces: number): Promise<void> {
  const reader = await followSse(session, "partial=true");
  const heard = () => reader.frames.filter(({ type }) => type === "event_delta").length;
  await until(() => heard() >= pieces);
  reader.leave();
  await dieNow(session);
}

const seed = Math.floor(Math.random() * 1e9);
it(`[RECOVER-5] a stream cut off at any piece, twice, leaves its text once (seed ${seed})`, async () => {
  const random = new Random(seed);
  const playOnce = async (first: number, second: number) => {
    const session = await openSession();
    const query = await session.query(script({ text, chunks: CHUNKS, delay_ms: 1 }));
    await dieAfterPieces(session, first);
    await ringAlarm(session);
    await dieAfterPieces(session, second);
    await ringAlarm(session);
    const result = await session.ended(query);
    expect(result, `cut off at ${first} and ${second}`).toMatchObject({ text, num_steps: 1 });
    expect(ofType(await session.events(), "agent.message")).toHaveLength(1);
    expect(ofType(await session.events(), "session.recovered")).toHaveLength(2);
  };
  const places = () => random.between(1, CHUNKS - 60);
  await Promise.all(Array.from({ length: STREAMS }, () => playOnce(places(), places())));
}, 30_000);

it("[RECOVER-10] from the third restart without a step forward on, the turn waits before it goes on", async () => {
  const session = await openSession();
  const query = await session.query(script({ text: "so slow", chunks: 5, delay_ms: 100 }));
  for (let life = 0; life < 3; life += 1) {
    await dieAfterPieces(session, 1);
    await ringAlarm(session);
  }
  // Whoever restarts it while it waits spends nothing.
  for (let life = 0; life < 20; life += 1) {
    await dieNow(session);
    await ringAlarm(session);
  }
  expect(await session.ended(query)).toMatchObject({ text: "so slow" });
  const waits = ofType(await session.events(), "session.recovered").map((event) =>
    event.retry_at == null ? 0 : Date.parse(event.retry_at) - Date.parse(event.created_at),
  );
  expect(waits).toEqual([0, 0, 2000]);
}, 20_000);
