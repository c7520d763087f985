// What a person or a program did, as the audit says it: names and sizes, never content. What is
// said here of an event is hashed and kept by others, so it stays the same for that event for ever.
import type { Actor } from "../contract/caller.ts";
import type { SessionEvent } from "../contract/event.ts";
import type { AuditEntry } from "../contract/published.ts";
import { withoutSecrets, withoutSecretsIn } from "../contract/secret.ts";

const ACTIONS: Partial<Record<SessionEvent["type"], string>> = {
  "session.created": "session.created",
  "session.forked": "session.forked",
  "session.imported": "session.imported",
  "session.rewound": "session.rewound",
  "session.archived": "session.archived",
  "session.restored": "session.restored",
  "checkpoint.created": "checkpoint.created",
  "session.updated": "session.updated",
  "session.compaction_requested": "session.compaction_requested",
  "session.completed": "session.completed",
  "session.status_terminated": "session.terminated",
  "user.message": "session.queried",
  "user.interrupt": "session.interrupted",
  "user.custom_tool_result": "session.tool_result_given",
  "permission.decided": "permission.answered",
  "file.written": "file.written",
  "file.deleted": "file.deleted",
  "files.imported": "files.imported",
};

/** The audit's entry for an event that somebody caused; null for one that is not audited. */
export function auditEntryOf(
  event: SessionEvent,
  actor: Actor,
  session_id: string,
): AuditEntry | null {
  const action = ACTIONS[event.type];
  if (action === undefined) return null;
  const { resource_type, resource_id } = resourceOf(event, session_id);
  return {
    id: event.id.replace(/^sevt_/, "audit_"),
    seq: event.seq,
    action,
    at: event.created_at,
    actor: {
      ...actor,
      user_agent: actor.user_agent === null ? null : withoutSecrets(actor.user_agent),
    },
    resource_type,
    resource_id: withoutSecrets(resource_id),
    details: withoutSecretsIn(detailsOf(event)),
  };
}

function resourceOf(event: SessionEvent, session_id: string) {
  switch (event.type) {
    case "file.written":
    case "file.deleted":
      return { resource_type: "file", resource_id: event.path };
    case "files.imported":
      return { resource_type: "file", resource_id: event.into };
    default:
      return { resource_type: "session", resource_id: session_id };
  }
}

function detailsOf(event: SessionEvent): Record<string, unknown> {
  switch (event.type) {
    case "session.forked":
      return { parent_session_id: event.parent_session_id, at_seq: event.seq - 1 };
    case "session.imported":
      return { source_session_id: event.source_session_id };
    case "session.rewound": {
      const { to_seq, conversation, files, undoes_seq, messages_dropped, files_changed } = event;
      return { to_seq, conversation, files, undoes_seq, messages_dropped, files_changed };
    }
    case "session.archived":
      return { archive_id: event.archive_id, size_bytes: event.size_bytes };
    case "session.restored":
      return { archive_id: event.archive_id };
    case "session.created": {
      const { legal_hold } = event.config.retention ?? {};
      return legal_hold === undefined ? {} : { legal_hold };
    }
    case "session.updated": {
      const { retention, ...changes } = event.changes;
      const kept = Object.keys(retention ?? {}).map((name) => `retention.${name}`);
      const fields = [...Object.keys(changes), ...kept];
      const { legal_hold } = retention ?? {};
      return legal_hold === undefined ? { fields } : { fields, legal_hold };
    }
    case "user.message":
      return { message_id: event.message_id, blocks: event.content.length };
    case "user.custom_tool_result":
      return { tool_use_id: event.custom_tool_use_id };
    case "permission.decided": {
      const { permission_id, tool_name, decision, updated_input, remembered } = event;
      const how = { edited: updated_input !== undefined, remembered: remembered !== undefined };
      return { permission_id, tool_name, decision, ...how };
    }
    case "file.written":
      return { size_bytes: event.size_bytes, hash: event.hash };
    case "files.imported":
      return { file_count: event.file_count, size_bytes: event.size_bytes };
    default:
      return {};
  }
}
