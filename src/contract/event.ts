// The log's vocabulary: every event a session can hold. The first block is the Managed Agents
// vocabulary, the second Ledge's own; a stored event is never changed, so fields are only ever added.
import { z } from "zod";
import { inputBlocks, modelBlock, resultBlock } from "./content.ts";
import { hookEventName } from "./hook.ts";
import { permissionAnswer } from "./permission.ts";
import { sessionConfig, stopReason } from "./session.ts";

const base = { seq: z.int().min(1), id: z.string(), created_at: z.iso.datetime() };

/** `when` says on what occasion the event comes; docs/guides/events.md is made from it. */
function event<T extends string, P extends z.ZodRawShape>(type: T, when: string, payload: P) {
  return z.object({ ...base, type: z.literal(type), ...payload }).describe(when);
}

/** Where an event's block belongs in the conversation. */
const inMessage = {
  message_id: z.string(),
  message_index: z.int().min(0).describe("place in the conversation, from 0"),
  parent_message_id: z.string().nullable().describe("the message before"),
};

const modelUsage = z.object({
  input_tokens: z.int(),
  output_tokens: z.int(),
  cache_creation_input_tokens: z.int(),
  cache_read_input_tokens: z.int(),
});
export type ModelUsage = z.infer<typeof modelUsage>;

/** A stretch of the log; without an end where it still grows. */
const seqRange = z.object({ from_seq: z.int().min(1), to_seq: z.int().nullable() });
export type SeqRange = z.infer<typeof seqRange>;

/** Whether a place belongs to a path. */
export function isOnPath(path: readonly SeqRange[], seq: number): boolean {
  return path.some(({ from_seq, to_seq }) => from_seq <= seq && seq <= (to_seq ?? seq));
}

/** Where a conversation goes on after a rewind, or in a fork. */
const placement = {
  path: z
    .array(seqRange)
    .describe("the active path up to here: whatever of the log is in none of these is hidden"),
  context: z
    .object({ from_seq: z.int(), tokens: z.int(), compacted_tokens: z.int() })
    .describe("where the model's context begins there, and its size"),
  last_message: z.object(inMessage).nullable().describe("the last message of the path"),
};
export type Placement = z.infer<z.ZodObject<typeof placement>>;

/** A session that goes on where another one's log ends. */
const adoption = {
  session_id: z.string(),
  user_id: z.string(),
  config: sessionConfig,
  config_version: z.int().optional(),
  turn_count: z.int(),
  ...placement,
};

const sessionErrorType = z.enum([
  "unknown_error",
  "model_overloaded_error",
  "model_rate_limited_error",
  "model_request_failed_error",
  "billing_error",
  "recovery_exhausted_error",
  "context_overflow_error",
]);

/** Why a context is summarised: it grew too large, the model refused its size, or somebody asked. */
const compactionTrigger = z.enum(["auto", "overflow", "manual"]);
export type CompactionTrigger = z.infer<typeof compactionTrigger>;

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
  event(
    "user.message",
    "A message was accepted. A turn takes it up at once or later; see `session.status_running`.",
    {
      ...inMessage,
      content: inputBlocks,
      on_busy: z.enum(["queue", "steer"]),
    },
  ),
  event("user.interrupt", "Somebody asked the running turn to stop.", {}),
  event(
    "user.custom_tool_result",
    "A client gave the result of a call that it runs. It settles the `agent.custom_tool_use`.",
    {
      ...inMessage,
      custom_tool_use_id: z.string(),
      content: z.array(resultBlock),
      is_error: z.boolean(),
    },
  ),
  event("agent.thinking", "The model thought; the block is kept as it came.", {
    ...inMessage,
    content: z.array(modelBlock),
  }),
  event(
    "agent.message",
    "The model said something. Partial when the turn was interrupted in the middle of it.",
    {
      ...inMessage,
      content: z.array(modelBlock),
      is_partial: z.boolean(),
      continuation: z
        .boolean()
        .optional()
        .describe("true when it goes on in the middle of what the message before said"),
    },
  ),
  event("agent.tool_use", "The model asked for a tool that runs here.", {
    ...inMessage,
    name: z.string(),
    input: z.unknown(),
    block: modelBlock.describe("the model's block as received"),
  }),
  event(
    "agent.custom_tool_use",
    "The model asked for a tool that a client runs; the turn waits for its result.",
    {
      ...inMessage,
      name: z.string(),
      input: z.unknown(),
      block: modelBlock,
      deadline: z.iso
        .datetime()
        .optional()
        .describe("when the call is settled as expired if nobody has given its result"),
    },
  ),
  event(
    "agent.tool_result",
    "A call that runs here was settled, whatever became of it; its files changed with it.",
    {
      ...inMessage,
      tool_use_id: z.string().describe("id of the `agent.tool_use` that this settles"),
      content: z.array(resultBlock),
      is_error: z.boolean(),
      outcome: z.enum(["success", "error", "denied", "unknown", "expired"]),
      duration_ms: z.number().nullable(),
    },
  ),
  event("session.status_running", "A turn began, or went on after a wait.", {
    turn: z.int(),
    inputs: z
      .array(z.int())
      .describe("`seq` of each `user.message` that it takes up; none when it goes on after a wait"),
  }),
  event("session.status_idle", "A turn ended, or waits for a client: `stop_reason` says which.", {
    turn: z.int(),
    stop_reason: z.object({ type: stopReason, event_ids: z.array(z.string()).optional() }),
    stop_details: z.looseObject({ type: z.string() }).nullable(),
  }),
  event(
    "session.status_rescheduled",
    "The turn goes on at that time: a failed model call is tried again then, or a place is asked for.",
    {
      retry_at: z.iso.datetime(),
      reason: z
        .enum(["model_error", "running_sessions"])
        .optional()
        .describe(
          "`running_sessions`: the user has as many running as may; the next free place wakes it",
        ),
    },
  ),
  event("session.status_terminated", "The session was ended for good.", { reason: z.string() }),
  event("session.error", "A model call failed; `retry_status` says whether it is tried again.", {
    error: z.object({
      type: sessionErrorType,
      message: z.string(),
      retry_status: retryStatus,
    }),
  }),
  event(
    "span.model_request_start",
    "A model call began. Every one has its `span.model_request_end`.",
    {
      model: z.string(),
      step: z.int(),
      attempt: z.int(),
      purpose: z
        .enum(["turn", "compaction"])
        .optional()
        .describe("`compaction`: the call summarises; what it says is no message"),
      cache_drift: z
        .string()
        .nullable()
        .optional()
        .describe(
          "the first block that is not what the call before sent, such as `tools[2]`: nothing behind it is read from the cache",
        ),
    },
  ),
  event(
    "span.model_request_end",
    "A model call ended. With `is_error`, what partial frames showed of it is void.",
    {
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
    },
  ),

  event(
    "session.created",
    "The first event of every log: whose session it is and how it is set up.",
    {
      session_id: z.string(),
      user_id: z.string(),
      config: sessionConfig,
      config_version: z.int().optional().describe("the form of `config`; none in the oldest logs"),
    },
  ),
  event(
    "session.forked",
    "A fork begins here: the events before are its parent's, under the same seqs.",
    {
      ...adoption,
      parent_session_id: z.string(),
      inherited_cost_usd: z.number().nullable().describe("what the parent had cost until then"),
    },
  ),
  event(
    "session.imported",
    "A session that was made elsewhere goes on here: the events before came in an archive.",
    { ...adoption, source_session_id: z.string() },
  ),
  event(
    "session.rewound",
    "The session went back: what lies behind `to_seq` on the path until then is hidden, not deleted.",
    {
      to_seq: z.int().describe("the last event that stays"),
      conversation: z.boolean().describe("false: messages stay, only files went back"),
      files: z.boolean().describe("false: files stay as they are"),
      undoes_seq: z.int().nullable().describe("the `session.rewound` that this one takes back"),
      undoable_before: z.int().nullable().describe("the rewind that could be undone before it"),
      undoable_after: z
        .int()
        .nullable()
        .describe("behind an undo, the rewind that can be undone next"),
      ...placement,
      before: z.object(placement).describe("the same as it was until then, for an undo"),
      messages_dropped: z.int(),
      files_changed: z.int(),
    },
  ),
  event("checkpoint.created", "A place was given a name, to come back to.", {
    name: z.string(),
    last_message_index: z.int().nullable().describe("null before the first message"),
    turn_number: z.int(),
  }),
  event("session.archived", "The session was sealed in object storage and read back.", {
    archive_id: z.string(),
    archive_path: z.string(),
    size_bytes: z.int(),
  }),
  event("session.restored", "The session was brought back from its archive.", {
    archive_id: z.string(),
  }),
  event("session.updated", "Settings were changed.", { changes: sessionConfig.partial() }),
  event("session.completed", "The owner declared the session done.", {}),
  event(
    "session.recovered",
    "A turn that was cut off, by a crash or a restart, was taken up again.",
    {
      turn: z.int(),
      attempt: z.int(),
      reason: z.string(),
      retry_at: z.iso
        .datetime()
        .nullable()
        .optional()
        .describe(
          "when it goes on, if not at once: restarts that follow one another are spaced out",
        ),
    },
  ),
  event(
    "session.failed",
    "A turn ended because it could not go on; the next message may start another.",
    { reason: z.string() },
  ),
  event(
    "session.continued",
    "The model's answer was not its last word, and it was asked to go on; readers join the two.",
    {
      turn: z.int(),
      count: z.int(),
      reason: z
        .enum(["max_tokens", "pause_turn", "empty"])
        .optional()
        .describe("cut at its token limit, paused by the API, or without a word"),
    },
  ),
  event(
    "session.compaction_requested",
    "Somebody asked for the context to be summarised; it is done before the next model call.",
    { instructions: z.string().nullable() },
  ),
  event(
    "session.compacted",
    "From here on the model is sent a summary of what was before. The originals stay readable.",
    {
      turn: z.int(),
      trigger: compactionTrigger,
      summary: z.string(),
      inputs: z
        .array(z.int())
        .describe("`seq` of the turn's own messages, which follow the summary word for word"),
      pre_tokens: z.int().describe("size of the context before, as the last model call counted it"),
      post_tokens: z.int().describe("size of the context after, counted by the API or estimated"),
      is_summarized: z
        .boolean()
        .describe("false when not even a part could be summarised and what was before is left out"),
    },
  ),
  event("session.compaction_failed", "The context was not summarised; the turn goes on with it.", {
    turn: z.int(),
    trigger: compactionTrigger,
    reason: z.string(),
  }),
  event("session.inputs_steered", "Messages joined the running turn.", {
    turn: z.int(),
    inputs: z.array(z.int()),
  }),
  event(
    "permission.requested",
    "A person is asked whether a call may run. The turn waits, until `expires_at` at the latest.",
    {
      permission_id: z.string(),
      tool_use_id: z.string(),
      tool_name: z.string(),
      input: z.unknown().describe("what the call would run with"),
      is_updated: z.boolean().optional().describe("true when a hook has changed the input"),
      digest: z.string().describe("sha256 of the input as JSON: what is being approved"),
      reason: z.string(),
      expires_at: z.iso.datetime(),
      default_decision: z.literal("deny").describe("what is decided when nobody answers"),
    },
  ),
  event("permission.decided", "Whether a call may run, who or what decided it, and why.", {
    permission_id: z.string(),
    tool_use_id: z.string(),
    tool_name: z.string(),
    decision: z.enum(["allow", "deny"]),
    decided_by: z.enum(["rule", "policy", "mode", "hook", "user", "timeout"]),
    reason: z.string(),
    rule: z.string().optional().describe("the rule or policy that decided, as it is written"),
    updated_input: z
      .record(z.string(), z.unknown())
      .optional()
      .describe("what the call runs with instead of what the model asked for"),
    remembered: z
      .string()
      .optional()
      .describe("the rule that from now on allows such calls in this session"),
  }),
  event("hook.executed", "A hook was called; what it came to is said by what follows.", {
    hook_id: z.string(),
    hook_name: z.string(),
    hook_event: hookEventName,
    call_id: z.string().describe("the `webhook-id` of the call, the same when it is repeated"),
    tool_use_id: z.string().nullable(),
    input: z.unknown().describe("what it was told, long texts cut"),
    output: z.unknown().describe("what it answered, long texts cut; null when it did not"),
    error: z.string().nullable().describe("why there is no answer that can be read"),
    continue_execution: z
      .boolean()
      .describe("false when it stopped the call or the turn, or failed and `on_failure` is block"),
    attempts: z.int(),
    duration_ms: z.number(),
  }),
  event(
    "hook.applied",
    "The hooks of a point are done, and this is what they came to together for the conversation.",
    {
      hook_event: hookEventName,
      tool_use_id: z.string().nullable(),
      inputs: z.array(z.int()).optional().describe("`seq` of the messages that were looked at"),
      additional_context: z.string().optional().describe("what the model is told beside the rest"),
      system_message: z.string().optional().describe("what people are told"),
      updated_output: z
        .string()
        .optional()
        .describe("what the model is shown instead of the tool's output"),
      blocked: z
        .object({ hook_name: z.string(), reason: z.string() })
        .optional()
        .describe(
          "the prompt is not answered, the turn goes on, or the model is told: by the point",
        ),
      stopped: z
        .object({ hook_name: z.string(), reason: z.string() })
        .optional()
        .describe("the turn ends after this step"),
    },
  ),
  event(
    "tool.started",
    "A call began to run; `attempt` counts from 1 and grows when a crash cut it off.",
    { tool_use_id: z.string(), attempt: z.int().min(1) },
  ),
  event(
    "file.written",
    "A file has new content. `tool_use_id` is null when a person or program wrote it.",
    {
      path: z.string(),
      size_bytes: z.int(),
      hash: z.string(),
      tool_use_id: z.string().nullable(),
    },
  ),
  event("file.deleted", "A file is gone.", {
    path: z.string(),
    tool_use_id: z.string().nullable(),
  }),
  event("files.changed", "A call changed more files than are named one by one.", {
    written_count: z.int(),
    deleted_count: z.int(),
    tool_use_id: z.string().nullable(),
  }),
  event("files.imported", "An archive was unpacked.", {
    into: z.string(),
    file_count: z.int(),
    size_bytes: z.int(),
  }),
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
    type: z.literal("user.tool_confirmation"),
    permission_id: z.string(),
    ...permissionAnswer.shape,
  }),
  z.strictObject({
    type: z.literal("user.custom_tool_result"),
    custom_tool_use_id: z.string(),
    content: z.array(resultBlock).max(100).default([]),
    is_error: z.boolean().default(false),
  }),
]);
export type InputEvent = z.infer<typeof inputEvent>;
