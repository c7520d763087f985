// What the hooks of one point come to together, by Claude Code's rules: a stop beats everything, deny
// beats ask, ask beats allow; context adds up; of two changes of one input the later registration's holds.
import type { EventDraft } from "../../contract/event.ts";
import type { Hook, HookEventName, HookInput, HookOutput, HookReply } from "../../contract/hook.ts";
import { HOOK_CONTEXT_CHARS_MAX, TOOL_OUTPUT_CHARS_MAX } from "../../contract/limits.ts";
import { jsonPreviewOf } from "../../contract/preview.ts";
import type { HookWord } from "../permission/decide.ts";

/** One hook that was called. */
export interface HookRun {
  readonly hook: Hook;
  readonly call_id: string;
  readonly input: HookInput;
  readonly reply: HookReply;
}

/** Who said no to something, and why. */
interface Objection {
  readonly hook_name: string;
  readonly reason: string;
}

/** What a hook says in a person's place. */
interface HookAnswer extends Objection {
  readonly decision: "allow" | "deny";
  readonly updated_input: Record<string, unknown> | undefined;
  /** Whether the turn is to stop as well. */
  readonly interrupt: boolean;
}

type Applied = EventDraft<"hook.applied">;

/** What hooks say about a call before it is decided; null when they leave that to the rules. */
export function verdictOf(runs: readonly HookRun[]): HookWord | null {
  const said = runs.flatMap((run): HookWord[] => {
    const hook_name = run.hook.name;
    const { output } = run.reply;
    if (output === null) return objectionTo(run).map((no) => ({ ...no, decision: "deny" }));
    const specific = output.hookSpecificOutput;
    const own = specific?.permissionDecision;
    const decision = own ?? olderWord(output.decision);
    if (decision === undefined) return [];
    const why = own === undefined ? output.reason : specific?.permissionDecisionReason;
    return [{ hook_name, decision, reason: why ?? saidOf(decision) }];
  });
  const of = (decision: HookWord["decision"]) => said.find((each) => each.decision === decision);
  return of("deny") ?? of("ask") ?? of("allow") ?? null;
}

/** The older way to say it, which Claude Code still takes. */
function olderWord(decision: HookOutput["decision"]): "allow" | "deny" | undefined {
  return decision && (decision === "block" ? "deny" : "allow");
}

/** What hooks answer in a person's place; null when they leave that to the person. */
export function answerOf(runs: readonly HookRun[]): HookAnswer | null {
  const said = runs.flatMap((run): HookAnswer[] => {
    const hook_name = run.hook.name;
    const rest = { hook_name, updated_input: undefined, interrupt: false };
    const { output } = run.reply;
    if (output === null) {
      return objectionTo(run).map((no) => ({ ...rest, ...no, decision: "deny" }));
    }
    const answer = output.hookSpecificOutput?.decision;
    if (answer === undefined) return [];
    if (answer.behavior === "deny") {
      const { message: reason = saidOf("deny"), interrupt = false } = answer;
      return [{ ...rest, decision: "deny", reason, interrupt }];
    }
    const { updatedInput: updated_input } = answer;
    return [{ ...rest, decision: "allow", reason: saidOf("allow"), updated_input }];
  });
  const denial = said.find(({ decision }) => decision === "deny");
  const [first] = said;
  if (denial !== undefined || first === undefined) return denial ?? null;
  const updated_input = said.findLast((each) => each.updated_input !== undefined)?.updated_input;
  return { ...first, updated_input };
}

function saidOf(decision: HookWord["decision"]): string {
  return decision === "ask" ? "the hook wants a person to decide" : `the hook said ${decision}`;
}

/** What the call is to run with instead; undefined when no hook changes it. */
export function updatedInputOf(runs: readonly HookRun[]): Record<string, unknown> | undefined {
  return runs.map(specificOf).findLast((each) => each?.updatedInput !== undefined)?.updatedInput;
}

/** Why a prompt is not answered, or a turn does not end, or the model is told off. */
export function blockOf(runs: readonly HookRun[]): Objection | undefined {
  return runs.flatMap((run): Objection[] => {
    const { output } = run.reply;
    if (output === null) return objectionTo(run);
    if (output.decision !== "block") return [];
    return [{ hook_name: run.hook.name, reason: output.reason ?? "the hook gave no reason" }];
  })[0];
}

/** A hook that did not answer objects where its owner wants that. */
function objectionTo({ hook, reply }: HookRun): Objection[] {
  if (reply.error === null || hook.on_failure !== "block") return [];
  return [{ hook_name: hook.name, reason: `the hook gave no answer (${reply.error})` }];
}

/** What every point has in common: context for the model, words for people, the end of the turn. */
export function commonOf(
  runs: readonly HookRun[],
): Pick<Applied, "additional_context" | "system_message" | "stopped"> {
  const additional_context = joined(runs.map((run) => specificOf(run)?.additionalContext));
  const system_message = joined(runs.map(({ reply }) => reply.output?.systemMessage));
  const stopping = runs.find(({ reply }) => reply.output?.continue === false);
  return {
    ...(additional_context === "" ? {} : { additional_context }),
    ...(system_message === "" ? {} : { system_message }),
    ...(stopping === undefined
      ? {}
      : {
          stopped: {
            hook_name: stopping.hook.name,
            reason: stopping.reply.output?.stopReason ?? "the hook gave no reason",
          },
        }),
  };
}

/** What the model is shown instead of a tool's output; undefined when no hook replaces it. */
export function updatedOutputOf(runs: readonly HookRun[]): string | undefined {
  const output = runs
    .map(specificOf)
    .findLast((each) => each?.updatedToolOutput !== undefined)?.updatedToolOutput;
  if (output === undefined) return undefined;
  return cut(typeof output === "string" ? output : JSON.stringify(output), TOOL_OUTPUT_CHARS_MAX);
}

/** The records of what was called. */
export function executed(
  event: HookEventName,
  tool_use_id: string | null,
  runs: readonly HookRun[],
): EventDraft<"hook.executed">[] {
  return runs.map((run) => ({
    type: "hook.executed",
    hook_id: run.hook.id,
    hook_name: run.hook.name,
    hook_event: event,
    call_id: run.call_id,
    tool_use_id,
    input: jsonPreviewOf(run.input),
    output: jsonPreviewOf(run.reply.output),
    error: run.reply.error,
    continue_execution: goesOn(run),
    attempts: run.reply.attempts,
    duration_ms: run.reply.duration_ms,
  }));
}

function goesOn(run: HookRun): boolean {
  const { output } = run.reply;
  if (output === null) return objectionTo(run).length === 0;
  const specific = output.hookSpecificOutput;
  return (
    output.continue !== false &&
    output.decision !== "block" &&
    specific?.permissionDecision !== "deny" &&
    specific?.decision?.behavior !== "deny"
  );
}

function specificOf({ reply }: HookRun) {
  return reply.output?.hookSpecificOutput;
}

function joined(texts: readonly (string | undefined)[]): string {
  return cut(
    texts.filter((text) => text !== undefined && text !== "").join("\n"),
    HOOK_CONTEXT_CHARS_MAX,
  );
}

function cut(text: string, chars_max: number): string {
  return text.length <= chars_max ? text : `${text.slice(0, chars_max)}…`.toWellFormed();
}
