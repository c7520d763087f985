// Whether a tool call may run: deny rules, policies, ask rules, the mode, allow rules, and then a
// person. The first of them that has a say decides, so that no mode and no rule undoes a denial.
import { parseRule, type Rule } from "../../contract/rule.ts";
import type { PermissionMode, SessionConfig } from "../../contract/session.ts";
import { type PolicySettings, policiesFor } from "../policy/table.ts";
import type { Used } from "../policy/used.ts";
import { remembered } from "./remembered.ts";
import { allowing, type Call, fires, isFor, type Subject, subjectOf } from "./rule.ts";

export type PermissionConfig = Pick<
  SessionConfig,
  "permission_mode" | "allowed_tools" | "disallowed_tools" | "ask_tools" | "custom_policies"
>;

export interface Verdict {
  readonly decision: "allow" | "deny" | "ask";
  readonly decided_by: "rule" | "policy" | "mode" | "hook";
  /** A sentence without its full stop. */
  readonly reason: string;
  /** The rule or the policy that decided, as it is written; the name of the hook. */
  readonly rule?: string;
}

/** What hooks said of a call before it is decided. */
export interface HookWord {
  readonly decision: "allow" | "deny" | "ask";
  readonly hook_name: string;
  readonly reason: string;
}

/** Whether a bare deny rule takes the tool away altogether. */
export function isRemoved(config: Pick<SessionConfig, "disallowed_tools">, name: string): boolean {
  return rulesOf(config.disallowed_tools).some(
    (rule) => rule.content === null && isFor(rule.tool_name, name),
  );
}

/** Whether a deny rule bars a call, whatever anybody else has to say about it. */
export function isBarred(config: PermissionConfig, call: Call): boolean {
  return denied(config, subjectOf(call)) !== null;
}

/** Decides one call. Reads nothing but what it is given; throws nothing. */
export function decide(
  config: PermissionConfig,
  call: Call,
  settings: PolicySettings,
  used: Used,
  word: HookWord | null = null,
): Verdict {
  const subject = subjectOf(call);
  const verdict =
    denied(config, subject) ??
    saidByHook(word, "deny") ??
    deniedByPolicy(config, subject, settings, used) ??
    askedFor(config, subject) ??
    saidByHook(word, "ask") ??
    saidByHook(word, "allow") ??
    byMode(config.permission_mode, call.tool_name) ??
    allowed(config, subject) ??
    undecided(config.permission_mode, call.tool_name);
  if (verdict.decision !== "ask" || config.permission_mode !== "dontAsk") return verdict;
  return { ...verdict, decision: "deny", decided_by: "mode" };
}

const ruleOf = remembered((text) => parseRule(text).rule);

function rulesOf(texts: readonly string[]): Rule[] {
  return texts.flatMap((text) => ruleOf(text) ?? []);
}

function written({ tool_name, content }: Rule): string {
  return content === null ? tool_name : `${tool_name}(${content})`;
}

function denied(config: PermissionConfig, subject: Subject): Verdict | null {
  const rule = rulesOf(config.disallowed_tools).find((each) => fires(each, subject));
  if (rule === undefined) return null;
  const reason = `disallowed_tools has ${written(rule)}`;
  return { decision: "deny", decided_by: "rule", reason, rule: written(rule) };
}

function deniedByPolicy(
  config: PermissionConfig,
  subject: Subject,
  settings: PolicySettings,
  used: Used,
): Verdict | null {
  for (const { name, policy } of policiesFor(config.custom_policies, settings)) {
    const reason = policy(subject, settings, used);
    if (reason === null) continue;
    return { decision: "deny", decided_by: "policy", reason: `${name}: ${reason}`, rule: name };
  }
  return null;
}

function saidByHook(word: HookWord | null, decision: HookWord["decision"]): Verdict | null {
  if (word?.decision !== decision) return null;
  const reason = `${word.hook_name}: ${word.reason}`;
  return { decision, decided_by: "hook", reason, rule: word.hook_name };
}

function askedFor(config: PermissionConfig, subject: Subject): Verdict | null {
  const rule = rulesOf(config.ask_tools).find((each) => fires(each, subject));
  if (rule === undefined) return null;
  const reason = `ask_tools has ${written(rule)}`;
  return { decision: "ask", decided_by: "rule", reason, rule: written(rule) };
}

function allowed(config: PermissionConfig, subject: Subject): Verdict | null {
  const rules = allowing(rulesOf(config.allowed_tools), subject);
  if (rules.length === 0) return null;
  const rule = rules.map(written).join(", ");
  return { decision: "allow", decided_by: "rule", reason: `allowed_tools has ${rule}`, rule };
}

/** Tools that change no file and reach nothing outside. */
const HARMLESS: ReadonlySet<string> = new Set(["Read", "Glob", "Grep", "TodoWrite"]);
const EDITING: ReadonlySet<string> = new Set(["Write", "Edit"]);

/** What a mode decides whatever the allow rules say; null when it leaves that to them. */
function byMode(mode: PermissionMode, tool_name: string): Verdict | null {
  const reason = `permission_mode is ${mode}`;
  const isHarmless = HARMLESS.has(tool_name);
  switch (mode) {
    case "bypassPermissions":
      return { decision: "allow", decided_by: "mode", reason };
    case "plan":
      return { decision: isHarmless ? "allow" : "deny", decided_by: "mode", reason };
    case "acceptEdits":
      if (!isHarmless && !EDITING.has(tool_name)) return null;
      return { decision: "allow", decided_by: "mode", reason };
    case "default":
      return isHarmless ? { decision: "allow", decided_by: "mode", reason } : null;
    case "dontAsk":
      return null;
    default:
      return mode satisfies never;
  }
}

function undecided(mode: PermissionMode, tool_name: string): Verdict {
  const reason = `no rule of allowed_tools covers this call of ${tool_name} and permission_mode is ${mode}`;
  return { decision: "ask", decided_by: "mode", reason };
}
