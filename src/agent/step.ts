// What a session does next, decided from its state alone: the whole agent loop is
// `while (step = nextStep(state)) perform(step)`, so a loop that died is simply run again.
import type { StopReason } from "../contract/session.ts";
import type { OpenCall, SessionState, Turn } from "./state.ts";

export type Step =
  /** Begin a turn with these accepted messages. */
  | { do: "start_turn"; inputs: number[] }
  /** Let these messages join the running turn. */
  | { do: "steer"; inputs: number[] }
  /** Go on with a turn that had waited for a client, or for a higher budget. */
  | { do: "resume" }
  /** Ask the model to go on with an answer that was cut at its token limit. */
  | { do: "continue"; count: number }
  | { do: "call_model" }
  | { do: "run_tool"; call: OpenCall }
  /** A client owes the results of these calls: say so, then rest. */
  | { do: "ask_client"; calls: OpenCall[] }
  /** Rest until then: a failed model call is to be tried again. */
  | { do: "wait_until"; at: string }
  /** The budget is spent: say so, and rest until it is raised. */
  | { do: "suspend" }
  | { do: "end_turn"; stop_reason: StopReason; details: NonNullable<Turn["ended"]>["details"] }
  /** Nothing to do until something is appended. */
  | { do: "rest" };

export interface TurnLimits {
  /** Model calls in one turn, when the session sets no `max_turns`. */
  readonly max_turns: number;
  /** Times in a row that a cut answer is asked on. */
  readonly max_continuations: number;
}

/** Decides the next step. Pure; `now_ms` only decides whether a retry is due. */
export function nextStep(state: SessionState, now_ms: number, limits: TurnLimits): Step {
  const { turn } = state;
  if (turn === null) return firstStep(state);
  if (turn.interrupted) return { do: "end_turn", stop_reason: "interrupted", details: null };
  if (turn.suspended) {
    const spent = limitReached(state, turn, limits) === "budget_reached";
    return { do: spent ? "rest" : "resume" };
  }
  if (turn.retry_at !== null && Date.parse(turn.retry_at) > now_ms) {
    return { do: "wait_until", at: turn.retry_at };
  }
  const runnable = turn.calls.find((call) => call.status !== "waiting");
  if (runnable !== undefined) return { do: "run_tool", call: runnable };
  if (turn.calls.length > 0) {
    return state.status === "waiting"
      ? { do: "rest" }
      : { do: "ask_client", calls: [...turn.calls] };
  }
  if (state.status === "waiting") return { do: "resume" };

  const limit = limitReached(state, turn, limits);
  const steering = state.inputs.filter((input) => input.on_busy === "steer");
  if (steering.length > 0 && limit === null) {
    return { do: "steer", inputs: steering.map((input) => input.seq) };
  }
  if (turn.ended?.cut === true && limit === null && turn.continuations < limits.max_continuations) {
    return { do: "continue", count: turn.continuations + 1 };
  }
  if (turn.ended !== null) {
    const { stop_reason, details } = turn.ended;
    return { do: "end_turn", stop_reason, details };
  }
  if (limit === "budget_reached") return { do: "suspend" };
  if (limit !== null) return { do: "end_turn", stop_reason: limit, details: null };
  return { do: "call_model" };
}

/** Messages that came while a turn ran are taken up together by the next one. */
function firstStep(state: SessionState): Step {
  if (state.inputs.length === 0) return { do: "rest" };
  return { do: "start_turn", inputs: state.inputs.map((input) => input.seq) };
}

/** Which limit forbids one more model call; null when none does. */
function limitReached(state: SessionState, turn: Turn, limits: TurnLimits): StopReason | null {
  const { budget, sdk_options } = state.config;
  if (turn.steps >= (sdk_options.max_turns ?? limits.max_turns)) return "max_turns";
  if (budget === null) return null;
  const { total_cost_usd, total_input_tokens, total_output_tokens } = state.counters;
  const { total_cache_creation_tokens, total_cache_read_tokens } = state.counters;
  const tokens =
    total_input_tokens +
    total_output_tokens +
    total_cache_creation_tokens +
    total_cache_read_tokens;
  const spent =
    (budget.max_cost_usd !== undefined && (total_cost_usd ?? 0) >= budget.max_cost_usd) ||
    (budget.max_tokens !== undefined && tokens >= budget.max_tokens) ||
    (budget.max_turns !== undefined && turn.number > budget.max_turns);
  return spent ? "budget_reached" : null;
}
