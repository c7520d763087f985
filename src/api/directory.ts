// Sessions in numbers and lists: read from D1, which follows the sessions by a second or so.
import { createRoute, z } from "@hono/zod-openapi";
import { LedgeError } from "../contract/errors.ts";
import { parseId } from "../contract/ids.ts";
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX, PAGE_NUMBER_MAX } from "../contract/limits.ts";
import { followingPage, page } from "../contract/page.ts";
import {
  type SessionSnapshot,
  sessionMode,
  sessionResource,
  sessionStatus,
} from "../contract/session.ts";
import { sessionStatistics } from "../contract/statistics.ts";
import { database } from "../db/database.ts";
import { countSessions, listSessions, type SessionFilter } from "../db/sessions.ts";
import { sessionStatisticsOf } from "../db/statistics.ts";
import { everyonesFor, router } from "./context.ts";
import { cursorAfter, idInCursor } from "./cursor.ts";
import { directoryAsOf } from "./directory-lag.ts";
import { guarded, json, listOf, pageQuery, refusals, truth, wholeNumber } from "./route.ts";
import { withLinks } from "./session-links.ts";

export const directory = router();

const listQuery = pageQuery.extend({
  page: wholeNumber(z.int().min(1).max(PAGE_NUMBER_MAX).optional()).describe("counted from 1"),
  page_size: wholeNumber(z.int().min(1).max(PAGE_LIMIT_MAX).optional()),
  status: listOf(sessionStatus),
  mode: sessionMode.optional(),
  parent_session_id: z.string().optional(),
  has_archive: truth.optional(),
  working_directory: z.string().min(1).optional(),
  q: z.string().min(1).max(255).optional().describe("part of the name or the description"),
  order: z.enum(["asc", "desc"]).default("desc").describe("by age; newest first without it"),
});

const list = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions",
  summary: "Your sessions",
  request: { query: listQuery },
  responses: { 200: json("One page", followingPage(sessionResource)), ...refusals },
});
directory.openapi(list, async (c) => {
  const query = c.req.valid("query");
  const db = database(c.env);
  const filter = filterOf(query, c.get("caller").user_id);
  if (query.page === undefined && query.page_size === undefined) {
    const after = idInCursor("sesn", query.cursor);
    const { limit, order } = query;
    const as_of = await directoryAsOf(c, db);
    const found = await listSessions(db, filter, { order, limit, after, offset: 0 });
    return c.json({ ...pageOf(found), as_of }, 200);
  }
  if (query.cursor !== undefined) {
    throw new LedgeError("invalid_request", "a list is read by cursor or by page, not by both");
  }
  const { page: number = 1, page_size = PAGE_LIMIT_DEFAULT, order } = query;
  const offset = (number - 1) * page_size;
  const as_of = await directoryAsOf(c, db);
  const [found, total] = await Promise.all([
    listSessions(db, filter, { order, limit: page_size, after: null, offset }),
    countSessions(db, filter),
  ]);
  return c.json({ ...pageOf(found), page: number, page_size, total, as_of }, 200);
});

const active = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/active",
  summary: "Sessions at work or waiting for somebody; an admin sees every user's",
  request: { query: pageQuery },
  responses: { 200: json("One page", page(sessionResource)), ...refusals },
});
directory.openapi(active, async (c) => {
  const { limit, cursor } = c.req.valid("query");
  const found = await listSessions(
    database(c.env),
    { user_id: everyonesFor(c.get("caller")), statuses: ["processing", "waiting"] },
    { order: "desc", limit, after: idInCursor("sesn", cursor), offset: 0 },
  );
  return c.json(pageOf(found), 200);
});

const statistics = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/stats",
  summary: "Your sessions in numbers; an admin sees every user's",
  responses: { 200: json("Counts, sums and averages", sessionStatistics), ...refusals },
});
directory.openapi(statistics, async (c) => {
  const user_id = everyonesFor(c.get("caller"));
  return c.json(await sessionStatisticsOf(database(c.env), user_id), 200);
});

function filterOf(query: z.output<typeof listQuery>, user_id: string): SessionFilter {
  const { status, mode, parent_session_id, has_archive, working_directory, q } = query;
  return {
    ...{ user_id, statuses: status, mode, has_archive, working_directory, q },
    // What is no id names no session: nothing is forked from it.
    ...(parent_session_id === undefined
      ? {}
      : { parent_session_id: parseId("sesn", parent_session_id) ?? "" }),
  };
}

function pageOf(found: { snapshots: SessionSnapshot[]; more: boolean }) {
  const last = found.snapshots.at(-1);
  return {
    data: found.snapshots.map(withLinks),
    next_cursor: found.more && last !== undefined ? cursorAfter(last.id) : null,
  };
}
