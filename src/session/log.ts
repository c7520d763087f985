// The append-only log and the state it folds to. Every event of a session is inserted here and only
// here, in one transaction with the state after it and with whatever else must be true with it.
import { type Path, pathUntil } from "../agent/path.ts";
import { apply, type SessionState, STATE_VERSION, seal } from "../agent/state.ts";
import type { Actor } from "../contract/caller.ts";
import { LedgeError } from "../contract/errors.ts";
import type { EventDraft, EventType, SessionEvent } from "../contract/event.ts";
import { EVENT_BYTES_MAX, STREAM_PAGE_EVENTS } from "../contract/limits.ts";
import type { SessionConfig } from "../contract/session.ts";
import { newId, now } from "../runtime.ts";
import { storeBody } from "./event-body.ts";
import { EventRows, type Range, type ReadEvent, type StoredEvent } from "./event-rows.ts";
import type { Store } from "./store.ts";

export type { StoredEvent };

/** Why a log cannot be folded now: it is in the session's archive, and what is here is a part of it. */
export const LOG_ARCHIVED = "log_archived";

/** Most readers want what stands right behind a place: a first page that small, then larger ones. */
const FIRST_PAGE_EVENTS = 16;

/** Thrown to a loop that another instance of the session has replaced. */
export class Superseded extends Error {}

/** An event of another log, or of this one before it was archived. */
export interface TakenEvent {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  /** In ms. */
  readonly at: number;
  /** The event as JSON. */
  readonly body: string;
}

interface AppendOptions {
  /** Who caused it, when it was a person or a program: kept beside the event for the audit. */
  actor?: Actor;
  /** The instance that appends as the session's loop: refused when it is no longer the owner. */
  owner?: string;
  /** The log is another session's up to here, and becomes this one's with the first of the events. */
  adopted_seq?: number | undefined;
  /** More writes for the same transaction. */
  commit?: ((events: readonly SessionEvent[], state: SessionState) => void) | undefined;
}

export class Log {
  readonly #store: Store;
  readonly #rows: EventRows;
  readonly #onAppend: (events: readonly SessionEvent[], stored: readonly StoredEvent[]) => void;
  readonly #compress_over: number;
  #state: SessionState | null | undefined;

  /**
   * `onAppend` runs right after each write, before anything is awaited. Events of more than `compress_over`
   * characters are stored compressed where that pays; none, when it is not given.
   */
  constructor(
    store: Store,
    onAppend: (events: readonly SessionEvent[], stored: readonly StoredEvent[]) => void,
    compress_over = Number.POSITIVE_INFINITY,
  ) {
    this.#store = store;
    this.#rows = new EventRows(store.sql);
    this.#onAppend = onAppend;
    this.#compress_over = compress_over;
  }

  /** The state after the last event; null before the first. */
  state(): SessionState | null {
    if (this.#state === undefined) this.#state = this.#load();
    return this.#state;
  }

  #load(): SessionState | null {
    const state = this.#store.object<SessionState>("state");
    const config = this.#store.object<SessionConfig>("config");
    if (config === null || state?.version !== STATE_VERSION) {
      return this.#rebuild();
    }
    return { ...state, config };
  }

  /**
   * The state folded from the log anew, and kept: for one that was lost, or that an earlier version
   * made, which may lack what this one needs. Throws `unavailable` while the log is in the archive.
   */
  #rebuild(): SessionState | null {
    if (this.#store.object<{ log: boolean }>("sealed")?.log === true) {
      throw new LedgeError("unavailable", "this session's log is in its archive", {
        reason: LOG_ARCHIVED,
      });
    }
    let state: SessionState | null = null;
    for (const read of this.read(0)) state = takeUp(state, read);
    if (state !== null) this.#keep(state);
    return state;
  }

  #keep(state: SessionState): void {
    try {
      this.#store.transaction(() => this.#write(null, state));
    } catch (error) {
      // Storage that takes nothing is no reason not to be read; the next append writes the state.
      console.error(error);
    }
  }

  /**
   * Appends events and returns them as stored. Throws LedgeError `too_large` for an event over
   * EVENT_BYTES_MAX, and Superseded; then nothing was written.
   */
  append(drafts: readonly EventDraft[], options: AppendOptions = {}): SessionEvent[] {
    const { adopted_seq } = options;
    const before = adopted_seq === undefined ? this.state() : null;
    // Time does not run backwards in a log that is taken over either.
    const at_ms = adopted_seq === undefined ? null : this.#timeAt(adopted_seq);
    const now_ms = Math.max(now(), at_ms ?? 0);
    const given = { now_ms, newId: () => newId("sevt"), adopted_seq: adopted_seq ?? 0 };
    const sealed = seal(before, drafts, given);
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
      for (const [index, { seq, id, type, created_at }] of sealed.events.entries()) {
        const body = stored[index]?.body ?? "";
        this.#insert({ seq, id, type, at: Date.parse(created_at), body }, actor);
      }
      this.#write(before, sealed.state);
      options.commit?.(sealed.events, sealed.state);
    });
    this.#state = sealed.state;
    this.#onAppend(sealed.events, stored);
    return sealed.events;
  }

  #insert({ seq, id, type, at, body }: TakenEvent, actor: string | null): void {
    const { sql } = this.#store;
    sql.exec(
      "INSERT INTO events (seq, id, type, at, body, actor) VALUES (?, ?, ?, ?, ?, ?)",
      ...[seq, id, type, at, storeBody(sql, seq, body, this.#compress_over), actor],
    );
  }

  /** Takes events in as they are: the state does not change. Throws for a seq that is there. */
  takeIn(events: readonly TakenEvent[]): void {
    this.#store.transaction(() => {
      for (const event of events) this.#insert(event, null);
    });
  }

  /** Adds who caused events that were taken in. */
  takeActors(lines: readonly { seq: number; actor: object }[]): void {
    const update = "UPDATE events SET actor = ? WHERE seq = ?";
    this.#store.transaction(() => {
      for (const { seq, actor } of lines) this.#store.sql.exec(update, JSON.stringify(actor), seq);
    });
  }

  /** When an event was written, in ms; null where there is none. */
  #timeAt(seq: number): number | null {
    const [row] = this.#store.sql.exec<{ at: number }>("SELECT at FROM events WHERE seq = ?", seq);
    return row?.at ?? null;
  }

  #write(before: SessionState | null, after: SessionState): void {
    const { config, ...state } = after;
    if (before?.config !== config) this.#store.set("config", JSON.stringify(config));
    this.#store.set("state", JSON.stringify(state));
  }

  /** The event at a place; null where there is none that can be read. */
  find(seq: number): SessionEvent | null {
    return this.#rows.at(seq)?.event ?? null;
  }

  /** The event at a place that exists and can be read. Throws for any other. */
  at(seq: number): SessionEvent {
    const event = this.find(seq);
    if (event === null) throw new Error(`no event can be read at ${seq}`);
    return event;
  }

  /** Up to `limit` stored events, damaged ones included; see EventRows. */
  page(range: Range): { events: ReadEvent[]; more: boolean } {
    return this.#rows.page(range);
  }

  /** Every event after a place that can be read, one at a time, without holding them all. */
  *after(seq: number, types: readonly EventType[] = []): Generator<SessionEvent> {
    for (const { event } of this.read(seq, types)) if (event !== null) yield event;
  }

  /** The same with each event's JSON, and with the damaged ones. */
  *read(
    seq: number,
    types: readonly EventType[] = [],
    to: number | null = null,
  ): Generator<ReadEvent> {
    let from = seq;
    for (let limit = FIRST_PAGE_EVENTS; ; limit = Math.min(limit * 4, STREAM_PAGE_EVENTS)) {
      const { events, more } = this.page({ from, to, limit, types });
      yield* events;
      if (!more) return;
      from = events.at(-1)?.seq ?? from;
    }
  }

  /** Every event of a path after a place that can be read, one at a time. */
  *along(path: Path, seq: number, types: readonly EventType[] = []): Generator<SessionEvent> {
    for (const { event } of this.readAlong(path, seq, types)) if (event !== null) yield event;
  }

  /** The same with each event's JSON, and with the damaged ones. */
  *readAlong(path: Path, seq: number, types: readonly EventType[] = []): Generator<ReadEvent> {
    for (const { from_seq, to_seq } of path) {
      if (to_seq === null || to_seq > seq) {
        yield* this.read(Math.max(seq, from_seq - 1), types, to_seq);
      }
    }
  }

  /** The last event of these types on a path that is not behind `seq`; null when there is none. */
  lastAlong(path: Path, seq: number, types: readonly EventType[]): SessionEvent | null {
    for (const { from_seq, to_seq } of pathUntil(path, seq).reverse()) {
      const range = { from: (to_seq ?? seq) + 1, to: from_seq, limit: 1, types };
      const { events } = this.page({ ...range, order: "desc" });
      const event = events[0]?.event;
      if (event != null) return event;
    }
    return null;
  }

  /** The last place whose event is older than `at_ms`: where a look-up by a time-sorted id begins. */
  placeBefore(at_ms: number): number {
    let low = 0;
    let high = this.state()?.last_seq ?? 0;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const at = this.#timeAt(middle);
      if (at !== null && at < at_ms) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function bodyOf(event: SessionEvent): string {
  const body = JSON.stringify(event);
  // A UTF-16 unit is at most three bytes of UTF-8: count exactly only when it could matter.
  const long = body.length * 3 > EVENT_BYTES_MAX;
  if (long && new TextEncoder().encode(body).byteLength > EVENT_BYTES_MAX) {
    throw new LedgeError(
      "too_large",
      `an event of type ${event.type} may not be larger than ${EVENT_BYTES_MAX} bytes`,
    );
  }
  return body;
}

/** The state after one more event. What a damaged or missing one did is lost; its place is taken. */
function takeUp(state: SessionState | null, { seq, event }: ReadEvent): SessionState {
  if (state !== null) {
    return event === null
      ? { ...state, last_seq: seq }
      : apply({ ...state, last_seq: seq - 1 }, event);
  }
  if (event?.type === "session.created") return apply(null, event);
  throw new LedgeError(
    "unavailable",
    "this session's state was lost, and its log can no longer be read from the beginning",
    { reason: "state_lost" },
  );
}
