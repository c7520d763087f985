// How things end in a log: a turn, an open call, a model call that gave no answer. Whoever ends a turn
// closes what it has open in the same transaction, so that every call in the log has its result.
import type { EventDraft, EventOf } from "../contract/event.ts";
import type { ModelAnswer, ModelFailure } from "./claude.ts";
import { costUsd } from "./price.ts";
import type { OpenCall, SessionState, Turn } from "./state.ts";

/** The running turn. Throws when there is none: a bug. */
export function turnOf(state: SessionState): Turn {
  if (state.turn === null) throw new Error("this step needs a running turn");
  return state.turn;
}

/** False when a call was interrupted or ended from outside: whoever did that settles it. */
export function isOpen({ turn }: SessionState, call: Pick<OpenCall, "id">): boolean {
  return turn?.interrupted === false && turn.calls.some((open) => open.id === call.id);
}

export type SpanEnd = Pick<
  EventDraft<"span.model_request_end">,
  "type" | "model_request_start_id" | "time_to_first_token_ms" | "duration_ms"
>;

/** A turn is idle: it has ended, or waits for a client or a budget. */
export function idle(
  turn: Turn,
  stop_reason: EventOf<"session.status_idle">["stop_reason"],
  stop_details: EventOf<"session.status_idle">["stop_details"],
): EventDraft<"session.status_idle"> {
  return { type: "session.status_idle", turn: turn.number, stop_reason, stop_details };
}

/** Closes whatever a turn has open, so that every call in the log has its result. */
export function closing(state: SessionState, text: string, now_ms: number): EventDraft[] {
  if (state.turn === null) return [];
  return [
    ...closingRequest(state.turn, now_ms),
    ...state.turn.calls.map((call) => unsettled(call.id, "error", text)),
  ];
}

/** The end of the model call that a turn has open; nothing when it has none. */
export function closingRequest(turn: Turn, now_ms: number): EventDraft[] {
  if (turn.request === null) return [];
  const { id, model, at } = turn.request;
  const duration_ms = Math.max(0, now_ms - Date.parse(at));
  const end = { model_request_start_id: id, time_to_first_token_ms: null, duration_ms };
  return [failedSpan({ type: "span.model_request_end", ...end }, model)];
}

/** The end of a model call that gave no answer. */
export function failedSpan(end: SpanEnd, model: string): EventDraft<"span.model_request_end"> {
  return {
    ...end,
    message_id: null,
    is_error: true,
    model,
    model_usage: null,
    cost_usd: null,
    stop_reason: null,
    stop_details: null,
  };
}

/** The end of a model call that gave an answer; `is_error` when the answer could not be taken. */
export function answeredSpan(
  end: SpanEnd,
  answer: Extract<ModelAnswer, { kind: "answer" }>,
  taken: Pick<EventDraft<"span.model_request_end">, "message_id" | "is_error">,
): EventDraft<"span.model_request_end"> {
  const { model, usage, stop_reason, stop_details } = answer;
  const cost_usd = costUsd(model, usage);
  return { ...end, ...taken, model, model_usage: usage, cost_usd, stop_reason, stop_details };
}

/** The result of a call that has none of its own. */
export function unsettled(
  tool_use_id: string,
  outcome: "unknown" | "error" | "expired" | "denied",
  text: string,
): EventDraft<"agent.tool_result"> {
  return {
    type: "agent.tool_result",
    message_id: `msg_${tool_use_id.slice("sevt_".length)}`,
    tool_use_id,
    // Half a surrogate pair, which a person's reason may hold, would be refused on every later call.
    content: [{ type: "text", text: text.toWellFormed() }],
    is_error: true,
    outcome,
    duration_ms: null,
  };
}

/** A call that may not run: the decision, and what the model is told. */
export function denial(
  {
    permission_id,
    tool_use_id,
    tool_name,
  }: Pick<EventOf<"permission.requested">, "permission_id" | "tool_use_id" | "tool_name">,
  by: Pick<EventDraft<"permission.decided">, "decided_by" | "reason" | "rule">,
): EventDraft[] {
  const decision = { decision: "deny" as const, ...by };
  return [
    { type: "permission.decided", permission_id, tool_use_id, tool_name, ...decision },
    unsettled(tool_use_id, "denied", `Permission to use ${tool_name} was denied: ${by.reason}.`),
  ];
}

/** Ends a turn that cannot go on, and says why. */
export function failing(
  state: SessionState,
  type: ModelFailure["type"],
  message: string,
  now_ms: number,
): EventDraft[] {
  return [
    ...closing(state, message, now_ms),
    { type: "session.error", error: { type, message, retry_status: { type: "terminal" } } },
    { type: "session.failed", reason: message },
  ];
}
