// Events into spans: a fold over the log, so that the same events give the same spans, ids included,
// however often they are told and wherever the log is cut into pages.
import { addUsage, NO_USAGE } from "../agent/state.ts";
import type { EventOf, SessionEvent } from "../contract/event.ts";
import { SPAN_EVENTS_MAX } from "../contract/limits.ts";
import { previewOf } from "../contract/preview.ts";
import { holdsUp } from "../contract/session.ts";
import type { Attributes, Span } from "../contract/trace.ts";
import {
  chatSpan,
  hookSpan,
  type Noted,
  type OpenCall,
  type OpenRequest,
  type OpenTurn,
  spanIdOf,
  toolSpan,
  turnSpan,
  withError,
} from "./span.ts";

/** What is open at a place in the log; it is carried along with the place. */
export interface OpenSpans {
  /** The last stretch in which a turn ran; kept when it is over. */
  readonly turn: OpenTurn | null;
  readonly request: OpenRequest | null;
  /** A model call that failed, until the next event says why. */
  readonly failed: Span | null;
  /** By the id of the event that asked for the call. */
  readonly calls: Readonly<Record<string, OpenCall>>;
}

export const NOTHING_OPEN: OpenSpans = { turn: null, request: null, failed: null, calls: {} };

interface Told {
  readonly open: OpenSpans;
  readonly spans: readonly Span[];
}

/** The spans that events finish, and what is open after them. */
export function trace(
  before: OpenSpans,
  events: readonly SessionEvent[],
  session_id: string,
): { open: OpenSpans; spans: Span[] } {
  let open = before;
  const spans: Span[] = [];
  for (const event of events) {
    if (open.failed !== null) {
      spans.push(withError(open.failed, reasonIn(event)));
      open = { ...open, failed: null };
    }
    const told = traced(open, event, session_id);
    open = told.open;
    spans.push(...told.spans);
  }
  return { open, spans };
}

function traced(open: OpenSpans, event: SessionEvent, session_id: string): Told {
  switch (event.type) {
    case "session.status_idle":
    case "session.failed":
    case "session.status_terminated":
      return ended(open, event, session_id);
    case "span.model_request_end":
      return answered(open, event, session_id);
    case "agent.tool_result":
      return settled(open, event.tool_use_id, event, session_id);
    case "user.custom_tool_result":
      return settled(open, event.custom_tool_use_id, event, session_id);
    case "hook.executed": {
      const span = hookSpan({ session_id, turn: open.turn }, event);
      const taken = withCall(open, event.tool_use_id, (call) => takenUp(call, span.start_ms));
      return { open: taken, spans: [span] };
    }
    default:
      return { open: followed(open, event), spans: [] };
  }
}

/** What is open after an event that finishes no span. */
function followed(open: OpenSpans, event: SessionEvent): OpenSpans {
  const at_ms = Date.parse(event.created_at);
  switch (event.type) {
    case "session.status_running":
      return { ...open, turn: stretchOf(open.turn, event) };
    case "session.error":
      return withTurn(open, () => ({ error_type: event.error.type }));
    case "user.interrupt":
      return withTurn(open, (turn) => ({
        interrupted: true,
        ...noted(turn, "ledge.turn.interrupted", at_ms, {}),
      }));
    case "session.recovered": {
      const attributes = { "ledge.turn.recovery_attempt": event.attempt };
      const request = open.request === null ? null : { ...open.request, cut_off: true };
      return withTurn({ ...open, request }, (turn) =>
        noted(turn, "ledge.turn.recovered", at_ms, attributes),
      );
    }
    case "session.status_rescheduled": {
      const attributes = { "ledge.turn.reschedule_reason": event.reason ?? "model_error" };
      return withTurn(open, (turn) => noted(turn, "ledge.turn.rescheduled", at_ms, attributes));
    }
    case "span.model_request_start":
      return { ...open, request: requestOf(event) };
    case "agent.tool_use":
    case "agent.custom_tool_use":
      return open.turn === null ? open : withNewCall(open, event);
    case "permission.requested": {
      const call = open.calls[event.tool_use_id];
      const attributes = call === undefined ? {} : namesOf(call);
      // From here on a person has it: their time is not the tool's.
      const handed = withCall(open, event.tool_use_id, () => ({ start_ms: null }));
      return withTurn(handed, (turn) =>
        noted(turn, "ledge.permission.requested", at_ms, attributes),
      );
    }
    case "permission.decided": {
      const attributes = {
        "ledge.permission.decision": event.decision,
        "ledge.permission.decided_by": event.decided_by,
      };
      return withCall(open, event.tool_use_id, (call) => ({
        ...takenUp(call, at_ms),
        ...noted(call, "ledge.permission.decided", at_ms, attributes),
      }));
    }
    case "tool.started":
      return withCall(open, event.tool_use_id, (call) => ({
        ...takenUp(call, at_ms),
        attempt: event.attempt,
      }));
    default:
      return open;
  }
}

function stretchOf(before: OpenTurn | null, event: EventOf<"session.status_running">): OpenTurn {
  const goesOn = before?.number === event.turn;
  return {
    number: event.turn,
    stretch: goesOn ? before.stretch + 1 : 1,
    span_id: spanIdOf(event.id),
    start_ms: Date.parse(event.created_at),
    is_running: true,
    interrupted: goesOn && before.interrupted,
    model: null,
    usage: NO_USAGE,
    cost_usd: 0,
    error_type: null,
    events: [],
    dropped_event_count: 0,
  };
}

/** The turn has ended, or waits: then its calls stay open. */
function ended(open: OpenSpans, event: Parameters<typeof turnSpan>[1], session_id: string): Told {
  const { turn } = open;
  const waits = event.type === "session.status_idle" && holdsUp(event.stop_reason.type);
  const after: OpenSpans = {
    ...open,
    turn: turn === null ? null : { ...turn, is_running: false },
    ...(waits ? {} : { request: null, calls: {} }),
  };
  const spans = turn?.is_running ? [turnSpan({ session_id, turn }, event)] : [];
  return { open: after, spans };
}

function requestOf(event: EventOf<"span.model_request_start">): OpenRequest {
  return {
    id: event.id,
    model: previewOf(event.model),
    start_ms: Date.parse(event.created_at),
    attempt: event.attempt,
    purpose: event.purpose ?? "turn",
    cut_off: false,
  };
}

function answered(
  open: OpenSpans,
  event: EventOf<"span.model_request_end">,
  session_id: string,
): Told {
  const { request, turn } = open;
  // Its beginning, or its turn's, was before traces were switched on, or is damaged.
  if (request?.id !== event.model_request_start_id || turn === null) return { open, spans: [] };
  const span = chatSpan({ session_id, turn }, request, event);
  const { model_usage: usage, cost_usd } = event;
  const after = withTurn({ ...open, request: null }, () => ({
    model: request.model,
    usage: usage === null ? turn.usage : addUsage(turn.usage, usage),
    cost_usd: usage === null ? turn.cost_usd : sumOf(turn.cost_usd, cost_usd),
  }));
  if (!event.is_error) return { open: after, spans: [span] };
  if (turn.interrupted) return { open: after, spans: [withError(span, "interrupted")] };
  if (request.cut_off) return { open: after, spans: [withError(span, "cut_off")] };
  return { open: { ...after, failed: span }, spans: [] };
}

function sumOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

/** Why a model call failed, as the event right behind its end tells. */
function reasonIn(event: SessionEvent): string {
  switch (event.type) {
    case "session.error":
      return event.error.type;
    case "session.compaction_failed":
      return "compaction_failed";
    case "session.status_terminated":
      return "terminated";
    default:
      return "_OTHER";
  }
}

function settled(
  open: OpenSpans,
  id: string,
  event: Parameters<typeof toolSpan>[3],
  session_id: string,
): Told {
  const { [id]: call, ...calls } = open.calls;
  if (call === undefined) return { open, spans: [] };
  const span = toolSpan({ session_id, turn: open.turn }, id, call, event);
  return { open: { ...open, calls }, spans: [span] };
}

function withNewCall(
  open: OpenSpans,
  event: EventOf<"agent.tool_use" | "agent.custom_tool_use">,
): OpenSpans {
  const custom = event.type === "agent.custom_tool_use";
  const call: OpenCall = {
    name: previewOf(event.name),
    tool_use_id: previewOf(String(event.block.id)),
    type: custom ? "function" : "extension",
    // The client has it from the moment it is asked for.
    start_ms: custom ? Date.parse(event.created_at) : null,
    attempt: null,
    events: [],
    dropped_event_count: 0,
  };
  return { ...open, calls: { ...open.calls, [event.id]: call } };
}

function namesOf(call: OpenCall): Attributes {
  return { "gen_ai.tool.name": call.name, "gen_ai.tool.call.id": call.tool_use_id };
}

function takenUp(call: OpenCall, at_ms: number): Pick<OpenCall, "start_ms"> {
  return { start_ms: call.start_ms ?? at_ms };
}

function withTurn(open: OpenSpans, change: (turn: OpenTurn) => Partial<OpenTurn>): OpenSpans {
  return open.turn === null ? open : { ...open, turn: { ...open.turn, ...change(open.turn) } };
}

function withCall(
  open: OpenSpans,
  id: string | null,
  change: (call: OpenCall) => Partial<OpenCall>,
): OpenSpans {
  const call = id === null ? undefined : open.calls[id];
  if (id === null || call === undefined) return open;
  return { ...open, calls: { ...open.calls, [id]: { ...call, ...change(call) } } };
}

/** One more event on a span, and nothing else of it: changes stand side by side. */
function noted(
  { events, dropped_event_count }: Noted,
  name: string,
  at_ms: number,
  attributes: Attributes,
): Noted {
  if (events.length === SPAN_EVENTS_MAX) {
    return { events, dropped_event_count: dropped_event_count + 1 };
  }
  return { events: [...events, { name, at_ms, attributes }], dropped_event_count };
}
