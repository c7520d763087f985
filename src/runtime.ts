// The one place where the real world's clock and randomness come in; everything else is given them.
import { v7 } from "uuid";
import { type Id, type IdPrefix, idFromUuid } from "./contract/ids.ts";

/** A new id that sorts by time. `at_ms` is the time that goes into it; now, when not given. */
export function newId<P extends IdPrefix>(prefix: P, at_ms?: number): Id<P> {
  return idFromUuid(prefix, at_ms === undefined ? v7() : v7({ msecs: at_ms }));
}

/** Milliseconds since 1970. */
export function now(): number {
  return Date.now();
}

/** Resolves after so long, or as soon as the signal is aborted. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    if (signal.aborted) done();
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}

/** Bytes nobody can guess. */
export function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count));
}
