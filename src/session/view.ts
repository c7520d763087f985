// What readers see of the log: the session, its messages, how a turn ended. Each is computed from
// events when asked for. Tool calls have a file of their own.
import type { Path } from "../agent/path.ts";
import { addUsage, NO_USAGE, type SessionState } from "../agent/state.ts";
import { LedgeError } from "../contract/errors.ts";
import { type EventType, isOnPath, type ModelUsage, type SessionEvent } from "../contract/event.ts";
import { STREAM_PAGE_BYTES } from "../contract/limits.ts";
import type { MessageResource } from "../contract/message.ts";
import type { SessionSnapshot, TurnResult } from "../contract/session.ts";
import type { ReadEvent } from "./event-rows.ts";
import type { Log } from "./log.ts";
import { cursorPlace, find, LOOK_UP_EVENTS_MAX, pathOf, timeOf } from "./look-up.ts";
import type { EventPageRequest, Page, PathPageRequest } from "./stub.ts";
import { USE_TYPES } from "./tool-calls.ts";

export function snapshotOf(state: SessionState): SessionSnapshot {
  const { config, counters } = state;
  return {
    id: state.id,
    user_id: state.user_id,
    status: state.status,
    last_stop_reason: state.last_stop_reason,
    ...config,
    parent_session_id: state.parent_session_id,
    is_fork: state.parent_session_id !== null,
    forked_at_seq: state.parent_session_id === null ? null : state.adopted_seq,
    inherited_cost_usd: state.inherited_cost_usd,
    undoable_seq: state.undoable_seq,
    archive_id: state.archive_id,
    ...counters,
    last_seq: state.last_seq,
    created_at: state.created_at,
    updated_at: state.updated_at,
    started_at: state.started_at,
    completed_at: state.completed_at,
    error_message: state.error_message,
  };
}

/** A page of events as JSON. Throws `invalid_request` for a place behind the last event. */
export function eventPage(log: Log, state: SessionState, page: EventPageRequest): string {
  const { after, order } = page;
  if (order === "asc" && after > state.last_seq) {
    throw new LedgeError(
      "invalid_request",
      `after: expected a seq of this session, at most ${state.last_seq}`,
    );
  }
  const from = order === "desc" && after === 0 ? state.last_seq + 1 : after;
  const { events, more } = log.page({ ...page, from });
  const next_cursor = JSON.stringify(more ? String(events.at(-1)?.seq) : null);
  return `{"data":[${events.map(({ body }) => body).join(",")}],"next_cursor":${next_cursor}}`;
}

export const MESSAGE_TYPES: readonly EventType[] = [
  "user.message",
  "user.custom_tool_result",
  "agent.thinking",
  "agent.message",
  "agent.tool_use",
  "agent.custom_tool_use",
  "agent.tool_result",
];
/** A message's model and cost are known when its call has ended. */
const READ_TYPES: readonly EventType[] = [...MESSAGE_TYPES, "span.model_request_end"];

export type MessageEvent = Extract<SessionEvent, { message_index: number }>;

/** Groups events into messages: the blocks of one message stand together in the log. */
function* messagesIn(
  events: Iterable<SessionEvent>,
  session: Conversation,
  calls: CallIds,
): Generator<MessageResource> {
  let message: MessageResource | null = null;
  for (const event of events) {
    if (event.type === "span.model_request_end") {
      if (message !== null && event.message_id === message.id) {
        message.model = event.model;
        message.token_count = event.model_usage?.output_tokens ?? null;
        message.cost_usd = event.cost_usd;
      }
      continue;
    }
    if (!("message_index" in event)) continue;
    if (message !== null && message.id !== event.message_id) {
      yield message;
      message = null;
    }
    message ??= startOf(event, session);
    addBlocks(message, event, calls);
  }
  if (message !== null) yield message;
}

/** Whose messages are read, and which of them are on its active path. */
type Conversation = Pick<SessionState, "id" | "path">;

function startOf(event: MessageEvent, { id: session_id, path }: Conversation): MessageResource {
  const spoken = event.type.startsWith("agent.") && event.type !== "agent.tool_result";
  return {
    id: event.message_id,
    session_id,
    index: event.message_index,
    role: spoken ? "assistant" : "user",
    content: [],
    model: null,
    thinking_content: null,
    token_count: null,
    cost_usd: null,
    is_partial: false,
    parent_message_id: event.parent_message_id,
    is_active: isOnPath(path, event.seq),
    seq: event.seq,
    created_at: event.created_at,
  };
}

function addBlocks(message: MessageResource, event: MessageEvent, calls: CallIds): void {
  switch (event.type) {
    case "agent.tool_use":
    case "agent.custom_tool_use":
      calls.learn(event);
      message.content.push(event.block);
      return;
    case "agent.tool_result":
    case "user.custom_tool_result": {
      const call_id =
        event.type === "agent.tool_result" ? event.tool_use_id : event.custom_tool_use_id;
      message.content.push({
        type: "tool_result",
        tool_use_id: calls.idOf(call_id),
        content: event.content,
        is_error: event.is_error,
      });
      return;
    }
    case "agent.thinking": {
      message.content.push(...event.content);
      const thoughts = event.content.map((block) => String(block.thinking ?? "")).join("");
      message.thinking_content = `${message.thinking_content ?? ""}${thoughts}`;
      return;
    }
    case "agent.message":
      message.content.push(...event.content);
      message.is_partial = event.is_partial;
      return;
    case "user.message":
      message.content.push(...event.content);
      return;
    default:
      event satisfies never;
  }
}

/**
 * The model's own id of each call, for readers who join results with calls as the Messages API does.
 * Calls that were read on the way are known; only one before the page has to be looked for.
 */
function callIds(log: Log) {
  const known = new Map<string, string>();
  const learn = (event: SessionEvent) => {
    if ("block" in event) known.set(event.id, String(event.block.id));
  };
  /** Empty for a call that cannot be found. */
  const idOf = (call_id: string): string => {
    if (!known.has(call_id)) {
      const event = find(log, call_id, USE_TYPES);
      if (event !== null) learn(event);
    }
    return known.get(call_id) ?? "";
  };
  return { learn, idOf };
}

type CallIds = ReturnType<typeof callIds>;

/** The messages of a path behind a place, oldest first. */
export function messagesAlong(
  log: Log,
  state: SessionState,
  path: Path,
  seq: number,
): Generator<MessageResource> {
  return messagesIn(log.along(path, seq, MESSAGE_TYPES), state, callIds(log));
}

/** The size of what has been read so far. */
interface Meter {
  chars: number;
}

function* metered(reads: Iterable<ReadEvent>, meter: Meter): Generator<SessionEvent> {
  for (const { event, body } of reads) {
    meter.chars += body.length;
    if (event !== null) yield event;
  }
}

/** Messages in the order of the log: those of the active path, or all of them. */
export function messagePage(
  log: Log,
  state: SessionState,
  page: PathPageRequest,
): Page<MessageResource> {
  const data: MessageResource[] = [];
  const meter = { chars: 0 };
  const path = pathOf(state, page);
  const events = metered(log.readAlong(path, cursorPlace(page.cursor), READ_TYPES), meter);
  for (const message of messagesIn(events, state, callIds(log))) {
    const full = data.length === page.limit || meter.chars > STREAM_PAGE_BYTES;
    if (full && data.length > 0) return { data, next_cursor: String(message.seq - 1) };
    data.push(message);
  }
  return { data, next_cursor: null };
}

/** One message, of whatever path. Throws `not_found`. */
export function messageById(log: Log, state: SessionState, id: string): MessageResource {
  const from = log.placeBefore(timeOf(id));
  let seen = 0;
  const events = log.after(from, READ_TYPES);
  for (const message of messagesIn(events, state, callIds(log))) {
    if (message.id === id) return message;
    seen += 1;
    if (seen > LOOK_UP_EVENTS_MAX) break;
  }
  throw new LedgeError("not_found", `no message ${id} in this session`);
}

/**
 * How the turn that answered the message at `seq` ended; null while it has not. A turn that waits
 * for a client counts as ended with `requires_action`: only the client can end it.
 */
export function turnResult(log: Log, seq: number): TurnResult | null {
  let began: string | null = null;
  let text = "";
  let usage: ModelUsage = NO_USAGE;
  let cost_usd: number | null = 0;
  let num_steps = 0;
  let continued = false;
  let compacting = false;
  for (const event of log.after(seq - 1)) {
    if (event.type === "span.model_request_start") compacting = event.purpose === "compaction";
    if (event.type === "session.status_terminated") return result(null, event.created_at);
    if (
      (event.type === "session.status_running" || event.type === "session.inputs_steered") &&
      event.inputs.includes(seq)
    ) {
      began = event.created_at;
    }
    // A message that waited, and that no turn will take up any more.
    if (event.type === "session.rewound" && began === null && !isOnPath(event.path, seq)) {
      return result("interrupted", event.created_at);
    }
    if (began === null) continue;
    if (event.type === "session.continued") continued = true;
    if (event.type === "span.model_request_start" && event.purpose !== "compaction") {
      if (!continued) text = "";
      continued = false;
    }
    if (event.type === "agent.message") {
      text += event.content.map((block) => String(block.text ?? "")).join("");
    }
    if (event.type === "span.model_request_end" && event.model_usage !== null) {
      usage = addUsage(usage, event.model_usage);
      cost_usd = cost_usd === null || event.cost_usd === null ? null : cost_usd + event.cost_usd;
      // A compaction costs like any call, and is no step of the turn's.
      if (!compacting) num_steps += 1;
    }
    if (event.type === "session.failed") return result(null, event.created_at);
    if (event.type === "session.status_idle") {
      // A prompt that a hook blocked is answered by the hook.
      if (text === "" && event.stop_reason.type === "hook_stopped") {
        text = String(event.stop_details?.reason);
      }
      return result(event.stop_reason.type, event.created_at);
    }
  }
  return null;

  function result(stop_reason: TurnResult["stop_reason"], ended: string): TurnResult {
    const duration_ms = began === null ? 0 : Date.parse(ended) - Date.parse(began);
    return { text, stop_reason, usage, cost_usd, num_steps, duration_ms };
  }
}
