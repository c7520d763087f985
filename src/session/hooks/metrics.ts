// The built-in hook `metrics`: a snapshot of a session's counts at the end of each turn, and at the
// first event after each full interval of a running one. No timer makes it but the log itself, so
// that publishing the log again gives the same snapshots.
import type { SessionEvent } from "../../contract/event.ts";
import type { MetricsRow } from "../../contract/published.ts";
import { averageToolMs, type Tally, totalsOf } from "../tally.ts";

/** A snapshot where one is due at this event, and when the next one is, in ms since 1970. */
export interface Snapshot {
  readonly row: MetricsRow | null;
  /** Null while no turn runs. */
  readonly due_ms: number | null;
}

/** What an event makes of the snapshots; `tally` is the count with that event. */
export function snapshotAt(
  event: SessionEvent,
  tally: Tally,
  due_ms: number | null,
  interval_ms: number,
): Snapshot {
  const at_ms = Date.parse(event.created_at);
  if (isTurnEnd(event)) return { row: rowOf(event, tally, at_ms), due_ms: null };
  if (event.type === "session.status_running") return { row: null, due_ms: at_ms + interval_ms };
  if (due_ms === null || at_ms < due_ms) return { row: null, due_ms };
  const intervals = Math.floor((at_ms - due_ms) / interval_ms) + 1;
  return { row: rowOf(event, tally, at_ms), due_ms: due_ms + intervals * interval_ms };
}

/** True for the events at which a turn ends or comes to a wait. */
function isTurnEnd({ type }: SessionEvent): boolean {
  return (
    type === "session.status_idle" ||
    type === "session.failed" ||
    type === "session.status_terminated"
  );
}

function rowOf(event: SessionEvent, tally: Tally, at_ms: number): MetricsRow {
  const since = tally.running_since;
  return {
    id: event.id,
    seq: event.seq,
    version: event.seq,
    snapshot_at: at_ms,
    ...totalsOf(tally.counters),
    duration_ms: tally.active_ms + (since === null ? 0 : at_ms - Date.parse(since)),
    avg_tool_duration_ms: averageToolMs(tally),
  };
}
