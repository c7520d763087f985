// Taking a turn up again whose loop died. It costs an attempt only when something was really cut off,
// and attempts without a step forward are spaced out, so that a storm of restarts spends none in vain.
import type { EventDraft } from "../contract/event.ts";
import { RECOVERY_ATTEMPTS_MAX, RECOVERY_DELAY_MS_MAX } from "../contract/limits.ts";
import { closingRequest, failing, turnOf, unsettled } from "./ending.ts";
import type { SessionState } from "./state.ts";
import type { Tool } from "./tool.ts";

/** Attempts that are made at once; a single restart is nothing to wait for. */
const AT_ONCE = 2;

/**
 * What to append when a turn is found whose loop died: the cut model call is closed, calls that may
 * run again are set back, the others settle as unknown. Spent attempts end the turn as failed.
 */
export function recovery(
  state: SessionState,
  tool: (name: string) => Tool | undefined,
  reason: string,
  now_ms: number,
): EventDraft[] {
  const turn = turnOf(state);
  if (turn.recoveries >= RECOVERY_ATTEMPTS_MAX && !turn.interrupted) {
    const why = `the turn was taken up ${turn.recoveries} times and got no further: ${reason}`;
    return failing(state, "recovery_exhausted_error", why, now_ms);
  }
  const unknown = turn.calls.filter(
    (call) => call.status === "running" && tool(call.name)?.rerunnable !== true,
  );
  const attempt = turn.recoveries + 1;
  const delay_ms = Math.min(1000 * 2 ** (attempt - AT_ONCE), RECOVERY_DELAY_MS_MAX);
  const retry_at = attempt <= AT_ONCE ? null : new Date(now_ms + delay_ms).toISOString();
  return [
    { type: "session.recovered", turn: turn.number, attempt, reason, retry_at },
    ...closingRequest(turn, now_ms),
    ...unknown.map((call) =>
      unsettled(
        call.id,
        "unknown",
        "The call was cut off by a restart; whether it took effect is unknown.",
      ),
    ),
  ];
}
