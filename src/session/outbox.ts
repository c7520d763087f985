// What a session tells the relational plane. The log itself is the outbox: everything up to
// `published_seq` has been handed to the queue, so publishing costs no row, and what a crash left
// unsent is sent again. The receivers take a message twice as once.
import type { Actor } from "../contract/caller.ts";
import type { SessionEvent } from "../contract/event.ts";
import { QUEUE_BATCH_MESSAGES_MAX } from "../contract/limits.ts";
import type { AuditEntry, Published } from "../contract/published.ts";
import type { Log } from "./log.ts";
import type { Store } from "./store.ts";
import { snapshotOf } from "./view.ts";

/** True when the log holds something that the queue has not been handed. */
export function isBehind(store: Store, log: Log): boolean {
  return (store.get("published_seq") ?? 0) < (log.state()?.last_seq ?? 0);
}

/** Hands everything unsent to the queue. Throws when the queue refuses; nothing is lost by that. */
export async function drain(store: Store, log: Log, queue: Queue<Published>): Promise<void> {
  const state = log.state();
  if (state === null || !isBehind(store, log)) return;
  const snapshot = snapshotOf(state);
  const audit = auditAfter(store, log, state.id);
  const chunks: AuditEntry[][] = [audit.slice(0, QUEUE_BATCH_MESSAGES_MAX)];
  for (let at = QUEUE_BATCH_MESSAGES_MAX; at < audit.length; at += QUEUE_BATCH_MESSAGES_MAX) {
    chunks.push(audit.slice(at, at + QUEUE_BATCH_MESSAGES_MAX));
  }
  for (const entries of chunks) {
    await queue.send({
      session_id: state.id,
      user_id: state.user_id,
      snapshot,
      audit: entries,
    });
  }
  store.set("published_seq", state.last_seq);
}

/** What people and programs did that the queue has not been told. */
function auditAfter(store: Store, log: Log, session_id: string): AuditEntry[] {
  const seq = store.get("published_seq") ?? 0;
  const rows = store.sql.exec<{ seq: number; actor: string }>(
    "SELECT seq, actor FROM events WHERE seq > ? AND actor IS NOT NULL ORDER BY seq",
    seq,
  );
  return [...rows].flatMap((row) => {
    const event = log.find(row.seq);
    const action = event === null ? undefined : ACTIONS[event.type];
    if (event === null || action === undefined) return [];
    return {
      id: event.id.replace(/^sevt_/, "audit_"),
      seq: event.seq,
      action,
      at: event.created_at,
      actor: JSON.parse(row.actor) as Actor,
      ...resourceOf(event, session_id),
      details: detailsOf(event),
    };
  });
}

const ACTIONS: Partial<Record<SessionEvent["type"], string>> = {
  "session.created": "session.created",
  "session.updated": "session.updated",
  "session.compaction_requested": "session.compaction_requested",
  "session.completed": "session.completed",
  "session.status_terminated": "session.terminated",
  "user.message": "session.queried",
  "user.interrupt": "session.interrupted",
  "user.custom_tool_result": "session.tool_result_given",
  "file.written": "file.written",
  "file.deleted": "file.deleted",
  "files.imported": "files.imported",
};

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

/** What the audit says beside who and when: names and sizes, never content. */
function detailsOf(event: SessionEvent): Record<string, unknown> {
  switch (event.type) {
    case "session.updated":
      return { fields: Object.keys(event.changes) };
    case "user.message":
      return { message_id: event.message_id, blocks: event.content.length };
    case "user.custom_tool_result":
      return { tool_use_id: event.custom_tool_use_id };
    case "file.written":
      return { size_bytes: event.size_bytes, hash: event.hash };
    case "files.imported":
      return { file_count: event.file_count, size_bytes: event.size_bytes };
    default:
      return {};
  }
}
