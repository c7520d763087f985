// The built-in hook `persistence`: the rows of messages and tool calls. What began while the hook was
// on is kept with all that becomes of it, and what began while it was off is left out whole.
import type { SessionEvent } from "../../contract/event.ts";
import { previewOf } from "../../contract/preview.ts";
import type { MessageRow, RowCounts, ToolCallRow } from "../../contract/published.ts";
import { type Followed, isUse, settles, toolCallRowOf } from "../tool-calls.ts";

/** What is left out of what may still go on. */
export interface LeftOut {
  /** The last message, when it is left out. */
  readonly message_id: string | null;
  /** Calls of the round that runs. */
  readonly call_ids: readonly string[];
}

/** The events before `seq` that belong to the same message, oldest first. */
type MessageBefore = (seq: number, message_id: string) => SessionEvent[];

/** Takes events in one after the other; gives the rows that they change in the end. */
export function persistence(before: LeftOut, messageBefore: MessageBefore) {
  const messages = new Map<string, MessageRow>();
  const calls = new Map<string, Followed>();
  let left_message = before.message_id;
  let left_calls = [...before.call_ids];
  return {
    /**
     * `call` is what the event is about, `is.begins` true for the first event of a message, and `is.on`
     * while the hook is. Gives how many rows the event begins, or settles.
     */
    take(event: SessionEvent, call: Followed | null, is: { begins: boolean; on: boolean }) {
      const message_id = messageOf(event);
      if (is.begins) left_message = is.on ? null : message_id;
      const keepsMessage = message_id !== null && message_id !== left_message;
      if (keepsMessage) takeMessage(messages, event, message_id, messageBefore);
      // Nothing more is said of the calls of the round before.
      if (event.type === "span.model_request_start") left_calls = [];
      if (isUse(event) && !is.on) left_calls.push(event.id);
      const keepsCall = call !== null && !left_calls.includes(call.call.id);
      if (keepsCall) calls.set(call.call.id, call);
      return {
        messages: is.begins && keepsMessage ? 1 : 0,
        tool_calls: keepsCall && isUse(event) ? 1 : 0,
        settled_tool_calls: keepsCall && settles(event) ? 1 : 0,
      } satisfies Partial<RowCounts>;
    },
    rows: (): { messages: MessageRow[]; tool_calls: ToolCallRow[] } => ({
      messages: [...messages.values()],
      tool_calls: [...calls.values()].map(toolCallRowOf),
    }),
    leftOut: (): LeftOut => ({ message_id: left_message, call_ids: left_calls }),
  };
}

type MessageEvent = Extract<SessionEvent, { message_index: number }>;

/** Adds what an event says of its message. The blocks of one message stand together in the log. */
function takeMessage(
  messages: Map<string, MessageRow>,
  event: SessionEvent,
  id: string,
  messageBefore: MessageBefore,
): void {
  if (!messages.has(id)) {
    for (const earlier of messageBefore(event.seq, id)) addToMessage(messages, id, earlier);
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
