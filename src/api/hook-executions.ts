// Which hooks were run in a session, what they were told and what they answered: read from D1, which
// follows the session by a second or so.
import { createRoute } from "@hono/zod-openapi";
import { hookEventName, hookExecution } from "../contract/hook.ts";
import { page } from "../contract/page.ts";
import { database } from "../db/database.ts";
import { listHookExecutions } from "../db/hooks.ts";
import { listedSession, router } from "./context.ts";
import { idInCursor, pageUpTo } from "./cursor.ts";
import { guarded, json, pageQuery, refusals, sessionParams } from "./route.ts";

export const hookExecutions = router();

const list = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/hooks",
  summary: "Runs of a session's hooks, oldest first",
  request: {
    params: sessionParams,
    query: pageQuery.extend({ hook_type: hookEventName.optional() }),
  },
  responses: { 200: json("One page", page(hookExecution)), ...refusals },
});
hookExecutions.openapi(list, async (c) => {
  const { limit, cursor, hook_type } = c.req.valid("query");
  const session_id = await listedSession(c);
  const found = await listHookExecutions(
    database(c.env),
    { session_id, hook_type },
    { limit: limit + 1, after: idInCursor("sevt", cursor) },
  );
  return c.json(pageUpTo(limit, found), 200);
});
