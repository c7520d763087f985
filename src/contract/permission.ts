// Permissions as people meet them: an open request, and the answer to one.
import { z } from "zod";

export const permissionAnswer = z.strictObject({
  decision: z.enum(["allow", "deny"]),
  reason: z.string().min(1).max(2000).optional().describe("told to the model when it is denied"),
  updated_input: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("run the call with this instead; only with allow"),
  remember: z
    .enum(["once", "session"])
    .optional()
    .describe("`session`: such calls are allowed from now on; only with allow"),
  interrupt: z.boolean().optional().describe("stop the turn as well; only with deny"),
});
export type PermissionAnswer = z.infer<typeof permissionAnswer>;

export const openPermission = z
  .object({
    id: z.string(),
    session_id: z.string(),
    tool_use_id: z.string(),
    tool_name: z.string(),
    input_data: z.unknown(),
    digest: z.string(),
    reason: z.string(),
    requested_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
    default_decision: z.literal("deny"),
  })
  .meta({ id: "OpenPermission" });
export type OpenPermission = z.infer<typeof openPermission>;
