// The log's vocabulary: every event a session can hold. The first block is the Managed Agents
// vocabulary, the second Ledge's own; a stored event is never changed, so fields are only ever added.
import { z } from "zod";
import { inputBlocks, modelBlock, resultBlock } from "./content.ts";
import { sessionConfig, stopReason } from "./session.ts";

const base = { seq: z.int().min(1), id: z.string(), created_at: z.iso.datetime() };

function event<T extends string, P extends z.ZodRawShape>(type: T, payload: P) {
  return z.object({ ...base, type: z.literal(type), ...payload });
}

/** Where an event's block belongs in the conversation. */
const inMessage = {
  message_id: z.string(),
  message_index: z.int().min(0),
  parent_message_id: z.string().nullable(),
};

const modelUsage = z.object({
  input_tokens: z.int(),
  output_tokens: z.int(),
  cache_creation_input_tokens: z.int(),
  cache_read_input_tokens: z.int(),
});
export type ModelUsage = z.infer<typeof modelUsage>;

const sessionErrorType = z.enum([
  "unknown_error",
  "model_overloaded_error",
  "model_rate_limited_error",
  "model_request_failed_error",
  "billing_error",
  "recovery_exhausted_error",
]);

const retryStatus = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("retrying"),
    attempt: z.int(),
    max_attempts: z.int(),
    delay_ms: z.number(),
  }),
  z.object({ type: z.literal("exhausted") }),
  z.object({ type: z.literal("terminal") }),
]);

export const eventSchema = z.discriminatedUnion("type", [
  event("user.message", {
    ...inMessage,
    content: inputBlocks,
    on_busy: z.enum(["queue", "steer"]),
  }),
  event("user.interrupt", {}),
  event("user.custom_tool_result", {
    ...inMessage,
    custom_tool_use_id: z.string(),
    content: z.array(resultBlock),
    is_error: z.boolean(),
  }),
  event("agent.thinking", { ...inMessage, content: z.array(modelBlock) }),
  event("agent.message", { ...inMessage, content: z.array(modelBlock), is_partial: z.boolean() }),
  event("agent.tool_use", {
    ...inMessage,
    name: z.string(),
    input: z.unknown(),
    /** The model's block as received, for sending it back byte for byte. */
    block: modelBlock,
  }),
  event("agent.custom_tool_use", {
    ...inMessage,
    name: z.string(),
    input: z.unknown(),
    block: modelBlock,
  }),
  event("agent.tool_result", {
    ...inMessage,
    /** The id of the `agent.tool_use` event that this settles. */
    tool_use_id: z.string(),
    content: z.array(resultBlock),
    is_error: z.boolean(),
    outcome: z.enum(["success", "error", "denied", "unknown"]),
    duration_ms: z.number().nullable(),
  }),
  event("session.status_running", {
    turn: z.int(),
    /** The `seq` of each `user.message` that this turn answers; empty when it resumes after a wait. */
    inputs: z.array(z.int()),
  }),
  event("session.status_idle", {
    turn: z.int(),
    stop_reason: z.object({ type: stopReason, event_ids: z.array(z.string()).optional() }),
    stop_details: z.looseObject({ type: z.string() }).nullable(),
  }),
  event("session.status_rescheduled", { retry_at: z.iso.datetime() }),
  event("session.status_terminated", { reason: z.string() }),
  event("session.error", {
    error: z.object({
      type: sessionErrorType,
      message: z.string(),
      retry_status: retryStatus,
    }),
  }),
  event("span.model_request_start", { model: z.string(), step: z.int(), attempt: z.int() }),
  event("span.model_request_end", {
    model_request_start_id: z.string(),
    message_id: z.string().nullable(),
    is_error: z.boolean(),
    model: z.string(),
    model_usage: modelUsage.nullable(),
    cost_usd: z.number().nullable(),
    stop_reason: z.string().nullable(),
    stop_details: z.looseObject({ type: z.string() }).nullable(),
    time_to_first_token_ms: z.number().nullable(),
    duration_ms: z.number(),
  }),

  event("session.created", {
    session_id: z.string(),
    user_id: z.string(),
    config: sessionConfig,
  }),
  event("session.updated", { changes: sessionConfig.partial() }),
  event("session.completed", {}),
  event("session.recovered", { turn: z.int(), attempt: z.int(), reason: z.string() }),
  event("session.failed", { reason: z.string() }),
  event("session.inputs_steered", { turn: z.int(), inputs: z.array(z.int()) }),
  event("permission.decided", {
    permission_id: z.string(),
    tool_use_id: z.string(),
    tool_name: z.string(),
    decision: z.enum(["allow", "deny"]),
    decided_by: z.enum(["rule", "mode"]),
    reason: z.string(),
  }),
  event("tool.started", { tool_use_id: z.string(), attempt: z.int().min(1) }),
  event("file.written", {
    path: z.string(),
    size_bytes: z.int(),
    hash: z.string(),
    tool_use_id: z.string().nullable(),
  }),
  event("file.deleted", { path: z.string(), tool_use_id: z.string().nullable() }),
  /** Instead of one event per file, when a call changed too many of them. */
  event("files.changed", {
    written_count: z.int(),
    deleted_count: z.int(),
    tool_use_id: z.string().nullable(),
  }),
  event("files.imported", { into: z.string(), file_count: z.int(), size_bytes: z.int() }),
]);

export type SessionEvent = z.infer<typeof eventSchema>;
export type EventType = SessionEvent["type"];
export type EventOf<T extends EventType> = Extract<SessionEvent, { type: T }>;

/**
 * An event before the log has given it its place: no seq, no time, no index in the conversation yet;
 * an id only when one was promised to subscribers.
 */
export type EventDraft<T extends EventType = EventType> = T extends EventType
  ? Omit<EventOf<T>, "seq" | "id" | "created_at" | "message_index" | "parent_message_id"> & {
      id?: string;
    }
  : never;

export const EVENT_TYPES = eventSchema.options.map((option) => option.shape.type.value);

/** What a client may send: over `POST …/events`, or as a WebSocket frame. */
export const inputEvent = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("user.message"),
    content: inputBlocks,
    on_busy: z.enum(["queue", "reject", "interrupt", "steer"]).optional(),
  }),
  z.strictObject({ type: z.literal("user.interrupt") }),
  z.strictObject({
    type: z.literal("user.custom_tool_result"),
    custom_tool_use_id: z.string(),
    content: z.array(resultBlock).max(100).default([]),
    is_error: z.boolean().default(false),
  }),
]);
export type InputEvent = z.infer<typeof inputEvent>;
