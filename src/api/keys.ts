// API keys: made, listed, revoked. Nobody gives away more than they hold, and each deed is written
// down in the same transaction.
import { createRoute, z } from "@hono/zod-openapi";
import type { Caller } from "../contract/caller.ts";
import { LedgeError } from "../contract/errors.ts";
import {
  type KeyCreate,
  type KeyCreated,
  keyCreate,
  keyCreated,
  keyResource,
  me,
  userId,
} from "../contract/key.ts";
import { page } from "../contract/page.ts";
import { withoutSecrets } from "../contract/secret.ts";
import {
  findKey,
  insertKey,
  keyResourceOf,
  listKeys,
  revokeKey,
  type StoredKey,
} from "../db/api-keys.ts";
import { insertDeed } from "../db/audit.ts";
import { type Database, database, runTogether, type Statement } from "../db/database.ts";
import { insertUser } from "../db/users.ts";
import { newId, now } from "../runtime.ts";
import { everyonesFor, idFrom, notFound, router, userFrom } from "./context.ts";
import { digestOfKey, KEY_CHARS_SHOWN, newKey } from "./credential.ts";
import { cursorAfter, idInCursor } from "./cursor.ts";
import { wrongField } from "./error.ts";
import { makeOnce } from "./idempotency.ts";
import {
  guarded,
  guardedJson,
  idempotencyHeader,
  json,
  pageQuery,
  refusals,
  takesJson,
} from "./route.ts";

export const keys = router();

const whoAmI = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/me",
  summary: "Whom your credentials speak for",
  responses: { 200: json("You", me), ...refusals },
});
keys.openapi(whoAmI, (c) => {
  const { user_id, role, scopes, key_id } = c.get("caller");
  return c.json({ user_id, role, scopes: [...scopes], key_id }, 200);
});

const create = createRoute({
  ...guardedJson("write"),
  method: "post",
  path: "/keys",
  summary: "Make an API key; the key is shown this once",
  request: { body: takesJson(keyCreate), headers: idempotencyHeader },
  responses: { 201: json("The key", keyCreated), ...refusals },
});
keys.openapi(create, async (c) => {
  const caller = c.get("caller");
  const body = c.req.valid("json");
  const user_id = ownerOf(body, caller);
  const made = await makeOnce(c, "key", async (db, id, finished): Promise<KeyCreated> => {
    const at_ms = now();
    const key = newKey();
    const stored = await storedKeyOf(body, { id, user_id, key, at_ms });
    const resource = keyResourceOf(stored);
    await runTogether(db, [
      insertUser(db, {
        id: user_id,
        role: stored.scopes.includes("admin") ? "admin" : "user",
        at_ms,
      }),
      insertKey(db, stored),
      auditOfKey(db, "key.created", stored, caller, at_ms),
      // A repeated request gets everything but the key, which is not kept anywhere.
      ...finished({ ...resource, key: null }),
    ]);
    return { ...resource, key };
  });
  return c.json(made, 201);
});

const list = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/keys",
  summary: "Your API keys, newest first; an admin may name another user",
  request: { query: pageQuery.extend({ user_id: userId.optional() }) },
  responses: { 200: json("One page", page(keyResource)), ...refusals },
});
keys.openapi(list, async (c) => {
  const { limit, cursor, user_id } = c.req.valid("query");
  const owner = ownerOf({ scopes: [], user_id }, c.get("caller"));
  const before = idInCursor("key", cursor);
  const found = await listKeys(database(c.env), { user_id: owner, before, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const next_cursor = found.length > limit && last !== undefined ? cursorAfter(last.id) : null;
  return c.json({ data: shown.map(keyResourceOf), next_cursor }, 200);
});

const revoke = createRoute({
  ...guarded("write"),
  method: "delete",
  path: "/keys/{id}",
  summary: "Revoke an API key",
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: json("The key, revoked", keyResource), ...refusals },
});
keys.openapi(revoke, async (c) => {
  const caller = c.get("caller");
  const db = database(c.env);
  const id = idFrom("key", c.req.valid("param").id);
  const key = await findKey(db, { id, user_id: everyonesFor(caller) });
  if (key === null) throw notFound("key");
  if (key.revoked_at !== null) return c.json(keyResourceOf(key), 200);
  const at_ms = now();
  await runTogether(db, [
    revokeKey(db, { id, at_ms }),
    auditOfKey(db, "key.revoked", key, caller, at_ms),
  ]);
  return c.json(keyResourceOf({ ...key, revoked_at: at_ms }), 200);
});

/** Whose key it is. Throws `forbidden` for another user's, or for scopes the caller lacks. */
function ownerOf(asked: Pick<KeyCreate, "scopes" | "user_id">, caller: Caller): string {
  const user_id = userFrom(asked.user_id, caller, "keys");
  const lacking = asked.scopes.filter((scope) => !caller.scopes.includes(scope));
  if (lacking.length > 0) {
    throw new LedgeError(
      "forbidden",
      `a key cannot have scopes its maker lacks: ${lacking.join(", ")}`,
    );
  }
  return user_id;
}

/** Throws `invalid_request` for a key that would have expired before it is made. */
async function storedKeyOf(
  body: KeyCreate,
  made: { id: string; user_id: string; key: string; at_ms: number },
): Promise<StoredKey> {
  const { id, user_id, key, at_ms } = made;
  const expires_at = body.expires_at === undefined ? null : Date.parse(body.expires_at);
  if (expires_at !== null && expires_at <= at_ms) {
    throw wrongField("expires_at", "expected a time to come");
  }
  return {
    ...{ id, user_id, expires_at, name: body.name, scopes: [...new Set(body.scopes)] },
    hash: await digestOfKey(key),
    prefix: key.slice(0, KEY_CHARS_SHOWN),
    revoked_at: null,
    created_at: at_ms,
  };
}

function auditOfKey(
  db: Database,
  action: "key.created" | "key.revoked",
  key: StoredKey,
  caller: Caller,
  at_ms: number,
): Statement {
  const { name, user_id: owner, scopes } = key;
  return insertDeed(db, {
    ...{ id: newId("audit"), session_id: null, owner_id: owner, actor: caller, action, at_ms },
    ...{
      resource_type: "api_key",
      resource_id: key.id,
      details: { name: withoutSecrets(name), owner, scopes },
    },
  });
}
