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
import type { Actor, Scope } from "../contract/caller.ts";
import type { HookEventName } from "../contract/hook.ts";
import type { PermissionDecision } from "../contract/permission-decision.ts";
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
    /** When the rows of this session were last compared with the session itself. */
    checked_at: integer().notNull().default(0),
    /** On legal hold: retention leaves it alone. */
    legal_hold: integer({ mode: "boolean" }).notNull().default(false),
    /** When it is archived, and once archived erased, by its own word; null where the operator's holds. */
    own_archive_at: integer(),
    own_purge_at: integer(),
    /** When the retention job last looked at it. */
    retained_at: integer().notNull().default(0),
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
    index("sessions_checked").on(table.checked_at),
    index("sessions_updated").on(table.updated_at),
    index("sessions_retention").on(table.status, table.updated_at).where(sql`legal_hold = 0`),
    index("sessions_own_archive").on(table.own_archive_at).where(sql`own_archive_at is not null`),
    index("sessions_own_purge").on(table.own_purge_at).where(sql`own_purge_at is not null`),
    index("sessions_held").on(table.id).where(sql`legal_hold = 1`),
  ],
);

/**
 * Sessions that are being taken away: written before the first step and deleted with the last, so that
 * what was killed in between is finished by the next run or request.
 */
export const removals = sqliteTable(
  "removals",
  {
    session_id: text().primaryKey(),
    kind: text().$type<"purge" | "archive">().notNull(),
    owner_id: text().notNull(),
    /** Who asked for it. */
    actor: text({ mode: "json" }).$type<Actor>().notNull(),
    /** The session's `last_seq` when retention decided; null for a person's word, which holds anyway. */
    at_seq: integer(),
    tried_at: integer().notNull(),
  },
  (table) => [index("removals_tried").on(table.tried_at)],
);

export const auditLogs = sqliteTable(
  "audit_logs",
  {
    id: text().primaryKey(),
    session_id: text(),
    /** The event that this row tells of; null for what happens outside a session's log. */
    seq: integer(),
    /** Whose session or key it is about; the actor when nobody's. */
    owner_id: text().notNull().default(""),
    /** The actor. */
    user_id: text().notNull(),
    key_id: text(),
    action: text().notNull(),
    resource_type: text().notNull(),
    resource_id: text().notNull(),
    ip: text(),
    user_agent: text(),
    details: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
    at: integer().notNull(),
    /** Place in the session's chain, from 1; null for rows that belong to none. */
    position: integer(),
    /** The hash of the row before, and of this one with it: see contract/audit.ts. */
    prev_hash: text(),
    hash: text(),
  },
  (table) => [
    index("audit_logs_session").on(table.session_id, table.at, table.id),
    index("audit_logs_chain").on(table.session_id, table.position),
    index("audit_logs_owner").on(table.owner_id, table.at, table.id),
    index("audit_logs_user").on(table.user_id, table.at, table.id),
    index("audit_logs_action").on(table.action, table.at, table.id),
    index("audit_logs_at").on(table.at, table.id),
  ],
);

/** What the rows of every table below have in common. */
const ofSession = () => ({
  id: text().primaryKey(),
  session_id: text().notNull(),
  user_id: text().notNull(),
  seq: integer().notNull(),
  /** The last event that the row tells of. */
  version: integer().notNull(),
});

export const messages = sqliteTable(
  "messages",
  {
    ...ofSession(),
    /** Place in the conversation, from 0. */
    position: integer().notNull(),
    role: text().$type<"user" | "assistant">().notNull(),
    preview: text().notNull(),
    block_count: integer().notNull(),
    model: text(),
    token_count: integer(),
    cost_usd: real(),
    is_partial: integer({ mode: "boolean" }).notNull(),
    parent_message_id: text(),
    created_at: integer().notNull(),
  },
  (table) => [index("messages_session").on(table.session_id, table.seq)],
);

/** Whether a tool call's row still shows what went in or came out: in these words, or the index is not used. */
export const PREVIEWED =
  "tool_input is not null or tool_output is not null or hook_pre_data is not null or hook_post_data is not null";

export const toolCalls = sqliteTable(
  "tool_calls",
  {
    ...ofSession(),
    tool_use_id: text().notNull(),
    tool_name: text().notNull(),
    tool_input: text({ mode: "json" }).$type<unknown>(),
    tool_output: text(),
    status: text().notNull(),
    is_error: integer({ mode: "boolean" }).notNull(),
    retries: integer().notNull(),
    permission_decision: text().notNull(),
    permission_reason: text(),
    hook_pre_data: text({ mode: "json" }).$type<unknown>(),
    hook_post_data: text({ mode: "json" }).$type<unknown>(),
    started_at: integer(),
    completed_at: integer(),
    duration_ms: real(),
  },
  (table) => [
    index("tool_calls_session").on(table.session_id, table.seq),
    index("tool_calls_user_tool").on(table.user_id, table.tool_name, table.id),
    index("tool_calls_previewed").on(table.id).where(sql.raw(PREVIEWED)),
  ],
);

export const permissionDecisions = sqliteTable(
  "permission_decisions",
  {
    ...ofSession(),
    tool_name: text().notNull(),
    tool_use_id: text().notNull(),
    input_data: text({ mode: "json" }).$type<unknown>(),
    context: text({ mode: "json" }).$type<PermissionDecision["context"]>().notNull(),
    decision: text().$type<"allow" | "deny">().notNull(),
    decided_by: text().$type<PermissionDecision["decided_by"]>().notNull(),
    reason: text().notNull(),
    interrupted: integer({ mode: "boolean" }).notNull(),
    decided_at: integer().notNull(),
  },
  (table) => [
    index("permission_decisions_session").on(table.session_id, table.seq),
    index("permission_decisions_tool").on(table.session_id, table.tool_name, table.seq),
  ],
);

export const hookExecutions = sqliteTable(
  "hook_executions",
  {
    ...ofSession(),
    hook_id: text().notNull(),
    hook_type: text().$type<HookEventName>().notNull(),
    hook_name: text().notNull(),
    tool_use_id: text(),
    input_data: text({ mode: "json" }).$type<unknown>(),
    output_data: text({ mode: "json" }).$type<unknown>(),
    continue_execution: integer({ mode: "boolean" }).notNull(),
    attempts: integer().notNull(),
    duration_ms: real().notNull(),
    error: text(),
    executed_at: integer().notNull(),
  },
  (table) => [
    index("hook_executions_session").on(table.session_id, table.seq),
    index("hook_executions_type").on(table.session_id, table.hook_type, table.seq),
  ],
);

export const modelCalls = sqliteTable(
  "model_calls",
  {
    ...ofSession(),
    model: text().notNull(),
    message_id: text(),
    is_error: integer({ mode: "boolean" }).notNull(),
    input_tokens: integer().notNull(),
    output_tokens: integer().notNull(),
    cache_creation_tokens: integer().notNull(),
    cache_read_tokens: integer().notNull(),
    cost_usd: real(),
    duration_ms: real().notNull(),
    at: integer().notNull(),
  },
  (table) => [
    index("model_calls_session").on(table.session_id, table.seq),
    index("model_calls_user").on(table.user_id, table.at),
  ],
);

export const metricsSnapshots = sqliteTable(
  "session_metrics_snapshots",
  {
    ...ofSession(),
    snapshot_at: integer().notNull(),
    total_messages: integer().notNull(),
    total_tool_calls: integer().notNull(),
    total_hook_executions: integer().notNull(),
    total_permission_checks: integer().notNull(),
    total_errors: integer().notNull(),
    total_retries: integer().notNull(),
    total_cost_usd: real(),
    total_input_tokens: integer().notNull(),
    total_output_tokens: integer().notNull(),
    total_cache_creation_tokens: integer().notNull(),
    total_cache_read_tokens: integer().notNull(),
    duration_ms: real().notNull(),
    avg_tool_duration_ms: real(),
  },
  (table) => [index("session_metrics_snapshots_session").on(table.session_id, table.seq)],
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
