// What only the operator does: having sessions tell D1 everything again, when rows were lost.
import { createRoute, z } from "@hono/zod-openapi";
import { page } from "../contract/page.ts";
import { database } from "../db/database.ts";
import { listSessions } from "../db/sessions.ts";
import { unwrap } from "../session/stub.ts";
import { router, sessionOf } from "./context.ts";
import { cursorAfter, idInCursor } from "./cursor.ts";
import { guarded, json, pageQuery, refusals, sessionParams } from "./route.ts";

export const admin = router();

const listed = z.object({ id: z.string(), user_id: z.string() });

const list = createRoute({
  ...guarded("admin"),
  method: "get",
  path: "/admin/sessions",
  summary: "Every user's sessions, by id",
  request: { query: pageQuery },
  responses: { 200: json("One page", page(listed)), ...refusals },
});
admin.openapi(list, async (c) => {
  const { limit, cursor } = c.req.valid("query");
  const { snapshots, more } = await listSessions(
    database(c.env),
    { user_id: null },
    { order: "asc", limit, after: idInCursor("sesn", cursor), offset: 0 },
  );
  const data = snapshots.map(({ id, user_id }) => ({ id, user_id }));
  const last = data.at(-1);
  const next_cursor = more && last !== undefined ? cursorAfter(last.id) : null;
  return c.json({ data, next_cursor }, 200);
});

const publish = createRoute({
  ...guarded("admin"),
  method: "post",
  path: "/admin/sessions/{id}/publish",
  summary: "Have a session publish everything again: rows that D1 lost come back",
  request: { params: sessionParams },
  responses: {
    202: json("It has begun", z.object({ session_id: z.string(), last_seq: z.int() })),
    ...refusals,
  },
});
admin.openapi(publish, async (c) => {
  const { id, door, caller } = sessionOf(c);
  const { last_seq } = await unwrap(door.publishAgain(caller));
  return c.json({ session_id: id, last_seq }, 202);
});
