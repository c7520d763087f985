// The points of a turn at which hooks are called, as the loop meets them between its steps. The two
// around the decision on a tool call, PreToolUse and PermissionRequest, are part of that call's step.
import type { CompactionTrigger } from "../../contract/event.ts";
import type { Hook, HookEventName } from "../../contract/hook.ts";
import { remembered } from "../permission/remembered.ts";

/** A call that has its result, until the next model call. */
export interface SettledCall {
  /** The id and seq of the event by which the model asked for it, and the seq of its result. */
  readonly id: string;
  readonly seq: number;
  readonly result_seq: number;
  readonly granted_seq: number | null;
  readonly name: string;
  readonly is_error: boolean;
}

/** Something that somebody may want to be told. */
export interface Notice {
  readonly type: "permission_prompt" | "client_tool" | "budget_reached" | "turn_failed";
  readonly message: string;
  /** Place of the event that it tells of. */
  readonly seq: number;
}

/** What SessionStart hooks are told of how the conversation came to begin here. */
export type SessionSource = "startup" | "resume" | "compact" | "fork";

export type HookPoint =
  | { readonly event: "SessionStart"; readonly source: SessionSource; readonly seq: number }
  | { readonly event: "UserPromptSubmit"; readonly input: number }
  | { readonly event: "PostToolUse" | "PostToolUseFailure"; readonly call: SettledCall }
  | {
      readonly event: "PreCompact";
      readonly trigger: CompactionTrigger;
      /** The turn, and the model calls that it has had. */
      readonly turn: number;
      readonly steps: number;
    }
  | { readonly event: "Stop"; readonly turn: number; readonly blocks: number }
  | { readonly event: "Notification"; readonly notice: Notice }
  | { readonly event: "SessionEnd"; readonly reason: "completed" | "terminated" };

/** What a point's matcher is held against; null where every hook of the event is called. */
export function targetOf(point: HookPoint): string | null {
  switch (point.event) {
    case "SessionStart":
      return point.source;
    case "PostToolUse":
    case "PostToolUseFailure":
      return point.call.name;
    case "PreCompact":
      return point.trigger === "manual" ? "manual" : "auto";
    case "Notification":
      return point.notice.type;
    case "SessionEnd":
      return point.reason;
    case "UserPromptSubmit":
    case "Stop":
      return null;
    default:
      return point satisfies never;
  }
}

/** What tells a point from every other of its session: a call that is repeated is known by it. */
export function placeOf(point: HookPoint): string {
  switch (point.event) {
    case "SessionStart":
      return String(point.seq);
    case "PreCompact":
      return `${point.turn}.${point.steps}`;
    case "UserPromptSubmit":
      return String(point.input);
    case "PostToolUse":
    case "PostToolUseFailure":
      return point.call.id;
    case "Stop":
      return `${point.turn}.${point.blocks}`;
    case "Notification":
      return String(point.notice.seq);
    case "SessionEnd":
      return point.reason;
    default:
      return point satisfies never;
  }
}

/** The hooks of an event whose matcher holds for a target, in the order of their registration. */
export function matching(
  hooks: readonly Hook[],
  event: HookEventName,
  target: string | null,
): Hook[] {
  return hooks.filter(
    (hook) => hook.event === event && (target === null || matches(hook.matcher, target)),
  );
}

/** A matcher is names joined by `|`; a star in one stands for anything. */
function matches(matcher: string, target: string): boolean {
  return matcher.trim() === "" || patternOf(matcher).test(target);
}

const patternOf = remembered((matcher) => {
  const names = matcher.split("|").map((name) =>
    name
      .trim()
      .split("*")
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
      .join("[\\s\\S]*"),
  );
  return new RegExp(`^(?:${names.join("|")})$`);
});
