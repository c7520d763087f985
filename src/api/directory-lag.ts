// How far the directory in D1 is behind a user's sessions. Only their account knows what it was never
// told: which sessions run, and how far the others were when they last rested.
import { accountDoor } from "../account/stub.ts";
import type { AccountHeard, SessionHeard } from "../contract/account.ts";
import { loggedText } from "../contract/secret.ts";
import type { Database } from "../db/database.ts";
import { placesOf } from "../db/sessions.ts";
import { now } from "../runtime.ts";
import type { ApiContext } from "./context.ts";

/**
 * The time until which the directory holds everything that the caller's sessions said; null when
 * nobody can tell. To be called before the directory is read, which is then as new.
 */
export async function directoryAsOf(c: ApiContext, db: Database): Promise<string | null> {
  const account = accountDoor(c.env, c.get("caller").user_id);
  const asked_ms = now();
  try {
    const heard = await account.heard();
    const { behind, listed } = await comparedWith(db, heard);
    if (listed.length > 0) c.executionCtx.waitUntil(account.listed(listed));
    // One that the directory has never heard of may have said anything.
    const until_ms = behind.map(({ updated_at }) => updated_at ?? Number.NaN);
    const as_of_ms = Math.min(asked_ms, ...until_ms);
    return Number.isNaN(as_of_ms) ? null : new Date(as_of_ms).toISOString();
  } catch (error) {
    console.error({ event: "directory.lag_unknown", error: loggedText(error) });
    return null;
  }
}

/** What the directory has of the sessions that an account has heard of, and what it has not. */
async function comparedWith(db: Database, { running, rested }: AccountHeard) {
  const listed: SessionHeard[] = [];
  const behind: { updated_at: number | undefined }[] = [];
  if (running.length === 0 && rested.length === 0) return { listed, behind };
  const places = await placesOf(db, [...running, ...rested.map(({ session_id }) => session_id)]);
  for (const session_id of running) {
    behind.push({ updated_at: places.get(session_id)?.updated_at });
  }
  for (const one of rested) {
    const place = places.get(one.session_id);
    const isListed = (place?.version ?? 0) >= one.last_seq;
    if (isListed) listed.push(one);
    else behind.push({ updated_at: place?.updated_at });
  }
  return { listed, behind };
}
