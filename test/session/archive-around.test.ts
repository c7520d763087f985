// What stands around an archive: states of another version, hooks and messages that are still due, streams that
// are open, the audit, requests that come twice, events that were damaged, and another store.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, inject, it, vi } from "vitest";
import { settingsOf } from "../../src/env.ts";
import type { Session } from "../../src/session/session.ts";
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
  surviving,
} from "../support/archive.ts";
import { dieNow, ringAlarm, until } from "../support/crash.ts";
import { failing, mendAll } from "../support/faults.ts";
import { answering, register } from "../support/hooks.ts";
import { caughtUp, dumpOf, eraseFrom } from "../support/plane.ts";
import { caller, ofType, openSession, script, type TestSession } from "../support/session.ts";
import { followSocket, followSse, seqs } from "../support/stream.ts";

afterEach(mendAll);

const silence = () => vi.spyOn(console, "error").mockImplementation(() => {});

async function sql(session: TestSession, statement: string): Promise<void> {
  await runInDurableObject(session.object(), (_, { storage }) => {
    storage.sql.exec(statement);
  });
}

it("[ARCHIVE-18] a sealed session whose state is of another version, or lost, folds it from its archive", async () => {
  silence();
  const session = await small();
  const before = await shown(session);
  const { id: archive_id } = await archiveOf(session);
  await emptied(session);
  const was = await session.get();
  const ways = [
    () => setIn(session, "state", "version", 1),
    () => sql(session, "DELETE FROM meta WHERE key IN ('state', 'config')"),
    () => sql(session, "UPDATE meta SET value = 'x' WHERE key = 'config'"),
  ];
  for (const change of ways) {
    await emptied(session);
    // A part of the log that a dead unpacking left is no log to fold.
    await runInDurableObject(session.object(), (_, { storage }) => {
      const insert = "INSERT INTO events (seq, id, type, at, body) VALUES (1, ?, ?, ?, ?)";
      const [first] = before.events;
      storage.sql.exec(insert, ...[first?.id, first?.type, 1, JSON.stringify(first)]);
    });
    await change();
    await dieNow(session);
    const down = await failing(session, () => true);
    for (let times = 0; times < 2; times += 1) {
      expect(await surviving(() => session.door().get(session.owner))).toMatchObject({
        ok: false,
        failure: { code: "unavailable", details: { reason: "archive_unreadable", archive_id } },
      });
    }
    down.mend();
    expect(await session.get()).toEqual(was);
    expect(await shown(session)).toEqual(before);
    await setIn(session, "sealed", "until_ms", 1);
  }
  await unwrap(session.door().restore(session.owner));
  expect(await shown(session)).toEqual(before);
}, 60_000);

it("[ARCHIVE-19] hooks that are due are told before the archive is made, and what they said is in it", async () => {
  const user_id = crypto.randomUUID();
  await register(user_id, { event: "SessionEnd", url: answering({}) });
  const session = await openSession({}, user_id);
  await session.ended(await session.query(script({ text: "Hello." })));
  await unwrap(session.door().complete(session.owner));
  await unwrap(session.door().archive(session.owner, null));
  await until(async () => {
    await ringAlarm(session);
    return (await unwrap(session.door().archiveOf(session.owner))).status === "completed";
  });
  expect(await unwrap(session.door().archiveOf(session.owner))).toMatchObject({ attempts: 1 });
  const types = (await session.events()).map(({ type }) => type);
  expect(types.at(-1)).toBe("session.archived");
  expect(types.indexOf("hook.executed")).toBeGreaterThan(types.indexOf("session.completed"));
});

it("[ARCHIVE-20] nothing is let go of before it is published; published again, it is the same, and the audit whole", async () => {
  silence();
  const session = await small();
  const { door, owner } = session;
  await runInDurableObject(session.object(), (one) => {
    const { EVENTS } = (one as unknown as { env: Env }).env;
    Object.assign(EVENTS, { send: () => Promise.reject(new Error("the queue is away")) });
  });
  try {
    await archiveOf(session);
    for (let times = 0; times < 5; times += 1) await ringAlarm(session);
    expect(await metaOf(session, "sealed")).toBe(null);
    expect(await rowsIn(session, "entries")).toBe(2);
  } finally {
    Reflect.deleteProperty(env.EVENTS, "send");
    await runInDurableObject(session.object(), (one) => {
      Reflect.deleteProperty((one as unknown as { env: Env }).env.EVENTS, "send");
    });
  }
  await emptied(session);
  const dump = await caughtUp(session);
  const actions = dump.audit_logs?.map(({ action, user_id }) => [action, user_id]);
  expect(actions).toContainEqual(["session.archived", owner.user_id]);
  for (const isRecordLost of [false, true]) {
    await eraseFrom(session.id);
    if (isRecordLost) {
      await sql(session, "DELETE FROM meta WHERE key = 'publication'");
      await runInDurableObject(session.object(), (one: Session) => one.alarm());
    } else await unwrap(door().publishAgain(caller("admin", { role: "admin" })));
    expect((await caughtUp(session)).audit_logs).toEqual(dump.audit_logs);
    expect((await dumpOf(session.id)).messages).toEqual(dump.messages);
    await setIn(session, "sealed", "until_ms", 1);
    await emptied(session);
  }
  await unwrap(door().restore(owner));
  const restored = (await caughtUp(session)).audit_logs?.map(({ action }) => action);
  expect(restored?.slice(-2)).toEqual(["session.archived", "session.restored"]);
}, 60_000);

it("[ARCHIVE-21] streams that are open hear of the archive and end; one opened later gives everything and ends", async () => {
  const session = await small();
  const open = [await followSse(session), await followSocket(session)];
  await archiveOf(session);
  for (const reader of open) {
    await reader.until(({ type }) => type === "session.archived");
    await expect(reader.until(() => false)).rejects.toThrow("ended");
  }
  await emptied(session);
  const { last_seq } = await session.get();
  const all = Array.from({ length: last_seq }, (_, index) => index + 1);
  for (const after of [0, 3, last_seq]) {
    const late = [
      await followSse(session, `after=${after}`),
      await followSocket(session, `after=${after}`),
    ];
    for (const reader of late) {
      await expect(reader.until(() => false)).rejects.toThrow("ended");
      expect(seqs(reader.frames)).toEqual(all.slice(after));
    }
    await setIn(session, "sealed", "until_ms", 1);
    await emptied(session);
  }
}, 30_000);

it("[ARCHIVE-22] what was answered before is answered again from the archive", async () => {
  const session = await openSession();
  const { door, owner } = session;
  const key = { key: "once", digest: "once" };
  const query = await session.query(script({ text: "Hello." }));
  const turn = await session.ended(query);
  const type = "user.message" as const;
  const said = [{ type, content: script({ text: "Again." }), on_busy: "queue" as const }];
  const sent = await session.send(said, key);
  await session.ended({ seq: sent.data[0]?.seq ?? 0 });
  const checkpoint = { key: "checkpoint", digest: "checkpoint" };
  const made = await unwrap(door().createCheckpoint(owner, "here", checkpoint));
  await unwrap(door().complete(owner));
  await archiveOf(session);
  await emptied(session);
  const again = async <T>(work: () => Promise<T>, expected: T) => {
    expect(await work()).toEqual(expected);
    await setIn(session, "sealed", "until_ms", 1);
    await emptied(session);
  };
  await again(() => session.send(said, key), sent);
  await again(() => unwrap(door().createCheckpoint(owner, "here", checkpoint)), made);
  await again(() => session.ended(query), turn);
});

it("[ARCHIVE-23] an event that was damaged is damaged in the same words when it comes back", async () => {
  silence();
  const session = await small();
  const [use] = ofType(await session.events(), "agent.tool_use");
  await sql(session, `UPDATE events SET body = '{' WHERE seq = ${use?.seq}`);
  await dieNow(session);
  const before = await surviving(() => session.events());
  expect(before[(use?.seq ?? 0) - 1]).toMatchObject({
    type: "event.damaged",
    event_type: "agent.tool_use",
  });
  await archiveOf(session);
  await emptied(session);
  expect((await session.events()).slice(0, -1)).toEqual(before);
});

/** Sets what the object's settings are from its next instance on. */
async function configured(session: TestSession, settings: Record<string, string>): Promise<void> {
  await runInDurableObject(session.object(), (one) => {
    const its = (one as unknown as { env: Env }).env;
    Object.assign(its, settings);
    // Parsed once for each object of bindings: another one's are parsed in their place.
    settingsOf({ ...its });
  });
  await dieNow(session);
}

it("[ARCHIVE-24] with STORAGE_PROVIDER=s3 a session is sealed, emptied, read and restored like with R2", async () => {
  const session = await small();
  const before = await shown(session);
  await configured(session, {
    STORAGE_PROVIDER: "s3",
    S3_ENDPOINT: inject("s3_url"),
    S3_BUCKET: "archives",
    S3_ACCESS_KEY_ID: "S3RVER",
    S3_SECRET_ACCESS_KEY: "S3RVER",
  });
  try {
    const { archive_path } = await surviving(() => archiveOf(session));
    expect(await keysIn(`archives/${session.id}/`)).toEqual([]);
    const asked = `${inject("s3_url")}/-/requests?key=${encodeURIComponent(archive_path)}`;
    expect(JSON.stringify(await (await fetch(asked)).json())).toContain('"PUT"');
    await emptied(session);
    expect(await rowsIn(session, "entries")).toBe(0);
    expect(await shown(session)).toEqual(before);
    await unwrap(session.door().restore(session.owner));
    expect(await shown(session)).toEqual(before);
    await unwrap(session.door().purge(session.owner));
    const requests = (await (await fetch(asked)).json()) as { method: string }[];
    expect(requests.at(-1)?.method).toBe("DELETE");
  } finally {
    await configured(session, { STORAGE_PROVIDER: "r2" });
  }
}, 30_000);
