// What becomes of a model call that failed: tried again after a delay that grows, or the end of its
// turn. The delay is an event with a time, which the session's alarm keeps.
import type { EventDraft } from "../contract/event.ts";
import { COMPACTION_LEVELS } from "../contract/limits.ts";
import type { ModelFailure } from "./claude.ts";
import { failing, idle, turnOf } from "./ending.ts";
import type { SessionState } from "./state.ts";
import type { TurnDeps } from "./turn.ts";

/** Whether a failed call is tried again, and when: the first delay doubles each time, with jitter. */
export function failureEvents(
  failure: ModelFailure,
  state: SessionState,
  deps: TurnDeps,
): EventDraft[] {
  const turn = turnOf(state);
  const attempt = turn.failures + 1;
  const { max_retries, retry_delay } = state.config;
  if (failure.type === "context_overflow_error") return overflowEvents(failure, state, deps);
  if (!failure.retryable) return hopeless(failure, state, deps);
  const error = { type: failure.type, message: failure.message };
  if (attempt > max_retries) {
    return [
      { type: "session.error", error: { ...error, retry_status: { type: "exhausted" } } },
      idle(turn, { type: "retries_exhausted" }, null),
    ];
  }
  const backoff_ms = Math.min(
    retry_delay * 1000 * 2 ** (attempt - 1),
    deps.limits.max_retry_delay_ms,
  );
  const jittered_ms = backoff_ms * (0.75 + 0.25 * deps.random());
  const delay_ms = Math.round(Math.max(jittered_ms, failure.retry_after_ms ?? 0));
  return [
    {
      type: "session.error",
      error: {
        ...error,
        retry_status: { type: "retrying", attempt, max_attempts: max_retries, delay_ms },
      },
    },
    {
      type: "session.status_rescheduled",
      retry_at: new Date(deps.now() + delay_ms).toISOString(),
    },
  ];
}

/** A context that is too large is made smaller, harder each time; what stays too large ends its turn. */
export function overflowEvents(
  failure: Pick<ModelFailure, "type" | "message">,
  state: SessionState,
  deps: TurnDeps,
): EventDraft[] {
  const { overflows } = turnOf(state);
  if (overflows >= COMPACTION_LEVELS) return hopeless(failure, state, deps);
  const retry_status = {
    type: "retrying" as const,
    attempt: overflows + 1,
    max_attempts: COMPACTION_LEVELS,
    delay_ms: 0,
  };
  return [
    {
      type: "session.error",
      error: { type: failure.type, message: failure.message, retry_status },
    },
  ];
}

function hopeless(
  { type, message }: Pick<ModelFailure, "type" | "message">,
  state: SessionState,
  deps: TurnDeps,
): EventDraft[] {
  // The call that failed has been closed by its caller.
  const closed = { ...state, turn: { ...turnOf(state), request: null } };
  return failing(closed, type, message, deps.now());
}
