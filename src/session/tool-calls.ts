// A session's tool calls as readers see them: each is what the events about it add up to, in the order
// in which the model asked.
import type { SessionState } from "../agent/state.ts";
import { LedgeError } from "../contract/errors.ts";
import type { EventOf, EventType, SessionEvent } from "../contract/event.ts";
import type { HookEventName } from "../contract/hook.ts";
import { HOOKS_MAX, STREAM_PAGE_BYTES } from "../contract/limits.ts";
import type { ToolCallResource } from "../contract/message.ts";
import { jsonPreviewOf, previewOf } from "../contract/preview.ts";
import type { ToolCallRow } from "../contract/published.ts";
import { holdsUp } from "../contract/session.ts";
import type { Log } from "./log.ts";
import { cursorPlace, find, LOOK_UP_EVENTS_MAX, pathOf } from "./look-up.ts";
import type { Page, PathPageRequest } from "./stub.ts";

/** The events by which a model asks for a tool. */
export const USE_TYPES: readonly EventType[] = ["agent.tool_use", "agent.custom_tool_use"];
const CALL_TYPES: readonly EventType[] = [
  ...USE_TYPES,
  "permission.requested",
  "permission.decided",
  "tool.started",
  "agent.tool_result",
  "user.custom_tool_result",
  "hook.executed",
  "hook.applied",
];
/**
 * The events at which a round of calls is over: hooks may follow a result, and none follows these. The end of a
 * session is none of them: it comes from outside, and a hook that was being called is on record after it.
 */
const ROUND_ENDS: readonly EventType[] = [
  "span.model_request_start",
  "session.status_idle",
  "session.failed",
];

const READ_TYPES: readonly EventType[] = [...CALL_TYPES, ...ROUND_ENDS];

type UseEvent = EventOf<"agent.tool_use" | "agent.custom_tool_use">;

/** Tool calls in the order in which the model asked for them. */
export function toolCallPage(
  log: Log,
  state: SessionState,
  page: PathPageRequest,
): Page<ToolCallResource> {
  const listed = new Map<string, { call: ToolCallResource; seq: number; chars: number }>();
  /** Calls that have no result yet, or whose round goes on. */
  let open = 0;
  let chars = 0;
  let more = false;
  let beyond = 0;
  for (const { event, body } of log.readAlong(
    pathOf(state, page),
    cursorPlace(page.cursor),
    READ_TYPES,
  )) {
    if (event === null) continue;
    if (isUse(event) && (listed.size === page.limit || chars > STREAM_PAGE_BYTES)) more = true;
    else if (isUse(event)) {
      listed.set(event.id, { call: callOf(event, state.id), seq: event.seq, chars: 0 });
      open += 1;
    }
    const entry = listed.get(callAbout(event) ?? event.id);
    if (entry !== undefined) {
      entry.chars += body.length;
      chars += body.length;
      follow(entry.call, event);
    }
    if (endsRound(event)) open = [...listed.values()].filter(isOpen).length;
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
  return followedThrough(use as UseEvent, log.after(use.seq, READ_TYPES), session_id);
}

/** A call as the events behind it leave it. */
export function followedThrough(
  use: UseEvent,
  behind: Iterable<SessionEvent>,
  session_id: string,
): Followed {
  const followed = { call: callOf(use, session_id), seq: use.seq, version: use.seq };
  for (const event of behind) {
    if (endsRound(event) && !isOpen(followed)) break;
    if (callAbout(event) !== use.id) continue;
    followed.version = event.seq;
    follow(followed.call, event);
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
  // What is not read when a call is looked up must not count when it is not looked up either.
  if (!CALL_TYPES.includes(event.type)) return null;
  if (event.type === "user.custom_tool_result") return event.custom_tool_use_id;
  return "tool_use_id" in event ? event.tool_use_id : null;
}

/** True for the events by which a model asks for a tool. */
export function isUse(event: SessionEvent): event is UseEvent {
  return event.type === "agent.tool_use" || event.type === "agent.custom_tool_use";
}

/** True for the events that give a call its result. */
export function settles(event: SessionEvent): boolean {
  return event.type === "agent.tool_result" || event.type === "user.custom_tool_result";
}

/** True for the events after which nothing is said any more of calls that have their results. */
function endsRound(event: SessionEvent): boolean {
  // A turn that only waits may still have hooks to call.
  if (event.type === "session.status_idle" && holdsUp(event.stop_reason.type)) return false;
  return ROUND_ENDS.includes(event.type);
}

function isOpen({ call }: { readonly call: ToolCallResource }): boolean {
  return call.completed_at === null;
}

/** Brings a call up to date with an event about it. */
export function follow(call: ToolCallResource, event: SessionEvent): void {
  switch (event.type) {
    case "permission.requested":
      call.status = "asking";
      break;
    case "permission.decided":
      call.status = "pending";
      call.permission_decision = event.decision;
      call.permission_reason = event.reason;
      break;
    case "tool.started":
      call.status = "running";
      call.retries = event.attempt - 1;
      call.started_at ??= event.created_at;
      break;
    case "agent.tool_result":
      call.duration_ms = event.duration_ms;
      settle(call, event, event.outcome);
      break;
    case "user.custom_tool_result":
      settle(call, event, event.is_error ? "error" : "success");
      break;
    case "hook.executed":
      if (BEFORE_CALL.has(event.hook_event))
        call.hook_pre_data = withHook(call.hook_pre_data, event);
      if (AFTER_CALL.has(event.hook_event))
        call.hook_post_data = withHook(call.hook_post_data, event);
      break;
    default:
  }
}

const BEFORE_CALL: ReadonlySet<HookEventName> = new Set(["PreToolUse", "PermissionRequest"]);
const AFTER_CALL: ReadonlySet<HookEventName> = new Set(["PostToolUse", "PostToolUseFailure"]);

function withHook(
  until: ToolCallResource["hook_pre_data"],
  { hook_name, output, error }: EventOf<"hook.executed">,
): ToolCallResource["hook_pre_data"] {
  // A call that crashes again and again has its hooks called again and again.
  return [...(until ?? []), { hook_name, output: jsonPreviewOf(output), error }].slice(
    0,
    HOOKS_MAX,
  );
}

function settle(
  call: ToolCallResource,
  event: EventOf<"agent.tool_result" | "user.custom_tool_result">,
  status: ToolCallResource["status"],
): void {
  call.status = status;
  call.is_error = event.is_error;
  call.completed_at = event.created_at;
  call.tool_output = event.content
    .map((block) => (block.type === "text" ? block.text : `[${block.type}]`))
    .join("\n");
}
