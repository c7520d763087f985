// A purge leaves nothing: a word that stands everywhere in a session is looked for in all of D1, R2 and its
// user's account, also after the purge was killed anywhere and after messages that come late.
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { accountDoor } from "../../src/account/stub.ts";
import type { Id } from "../../src/contract/ids.ts";
import { STORED_VALUE_BYTES_MAX } from "../../src/contract/limits.ts";
import { purgeSession } from "../../src/jobs/purge.ts";
import { retainSessions } from "../../src/jobs/retain.ts";
import type { Session } from "../../src/session/session.ts";
import { sessionDoor, unwrap } from "../../src/session/stub.ts";
import { admin, type Client, call, expectError, newUser } from "../support/api.ts";
import { isDeath } from "../support/crash.ts";
import { noise } from "../support/noise.ts";
import { caughtUp, publishedBy } from "../support/plane.ts";
import { deliver } from "../support/queue.ts";
import { days, dyingAt, placesOf } from "../support/retention.ts";
import { caller, sessionOf, type TestSession } from "../support/session.ts";

vi.setConfig({ testTimeout: 60_000 });

let words = 0;

/** A session in which a word of its own stands wherever somebody can put one; all of it is in D1. */
async function told(user: Client): Promise<{ session: TestSession; word: string }> {
  words += 1;
  const word = `xylophone${words}of${user.user_id}`.replaceAll("-", "");
  const body = {
    ...{ model: "offline-script", allowed_tools: ["Bash"], name: word, description: word },
    ...{ system_prompt: word, metadata: { [word]: word } },
  };
  const headers = { "idempotency-key": `key-${words}` };
  const { id } = (await user.post("/sessions", body, headers)).body as { id: Id<"sesn"> };
  const hook = { session_id: id, name: word, event: "PreToolUse", enabled: false };
  const url = "https://hooks.example.com/";
  await user.post("/hooks-config", { ...hook, url }, { "idempotency-key": `hook-${words}` });
  await user.put(`/sessions/${id}/files/${word}.txt`, word);
  await user.put(`/sessions/${id}/files/big.txt`, bigWith(word));
  const tools = [{ name: "Bash", input: { command: `echo ${word}; mkdir ${word}` } }];
  const message = JSON.stringify([{ text: word, tools }, { text: word }]);
  expect((await user.post(`/sessions/${id}/query?wait=20`, { message })).status).toBe(200);
  const session = sessionOf(id, caller(user.user_id));
  await caughtUp(session);
  return { session, word };
}

/** A content too big for a row, which begins with a word and does not shrink. */
function bigWith(word: string): Uint8Array {
  const bytes = noise(STORED_VALUE_BYTES_MAX + 1, 1);
  bytes.set(new TextEncoder().encode(word));
  return bytes;
}

/** Every row of a user's account that names a session, by table. */
function inAccount(user_id: string, text: string): Promise<string[]> {
  const stub = env.ACCOUNTS.getByName(user_id);
  return runInDurableObject(stub, (_: unknown, { storage }) => {
    const tables = storage.sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .toArray()
      .filter(({ name }) => !name.startsWith("_cf_"));
    return tables.flatMap(({ name }) =>
      JSON.stringify(storage.sql.exec(`SELECT * FROM "${name}"`).toArray()).includes(text)
        ? [name]
        : [],
    );
  });
}

/** Checks that nothing is left of a session but the row that it was erased. */
async function expectGone({ id, owner }: TestSession, word: string, shown = ""): Promise<void> {
  expect(await placesOf(word), shown).toEqual([]);
  const named = await placesOf(id);
  expect(new Set(named), shown).toEqual(
    new Set(["audit_logs.session_id", "audit_logs.resource_id"]),
  );
  expect(named, shown).toHaveLength(2);
  expect(await inAccount(owner.user_id, word), shown).toEqual([]);
  // What it cost still counts for its month.
  expect(await inAccount(owner.user_id, id), shown).toEqual(["spending"]);
  const tables = await runInDurableObject(env.SESSIONS.getByName(id), (_: Session, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '_cf_%'").toArray(),
  );
  expect(tables, shown).toEqual([]);
}

describe("a purged session", () => {
  it("[RETAIN-13] is in no list, search, table, bucket, kept answer or account, and its trail is one row", async () => {
    const user = await newUser();
    const { session, word } = await told(user);
    const before = await placesOf(word);
    for (const place of ["sessions.name", "messages.preview", "tool_calls.tool_input"]) {
      expect(before).toContain(place);
    }
    for (const place of [
      "idempotency_keys.response",
      "audit_logs.resource_id",
      "audit_logs.details",
    ]) {
      expect(before).toContain(place);
    }
    expect(before.some((place) => place.startsWith(`blobs/${session.id}/`))).toBe(true);
    const late = await publishedBy(session);
    expect((await user.delete(`/sessions/${session.id}?purge=true`)).status).toBe(204);
    await expectGone(session, word);
    for (const path of ["/sessions", `/sessions?q=${word}`]) {
      expect((await user.get(path)).body).toMatchObject({ data: [] });
    }
    const { body } = await user.get(`/audit-logs?session_id=${session.id}`);
    expect(body).toMatchObject({
      data: [{ action: "session.purged", actor: { user_id: user.user_id }, position: null }],
    });
    expectError(await user.get(`/sessions/${session.id}/audit/verify`), 404, "not_found_error");

    await deliver(late);
    await deliver(late.toReversed());
    await expectGone(session, word, "after late messages");
  });

  it("[RETAIN-14] is finished by the next request or run, wherever its purge was killed", async () => {
    const user = await newUser();
    for (let at = 1; ; at += 1) {
      const { session, word } = await told(user);
      const { bindings, hasDied } = dyingAt(at);
      const purge = purgeSession(bindings, session.id, session.owner);
      await purge.catch(() => undefined);
      const path = `/sessions/${session.id}?purge=true`;
      if (hasDied()) {
        const begun = await env.DB.prepare("select kind from removals where session_id = ?")
          .bind(session.id)
          .first();
        const next = at % 2 === 0 && begun !== null ? "run" : "request";
        if (next === "run") await retainSessions(env, days(0));
        else {
          const stranger = await newUser();
          expectError(await stranger.delete(path), 404, "not_found_error");
          expect((await user.delete(path)).status, `killed at ${at}`).toBe(204);
        }
      }
      await expectGone(session, word, `killed at ${at}`);
      expectError(await user.delete(path), 404, "not_found_error");
      if (!hasDied()) {
        expect(at).toBeGreaterThan(3);
        return;
      }
    }
  });

  it("[RETAIN-15] is nobody's from its first step on, and is erased to the end when its object dies", async () => {
    const user = await newUser();
    const { session, word } = await told(user);
    const object = () => env.SESSIONS.getByName(session.id);
    await runInDurableObject(object(), (_: Session, state) => {
      state.storage.deleteAll = async () => {
        await state.storage.sync();
        state.abort("cut off after event 0 was durable");
      };
    });
    const path = `/sessions/${session.id}`;
    const answer = await user.delete(`${path}?purge=true`).catch((error: unknown) => {
      if (!isDeath(error)) throw error;
      return null;
    });
    expect(answer?.status ?? 500).toBe(500);
    for (const rest of ["", "/events", "/storage", "/files/big.txt"]) {
      expectError(await user.get(path + rest), 404, "not_found_error");
    }
    expectError(
      await user.post(`${path}/query`, { message: "still there?" }),
      404,
      "not_found_error",
    );
    expect(await runDurableObjectAlarm(object())).toBe(true);
    await retainSessions(env, days(0));
    await expectGone(session, word);
  });

  it("[RETAIN-15] is erased later when its account cannot be told now", async () => {
    const user = await newUser();
    const { session, word } = await told(user);
    const object = () => env.SESSIONS.getByName(session.id);
    const away = vi.spyOn(console, "error").mockImplementation(() => {});
    await runInDurableObject(env.ACCOUNTS.getByName(user.user_id), (_: unknown, state) => {
      state.storage.sql.exec(
        "CREATE TRIGGER away BEFORE DELETE ON heard BEGIN SELECT RAISE(FAIL, 'away'); END",
      );
    });
    // What was heard of it is there, so that there is something to forget.
    await accountDoor(env, user.user_id).leave({
      ...{ session_id: session.id, mode: "interactive", total_cost_usd: 0, last_seq: 1e6 },
      controls_version: 0,
    });
    const path = `/sessions/${session.id}`;
    expect((await user.delete(`${path}?purge=true`)).status).toBe(500);
    expectError(await user.get(path), 404, "not_found_error");
    await runInDurableObject(env.ACCOUNTS.getByName(user.user_id), (_: unknown, state) => {
      state.storage.sql.exec("DROP TRIGGER away");
    });
    expect(await runDurableObjectAlarm(object())).toBe(true);
    expect((await user.delete(`${path}?purge=true`)).status).toBe(204);
    await expectGone(session, word);
    away.mockRestore();
  });

  it("[RETAIN-16] was one on no legal hold: that is a 409 for its owner and for admins, which says so", async () => {
    const user = await newUser();
    const { session, word } = await told(user);
    const path = `/sessions/${session.id}`;
    await admin().patch(path, { retention: { legal_hold: true } });
    const before = await unwrap(sessionDoor(env, session.id).get(session.owner));
    for (const client of [user, admin()]) {
      const error = expectError(await client.delete(`${path}?purge=true`), 409, "conflict_error");
      expect(error.message).toContain("legal hold");
    }
    await env.DB.prepare("update sessions set legal_hold = 0, updated_at = 1").run();
    const { kept } = await retainSessions(env, days(36_500));
    expect(kept).toContain(session.id);
    expect(await unwrap(sessionDoor(env, session.id).get(session.owner))).toEqual(before);
    expect(await placesOf(word)).not.toEqual([]);
    const { results } = await env.DB.prepare("select * from removals").all();
    expect(results).toEqual([]);

    await admin().patch(path, { retention: { legal_hold: false } });
    const { token } = user;
    expect((await call("DELETE", `${path}?purge=true`, { token })).status).toBe(204);
  });
});
