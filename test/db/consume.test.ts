import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Published } from "../../src/contract/published.ts";
import type { SessionSnapshot } from "../../src/contract/session.ts";
import { insertDeed, purgeAuditId } from "../../src/db/audit.ts";
import { database, runTogether } from "../../src/db/database.ts";
import { deleteSession } from "../../src/db/sessions.ts";
import { retryDelaySeconds } from "../../src/jobs/consume.ts";
import { newId } from "../../src/runtime.ts";
import { deliver, seeded, shuffled } from "../support/queue.ts";
import { snapshotWith } from "../support/snapshot.ts";

const actor = { user_id: "u", key_id: "key_1", ip: "192.0.2.1", user_agent: "test" };

function publishedWith(snapshot: SessionSnapshot): Published {
  const { id: session_id, user_id, last_seq: seq } = snapshot;
  return {
    session_id,
    user_id,
    snapshot,
    ...{ messages: [], tool_calls: [], permission_decisions: [], hook_executions: [] },
    ...{ model_calls: [], metrics: [] },
    audit: [
      {
        id: `audit_${session_id.slice(5, 30)}${String(seq).padStart(7, "0")}`,
        ...{ seq, action: "session.queried", at: snapshot.updated_at, actor },
        ...{ resource_type: "session", resource_id: session_id, details: { seq } },
        ...{ position: seq, prev_hash: null, hash: `hash ${seq}` },
      },
    ],
  };
}

/** A session's life as its outbox would publish it, oldest first. */
function lifeOf(id: string): Published[] {
  return [1, 2, 3, 4, 5].map((last_seq) =>
    publishedWith(snapshotWith({ id, last_seq, message_count: last_seq, name: `at ${last_seq}` })),
  );
}

async function tables(ids: string[]) {
  const marks = JSON.stringify(ids);
  const [sessions, audit] = await env.DB.batch<Record<string, unknown>>([
    env.DB.prepare(
      "select * from sessions where id in (select value from json_each(?)) order by id",
    ).bind(marks),
    env.DB.prepare(
      "select * from audit_logs where session_id in (select value from json_each(?)) order by id",
    ).bind(marks),
  ]);
  return { sessions: sessions?.results ?? [], audit: audit?.results ?? [] };
}

afterEach(() => vi.restoreAllMocks());

describe("what sessions publish", () => {
  it("[DB-6] becomes rows of the directory and of the audit trail", async () => {
    const snapshot = snapshotWith({ last_seq: 7, name: "one", total_cost_usd: null });
    const message = publishedWith(snapshot);
    const result = await deliver([message]);
    expect(result.explicitAcks).toEqual(["0"]);
    const { sessions, audit } = await tables([snapshot.id]);
    expect(sessions).toMatchObject([
      { id: snapshot.id, user_id: "user", name: "one", version: 7, total_cost_usd: null },
    ]);
    expect(JSON.parse(String(sessions[0]?.resource))).toEqual(snapshot);
    expect(audit).toEqual([
      {
        ...{ id: message.audit[0]?.id, session_id: snapshot.id, seq: 7, ...actor },
        ...{ action: "session.queried", resource_type: "session", resource_id: snapshot.id },
        ...{ details: '{"seq":7}', at: Date.parse(snapshot.updated_at), owner_id: "user" },
        ...{ position: 7, prev_hash: null, hash: "hash 7" },
      },
    ]);
  });

  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`[DB-7] delivered twice and in any order comes out the same (seed ${seed})`, async () => {
      const random = seeded(seed);
      const ids = [newId("sesn"), newId("sesn"), newId("sesn")];
      const once = ids.flatMap(lifeOf);
      const deliveries = shuffled([...once, ...once.filter(() => random() < 0.5)], random);
      while (deliveries.length > 0) {
        const batch = deliveries.splice(0, 1 + Math.floor(random() * 6));
        expect((await deliver(batch)).explicitAcks).toHaveLength(batch.length);
      }
      const { sessions, audit } = await tables(ids);
      const versions = sessions.map(({ id, version, name }) => ({ id, version, name }));
      expect(versions).toEqual([...ids].sort().map((id) => ({ id, version: 5, name: "at 5" })));
      expect(audit).toHaveLength(once.length);
    });
  }

  it("[DB-8] a full batch of a hundred sessions fits", async () => {
    const ids = Array.from({ length: 100 }, () => newId("sesn"));
    const result = await deliver(ids.map((id) => publishedWith(snapshotWith({ id }))));
    expect(result.explicitAcks).toHaveLength(100);
    expect((await tables(ids)).sessions).toHaveLength(100);
  });

  it("[DB-9] a session that was erased is not listed anew by a message that comes late", async () => {
    const [id, other] = [newId("sesn"), newId("sesn")];
    const db = database(env);
    const [early, ...late] = lifeOf(id);
    await deliver([early]);
    await runTogether(db, [
      insertDeed(db, {
        ...{ id: purgeAuditId(id), session_id: id, owner_id: "u", actor, action: "session.purged" },
        ...{ resource_type: "session", resource_id: id, details: {}, at_ms: 1 },
      }),
      ...deleteSession(db, id),
    ]);
    await deliver([...late, publishedWith(snapshotWith({ id: other }))]);
    const { sessions, audit } = await tables([id, other]);
    expect(sessions.map((row) => row.id)).toEqual([other]);
    expect(audit.filter((row) => row.session_id === id)).toMatchObject([
      { action: "session.purged", resource_id: id },
    ]);
  });
});

describe("what goes wrong", () => {
  it("[DB-10] a message that cannot be read is tried again and logged without what it holds", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const good = publishedWith(snapshotWith({}));
    const poison = { ...good, snapshot: { ...good.snapshot, name: { secret: "xyzzy" } } };
    const result = await deliver([poison, good, null, "text"]);
    expect(result.explicitAcks).toEqual(["1"]);
    expect(result.retryMessages.map((message) => message.msgId)).toEqual(["0", "2", "3"]);
    expect(logged).toHaveBeenCalledTimes(3);
    expect(JSON.stringify(logged.mock.calls)).toContain("snapshot.name");
    expect(JSON.stringify(logged.mock.calls)).not.toContain("xyzzy");
    expect((await tables([good.session_id])).sessions).toHaveLength(1);
  });

  it("[DB-11] while D1 is down everything is tried again later, and nothing is half written", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const down = {
      ...env,
      DB: {
        prepare: env.DB.prepare.bind(env.DB),
        batch: async () => Promise.reject(new Error("down")),
      },
    } as unknown as Env;
    const messages = [publishedWith(snapshotWith({})), publishedWith(snapshotWith({}))];
    const result = await deliver(messages, down);
    expect(result.explicitAcks).toEqual([]);
    expect(result.retryMessages.map((message) => message.msgId)).toEqual(["0", "1"]);
    expect(logged).toHaveBeenCalledTimes(1);
    expect((await tables(messages.map((m) => m.session_id))).sessions).toEqual([]);
  });

  it("[DB-12] retries wait longer each time, together for more than half an hour", () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(retryDelaySeconds);
    expect(delays).toEqual([5, 10, 20, 40, 80, 160, 320, 600, 600, 600]);
    expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThan(1800);
  });
});
