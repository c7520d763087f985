// Hooks through the front door: who may register, see and change which, and what is told of them.
import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { accountDoor } from "../../src/account/stub.ts";
import { app } from "../../src/api/app.ts";
import { hookCreated, hookResource } from "../../src/contract/hook.ts";
import { HOOKS_MAX } from "../../src/contract/limits.ts";
import { page } from "../../src/contract/page.ts";
import { newId } from "../../src/runtime.ts";
import {
  admin,
  answerOf,
  type Client,
  call,
  clientWith,
  envWith,
  exactly,
  expectError,
  keyOf,
  newUser,
  requestTo,
} from "../support/api.ts";

const BODY = { name: "a hook", event: "PreToolUse", url: "https://hooks.example.com/in" };

async function newHook(user: Client, changes: Record<string, unknown> = {}) {
  const made = await user.post("/hooks-config", { ...BODY, ...changes });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return exactly(hookCreated, made.body);
}

async function newSession(user: Client): Promise<string> {
  return ((await user.post("/sessions", {})).body as { id: string }).id;
}

async function listed(user: Client, query = "") {
  const answer = await user.get(`/hooks-config${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return exactly(page(hookResource), answer.body).data;
}

async function auditOf(resource_id: string) {
  const { results } = await env.DB.prepare(
    "select action, user_id, owner_id, details from audit_logs where resource_id = ? order by rowid",
  )
    .bind(resource_id)
    .all<{ action: string; user_id: string; owner_id: string; details: string }>();
  return results.map((row) => ({ ...row, details: JSON.parse(row.details) }));
}

describe("registering a hook", () => {
  it("[HOOKCFG-1] a hook is registered with its defaults, and its secret is shown this once", async () => {
    const user = await newUser();
    const { secret, ...hook } = await newHook(user);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { id, created_at } = hook;
    expect(hook).toEqual({
      ...{ id, user_id: user.user_id, session_id: null, ...BODY, matcher: "*" },
      ...{ timeout_seconds: 10, max_retries: 2, on_failure: "continue", enabled: true },
      ...{ created_at, updated_at: created_at },
    });
    expect(id).toMatch(/^hook_[0-9a-f]{32}$/);
    expect(await listed(user)).toEqual([hook]);
    expect((await user.get(`/hooks-config/${id}`)).body).toEqual(hook);
    expect((await accountDoor(env, user.user_id).controls("s")).hooks).toMatchObject([
      { id, secret },
    ]);
    const other = await newHook(user);
    expect(other.secret).not.toBe(secret);
  });

  it("[HOOKCFG-2] no other answer and no table of D1 holds a hook's secret", async () => {
    const user = await newUser();
    const key = { "idempotency-key": "once" };
    const made = exactly(hookCreated, (await user.post("/hooks-config", BODY, key)).body);
    const again = await user.post("/hooks-config", BODY, key);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(exactly(hookCreated, again.body)).toEqual({ ...made, secret: null });
    const path = `/hooks-config/${made.id}`;
    const answers = [
      await user.get("/hooks-config"),
      await user.get(path),
      await user.patch(path, { name: "renamed" }),
      await user.get(`/audit-logs?limit=100`),
      await user.delete(path),
    ];
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain("whsec_");
    const { results } = await env.DB.prepare(
      "select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\'",
    ).all<{ name: string }>();
    const rows = await Promise.all(
      results.map(
        async ({ name }) => (await env.DB.prepare(`select * from ${name}`).all()).results,
      ),
    );
    expect(JSON.stringify(rows)).not.toContain("whsec_");
  });

  it("[HOOKCFG-3] what no hook can be is refused by the field's name", async () => {
    const user = await newUser();
    const table: [Record<string, unknown>, string][] = [
      ...[
        "",
        "Bash|",
        "|",
        "Bash||Edit",
        "Bash(",
        "(Bash)",
        "a\0b",
        "Bash, Edit",
        "[",
        "-a",
        "9",
      ].map((matcher): [Record<string, unknown>, string] => [{ matcher }, "matcher"]),
      [{ matcher: "B".repeat(501) }, "matcher"],
      [{ matcher: "*a*a*b" }, "matcher"],
      [{ matcher: "Bash|***" }, "matcher"],
      [{ event: "Nothing" }, "event"],
      [{ event: undefined }, "event"],
      [{ name: "  " }, "name"],
      [{ name: "n".repeat(256) }, "name"],
      [{ name: 7 }, "name"],
      [{ url: "hooks.example.com" }, "url"],
      [{ url: "ftp://hooks.example.com" }, "url"],
      [{ url: "javascript:alert(1)" }, "url"],
      [{ url: `https://hooks.example.com/${"p".repeat(2000)}` }, "url"],
      [{ timeout_seconds: 61 }, "timeout_seconds"],
      [{ timeout_seconds: "10" }, "timeout_seconds"],
      [{ max_retries: 1.5 }, "max_retries"],
      [{ max_retries: 6 }, "max_retries"],
      [{ on_failure: "ask" }, "on_failure"],
      [{ enabled: "yes" }, "enabled"],
      [{ secret: "whsec_mine" }, "secret"],
      [{ user_id: "another" }, "user_id"],
      [{ session_id: 5 }, "session_id"],
      [{ session_id: null }, "session_id"],
    ];
    for (const [wrong, path] of table) {
      const answer = await user.post("/hooks-config", { ...BODY, ...wrong });
      const error = expectError(answer, 400, "invalid_request_error");
      expect(error.details?.issues?.map((issue) => issue.path)).toContain(path);
    }
    const huge = await user.post("/hooks-config", { ...BODY, name: "n".repeat(1_100_000) });
    expectError(huge, 413, "request_too_large");
    expect(await listed(user)).toEqual([]);
    for (const matcher of [
      "*",
      "Bash",
      "Edit|Write",
      "mcp__*",
      "mcp__a-b__*|Bash",
      "*Edit*",
      "mcp__*__x*|**|B",
    ]) {
      expect((await newHook(user, { matcher })).matcher).toBe(matcher);
    }
  });

  it("[HOOKCFG-4] an address that may not be called is refused, at once and on a change", async () => {
    const user = await newUser();
    const hook = await newHook(user);
    const refused = async (method: string, path: string, url: string, settings = {}) => {
      const request = requestTo(method, path, { token: user.token, json: { ...BODY, url } });
      const closed = envWith({ ALLOW_PRIVATE_EGRESS: "false", ...settings });
      const answer = await answerOf(await app.fetch(request, closed, createExecutionContext()));
      const error = expectError(answer, 400, "invalid_request_error");
      expect(error.message).toMatch(/^the request is not valid: url: no hook may be at this/);
      expect(error.details?.issues).toMatchObject([{ path: "url" }]);
    };
    for (const url of ["http://hooks.example.com/", "https://127.0.0.1/", "https://localhost/x"]) {
      await refused("POST", "/hooks-config", url);
      await refused("PATCH", `/hooks-config/${hook.id}`, url);
    }
    await refused("POST", "/hooks-config", BODY.url, { EGRESS_DENY: "hooks.example.com" });
    expect(await listed(user)).toEqual([expect.objectContaining({ id: hook.id, url: BODY.url })]);
  });

  it("[HOOKCFG-5] the hook after the last that a user may have is a conflict, and takes none's place", async () => {
    const user = await newUser();
    const door = accountDoor(env, user.user_id);
    const { id } = await newHook(user);
    const rest = Array.from({ length: HOOKS_MAX - 2 }, () =>
      door.addHook(
        { id: newId("hook"), user_id: user.user_id },
        {
          ...BODY,
          matcher: "*",
          event: "Stop",
          timeout_seconds: 1,
          max_retries: 0,
          on_failure: "continue",
          enabled: true,
        },
      ),
    );
    await Promise.all(rest);
    const key = { "idempotency-key": "the last" };
    const atOnce = await Promise.all([1, 2, 3].map(() => user.post("/hooks-config", BODY)));
    expect(atOnce.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const refused = await user.post("/hooks-config", BODY, key);
    expect(expectError(refused, 409, "conflict_error").message).toContain(`${HOOKS_MAX} hooks`);
    expect(await listed(user, "?limit=1000")).toHaveLength(HOOKS_MAX);
    await user.delete(`/hooks-config/${id}`);
    expect((await user.post("/hooks-config", BODY, key)).status).toBe(201);
  });

  it("[HOOKCFG-6] a hook that cannot be written down is not registered, and the next try registers it once", async () => {
    const user = await newUser();
    const sent = {
      token: user.token,
      json: BODY,
      headers: { "idempotency-key": "again" },
    };
    const batch = vi.spyOn(env.DB, "batch");
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    batch.mockImplementationOnce(env.DB.batch.bind(env.DB));
    batch.mockRejectedValueOnce(new Error("D1 is away"));
    const failed = await answerOf(
      await app.fetch(requestTo("POST", "/hooks-config", sent), env, createExecutionContext()),
    );
    vi.restoreAllMocks();
    expect(log).toHaveBeenCalled();
    expectError(failed, 500, "api_error");
    expect(await listed(user)).toEqual([]);
    const made = await call("POST", "/hooks-config", sent);
    expect(made.status).toBe(201);
    const { secret, ...hook } = exactly(hookCreated, made.body);
    expect(secret).not.toBeNull();
    expect(await listed(user)).toEqual([hook]);
    expect(await auditOf(hook.id)).toMatchObject([{ action: "hook.created" }]);
  });
});

describe("a registered hook", () => {
  it("[HOOKCFG-7] a change shows at once and leaves the rest as it was", async () => {
    const user = await newUser();
    const { secret, ...hook } = await newHook(user, { matcher: "Bash", on_failure: "block" });
    const path = `/hooks-config/${hook.id}`;
    const changed = await user.patch(path, { enabled: false, url: "https://other.example.com/" });
    const { updated_at } = exactly(hookResource, changed.body);
    const after = { ...hook, enabled: false, url: "https://other.example.com/", updated_at };
    expect(changed.body).toEqual(after);
    expect((await user.get(path)).body).toEqual(after);
    expect((await accountDoor(env, user.user_id).controls("s")).hooks).toEqual([]);
    for (const wrong of [{ session_id: null }, { id: "x" }, { matcher: "" }, { secret: "x" }]) {
      expectError(await user.patch(path, wrong), 400, "invalid_request_error");
    }
    await user.patch(path, { enabled: true });
    expect((await accountDoor(env, user.user_id).controls("s")).hooks).toMatchObject([{ secret }]);
  });

  it("[HOOKCFG-8] a rotated secret is shown once and signs from then on", async () => {
    const user = await newUser();
    const { secret: first, ...hook } = await newHook(user);
    const rotated = await user.post(`/hooks-config/${hook.id}/rotate-secret`);
    expect(rotated.status).toBe(200);
    const { secret, updated_at, ...rest } = exactly(hookCreated, rotated.body);
    expect({ ...rest, updated_at: hook.updated_at }).toEqual(hook);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(secret).not.toBe(first);
    expect((await accountDoor(env, user.user_id).controls("s")).hooks).toMatchObject([{ secret }]);
    expect((await user.get(`/hooks-config/${hook.id}`)).body).toEqual({ ...rest, updated_at });
  });

  it("[HOOKCFG-9] a removed hook is gone, and a second removal says so", async () => {
    const user = await newUser();
    const { id } = await newHook(user);
    expect((await user.delete(`/hooks-config/${id}`)).status).toBe(204);
    for (const answer of [
      await user.delete(`/hooks-config/${id}`),
      await user.get(`/hooks-config/${id}`),
      await user.patch(`/hooks-config/${id}`, { name: "x" }),
      await user.post(`/hooks-config/${id}/rotate-secret`),
    ]) {
      expectError(answer, 404, "not_found_error");
    }
    expect(await listed(user)).toEqual([]);
  });

  it("[HOOKCFG-9] of several removals at once one is done, and written down", async () => {
    const user = await newUser();
    const { id } = await newHook(user);
    const answers = await Promise.all([1, 2, 3].map(() => user.delete(`/hooks-config/${id}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    expect((await auditOf(id)).map(({ action }) => action)).toEqual([
      "hook.created",
      "hook.deleted",
    ]);
  });

  it("[HOOKCFG-16] a change that cannot be written down is not made", async () => {
    const user = await newUser();
    const { secret, ...hook } = await newHook(user);
    const path = `/hooks-config/${hook.id}`;
    const batch = vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { token } = user;
    const requests = [
      requestTo("PATCH", path, { token, json: { enabled: false } }),
      requestTo("POST", `${path}/rotate-secret`, { token }),
      requestTo("DELETE", path, { token }),
      requestTo("PUT", "/policies-config", { token, json: { policies: ["NetworkPolicy"] } }),
    ];
    for (const request of requests) {
      const answer = await answerOf(await app.fetch(request, env, createExecutionContext()));
      expectError(answer, 500, "api_error");
    }
    expect(batch).toHaveBeenCalledTimes(requests.length);
    vi.restoreAllMocks();
    expect(await listed(user)).toEqual([hook]);
    expect(await accountDoor(env, user.user_id).controls("s")).toMatchObject({
      version: 1,
      hooks: [{ secret }],
    });
  });

  it("[HOOKCFG-10] somebody else's hook, a missing and a malformed id are the same 404, and nothing changes", async () => {
    const [owner, stranger] = [await newUser(), await newUser()];
    const { secret: _, ...hook } = await newHook(owner);
    for (const user of [stranger, admin()]) {
      const answers = await Promise.all(
        [hook.id, newId("hook"), "hook_1", newId("sesn"), "hook_%00"].flatMap((id) => [
          user.get(`/hooks-config/${id}`),
          user.patch(`/hooks-config/${id}`, { name: "taken" }),
          user.delete(`/hooks-config/${id}`),
          user.post(`/hooks-config/${id}/rotate-secret`),
        ]),
      );
      const errors = answers.map((answer) => expectError(answer, 404, "not_found_error"));
      expect(new Set(errors.map((error) => JSON.stringify(error))).size).toBe(1);
    }
    expect(await listed(owner)).toEqual([hook]);
    expect(await listed(stranger)).toEqual([]);
  });

  it("[HOOKCFG-11] hooks are listed page by page in the order of their registration", async () => {
    const user = await newUser();
    const made: string[] = [];
    for (let n = 0; n < 5; n++) made.push((await newHook(user)).id);
    const seen: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const cursor = next === "" ? "" : `&cursor=${next}`;
      const answer = await user.get(`/hooks-config?limit=2${cursor}`);
      const { data, next_cursor } = exactly(page(hookResource), answer.body);
      seen.push(...data.map(({ id }) => id));
      next = next_cursor;
    }
    expect(seen).toEqual(made);
    expectError(await user.get("/hooks-config?cursor=nonsense"), 400, "invalid_request_error");
  });
});

describe("a hook of one session", () => {
  it("[HOOKCFG-12] it is for a session of the caller, and a stranger's is not there", async () => {
    const [owner, stranger] = [await newUser(), await newUser()];
    const session_id = await newSession(owner);
    const plain = session_id
      .slice(5)
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    const hook = await newHook(owner, { session_id: plain });
    expect(hook).toMatchObject({ session_id, user_id: owner.user_id });
    await newHook(owner);
    expect(await listed(owner)).toHaveLength(2);
    expect((await listed(owner, `?session_id=${session_id}`)).map(({ id }) => id)).toEqual([
      hook.id,
    ]);
    for (const named of [session_id, newId("sesn"), "sesn_1", ""]) {
      const answers = [
        await stranger.post("/hooks-config", { ...BODY, session_id: named }),
        await stranger.get(`/hooks-config?session_id=${named}`),
        await stranger.get(`/hooks-config/${hook.id}?session_id=${named}`),
      ];
      for (const answer of answers) expectError(answer, 404, "not_found_error");
    }
    expect(await listed(stranger)).toEqual([]);
  });

  it("[HOOKCFG-13] an admin manages a session's hooks in its owner's account, and no others of the owner", async () => {
    const owner = await newUser();
    const session_id = await newSession(owner);
    const own = await newHook(owner);
    const { secret: _, ...hook } = await newHook(admin(), { session_id });
    expect(hook).toMatchObject({ session_id, user_id: owner.user_id });
    expect((await listed(owner)).map(({ id }) => id)).toEqual([own.id, hook.id]);
    const named = `?session_id=${session_id}`;
    expect(await listed(admin(), named)).toEqual([hook]);
    expect((await admin().get(`/hooks-config/${hook.id}${named}`)).body).toEqual(hook);
    const renamed = await admin().patch(`/hooks-config/${hook.id}${named}`, { name: "renamed" });
    expect(renamed.body).toMatchObject({ name: "renamed" });
    const rotated = await admin().post(`/hooks-config/${hook.id}/rotate-secret${named}`);
    expect(rotated.status).toBe(200);
    expectError(await admin().get(`/hooks-config/${own.id}${named}`), 404, "not_found_error");
    expectError(await admin().delete(`/hooks-config/${own.id}${named}`), 404, "not_found_error");
    expect((await admin().delete(`/hooks-config/${hook.id}${named}`)).status).toBe(204);
    expect(await auditOf(hook.id)).toMatchObject(
      ["created", "updated", "secret_rotated", "deleted"].map((done) => ({
        ...{ action: `hook.${done}`, user_id: "admin", owner_id: owner.user_id },
      })),
    );
  });

  it("[HOOKCFG-14] a session that has ended takes no hook, and an erased one is not there", async () => {
    const owner = await newUser();
    const session_id = await newSession(owner);
    const { id } = await newHook(owner, { session_id });
    await owner.delete(`/sessions/${session_id}`);
    const refused = await owner.post("/hooks-config", { ...BODY, session_id });
    expect(expectError(refused, 409, "conflict_error").message).toContain("terminated");
    expect(await listed(owner, `?session_id=${session_id}`)).toHaveLength(1);
    await owner.delete(`/sessions/${session_id}?purge=true`);
    expectError(await owner.get(`/hooks-config/${id}`), 404, "not_found_error");
    for (const answer of [
      await owner.post("/hooks-config", { ...BODY, session_id }),
      await owner.get(`/hooks-config?session_id=${session_id}`),
    ]) {
      expectError(answer, 404, "not_found_error");
    }
  });
});

it("[HOOKCFG-15] who did what to a hook is written down, without its secret and the query of its address", async () => {
  const user = await newUser();
  const key = await keyOf(user.user_id, ["read", "write"]);
  const client = clientWith(user.user_id, key.token);
  const url = "https://hooks.example.com/in?token=hidden#part";
  const name = `for sk-${"a".repeat(30)}`;
  const { id, ...hook } = await newHook(client, { url, name });
  expect(hook).toMatchObject({ url, name });
  await client.patch(`/hooks-config/${id}`, { enabled: false, matcher: "Bash" });
  await client.post(`/hooks-config/${id}/rotate-secret`);
  await client.delete(`/hooks-config/${id}`);
  await client.delete(`/hooks-config/${id}`);
  const details = {
    ...{ owner: user.user_id, session_id: null, event: "PreToolUse", matcher: "*", enabled: true },
    ...{ name: "for [redacted]", url: "https://hooks.example.com" },
  };
  const after = { ...details, enabled: false, matcher: "Bash" };
  const by = { user_id: user.user_id, owner_id: user.user_id };
  expect(await auditOf(id)).toEqual([
    { ...by, action: "hook.created", details },
    { ...by, action: "hook.updated", details: { ...after, changed: ["matcher", "enabled"] } },
    { ...by, action: "hook.secret_rotated", details: after },
    { ...by, action: "hook.deleted", details: after },
  ]);
});
