// Hooks as their owner registers, reads, changes and removes them. The owner's account keeps them, an
// admin reaches those of a session by naming it, and each deed is on record before it is done.
import { createRoute, z } from "@hono/zod-openapi";
import { type AccountDoor, accountDoor } from "../account/stub.ts";
import { LedgeError } from "../contract/errors.ts";
import {
  type HookCreated,
  type HookResource,
  hookCreate,
  hookCreated,
  hookResource,
  hookUpdate,
} from "../contract/hook.ts";
import type { Id } from "../contract/ids.ts";
import { HOOKS_MAX } from "../contract/limits.ts";
import { page } from "../contract/page.ts";
import { previewOf } from "../contract/preview.ts";
import { takesInput } from "../contract/session.ts";
import { insertDeed, purgeAuditId } from "../db/audit.ts";
import { type Database, database, runTogether, type Statement } from "../db/database.ts";
import { insertUser } from "../db/users.ts";
import { egressRules, refusalOf } from "../egress/guard.ts";
import { newId, now } from "../runtime.ts";
import { sessionDoor, unwrap } from "../session/stub.ts";
import { type ApiContext, idFrom, notFound, router } from "./context.ts";
import { idInCursor, pageUpTo } from "./cursor.ts";
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

export const hooksConfig = router();

const ofSession = z.object({
  session_id: z.string().optional().describe("the session that it is of; an admin names it"),
});
const hookParams = z.object({ id: z.string().describe("the hook: `hook_…`") });

const create = createRoute({
  ...guardedJson("write"),
  method: "post",
  path: "/hooks-config",
  summary: "Register a hook, in all of your sessions or in one; its secret is shown this once",
  request: { body: takesJson(hookCreate), headers: idempotencyHeader },
  responses: { 201: json("The hook", hookCreated), ...refusals },
});
hooksConfig.openapi(create, async (c) => {
  const body = c.req.valid("json");
  const { door, user_id, session_id } = await accountOf(c, body.session_id, "open");
  refuseAddress(c, body.url);
  const created = { ...body, ...(session_id === null ? {} : { session_id }) };
  const made = await makeOnce(c, "hook", async (db, id, finished): Promise<HookCreated> => {
    const added = await door.addHook({ id, user_id }, created);
    if (added === null) {
      throw new LedgeError("conflict", `you have ${HOOKS_MAX} hooks, as many as a user may have`);
    }
    const { hook, secret } = added;
    const { role, user_id: maker } = c.get("caller");
    try {
      await runTogether(db, [
        insertUser(db, { id: maker, role, at_ms: now() }),
        auditOf(c, db, "hook.created", hook),
        // A repeated request gets everything but the secret, which only the account keeps.
        ...finished({ ...hook, secret: null }),
      ]);
    } catch (error) {
      // What is on no record must not be called.
      await door.removeHook(id);
      throw error;
    }
    return { ...hook, secret };
  });
  return c.json(made, 201);
});

const list = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/hooks-config",
  summary: "Your hooks, in the order in which they are called",
  request: {
    query: pageQuery.extend({ session_id: z.string().optional().describe("only those of one") }),
  },
  responses: { 200: json("One page", page(hookResource)), ...refusals },
});
hooksConfig.openapi(list, async (c) => {
  const { limit, cursor, session_id } = c.req.valid("query");
  const after = idInCursor("hook", cursor) ?? "";
  const account = await accountOf(c, session_id);
  const hooks = await account.door.hooks(account.session_id);
  return c.json(
    pageUpTo(
      limit,
      hooks.filter(({ id }) => id > after),
    ),
    200,
  );
});

const get = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/hooks-config/{id}",
  summary: "A hook, without its secret",
  request: { params: hookParams, query: ofSession },
  responses: { 200: json("The hook", hookResource), ...refusals },
});
hooksConfig.openapi(get, async (c) => c.json((await hookOf(c)).hook, 200));

const update = createRoute({
  ...guardedJson("write"),
  method: "patch",
  path: "/hooks-config/{id}",
  summary: "Change a hook",
  request: { params: hookParams, query: ofSession, body: takesJson(hookUpdate) },
  responses: { 200: json("The hook as it is now", hookResource), ...refusals },
});
hooksConfig.openapi(update, async (c) => {
  const changes = c.req.valid("json");
  const { door, hook } = await hookOf(c);
  if (changes.url !== undefined) refuseAddress(c, changes.url);
  await record(c, "hook.updated", { ...hook, ...changes } as HookResource, Object.keys(changes));
  const updated = await door.updateHook(hook.id, changes);
  if (updated === null) throw notFound("hook");
  return c.json(updated, 200);
});

const remove = createRoute({
  ...guarded("write"),
  method: "delete",
  path: "/hooks-config/{id}",
  summary: "Remove a hook",
  request: { params: hookParams, query: ofSession },
  responses: { 204: { description: "Removed" }, ...refusals },
});
hooksConfig.openapi(remove, async (c) => {
  const { door, hook } = await hookOf(c);
  await record(c, "hook.deleted", hook);
  if (!(await door.removeHook(hook.id))) throw notFound("hook");
  return c.body(null, 204);
});

const rotate = createRoute({
  ...guarded("write"),
  method: "post",
  path: "/hooks-config/{id}/rotate-secret",
  summary: "Give a hook another secret, shown this once; used from a session's next model call on",
  request: { params: hookParams, query: ofSession },
  responses: { 200: json("The hook", hookCreated), ...refusals },
});
hooksConfig.openapi(rotate, async (c) => {
  const { door, hook } = await hookOf(c);
  await record(c, "hook.secret_rotated", hook);
  const rotated = await door.rotateHookSecret(hook.id);
  if (rotated === null) throw notFound("hook");
  return c.json({ ...rotated.hook, secret: rotated.secret }, 200);
});

interface Account {
  door: AccountDoor;
  user_id: string;
  session_id: Id<"sesn"> | null;
}

/**
 * The account that a request is about: the caller's own, or that of the named session's owner. Throws
 * `not_found` for a session that the caller may not see and, where it must be open, `conflict`.
 */
async function accountOf(
  c: ApiContext,
  named: string | undefined,
  needed: "open" | "any" = "any",
): Promise<Account> {
  const caller = c.get("caller");
  if (named === undefined) {
    const { user_id } = caller;
    return { door: accountDoor(c.env, user_id), user_id, session_id: null };
  }
  const session_id = idFrom("sesn", named);
  const { user_id, status } = await unwrap(sessionDoor(c.env, session_id).get(caller));
  if (needed === "open" && !takesInput(status)) {
    throw new LedgeError("conflict", `the session is ${status}: none of its hooks would be called`);
  }
  return { door: accountDoor(c.env, user_id), user_id, session_id };
}

/** The hook that the path names. Throws `not_found` for another user's, or another session's. */
async function hookOf(c: ApiContext): Promise<{ door: AccountDoor; hook: HookResource }> {
  const id = idFrom("hook", c.req.param("id"));
  const { door, session_id } = await accountOf(c, c.req.query("session_id"));
  const hook = await door.hook(id);
  if (hook === null || (session_id !== null && hook.session_id !== session_id)) {
    throw notFound("hook");
  }
  return { door, hook };
}

/** Throws `invalid_request` for an address that no hook may be at. */
function refuseAddress(c: ApiContext, url: string): void {
  const refusal = refusalOf(url, egressRules(c.get("settings")));
  if (refusal === null) return;
  throw wrongField("url", `no hook may be at this address: ${refusal}`);
}

type HookAction = "hook.created" | "hook.updated" | "hook.deleted" | "hook.secret_rotated";

/** Written before the change: a change without its record would be worse than a record of a try. */
async function record(
  c: ApiContext,
  action: HookAction,
  hook: HookResource,
  changed?: string[],
): Promise<void> {
  const db = database(c.env);
  await runTogether(db, [auditOf(c, db, action, hook, changed)]);
}

function auditOf(
  c: ApiContext,
  db: Database,
  action: HookAction,
  hook: HookResource,
  changed?: string[],
): Statement {
  const { name, event, matcher, session_id, user_id: owner, enabled } = hook;
  // The rest of an address may be a secret: chat services put their tokens into the path.
  const { origin } = new URL(hook.url);
  const id = action === "hook.deleted" ? purgeAuditId(hook.id) : newId("audit");
  return insertDeed(db, {
    ...{ id, owner_id: owner, actor: c.get("caller"), action, at_ms: now() },
    // Not in the session's chain, which only the session writes.
    ...{ session_id: null, resource_type: "hook", resource_id: hook.id },
    details: {
      ...{ owner, session_id, event, matcher, enabled },
      ...{ name: previewOf(name), url: origin },
      ...(changed === undefined ? {} : { changed }),
    },
  });
}
