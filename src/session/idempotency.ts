// The same request sent twice is done once: the answer is stored in the transaction that did the work,
// and given again for the same key and body.
import { LedgeError } from "../contract/errors.ts";
import { IDEMPOTENCY_TTL_MS } from "../contract/limits.ts";
import { now } from "../runtime.ts";
import type { Store } from "./store.ts";
import type { IdempotencyKey } from "./stub.ts";

/**
 * The stored answer to a key, or undefined when it is new. Throws `idempotency_key_reused` when the
 * key came with another body.
 */
export function replay<T>(store: Store, user_id: string, given: IdempotencyKey): T | undefined {
  const [row] = store.sql.exec<{ digest: string; response: string; expires_at: number }>(
    "SELECT digest, response, expires_at FROM idempotency WHERE key = ?",
    rowKey(user_id, given),
  );
  if (row === undefined || row.expires_at <= now()) return undefined;
  if (row.digest !== given.digest) {
    throw new LedgeError(
      "idempotency_key_reused",
      "this Idempotency-Key was used with another request; expected the same body or a new key",
    );
  }
  return JSON.parse(row.response) as T;
}

/** Keeps an answer, inside the transaction that made it true. */
export function remember(
  store: Store,
  user_id: string,
  given: IdempotencyKey,
  response: unknown,
): void {
  store.sql.exec("DELETE FROM idempotency WHERE expires_at <= ?", now());
  store.sql.exec(
    "INSERT OR REPLACE INTO idempotency (key, digest, response, expires_at) VALUES (?, ?, ?, ?)",
    rowKey(user_id, given),
    given.digest,
    JSON.stringify(response),
    now() + IDEMPOTENCY_TTL_MS,
  );
}

function rowKey(user_id: string, given: IdempotencyKey): string {
  return `${user_id}/${given.key}`;
}
