// Decisions on tool calls as an auditor reads them: what was asked for, what was decided, by whom or
// what, and why.
import { z } from "zod";

export const permissionDecision = z
  .object({
    id: z.string(),
    session_id: z.string(),
    tool_name: z.string(),
    /** The model's own id of the call, as in the list of tool calls. */
    tool_use_id: z.string(),
    /** The call's input with long texts cut and secrets taken out. */
    input_data: z.unknown(),
    context: z.object({ tool_call_id: z.string() }),
    decision: z.enum(["allow", "deny"]),
    decided_by: z.enum(["rule", "policy", "mode", "hook", "user", "timeout"]),
    reason: z.string(),
    interrupted: z.boolean(),
    decided_at: z.iso.datetime(),
  })
  .meta({ id: "PermissionDecision" });
export type PermissionDecision = z.infer<typeof permissionDecision>;
