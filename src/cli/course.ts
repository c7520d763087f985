// What is said of a session's own course where it comes in a conversation: rewinds, forks, checkpoints,
// and its way into an archive and out of it.
import type { EventOf, SessionEvent } from "../contract/event.ts";
import { counted } from "./branch-view.ts";
import { clean, size } from "./output.ts";

/** A line for an event that changes a session's course; null for any other. */
export function courseRemark(event: SessionEvent): string | null {
  switch (event.type) {
    case "session.rewound":
      return rewindRemark(event);
    case "session.forked":
      return `⑂ forked from ${event.parent_session_id}: what is above is its past too`;
    case "session.imported":
      return `⇣ imported: what is above happened in ${clean(event.source_session_id)}`;
    case "checkpoint.created":
      return `⚑ checkpoint: ${clean(event.name)}`;
    case "session.archived":
      return `▣ archived: ${event.archive_id} (${size(event.size_bytes)})`;
    case "session.restored":
      return `▣ restored from ${event.archive_id}`;
    default:
      return null;
  }
}

/** A stream cannot take back what it has shown: it is said how much of it is hidden from here on. */
function rewindRemark(event: EventOf<"session.rewound">): string {
  const { undoes_seq, to_seq, messages_dropped, files_changed } = event;
  const what = undoes_seq === null ? `went back to seq ${to_seq}` : `undid seq ${undoes_seq}`;
  const changes = [
    messages_dropped > 0 ? `${counted(messages_dropped, "message")} hidden` : null,
    files_changed > 0 ? `${counted(files_changed, "file")} changed` : null,
  ].filter((change) => change !== null);
  return `↩ ${[what, ...changes].join(" · ")}`;
}
