import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { keyCreated, keyResource } from "../../src/contract/key.ts";
import { page } from "../../src/contract/page.ts";
import { newId } from "../../src/runtime.ts";
import { admin, clientWith, exactly, expectError, keyOf, newUser } from "../support/api.ts";

async function auditOf(key_id: string) {
  const { results } = await env.DB.prepare(
    "select action, user_id, key_id, details from audit_logs where resource_id = ? order by rowid",
  )
    .bind(key_id)
    .all();
  return results;
}

describe("making a key", () => {
  it("[KEY-1] the key is shown once and only its digest is stored", async () => {
    const user = await newUser();
    const made = await user.post("/keys", { name: "laptop", scopes: ["read", "write", "read"] });
    expect(made.status).toBe(201);
    const { key, ...resource } = exactly(keyCreated, made.body);
    expect(key).toMatch(/^lk_[A-Za-z0-9_-]{43}$/);
    expect(resource).toMatchObject({
      user_id: user.user_id,
      name: "laptop",
      prefix: key?.slice(0, 8),
      scopes: ["read", "write"],
      expires_at: null,
      revoked_at: null,
    });

    const listed = await user.get("/keys");
    expect(exactly(page(keyResource), listed.body).data).toEqual([resource]);
    const tables = ["api_keys", "audit_logs", "idempotency_keys", "users"];
    const rows = await Promise.all(
      tables.map(async (table) => (await env.DB.prepare(`select * from ${table}`).all()).results),
    );
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  it("[KEY-2] nobody gives away a scope they lack, or a key in another's name", async () => {
    const user = await newUser();
    const writer = await keyOf(user.user_id, ["read", "write"]);
    for (const scopes of [["admin"], ["approve"], ["read", "approve"]]) {
      const refused = await writer.post("/keys", { name: "more", scopes });
      expectError(refused, 403, "permission_error");
    }
    const other = { name: "x", scopes: ["read"], user_id: "somebody-else" };
    expectError(await writer.post("/keys", other), 403, "permission_error");
    const own = await writer.post("/keys", { ...other, user_id: user.user_id });
    expect(own.status).toBe(201);
    expect(own.body).toMatchObject({ scopes: ["read"], user_id: user.user_id });
  });

  it("[KEY-3] a key that would have expired already, or with wrong fields, is not made", async () => {
    const user = await newUser();
    const good = { name: "n", scopes: ["read"] };
    const table: [unknown, string][] = [
      [{ ...good, expires_at: "2020-01-01T00:00:00Z" }, "expires_at"],
      [{ ...good, expires_at: "tomorrow" }, "expires_at"],
      [{ ...good, name: "" }, "name"],
      [{ ...good, name: "n".repeat(256) }, "name"],
      [{ ...good, scopes: [] }, "scopes"],
      [{ ...good, scopes: ["root"] }, "scopes.0"],
      [{ ...good, user_id: "a b" }, "user_id"],
      [{ ...good, key: "lk_mine" }, "key"],
      [{ scopes: ["read"] }, "name"],
    ];
    for (const [body, path] of table) {
      const error = expectError(await user.post("/keys", body), 400, "invalid_request_error");
      expect(error.details?.issues?.map((issue) => issue.path)).toContain(path);
    }
    expect((await user.get("/keys")).body).toEqual({ data: [], next_cursor: null });
  });

  it("[KEY-4] a repeated request answers without the key, which is kept nowhere", async () => {
    const user = await newUser();
    const headers = { "idempotency-key": "make-a-key" };
    const body = { name: "once", scopes: ["read"] };
    const first = await user.post("/keys", body, headers);
    const again = await user.post("/keys", body, headers);
    expect(first.headers.has("idempotent-replayed")).toBe(false);
    expect(again.status).toBe(201);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const { key, ...rest } = exactly(keyCreated, first.body);
    expect(key).not.toBeNull();
    expect(exactly(keyCreated, again.body)).toEqual({ ...rest, key: null });
    expect((await user.get("/keys")).body).toMatchObject({ data: [{ id: rest.id }] });
  });
});

describe("the end of a key", () => {
  it("[KEY-5] a revoked key stops at once, and says why", async () => {
    const user = await newUser();
    const key = await keyOf(user.user_id, ["read", "write"]);
    expect((await key.get("/me")).status).toBe(200);
    const revoked = await user.delete(`/keys/${key.id}`);
    expect(revoked.status).toBe(200);
    const { revoked_at } = exactly(keyResource, revoked.body);
    expect(revoked_at).not.toBeNull();
    const error = expectError(await key.get("/me"), 401, "authentication_error");
    expect(error.message).toBe("this API key was revoked");

    const again = await user.delete(`/keys/${key.id}`);
    expect(again.body).toMatchObject({ id: key.id, revoked_at });
  });

  it("[KEY-6] an expired key says so", async () => {
    const user = await newUser();
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    const made = await user.post("/keys", { name: "brief", scopes: ["read"], expires_at });
    const { id, key } = exactly(keyCreated, made.body);
    const brief = clientWith(user.user_id, key ?? "");
    expect((await brief.get("/me")).status).toBe(200);
    await env.DB.prepare("update api_keys set expires_at = ? where id = ?")
      .bind(Date.now() - 1, id)
      .run();
    const error = expectError(await brief.get("/me"), 401, "authentication_error");
    expect(error.message).toBe("this API key has expired");
  });

  it("[KEY-7] another user's key and a missing one answer alike; an admin may revoke any", async () => {
    const [owner, stranger] = [await newUser(), await newUser()];
    const key = await keyOf(owner.user_id, ["read"]);
    const answers = [
      await stranger.delete(`/keys/${key.id}`),
      await stranger.delete(`/keys/${newId("key")}`),
      await stranger.delete("/keys/not-an-id"),
    ];
    const errors = answers.map((answer) => expectError(answer, 404, "not_found_error"));
    expect(new Set(errors.map((error) => error.message)).size).toBe(1);
    expect((await key.get("/me")).status).toBe(200);
    expect((await admin().delete(`/keys/${key.id}`)).status).toBe(200);
  });

  it("[KEY-8] who made and who revoked a key is written down with it", async () => {
    const user = await newUser();
    const key = await keyOf(user.user_id, ["read", "write"]);
    await key.delete(`/keys/${key.id}`);
    const details = JSON.stringify({
      name: "a key",
      owner: user.user_id,
      scopes: ["read", "write"],
    });
    expect(await auditOf(key.id)).toEqual([
      { action: "key.created", user_id: "admin", key_id: null, details },
      { action: "key.revoked", user_id: user.user_id, key_id: key.id, details },
    ]);
  });
});

describe("listing keys", () => {
  it("[KEY-9] a user sees their own keys only, newest first, page by page", async () => {
    const [user, other] = [await newUser(), await newUser()];
    await keyOf(other.user_id, ["read"]);
    const made = [];
    for (let n = 0; n < 5; n++) made.unshift((await keyOf(user.user_id, ["read"])).id);
    const seen: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const answer = await user.get(`/keys?limit=2${next === "" ? "" : `&cursor=${next}`}`);
      const { data, next_cursor } = exactly(page(keyResource), answer.body);
      seen.push(...data.map((key) => key.id));
      next = next_cursor;
    }
    expect(seen).toEqual(made);
    const by_admin = await admin().get(`/keys?user_id=${user.user_id}`);
    expect(by_admin.body).toMatchObject({ data: made.map((id) => ({ id })) });
    expectError(await other.get(`/keys?user_id=${user.user_id}`), 403, "permission_error");
  });
});
