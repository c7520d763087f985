// What a session has used until now, as far as policies ask.
import { type CallsInSecond, withoutLastCall } from "../recent-calls.ts";
import type { OpenCall, SessionState } from "../state.ts";

export interface Used {
  readonly now_ms: number;
  /** Null once a call had no known price. */
  readonly total_cost_usd: number | null;
  /** The tool calls that were let run in the last minute. */
  readonly recent_calls: readonly CallsInSecond[];
}

/** What was used before a call. One that a crash cut off has begun already, as the last: it counts once. */
export function usedBefore(
  { counters, recent_calls }: Pick<SessionState, "counters" | "recent_calls">,
  call: Pick<OpenCall, "attempts">,
  now_ms: number,
): Used {
  return {
    now_ms,
    total_cost_usd: counters.total_cost_usd,
    recent_calls: call.attempts > 0 ? withoutLastCall(recent_calls) : recent_calls,
  };
}
