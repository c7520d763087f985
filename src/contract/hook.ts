// Hooks: what is told to somebody's server at a point of a turn, and what that server may answer. The
// points, inputs and outputs are those of Claude Code (docs.claude.com, "Hooks reference").
import { z } from "zod";
import { HOOK_TIMEOUT_SECONDS_MAX, HOOK_URL_CHARS_MAX, NAME_CHARS_MAX } from "./limits.ts";

/** The points at which a hook can be registered. Ledge has no sub-agents yet: `SubagentStop` never comes. */
export const HOOK_EVENTS = [
  "PreToolUse",
  "PostToolUse",
  "PostToolUseFailure",
  "UserPromptSubmit",
  "SessionStart",
  "SessionEnd",
  "Stop",
  "SubagentStop",
  "PreCompact",
  "Notification",
  "PermissionRequest",
] as const;
export const hookEventName = z.enum(HOOK_EVENTS);
export type HookEventName = z.infer<typeof hookEventName>;

/** The hooks that are part of Ledge: functions over the log, switched by name. */
export const BUILTIN_HOOKS = ["audit", "metrics", "persistence", "notification"] as const;
export const builtinHook = z.enum(BUILTIN_HOOKS);
export type BuiltinHook = z.infer<typeof builtinHook>;

/**
 * `*`, or tools by name, where `*` stands for any characters. Nothing else could be a tool's name. Two
 * stars in a name are the most: trying all that many of them may stand for takes longer with each.
 */
const MATCHED_NAME = "(?=[A-Za-z*])[A-Za-z0-9_-]*(?:\\*[A-Za-z0-9_-]*){0,2}";
const MATCHER = new RegExp(`^${MATCHED_NAME}(?:\\|${MATCHED_NAME})*$`);

/** What becomes of the call or the turn when a hook gives no answer that can be read. */
const onFailure = z.enum(["continue", "block"]);

const registration = {
  name: z.string().trim().min(1).max(NAME_CHARS_MAX),
  event: hookEventName,
  matcher: z
    .string()
    .max(500)
    .regex(
      MATCHER,
      "expected *, or names of tools divided by | with at most two stars each, as Edit|Write or mcp__*",
    )
    .describe(
      "tools that it is for, as `Bash`, `Edit|Write` or `mcp__*`; every one without it, or with `*`",
    ),
  url: z
    .url({ protocol: /^https?$/ })
    .max(HOOK_URL_CHARS_MAX)
    .describe("where it is called; https, at a public address"),
  timeout_seconds: z.number().min(0.1).max(HOOK_TIMEOUT_SECONDS_MAX),
  max_retries: z.int().min(0).max(5),
  on_failure: onFailure,
  enabled: z.boolean(),
};

/** What a client registers. */
export const hookCreate = z.strictObject({
  ...registration,
  session_id: z.string().optional().describe("only in this session; in all of yours without it"),
  matcher: registration.matcher.default("*"),
  timeout_seconds: registration.timeout_seconds.default(10),
  max_retries: registration.max_retries.default(2),
  on_failure: onFailure.default("continue"),
  enabled: registration.enabled.default(true),
});
export type HookCreate = z.infer<typeof hookCreate>;

export const hookUpdate = z.strictObject(registration).partial();
export type HookUpdate = z.infer<typeof hookUpdate>;

/** A registered hook as its owner reads it: never with its secret. */
export const hookResource = z
  .object({
    id: z.string(),
    user_id: z.string(),
    session_id: z.string().nullable(),
    ...registration,
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "Hook" });
export type HookResource = z.infer<typeof hookResource>;

/** The answer to whoever made the hook, or gave it another secret. */
export const hookCreated = hookResource
  .extend({
    /** In the first answer only: null when an Idempotency-Key is used again. */
    secret: z.string().nullable().describe("signs its calls (Standard Webhooks); shown this once"),
  })
  .meta({ id: "CreatedHook" });
export type HookCreated = z.infer<typeof hookCreated>;

/** A hook as the session calls it. `secret` signs the calls and is shown to nobody. */
export interface Hook
  extends Pick<
    HookResource,
    "id" | "name" | "event" | "matcher" | "url" | "timeout_seconds" | "max_retries" | "on_failure"
  > {
  readonly secret: string;
}

/** What every call of a hook is told; the fields of its point stand beside these. */
export interface HookInput {
  readonly session_id: string;
  /** Where the conversation can be read, as a path of the API. */
  readonly transcript_path: string;
  readonly cwd: string;
  readonly permission_mode: string;
  readonly hook_event_name: HookEventName;
  readonly [field: string]: unknown;
}

const toolInput = z.record(z.string(), z.unknown());

/**
 * What a hook may answer. Fields that Ledge does not know are ignored, as Claude Code does; a known one
 * of the wrong type makes the answer unreadable.
 */
export const hookOutput = z.looseObject({
  continue: z.boolean().optional(),
  stopReason: z.string().optional(),
  systemMessage: z.string().optional(),
  decision: z.enum(["approve", "block"]).optional(),
  reason: z.string().optional(),
  hookSpecificOutput: z
    .looseObject({
      hookEventName: hookEventName.optional(),
      permissionDecision: z.enum(["allow", "deny", "ask"]).optional(),
      permissionDecisionReason: z.string().optional(),
      updatedInput: toolInput.optional(),
      additionalContext: z.string().optional(),
      updatedToolOutput: z.unknown().optional(),
      decision: z
        .discriminatedUnion("behavior", [
          z.looseObject({ behavior: z.literal("allow"), updatedInput: toolInput.optional() }),
          z.looseObject({
            behavior: z.literal("deny"),
            message: z.string().optional(),
            interrupt: z.boolean().optional(),
          }),
        ])
        .optional(),
    })
    .optional(),
});
export type HookOutput = z.infer<typeof hookOutput>;

/** What came of calling a hook: its answer, or why there is none that can be read. */
export type HookReply = (
  | { readonly output: HookOutput; readonly error: null }
  | { readonly output: null; readonly error: string }
) & { readonly attempts: number; readonly duration_ms: number };

/**
 * Calls one hook. `call_id` is the same for every attempt at the same call, also after a crash, so that
 * the receiver can tell. Resolves always; when the signal is aborted, with an error.
 */
export type CallHook = (
  hook: Hook,
  call_id: string,
  input: HookInput,
  signal: AbortSignal,
) => Promise<HookReply>;

/** One run of a hook as an auditor reads it. */
export const hookExecution = z
  .object({
    id: z.string(),
    session_id: z.string(),
    hook_id: z.string(),
    hook_type: hookEventName,
    hook_name: z.string(),
    tool_use_id: z.string().nullable(),
    /** Long texts cut and secrets taken out, like all the data of these lists. */
    input_data: z.unknown(),
    output_data: z.unknown(),
    /** Whether the call or the turn went on as far as this hook is concerned. */
    continue_execution: z.boolean(),
    attempts: z.int(),
    duration_ms: z.number(),
    error: z.string().nullable(),
    executed_at: z.iso.datetime(),
  })
  .meta({ id: "HookExecution" });
export type HookExecution = z.infer<typeof hookExecution>;
