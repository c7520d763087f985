// The tables of the relational plane. Times are integer milliseconds since 1970; ids sort by time,
// so every list is keyset-paged on its id. What a session knows is truth in its object: the rows
// here are its projection, moved forward only by a newer `version`.
import { sql } from "drizzle-orm";
import {
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { Scope } from "../contract/caller.ts";
import type { SessionSnapshot, SessionStatus } from "../contract/session.ts";

export const users = sqliteTable("users", {
  id: text().primaryKey(),
  role: text().$type<"user" | "admin">().notNull(),
  created_at: integer().notNull(),
});

export const apiKeys = sqliteTable(
  "api_keys",
  {
    id: text().primaryKey(),
    user_id: text().notNull(),
    name: text().notNull(),
    /** SHA-256 of the key in hex; the key itself is nowhere. */
    hash: text().notNull(),
    prefix: text().notNull(),
    scopes: text({ mode: "json" }).$type<Scope[]>().notNull(),
    expires_at: integer(),
    revoked_at: integer(),
    created_at: integer().notNull(),
  },
  (table) => [
    uniqueIndex("api_keys_hash").on(table.hash),
    index("api_keys_user").on(table.user_id, table.id),
  ],
);

export const sessions = sqliteTable(
  "sessions",
  {
    id: text().primaryKey(),
    user_id: text().notNull(),
    name: text(),
    description: text(),
    status: text().$type<SessionStatus>().notNull(),
    mode: text().$type<SessionSnapshot["mode"]>().notNull(),
    parent_session_id: text(),
    archive_id: text(),
    working_directory: text().notNull(),
    model: text().notNull(),
    message_count: integer().notNull(),
    tool_call_count: integer().notNull(),
    error_count: integer().notNull(),
    total_cost_usd: real(),
    total_input_tokens: integer().notNull(),
    total_output_tokens: integer().notNull(),
    total_cache_creation_tokens: integer().notNull(),
    total_cache_read_tokens: integer().notNull(),
    /** The session's `last_seq` when it looked like this. */
    version: integer().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
    /** The whole session as the API shows it, without its links. */
    resource: text({ mode: "json" }).$type<SessionSnapshot>().notNull(),
  },
  (table) => [
    index("sessions_user").on(table.user_id, table.id),
    index("sessions_user_status").on(table.user_id, table.status, table.id),
    index("sessions_user_mode").on(table.user_id, table.mode, table.id),
    index("sessions_user_parent").on(table.user_id, table.parent_session_id, table.id),
    index("sessions_user_directory").on(table.user_id, table.working_directory, table.id),
    index("sessions_user_archived").on(table.user_id, table.id).where(sql`archive_id is not null`),
    index("sessions_status").on(table.status, table.id),
  ],
);

export const auditLogs = sqliteTable(
  "audit_logs",
  {
    id: text().primaryKey(),
    session_id: text(),
    /** The event that this row tells of; null for what happens outside a session's log. */
    seq: integer(),
    user_id: text().notNull(),
    key_id: text(),
    action: text().notNull(),
    resource_type: text().notNull(),
    resource_id: text().notNull(),
    ip: text(),
    user_agent: text(),
    details: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
    at: integer().notNull(),
  },
  (table) => [
    index("audit_logs_session").on(table.session_id, table.seq),
    index("audit_logs_user").on(table.user_id, table.at),
    index("audit_logs_at").on(table.at),
  ],
);

export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    user_id: text().notNull(),
    key: text().notNull(),
    /** SHA-256 of method, path and body: the same key with another one is an error. */
    digest: text().notNull(),
    status: text().$type<"running" | "done">().notNull(),
    /** Chosen before the work starts, so that whoever finishes it makes the same thing. */
    resource_id: text().notNull(),
    response: text({ mode: "json" }).$type<unknown>(),
    /** When the request that holds the key began; 0 once it gave up. */
    claimed_at: integer().notNull(),
    created_at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.user_id, table.key] }),
    index("idempotency_keys_created").on(table.created_at),
  ],
);
