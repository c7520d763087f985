// Messages and tool calls: what readers see of the log's conversation.
import { z } from "zod";

export const messageResource = z
  .object({
    id: z.string(),
    session_id: z.string(),
    index: z.int(),
    role: z.enum(["user", "assistant"]),
    content: z.array(z.looseObject({ type: z.string() })),
    model: z.string().nullable(),
    thinking_content: z.string().nullable(),
    token_count: z.int().nullable(),
    cost_usd: z.number().nullable(),
    is_partial: z.boolean(),
    parent_message_id: z.string().nullable(),
    is_active: z.boolean().describe("false when a rewind has hidden it"),
    seq: z.int(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: "Message" });
export type MessageResource = z.infer<typeof messageResource>;

const toolCallStatus = z.enum([
  "pending",
  "running",
  "waiting",
  "asking",
  "success",
  "error",
  "denied",
  "unknown",
  "expired",
]);

/** What hooks said of a call, long texts cut; null when none was run. */
const hookData = z
  .array(z.object({ hook_name: z.string(), output: z.unknown(), error: z.string().nullable() }))
  .nullable();

export const toolCallResource = z
  .object({
    id: z.string(),
    session_id: z.string(),
    tool_use_id: z.string(),
    tool_name: z.string(),
    tool_input: z.unknown(),
    tool_output: z.string().nullable(),
    status: toolCallStatus,
    is_error: z.boolean(),
    retries: z.int(),
    permission_decision: z.enum(["allow", "deny", "not_checked"]),
    permission_reason: z.string().nullable(),
    hook_pre_data: hookData.describe("hooks that were run before the call, in their order"),
    hook_post_data: hookData.describe("hooks that were run after it"),
    started_at: z.iso.datetime().nullable(),
    completed_at: z.iso.datetime().nullable(),
    duration_ms: z.number().nullable(),
  })
  .meta({ id: "ToolCall" });
export type ToolCallResource = z.infer<typeof toolCallResource>;
