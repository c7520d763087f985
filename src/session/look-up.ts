// Places in the log: ids sort by time, so an event is found by its id without an index; the cursor of a
// list is a place as well.
import { type Path, WHOLE_LOG } from "../agent/path.ts";
import type { SessionState } from "../agent/state.ts";
import { LedgeError } from "../contract/errors.ts";
import type { EventType, SessionEvent } from "../contract/event.ts";
import type { Log } from "./log.ts";
import type { PathPageRequest } from "./stub.ts";

/** A message or a call is looked for this far behind the place that its id's time points to. */
export const LOOK_UP_EVENTS_MAX = 10_000;

/** An event's time is read before its id is minted, or long after: so far before the id's time one is looked for. */
const MINTED_AFTER_MS = 1000;

/** An event by its id; null when it is not there or not of the types. */
export function find(log: Log, id: string, types: readonly EventType[]): SessionEvent | null {
  let seen = 0;
  for (const event of log.after(log.placeBefore(timeOf(id) - MINTED_AFTER_MS), types)) {
    if (event.id === id) return event;
    seen += 1;
    if (seen > LOOK_UP_EVENTS_MAX) break;
  }
  return null;
}

/** The time in an id, a UUIDv7 (RFC 9562 §5.7), in ms. Ids are minted shortly before their event is written. */
export function timeOf(id: string): number {
  const digits = id.slice(id.indexOf("_") + 1, id.indexOf("_") + 13);
  return /^[0-9a-f]{12}$/.test(digits) ? Number.parseInt(digits, 16) : Number.MAX_SAFE_INTEGER;
}

export function cursorPlace(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new LedgeError("invalid_request", "cursor: expected the next_cursor of the page before");
}

/** What of the log a page is read from. */
export function pathOf(state: SessionState, { path }: PathPageRequest): Path {
  return path === "all" ? WHOLE_LOG : state.path;
}
