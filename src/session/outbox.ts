// What a session tells the relational plane. The log itself is the outbox: everything up to the place
// of the stored publication has been handed to the queue, so publishing costs no row, and what a
// crash left unsent is sent again. The receivers take a message twice as once.
import type { SessionState } from "../agent/state.ts";
import type { Actor } from "../contract/caller.ts";
import type { SessionEvent } from "../contract/event.ts";
import { PUBLISHED_BYTES_MAX, PUBLISHED_EVENTS_MAX } from "../contract/limits.ts";
import { PRICES_AS_OF, type SessionMetrics } from "../contract/metrics.ts";
import { previewOf } from "../contract/preview.ts";
import type { Published, PublishedSoFar, Rows } from "../contract/published.ts";
import { withoutSecretsIn } from "../contract/secret.ts";
import type { SessionSnapshot } from "../contract/session.ts";
import { now } from "../runtime.ts";
import { messageOf } from "./hooks/persistence.ts";
import type { OperatorHooks } from "./hooks/table.ts";
import type { Log } from "./log.ts";
import {
  type Behind,
  emptyRows,
  type Publication,
  publish,
  setNow,
  UNPUBLISHED,
} from "./publication.ts";
import type { Store } from "./store.ts";
import { averageToolMs, totalsOf } from "./tally.ts";
import { followedCall } from "./tool-calls.ts";
import { snapshotOf } from "./view.ts";

/** How far the session has been published. Without a readable record of it: not at all. */
export function publicationOf(store: Store): Publication {
  const stored = store.object<Publication>("publication");
  // Publishing again from the beginning changes no row. An earlier version counted no rows.
  const isReadable =
    stored !== null && Number.isInteger(stored.seq) && Array.isArray(stored.operator);
  return isReadable ? stored : unpublished(store);
}

/** Nothing has been published. What another session's log holds too is that one's to publish. */
function unpublished(store: Store): Publication {
  const seq = store.get("adopted_seq") ?? 0;
  return { ...UNPUBLISHED, seq, reached_seq: seq };
}

/**
 * Everything is to be published again: the next drain begins at the first event. What the operator had
 * set stays known, since the audit chain must come out as it was.
 */
export function forgetPublication(store: Store): void {
  const { operator, reached_seq } = publicationOf(store);
  store.set("publication", JSON.stringify({ ...unpublished(store), operator, reached_seq }));
}

/** True when the log holds something that the queue has not been handed. */
export function isBehind(store: Store, log: Log): boolean {
  return publicationOf(store).seq < (log.state()?.last_seq ?? 0);
}

/** How far the session has been published, and how many rows that makes. */
export function publishedSoFar(store: Store, state: SessionState): PublishedSoFar {
  const { seq, at_ms, audit, counts } = publicationOf(store);
  return {
    user_id: state.user_id,
    seq,
    last_seq: state.last_seq,
    published_at_ms: at_ms,
    audit_hash: audit.hash,
    counts: { audit: audit.count, ...counts },
  };
}

/** What the session counts now; the average time of its calls is that of the published ones. */
export function metricsOf(store: Store, state: SessionState, now_ms: number): SessionMetrics {
  const { counters, turn } = state;
  const since = turn?.running_since ?? null;
  return {
    session_id: state.id,
    seq: state.last_seq,
    snapshot_at: new Date(now_ms).toISOString(),
    ...totalsOf(counters),
    duration_ms: state.active_ms + (since === null ? 0 : Math.max(0, now_ms - Date.parse(since))),
    avg_tool_duration_ms: averageToolMs(publicationOf(store).tally),
    prices_as_of: PRICES_AS_OF,
  };
}

/**
 * Hands everything unsent to the queue; which rows are made is up to what the operator has set. Throws
 * when the queue refuses; nothing is lost by that.
 */
export async function drain(
  store: Store,
  log: Log,
  queue: Queue<Published>,
  operator: OperatorHooks,
): Promise<void> {
  for (;;) {
    const state = log.state();
    const stored = store.get("publication");
    const before = setNow(publicationOf(store), operator);
    if (state === null || before.seq >= state.last_seq) return;
    const snapshot = snapshotOf(state);
    const page = log.page({ from: before.seq, limit: PUBLISHED_EVENTS_MAX });
    const events = page.events.flatMap(({ event }) => event ?? []);
    const seq = page.events.at(-1)?.seq ?? state.last_seq;
    const behind = lookBehind(store, log, { id: state.id, from: before.seq, to: seq });
    const { rows, after } = publish(before, events, state, behind);
    for (const message of packed(snapshot, seq === state.last_seq, rows)) await queue.send(message);
    // Unless it was forgotten meanwhile: then all of this is done again.
    if (store.get("publication") !== stored) continue;
    // The last events of the page may be damaged ones, of which the fold knows nothing.
    const reached_seq = Math.max(after.reached_seq, seq);
    store.set("publication", JSON.stringify({ ...after, seq, reached_seq, at_ms: now() }));
  }
}

function lookBehind(
  store: Store,
  log: Log,
  page: { id: string; from: number; to: number },
): Behind {
  const rows = store.sql.exec<{ seq: number; actor: string }>(
    "SELECT seq, actor FROM events WHERE seq > ? AND seq <= ? AND actor IS NOT NULL",
    page.from,
    page.to,
  );
  const actors = new Map([...rows].map(({ seq, actor }) => [seq, JSON.parse(actor) as Actor]));
  return {
    actorOf: (seq) => actors.get(seq) ?? null,
    callBefore: (call_id) => followedCall(log, page.id, call_id),
    eventAt: (seq) => log.find(seq),
    messageBefore: (seq, message_id) => {
      const events: SessionEvent[] = [];
      for (let place = seq - 1; place > 0; place -= 1) {
        const event = log.find(place);
        if (event === null || messageOf(event) !== message_id) break;
        events.unshift(event);
      }
      return events;
    },
  };
}

/** Rows in messages that the queue takes; the session itself goes along with the last of its events. */
export function packed(snapshot: SessionSnapshot, isLast: boolean, rows: Rows): Published[] {
  const { id: session_id, user_id } = snapshot;
  const empty = (): Published => ({ session_id, user_id, snapshot: null, ...emptyRows() });
  const messages: Published[] = [];
  let message = empty();
  let bytes = bytesOf(message);
  if (isLast) {
    const error_message =
      snapshot.error_message === null ? null : previewOf(snapshot.error_message);
    // The directory's copy holds no secret, and on its way there a message may end among the dead letters.
    message.snapshot = withoutSecretsIn({ ...snapshot, error_message });
    bytes = bytesOf(message);
  }
  for (const [kind, entries] of Object.entries(rows) as [keyof Rows, unknown[]][]) {
    for (const entry of entries) {
      const size = bytesOf(entry) + 1;
      if (bytes + size > PUBLISHED_BYTES_MAX) {
        messages.push(message);
        message = empty();
        bytes = bytesOf(message);
      }
      (message[kind] as unknown[]).push(entry);
      bytes += size;
    }
  }
  const isEmpty = message.snapshot === null && bytes === bytesOf(empty());
  return isEmpty ? messages : [...messages, message];
}

/** Of a value as JSON in UTF-8. */
export function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).byteLength;
}
