// The audit trail: who did what to what, when and from where. Rows are only ever added, each under
// an id chosen where the deed was done, so that a row delivered twice is one row, and one that was
// tampered with is not put right behind the back of whoever verifies it.
import { and, asc, desc, eq, gte, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { AuditRecord } from "../contract/audit.ts";
import type { Actor } from "../contract/caller.ts";
import { idFromUuid, uuidOfId } from "../contract/ids.ts";
import type { ChainedEntry } from "../contract/published.ts";
import type { Database, Statement } from "./database.ts";
import { selectionsOf } from "./rows.ts";
import { auditLogs } from "./schema.ts";

/** A deed outside of a session's log. */
export interface Deed {
  id: string;
  session_id: string | null;
  /** Whose session or key it is about. */
  owner_id: string;
  actor: Actor;
  action: string;
  resource_type: string;
  resource_id: string;
  details: Record<string, unknown>;
  at_ms: number;
}

export function insertDeed(db: Database, deed: Deed): Statement {
  const { actor, at_ms, ...rest } = deed;
  const { user_id, key_id, ip, user_agent } = actor;
  return db
    .insert(auditLogs)
    .values({ ...rest, user_id, key_id, ip, user_agent, at: at_ms })
    .onConflictDoNothing();
}

/**
 * Adds what sessions published. A row that is there stays as it is; one from before there were
 * chains gets its place in one.
 */
export function insertEntries(
  db: Database,
  entries: readonly { session_id: string; owner_id: string; entry: ChainedEntry }[],
): Statement[] {
  const rows = entries.map(({ session_id, owner_id, entry: { actor, at, ...rest } }) => {
    const { user_id, key_id, ip, user_agent } = actor;
    const when = Date.parse(at);
    return { ...rest, session_id, owner_id, user_id, key_id, ip, user_agent, at: when };
  });
  const set = Object.fromEntries(
    ["owner_id", "position", "prev_hash", "hash"].map((name) => [
      name,
      sql.raw(`excluded.${name}`),
    ]),
  );
  return selectionsOf(auditLogs, rows).map((selection) =>
    db
      .insert(auditLogs)
      .select(selection)
      .onConflictDoUpdate({ target: auditLogs.id, set, setWhere: isNull(auditLogs.hash) }),
  );
}

/**
 * The id of the one row that tells of a session's erasure, or a hook's. It is made of the thing's own
 * id: tried twice it is told once, and a message which comes late can be seen to speak of a session
 * that is no more.
 */
export function purgeAuditId(id: string): string {
  return idFromUuid("audit", uuidOfId(id));
}

export interface AuditFilter {
  /** Whose sessions and keys the rows are about; null for everybody's. */
  owner_id: string | null;
  session_id?: string | undefined;
  action?: string | undefined;
  /** Who did it. */
  actor?: string | undefined;
  from_ms?: number | undefined;
  /** Not included. */
  to_ms?: number | undefined;
}

/** Up to `limit` rows by time, behind the row `after`. */
export async function listAudit(
  db: Database,
  filter: AuditFilter,
  page: { order: "asc" | "desc"; limit: number; after: string | null },
): Promise<AuditRecord[]> {
  const direction = page.order === "asc" ? asc : desc;
  const rows = await db
    .select()
    .from(auditLogs)
    .where(and(conditionOf(filter), behind(page)))
    .orderBy(direction(auditLogs.at), direction(auditLogs.id))
    .limit(page.limit);
  return rows.map(({ user_id, key_id, ip, user_agent, owner_id: _, at, ...rest }) => ({
    ...rest,
    actor: { user_id, key_id, ip, user_agent },
    at: new Date(at).toISOString(),
  }));
}

function behind({ order, after }: { order: "asc" | "desc"; after: string | null }) {
  if (after === null) return undefined;
  const beyond = sql.raw(order === "asc" ? ">" : "<");
  const place = sql`(select last.at, last.id from ${auditLogs} as last where last.id = ${after})`;
  return sql`(${auditLogs.at}, ${auditLogs.id}) ${beyond} ${place}`;
}

function conditionOf(filter: AuditFilter): SQL | undefined {
  const { owner_id, session_id, action, actor, from_ms, to_ms } = filter;
  return and(
    owner_id === null ? undefined : eq(auditLogs.owner_id, owner_id),
    session_id === undefined ? undefined : eq(auditLogs.session_id, session_id),
    action === undefined ? undefined : eq(auditLogs.action, action),
    actor === undefined ? undefined : eq(auditLogs.user_id, actor),
    from_ms === undefined ? undefined : gte(auditLogs.at, from_ms),
    to_ms === undefined ? undefined : lt(auditLogs.at, to_ms),
  );
}
