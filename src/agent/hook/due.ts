// What the hooks of a session have still to be told of. It is kept whether there are hooks or not, since
// a session learns of them when it asks for its next model call, and it stays small: what nobody was told
// of is forgotten with the next thing of its kind.
import type { EventOf, SessionEvent } from "../../contract/event.ts";
import type { OpenCall, Turn } from "../state.ts";
import type { HookPoint, Notice, SessionSource, SettledCall } from "./point.ts";

export interface DueHooks {
  /** The session began, or its context was summarised, and no model call has been made since. */
  readonly session_start: Extract<HookPoint, { event: "SessionStart" }> | null;
  /** Messages that the turn has taken up since the last model call. */
  readonly prompts: readonly number[];
  /** Calls that were settled since the last model call. */
  readonly results: readonly SettledCall[];
  readonly notice: Notice | null;
  readonly session_end: "completed" | "terminated" | null;
  /** The answer that is to end the turn has been seen. */
  readonly is_stop_checked: boolean;
  /** Times that the turn was sent back to work instead of ending. */
  readonly stop_blocks: number;
  /** The compaction that is due has been let pass. */
  readonly is_compaction_checked: boolean;
  /** A hook has said that the turn is to end after this step. */
  readonly stopped: { readonly hook_name: string; readonly reason: string } | null;
}

const NEW_TURN = {
  is_stop_checked: false,
  stop_blocks: 0,
  is_compaction_checked: false,
  stopped: null,
} satisfies Partial<DueHooks>;

export const NOTHING_DUE: DueHooks = {
  session_start: null,
  prompts: [],
  results: [],
  notice: null,
  session_end: null,
  ...NEW_TURN,
};

/** What is due after one more event; `turn` is the turn as it was before it. */
export function dueAfter(due: DueHooks, event: SessionEvent, turn: Turn | null): DueHooks {
  switch (event.type) {
    case "session.created":
      return started(due, "startup", event.seq);
    case "session.forked":
      return started(due, "fork", event.seq);
    case "session.imported":
    case "session.restored":
      return started(due, "resume", event.seq);
    case "session.rewound":
      return event.conversation ? { ...NOTHING_DUE, session_start: due.session_start } : due;
    case "session.status_running":
    case "session.inputs_steered":
      return {
        ...due,
        ...(turn === null ? NEW_TURN : {}),
        prompts: [...due.prompts, ...event.inputs],
        notice: null,
      };
    case "agent.tool_result":
      // What was denied or never came to its end is no tool's result.
      if (event.outcome !== "success" && event.outcome !== "error") return due;
      return settled(due, turn, event.tool_use_id, event);
    case "user.custom_tool_result":
      return settled(due, turn, event.custom_tool_use_id, event);
    case "span.model_request_start":
      // Whatever it is for: what the model has been sent is not taken back.
      return { ...due, session_start: null, prompts: [], results: [], is_stop_checked: false };
    case "session.compacted":
      return { ...started(due, "compact", event.seq), is_compaction_checked: false };
    case "session.compaction_failed":
      return { ...due, is_compaction_checked: false };
    case "session.status_idle":
      return idle(due, event, turn);
    case "session.failed":
      return over(due, { type: "turn_failed", message: event.reason, seq: event.seq });
    case "session.completed":
      return { ...due, session_end: "completed" };
    case "session.status_terminated":
      return { ...over(due, null), session_end: "terminated" };
    case "hook.applied":
      return applied(due, event);
    default:
      return due;
  }
}

function started(due: DueHooks, source: SessionSource, seq: number): DueHooks {
  return { ...due, session_start: { event: "SessionStart", source, seq } };
}

function settled(
  due: DueHooks,
  turn: Turn | null,
  id: string,
  { seq, is_error }: Pick<EventOf<"agent.tool_result">, "seq" | "is_error">,
): DueHooks {
  const call = turn?.calls.find((open) => open.id === id);
  if (call === undefined || turn?.interrupted === true) return due;
  const { seq: asked_seq, granted_seq, name } = call;
  const result = { id, seq: asked_seq, result_seq: seq, granted_seq, name, is_error };
  return { ...due, results: [...due.results, result] };
}

function idle(
  due: DueHooks,
  { seq, stop_reason }: EventOf<"session.status_idle">,
  turn: Turn | null,
): DueHooks {
  if (stop_reason.type === "requires_action") {
    return { ...due, notice: noticeOf(turn?.calls ?? [], seq) };
  }
  if (stop_reason.type !== "budget_reached") return over(due, null);
  return { ...due, notice: { type: "budget_reached", message: "A budget is spent.", seq } };
}

function noticeOf(calls: readonly OpenCall[], seq: number): Notice {
  const names = (status: OpenCall["status"]) =>
    calls.flatMap((call) => (call.status === status ? call.name : [])).join(", ");
  const asking = names("asking");
  return asking === ""
    ? { type: "client_tool", message: `Waiting for the result of ${names("waiting")}`, seq }
    : { type: "permission_prompt", message: `Claude needs your permission to use ${asking}`, seq };
}

/** The turn is over: nobody is told any more of what happened in it. */
function over(due: DueHooks, notice: Notice | null): DueHooks {
  return { ...due, prompts: [], results: [], notice };
}

function applied(before: DueHooks, event: EventOf<"hook.applied">): DueHooks {
  const due = { ...before, stopped: event.stopped ?? before.stopped };
  switch (event.hook_event) {
    case "SessionStart":
      return event.stopped === undefined ? { ...due, session_start: null } : due;
    case "UserPromptSubmit":
      return { ...due, prompts: due.prompts.filter((seq) => !event.inputs?.includes(seq)) };
    case "PostToolUse":
    case "PostToolUseFailure":
      return { ...due, results: due.results.filter(({ id }) => id !== event.tool_use_id) };
    case "PreCompact":
      return { ...due, is_compaction_checked: true };
    case "Stop":
      return sendsBack(event)
        ? { ...due, stop_blocks: due.stop_blocks + 1 }
        : { ...due, is_stop_checked: true };
    case "Notification":
      return { ...due, notice: null };
    case "SessionEnd":
      return { ...due, session_end: null };
    default:
      return due;
  }
}

/** Whether the Stop hooks want the turn to go on: with a reason, or with something more to know. */
export function sendsBack(
  event: Pick<EventOf<"hook.applied">, "blocked" | "additional_context" | "stopped">,
): boolean {
  if (event.stopped !== undefined) return false;
  return event.blocked !== undefined || event.additional_context !== undefined;
}
