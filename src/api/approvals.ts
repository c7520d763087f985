// Permission requests that wait for somebody: one session's, all of a caller's, and answering them from
// any device. What is open is asked of the sessions themselves, so nothing answered is shown.
import { createRoute, z } from "@hono/zod-openapi";
import { parseId } from "../contract/ids.ts";
import { INBOX_SESSIONS_MAX } from "../contract/limits.ts";
import { openPermission, permissionAnswer } from "../contract/permission.ts";
import { database } from "../db/database.ts";
import { listSessions } from "../db/sessions.ts";
import { sessionDoor, unwrap } from "../session/stub.ts";
import { router, sessionOf } from "./context.ts";
import { idInCursor } from "./cursor.ts";
import { sessionEvent } from "./events.ts";
import { guarded, guardedJson, json, refusals, sessionParams, takesJson } from "./route.ts";

export const approvals = router();

const inbox = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/permissions/pending",
  summary: "The permission requests that wait in your sessions, newest session first",
  request: { query: z.strictObject({ cursor: z.string().optional() }) },
  responses: {
    200: json(
      `Of up to ${INBOX_SESSIONS_MAX} waiting sessions`,
      z.object({ data: z.array(openPermission), next_cursor: z.string().nullable() }),
    ),
    ...refusals,
  },
});
approvals.openapi(inbox, async (c) => {
  const caller = c.get("caller");
  const after = idInCursor("sesn", c.req.valid("query").cursor);
  const { snapshots, more } = await listSessions(
    database(c.env),
    { user_id: caller.user_id, statuses: ["waiting"] },
    { order: "desc", limit: INBOX_SESSIONS_MAX, after, offset: 0 },
  );
  const ids = snapshots.flatMap(({ id }) => parseId("sesn", id) ?? []);
  const open = await Promise.all(
    ids.map(async (id) => {
      const outcome = await sessionDoor(c.env, id).openPermissions(caller);
      // The directory follows the sessions: one that was erased meanwhile has nothing open.
      return outcome.ok ? outcome.value : [];
    }),
  );
  return c.json({ data: open.flat(), next_cursor: more ? (ids.at(-1) ?? null) : null }, 200);
});

const pending = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/permissions/pending",
  summary: "The permission requests of a session that wait for an answer",
  request: { params: sessionParams },
  responses: { 200: json("All of them", z.object({ data: z.array(openPermission) })), ...refusals },
});
approvals.openapi(pending, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json({ data: await unwrap(door.openPermissions(caller)) }, 200);
});

const answer = createRoute({
  ...guardedJson("approve"),
  method: "post",
  path: "/sessions/{id}/permissions/{permission_id}",
  summary: "Answer a permission request; the first answer counts",
  request: {
    params: sessionParams.extend({ permission_id: z.string() }),
    body: takesJson(permissionAnswer),
  },
  responses: {
    200: json("The decision, as it is on record", sessionEvent),
    ...refusals,
  },
});
approvals.openapi(answer, async (c) => {
  const { door, caller } = sessionOf(c);
  const { permission_id } = c.req.valid("param");
  const decided = await unwrap(door.answerPermission(caller, permission_id, c.req.valid("json")));
  return c.json(decided, 200);
});
