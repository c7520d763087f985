// The built-in hook `audit`: what the agent did, beside the deeds of people in the same chain. Names,
// outcomes and digests, never content. What is said here of an event is hashed and kept by others, so
// it stays the same for that event for ever.
import { sha256 } from "../../agent/digest.ts";
import type { SessionEvent } from "../../contract/event.ts";
import type { ToolCallResource } from "../../contract/message.ts";
import type { AuditEntry } from "../../contract/published.ts";
import { withoutSecrets, withoutSecretsIn } from "../../contract/secret.ts";

type Deed = Pick<AuditEntry, "action" | "resource_type" | "resource_id" | "details">;

/**
 * The audit's entry for a deed of the agent: a tool call that was settled, a decision that no person
 * made, a hook that was run; null for any other event. The agent acts in the name of the session's
 * owner, and `by` in the details says that it was not the owner.
 */
export function agentEntryOf(
  event: SessionEvent,
  call: ToolCallResource | null,
  owner_id: string,
): AuditEntry | null {
  const deed = deedIn(event, call);
  if (deed === null) return null;
  return {
    id: event.id.replace(/^sevt_/, "audit_"),
    seq: event.seq,
    at: event.created_at,
    actor: { user_id: owner_id, key_id: null, ip: null, user_agent: null },
    ...deed,
    resource_id: withoutSecrets(deed.resource_id),
    details: withoutSecretsIn({ by: "agent", ...deed.details }),
  };
}

function deedIn(event: SessionEvent, call: ToolCallResource | null): Deed | null {
  switch (event.type) {
    case "agent.tool_result":
      return {
        ...{ action: "tool.settled", resource_type: "tool_call", resource_id: event.tool_use_id },
        details: {
          tool_name: call?.tool_name ?? null,
          outcome: event.outcome,
          duration_ms: event.duration_ms,
          // Of the input as the model gave it, which is what the list of tool calls shows.
          input_sha256: call === null ? null : sha256(JSON.stringify(call.tool_input)),
        },
      };
    case "permission.decided": {
      const { permission_id, tool_name, decision, decided_by, rule = null } = event;
      return {
        ...{ action: "permission.decided", resource_type: "permission" },
        resource_id: permission_id,
        details: { tool_use_id: event.tool_use_id, tool_name, decision, decided_by, rule },
      };
    }
    case "hook.executed": {
      const { hook_id, hook_name, hook_event, tool_use_id, continue_execution } = event;
      return {
        ...{ action: "hook.executed", resource_type: "hook", resource_id: hook_id },
        details: {
          ...{ hook_name, hook_event, tool_use_id, continue_execution },
          is_error: event.error !== null,
        },
      };
    }
    default:
      return null;
  }
}
