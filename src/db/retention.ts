// What the retention job asks of D1: which sessions may be due, and which previews are old. D1 lags behind
// the sessions, so this only names whom to ask.
import { and, asc, eq, inArray, isNull, lte, notInArray, type SQL, sql } from "drizzle-orm";
import { DAY_MS, RETAINED_AGAIN_MS } from "../contract/limits.ts";
import type { SessionStatus } from "../contract/session.ts";
import type { Database } from "./database.ts";
import { among } from "./rows.ts";
import { PREVIEWED, sessions, toolCalls } from "./schema.ts";

/** What the operator has set, in days; null for never. */
export interface RetentionDays {
  /** Until a session in which nothing was ever said is erased. */
  cleanup: number | null;
  /** Until one that does not change is archived. */
  archive: number | null;
  /** Until an archived one is erased. */
  keep: number | null;
}

const ARCHIVABLE: SessionStatus[] = ["active", "completed", "failed", "terminated"];

/**
 * Up to `limit` sessions whose time may have come, of each kind those that waited longest. One that
 * was looked at within RETAINED_AGAIN_MS is left out.
 */
export async function sessionsDue(
  db: Database,
  { now_ms, days, limit }: { now_ms: number; days: RetentionDays; limit: number },
): Promise<string[]> {
  const select = (due: SQL | undefined, order: Parameters<typeof asc>[0]) =>
    db
      .select({ id: sessions.id })
      .from(sessions)
      .where(
        and(
          due,
          // Written out, as in the index.
          sql`${sessions.legal_hold} = 0`,
          lte(sessions.retained_at, now_ms - RETAINED_AGAIN_MS),
        ),
      )
      .orderBy(asc(order))
      .limit(limit);
  const unchanged = (for_days: number | null) =>
    for_days === null ? sql`false` : lte(sessions.updated_at, now_ms - for_days * DAY_MS);
  const isArchived = eq(sessions.status, "archived");
  const isArchivable = inArray(sessions.status, ARCHIVABLE);
  // Not looked up by status: SQLite would then read every session that has it.
  const by = (condition: SQL) => sql`+(${condition})`;
  const unused = and(eq(sessions.status, "created"), eq(sessions.message_count, 0));
  const { updated_at, own_archive_at, own_purge_at } = sessions;
  const kinds = await db.batch([
    select(and(unused, unchanged(days.cleanup)), updated_at),
    select(and(isArchivable, isNull(own_archive_at), unchanged(days.archive)), updated_at),
    select(and(lte(own_archive_at, now_ms), by(isArchivable)), own_archive_at),
    select(and(isArchived, isNull(own_purge_at), unchanged(days.keep)), updated_at),
    select(and(lte(own_purge_at, now_ms), by(isArchived)), own_purge_at),
  ]);
  // One of each kind in turn: many of one kind hold up no other.
  const ids = Array.from({ length: limit }, (_, place) =>
    kinds.flatMap((rows) => rows[place]?.id ?? []),
  ).flat();
  return ids.slice(0, limit);
}

/** Remembers that these sessions were looked at. */
export async function markRetained(
  db: Database,
  ids: readonly string[],
  at_ms: number,
): Promise<void> {
  await db.update(sessions).set({ retained_at: at_ms }).where(among(sessions.id, ids));
}

/**
 * Blanks what up to `limit` tool calls from before a moment show of their inputs and outputs, and says of
 * how many. Sessions on legal hold keep theirs.
 */
export async function blankPreviews(
  db: Database,
  { before_ms, limit }: { before_ms: number; limit: number },
): Promise<number> {
  // An id begins with the time at which it was made.
  const before_id = `sevt_${Math.max(0, before_ms).toString(16).padStart(12, "0")}`;
  const held = db.select({ id: sessions.id }).from(sessions).where(sql`${sessions.legal_hold} = 1`);
  const old = db
    .select({ id: toolCalls.id })
    .from(toolCalls)
    .where(
      and(
        sql`(${sql.raw(PREVIEWED)})`,
        sql`${toolCalls.id} < ${before_id}`,
        notInArray(toolCalls.session_id, held),
      ),
    )
    .orderBy(asc(toolCalls.id))
    .limit(limit);
  const { meta } = await db
    .update(toolCalls)
    .set({ tool_input: null, tool_output: null, hook_pre_data: null, hook_post_data: null })
    .where(inArray(toolCalls.id, old));
  return meta.changes;
}
