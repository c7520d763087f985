// Idempotency-Key for requests that make something outside a session: twenty at once make one
// thing. For what a session takes in, the session itself is given the key and keeps the answer.
import { LedgeError } from "../contract/errors.ts";
import type { Id, IdPrefix } from "../contract/ids.ts";
import { type Database, database, type Statement } from "../db/database.ts";
import {
  abandonIdempotencyKey,
  type Claim,
  claimIdempotencyKey,
  finishIdempotencyKey,
} from "../db/idempotency.ts";
import { newId, now } from "../runtime.ts";
import type { IdempotencyKey } from "../session/stub.ts";
import type { ApiContext } from "./context.ts";
import { sha256Hex } from "./digest.ts";

/**
 * The request's Idempotency-Key with what tells it from another request, or null without one. A body that was
 * read already comes as its digest.
 */
export async function idempotencyOf(
  c: ApiContext,
  body_digest?: string,
): Promise<IdempotencyKey | null> {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return null;
  const { pathname } = new URL(c.req.url);
  const body = body_digest ?? (await c.req.text());
  return { key, digest: await sha256Hex(`${c.req.method}\n${pathname}\n${body}`) };
}

/** Makes one thing under `id`; what `finished` gives keeps the answer: it goes into the batch. */
export type Make<P extends IdPrefix, T> = (
  db: Database,
  id: Id<P>,
  finished: (answer: T) => Statement[],
) => Promise<T>;

/**
 * Makes the thing once per user and Idempotency-Key, and answers a repeated request with what was
 * answered then. Throws `in_flight` while another request makes it, and `idempotency_key_reused`
 * for another request under the same key. After a failure the next try goes on under the same id.
 * `body_digest` stands for a body that was read already.
 */
export async function makeOnce<P extends IdPrefix, T>(
  c: ApiContext,
  prefix: P,
  make: Make<P, T>,
  body_digest?: string,
): Promise<T> {
  const db = database(c.env);
  const id = newId(prefix);
  const idempotency = await idempotencyOf(c, body_digest);
  if (idempotency === null) return make(db, id, () => []);
  const { user_id } = c.get("caller");
  const claim: Claim = { user_id, ...idempotency, resource_id: id, at_ms: now() };
  const claimed = await claimIdempotencyKey(db, claim);
  switch (claimed.state) {
    case "done":
      c.header("idempotent-replayed", "true");
      return claimed.response as T;
    case "running":
      throw new LedgeError("in_flight", "the first request with this Idempotency-Key still runs");
    case "other":
      throw new LedgeError(
        "idempotency_key_reused",
        "this Idempotency-Key was used for another request",
      );
    case "mine":
      try {
        const reserved = claimed.resource_id as Id<P>;
        return await make(db, reserved, (answer) => [finishIdempotencyKey(db, claim, answer)]);
      } catch (error) {
        await abandonIdempotencyKey(db, claim);
        throw error;
      }
    default:
      return claimed satisfies never;
  }
}
