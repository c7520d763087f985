// A session's tool calls as readers see them: each is what the events about it add up to, in the order
// in which the model asked.
import { LedgeError } from "../contract/errors.ts";
import type { EventOf, EventType, SessionEvent } from "../contract/event.ts";
import { STREAM_PAGE_BYTES } from "../contract/limits.ts";
import type { ToolCallResource } from "../contract/message.ts";
import { jsonPreviewOf, previewOf } from "../contract/preview.ts";
import type { ToolCallRow } from "../contract/published.ts";
import type { Log } from "./log.ts";
import { cursorPlace, find, LOOK_UP_EVENTS_MAX } from "./look-up.ts";
import type { Page, PageRequest } from "./stub.ts";

/** The events by which a model asks for a tool. */
export const USE_TYPES: readonly EventType[] = ["agent.tool_use", "agent.custom_tool_use"];
const CALL_TYPES: readonly EventType[] = [
  ...USE_TYPES,
  "permission.requested",
  "permission.decided",
  "tool.started",
  "agent.tool_result",
  "user.custom_tool_result",
];

type UseEvent = EventOf<"agent.tool_use" | "agent.custom_tool_use">;

/** Tool calls in the order in which the model asked for them. */
export function toolCallPage(
  log: Log,
  session_id: string,
  page: PageRequest,
): Page<ToolCallResource> {
  const listed = new Map<string, { call: ToolCallResource; seq: number; chars: number }>();
  let open = 0;
  let chars = 0;
  let more = false;
  let beyond = 0;
  for (const { event, body } of log.read(cursorPlace(page.cursor), CALL_TYPES)) {
    if (event === null) continue;
    const isUse = event.type === "agent.tool_use" || event.type === "agent.custom_tool_use";
    if (isUse && (listed.size === page.limit || chars > STREAM_PAGE_BYTES)) more = true;
    else if (isUse) {
      listed.set(event.id, { call: callOf(event, session_id), seq: event.seq, chars: 0 });
      open += 1;
    }
    const entry = listed.get(callAbout(event) ?? event.id);
    if (entry !== undefined) {
      entry.chars += body.length;
      chars += body.length;
      if (follow(entry.call, event)) open -= 1;
    }
    // The page is full; what is still open in it is settled soon, or not yet.
    if (more && (open === 0 || ++beyond > LOOK_UP_EVENTS_MAX)) break;
  }
  return cut([...listed.values()], more);
}

/** Results come after their calls: only now is it known how many of the calls fit a page. */
function cut(
  listed: readonly { call: ToolCallResource; seq: number; chars: number }[],
  more: boolean,
): Page<ToolCallResource> {
  let chars = 0;
  const end = listed.findIndex((entry, index) => {
    chars += entry.chars;
    return chars > STREAM_PAGE_BYTES && index > 0;
  });
  const kept = end === -1 ? listed : listed.slice(0, end);
  const data = kept.map(({ call }) => call);
  const next_cursor = more || end !== -1 ? String(kept.at(-1)?.seq) : null;
  return { data, next_cursor };
}

/** One tool call by the id of its event. Throws `not_found`. */
export function toolCallById(log: Log, session_id: string, id: string): ToolCallResource {
  const followed = followedCall(log, session_id, id);
  if (followed === null) throw new LedgeError("not_found", `no tool call ${id} in this session`);
  return followed.call;
}

/** A call with the place where it was asked for and that of the last event about it. */
export interface Followed {
  readonly call: ToolCallResource;
  readonly seq: number;
  version: number;
}

/** A call as all events about it leave it; null when it cannot be found. */
export function followedCall(log: Log, session_id: string, id: string): Followed | null {
  const use = find(log, id, USE_TYPES);
  if (use === null) return null;
  const followed = { call: callOf(use as UseEvent, session_id), seq: use.seq, version: use.seq };
  for (const event of log.after(use.seq, CALL_TYPES)) {
    if (callAbout(event) !== id) continue;
    followed.version = event.seq;
    if (follow(followed.call, event)) break;
  }
  return followed;
}

/** A call as the relational plane keeps it: what went in and came out as previews. */
export function toolCallRowOf({ call, seq, version }: Followed): ToolCallRow {
  const { session_id: _, ...rest } = call;
  return {
    ...rest,
    ...{ seq, version },
    tool_input: jsonPreviewOf(call.tool_input),
    tool_output: call.tool_output === null ? null : previewOf(call.tool_output),
    permission_reason: call.permission_reason === null ? null : previewOf(call.permission_reason),
    hook_pre_data: jsonPreviewOf(call.hook_pre_data),
    hook_post_data: jsonPreviewOf(call.hook_post_data),
    started_at: call.started_at === null ? null : Date.parse(call.started_at),
    completed_at: call.completed_at === null ? null : Date.parse(call.completed_at),
  };
}

export function callOf(event: UseEvent, session_id: string): ToolCallResource {
  const custom = event.type === "agent.custom_tool_use";
  return {
    id: event.id,
    session_id,
    tool_use_id: String(event.block.id),
    tool_name: event.name,
    tool_input: event.input,
    tool_output: null,
    status: custom ? "waiting" : "pending",
    is_error: false,
    retries: 0,
    permission_decision: "not_checked",
    permission_reason: null,
    hook_pre_data: null,
    hook_post_data: null,
    started_at: null,
    completed_at: null,
    duration_ms: null,
  };
}

/** The call that an event is about; null when it is about none, or begins one. */
export function callAbout(event: SessionEvent): string | null {
  if (event.type === "user.custom_tool_result") return event.custom_tool_use_id;
  return "tool_use_id" in event ? event.tool_use_id : null;
}

/** Brings a call up to date with an event about it; true when the event settled it. */
export function follow(call: ToolCallResource, event: SessionEvent): boolean {
  switch (event.type) {
    case "permission.requested":
      call.status = "asking";
      return false;
    case "permission.decided":
      call.status = "pending";
      call.permission_decision = event.decision;
      call.permission_reason = event.reason;
      return false;
    case "tool.started":
      call.status = "running";
      call.retries = event.attempt - 1;
      call.started_at ??= event.created_at;
      return false;
    case "agent.tool_result":
      call.duration_ms = event.duration_ms;
      return settle(call, event, event.outcome);
    case "user.custom_tool_result":
      return settle(call, event, event.is_error ? "error" : "success");
    default:
      return false;
  }
}

function settle(
  call: ToolCallResource,
  event: EventOf<"agent.tool_result" | "user.custom_tool_result">,
  status: ToolCallResource["status"],
): true {
  call.status = status;
  call.is_error = event.is_error;
  call.completed_at = event.created_at;
  call.tool_output = event.content
    .map((block) => (block.type === "text" ? block.text : `[${block.type}]`))
    .join("\n");
  return true;
}
