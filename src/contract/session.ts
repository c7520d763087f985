// A session as clients create, change and read it.
import { z } from "zod";
import { retention } from "./archive.ts";
import { messageInput } from "./content.ts";
import { BUILTIN_HOOKS, builtinHook } from "./hook.ts";
import * as limits from "./limits.ts";
import { guardRule, permissionRule } from "./rule.ts";

export const SESSION_STATUSES = [
  "created",
  "active",
  "processing",
  "waiting",
  "completed",
  "failed",
  "terminated",
  "archived",
] as const;
export const sessionStatus = z.enum(SESSION_STATUSES);
export type SessionStatus = z.infer<typeof sessionStatus>;

/** Whether there can be another turn. */
export function takesInput(status: SessionStatus): boolean {
  return status !== "completed" && status !== "terminated" && status !== "archived";
}

/** Why a turn ended: what `last_stop_reason` holds while a session is idle. */
export const stopReason = z.enum([
  "end_turn",
  "requires_action",
  "max_tokens",
  "max_turns",
  "budget_reached",
  "retries_exhausted",
  "refusal",
  "interrupted",
  "hook_stopped",
]);
export type StopReason = z.infer<typeof stopReason>;

/** Whether a turn that came to rest for this reason goes on later; the others end it. */
export function holdsUp(reason: StopReason): boolean {
  return reason === "requires_action" || reason === "budget_reached";
}

export const sessionMode = z.enum(["interactive", "background", "forked"]);

export const permissionMode = z.enum([
  "default",
  "acceptEdits",
  "plan",
  "dontAsk",
  "bypassPermissions",
]);
export type PermissionMode = z.infer<typeof permissionMode>;

export const BUILTIN_TOOL_NAMES = [
  "Read",
  "Write",
  "Edit",
  "Glob",
  "Grep",
  "Bash",
  "TodoWrite",
] as const;
const builtinToolName = z.enum(BUILTIN_TOOL_NAMES);

/** Policies that a session can switch on beside those of the operator. */
export const policyName = z.enum([
  "FileAccessPolicy",
  "CommandPolicy",
  "ToolAllowlistPolicy",
  "NetworkPolicy",
  "RateLimitPolicy",
  "BudgetPolicy",
]);
export type PolicyName = z.infer<typeof policyName>;

const customTool = z.strictObject({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,127}$/, "expected a tool name"),
  description: z.string().min(1).max(10_000),
  input_schema: z.looseObject({ type: z.literal("object") }),
  /** How long a call may wait for its result; CLIENT_TOOL_TIMEOUT_SECONDS when the tool does not say. */
  timeout_seconds: z.number().positive().max(31_536_000).optional(),
});

const sdkOptions = z.strictObject({
  /** Model calls in one turn. */
  max_turns: z.int().min(1).max(1000).optional(),
  /** Output tokens of one model call. */
  max_tokens: z.int().min(1).max(128_000).optional(),
  thinking: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("enabled"), budget_tokens: z.int().min(1024) }),
      z.strictObject({
        type: z.literal("adaptive"),
        display: z.enum(["summarized", "omitted"]).optional(),
      }),
      z.strictObject({ type: z.literal("disabled") }),
    ])
    .optional(),
  effort: z.enum(["low", "medium", "high", "xhigh", "max"]).optional(),
  stop_sequences: z.array(z.string().min(1).max(200)).max(8).optional(),
  /** A context of more tokens is summarised before the next model call. */
  compact_at_tokens: z.int().min(1000).optional(),
});

const budget = z.strictObject({
  max_cost_usd: z.number().positive().optional(),
  max_tokens: z.int().positive().optional(),
  max_turns: z.int().positive().optional(),
  /** Time in which turns have run, in seconds; waiting for people does not count. */
  max_seconds: z.number().positive().optional(),
});

const metadata = z
  .record(z.string().min(1).max(64), z.union([z.string().max(2000), z.number(), z.boolean()]))
  .refine((pairs) => Object.keys(pairs).length <= limits.METADATA_PAIRS_MAX, {
    message: `expected at most ${limits.METADATA_PAIRS_MAX} pairs`,
  });

const workingDirectory = z
  .string()
  .max(limits.PATH_CHARS_MAX)
  .regex(
    /^\/(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^\0]*[^/\0]$/,
    "expected an absolute path without . or ..",
  )
  // The shell has its own things there.
  .regex(
    /^(?!\/(?:dev|bin|usr\/bin|tmp)(?:\/|$))/,
    "expected a path outside of /dev, /bin, /usr/bin and /tmp",
  );

/** A message by its place in the conversation, from 0, or by its id. */
export const messagePlace = z.union([z.int().min(0), z.string().min(1).max(100)]);

/** What a client may set when it creates a session; everything is optional. */
export const sessionCreate = z.strictObject({
  name: z.string().min(1).max(limits.NAME_CHARS_MAX).optional(),
  description: z.string().max(10_000).optional(),
  mode: sessionMode.optional(),
  parent_session_id: z
    .string()
    .optional()
    .describe("makes it a fork of that session; what is given beside it is other than there"),
  fork_at_message: messagePlace.optional(),
  working_directory: workingDirectory.optional(),
  model: z.string().min(1).max(128).optional(),
  tools: z.array(builtinToolName).max(64).optional(),
  allowed_tools: z.array(permissionRule).max(limits.RULES_MAX).optional(),
  disallowed_tools: z.array(guardRule).max(limits.RULES_MAX).optional(),
  ask_tools: z.array(guardRule).max(limits.RULES_MAX).optional(),
  custom_tools: z.array(customTool).max(limits.CUSTOM_TOOLS_MAX).optional(),
  system_prompt: z.string().min(1).max(100_000).optional(),
  sdk_options: sdkOptions.optional(),
  include_partial_messages: z.boolean().optional(),
  max_retries: z.int().min(0).max(20).optional(),
  retry_delay: z.number().min(0).max(300).optional(),
  timeout_seconds: z.number().positive().max(3600).optional(),
  hooks_enabled: z.array(builtinHook).max(BUILTIN_HOOKS.length).optional(),
  permission_mode: permissionMode.optional(),
  custom_policies: z.array(policyName).max(policyName.options.length).optional(),
  budget: budget.optional(),
  retention: retention.optional(),
  metadata: metadata.optional(),
  message: messageInput.optional(),
});
export type SessionCreate = z.infer<typeof sessionCreate>;

/** What can change while the session lives. `null` clears a field that may be empty. */
export const sessionUpdate = z
  .strictObject({
    name: z.string().min(1).max(limits.NAME_CHARS_MAX).nullable(),
    description: z.string().max(10_000).nullable(),
    model: z.string().min(1).max(128),
    allowed_tools: z.array(permissionRule).max(limits.RULES_MAX),
    disallowed_tools: z.array(guardRule).max(limits.RULES_MAX),
    ask_tools: z.array(guardRule).max(limits.RULES_MAX),
    sdk_options: sdkOptions,
    max_retries: z.int().min(0).max(20),
    retry_delay: z.number().min(0).max(300),
    timeout_seconds: z.number().positive().max(3600),
    hooks_enabled: z.array(builtinHook).max(BUILTIN_HOOKS.length),
    permission_mode: permissionMode,
    custom_policies: z.array(policyName).max(policyName.options.length),
    budget: budget.nullable(),
    retention,
    metadata: metadata,
  })
  .partial();
export type SessionUpdate = z.infer<typeof sessionUpdate>;

/** A session's configuration with every default filled in: what `session.created` records. */
export const sessionConfig = z.object({
  name: z.string().nullable(),
  description: z.string().nullable(),
  mode: sessionMode,
  model: z.string(),
  working_directory: z.string(),
  tools: z.array(z.string()),
  custom_tools: z.array(customTool),
  allowed_tools: z.array(z.string()),
  disallowed_tools: z.array(z.string()),
  ask_tools: z.array(z.string()),
  system_prompt: z.string().nullable(),
  sdk_options: sdkOptions,
  include_partial_messages: z.boolean(),
  max_retries: z.int(),
  retry_delay: z.number(),
  timeout_seconds: z.number(),
  hooks_enabled: z
    .array(z.string())
    .describe("built-in hooks that work in this session, where the operator has them on"),
  permission_mode: permissionMode,
  custom_policies: z.array(z.string()),
  budget: budget.nullable(),
  retention,
  template_id: z.string().nullable(),
  metadata,
});
export type SessionConfig = z.infer<typeof sessionConfig>;

/** What a session has counted since it began. Cost is null once a call had no known price. */
const sessionCounters = z.object({
  message_count: z.int(),
  tool_call_count: z.int(),
  hook_execution_count: z.int(),
  permission_check_count: z.int(),
  error_count: z.int(),
  retry_count: z.int(),
  total_cost_usd: z.number().nullable(),
  total_input_tokens: z.int(),
  total_output_tokens: z.int(),
  total_cache_creation_tokens: z.int(),
  total_cache_read_tokens: z.int(),
});
export type SessionCounters = z.infer<typeof sessionCounters>;

const link = z.string();
export const sessionResource = z
  .object({
    id: z.string(),
    user_id: z.string(),
    status: sessionStatus,
    last_stop_reason: stopReason.nullable(),
    ...sessionConfig.shape,
    parent_session_id: z.string().nullable(),
    is_fork: z.boolean(),
    forked_at_seq: z.int().nullable().describe("the last event that is the parent's too"),
    inherited_cost_usd: z
      .number()
      .nullable()
      .describe("what the parent had cost when this was forked: no part of `total_cost_usd`"),
    undoable_seq: z
      .int()
      .nullable()
      .describe("the `session.rewound` that an undo takes back; null when there is none"),
    archive_id: z.string().nullable(),
    ...sessionCounters.shape,
    last_seq: z.int(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    started_at: z.iso.datetime().nullable(),
    completed_at: z.iso.datetime().nullable(),
    error_message: z.string().nullable(),
    _links: z.object({
      self: link,
      query: link,
      messages: link,
      tool_calls: link,
      stream: link,
      events: link,
      files: link,
      parent: link.optional(),
    }),
  })
  .meta({ id: "Session" });
export type SessionResource = z.infer<typeof sessionResource>;

/** The session without its links: what the object itself knows; the API adds the addresses. */
export type SessionSnapshot = Omit<SessionResource, "_links">;

const onBusy = z.enum(["queue", "reject", "interrupt", "steer"]);
export type OnBusy = z.infer<typeof onBusy>;

export const receipt = z.enum(["started", "queued", "steered", "interrupted_previous"]);
export type Receipt = z.infer<typeof receipt>;

export const queryInput = z.strictObject({
  message: messageInput,
  fork: z.boolean().optional().describe("send it to a fork of this session, which is made for it"),
  on_busy: onBusy.optional(),
});
export type QueryInput = z.infer<typeof queryInput>;

export const compactInput = z.strictObject({
  instructions: z
    .string()
    .min(1)
    .max(10_000)
    .optional()
    .describe("what the summary should keep above all"),
});

export const compactReceipt = z.object({
  id: z.string(),
  status: sessionStatus,
  seq: z.int().describe("place of the `session.compaction_requested`"),
  receipt: z.enum(["started", "queued"]),
});
export type CompactReceipt = z.infer<typeof compactReceipt>;

/** How a turn ended, for a caller that waited for it. */
const turnResult = z.object({
  text: z.string(),
  stop_reason: stopReason.nullable(),
  usage: z.object({
    input_tokens: z.int(),
    output_tokens: z.int(),
    cache_creation_input_tokens: z.int(),
    cache_read_input_tokens: z.int(),
  }),
  cost_usd: z.number().nullable(),
  num_steps: z.int(),
  duration_ms: z.number(),
});
export type TurnResult = z.infer<typeof turnResult>;

export const queryReceipt = z.object({
  id: z.string(),
  status: sessionStatus,
  parent_session_id: z.string().nullable(),
  is_fork: z.boolean(),
  message_id: z.string(),
  seq: z.int(),
  receipt,
  result: turnResult.optional(),
});
export type QueryReceipt = z.infer<typeof queryReceipt>;
