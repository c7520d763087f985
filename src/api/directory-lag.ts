// How far the directory in D1 is behind a user's sessions. Only their account knows what it was never
// told: which sessions run, and how far the others were when they last rested.
import { accountDoor } from "../account/stub.ts";
import { LOGGED_ERROR_CHARS_MAX } from "../contract/limits.ts";
import { withoutSecrets } from "../contract/secret.ts";
import type { Database } from "../db/database.ts";
import { placesOf } from "../db/sessions.ts";
import { now } from "../runtime.ts";
import type { ApiContext } from "./context.ts";

/**
 * The time until which the directory holds everything that the caller's sessions said; null when
 * their account cannot be asked. To be called before the directory is read, which is then as new.
 */
export async function directoryAsOf(c: ApiContext, db: Database): Promise<string | null> {
  const account = accountDoor(c.env, c.get("caller").user_id);
  const asked_ms = now();
  try {
    const { running, rested } = await account.heard();
    if (running.length === 0 && rested.length === 0) return new Date(asked_ms).toISOString();
    const ids = [...running, ...rested.map(({ session_id }) => session_id)];
    const places = await placesOf(db, ids);
    const isListed = (one: { session_id: string; last_seq: number }) =>
      (places.get(one.session_id)?.version ?? 0) >= one.last_seq;
    const listed = rested.filter(isListed);
    if (listed.length > 0) c.executionCtx.waitUntil(account.listed(listed));
    const behind = [
      ...running,
      ...rested.filter((one) => !isListed(one)).map((one) => one.session_id),
    ];
    const until_ms = behind.map((id) => places.get(id)?.updated_at ?? 0);
    return new Date(Math.min(asked_ms, ...until_ms)).toISOString();
  } catch (error) {
    const text = withoutSecrets(String(error)).slice(0, LOGGED_ERROR_CHARS_MAX);
    console.error({ event: "directory.lag_unknown", error: text });
    return null;
  }
}
