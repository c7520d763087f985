// The session directory: one row per session, written by whoever knows something newer. A row moves
// forward only, by its version, so that messages may come twice and in any order.
import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  inArray,
  isNull,
  lt,
  ne,
  not,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { DAY_MS, SESSION_PAGE_CHARS_MAX } from "../contract/limits.ts";
import { withoutSecretsIn } from "../contract/secret.ts";
import type { SessionSnapshot, SessionStatus } from "../contract/session.ts";
import { purgeAuditId } from "./audit.ts";
import type { Database, Statement } from "./database.ts";
import { among } from "./rows.ts";
import {
  auditLogs,
  hookExecutions,
  idempotencyKeys,
  messages,
  metricsSnapshots,
  modelCalls,
  permissionDecisions,
  removals,
  sessions,
  toolCalls,
} from "./schema.ts";

type SessionRow = typeof sessions.$inferInsert;

/** Writes what a session looked like at its `last_seq`, unless the row knows something newer. */
export function upsertSession(db: Database, snapshot: SessionSnapshot): Statement {
  const row = sessionRowOf(snapshot);
  return db
    .insert(sessions)
    .values(row)
    .onConflictDoUpdate({
      target: sessions.id,
      // By reference to the row that could not go in, since the resource can be large.
      set: Object.fromEntries(Object.keys(row).map((name) => [name, sql.raw(`excluded.${name}`)])),
      setWhere: gt(sql`excluded.version`, sessions.version),
    });
}

/** The directory holds a copy of what is said in a session's settings, without secrets. */
function sessionRowOf(session: SessionSnapshot): SessionRow {
  const snapshot = withoutSecretsIn(session);
  const { retention } = snapshot;
  const updated_at = Date.parse(snapshot.updated_at);
  const isArchived = snapshot.status === "archived";
  return {
    id: snapshot.id,
    user_id: snapshot.user_id,
    name: snapshot.name,
    description: snapshot.description,
    status: snapshot.status,
    mode: snapshot.mode,
    parent_session_id: snapshot.parent_session_id,
    archive_id: snapshot.archive_id,
    working_directory: snapshot.working_directory,
    model: snapshot.model,
    message_count: snapshot.message_count,
    tool_call_count: snapshot.tool_call_count,
    error_count: snapshot.error_count,
    total_cost_usd: snapshot.total_cost_usd,
    total_input_tokens: snapshot.total_input_tokens,
    total_output_tokens: snapshot.total_output_tokens,
    total_cache_creation_tokens: snapshot.total_cache_creation_tokens,
    total_cache_read_tokens: snapshot.total_cache_read_tokens,
    version: snapshot.last_seq,
    created_at: Date.parse(snapshot.created_at),
    updated_at,
    legal_hold: retention.legal_hold ?? false,
    // Only the one that comes next: the other would be found, for nothing, at every look.
    own_archive_at: isArchived ? null : ownTime(updated_at, retention.archive_after_days),
    own_purge_at: isArchived ? ownTime(updated_at, retention.keep_archive_days) : null,
    resource: snapshot,
  };
}

/** The last moment that there is: never. */
const NEVER_MS = 8.64e15;

/** So many days after a moment; null where a session says nothing of it. */
function ownTime(since_ms: number, days: number | null | undefined): number | null {
  if (days === undefined) return null;
  return days === null ? NEVER_MS : since_ms + days * DAY_MS;
}

/** The tables whose rows go when their session is erased, beside its audit trail. */
const PARTS = [
  ...[messages, toolCalls, permissionDecisions, hookExecutions],
  ...[modelCalls, metricsSnapshots],
] as const;

/**
 * Takes a session out with everything that was written of it: its audit trail but the row that it was
 * erased, what was done to its hooks, and the kept answers to the requests that made it and them.
 */
export function deleteSession(db: Database, id: string): Statement[] {
  const trail = or(
    and(eq(auditLogs.session_id, id), ne(auditLogs.id, purgeAuditId(id))),
    // What was done to its hooks stands in no session's chain.
    and(isNull(auditLogs.session_id), sql`${auditLogs.details} ->> '$.session_id' = ${id}`),
  );
  const answers = or(
    eq(idempotencyKeys.resource_id, id),
    sql`${idempotencyKeys.response} ->> '$.session_id' = ${id}`,
  );
  return [
    db.delete(sessions).where(eq(sessions.id, id)),
    ...PARTS.map((table) => db.delete(table).where(eq(table.session_id, id))),
    db.delete(auditLogs).where(trail),
    db.delete(idempotencyKeys).where(answers),
    db.delete(removals).where(eq(removals.session_id, id)),
  ];
}

/** Takes out again what late messages wrote of sessions that were erased meanwhile. */
export function deletePurgedSessions(db: Database, ids: string[]): Statement[] {
  const rows = ids.map(purgeAuditId);
  const purged = db
    .select({ id: auditLogs.session_id })
    .from(auditLogs)
    .where(among(auditLogs.id, rows));
  return [
    db.delete(sessions).where(inArray(sessions.id, purged)),
    ...PARTS.map((table) => db.delete(table).where(inArray(table.session_id, purged))),
    db
      .delete(auditLogs)
      .where(and(inArray(auditLogs.session_id, purged), not(among(auditLogs.id, rows)))),
  ];
}

/** Whether a session is listed, for a user or, when `user_id` is null, for anybody. */
export async function isListed(
  db: Database,
  { id, user_id }: { id: string; user_id: string | null },
): Promise<boolean> {
  const owned = user_id === null ? undefined : eq(sessions.user_id, user_id);
  const rows = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, id), owned));
  return rows.length > 0;
}

/** How far the directory knows each of these sessions, and of what time that is, in ms. */
export async function placesOf(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, { version: number; updated_at: number }>> {
  const rows = await db
    .select({ id: sessions.id, version: sessions.version, updated_at: sessions.updated_at })
    .from(sessions)
    .where(among(sessions.id, ids));
  return new Map(rows.map(({ id, ...place }) => [id, place]));
}

export interface SessionFilter {
  /** Whose sessions; null for everybody's. */
  user_id: string | null;
  statuses?: readonly SessionStatus[] | undefined;
  mode?: SessionSnapshot["mode"] | undefined;
  parent_session_id?: string | undefined;
  has_archive?: boolean | undefined;
  working_directory?: string | undefined;
  /** Part of a name or description; letters compare without case. */
  q?: string | undefined;
}

export interface SessionPageRequest {
  order: "asc" | "desc";
  limit: number;
  /** The last id of the page before. */
  after: string | null;
  /** Rows to skip, for lists read by page number. */
  offset: number;
}

/**
 * One page of sessions by age. A page ends early where its JSON grows past SESSION_PAGE_CHARS_MAX,
 * so that a thousand sessions with long prompts do not exhaust the Worker's memory.
 */
export async function listSessions(
  db: Database,
  filter: SessionFilter,
  page: SessionPageRequest,
): Promise<{ snapshots: SessionSnapshot[]; more: boolean }> {
  const direction = page.order === "asc" ? asc : desc;
  const beyond = page.order === "asc" ? gt : lt;
  const rest = page.after === null ? undefined : beyond(sessions.id, page.after);
  const candidates = db
    .select({ id: sessions.id, resource: sessions.resource })
    .from(sessions)
    .where(and(conditionOf(filter), rest))
    .orderBy(direction(sessions.id))
    .limit(page.limit + 1)
    .offset(page.offset)
    .as("candidates");
  const measured = db
    .select({
      id: candidates.id,
      resource: candidates.resource,
      found: sql<number>`count(*) over ()`.as("found"),
      chars_before: sql<number>`sum(length(${candidates.resource})) over (
        order by ${direction(candidates.id)} rows unbounded preceding
      ) - length(${candidates.resource})`.as("chars_before"),
    })
    .from(candidates)
    .as("measured");
  const rows = await db
    .select()
    .from(measured)
    .where(lt(measured.chars_before, SESSION_PAGE_CHARS_MAX))
    .orderBy(direction(measured.id));
  const shown = rows.slice(0, page.limit);
  return {
    snapshots: shown.map((row) => row.resource),
    more: shown.length < (rows[0]?.found ?? 0),
  };
}

export async function countSessions(db: Database, filter: SessionFilter): Promise<number> {
  const rows = await db.select({ total: count() }).from(sessions).where(conditionOf(filter));
  return rows[0]?.total ?? 0;
}

function conditionOf(filter: SessionFilter): SQL | undefined {
  return and(
    filter.user_id === null ? undefined : eq(sessions.user_id, filter.user_id),
    filter.statuses === undefined ? undefined : inArray(sessions.status, [...filter.statuses]),
    filter.mode === undefined ? undefined : eq(sessions.mode, filter.mode),
    filter.parent_session_id === undefined
      ? undefined
      : eq(sessions.parent_session_id, filter.parent_session_id),
    filter.has_archive === undefined
      ? undefined
      : sql`${sessions.archive_id} is ${filter.has_archive ? sql`not null` : sql`null`}`,
    filter.working_directory === undefined
      ? undefined
      : eq(sessions.working_directory, filter.working_directory),
    filter.q === undefined ? undefined : contains(filter.q),
  );
}

/** LIKE with the text's own wildcards taken literally. */
function contains(text: string): SQL | undefined {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return or(
    sql`${sessions.name} like ${pattern} escape '\\'`,
    sql`${sessions.description} like ${pattern} escape '\\'`,
  );
}
