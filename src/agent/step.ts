// What a session does next, decided from its state alone: the whole agent loop is
// `while (step = nextStep(state)) perform(step)`, so a loop that died is simply run again.
import type { Admission } from "../contract/account.ts";
import type { CompactionTrigger, EventOf } from "../contract/event.ts";
import type { Hook } from "../contract/hook.ts";
import { LINE_RETRY_MS, STOP_BLOCKS_MAX } from "../contract/limits.ts";
import type { StopReason } from "../contract/session.ts";
import { type HookPoint, matching, targetOf } from "./hook/point.ts";
import type { OpenCall, SessionState, Turn } from "./state.ts";

export type Step =
  /** Begin a turn with these accepted messages, or with none for a compaction that was asked for. */
  | { do: "start_turn"; inputs: number[] }
  /** Let these messages join the running turn. */
  | { do: "steer"; inputs: number[] }
  /** Go on with a turn that had waited for a client, or for a higher budget. */
  | { do: "resume" }
  /** Ask the model to go on with an answer that was not its last word. */
  | { do: "continue"; count: number; reason: NonNullable<EventOf<"session.continued">["reason"]> }
  /** Ask the user's account whether the session may make its next model call. */
  | { do: "admit" }
  /** As many of the user's sessions run as may: say so, then wait. */
  | { do: "stand_in_line" }
  /** Summarise the context. */
  | { do: "compact"; trigger: CompactionTrigger }
  | { do: "call_model" }
  | { do: "run_tool"; call: OpenCall }
  /** Call the hooks of a point that has come. */
  | { do: "run_hooks"; point: HookPoint }
  /** Somebody owes these calls their results or their permission: say so, then rest. */
  | { do: "ask_client"; calls: OpenCall[] }
  /** Nobody gave these calls their results or their permission in time. */
  | { do: "expire"; calls: OpenCall[] }
  /** Rest until then: a failed model call is to be tried again. */
  | { do: "wait_until"; at: string }
  /** A budget is spent, the session's own or its user's until then: say so, and rest. */
  | { do: "suspend"; resets_at: string | null }
  | { do: "end_turn"; stop_reason: StopReason; details: NonNullable<Turn["ended"]>["details"] }
  /** Nothing to do until something is appended. */
  | { do: "rest" };

export interface TurnLimits {
  /** Model calls in one turn, when the session sets no `max_turns`. */
  readonly max_turns: number;
  /** Times in a row that an answer which was not the last word is asked on. */
  readonly max_continuations: number;
  /** A context of more tokens is compacted, when the session sets no `compact_at_tokens`. */
  readonly compact_at_tokens: number;
}

/** What is not in the log, and decides too. */
export interface Given {
  readonly now_ms: number;
  readonly limits: TurnLimits;
  /** What the account last said about the next model call; null when it is to be asked. */
  readonly admission: Admission | null;
  /** The hooks that are called, as far as the session knows. */
  readonly hooks: readonly Hook[];
}

/** Decides the next step. Pure: time and the account's word come in. */
export function nextStep(state: SessionState, given: Given): Step {
  const { turn } = state;
  if (turn === null) return firstStep(state, given);
  if (turn.interrupted) return { do: "end_turn", stop_reason: "interrupted", details: null };
  const result = hooked(afterCalls(state), given);
  if (result !== null) return result;
  if (turn.suspended !== null) return suspendedStep(state, turn, given);
  const admitted = turn.in_line && given.admission?.verdict !== "busy";
  const waits = turn.retry_at !== null && Date.parse(turn.retry_at) > given.now_ms;
  if (waits && !admitted) return { do: "wait_until", at: turn.retry_at ?? "" };
  const runnable = turn.calls.find(({ status }) => status === "pending" || status === "running");
  if (runnable !== undefined && state.status === "waiting") return { do: "resume" };
  if (runnable !== undefined) return { do: "run_tool", call: runnable };
  if (turn.calls.length > 0) return waitingStep(state, turn, given);
  if (state.status === "waiting") return { do: "resume" };
  return afterAnswer(state, turn, given);
}

/** Messages that came while a turn ran are taken up together by the next one. */
function firstStep(state: SessionState, given: Given): Step {
  if (state.inputs.length === 0 && state.compaction === null) return rest(state, given);
  return { do: "start_turn", inputs: state.inputs.map((input) => input.seq) };
}

/** Rest, once those who want to know have been told why. */
function rest(state: SessionState, given: Given): Step {
  return news(state, given) ?? { do: "rest" };
}

/** The hooks that are still to be told why a session rests; null when there are none. */
export function news(state: SessionState, given: Pick<Given, "hooks">): Step | null {
  const { due } = state;
  // A client's result that came while the turn waits for another one is shown at once as well.
  const points = afterCalls(state);
  if (due.notice !== null) points.push({ event: "Notification", notice: due.notice });
  if (due.session_end !== null) points.push({ event: "SessionEnd", reason: due.session_end });
  return hooked(points, given);
}

/** The first of the points that has hooks; null when none has. */
function hooked(points: readonly HookPoint[], { hooks }: Pick<Given, "hooks">): Step | null {
  if (hooks.length === 0) return null;
  const point = points.find((each) => matching(hooks, each.event, targetOf(each)).length > 0);
  return point === undefined ? null : { do: "run_hooks", point };
}

function afterCalls({ due }: SessionState): HookPoint[] {
  return due.results.map((call) => ({
    event: call.is_error ? "PostToolUseFailure" : "PostToolUse",
    call,
  }));
}

function suspendedStep(state: SessionState, turn: Turn, given: Given): Step {
  const until = turn.suspended?.until ?? null;
  if (limitReached(state, turn, given) === "budget_reached") {
    // Spent both ways: the next month alone would not let the turn go on.
    return until === null ? rest(state, given) : { do: "suspend", resets_at: null };
  }
  if (until === null) return { do: "resume" };
  if (given.admission === null) return { do: "admit" };
  return given.admission.verdict === "spent" ? rest(state, given) : { do: "resume" };
}

/** What is left open is somebody's to settle, each call until its deadline. */
function waitingStep(state: SessionState, { calls }: Turn, given: Given): Step {
  const { now_ms } = given;
  const late = calls.filter(({ deadline }) => deadline !== null && Date.parse(deadline) <= now_ms);
  if (late.length > 0) return { do: "expire", calls: late };
  return state.status === "waiting" ? rest(state, given) : { do: "ask_client", calls: [...calls] };
}

/** No call is open: the model is asked, or asked on, or the turn ends. */
function afterAnswer(state: SessionState, turn: Turn, given: Given): Step {
  if (state.due.stopped !== null) {
    const details = { type: "hook_stopped", ...state.due.stopped };
    return { do: "end_turn", stop_reason: "hook_stopped", details };
  }
  const limit = limitReached(state, turn, given);
  const steering = state.inputs.filter((input) => input.on_busy === "steer");
  if (steering.length > 0 && limit === null) {
    return { do: "steer", inputs: steering.map((input) => input.seq) };
  }
  if (turn.ended !== null) {
    const { stop_reason, cut, details } = turn.ended;
    const most = cut === "empty" ? 1 : given.limits.max_continuations;
    if (cut === null || turn.continuations >= most) {
      return beforeEnd(state, turn, given) ?? { do: "end_turn", stop_reason, details };
    }
    if (limit === null) return { do: "continue", count: turn.continuations + 1, reason: cut };
    if (limit === "budget_reached") return { do: "suspend", resets_at: null };
    return { do: "end_turn", stop_reason: cut === "pause_turn" ? limit : stop_reason, details };
  }
  if (limit === "budget_reached") return { do: "suspend", resets_at: null };
  if (limit !== null) return { do: "end_turn", stop_reason: limit, details: null };
  return admittedStep(state, turn, given);
}

/** The Stop hooks, which may send the model back to work; null when there is nothing to ask them. */
function beforeEnd({ due }: SessionState, turn: Turn, given: Given): Step | null {
  if (turn.ended?.stop_reason !== "end_turn" || turn.steps === 0) return null;
  if (due.is_stop_checked || due.stop_blocks >= STOP_BLOCKS_MAX) return null;
  return hooked([{ event: "Stop", turn: turn.number, blocks: due.stop_blocks }], given);
}

/** What hooks are told before the model is. */
function beforeCall({ due }: SessionState): HookPoint[] {
  const prompts = due.prompts.map((input): HookPoint => ({ event: "UserPromptSubmit", input }));
  return due.session_start === null ? prompts : [due.session_start, ...prompts];
}

/** The next thing is a model call, if the account lets it be made. */
function admittedStep(state: SessionState, turn: Turn, given: Given): Step {
  const { admission, limits, now_ms } = given;
  if (admission === null) return { do: "admit" };
  switch (admission.verdict) {
    case "busy": {
      // It is said once; who stands in line already only asks again.
      const at = new Date(now_ms + LINE_RETRY_MS).toISOString();
      return turn.in_line ? { do: "wait_until", at } : { do: "stand_in_line" };
    }
    case "spent":
      return { do: "suspend", resets_at: admission.resets_at };
    case "granted": {
      const told = hooked(beforeCall(state), given);
      if (told !== null) return told;
      const trigger = compactionDue(state, turn, limits);
      if (trigger === null) return { do: "call_model" };
      const { number, steps } = turn;
      const point: HookPoint = { event: "PreCompact", trigger, turn: number, steps };
      const asked = state.due.is_compaction_checked ? null : hooked([point], given);
      return asked ?? { do: "compact", trigger };
    }
    default:
      return admission satisfies never;
  }
}

/** Why the context must become smaller before the next model call; null when it need not. */
function compactionDue(
  { context, compaction, config }: SessionState,
  turn: Turn,
  limits: TurnLimits,
): CompactionTrigger | null {
  if (turn.is_overflowing) return "overflow";
  if (compaction !== null) return "manual";
  if (turn.gave_up_compaction) return null;
  const most = config.sdk_options.compact_at_tokens ?? limits.compact_at_tokens;
  // What cannot be made smaller is not summarised again at every step.
  const grew = context.tokens - context.compacted_tokens > most / 4;
  return context.tokens > most && grew ? "auto" : null;
}

/** Which limit forbids one more model call; null when none does. */
function limitReached(
  state: SessionState,
  turn: Turn,
  { limits, now_ms }: Given,
): "max_turns" | "budget_reached" | null {
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
  const { running_since } = turn;
  const stretch_ms = running_since === null ? 0 : Math.max(0, now_ms - Date.parse(running_since));
  const spent =
    (budget.max_cost_usd !== undefined && (total_cost_usd ?? 0) >= budget.max_cost_usd) ||
    (budget.max_tokens !== undefined && tokens >= budget.max_tokens) ||
    (budget.max_turns !== undefined && turn.number > budget.max_turns) ||
    (budget.max_seconds !== undefined && state.active_ms + stretch_ms >= budget.max_seconds * 1000);
  return spent ? "budget_reached" : null;
}
