// Events into rows of the relational plane: a fold over the log and over what the operator had set
// meanwhile, so that publishing again from the beginning gives the same rows, each under the same id
// and with the same version. Which rows are made besides those of decisions, hook runs and model calls,
// which always are, is up to the built-in hooks (hooks/table.ts).
import { sha256 } from "../agent/digest.ts";
import { firstConfig, isBeginning } from "../agent/state.ts";
import { auditForm } from "../contract/audit.ts";
import type { Actor } from "../contract/caller.ts";
import type { EventOf, SessionEvent } from "../contract/event.ts";
import { BUILTIN_HOOKS, type BuiltinHook } from "../contract/hook.ts";
import { jsonPreviewOf, previewOf } from "../contract/preview.ts";
import type {
  AuditEntry,
  ChainedEntry,
  HookRow,
  ModelCallRow,
  PermissionRow,
  RowCounts,
  Rows,
} from "../contract/published.ts";
import { withoutSecrets } from "../contract/secret.ts";
import { auditEntryOf } from "./audit-entry.ts";
import { agentEntryOf } from "./hooks/audit.ts";
import { snapshotAt } from "./hooks/metrics.ts";
import { type LeftOut, persistence } from "./hooks/persistence.ts";
import { isOn as isHookOn, type OperatorHooks } from "./hooks/table.ts";
import { counted, NO_TALLY, type Tally } from "./tally.ts";
import { callAbout, callOf, type Followed, follow, isUse } from "./tool-calls.ts";

/** How far a session has been published, and what the rows so far come to. */
export interface Publication {
  readonly seq: number;
  readonly audit: { readonly count: number; readonly hash: string | null };
  readonly tally: Tally;
  /** The rows that were handed over, without those of the audit. */
  readonly counts: Omit<RowCounts, "audit">;
  /** The built-in hooks that the session has on, as of `seq`. */
  readonly hooks_enabled: readonly string[];
  readonly left_out: LeftOut;
  /** When the running turn's next snapshot of metrics is due. */
  readonly snapshot_due_ms: number | null;
  /** What the operator had set, oldest first; kept when everything is published again. */
  readonly operator: readonly (OperatorHooks & { readonly from_seq: number })[];
  /** How far the session has ever been published. */
  readonly reached_seq: number;
  /** When rows were last handed to the queue, in ms; null before the first time. */
  readonly at_ms: number | null;
}

const NO_ROWS: Publication["counts"] = {
  ...{ messages: 0, tool_calls: 0, settled_tool_calls: 0 },
  ...{ permission_decisions: 0, hook_executions: 0, model_calls: 0, metrics: 0 },
};

export const UNPUBLISHED: Publication = {
  seq: 0,
  audit: { count: 0, hash: null },
  tally: NO_TALLY,
  counts: NO_ROWS,
  // Until its creation says what it has; for ever, where that event cannot be read any more.
  hooks_enabled: BUILTIN_HOOKS,
  left_out: { message_id: null, call_ids: [] },
  snapshot_due_ms: null,
  operator: [],
  reached_seq: 0,
  at_ms: null,
};

/** Lists to add rows to. */
export function emptyRows(): Rows {
  return {
    ...{ audit: [], messages: [], tool_calls: [], permission_decisions: [], hook_executions: [] },
    ...{ model_calls: [], metrics: [] },
  };
}

/** What the fold has to ask the log for. */
export interface Behind {
  /** Who caused an event; null for what the agent does. */
  actorOf(seq: number): Actor | null;
  /** A call that was asked for before, as all events about it leave it; null when it is not there. */
  callBefore(call_id: string): Followed | null;
  /** The events before `seq` that belong to the same message, oldest first. */
  messageBefore(seq: number, message_id: string): SessionEvent[];
  /** The event at a place, also behind those that are published now; null when there is none. */
  eventAt(seq: number): SessionEvent | null;
}

/**
 * The publication with what the operator has set now, for all events that were never published: what
 * was published before is published again as it was.
 */
export function setNow(before: Publication, now: OperatorHooks): Publication {
  const last = before.operator.at(-1);
  const isSame =
    last !== undefined &&
    last.on.join() === now.on.join() &&
    last.snapshot_interval_ms === now.snapshot_interval_ms;
  if (isSame) return before;
  return {
    ...before,
    operator: [...before.operator, { ...now, from_seq: before.reached_seq + 1 }],
  };
}

/** The rows that events add or change, and how far the session is published with them. */
export function publish(
  before: Publication,
  events: readonly SessionEvent[],
  session: { readonly id: string; readonly user_id: string },
  behind: Behind,
): { rows: Rows; after: Publication } {
  const rows = emptyRows();
  let { audit, tally, seq, hooks_enabled, snapshot_due_ms } = before;
  const counts = { ...before.counts };
  const kept = persistence(before.left_out, behind.messageBefore);
  const calls = callsAround(session.id, behind);
  for (const event of events) {
    seq = event.seq;
    const last_message_id = tally.last_message_id;
    tally = counted(tally, event);
    hooks_enabled = enabledBy(event) ?? hooks_enabled;
    const operator = operatorAt(before, seq);
    const isOn = (name: BuiltinHook) => isHookOn(operator, { hooks_enabled }, name);
    const call = calls.take(event);
    const begins = tally.last_message_id !== last_message_id;
    const begun = kept.take(event, call, { begins, on: isOn("persistence") });
    counts.messages += begun.messages;
    counts.tool_calls += begun.tool_calls;
    counts.settled_tool_calls += begun.settled_tool_calls;
    takeRecord(rows, event, call, behind);
    const snapshot = snapshotAt(event, tally, snapshot_due_ms, operator.snapshot_interval_ms);
    snapshot_due_ms = snapshot.due_ms;
    if (snapshot.row !== null && isOn("metrics")) rows.metrics.push(snapshot.row);
    const entry =
      entryOfPerson(event, session.id, behind) ??
      (isOn("audit") ? agentEntryOf(event, call?.call ?? null, session.user_id) : null);
    if (entry !== null) {
      const chained = linked(entry, audit, session.id);
      rows.audit.push(chained);
      audit = { count: chained.position, hash: chained.hash };
    }
  }
  for (const kind of RECORDS) counts[kind] += rows[kind].length;
  return {
    rows: { ...rows, ...kept.rows() },
    after: {
      ...before,
      ...{ seq, audit, tally, counts, hooks_enabled, snapshot_due_ms },
      left_out: kept.leftOut(),
      reached_seq: Math.max(before.reached_seq, seq),
    },
  };
}

/** Rows that are made once and never change. */
const RECORDS = ["permission_decisions", "hook_executions", "model_calls", "metrics"] as const;

/** The built-in hooks that a session has on from this event on; null when it says nothing of them. */
function enabledBy(event: SessionEvent): readonly string[] | null {
  if (isBeginning(event)) return firstConfig(event).hooks_enabled;
  if (event.type === "session.updated") return event.changes.hooks_enabled ?? null;
  return null;
}

function operatorAt({ operator }: Publication, seq: number): OperatorHooks {
  const set = operator.findLast(({ from_seq }) => from_seq <= seq);
  if (set === undefined) throw new Error(`nobody said what is switched on at ${seq}`);
  return set;
}

/** What people and programs do is always audited: no switch is asked. */
function entryOfPerson(event: SessionEvent, id: string, behind: Behind): AuditEntry | null {
  const actor = behind.actorOf(event.seq);
  return actor === null ? null : auditEntryOf(event, actor, id);
}

/** The entry with its place in the chain that ends as `audit` says. */
function linked(entry: AuditEntry, audit: Publication["audit"], session_id: string): ChainedEntry {
  // At once: the outbox must not let go of the log between an event and its hash.
  const hash = sha256(auditForm(audit.hash, session_id, entry));
  return { ...entry, position: audit.count + 1, prev_hash: audit.hash, hash };
}

/** Adds the row of an event that is on record whatever is switched off. */
function takeRecord(rows: Rows, event: SessionEvent, call: Followed | null, behind: Behind): void {
  if (event.type === "permission.decided") {
    rows.permission_decisions.push(permissionRowOf(event, call, behind));
  }
  if (event.type === "hook.executed") rows.hook_executions.push(hookRowOf(event, call));
  if (event.type === "span.model_request_end") rows.model_calls.push(modelCallRowOf(event));
}

/** The calls that events are about, each as it is after them. */
function callsAround(session_id: string, behind: Behind) {
  const calls = new Map<string, Followed>();
  /** Those that were looked up: all that was ever said of them is in them already. */
  const whole = new Set<string>();
  return {
    take(event: SessionEvent): Followed | null {
      if (isUse(event)) {
        const followed = { call: callOf(event, session_id), seq: event.seq, version: event.seq };
        calls.set(event.id, followed);
        return followed;
      }
      const id = callAbout(event);
      if (id === null) return null;
      let followed = calls.get(id) ?? null;
      if (followed === null) {
        followed = behind.callBefore(id);
        if (followed === null) return null;
        calls.set(id, followed);
        whole.add(id);
      } else if (!whole.has(id)) {
        follow(followed.call, event);
        followed.version = event.seq;
      }
      return followed;
    },
  };
}

function permissionRowOf(
  event: EventOf<"permission.decided">,
  followed: Followed | null,
  behind: Behind,
): PermissionRow {
  return {
    id: event.permission_id,
    seq: event.seq,
    version: event.seq,
    tool_name: event.tool_name,
    // As the list of tool calls has it, so that the two can be joined.
    tool_use_id: followed?.call.tool_use_id ?? event.tool_use_id,
    input_data: jsonPreviewOf(followed?.call.tool_input ?? null),
    context: { tool_call_id: event.tool_use_id },
    decision: event.decision,
    decided_by: event.decided_by,
    reason: previewOf(event.reason),
    interrupted: isInterrupting(event, behind),
    decided_at: Date.parse(event.created_at),
  };
}

/**
 * Whether whoever denied the call stopped the turn with the same answer: what is appended together has
 * one time, and between the denial and its interrupt stand only the call's result and its hooks.
 */
function isInterrupting(event: EventOf<"permission.decided">, behind: Behind): boolean {
  if (event.decision !== "deny") return false;
  for (let seq = event.seq + 1; ; seq += 1) {
    const next = behind.eventAt(seq);
    if (next?.created_at !== event.created_at) return false;
    if (next.type === "user.interrupt") return true;
    if (callAbout(next) !== event.tool_use_id || next.type === "permission.decided") return false;
  }
}

function hookRowOf(event: EventOf<"hook.executed">, followed: Followed | null): HookRow {
  return {
    id: event.id,
    seq: event.seq,
    version: event.seq,
    hook_id: event.hook_id,
    hook_type: event.hook_event,
    hook_name: withoutSecrets(event.hook_name),
    // As the list of tool calls has it, so that the two can be joined.
    tool_use_id: followed?.call.tool_use_id ?? event.tool_use_id,
    input_data: jsonPreviewOf(event.input),
    output_data: jsonPreviewOf(event.output),
    continue_execution: event.continue_execution,
    attempts: event.attempts,
    duration_ms: event.duration_ms,
    error: event.error === null ? null : previewOf(event.error),
    executed_at: Date.parse(event.created_at),
  };
}

function modelCallRowOf(event: EventOf<"span.model_request_end">): ModelCallRow {
  const usage = event.model_usage;
  return {
    id: event.id,
    seq: event.seq,
    version: event.seq,
    model: event.model,
    message_id: event.message_id,
    is_error: event.is_error,
    input_tokens: usage?.input_tokens ?? 0,
    output_tokens: usage?.output_tokens ?? 0,
    cache_creation_tokens: usage?.cache_creation_input_tokens ?? 0,
    cache_read_tokens: usage?.cache_read_input_tokens ?? 0,
    cost_usd: usage === null ? 0 : event.cost_usd,
    duration_ms: event.duration_ms,
    at: Date.parse(event.created_at),
  };
}
