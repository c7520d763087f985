// Events into rows of the relational plane: a fold over the log, so that publishing again from the
// beginning gives the same rows, each under the same id and with the same version.
import { createHash } from "node:crypto";
import { auditForm } from "../contract/audit.ts";
import type { Actor } from "../contract/caller.ts";
import type { EventOf, SessionEvent } from "../contract/event.ts";
import { jsonPreviewOf, previewOf } from "../contract/preview.ts";
import type { MessageRow, ModelCallRow, PermissionRow, Rows } from "../contract/published.ts";
import { auditEntryOf } from "./audit-entry.ts";
import { counted, isTurnEnd, metricsRowOf, NO_TALLY, type Tally } from "./tally.ts";
import { callAbout, callOf, type Followed, follow, toolCallRowOf } from "./tool-calls.ts";

/** How far a session has been published, and what the rows so far come to. */
export interface Publication {
  readonly seq: number;
  readonly audit: { readonly count: number; readonly hash: string | null };
  readonly tally: Tally;
  /** When rows were last handed to the queue, in ms; null before the first time. */
  readonly at_ms: number | null;
}

export const UNPUBLISHED: Publication = {
  seq: 0,
  audit: { count: 0, hash: null },
  tally: NO_TALLY,
  at_ms: null,
};

/** What the fold has to ask the log for. */
export interface Behind {
  /** Who caused an event; null for what the agent does. */
  actorOf(seq: number): Actor | null;
  /** A call that was asked for before, as all events about it leave it; null when it is not there. */
  callBefore(call_id: string): Followed | null;
  /** The events before `seq` that belong to the same message, oldest first. */
  messageBefore(seq: number, message_id: string): SessionEvent[];
}

/** The rows that events add or change, and how far the session is published with them. */
export function publish(
  before: Publication,
  events: readonly SessionEvent[],
  session_id: string,
  behind: Behind,
): { rows: Rows; after: Publication } {
  const rows: Rows = {
    ...{ audit: [], messages: [], tool_calls: [], permission_decisions: [], model_calls: [] },
    metrics: [],
  };
  let { audit, tally, seq } = before;
  const messages = new Map<string, MessageRow>();
  const calls = callsAround(session_id, behind);
  for (const event of events) {
    seq = event.seq;
    tally = counted(tally, event);
    takeMessage(messages, event, behind);
    const call = calls.take(event);
    if (event.type === "permission.decided") {
      rows.permission_decisions.push(permissionRowOf(event, call));
    }
    if (event.type === "span.model_request_end") rows.model_calls.push(modelCallRowOf(event));
    if (isTurnEnd(event)) rows.metrics.push(metricsRowOf(tally, event));
    const actor = behind.actorOf(event.seq);
    const entry = actor === null ? null : auditEntryOf(event, actor, session_id);
    if (entry !== null) {
      const hash = sha256(auditForm(audit.hash, session_id, entry));
      rows.audit.push({ ...entry, position: audit.count + 1, prev_hash: audit.hash, hash });
      audit = { count: audit.count + 1, hash };
    }
  }
  rows.messages.push(...messages.values());
  rows.tool_calls.push(...calls.rows());
  return { rows, after: { ...before, seq, audit, tally } };
}

/** In hex; at once, since the outbox must not let go of the log between an event and its hash. */
function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The calls that events are about, each as it is after them. */
function callsAround(session_id: string, behind: Behind) {
  const calls = new Map<string, Followed>();
  /** Those that were looked up: all that was ever said of them is in them already. */
  const whole = new Set<string>();
  return {
    take(event: SessionEvent): Followed | null {
      if (event.type === "agent.tool_use" || event.type === "agent.custom_tool_use") {
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
    rows: () => [...calls.values()].map(toolCallRowOf),
  };
}

type MessageEvent = Extract<SessionEvent, { message_index: number }>;

/** Adds what an event says of its message. The blocks of one message stand together in the log. */
function takeMessage(messages: Map<string, MessageRow>, event: SessionEvent, behind: Behind): void {
  const id = messageOf(event);
  if (id === null) return;
  if (!messages.has(id)) {
    for (const earlier of behind.messageBefore(event.seq, id)) addToMessage(messages, id, earlier);
  }
  addToMessage(messages, id, event);
}

/** The message that an event is part of, or ends; null for other events. */
export function messageOf(event: SessionEvent): string | null {
  if (event.type === "span.model_request_end") return event.message_id;
  return "message_index" in event ? event.message_id : null;
}

function addToMessage(messages: Map<string, MessageRow>, id: string, event: SessionEvent): void {
  if (event.type === "span.model_request_end") {
    const row = messages.get(id);
    if (row === undefined) return;
    row.version = event.seq;
    row.model = event.model;
    row.token_count = event.model_usage?.output_tokens ?? null;
    row.cost_usd = event.cost_usd;
    return;
  }
  if (!("message_index" in event)) return;
  const row = messages.get(id) ?? emptyMessage(event);
  messages.set(id, row);
  row.version = event.seq;
  row.block_count += "content" in event && !isResult(event) ? event.content.length : 1;
  if (row.preview === "") row.preview = previewOf(textOf(event));
  if (event.type === "agent.message") row.is_partial = event.is_partial;
}

function emptyMessage(event: MessageEvent): MessageRow {
  const spoken = event.type.startsWith("agent.") && event.type !== "agent.tool_result";
  return {
    id: event.message_id,
    seq: event.seq,
    version: event.seq,
    position: event.message_index,
    role: spoken ? "assistant" : "user",
    preview: "",
    block_count: 0,
    model: null,
    token_count: null,
    cost_usd: null,
    is_partial: false,
    parent_message_id: event.parent_message_id,
    created_at: Date.parse(event.created_at),
  };
}

/** A result is one block of its message, whatever it holds. */
function isResult(event: MessageEvent): boolean {
  return event.type === "agent.tool_result" || event.type === "user.custom_tool_result";
}

/** What is said in an event, for a preview; thoughts are nobody's to read there. */
function textOf(event: MessageEvent): string {
  if (!("content" in event) || event.type === "agent.thinking") return "";
  for (const block of event.content) {
    if (block.type === "text" && typeof block.text === "string") return block.text;
  }
  return "";
}

function permissionRowOf(
  event: EventOf<"permission.decided">,
  followed: Followed | null,
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
    interrupted: false,
    decided_at: Date.parse(event.created_at),
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
