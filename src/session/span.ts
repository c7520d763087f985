// What a span says: one function for each kind, under the names of OpenTelemetry's conventions for
// generative AI (opentelemetry.io/docs/specs/semconv/gen-ai) and, where they have none, under `ledge.`.
// Nothing of what was said goes into a span: names, numbers and words from closed lists only.
import { sha256 } from "../agent/digest.ts";
import type { EventOf, ModelUsage } from "../contract/event.ts";
import { previewOf } from "../contract/preview.ts";
import type { Attributes, Span, SpanEvent } from "../contract/trace.ts";

/** What is noted on a span while it is open. */
export interface Noted {
  readonly events: readonly SpanEvent[];
  readonly dropped_event_count: number;
}

/** A stretch in which a turn runs: a turn that waits for somebody has several. */
export interface OpenTurn extends Noted {
  readonly number: number;
  /** From 1. */
  readonly stretch: number;
  readonly span_id: string;
  readonly start_ms: number;
  /** False once it is over; it is still the parent of what comes late. */
  readonly is_running: boolean;
  readonly interrupted: boolean;
  readonly model: string | null;
  readonly usage: ModelUsage;
  /** Null once a call had no known price. */
  readonly cost_usd: number | null;
  /** The type of the last error. */
  readonly error_type: string | null;
}

export interface OpenRequest {
  readonly id: string;
  readonly model: string;
  readonly start_ms: number;
  readonly attempt: number;
  readonly purpose: string;
  /** True when the session died meanwhile. */
  readonly cut_off: boolean;
}

export interface OpenCall extends Noted {
  readonly name: string;
  readonly tool_use_id: string;
  /** Whose logic it is, in the convention's words: the client's, or the agent's. */
  readonly type: "function" | "extension";
  /** When it was taken up; null while it stands in line or waits for a person. */
  readonly start_ms: number | null;
  readonly attempt: number | null;
}

/** Where a span belongs. */
export interface Place {
  readonly session_id: string;
  readonly turn: OpenTurn | null;
}

/** Attributes with null for what is not known; those are left out. */
type Known = Record<string, Attributes[string] | null | undefined>;

const PROVIDER = "anthropic";
/** One name for all sessions: what they are called is their owners'. */
const AGENT = "ledge";

/** The id of the span that an event begins, or is. */
export function spanIdOf(event_id: string): string {
  return sha256(event_id).slice(0, 16);
}

/** One trace for each turn of a session; what comes before the first belongs to turn 0. */
function traceIdOf({ session_id, turn }: Place): string {
  return sha256(`${session_id} turn ${turn?.number ?? 0}`).slice(0, 32);
}

/** The span of a stretch of a turn that `event` ends. */
export function turnSpan(
  place: Place & { turn: OpenTurn },
  event: EventOf<"session.status_idle" | "session.failed" | "session.status_terminated">,
): Span {
  const { turn, session_id } = place;
  const stop_reason = stopReasonOf(event);
  const is_error = stop_reason === "failed" || stop_reason === "retries_exhausted";
  return {
    ...base(place, turn.span_id, `invoke_agent ${AGENT}`),
    parent_span_id: null,
    start_ms: turn.start_ms,
    end_ms: Date.parse(event.created_at),
    attributes: known({
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.provider.name": PROVIDER,
      "gen_ai.agent.name": AGENT,
      "gen_ai.conversation.id": session_id,
      "gen_ai.request.model": turn.model,
      ...usageIn(turn.usage),
      "ledge.cost_usd": double(turn.cost_usd),
      "ledge.turn.number": turn.number,
      "ledge.turn.stretch": turn.stretch,
      "ledge.turn.stop_reason": stop_reason,
      "error.type": is_error ? (turn.error_type ?? "_OTHER") : null,
    }),
    events: [...turn.events],
    dropped_event_count: turn.dropped_event_count,
    is_error,
  };
}

function stopReasonOf(event: Parameters<typeof turnSpan>[1]): string {
  if (event.type === "session.status_idle") return event.stop_reason.type;
  return event.type === "session.failed" ? "failed" : "terminated";
}

/** The span of a model call. Why it failed, if it did, is for the caller to add. */
export function chatSpan(
  place: Place,
  request: OpenRequest,
  event: EventOf<"span.model_request_end">,
): Span {
  const { time_to_first_token_ms } = event;
  return {
    ...base(place, spanIdOf(request.id), `chat ${request.model}`),
    kind: "client",
    start_ms: request.start_ms,
    end_ms: Date.parse(event.created_at),
    attributes: known({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": PROVIDER,
      "gen_ai.conversation.id": place.session_id,
      "gen_ai.request.model": request.model,
      "gen_ai.request.stream": true,
      "gen_ai.response.model": event.model_usage === null ? null : previewOf(event.model),
      "gen_ai.response.finish_reasons": event.stop_reason === null ? null : [event.stop_reason],
      "gen_ai.response.time_to_first_chunk": double(
        time_to_first_token_ms === null ? null : time_to_first_token_ms / 1000,
      ),
      ...(event.model_usage === null ? {} : usageIn(event.model_usage)),
      "ledge.cost_usd": double(event.cost_usd),
      "ledge.model_call.attempt": request.attempt,
      "ledge.model_call.purpose": request.purpose,
    }),
  };
}

/** The span of a tool call that a result settles. */
export function toolSpan(
  place: Place,
  id: string,
  call: OpenCall,
  event: EventOf<"agent.tool_result" | "user.custom_tool_result">,
): Span {
  const end_ms = Date.parse(event.created_at);
  const span: Span = {
    ...base(place, spanIdOf(id), `execute_tool ${call.name}`),
    start_ms: call.start_ms ?? end_ms,
    end_ms,
    attributes: known({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.provider.name": PROVIDER,
      "gen_ai.conversation.id": place.session_id,
      "gen_ai.tool.name": call.name,
      "gen_ai.tool.call.id": call.tool_use_id,
      "gen_ai.tool.type": call.type,
      "ledge.tool.attempt": call.attempt,
    }),
    events: [...call.events],
    dropped_event_count: call.dropped_event_count,
  };
  return event.is_error ? withError(span, toolError(place, event)) : span;
}

function toolError({ turn }: Place, event: Parameters<typeof toolSpan>[3]): string {
  const outcome = event.type === "agent.tool_result" ? event.outcome : "error";
  if (outcome === "unknown") return "cut_off";
  if (outcome !== "error") return outcome;
  return turn?.interrupted ? "interrupted" : "tool_error";
}

/** The span of a hook: a child of the call that it is about, or of the turn. */
export function hookSpan(place: Place, event: EventOf<"hook.executed">): Span {
  const end_ms = Date.parse(event.created_at);
  const name = previewOf(event.hook_name);
  const span = base(place, spanIdOf(event.id), `execute_hook ${name}`);
  const { tool_use_id } = event;
  const hook: Span = {
    ...span,
    kind: "client",
    parent_span_id: tool_use_id === null ? span.parent_span_id : spanIdOf(tool_use_id),
    start_ms: end_ms - Math.round(event.duration_ms),
    end_ms,
    attributes: known({
      "gen_ai.conversation.id": place.session_id,
      "ledge.hook.id": event.hook_id,
      "ledge.hook.name": name,
      "ledge.hook.event": event.hook_event,
      "ledge.hook.attempts": event.attempts,
      "ledge.hook.continue_execution": event.continue_execution,
    }),
  };
  // Why it failed may quote what the hook's server said.
  return event.error === null ? hook : withError(hook, "hook_failed");
}

/** The same span as one that failed, for a reason out of a closed list. */
export function withError(span: Span, type: string): Span {
  return { ...span, is_error: true, attributes: { ...span.attributes, "error.type": type } };
}

/** The sum includes what was read from the cache and written to it, as the convention has it. */
function usageIn(usage: ModelUsage): Attributes {
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = usage;
  return {
    "gen_ai.usage.input_tokens":
      input_tokens + cache_creation_input_tokens + cache_read_input_tokens,
    "gen_ai.usage.output_tokens": usage.output_tokens,
    "gen_ai.usage.cache_creation.input_tokens": cache_creation_input_tokens,
    "gen_ai.usage.cache_read.input_tokens": cache_read_input_tokens,
  };
}

function base(place: Place, span_id: string, name: string) {
  return {
    trace_id: traceIdOf(place),
    span_id,
    parent_span_id: place.turn?.span_id ?? null,
    name,
    kind: "internal" as Span["kind"],
    events: [] as SpanEvent[],
    dropped_event_count: 0,
    is_error: false,
  };
}

function double(value: number | null): { double: number } | null {
  return value === null ? null : { double: value };
}

function known(attributes: Known): Attributes {
  const entries = Object.entries(attributes).filter(([, value]) => value != null);
  return Object.fromEntries(entries) as Attributes;
}
