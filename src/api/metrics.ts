// A session's metrics: now, as the session counts them, and the snapshots of them, from D1.
import { createRoute } from "@hono/zod-openapi";
import { metricsSnapshot, sessionMetrics } from "../contract/metrics.ts";
import { page } from "../contract/page.ts";
import { database } from "../db/database.ts";
import { listSnapshots } from "../db/metrics.ts";
import { now } from "../runtime.ts";
import { unwrap } from "../session/stub.ts";
import { listedSession, router, sessionOf } from "./context.ts";
import { idInCursor, pageUpTo } from "./cursor.ts";
import { periodOf, periodQuery, recently } from "./period.ts";
import { guarded, json, pageQuery, refusals, sessionParams } from "./route.ts";

export const metrics = router();

const current = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/metrics",
  summary: "What a session has counted until now",
  request: { params: sessionParams },
  responses: { 200: json("The metrics", sessionMetrics), ...refusals },
});
metrics.openapi(current, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json(await unwrap(door.metrics(caller)), 200);
});

const history = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/metrics/history",
  summary: "The metrics at the end of each turn and at intervals while it works, oldest first",
  request: { params: sessionParams, query: pageQuery.extend(periodQuery.shape) },
  responses: { 200: json("One page", page(metricsSnapshot)), ...refusals },
});
metrics.openapi(history, async (c) => {
  const { limit, cursor, ...given } = c.req.valid("query");
  const period = periodOf(given, recently(now()));
  const session_id = await listedSession(c);
  const found = await listSnapshots(
    database(c.env),
    { session_id, ...period },
    { limit: limit + 1, after: idInCursor("sevt", cursor) },
  );
  return c.json(pageUpTo(limit, found), 200);
});
