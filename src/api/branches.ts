// Going back and branching off: checkpoints, rewind and its undo, forks and the tree they make.
import { createRoute, z } from "@hono/zod-openapi";
import {
  checkpointInput,
  checkpointResource,
  comparison,
  forkInput,
  lineage,
  rewindInput,
  rewindResult,
  undoInput,
} from "../contract/branch.ts";
import { blocksOf } from "../contract/content.ts";
import { followingPage, page } from "../contract/page.ts";
import { type SessionConfig, sessionResource } from "../contract/session.ts";
import { database } from "../db/database.ts";
import { lineageOf } from "../db/lineage.ts";
import { listSessions } from "../db/sessions.ts";
import { type SessionDoor, sessionDoor, unwrap } from "../session/stub.ts";
import { type ApiContext, everyonesFor, listedSession, router, sessionOf } from "./context.ts";
import { cursorAfter, idInCursor } from "./cursor.ts";
import { directoryAsOf } from "./directory-lag.ts";
import { idempotencyOf } from "./idempotency.ts";
import { makeSession } from "./make-session.ts";
import {
  guarded,
  guardedJson,
  guardedMessage,
  idempotencyHeader,
  json,
  pageQuery,
  refusals,
  sessionParams,
  takesJson,
} from "./route.ts";
import { withLinks } from "./session-links.ts";

export const branches = router();

const fork = createRoute({
  ...guardedMessage("write"),
  method: "post",
  path: "/sessions/{id}/fork",
  summary: "Fork a session",
  request: { params: sessionParams, headers: idempotencyHeader, body: takesJson(forkInput) },
  responses: { 201: json("The fork", sessionResource), ...refusals },
});
branches.openapi(fork, async (c) => {
  const { name, message, include_working_directory, ...point } = c.req.valid("json");
  const made = await forkOnce(c, {
    parent_id: sessionOf(c).id,
    point,
    changes: name === undefined ? {} : { name },
    files: include_working_directory ?? true,
    message: message === undefined ? null : blocksOf(message),
  });
  return c.json(withLinks(made.session), 201);
});

export type Forked = Extract<Awaited<ReturnType<SessionDoor["fork"]>>, { ok: true }>["value"];

/** Makes a fork, once per Idempotency-Key, and lists it. */
export function forkOnce(
  c: ApiContext,
  input: Omit<Parameters<SessionDoor["fork"]>[1], "id" | "changes"> & {
    changes: Partial<SessionConfig>;
  },
): Promise<Forked> {
  const caller = c.get("caller");
  return makeSession(c, async (id) => {
    const made = await unwrap(sessionDoor(c.env, id).fork(caller, { ...input, id }));
    return { session: made.session, answer: made };
  });
}

const forks = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/forks",
  summary: "Forks of a session, newest first",
  request: { params: sessionParams, query: pageQuery },
  responses: { 200: json("One page", followingPage(sessionResource)), ...refusals },
});
branches.openapi(forks, async (c) => {
  const parent_session_id = await listedSession(c);
  const { limit, cursor } = c.req.valid("query");
  const db = database(c.env);
  const as_of = await directoryAsOf(c, db);
  const filter = { user_id: everyonesFor(c.get("caller")), parent_session_id };
  const after = idInCursor("sesn", cursor);
  const found = await listSessions(db, filter, { order: "desc", limit, after, offset: 0 });
  const last = found.snapshots.at(-1);
  const next_cursor = found.more && last !== undefined ? cursorAfter(last.id) : null;
  return c.json({ data: found.snapshots.map(withLinks), next_cursor, as_of }, 200);
});

const tree = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/lineage",
  summary: "The tree of forks that a session belongs to",
  request: { params: sessionParams },
  responses: { 200: json("Depth first, from its root", lineage), ...refusals },
});
branches.openapi(tree, async (c) => {
  const id = await listedSession(c);
  const user_id = everyonesFor(c.get("caller"));
  return c.json(await lineageOf(database(c.env), { id, user_id }), 200);
});

const checkpoints = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/checkpoints",
  summary: "Checkpoints, newest first",
  request: { params: sessionParams, query: pageQuery },
  responses: { 200: json("One page", page(checkpointResource)), ...refusals },
});
branches.openapi(checkpoints, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json(await unwrap(door.checkpoints(caller, c.req.valid("query"))), 200);
});

const createCheckpoint = createRoute({
  ...guardedJson("write"),
  method: "post",
  path: "/sessions/{id}/checkpoints",
  summary: "Name the place where a session is now",
  request: { params: sessionParams, headers: idempotencyHeader, body: takesJson(checkpointInput) },
  responses: { 201: json("The checkpoint", checkpointResource), ...refusals },
});
branches.openapi(createCheckpoint, async (c) => {
  const { door, caller } = sessionOf(c);
  const { name } = c.req.valid("json");
  const made = door.createCheckpoint(caller, name, await idempotencyOf(c));
  return c.json(await unwrap(made), 201);
});

const checkpoint = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/checkpoints/{checkpoint_id}",
  summary: "A checkpoint",
  request: { params: sessionParams.extend({ checkpoint_id: z.string() }) },
  responses: { 200: json("The checkpoint", checkpointResource), ...refusals },
});
branches.openapi(checkpoint, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json(await unwrap(door.checkpoint(caller, c.req.valid("param").checkpoint_id)), 200);
});

const place = z.string().min(1).max(100).describe("a checkpoint's id, a seq, or `now`");

const compare = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/compare",
  summary: "Files of two places of a session, compared",
  request: {
    params: sessionParams,
    query: z.object({ from: place, to: place.default("now") }),
  },
  responses: { 200: json("What is different", comparison), ...refusals },
});
branches.openapi(compare, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json(await unwrap(door.compare(caller, c.req.valid("query"))), 200);
});

const rewind = createRoute({
  ...guardedJson("write"),
  method: "post",
  path: "/sessions/{id}/rewind",
  summary: "Go back to a checkpoint, a message or an event",
  request: { params: sessionParams, body: takesJson(rewindInput) },
  responses: { 200: json("What has changed, or would change", rewindResult), ...refusals },
});
branches.openapi(rewind, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json(await unwrap(door.rewind(caller, c.req.valid("json"))), 200);
});

const undo = createRoute({
  ...guardedJson("write"),
  method: "post",
  path: "/sessions/{id}/rewind/undo",
  summary: "Take a rewind back",
  request: { params: sessionParams, body: takesJson(undoInput) },
  responses: { 200: json("What has changed, or would change", rewindResult), ...refusals },
});
branches.openapi(undo, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json(await unwrap(door.undo(caller, c.req.valid("json"))), 200);
});
