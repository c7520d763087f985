// The check of the relational plane: some sessions at a time are asked what they have published, and
// what D1 lacks of it is published again. Each run is bounded; the runs together see every session.
import { LedgeError } from "../contract/errors.ts";
import { parseId } from "../contract/ids.ts";
import { CHECKED_SESSIONS_MAX, PLANE_LAG_MS } from "../contract/limits.ts";
import type { PublishedSoFar, RowCounts } from "../contract/published.ts";
import { loggedText } from "../contract/secret.ts";
import { countRows, markChecked, sessionsToCheck } from "../db/counts.ts";
import { database } from "../db/database.ts";
import { now } from "../runtime.ts";
import { sessionDoor, unwrap } from "../session/stub.ts";
import { SYSTEM } from "./system.ts";

/** What one run found. */
export interface Checked {
  readonly checked: number;
  /** Sessions whose rows are all there, or still on their way. */
  readonly whole: number;
  /** Session → the tables that lacked rows, which are being published again. */
  readonly repaired: Record<string, string[]>;
  /** Session → why it could not be compared. */
  readonly unreachable: Record<string, string>;
}

/** The cron's handler: checks, and says what it found in one line of the log. */
export async function check(_: ScheduledController, env: Env): Promise<void> {
  const found = await checkSessions(env, now());
  const isWhole = found.whole === found.checked;
  console[isWhole ? "log" : "warn"]({ event: "plane.checked", ...found });
}

/** Compares up to CHECKED_SESSIONS_MAX sessions with their rows in D1 and repairs what is missing. */
export async function checkSessions(env: Env, now_ms: number): Promise<Checked> {
  const db = database(env);
  const sessions = await sessionsToCheck(db, {
    limit: CHECKED_SESSIONS_MAX,
    before_ms: now_ms - PLANE_LAG_MS,
  });
  const ids = sessions.map(({ id }) => id);
  const counts = await countRows(db, ids);
  const repaired: Record<string, string[]> = {};
  const unreachable: Record<string, string> = {};
  let whole = 0;
  for (const { id, version } of sessions) {
    const rows = counts.get(id);
    const session_id = parseId("sesn", id);
    if (rows === undefined || session_id === null) continue;
    try {
      const door = sessionDoor(env, session_id);
      const session = await unwrap(door.publishedSoFar(SYSTEM));
      const gaps = gapsBetween(session, { version, rows }, now_ms);
      if (gaps.length === 0) {
        whole += 1;
        continue;
      }
      await unwrap(door.publishAgain(SYSTEM));
      repaired[id] = gaps;
    } catch (error) {
      // One session that cannot be asked keeps no other from being looked at.
      unreachable[id] = error instanceof LedgeError ? error.code : loggedText(error);
    }
  }
  await markChecked(db, ids, now_ms);
  return { checked: sessions.length, whole, repaired, unreachable };
}

/** What D1 lacks of a session, by name; nothing while rows may still be on their way. */
export function gapsBetween(
  session: PublishedSoFar,
  { version, rows }: { version: number; rows: RowCounts },
  now_ms: number,
): string[] {
  const { published_at_ms, seq, counts } = session;
  // An earlier version of Ledge published it, without most of its rows.
  if (published_at_ms === null) return ["everything"];
  if (now_ms - published_at_ms < PLANE_LAG_MS) return [];
  const lacking = (Object.keys(counts) as (keyof RowCounts)[]).filter(
    (kind) => rows[kind] < counts[kind],
  );
  return version < seq ? ["sessions", ...lacking] : lacking;
}
