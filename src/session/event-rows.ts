// The log as it is read: whole events in order of their places, in pages that are cut by bytes. A row
// that can no longer be read stands there as damaged, is reported once, and stops no other.
import { EVENT_TYPES, type SessionEvent } from "../contract/event.ts";
import { STREAM_PAGE_BYTES } from "../contract/limits.ts";
import type { DamagedEvent } from "../contract/stream.ts";
import { type Held, wholeBody } from "./event-body.ts";

/** An event with its JSON, which is what subscribers and pages are sent. */
export interface StoredEvent {
  readonly seq: number;
  readonly type: string;
  readonly body: string;
}

/** An event as it was read; null when it is damaged, and then the body says so. */
export interface ReadEvent extends StoredEvent {
  readonly event: SessionEvent | null;
}

/** What to read: places after (or, descending, before) `from`, of some types or of all. */
export interface Range {
  from: number;
  /** The last place to read; to the end without. */
  to?: number | null;
  limit: number;
  types?: readonly string[];
  order?: "asc" | "desc";
}

const KNOWN_TYPES: ReadonlySet<string> = new Set(EVENT_TYPES);

export class EventRows {
  readonly #sql: SqlStorage;
  readonly #reported = new Set<number>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The event at a place; undefined where there is none. */
  at(seq: number): ReadEvent | undefined {
    const [row] = this.#sql.exec<{ body: Held }>("SELECT body FROM events WHERE seq = ?", seq);
    return row === undefined ? undefined : this.#read(seq, row.body);
  }

  /**
   * Up to `limit` events. A page is also cut by bytes, whatever the limit, so that no reader loads a
   * whole history at once; `more` says that it was cut.
   */
  page({ from, to = null, limit, types = [], order = "asc" }: Range): {
    events: ReadEvent[];
    more: boolean;
  } {
    const end = to === null ? "" : `AND seq ${order === "asc" ? "<=" : ">="} ${Math.trunc(to)}`;
    const place = `${order === "asc" ? "seq > ?" : "seq < ?"} ${end}`;
    const kinds = types.length === 0 ? "" : `AND type IN (${types.map(() => "?").join(",")})`;
    const query = `SELECT seq, body FROM events WHERE ${place} ${kinds} ORDER BY seq ${order} LIMIT ?`;
    const rows = this.#sql.exec(query, from, ...types, limit + 1).raw<[number, Held]>();
    const events: ReadEvent[] = [];
    let bytes = 0;
    for (const [seq, body] of rows) {
      if (events.length === limit) return { events, more: true };
      const event = this.#read(seq, body);
      bytes += event.body.length;
      if (bytes > STREAM_PAGE_BYTES && events.length > 0) return { events, more: true };
      events.push(event);
    }
    return { events, more: false };
  }

  #read(seq: number, held: Held): ReadEvent {
    const body = wholeBody(this.#sql, seq, held);
    const event = body === null ? null : parsed(body);
    if (body === null || event?.seq !== seq) return this.#damaged(seq, "unreadable");
    // It was damaged before it was archived.
    if (isDamaged(event)) return { seq, type: event.type, body, event: null };
    if (!KNOWN_TYPES.has(event.type)) return this.#damaged(seq, "unknown_type");
    return { seq, type: event.type, body, event };
  }

  #damaged(seq: number, reason: DamagedEvent["reason"]): ReadEvent {
    const [row] = this.#sql.exec<{ id: string; type: string; at: number }>(
      "SELECT id, type, at FROM events WHERE seq = ?",
      seq,
    );
    const shown: DamagedEvent = {
      seq,
      id: String(row?.id),
      created_at: new Date(row?.at ?? 0).toISOString(),
      type: "event.damaged",
      event_type: String(row?.type),
      reason,
    };
    if (!this.#reported.has(seq)) console.error({ ...shown, event: "session.event_damaged" });
    this.#reported.add(seq);
    return { seq, type: shown.type, body: JSON.stringify(shown), event: null };
  }
}

function isDamaged(event: { type: string }): boolean {
  return event.type === ("event.damaged" satisfies DamagedEvent["type"]);
}

function parsed(body: string): SessionEvent | null {
  try {
    return JSON.parse(body) as SessionEvent | null;
  } catch {
    // What a crash or a bug left of an event: damage is an answer here, no failure.
    return null;
  }
}
