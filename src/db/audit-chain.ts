// Whether the audit trail of a session is what the session published: each row vouches for those
// before it, and the session itself for the last.
import { createHash } from "node:crypto";
import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { type AuditVerdict, auditForm } from "../contract/audit.ts";
import { AUDIT_PAGE_ROWS, PLANE_LAG_MS } from "../contract/limits.ts";
import type { PublishedSoFar } from "../contract/published.ts";
import { purgeAuditId } from "./audit.ts";
import type { Database } from "./database.ts";
import { auditLogs } from "./schema.ts";

type Row = typeof auditLogs.$inferSelect;
type Fault = NonNullable<AuditVerdict["first_fault"]>;

/** Walks the rows in D1 and names the first that was changed, dropped, moved or put in. */
export async function verifyChain(
  db: Database,
  session_id: string,
  session: PublishedSoFar,
  now_ms: number,
): Promise<AuditVerdict> {
  const expected_count = session.counts.audit;
  let verified_count = 0;
  let hash: string | null = null;
  const verdict = (status: AuditVerdict["status"], first_fault: Fault | null): AuditVerdict => ({
    ...{ session_id, status, verified_count, expected_count, first_fault },
  });
  // While it publishes everything again, the session does not know how far it had come.
  const isSettled = session.published_at_ms !== null && session.seq === session.last_seq;
  let last: Row | null = null;
  for await (const row of rowsOf(db, session_id)) {
    const fault = faultOf(row, session.user_id, verified_count + 1, hash);
    if (fault !== null) return verdict("broken", fault);
    if (isSettled && verified_count === expected_count) {
      return verdict("broken", faultAt(row, "added", verified_count + 1));
    }
    verified_count += 1;
    hash = row.hash;
    last = row;
  }
  if (verified_count < expected_count) {
    const isFresh = now_ms - (session.published_at_ms ?? now_ms) < PLANE_LAG_MS;
    if (isFresh) return verdict("behind", null);
    return verdict("broken", faultAt(null, "missing", verified_count + 1));
  }
  if (!isSettled) return verdict("behind", null);
  if (last !== null && hash !== session.audit_hash) {
    return verdict("broken", faultAt(last, "rewritten", verified_count));
  }
  return verdict("holds", null);
}

function faultOf(row: Row, owner_id: string, position: number, hash: string | null): Fault | null {
  if (row.position === null || row.position < position) return faultAt(row, "added", position);
  if (row.position > position) return faultAt(null, "missing", position);
  const isOwn = row.owner_id === owner_id && hashOf(row) === row.hash;
  if (!isOwn) return faultAt(row, "changed", position);
  return row.prev_hash === hash ? null : faultAt(row, "moved", position);
}

function faultAt(row: Row | null, fault: Fault["fault"], position: number): Fault {
  return {
    ...{ fault, position },
    ...{ id: row?.id ?? null, seq: row?.seq ?? null, action: row?.action ?? null },
  };
}

function hashOf(row: Row): string {
  const { id, seq, action, at, user_id, key_id, ip, user_agent } = row;
  const { resource_type, resource_id, details } = row;
  const form = auditForm(row.prev_hash, row.session_id ?? "", {
    ...{ id, seq: seq ?? 0, action, at: new Date(at).toISOString() },
    actor: { user_id, key_id, ip, user_agent },
    ...{ resource_type, resource_id, details },
  });
  return createHash("sha256").update(form).digest("hex");
}

/** The rows of a chain by their place, and any that claim to belong to it. */
async function* rowsOf(db: Database, session_id: string): AsyncGenerator<Row> {
  const place = sql<number>`coalesce(${auditLogs.position}, 0)`;
  const mine = and(
    eq(auditLogs.session_id, session_id),
    // The one row that is written when a session is erased stands in no chain.
    ne(auditLogs.id, purgeAuditId(session_id)),
  );
  let rest: SQL | undefined;
  for (;;) {
    const rows: Row[] = await db
      .select()
      .from(auditLogs)
      .where(and(mine, rest))
      .orderBy(place, auditLogs.id)
      .limit(AUDIT_PAGE_ROWS);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < AUDIT_PAGE_ROWS) return;
    rest = sql`(${place}, ${auditLogs.id}) > (${last.position ?? 0}, ${last.id})`;
  }
}
