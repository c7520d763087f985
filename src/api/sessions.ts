// Sessions as resources: made, read, changed, ended. The object answers for the session; the
// directory row is written here at creation, so that whoever made it finds it listed at once.
import { createRoute, z } from "@hono/zod-openapi";
import { blocksOf } from "../contract/content.ts";
import {
  type SessionConfig,
  type SessionCreate,
  sessionCreate,
  sessionResource,
  sessionUpdate,
} from "../contract/session.ts";
import { purgeSession } from "../jobs/purge.ts";
import { sessionDoor, unwrap } from "../session/stub.ts";
import { type Forked, forkOnce } from "./branches.ts";
import { type ApiContext, idFrom, router, sessionOf } from "./context.ts";
import { wrongField } from "./error.ts";
import { makeSession } from "./make-session.ts";
import {
  guarded,
  guardedJson,
  guardedMessage,
  idempotencyHeader,
  json,
  refusals,
  sessionParams,
  takesJson,
  truth,
} from "./route.ts";
import { refuseCustomPolicies, refuseForbiddenMode, sessionConfigOf } from "./session-config.ts";
import { withLinks } from "./session-links.ts";

export const sessions = router();

const create = createRoute({
  ...guardedMessage("write"),
  method: "post",
  path: "/sessions",
  summary: "Create a session",
  request: { body: takesJson(sessionCreate), headers: idempotencyHeader },
  responses: { 201: json("The session", sessionResource), ...refusals },
});
sessions.openapi(create, async (c) => {
  const caller = c.get("caller");
  const body = c.req.valid("json");
  if (body.parent_session_id !== undefined) {
    return c.json(withLinks((await createFork(c, body)).session), 201);
  }
  refuseForkFields(body);
  const config = sessionConfigOf(body, c.get("settings"));
  const message = body.message === undefined ? null : blocksOf(body.message);
  const session = await makeSession(c, async (id) => {
    const made = await unwrap(sessionDoor(c.env, id).create(caller, { id, config, message }));
    return { session: made, answer: withLinks(made) };
  });
  return c.json(session, 201);
});

/** A session that is made as a fork: the parent's settings with those that are given. */
function createFork(c: ApiContext, body: SessionCreate): Promise<Forked> {
  const { parent_session_id, fork_at_message, mode = "forked", message, ...changes } = body;
  if (mode !== "forked") throw wrongField("mode", "expected forked, with a parent_session_id");
  if (changes.working_directory !== undefined) {
    throw wrongField("working_directory", "expected none: a fork's is its parent's");
  }
  refuseForbiddenMode(changes.permission_mode, c.get("settings"));
  refuseCustomPolicies(changes.custom_policies, c.get("settings"));
  return forkOnce(c, {
    parent_id: idFrom("sesn", parent_session_id),
    point: { fork_at_message },
    // JSON holds no undefined: a field is given or it is not there.
    changes: changes as Partial<SessionConfig>,
    files: true,
    message: message === undefined ? null : blocksOf(message),
  });
}

function refuseForkFields({ mode, fork_at_message }: SessionCreate): void {
  const needs = "expected a parent_session_id beside it";
  if (mode === "forked") throw wrongField("mode", needs);
  if (fork_at_message !== undefined) throw wrongField("fork_at_message", needs);
}

const get = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}",
  summary: "A session",
  request: { params: sessionParams },
  responses: { 200: json("The session", sessionResource), ...refusals },
});
sessions.openapi(get, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json(withLinks(await unwrap(door.get(caller))), 200);
});

const update = createRoute({
  ...guardedJson("write"),
  method: "patch",
  path: "/sessions/{id}",
  summary: "Change a session",
  request: { params: sessionParams, body: takesJson(sessionUpdate) },
  responses: { 200: json("The session as it is now", sessionResource), ...refusals },
});
sessions.openapi(update, async (c) => {
  const { door, caller } = sessionOf(c);
  const changes = c.req.valid("json");
  refuseForbiddenMode(changes.permission_mode, c.get("settings"));
  refuseCustomPolicies(changes.custom_policies, c.get("settings"));
  // JSON holds no undefined: a field is given or it is not there.
  const updated = await unwrap(door.update(caller, changes as Partial<SessionConfig>));
  return c.json(withLinks(updated), 200);
});

const complete = createRoute({
  ...guarded("write"),
  method: "post",
  path: "/sessions/{id}/complete",
  summary: "Declare a session done",
  request: { params: sessionParams },
  responses: { 200: json("The session, completed", sessionResource), ...refusals },
});
sessions.openapi(complete, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json(withLinks(await unwrap(door.complete(caller))), 200);
});

const remove = createRoute({
  ...guarded("write"),
  method: "delete",
  path: "/sessions/{id}",
  summary: "Terminate a session, or erase it",
  request: {
    params: sessionParams,
    query: z.object({
      purge: truth.optional().describe("erases everything; without it nothing is erased"),
    }),
  },
  responses: {
    200: json("The session, terminated", sessionResource),
    204: { description: "Erased" },
    ...refusals,
  },
});
sessions.openapi(remove, async (c) => {
  const { id, door, caller } = sessionOf(c);
  if (c.req.valid("query").purge === true) {
    await purgeSession(c.env, id, caller);
    return c.body(null, 204);
  }
  return c.json(withLinks(await unwrap(door.terminate(caller))), 200);
});
