// A call of an address that somebody else chose: guarded before, bounded in time and size, never
// led elsewhere. What goes wrong is a value: the caller decides what to try again.
import { reachOf } from "./address.ts";
import { bodyOf } from "./body.ts";
import { type EgressRules, refusalOf } from "./guard.ts";
import { refusalByDns } from "./look-up.ts";

export interface FetchLimits {
  /** For the whole call, from looking up the name to the last byte of the body. */
  readonly timeout_ms: number;
  /** Of the body, decompressed. */
  readonly body_bytes_max: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface FetchFailure {
  readonly kind: "refused" | "redirected" | "too_large" | "timed_out" | "aborted" | "unreachable";
  /** Goes on after the name of who was called ("the hook …"). */
  readonly message: string;
  /** The platform's words for why the connection failed, which may name the address. */
  readonly cause: string;
}

export type FetchOutcome =
  | { readonly answer: Answer; readonly failure: null }
  | { readonly answer: null; readonly failure: FetchFailure };

/**
 * Calls an address when the rules allow it. A redirect is a failure and is not followed: it could lead
 * to where the guard has not looked. Resolves always; when `init.signal` is aborted, with `aborted`.
 */
export async function guardedFetch(
  url: string,
  init: Omit<RequestInit, "redirect" | "signal"> & { readonly signal: AbortSignal },
  rules: EgressRules,
  limits: FetchLimits,
): Promise<FetchOutcome> {
  const refusal = refusalOf(url, rules);
  if (refusal !== null) return failed("refused", `may not be called: ${refusal}`);
  const timeout = new AbortController();
  // Not AbortSignal.timeout: that would keep an object awake long after the answer.
  const timer = setTimeout(() => timeout.abort(), limits.timeout_ms);
  const signal = AbortSignal.any([init.signal, timeout.signal]);
  try {
    return await call(url, { ...init, signal }, rules, limits);
  } catch (error) {
    if (init.signal.aborted) return failed("aborted", "was not waited for: it was called off");
    if (timeout.signal.aborted) {
      return failed("timed_out", `gave no whole answer within ${limits.timeout_ms / 1000} s`);
    }
    return failed("unreachable", "could not be reached", causeOf(error));
  } finally {
    clearTimeout(timer);
  }
}

async function call(
  url: string,
  init: RequestInit & { readonly signal: AbortSignal },
  rules: EgressRules,
  limits: FetchLimits,
): Promise<FetchOutcome> {
  const { hostname } = new URL(url);
  // What private names stand for, no public resolver can tell.
  if (rules.doh_url !== null && !rules.private_allowed && isName(hostname)) {
    const refusal = await refusalByDns(hostname, rules.doh_url, rules, init.signal);
    if (refusal !== null) return failed("refused", `may not be called: ${refusal}`);
  }
  const response = await fetch(url, { ...init, redirect: "manual" });
  if (response.status >= 300 && response.status < 400) {
    // Left as it is: nobody waits for the rest of it.
    response.body?.cancel().catch(() => {});
    return failed("redirected", `answered ${response.status}: redirects are not followed`);
  }
  const body = await bodyOf(response, limits.body_bytes_max, init.signal);
  if (body === null) {
    return failed("too_large", `answered with more than ${limits.body_bytes_max} bytes`);
  }
  return { answer: { status: response.status, headers: response.headers, body }, failure: null };
}

function isName(hostname: string): boolean {
  return !hostname.startsWith("[") && reachOf(hostname) === null;
}

function failed(kind: FetchFailure["kind"], message: string, cause = ""): FetchOutcome {
  return { answer: null, failure: { kind, message, cause } };
}

/** Node says why a connection failed one level down; of TLS workerd says nothing a person can use. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = cause instanceof Error ? cause.message : "";
  return message.startsWith("internal error") ? "" : message;
}
