// How long a session is kept, as its owner and an admin set it and read it.
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { sessionStorage } from "../../src/contract/archive.ts";
import type { Id } from "../../src/contract/ids.ts";
import { STORED_VALUE_BYTES_MAX } from "../../src/contract/limits.ts";
import { type SessionResource, sessionResource } from "../../src/contract/session.ts";
import {
  type Answer,
  admin,
  type Client,
  exactly,
  expectError,
  keyOf,
  newUser,
} from "../support/api.ts";
import { noise } from "../support/noise.ts";
import { CATCH_UP } from "../support/plane.ts";
import { DAY, seal } from "../support/retention.ts";

vi.setConfig({ testTimeout: 30_000 });

async function make(user: Client, body: object = {}): Promise<SessionResource> {
  const made = await user.post("/sessions", { model: "offline-script", ...body });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return exactly(sessionResource, made.body);
}

const kept = ({ body }: Answer) => exactly(sessionResource, body).retention;

describe("retention", () => {
  it("[RETAIN-17] is changed field by field, also of a session that has ended", async () => {
    const user = await newUser();
    const { id, retention } = await make(user, { retention: { archive_after_days: 10 } });
    expect(retention).toEqual({ archive_after_days: 10 });
    const path = `/sessions/${id}`;
    const change = (fields: object) => user.patch(path, { retention: fields });
    expect(kept(await change({ keep_archive_days: 5 }))).toEqual({
      ...{ archive_after_days: 10, keep_archive_days: 5 },
    });
    await user.delete(path);
    expect(kept(await change({ keep_archive_days: null }))).toEqual({
      ...{ archive_after_days: 10, keep_archive_days: null },
    });
    await seal(id as Id<"sesn">);
    expect(kept(await change({ archive_after_days: null }))).toEqual({
      ...{ archive_after_days: null, keep_archive_days: null },
    });
    expectError(await user.patch(path, { name: "x" }), 409, "conflict_error");
    const both = { name: "x", retention: { archive_after_days: 1 } };
    expectError(await user.patch(path, both), 409, "conflict_error");
    for (const wrong of [{ archive_after_days: 0 }, { keep_archive_days: -1 }, { hold: true }]) {
      expectError(await change(wrong), 400, "invalid_request_error");
    }
  });

  it("[RETAIN-18] a legal hold is set and taken back by an admin only, at creation too, and the trail says so", async () => {
    const user = await newUser();
    const key = await keyOf(user.user_id, ["read", "write", "approve"]);
    const { id } = await make(user, { retention: { legal_hold: false } });
    const path = `/sessions/${id}`;
    const hold = (legal_hold: boolean) => ({ retention: { legal_hold } });
    for (const client of [user, key]) {
      for (const refused of [
        await client.patch(path, hold(true)),
        await client.post("/sessions", hold(true)),
      ]) {
        const error = expectError(refused, 403, "permission_error");
        expect(error.message).toContain("retention.legal_hold");
        expect(error.details?.issues).toMatchObject([{ path: "retention.legal_hold" }]);
      }
    }
    expect(kept(await admin().patch(path, hold(true)))).toEqual({ legal_hold: true });
    expectError(await user.patch(path, hold(false)), 403, "permission_error");
    // What it is already may be said by anybody, beside what is theirs to change.
    const mine = { retention: { legal_hold: true, archive_after_days: 3 } };
    expect(kept(await user.patch(path, mine))).toEqual({ legal_hold: true, archive_after_days: 3 });
    expect((await admin().patch(path, hold(false))).status).toBe(200);
    const own = await make(admin(), hold(true));

    const trail = async (session_id: string) => {
      const { body } = await admin().get(`/audit-logs?session_id=${session_id}&order=asc`);
      return (body as { data: object[] }).data;
    };
    const by = (user_id: string) => ({ user_id });
    await vi.waitFor(async () => {
      expect(await trail(id)).toMatchObject([
        { action: "session.created" },
        ...[
          { fields: ["retention.legal_hold"], legal_hold: true },
          { fields: ["retention.archive_after_days", "retention.legal_hold"], legal_hold: true },
          { fields: ["retention.legal_hold"], legal_hold: false },
        ].map((details, at) => ({
          ...{ action: "session.updated", details },
          actor: by(at === 1 ? user.user_id : "admin"),
        })),
      ]);
      expect(await trail(own.id)).toMatchObject([
        { action: "session.created", details: { legal_hold: true } },
      ]);
    }, CATCH_UP);
    const row = await env.DB.prepare("select legal_hold from sessions where id = ?")
      .bind(own.id)
      .first();
    expect(row).toEqual({ legal_hold: 1 });
  });
});

describe("what a session takes", () => {
  it("[RETAIN-19] is added up of its log, files, earlier versions and contents, in R2 too, and says how long it is kept", async () => {
    const user = await newUser();
    const { id } = await make(user);
    const path = `/sessions/${id}`;
    const read = async () => {
      const { status, body } = await user.get(`${path}/storage`);
      expect(status, JSON.stringify(body)).toBe(200);
      return exactly(sessionStorage, body);
    };
    const empty = await read();
    expect(empty).toMatchObject({
      ...{ session_id: id, log: { events: 1 }, archive: null },
      ...{ workspace: { files: 0, bytes: 0 }, history: { versions: 0, bytes: 0 } },
      contents: { count: 0, bytes: 0, stored_bytes: 0, object_storage_bytes: 0 },
      retention: { legal_hold: false, archive_at: null },
    });
    expect(empty.database_bytes).toBeGreaterThan(4096);
    const created = Date.parse((await make(user)).created_at);
    const cleaned = Date.parse(empty.retention.purge_at ?? "");
    expect(Math.abs(cleaned - created - 30 * DAY)).toBeLessThan(60_000);

    const big = STORED_VALUE_BYTES_MAX + 7;
    const text = "x".repeat(400_000);
    await user.put(`${path}/files/a.txt`, "first");
    await user.put(`${path}/files/a.txt`, "second!");
    await user.put(`${path}/files/same.txt`, "second!");
    await user.put(`${path}/files/big.bin`, noise(big, 1));
    await user.post(`${path}/query?wait=20`, { message: JSON.stringify([{ text: "hi" }]) });
    await user.post(`${path}/query?wait=20`, { message: text });
    const full = await read();
    expect(full.workspace).toEqual({ files: 3, bytes: 14 + big });
    expect(full.history).toEqual({ versions: 1, bytes: 5 });
    expect(full.contents).toMatchObject({
      ...{ count: 3, bytes: 12 + big, object_storage_bytes: big },
    });
    const events = await user.get(`${path}/events?limit=1000`);
    const { data } = events.body as { data: object[] };
    expect(full.log.events).toBeGreaterThanOrEqual(data.length);
    expect(full.log.bytes).toBeGreaterThan(text.length);
    expect(full.log.stored_bytes).toBeLessThan(full.log.bytes / 2);
    expect(full.database_bytes).toBeGreaterThan(empty.database_bytes);

    await user.post(`${path}/complete`);
    const done = exactly(sessionResource, (await user.get(path)).body);
    const ended = Date.parse(done.updated_at);
    const at = (days: number) => new Date(ended + days * DAY).toISOString();
    expect((await read()).retention).toEqual({
      ...{ legal_hold: false, archive_at: at(180), purge_at: at(270) },
    });
    await admin().patch(path, { retention: { legal_hold: true } });
    expect((await read()).retention).toEqual({
      ...{ legal_hold: true, archive_at: null, purge_at: null },
    });
    const archive_id = await seal(id as Id<"sesn">);
    const { size_bytes } = (await user.get(`${path}/archive`)).body as { size_bytes: number };
    expect((await read()).archive).toEqual({ id: archive_id, bytes: size_bytes });
  });
});
