// The rate limit: a token bucket per key, in the isolate's memory. It costs no storage and no round
// trip, and it is approximate: every isolate counts for itself, so that a client spread over many
// gets more. It is a guard against runaway clients; hard quotas are the sessions' budgets.
import { LedgeError } from "../contract/errors.ts";
import { RATE_BUCKETS_MAX } from "../contract/limits.ts";

interface Bucket {
  tokens: number;
  at_ms: number;
}

export interface RateLimiter {
  /** Takes one token. Throws `rate_limited`, with the seconds to wait, when there is none. */
  take(key: string, per_minute: number, now_ms: number): void;
  /** Throws as `take` does, but takes nothing. */
  check(key: string, per_minute: number, now_ms: number): void;
}

/** Remembers the `buckets_max` keys used last; one that was forgotten starts with a full bucket. */
export function rateLimiter(buckets_max = RATE_BUCKETS_MAX): RateLimiter {
  const buckets = new Map<string, Bucket>();

  function filled(key: string, per_minute: number, now_ms: number): Bucket {
    const known = buckets.get(key);
    if (known === undefined) return { tokens: per_minute, at_ms: now_ms };
    const gained = (Math.max(0, now_ms - known.at_ms) * per_minute) / 60_000;
    return { tokens: Math.min(per_minute, known.tokens + gained), at_ms: now_ms };
  }

  function refuseEmpty(bucket: Bucket, per_minute: number): void {
    if (bucket.tokens >= 1) return;
    const retry_after_seconds = Math.ceil(((1 - bucket.tokens) * 60) / per_minute);
    throw new LedgeError("rate_limited", `more than ${per_minute} requests in a minute`, {
      retry_after_seconds,
    });
  }

  return {
    check(key, per_minute, now_ms) {
      refuseEmpty(filled(key, per_minute, now_ms), per_minute);
    },
    take(key, per_minute, now_ms) {
      const bucket = filled(key, per_minute, now_ms);
      refuseEmpty(bucket, per_minute);
      bucket.tokens -= 1;
      // A Map keeps the order of insertion: putting the key back makes it the youngest.
      buckets.delete(key);
      buckets.set(key, bucket);
      const oldest = buckets.keys().next();
      if (buckets.size > buckets_max && !oldest.done) buckets.delete(oldest.value);
    },
  };
}
