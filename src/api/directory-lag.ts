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
    const { listed, until_ms } = await comparedWith(db, heard);
    if (listed.length > 0) c.executionCtx.waitUntil(account.listed(listed));
    const as_of_ms = Math.min(asked_ms, ...until_ms);
    return Number.isNaN(as_of_ms) ? null : new Date(as_of_ms).toISOString();
  } catch (error) {
    console.error({ event: "directory.lag_unknown", error: loggedText(error) });
    return null;
  }
}

/**
 * The sessions that an account has heard of and the directory has as far, and until when it has each of
 * the others, in ms.
 */
async function comparedWith(db: Database, { running, rested }: AccountHeard) {
  if (running.length === 0 && rested.length === 0) return { listed: [], until_ms: [] };
  const places = await placesOf(db, [...running, ...rested.map(({ session_id }) => session_id)]);
  const isListed = ({ session_id, last_seq }: SessionHeard) =>
    (places.get(session_id)?.version ?? 0) >= last_seq;
  const behind = rested.filter((one) => !isListed(one)).map(({ session_id }) => session_id);
  return {
    listed: rested.filter(isListed),
    // One that the directory has never heard of may have said anything.
    until_ms: [...running, ...behind].map((id) => places.get(id)?.updated_at ?? Number.NaN),
  };
}
