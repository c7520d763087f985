// The audit trail: who did what to what, when and from where. A user reads what was done to their
// sessions and keys, an admin everything; a session's chain of rows is verified on demand.
import { createRoute, z } from "@hono/zod-openapi";
import type { TypedResponse } from "hono";
import { type AuditRecord, auditRecord, auditVerdict } from "../contract/audit.ts";
import { parseId } from "../contract/ids.ts";
import { AUDIT_PAGE_ROWS } from "../contract/limits.ts";
import { page } from "../contract/page.ts";
import { type AuditFilter, listAudit } from "../db/audit.ts";
import { verifyChain } from "../db/audit-chain.ts";
import { type Database, database } from "../db/database.ts";
import { now } from "../runtime.ts";
import { unwrap } from "../session/stub.ts";
import { everyonesFor, router, sessionOf } from "./context.ts";
import { idInCursor, pageUpTo } from "./cursor.ts";
import { periodQuery } from "./period.ts";
import { guarded, json, pageQuery, refusals, sessionParams } from "./route.ts";

export const audit = router();

const JSON_LINES = "application/x-ndjson";

const list = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/audit-logs",
  summary: "Who did what, when and from where, newest first",
  description: `With \`Accept: ${JSON_LINES}\` everything that matches, one row a line, without pages.`,
  request: {
    query: pageQuery.extend({
      ...periodQuery.shape,
      session_id: z.string().min(1).optional(),
      action: z.string().min(1).max(64).optional().describe("such as `session.queried`"),
      actor: z.string().min(1).max(128).optional().describe("the user who did it"),
      order: z.enum(["asc", "desc"]).default("desc").describe("by time; newest first without it"),
    }),
  },
  responses: {
    200: {
      description: "One page, or lines",
      content: {
        "application/json": { schema: page(auditRecord) },
        [JSON_LINES]: { schema: { type: "string" as const } },
      },
    },
    ...refusals,
  },
});
audit.openapi(list, async (c) => {
  const { limit, cursor, order, session_id, action, actor, from, to } = c.req.valid("query");
  const filter: AuditFilter = {
    owner_id: everyonesFor(c.get("caller")),
    // What is no id names no session: nothing was done to it.
    session_id: session_id === undefined ? undefined : (parseId("sesn", session_id) ?? ""),
    ...{ action, actor, from_ms: from, to_ms: to },
  };
  const after = idInCursor("audit", cursor);
  const db = database(c.env);
  if (c.req.header("accept")?.includes(JSON_LINES) === true) {
    return jsonLines(linesOf(db, filter, { order, after }));
  }
  return c.json(
    pageUpTo(limit, await listAudit(db, filter, { order, limit: limit + 1, after })),
    200,
  );
});

/** An answer that is written as it is read. It is what the route says of this media type. */
function jsonLines(pages: AsyncGenerator<string>): TypedResponse<never, 200, "json"> & Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pages.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
  const response = new Response(body, { headers: { "content-type": JSON_LINES } });
  return response as TypedResponse<never, 200, "json"> & Response;
}

/** Every row that matches, as lines; read page by page, as fast as they are taken. */
async function* linesOf(
  db: Database,
  filter: AuditFilter,
  { order, after }: { order: "asc" | "desc"; after: string | null },
): AsyncGenerator<string> {
  for (let last = after; ; ) {
    const rows: AuditRecord[] = await listAudit(db, filter, {
      ...{ order, after: last, limit: AUDIT_PAGE_ROWS },
    });
    if (rows.length > 0) yield `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`;
    if (rows.length < AUDIT_PAGE_ROWS) return;
    last = rows.at(-1)?.id ?? null;
  }
}

const verify = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/audit/verify",
  summary: "Whether a session's audit trail is whole, or the first row that is not",
  request: { params: sessionParams },
  responses: { 200: json("The verdict", auditVerdict), ...refusals },
});
audit.openapi(verify, async (c) => {
  const { id, door, caller } = sessionOf(c);
  const session = await unwrap(door.publishedSoFar(caller));
  return c.json(await verifyChain(database(c.env), id, session, now()), 200);
});
