// Retention: sessions that nobody uses are archived, and erased in the end. Each run is a bounded batch that
// may be killed anywhere and run twice: D1 only names whom to ask, the session itself says what is due, and
// refuses what was decided on an older word of it.
import { actorOf } from "../contract/caller.ts";
import { type Id, parseId } from "../contract/ids.ts";
import { DAY_MS, PREVIEWS_BLANKED_MAX, RETAINED_SESSIONS_MAX } from "../contract/limits.ts";
import { loggedText } from "../contract/secret.ts";
import type { SessionSnapshot } from "../contract/session.ts";
import { database } from "../db/database.ts";
import {
  beginRemoval,
  endRemoval,
  markTried,
  type Removal,
  removalsUnderWay,
} from "../db/removals.ts";
import { blankPreviews, markRetained, sessionsDue } from "../db/retention.ts";
import { type Settings, settingsOf } from "../env.ts";
import { now } from "../runtime.ts";
import { dueFor } from "../session/retention.ts";
import { sessionDoor, unwrap } from "../session/stub.ts";
import { finishPurge, isFailure } from "./purge.ts";
import { SYSTEM } from "./system.ts";

/** What became of a session. One that is `gone` is listed and not there: another run erased it meanwhile. */
type Outcome = "archived" | "purged" | "kept" | "gone";

/** What one run did. */
export interface Retained extends Record<Outcome, string[]> {
  /** Session → why nothing could be done; it is tried again. */
  readonly failed: Record<string, string>;
  /** Tool calls whose previews were blanked. */
  readonly blanked: number;
}

/** The cron's handler: says what it did in one line of the log. */
export async function retain(_: ScheduledController, env: Env): Promise<void> {
  const done = await retainSessions(env, now());
  const isWhole = Object.keys(done.failed).length === 0;
  console[isWhole ? "log" : "warn"]({ event: "retention.ran", ...done });
}

/** Takes away what is due, of up to RETAINED_SESSIONS_MAX sessions, and finishes what was begun before. */
export async function retainSessions(env: Env, now_ms: number): Promise<Retained> {
  const db = database(env);
  const settings = settingsOf(env);
  const done: Omit<Retained, "blanked"> = {
    archived: [],
    purged: [],
    kept: [],
    gone: [],
    failed: {},
  };
  const attempt = async (id: string, work: (id: Id<"sesn">) => Promise<Outcome>) => {
    try {
      const session_id = parseId("sesn", id);
      if (session_id !== null) done[await work(session_id)].push(id);
    } catch (error) {
      if (isFailure(error, "not_found")) {
        done.gone.push(id);
        return;
      }
      // One session that cannot be reached keeps no other from its turn.
      done.failed[id] = loggedText(error);
    }
  };

  // Half of the places: what cannot be finished keeps nothing new from its turn.
  const begun = await removalsUnderWay(db, RETAINED_SESSIONS_MAX / 2);
  for (const removal of begun) {
    await attempt(removal.session_id, (id) => finish(env, id, removal));
  }
  await markTried(
    db,
    begun.map(({ session_id }) => session_id),
    now_ms,
  );

  const limit = RETAINED_SESSIONS_MAX - begun.length;
  const ids = await sessionsDue(db, { now_ms, days: daysOf(settings), limit });
  for (const id of ids) await attempt(id, (session_id) => takeAway(env, session_id, now_ms));
  await markRetained(db, ids, now_ms);

  const shown_days = settings.TOOL_OUTPUT_RETENTION_DAYS;
  const before_ms = now_ms - (shown_days ?? 0) * DAY_MS;
  const blanked =
    shown_days === null ? 0 : await blankPreviews(db, { before_ms, limit: PREVIEWS_BLANKED_MAX });
  return { ...done, blanked };
}

function daysOf(settings: Settings) {
  return {
    cleanup: settings.SESSION_CLEANUP_DAYS,
    archive: settings.SESSION_AUTO_ARCHIVE_DAYS,
    keep: settings.ARCHIVE_RETENTION_DAYS,
  };
}

/** Does with a session what is due by its own word. */
async function takeAway(env: Env, id: Id<"sesn">, now_ms: number): Promise<Outcome> {
  const door = sessionDoor(env, id);
  const session = await unwrap(door.get(SYSTEM));
  const due = dueFor(session, settingsOf(env), now_ms);
  if (due === null) return "kept";
  if (due === "archive" && session.status !== "active") {
    await unwrap(door.archive(SYSTEM, null));
    return "archived";
  }
  const removal = removalOf(session, due);
  await beginRemoval(database(env), removal, now_ms);
  return finish(env, id, removal);
}

function removalOf(session: SessionSnapshot, kind: Removal["kind"]): Removal {
  const { id: session_id, user_id: owner_id, last_seq: at_seq } = session;
  return { session_id, kind, owner_id, actor: actorOf(SYSTEM), at_seq };
}

/** Goes on with a removal from wherever it was cut off. */
async function finish(env: Env, id: Id<"sesn">, removal: Removal): Promise<Outcome> {
  try {
    if (removal.kind === "archive") return await finishArchive(env, id, removal);
    await finishPurge(env, id, removal);
    return "purged";
  } catch (error) {
    // The session has changed, or is held: it stays, and its time begins anew.
    if (!isFailure(error, "conflict")) throw error;
    await endRemoval(database(env), removal);
    return "kept";
  }
}

/**
 * Completes an active session and has it archived. Between the two it looks like one that was completed just
 * now, whose time has only begun: that is why the removal is remembered.
 */
async function finishArchive(env: Env, id: Id<"sesn">, removal: Removal): Promise<Outcome> {
  const door = sessionDoor(env, id);
  const before = await unwrap(door.get(SYSTEM));
  const isHeld = before.retention.legal_hold === true;
  const isOpen = before.status === "active" || before.status === "completed";
  if (!isHeld && isOpen) {
    await unwrap(door.complete(SYSTEM, removal.at_seq));
    await unwrap(door.archive(SYSTEM, null));
  }
  await endRemoval(database(env), removal);
  return isHeld || !isOpen ? "kept" : "archived";
}
