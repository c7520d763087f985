// Archives whose store fails: at every call, for a while, with a byte that is not what was written, or with the
// archive gone. Nothing is let go of before its copy is whole, and what cannot be read now can be read later.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { unwrap } from "../../src/session/stub.ts";
import {
  archiveOf,
  emptied,
  keysIn,
  metaOf,
  rowsIn,
  setIn,
  shown,
  small,
} from "../support/archive.ts";
import { ringAlarm, until } from "../support/crash.ts";
import { during, failing, flipping, mendAll } from "../support/faults.ts";
import { script, type TestSession } from "../support/session.ts";

afterEach(mendAll);

const silence = () => vi.spyOn(console, "error").mockImplementation(() => {});

/** The archive once an attempt at it has come to its end. */
async function attempted(session: TestSession, attempts: number) {
  const { door, owner } = session;
  await until(async () => {
    const { status, attempts: made } = await unwrap(door().archiveOf(owner));
    return made === attempts && (status === "completed" || status === "failed");
  });
  return unwrap(door().archiveOf(owner));
}

async function alarmOf(session: TestSession): Promise<number | null> {
  return runInDurableObject(session.object(), (_, { storage }) => storage.getAlarm());
}

it("[ARCHIVE-12] an archive that the store fails at any call says so, loses nothing, and is tried again later and later", async () => {
  silence();
  for (let at = 0; ; at += 1) {
    const session = await small();
    const before = await shown(session);
    const steps = await failing(session, ({ nth }) => nth === at || nth === at + 1);
    await unwrap(session.door().archive(session.owner, null));
    const first = await attempted(session, 1);
    if (first.status === "completed") {
      // It was sealed before the bucket failed: what had to be erased is erased later.
      steps.mend();
      await emptied(session);
      expect(await keysIn(`blobs/${session.id}/`)).toEqual([]);
      expect(await shown(session)).toEqual(before);
      if (!steps.happened) break;
      continue;
    }
    const name = steps.names.at(at);
    expect(first).toMatchObject({ status: "failed", archived_at: null, manifest: null });
    expect(first.error_message, name).toContain("R2 is away");
    const wait_ms = (a: typeof first) =>
      Date.parse(a.next_attempt_at ?? "") - Date.parse(a.updated_at);
    expect(wait_ms(first)).toBe(10_000);
    const alarm_at = (await alarmOf(session)) ?? Number.POSITIVE_INFINITY;
    expect(alarm_at).toBeLessThanOrEqual(Date.parse(first.next_attempt_at ?? ""));
    expect((await session.get()).status).toBe("completed");
    steps.mend();
    expect(await shown(session)).toEqual(before);
    const down = await failing(session, () => true);
    await setIn(session, "archive", "next_attempt_at", new Date(1000).toISOString());
    await ringAlarm(session);
    expect(wait_ms(await attempted(session, 2))).toBe(20_000);
    down.mend();
    // Whoever asks again need not wait.
    await unwrap(session.door().archive(session.owner, "zip"));
    const third = await attempted(session, 3);
    expect(third).toMatchObject({ id: first.id, status: "completed", compression: "gzip" });
    expect(third).toMatchObject({ error_message: null, next_attempt_at: null });
    await emptied(session);
    expect(await shown(session)).toEqual(before);
    expect(await keysIn(`archives/${session.id}/`)).toEqual([third.archive_path]);
  }
}, 120_000);

it.each(["gzip", "tar", "zip"] as const)(
  "[ARCHIVE-13] a byte of a %s that is not what was written is found before anything is let go of",
  async (compression) => {
    silence();
    const session = await small();
    const before = await shown(session);
    const places = [0.02, 0.5, 0.97].map((part) => (size: number) => Math.floor(size * part));
    for (const [index, place] of places.entries()) {
      const mend = await flipping(session, "archives/", place);
      await unwrap(session.door().archive(session.owner, compression));
      const { status, error_message } = await attempted(session, index + 1);
      expect([status, error_message === null]).toEqual(["failed", false]);
      expect(await rowsIn(session, "events")).toBe((await session.get()).last_seq);
      mend();
    }
    await unwrap(session.door().archive(session.owner, compression));
    expect(await attempted(session, 4)).toMatchObject({ status: "completed", compression });
    await emptied(session);
    expect(await shown(session)).toEqual(before);
  },
  60_000,
);

it("[ARCHIVE-14] a session that goes on while it is archived is not sealed, and not archived later unasked", async () => {
  silence();
  const session = await small();
  // Only a failed session takes messages: its model refuses.
  const { door, owner } = session;
  await unwrap(door().archive(owner, null));
  const completed = await attempted(session, 1);
  await unwrap(door().restore(owner));
  const error = { status: 400, type: "invalid_request_error", message: "no" };
  await session.ended(await session.query(script({ error })));
  expect((await session.get()).status).toBe("failed");
  let seq = 0;
  const mend = await during(
    session,
    ({ name, key }) => name === "put" && key.includes("archives/"),
    async (one) => {
      const content = script({ text: "I go on." });
      const query = await unwrap(
        one.query(owner, { content, on_busy: "queue", idempotency: null }),
      );
      seq = query.seq;
    },
  );
  await unwrap(door().archive(owner, null));
  await until(() => seq > 0);
  mend();
  expect(await session.ended({ seq })).toMatchObject({ text: "I go on." });
  await until(async () => (await keysIn(`archives/${session.id}/`)).length === 1);
  const given_up = await unwrap(door().archiveOf(owner));
  expect(given_up).toMatchObject({ status: "failed", next_attempt_at: null });
  expect(given_up.error_message).toContain("went on");
  expect(await keysIn(`archives/${session.id}/`)).toEqual([completed.archive_path]);
  await unwrap(door().complete(owner));
  for (let times = 0; times < 3; times += 1) await ringAlarm(session);
  expect((await session.get()).status).toBe("completed");
  const before = await shown(session);
  const again = await archiveOf(session, "tar");
  expect(again.id).not.toBe(given_up.id);
  await emptied(session);
  expect(await shown(session)).toEqual(before);
  await until(async () => {
    const keys = await keysIn(`archives/${session.id}/`);
    return keys.length === 1 && keys[0] === again.archive_path;
  });
}, 60_000);

it("[ARCHIVE-15] an earlier archive that cannot be deleted is deleted later, and the new one counts meanwhile", async () => {
  silence();
  const session = await small();
  const first = await archiveOf(session);
  await unwrap(session.door().restore(session.owner));
  await unwrap(session.door().complete(session.owner));
  const before = await shown(session);
  const steps = await failing(session, ({ name }) => name === "delete");
  const second = await archiveOf(session);
  await until(() => steps.happened);
  await ringAlarm(session);
  expect(await unwrap(session.door().archiveOf(session.owner))).toEqual(second);
  expect(await shown(session)).toEqual(before);
  expect(await keysIn(`archives/${session.id}/`)).toContain(first.archive_path);
  // Not over and over, but with a wait in between.
  const tried = steps.names.filter((name) => name === "delete").length;
  expect(tried).toBeLessThan(4);
  expect(await alarmOf(session)).toBeGreaterThan(Date.now() + 4_000);
  steps.mend();
  await session.door().archiveOf(session.owner);
  await until(async () => {
    await ringAlarm(session);
    return (await keysIn(`archives/${session.id}/`)).length === 1;
  });
  expect(await shown(session)).toEqual(before);
}, 60_000);

it("[ARCHIVE-16] what was unpacked waits for its time with one alarm, and its contents are not erased under a reader", async () => {
  silence();
  const session = await small();
  const before = await shown(session);
  const cannot = await failing(
    session,
    ({ name, key }) => name === "delete" && key.includes("blobs/"),
  );
  await archiveOf(session);
  await until(async () => {
    await ringAlarm(session);
    return cannot.happened;
  });
  cannot.mend();
  // The erasing is due again while somebody reads.
  const reading = shown(session);
  await ringAlarm(session);
  expect(await reading).toEqual(before);
  const until_ms = (await metaOf(session, "sealed"))?.until_ms as number;
  // The one for what a death would have left, and then the one for the end.
  await until(async () => {
    await ringAlarm(session);
    return ((await alarmOf(session)) ?? 0) > until_ms - 60_000;
  });
  await ringAlarm(session);
  expect(await alarmOf(session)).toBeGreaterThan(until_ms - 60_000);
  await unwrap(session.door().restore(session.owner));
  await ringAlarm(session);
  expect(await shown(session)).toEqual(before);
}, 60_000);

it.each(["gzip", "tar", "zip"] as const)(
  "[ARCHIVE-17] an archived session whose %s is lost, damaged or out of reach is a 503 that names it, and readable again with it",
  async (compression) => {
    silence();
    const session = await small();
    const before = await shown(session);
    const { id: archive_id, archive_path } = await archiveOf(session, compression);
    await emptied(session);
    const bytes = (await (await env.BLOBS.get(archive_path))?.bytes()) ?? new Uint8Array();
    const { door, owner } = session;
    const page = { after: 0, limit: 10, types: [], order: "asc" as const };
    const failure = { code: "unavailable", details: { reason: "archive_unreadable", archive_id } };
    const refused = async (where: string) => {
      // One of them may be whole: that what is damaged is not told as true is what counts.
      const log = await door().events(owner, page);
      if (!log.ok) expect(log, where).toMatchObject({ failure });
      for (const answer of [await door().listFiles(owner, ""), await door().restore(owner)]) {
        expect(answer, where).toMatchObject({ ok: false, failure });
      }
      expect(await session.get()).toMatchObject({ status: "archived", archive_id });
      expect(await unwrap(door().archiveOf(owner))).toMatchObject({ status: "completed" });
    };
    await env.BLOBS.delete(archive_path);
    await refused("lost");
    for (const part of [0.001, 0.02, 0.5, 0.97]) {
      const flipped = bytes.slice();
      const at = Math.floor(bytes.length * part);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      await env.BLOBS.put(archive_path, flipped);
      await refused(`flipped at ${at} of ${bytes.length}`);
    }
    await env.BLOBS.put(archive_path, bytes.slice(0, bytes.length / 2));
    await refused("cut");
    await env.BLOBS.put(archive_path, bytes);
    const down = await failing(session, () => true);
    await refused("away");
    down.mend();
    expect(await shown(session)).toEqual(before);
    await unwrap(door().restore(owner));
    expect(await shown(session)).toEqual(before);
  },
  60_000,
);
