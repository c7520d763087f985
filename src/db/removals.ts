// Sessions that are being taken away, as D1 remembers it: a removal is written before its first step and
// deleted with its last, so that whoever comes after a crash knows what to finish, and in whose name.
import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { among } from "./rows.ts";
import { removals } from "./schema.ts";

export type Removal = Omit<typeof removals.$inferSelect, "tried_at">;

/** Remembers a removal. A person's word takes the place of retention's, and not the other way round. */
export async function beginRemoval(db: Database, removal: Removal, at_ms: number): Promise<void> {
  const row = { ...removal, tried_at: at_ms };
  const insert = db.insert(removals).values(row);
  if (removal.at_seq !== null) await insert.onConflictDoNothing();
  else await insert.onConflictDoUpdate({ target: removals.session_id, set: row });
}

/** The removal of a session that is under way; null when there is none. */
export async function findRemoval(db: Database, session_id: string): Promise<Removal | null> {
  const [row] = await db.select().from(removals).where(eq(removals.session_id, session_id));
  return row ?? null;
}

/** Up to `limit` removals that somebody began, those not tried for longest first. */
export async function removalsUnderWay(db: Database, limit: number): Promise<Removal[]> {
  return await db.select().from(removals).orderBy(asc(removals.tried_at)).limit(limit);
}

/** Remembers that these were tried, so that one that fails keeps no other from its turn. */
export async function markTried(
  db: Database,
  session_ids: readonly string[],
  at_ms: number,
): Promise<void> {
  await db.update(removals).set({ tried_at: at_ms }).where(among(removals.session_id, session_ids));
}

/** Forgets a removal that is done, or that the session refused; another one of it stays. */
export async function endRemoval(
  db: Database,
  { session_id, kind, at_seq }: Removal,
): Promise<void> {
  await db
    .delete(removals)
    .where(
      and(
        eq(removals.session_id, session_id),
        eq(removals.kind, kind),
        sql`${removals.at_seq} is ${at_seq}`,
      ),
    );
}
