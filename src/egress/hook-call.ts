// Calling a hook: one signed POST, tried again when the failure may pass. However its receiver behaves,
// the session gets a reply in bounded time: an output, or an error its owner can act on.
import type { CallHook, Hook, HookInput } from "../contract/hook.ts";
import { HOOK_ANSWER_BYTES_MAX } from "../contract/limits.ts";
import type { Settings } from "../env.ts";
import { type FetchFailure, type FetchOutcome, guardedFetch } from "./fetch.ts";
import { type EgressRules, egressRules } from "./guard.ts";
import { type HookVerdict, quoted, verdictOf } from "./hook-answer.ts";
import { hookBody } from "./hook-body.ts";
import { retryAfterMs } from "./retry-after.ts";
import { signedHeaders } from "./signature.ts";

const FIRST_DELAY_MS = 500;
const DELAY_MS_MAX = 5_000;

/** Failures that may have passed a moment later. */
const PASSING_FAILURES: readonly FetchFailure["kind"][] = ["timed_out", "unreachable"];
const PASSING_STATUSES: readonly number[] = [408, 425, 429];

/** What a caller needs of the world, so that tests need not wait. */
export interface HookWorld {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to, and without, 1. */
  random(): number;
  /** Resolves after so long, or as soon as the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The caller of a service's hooks. */
export function hookCaller(settings: Settings, world: HookWorld): CallHook {
  const rules = egressRules(settings);
  // All hooks of a point are told the same: it is written down once.
  const bodies = new WeakMap<HookInput, string>();
  return async (hook, call_id, input, signal) => {
    const started_ms = world.now();
    const body = bodies.get(input) ?? hookBody(input);
    bodies.set(input, body);
    for (let attempts = 1; ; attempts++) {
      const outcome = await post(hook, call_id, body, world.now(), rules, signal);
      const delay_ms = attempts > hook.max_retries ? null : delayOf(outcome, attempts, world);
      if (delay_ms !== null) {
        await world.sleep(delay_ms, signal);
        if (!signal.aborted) continue;
      }
      return { ...verdictOn(outcome, hook), attempts, duration_ms: world.now() - started_ms };
    }
  };
}

async function post(
  hook: Hook,
  call_id: string,
  body: string,
  at_ms: number,
  rules: EgressRules,
  signal: AbortSignal,
): Promise<FetchOutcome> {
  let signed: Record<string, string>;
  try {
    signed = signedHeaders(hook.secret, call_id, at_ms, body);
  } catch {
    const message = "has a secret that cannot sign: expected whsec_ and base64";
    return { answer: null, failure: { kind: "refused", message, cause: "" } };
  }
  const headers = { "content-type": "application/json", "user-agent": "Ledge", ...signed };
  return await guardedFetch(hook.url, { method: "POST", headers, body, signal }, rules, {
    timeout_ms: hook.timeout_seconds * 1000,
    body_bytes_max: HOOK_ANSWER_BYTES_MAX,
  });
}

/** How long to wait before the next attempt; null when it would not end otherwise. */
function delayOf(
  { answer, failure }: FetchOutcome,
  attempts: number,
  world: HookWorld,
): number | null {
  const isPassing =
    failure === null
      ? answer.status >= 500 || PASSING_STATUSES.includes(answer.status)
      : PASSING_FAILURES.includes(failure.kind);
  if (!isPassing) return null;
  const backoff_ms = Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), DELAY_MS_MAX);
  const jittered_ms = backoff_ms * (0.75 + 0.25 * world.random());
  const asked_ms = answer === null ? 0 : retryAfterMs(answer.headers, world.now());
  return Math.min(Math.max(jittered_ms, asked_ms), DELAY_MS_MAX);
}

function verdictOn({ answer, failure }: FetchOutcome, hook: Hook): HookVerdict {
  if (failure === null) return verdictOf(answer, hook);
  return { output: null, error: `the hook ${failure.message}${quoted(failure.cause, hook)}` };
}
