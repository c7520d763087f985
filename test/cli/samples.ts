// What the service answers about branches and archives, as small as the contract allows.
import type { ArchiveResource, SessionStorage } from "../../src/contract/archive.ts";
import type {
  CheckpointResource,
  Comparison,
  Lineage,
  RewindResult,
} from "../../src/contract/branch.ts";
import type { EventOf } from "../../src/contract/event.ts";
import type { SessionResource } from "../../src/contract/session.ts";

const AT = "2026-11-20T08:00:00.000Z";

export function aNode(
  id: string,
  depth: number,
  fields: Partial<Lineage["data"][number]> = {},
): Lineage["data"][number] {
  return {
    ...{ id, depth, name: null, status: "completed", message_count: 4 },
    parent_session_id: depth === 0 ? null : "sesn_parent",
    forked_at_seq: depth === 0 ? null : 9,
    ...{ total_cost_usd: 0.1, created_at: AT },
    ...fields,
  };
}

export function aRewind(fields: Partial<RewindResult> = {}): RewindResult {
  return {
    ...{ session_id: "sesn_a", dry_run: true, seq: null, to_seq: 12 },
    ...{ conversation: true, files: true, messages_dropped: 3, messages_restored: 0 },
    messages: [{ id: "msg_a", index: 4, role: "user", preview: "say it\u001b[2J\nagain" }],
    files_changed: [
      { path: "a.txt", change: "reverted", size_bytes: 8 },
      { path: "b.txt", change: "removed", size_bytes: null },
    ],
    files_changed_count: 2,
    effects: [{ seq: 14, kind: "client_tool", name: "deploy", description: "a client ran it" }],
    closes: { turn: 3, permission_ids: ["perm_a"], input_seqs: [] },
    ...fields,
  };
}

export function aRewindEvent(fields: Partial<EventOf<"session.rewound">> = {}) {
  const nothing = {
    context: { from_seq: 0, tokens: 0, compacted_tokens: 0 },
    last_message: null,
  };
  return {
    ...{ type: "session.rewound" as const, seq: 9, id: "sevt_9", created_at: AT },
    ...{ to_seq: 4, conversation: true, files: true, undoes_seq: null },
    ...{ undoable_before: null, undoable_after: null },
    ...{ path: [{ from_seq: 1, to_seq: 4 }], ...nothing },
    before: { path: [{ from_seq: 1, to_seq: 8 }], ...nothing },
    ...{ messages_dropped: 2, files_changed: 0 },
    ...fields,
  };
}

export function aCheckpoint(fields: Partial<CheckpointResource> = {}): CheckpointResource {
  return {
    ...{ id: "ckpt_a", session_id: "sesn_a", name: null, seq: 12, message_index: 3 },
    ...{ turn_number: 2, file_count: 1, size_bytes: 8, is_active: true, created_at: AT },
    ...fields,
  };
}

export function aComparison(fields: Partial<Comparison> = {}): Comparison {
  const diff = "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-one\n+two\r\n";
  const version = { hash: "h", size_bytes: 4, mode: 0o644 };
  return {
    ...{ from_seq: 4, to_seq: 9, added: 0, changed: 2, removed: 0 },
    files: [{ path: "a.txt", change: "changed", before: version, after: version, diff }],
    ...fields,
  };
}

export function anArchive(fields: Partial<ArchiveResource> = {}): ArchiveResource {
  return {
    ...{ id: "arch_a", session_id: "sesn_a", archive_path: "archives/a.tar.gz" },
    ...{ size_bytes: null, compression: "gzip", manifest: null, file_count: null },
    ...{ status: "pending", error_message: null, attempts: 1, next_attempt_at: null },
    ...{ archived_at: null, created_at: AT, updated_at: AT },
    ...fields,
  };
}

export function aStorage(fields: Partial<SessionStorage> = {}): SessionStorage {
  return {
    ...{ session_id: "sesn_a", as_of: AT, database_bytes: 2 * 1024 * 1024 },
    log: { events: 120, bytes: 80 * 1024, stored_bytes: 20 * 1024 },
    workspace: { files: 1, bytes: 8 },
    history: { versions: 3, bytes: 24 },
    contents: { count: 4, bytes: 32, stored_bytes: 32, object_storage_bytes: 0 },
    archive: null,
    retention: { legal_hold: true, archive_at: "2027-05-19T08:00:00.000Z", purge_at: null },
    ...fields,
  };
}

export function aSession(fields: Partial<SessionResource> = {}): SessionResource {
  const zero = {
    ...{ message_count: 0, tool_call_count: 0, hook_execution_count: 0 },
    ...{ permission_check_count: 0, error_count: 0, retry_count: 0, total_cost_usd: 0 },
    ...{ total_input_tokens: 0, total_output_tokens: 0 },
    ...{ total_cache_creation_tokens: 0, total_cache_read_tokens: 0 },
  };
  const link = "/api/v1/sessions/sesn_a";
  return {
    ...{ id: "sesn_a", user_id: "user_a", status: "active", last_stop_reason: null },
    ...{ name: null, description: null, mode: "interactive", model: "offline-sonnet" },
    ...{ working_directory: "/workspace", tools: [], custom_tools: [], allowed_tools: [] },
    ...{ disallowed_tools: [], ask_tools: [], system_prompt: null, sdk_options: {} },
    ...{ include_partial_messages: false, max_retries: 3, retry_delay: 2, timeout_seconds: 120 },
    ...{ hooks_enabled: [], permission_mode: "default", custom_policies: [], budget: null },
    ...{ retention: {}, template_id: null, metadata: {} },
    ...{ parent_session_id: null, is_fork: false, forked_at_seq: null },
    ...{ inherited_cost_usd: null, undoable_seq: null, archive_id: null },
    ...zero,
    ...{ last_seq: 1, created_at: AT, updated_at: AT, started_at: null, completed_at: null },
    error_message: null,
    _links: {
      ...{ self: link, query: link, messages: link, tool_calls: link },
      ...{ stream: link, events: link, files: link },
    },
    ...fields,
  };
}
