// How many rows D1 holds of each session, to be compared with what the session says.
import { and, asc, count, desc, gt, lt } from "drizzle-orm";
import type { RowCounts } from "../contract/published.ts";
import type { Database } from "./database.ts";
import { among } from "./rows.ts";
import * as tables from "./schema.ts";

const { sessions } = tables;

/** The sessions to look at next: those that changed since they were last, and those not looked at longest. */
export async function sessionsToCheck(
  db: Database,
  { limit, before_ms }: { limit: number; before_ms: number },
): Promise<{ id: string; version: number }[]> {
  const shown = { id: sessions.id, version: sessions.version };
  const settled = lt(sessions.updated_at, before_ms);
  const [changed, oldest] = await db.batch([
    db
      .select(shown)
      .from(sessions)
      .where(and(settled, gt(sessions.updated_at, sessions.checked_at)))
      .orderBy(desc(sessions.updated_at))
      .limit(Math.ceil(limit / 2)),
    db.select(shown).from(sessions).where(settled).orderBy(asc(sessions.checked_at)).limit(limit),
  ]);
  const unique = new Map([...changed, ...oldest].map((row) => [row.id, row]));
  return [...unique.values()].slice(0, limit);
}

/** Remembers that these sessions were looked at. */
export async function markChecked(
  db: Database,
  ids: readonly string[],
  at_ms: number,
): Promise<void> {
  await db.update(sessions).set({ checked_at: at_ms }).where(among(sessions.id, ids));
}

/** Rows of each of these sessions, in one round trip. */
export async function countRows(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, RowCounts>> {
  const of = <T extends Counted>(table: T) =>
    db
      .select({ session_id: table.session_id, n: count() })
      .from(table)
      .where(among(table.session_id, ids))
      .groupBy(table.session_id);
  const [audit, messages, tool_calls, settled, decisions, hook_executions, model_calls, metrics] =
    await db.batch([
      db
        .select({ session_id: tables.auditLogs.session_id, n: count(tables.auditLogs.position) })
        .from(tables.auditLogs)
        .where(among(tables.auditLogs.session_id, ids))
        .groupBy(tables.auditLogs.session_id),
      of(tables.messages),
      of(tables.toolCalls),
      db
        .select({
          session_id: tables.toolCalls.session_id,
          n: count(tables.toolCalls.completed_at),
        })
        .from(tables.toolCalls)
        .where(among(tables.toolCalls.session_id, ids))
        .groupBy(tables.toolCalls.session_id),
      of(tables.permissionDecisions),
      of(tables.hookExecutions),
      of(tables.modelCalls),
      of(tables.metricsSnapshots),
    ]);
  const found = (rows: readonly { session_id: string | null; n: number }[], id: string) =>
    rows.find((row) => row.session_id === id)?.n ?? 0;
  return new Map(
    ids.map((id) => [
      id,
      {
        audit: found(audit, id),
        messages: found(messages, id),
        tool_calls: found(tool_calls, id),
        settled_tool_calls: found(settled, id),
        permission_decisions: found(decisions, id),
        hook_executions: found(hook_executions, id),
        model_calls: found(model_calls, id),
        metrics: found(metrics, id),
      },
    ]),
  );
}

type Counted =
  | typeof tables.messages
  | typeof tables.toolCalls
  | typeof tables.permissionDecisions
  | typeof tables.hookExecutions
  | typeof tables.modelCalls
  | typeof tables.metricsSnapshots;
