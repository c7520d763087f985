// Calling the hooks of a point, all at once, and writing down what came of it. Nothing is recorded before
// the answers are there: a crash in between calls them again under the same id, and they can tell.
import { textsOf } from "../../contract/content.ts";
import type { EventDraft, EventOf } from "../../contract/event.ts";
import type { HookEventName, HookInput } from "../../contract/hook.ts";
import { sha256 } from "../digest.ts";
import { turnOf } from "../ending.ts";
import { inputOf, modelIdOf } from "../tool-input.ts";
import type { TurnDeps } from "../turn.ts";
import { blockOf, commonOf, executed, type HookRun, updatedOutputOf } from "./outcome.ts";
import { type HookPoint, matching, placeOf, targetOf } from "./point.ts";

interface Occasion {
  readonly event: HookEventName;
  readonly target: string | null;
  /** What tells this call from every other of the session. */
  readonly place: string;
  /** What its hooks are told beside what every hook is told. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Calls every hook that an occasion matches and waits for all of them. */
export async function callHooks(deps: TurnDeps, occasion: Occasion): Promise<HookRun[]> {
  const { event, target, place, fields } = occasion;
  const hooks = matching(deps.hooks(), event, target);
  if (hooks.length === 0) return [];
  const { id, config } = deps.state();
  // Who is only told holds nothing up: as soon as there is something to do, it is done.
  const signal = isNews(event) ? deps.idleSignal() : deps.signal();
  const input: HookInput = {
    session_id: id,
    transcript_path: `/api/v1/sessions/${id}/messages`,
    cwd: config.working_directory,
    permission_mode: config.permission_mode,
    hook_event_name: event,
    ...fields,
  };
  return await Promise.all(
    hooks.map(async (hook) => {
      const call_id = idOf(`${id} ${hook.id} ${event} ${place}`);
      return {
        hook,
        call_id,
        input,
        reply: await deps.callHook(hook, call_id, input, signal),
      };
    }),
  );
}

function isNews(event: HookEventName): boolean {
  return event === "Notification" || event === "SessionEnd";
}

function idOf(text: string): string {
  return `call_${sha256(text).slice(0, 32)}`;
}

/** Runs the hooks of a point that is due, and records what they came to. */
export async function runPoint(deps: TurnDeps, point: HookPoint): Promise<void> {
  const before = deps.state().turn;
  const runs = await callHooks(deps, {
    event: point.event,
    target: targetOf(point),
    place: placeOf(point),
    fields: fieldsOf(deps, point),
  });
  const tool_use_id = "call" in point ? point.call.id : null;
  const records = executed(point.event, tool_use_id, runs);
  const { turn } = deps.state();
  // Whoever stopped or ended the turn meanwhile wants nothing more of it.
  const isOver =
    turn?.interrupted === true || turn?.number !== before?.number || isPast(deps, point);
  deps.append(isOver ? records : [...records, ...effects(deps, point, runs)]);
}

/** Whether a session has ended otherwise since it was told of: complete first, then terminated. */
function isPast(deps: TurnDeps, point: HookPoint): boolean {
  return point.event === "SessionEnd" && deps.state().due.session_end !== point.reason;
}

function effects(deps: TurnDeps, point: HookPoint, runs: readonly HookRun[]): EventDraft[] {
  const blocked = blockOf(runs.filter((run) => mayBlock(point, run)));
  const updated_output = "call" in point ? updatedOutputOf(runs) : undefined;
  const applied: EventDraft<"hook.applied"> = {
    type: "hook.applied",
    hook_event: point.event,
    tool_use_id: "call" in point ? point.call.id : null,
    ...commonOf(runs),
    ...("input" in point ? { inputs: [point.input] } : {}),
    ...(blocked === undefined ? {} : { blocked }),
    ...(updated_output === undefined ? {} : { updated_output }),
  };
  switch (point.event) {
    case "SessionStart":
      // A guard that must be there when the session begins, and is not: it does not begin.
      return [
        blocked === undefined ? applied : { ...applied, stopped: applied.stopped ?? blocked },
      ];
    case "PreCompact": {
      const no = blocked ?? applied.stopped;
      if (no === undefined) return [applied];
      const { number: turn } = turnOf(deps.state());
      const reason = `${no.hook_name}: ${no.reason}`;
      return [applied, { type: "session.compaction_failed", turn, trigger: point.trigger, reason }];
    }
    default:
      return [applied];
  }
}

function mayBlock(point: HookPoint, { reply }: HookRun): boolean {
  if (isNews(point.event)) return false;
  switch (point.event) {
    case "PreCompact":
      // What the model refuses for its size cannot stay as it is.
      return point.trigger !== "overflow";
    case "Stop":
      // A hook that does not answer would send the model back to work for ever.
      return reply.output !== null;
    default:
      return true;
  }
}

function fieldsOf(deps: TurnDeps, point: HookPoint): Occasion["fields"] {
  switch (point.event) {
    case "SessionStart":
      return { source: point.source, model: deps.state().config.model };
    case "UserPromptSubmit":
      return { prompt: textOf(deps.inputAt(point.input)) };
    case "PostToolUse":
    case "PostToolUseFailure":
      return afterCall(deps, point.call);
    case "PreCompact": {
      const custom_instructions = deps.state().compaction?.instructions ?? "";
      return { trigger: targetOf(point), custom_instructions };
    }
    case "Stop":
      return { stop_hook_active: point.blocks > 0, last_assistant_message: lastWords(deps) };
    case "Notification":
      return { notification_type: point.notice.type, message: point.notice.message };
    case "SessionEnd":
      return { reason: point.reason };
    default:
      return point satisfies never;
  }
}

function afterCall(
  deps: TurnDeps,
  call: Extract<HookPoint, { event: "PostToolUse" | "PostToolUseFailure" }>["call"],
): Occasion["fields"] {
  const result = deps.eventAt(call.result_seq) as EventOf<
    "agent.tool_result" | "user.custom_tool_result"
  >;
  const content = textOf(result.content);
  return {
    tool_name: call.name,
    tool_input: inputOf(deps, call),
    tool_use_id: modelIdOf(deps, call),
    ...(call.is_error ? { error: content } : { tool_response: { content } }),
    ...("duration_ms" in result && result.duration_ms !== null
      ? { duration_ms: result.duration_ms }
      : {}),
  };
}

function textOf(blocks: Parameters<typeof textsOf>[0]): string {
  return textsOf(blocks).join("\n");
}

/** What the model said last, as far as it is text. */
function lastWords(deps: TurnDeps): string {
  const last = deps.transcript().messages.at(-1);
  return last?.role === "assistant" ? textOf(last.content) : "";
}
