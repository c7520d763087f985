// What was decided on a session's tool calls, by whom or what, and why: read from D1, which follows
// the session by a second or so.
import { createRoute, z } from "@hono/zod-openapi";
import { page } from "../contract/page.ts";
import { permissionDecision } from "../contract/permission-decision.ts";
import { database } from "../db/database.ts";
import { listPermissions } from "../db/permissions.ts";
import { listedSession, router } from "./context.ts";
import { idInCursor, pageUpTo } from "./cursor.ts";
import { guarded, json, pageQuery, refusals, sessionParams } from "./route.ts";

export const permissions = router();

const list = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/permissions",
  summary: "Decisions on a session's tool calls, oldest first",
  request: {
    params: sessionParams,
    query: pageQuery.extend({
      decision: z.enum(["allow", "deny"]).optional(),
      tool_name: z.string().min(1).max(255).optional(),
    }),
  },
  responses: { 200: json("One page", page(permissionDecision)), ...refusals },
});
permissions.openapi(list, async (c) => {
  const { limit, cursor, decision, tool_name } = c.req.valid("query");
  const session_id = await listedSession(c);
  const found = await listPermissions(
    database(c.env),
    { session_id, decision, tool_name },
    { limit: limit + 1, after: idInCursor("perm", cursor) },
  );
  return c.json(pageUpTo(limit, found), 200);
});
