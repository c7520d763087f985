// The append-only log and the state it folds to. Every event of a session is inserted here and only
// here, in one transaction with the state after it and with whatever else must be true with it.
import { apply, type SessionState, STATE_VERSION, seal } from "../agent/state.ts";
import type { Actor } from "../contract/caller.ts";
import { LedgeError } from "../contract/errors.ts";
import type { EventDraft, EventType, SessionEvent } from "../contract/event.ts";
import {
  STORED_VALUE_BYTES_MAX,
  STREAM_PAGE_BYTES,
  STREAM_PAGE_EVENTS,
} from "../contract/limits.ts";
import type { SessionConfig } from "../contract/session.ts";
import { newId, now } from "../runtime.ts";
import type { Store } from "./store.ts";

/** An event with its JSON, which is what subscribers and pages are sent. */
export interface StoredEvent {
  readonly seq: number;
  readonly type: string;
  readonly body: string;
}

/** Thrown to a loop that another instance of the session has replaced. */
export class Superseded extends Error {}

interface AppendOptions {
  /** Who caused it, when it was a person or a program: kept beside the event for the audit. */
  actor?: Actor;
  /** The instance that appends as the session's loop: refused when it is no longer the owner. */
  owner?: string;
  /** More writes for the same transaction. */
  commit?: ((events: readonly SessionEvent[], state: SessionState) => void) | undefined;
}

export class Log {
  readonly #store: Store;
  readonly #onAppend: (events: readonly SessionEvent[], stored: readonly StoredEvent[]) => void;
  #state: SessionState | null | undefined;

  /** `onAppend` runs right after each write, before anything is awaited. */
  constructor(
    store: Store,
    onAppend: (events: readonly SessionEvent[], stored: readonly StoredEvent[]) => void,
  ) {
    this.#store = store;
    this.#onAppend = onAppend;
  }

  /** The state after the last event; null before the first. */
  state(): SessionState | null {
    if (this.#state === undefined) this.#state = this.#load();
    return this.#state;
  }

  #load(): SessionState | null {
    const state = this.#store.get("state");
    const config = this.#store.get("config");
    if (state === undefined || config === undefined) return null;
    const stored = JSON.parse(state) as SessionState;
    if (stored.version !== STATE_VERSION) return this.#fold();
    return { ...stored, config: JSON.parse(config) as SessionConfig };
  }

  /** The state as the log alone gives it: what an earlier version stored may lack what this one needs. */
  #fold(): SessionState | null {
    let state: SessionState | null = null;
    for (const event of this.after(0)) state = apply(state, event);
    if (state !== null) this.#write(null, state);
    return state;
  }

  /**
   * Appends events and returns them as stored. Throws LedgeError `too_large` for an event over the
   * limit of a stored value, and Superseded; then nothing was written.
   */
  append(drafts: readonly EventDraft[], options: AppendOptions = {}): SessionEvent[] {
    const before = this.state();
    const sealed = seal(before, drafts, { now_ms: now(), newId: () => newId("sevt") });
    const stored = sealed.events.map((event) => ({
      seq: event.seq,
      type: event.type,
      body: bodyOf(event),
    }));
    const actor = options.actor === undefined ? null : JSON.stringify(options.actor);
    this.#store.transaction(() => {
      if (options.owner !== undefined && this.#store.get("owner") !== options.owner) {
        throw new Superseded();
      }
      for (const [index, event] of sealed.events.entries()) {
        this.#store.sql.exec(
          "INSERT INTO events (seq, id, type, at, body, actor) VALUES (?, ?, ?, ?, ?, ?)",
          event.seq,
          event.id,
          event.type,
          Date.parse(event.created_at),
          stored[index]?.body,
          actor,
        );
      }
      this.#write(before, sealed.state);
      options.commit?.(sealed.events, sealed.state);
    });
    this.#state = sealed.state;
    this.#onAppend(sealed.events, stored);
    return sealed.events;
  }

  #write(before: SessionState | null, after: SessionState): void {
    const { config, ...state } = after;
    if (before?.config !== config) this.#store.set("config", JSON.stringify(config));
    this.#store.set("state", JSON.stringify(state));
  }

  /** The event at a place that exists. Throws for any other: a bug. */
  at(seq: number): SessionEvent {
    const [row] = this.#store.sql.exec<{ body: string }>(
      "SELECT body FROM events WHERE seq = ?",
      seq,
    );
    if (row === undefined) throw new Error(`no event at ${seq}`);
    return JSON.parse(row.body) as SessionEvent;
  }

  /**
   * Up to `limit` stored events after (or, descending, before) a place, optionally of some types. A
   * page is also cut by bytes, whatever the limit, so that no reader loads a whole history at once;
   * `more` says that it was cut.
   */
  page(options: {
    from: number;
    limit: number;
    types?: readonly string[];
    order?: "asc" | "desc";
  }): { events: StoredEvent[]; more: boolean } {
    const { from, limit, types = [], order = "asc" } = options;
    const place = order === "asc" ? "seq > ?" : "seq < ?";
    const kinds = types.length === 0 ? "" : `AND type IN (${types.map(() => "?").join(",")})`;
    const query = `SELECT seq, type, body FROM events WHERE ${place} ${kinds} ORDER BY seq ${order} LIMIT ?`;
    const rows = this.#store.sql.exec<{ seq: number; type: string; body: string }>(
      query,
      from,
      ...types,
      limit + 1,
    );
    const events: StoredEvent[] = [];
    let bytes = 0;
    for (const row of rows) {
      if (events.length === limit || bytes > STREAM_PAGE_BYTES) return { events, more: true };
      events.push(row);
      bytes += row.body.length;
    }
    return { events, more: false };
  }

  /** Every event after a place, one at a time, without holding them all. */
  *after(seq: number, types: readonly EventType[] = []): Generator<SessionEvent> {
    let from = seq;
    for (;;) {
      const { events, more } = this.page({ from, limit: STREAM_PAGE_EVENTS, types });
      for (const event of events) {
        yield JSON.parse(event.body) as SessionEvent;
        from = event.seq;
      }
      if (!more) return;
    }
  }

  /** The last place whose event is older than `at_ms`: where a look-up by a time-sorted id begins. */
  placeBefore(at_ms: number): number {
    let low = 0;
    let high = this.state()?.last_seq ?? 0;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const [row] = this.#store.sql.exec<{ at: number }>(
        "SELECT at FROM events WHERE seq = ?",
        middle,
      );
      if (row !== undefined && row.at < at_ms) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function bodyOf(event: SessionEvent): string {
  const body = JSON.stringify(event);
  // A UTF-16 unit is at most three bytes of UTF-8: count exactly only when it could matter.
  const long = body.length * 3 > STORED_VALUE_BYTES_MAX;
  if (long && new TextEncoder().encode(body).byteLength > STORED_VALUE_BYTES_MAX) {
    throw new LedgeError(
      "too_large",
      `an event of type ${event.type} may not be larger than ${STORED_VALUE_BYTES_MAX} bytes`,
    );
  }
  return body;
}
