// A session that was made is listed at once: its row and its owner's are written with the answer that is
// kept under the Idempotency-Key.
import type { Id } from "../contract/ids.ts";
import type { SessionSnapshot } from "../contract/session.ts";
import { runTogether } from "../db/database.ts";
import { upsertSession } from "../db/sessions.ts";
import { insertUser } from "../db/users.ts";
import { now } from "../runtime.ts";
import type { ApiContext } from "./context.ts";
import { type Make, makeOnce } from "./idempotency.ts";

/**
 * Makes a session under an id, once per Idempotency-Key, and lists it; `make` gives the session and what
 * the caller is answered. `body_digest` stands for a body that was read already. Throws like `makeOnce`, and
 * what `make` throws.
 */
export function makeSession<T>(
  c: ApiContext,
  make: (id: Id<"sesn">) => Promise<{ session: SessionSnapshot; answer: T }>,
  body_digest?: string,
): Promise<T> {
  const { user_id, role } = c.get("caller");
  const listed: Make<"sesn", T> = async (db, id, finished) => {
    const { session, answer } = await make(id);
    await runTogether(db, [
      insertUser(db, { id: user_id, role, at_ms: now() }),
      upsertSession(db, session),
      ...finished(answer),
    ]);
    return answer;
  };
  return makeOnce(c, "sesn", listed, body_digest);
}
