// Who of a user's sessions runs, and who stands in line. Never more hold a place than may, and nobody
// overtakes: a free place is kept for the first in line before a newcomer is looked at.
import { CALLED_LEASE_MS, PLACE_LEASE_MS, WAITING_LEASE_MS } from "../contract/limits.ts";

export type PlaceMode = "interactive" | "background";

/** How many sessions may hold a place at once. */
export type PlaceLimits = Readonly<Record<PlaceMode, number>>;

/**
 * `running` and `called` hold a place until the lease ends; `called` has been woken to take it. One that
 * does not come blocks nobody, but is still in line, at its old position, for as long as one that waits.
 */
type PlaceState = "running" | "called" | "waiting";

interface Place extends Record<string, SqlStorageValue> {
  state: PlaceState;
  since_ms: number;
  lease_until_ms: number;
}

/**
 * The line of one account, over its table. Time is given in milliseconds and decides only what has
 * lapsed. Each method is one change: the caller runs it in a transaction and does not await inside.
 */
export class Line {
  readonly #sql: SqlStorage;
  readonly #limits: PlaceLimits;
  #last_since_ms: number | undefined;

  constructor(sql: SqlStorage, limits: PlaceLimits) {
    this.#sql = sql;
    this.#limits = limits;
  }

  /**
   * Asks for a place, or renews the one that the session has. Without a free one it stands in line, where
   * it stood before if it did. `called` are the others that got a place: the caller wakes them.
   */
  enter(
    session_id: string,
    mode: PlaceMode,
    now_ms: number,
  ): { granted: boolean; called: string[] } {
    const place = this.#find(session_id, now_ms);
    if (place?.state === "running") {
      this.#renew(session_id, now_ms + PLACE_LEASE_MS);
      return { granted: true, called: this.#callNext(mode, now_ms).called };
    }
    const since_ms = place?.since_ms ?? this.#nextSince(now_ms);
    const isKept = place?.state === "called" && place.lease_until_ms > now_ms;
    const isInLine = place !== undefined && !isKept;
    const wait = () => this.#put(session_id, mode, "waiting", since_ms, now_ms + WAITING_LEASE_MS);
    // One that stands in line is called like the others. A newcomer, which most are, comes after them all
    // and is written once.
    if (isInLine) wait();
    const { called, free } = this.#callNext(mode, now_ms);
    const granted = isKept || (isInLine ? called.includes(session_id) : free >= 1);
    if (granted) this.#put(session_id, mode, "running", since_ms, now_ms + PLACE_LEASE_MS);
    else if (!isInLine) wait();
    return { granted, called: called.filter((id) => id !== session_id) };
  }

  /** Gives the place back, or the position in line. Gives the sessions that are to be woken. */
  leave(session_id: string, mode: PlaceMode, now_ms: number): string[] {
    this.#sql.exec("DELETE FROM places WHERE session_id = ?", session_id);
    return this.#callNext(mode, now_ms).called;
  }

  /** How many run, and how many are in line. */
  count(mode: PlaceMode, now_ms: number): { running: number; waiting: number } {
    return this.#sql
      .exec<{ running: number; waiting: number }>(
        `SELECT count(*) FILTER (WHERE state = 'running' AND lease_until_ms > ?2) AS running,
           count(*) FILTER (WHERE state = 'waiting' AND lease_until_ms > ?2
             OR state = 'called' AND lease_until_ms > ?2 - ?3) AS waiting
         FROM places WHERE mode = ?1`,
        mode,
        now_ms,
        WAITING_LEASE_MS,
      )
      .one();
  }

  /** The sessions that run or are in line. */
  sessions(now_ms: number): string[] {
    return this.#sql
      .exec<{ session_id: string }>(
        "SELECT session_id FROM places WHERE lease_until_ms > ?",
        now_ms,
      )
      .toArray()
      .map(({ session_id }) => session_id);
  }

  /** The session's place, unless its time is over. */
  #find(session_id: string, now_ms: number): Place | undefined {
    const [place] = this.#sql.exec<Place>(
      "SELECT state, since_ms, lease_until_ms FROM places WHERE session_id = ?",
      session_id,
    );
    if (place === undefined) return undefined;
    const kept_ms = place.state === "called" ? WAITING_LEASE_MS : 0;
    return place.lease_until_ms + kept_ms > now_ms ? place : undefined;
  }

  /** Behind everybody, also behind those who came in the same millisecond. */
  #nextSince(now_ms: number): number {
    this.#last_since_ms ??=
      this.#sql.exec<{ last: number | null }>("SELECT max(since_ms) AS last FROM places").one()
        .last ?? 0;
    this.#last_since_ms = Math.max(now_ms, this.#last_since_ms + 1);
    return this.#last_since_ms;
  }

  /** Writes no index, and most asks are renewals. */
  #renew(session_id: string, lease_until_ms: number): void {
    this.#sql.exec(
      "UPDATE places SET lease_until_ms = ? WHERE session_id = ?",
      lease_until_ms,
      session_id,
    );
  }

  #put(
    session_id: string,
    mode: PlaceMode,
    state: PlaceState,
    since_ms: number,
    lease_until_ms: number,
  ): void {
    this.#sql.exec(
      `INSERT INTO places (session_id, mode, state, since_ms, lease_until_ms) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (session_id) DO UPDATE SET mode = excluded.mode, state = excluded.state,
         since_ms = excluded.since_ms, lease_until_ms = excluded.lease_until_ms`,
      session_id,
      mode,
      state,
      since_ms,
      lease_until_ms,
    );
  }

  /** Keeps every free place for the next in line; `free` are left when nobody stands there any more. */
  #callNext(mode: PlaceMode, now_ms: number): { called: string[]; free: number } {
    const called: string[] = [];
    let free = this.#free(mode, now_ms);
    while (free >= 1) {
      const [next] = this.#sql.exec<{ session_id: string; lease_until_ms: number }>(
        `SELECT session_id, lease_until_ms FROM places
         WHERE mode = ? AND state = 'waiting' ORDER BY since_ms LIMIT 1`,
        mode,
      );
      if (next === undefined) break;
      if (next.lease_until_ms <= now_ms) {
        this.#sql.exec("DELETE FROM places WHERE session_id = ?", next.session_id);
        continue;
      }
      this.#sql.exec(
        "UPDATE places SET state = 'called', lease_until_ms = ? WHERE session_id = ?",
        now_ms + CALLED_LEASE_MS,
        next.session_id,
      );
      called.push(next.session_id);
      free -= 1;
    }
    return { called, free };
  }

  /** How many places nobody holds; those who are no longer expected are forgotten. */
  #free(mode: PlaceMode, now_ms: number): number {
    this.#sql.exec(
      `DELETE FROM places WHERE mode = ?1 AND state IN ('running', 'called')
         AND lease_until_ms <= ?2 - iif(state = 'called', ?3, 0)`,
      mode,
      now_ms,
      WAITING_LEASE_MS,
    );
    const { held } = this.#sql
      .exec<{ held: number }>(
        `SELECT count(*) AS held FROM places
         WHERE mode = ? AND state IN ('running', 'called') AND lease_until_ms > ?`,
        mode,
        now_ms,
      )
      .one();
    return this.#limits[mode] - held;
  }
}
