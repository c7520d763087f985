// What a session publishes: the messages on the queue between the sessions and the relational plane.
// Every row has an id and a version, the seq of the last event that it tells of: a later one replaces
// an earlier one, so that messages may come twice and in any order.
import { z } from "zod";
import { hookEventName } from "./hook.ts";
import { metrics } from "./metrics.ts";
import { sessionResource } from "./session.ts";

const row = { id: z.string(), seq: z.int(), version: z.int() };
/** Milliseconds since 1970. */
const time = z.int();

/** A deed of a person, a program or the agent, linked to the one before it in its session by its hash. */
const auditEntry = z.object({
  id: z.string(),
  seq: z.int(),
  action: z.string(),
  at: z.iso.datetime(),
  actor: z.object({
    user_id: z.string(),
    key_id: z.string().nullable(),
    ip: z.string().nullable(),
    user_agent: z.string().nullable(),
  }),
  resource_type: z.string(),
  resource_id: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntry>;

const chainedEntry = auditEntry.extend({
  /** Place in the session's chain, from 1. */
  position: z.int(),
  prev_hash: z.string().nullable(),
  hash: z.string(),
});
export type ChainedEntry = z.infer<typeof chainedEntry>;

const messageRow = z.object({
  ...row,
  position: z.int().describe("place in the conversation, from 0"),
  role: z.enum(["user", "assistant"]),
  preview: z.string(),
  block_count: z.int(),
  model: z.string().nullable(),
  token_count: z.int().nullable(),
  cost_usd: z.number().nullable(),
  is_partial: z.boolean(),
  parent_message_id: z.string().nullable(),
  created_at: time,
});
export type MessageRow = z.infer<typeof messageRow>;

const toolCallRow = z.object({
  ...row,
  tool_use_id: z.string(),
  tool_name: z.string(),
  tool_input: z.unknown(),
  tool_output: z.string().nullable(),
  status: z.string(),
  is_error: z.boolean(),
  retries: z.int(),
  permission_decision: z.string(),
  permission_reason: z.string().nullable(),
  hook_pre_data: z.unknown(),
  hook_post_data: z.unknown(),
  started_at: time.nullable(),
  completed_at: time.nullable(),
  duration_ms: z.number().nullable(),
});
export type ToolCallRow = z.infer<typeof toolCallRow>;

const permissionRow = z.object({
  ...row,
  tool_name: z.string(),
  tool_use_id: z.string(),
  input_data: z.unknown(),
  context: z.unknown(),
  decision: z.enum(["allow", "deny"]),
  decided_by: z.string(),
  reason: z.string(),
  interrupted: z.boolean(),
  decided_at: time,
});
export type PermissionRow = z.infer<typeof permissionRow>;

const hookRow = z.object({
  ...row,
  hook_id: z.string(),
  hook_type: hookEventName,
  hook_name: z.string(),
  tool_use_id: z.string().nullable(),
  input_data: z.unknown(),
  output_data: z.unknown(),
  continue_execution: z.boolean(),
  attempts: z.int(),
  duration_ms: z.number(),
  error: z.string().nullable(),
  executed_at: time,
});
export type HookRow = z.infer<typeof hookRow>;

const modelCallRow = z.object({
  ...row,
  model: z.string(),
  message_id: z.string().nullable(),
  is_error: z.boolean(),
  /** 0 each where the call used none, or died before anybody knew. */
  input_tokens: z.int(),
  output_tokens: z.int(),
  cache_creation_tokens: z.int(),
  cache_read_tokens: z.int(),
  /** Null when tokens were used whose price is not known. */
  cost_usd: z.number().nullable(),
  duration_ms: z.number(),
  at: time,
});
export type ModelCallRow = z.infer<typeof modelCallRow>;

const metricsRow = z.object({
  ...row,
  snapshot_at: time,
  ...metrics,
});
export type MetricsRow = z.infer<typeof metricsRow>;

export const published = z.object({
  session_id: z.string(),
  user_id: z.string(),
  /** The session as of `snapshot.last_seq`; null in messages that hold rows only. */
  snapshot: sessionResource.omit({ _links: true }).nullable(),
  audit: z.array(chainedEntry),
  messages: z.array(messageRow),
  tool_calls: z.array(toolCallRow),
  permission_decisions: z.array(permissionRow),
  // Messages that were on their way while Ledge was brought up to date hold none.
  hook_executions: z.array(hookRow).default([]),
  model_calls: z.array(modelCallRow),
  metrics: z.array(metricsRow),
});
export type Published = z.infer<typeof published>;

/** Everything in a message but whose it is. */
export type Rows = Omit<Published, "session_id" | "user_id" | "snapshot">;

/** How many rows a session has: as it has published them, or as D1 holds them. */
export interface RowCounts {
  readonly audit: number;
  readonly messages: number;
  readonly tool_calls: number;
  readonly settled_tool_calls: number;
  readonly permission_decisions: number;
  readonly hook_executions: number;
  readonly model_calls: number;
  readonly metrics: number;
}

/** What a session says that it has published, for whoever compares D1 with it. */
export interface PublishedSoFar {
  readonly user_id: string;
  /** Everything up to `seq` has been handed to the queue. */
  readonly seq: number;
  readonly last_seq: number;
  /** When that was done last; null when everything is about to be published again. */
  readonly published_at_ms: number | null;
  readonly counts: RowCounts;
  /** The hash of the last audit entry; null without any. */
  readonly audit_hash: string | null;
}
