// The audit trail: who did what to what, when and from where; and the chain by which each row of a
// session vouches for all before it. The form that is hashed may never change: rows outlive versions.
import { z } from "zod";
import type { AuditEntry } from "./published.ts";

/**
 * The text whose SHA-256 in hex is an entry's hash: the entry, its session, and the hash of the entry
 * before it, null for the first. It is the same whatever order the details came in.
 */
export function auditForm(prev_hash: string | null, session_id: string, entry: AuditEntry): string {
  const { id, seq, action, at, actor, resource_type, resource_id, details } = entry;
  const { user_id, key_id, ip, user_agent } = actor;
  const who = [user_id, key_id, ip, user_agent];
  const what = [action, resource_type, resource_id, ordered(details)];
  return JSON.stringify([prev_hash, session_id, id, seq, Date.parse(at), who, what]);
}

/** A JSON value with the fields of its objects in one order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, entry]) => [name, ordered(entry)]));
}

export const auditRecord = z
  .object({
    id: z.string(),
    /** Null for what happens outside of sessions, such as making a key. */
    session_id: z.string().nullable(),
    /** The event that the row tells of. */
    seq: z.int().nullable(),
    action: z.string(),
    actor: z.object({
      user_id: z.string(),
      key_id: z.string().nullable(),
      ip: z.string().nullable(),
      user_agent: z.string().nullable(),
    }),
    resource_type: z.string(),
    resource_id: z.string(),
    details: z.record(z.string(), z.unknown()),
    at: z.iso.datetime(),
    /** Null, like both hashes, for rows that belong to no session's chain. */
    position: z.int().nullable(),
    prev_hash: z.string().nullable(),
    hash: z.string().nullable(),
  })
  .meta({ id: "AuditRecord" });
export type AuditRecord = z.infer<typeof auditRecord>;

/** How the first row that is wrong is wrong. */
const auditFault = z.enum(["changed", "missing", "moved", "added", "rewritten"]);

export const auditVerdict = z
  .object({
    session_id: z.string(),
    /** `behind`: nothing is wrong so far, and rows are still on their way. */
    status: z.enum(["holds", "behind", "broken"]),
    /** Rows that were checked and follow one another. */
    verified_count: z.int(),
    /** Rows that the session has published. */
    expected_count: z.int(),
    first_fault: z
      .object({
        fault: auditFault.describe(
          "`rewritten`: every row follows the one before, and the end is not the session's own",
        ),
        position: z.int(),
        /** Null for a row that is missing. */
        id: z.string().nullable(),
        seq: z.int().nullable(),
        action: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: "AuditVerdict" });
export type AuditVerdict = z.infer<typeof auditVerdict>;
