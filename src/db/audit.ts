// The audit trail: who did what to what, when and from where. Rows are only ever added, each under
// an id chosen where the deed was done, so that a row delivered twice is one row.
import type { Actor } from "../contract/caller.ts";
import { idFromUuid, uuidOfId } from "../contract/ids.ts";
import type { AuditEntry } from "../contract/published.ts";
import type { Database, Statement } from "./database.ts";
import { auditLogs } from "./schema.ts";

export interface AuditRow {
  id: string;
  session_id: string | null;
  seq: number | null;
  actor: Actor;
  action: string;
  resource_type: string;
  resource_id: string;
  details: Record<string, unknown>;
  at_ms: number;
}

export function insertAudit(db: Database, row: AuditRow): Statement {
  const { actor, at_ms, ...rest } = row;
  const { user_id, key_id, ip, user_agent } = actor;
  return db
    .insert(auditLogs)
    .values({ ...rest, user_id, key_id, ip, user_agent, at: at_ms })
    .onConflictDoNothing();
}

/** A row as a session published it. */
export function auditRowOf(session_id: string, audit: AuditEntry): AuditRow {
  const { at, ...rest } = audit;
  return { ...rest, session_id, at_ms: Date.parse(at) };
}

/**
 * The id of the one row that tells of a session's erasure. It is made of the session's own id, so
 * that a message which comes late can be seen to speak of a session that is no more.
 */
export function purgeAuditId(session_id: string): string {
  return idFromUuid("audit", uuidOfId(session_id));
}
