// Whether one tool call may run, and with what: the rules, the hooks before them and in a person's place.
// A call that was allowed is only held against the denials again, which may have been tightened since.
import type { EventDraft, EventOf } from "../contract/event.ts";
import type { HookEventName } from "../contract/hook.ts";
import type { SessionConfig } from "../contract/session.ts";
import type { StagedWork } from "./call.ts";
import { isOpen } from "./ending.ts";
import {
  answerOf,
  commonOf,
  executed,
  type HookRun,
  updatedInputOf,
  verdictOf,
} from "./hook/outcome.ts";
import { matching } from "./hook/point.ts";
import { callHooks } from "./hook/run.ts";
import { decide, type HookWord, isBarred, type Verdict } from "./permission/decide.ts";
import { describeCall } from "./permission/describe.ts";
import type { Call } from "./permission/rule.ts";
import { usedBefore } from "./policy/used.ts";
import type { OpenCall } from "./state.ts";
import { inputOf, modelIdOf } from "./tool-input.ts";
import type { TurnDeps } from "./turn.ts";

export interface Ruling {
  readonly verdict: Verdict;
  /** What the call runs with. */
  readonly input: unknown;
  /** The same, when a hook has changed it. */
  readonly updated_input: Record<string, unknown> | undefined;
  /** The hooks that were called, and what they said to the conversation. */
  readonly hooks: readonly EventDraft[];
  /** True when a hook that denied wants the turn to stop as well. */
  readonly interrupts: boolean;
}

/** Decides about an open call. Appends nothing. */
export async function ruleOn(deps: TurnDeps, call: OpenCall, work: StagedWork): Promise<Ruling> {
  const asked = inputOf(deps, call);
  const described = await describeCall(work, call.name, asked);
  const granted = call.granted_seq !== null;
  const runs = granted ? [] : await beforeUse(deps, call, described);
  const updated_input = updatedInputOf(runs);
  const input = updated_input ?? asked;
  const judged = input === asked ? described : await describeCall(work, call.name, input);
  const verdict = judge(deps, call, judged, granted ? grantOf(deps, call) : verdictOf(runs));
  const hooks = said(call, "PreToolUse", runs);
  const ruling = { verdict, input, updated_input, hooks, interrupts: false };
  // Whoever has stopped or ended the turn meanwhile wants nobody asked.
  if (verdict.decision !== "ask" || granted || !isOpen(deps.state(), call)) return ruling;
  return await inPlaceOfPeople(deps, call, work, ruling);
}

/** What let a call run that is taken up again: a hook's word still counts, since it is not asked again. */
function grantOf(deps: TurnDeps, { granted_seq }: OpenCall): HookWord | null {
  const grant = deps.eventAt(granted_seq ?? 0) as EventOf<"permission.decided">;
  if (grant.decided_by !== "hook") return null;
  return { decision: "allow", hook_name: grant.rule ?? "", reason: grant.reason };
}

/** A hook cannot lift a deny rule, so that none is asked about what one bars. */
async function beforeUse(deps: TurnDeps, call: OpenCall, described: Call): Promise<HookRun[]> {
  if (matching(deps.hooks(), "PreToolUse", call.name).length === 0) return [];
  if (isBarred(deps.state().config, described)) return [];
  return await ask(deps, call, "PreToolUse", described.input);
}

/** What a person would be asked, hooks may answer. What they change is held against the denials again. */
async function inPlaceOfPeople(
  deps: TurnDeps,
  call: OpenCall,
  work: StagedWork,
  ruling: Ruling,
): Promise<Ruling> {
  const runs = await ask(deps, call, "PermissionRequest", ruling.input);
  const hooks = [...ruling.hooks, ...said(call, "PermissionRequest", runs)];
  const answer = answerOf(runs);
  if (answer === null) return { ...ruling, hooks, verdict: withPeople(deps, ruling.verdict) };
  const { decision, interrupt: interrupts } = answer;
  const updated_input = answer.updated_input ?? ruling.updated_input;
  const input = answer.updated_input ?? ruling.input;
  const judged = await describeCall(work, call.name, input);
  const word: HookWord = { ...answer, decision };
  const denial = judge(deps, call, judged, word);
  const reason = `${answer.hook_name}: ${answer.reason}`;
  const verdict: Verdict =
    denial.decision === "deny"
      ? denial
      : { decision, decided_by: "hook", reason, rule: answer.hook_name };
  return { verdict, input, updated_input, hooks, interrupts };
}

function ask(
  deps: TurnDeps,
  call: OpenCall,
  event: "PreToolUse" | "PermissionRequest",
  tool_input: unknown,
): Promise<HookRun[]> {
  const { id: place, name } = call;
  const fields = { tool_name: name, tool_input, tool_use_id: modelIdOf(deps, call) };
  return callHooks(deps, { event, target: name, place, fields });
}

/** The records of what was called, and what it came to beside the decision. */
function said(call: OpenCall, hook_event: HookEventName, runs: readonly HookRun[]): EventDraft[] {
  const common = commonOf(runs);
  const applied: EventDraft = { type: "hook.applied", hook_event, tool_use_id: call.id, ...common };
  const records = executed(hook_event, call.id, runs);
  return Object.keys(common).length === 0 ? records : [...records, applied];
}

function judge(deps: TurnDeps, call: OpenCall, described: Call, word: HookWord | null): Verdict {
  const state = deps.state();
  const used = usedBefore(state, call, deps.now());
  return decide(state.config, described, deps.policies(), used, word);
}

/** Where nobody can be asked, what a person would decide is denied. */
function withPeople(deps: TurnDeps, verdict: Verdict): Verdict {
  const { mode }: SessionConfig = deps.state().config;
  if (verdict.decision !== "ask" || mode !== "background") return verdict;
  const reason = `${verdict.reason}, and a background session has nobody to ask`;
  return { ...verdict, decision: "deny", decided_by: "mode", reason };
}
