// The conversation as the model is sent it, folded from the log. It only grows at its end, and a
// message once closed never changes, so that the request's prefix stays identical from call to call.
import type {
  ContentBlockParam,
  MessageParam,
  ToolResultBlockParam,
} from "@anthropic-ai/sdk/resources/messages/messages";
import type { InputBlock, ModelBlock } from "../contract/content.ts";
import type { EventOf, SessionEvent } from "../contract/event.ts";

interface Message {
  role: "user" | "assistant";
  content: ContentBlockParam[];
}

export interface Transcript {
  readonly messages: Message[];
  /** Accepted messages by seq, until a turn takes them up. */
  readonly waiting: Map<number, InputBlock[]>;
  /** Event id → the model's own id, for the calls of the last answer, in its order. */
  readonly calls: Map<string, string>;
}

/** What the model is told after an answer that was cut at its token limit. */
const GO_ON =
  "Your answer was cut at its token limit. Go on exactly where it stopped, repeating nothing.";

export function emptyTranscript(): Transcript {
  return { messages: [], waiting: new Map(), calls: new Map() };
}

/** Takes in the next event of the log. Changes the transcript in place: it is a cache, not a record. */
export function extend(transcript: Transcript, event: SessionEvent): void {
  switch (event.type) {
    case "user.message":
      transcript.waiting.set(event.seq, event.content);
      return;
    case "session.status_running":
    case "session.inputs_steered":
      for (const seq of event.inputs) {
        push(transcript, "user", transcript.waiting.get(seq) ?? []);
        transcript.waiting.delete(seq);
      }
      return;
    case "session.continued":
      push(transcript, "user", [{ type: "text", text: GO_ON }]);
      return;
    case "span.model_request_start":
      transcript.calls.clear();
      return;
    case "agent.thinking":
    case "agent.message":
      push(transcript, "assistant", event.content.map(asParam));
      return;
    case "agent.tool_use":
    case "agent.custom_tool_use":
      transcript.calls.set(event.id, String(event.block.id));
      push(transcript, "assistant", [asParam(event.block)]);
      return;
    case "agent.tool_result":
      settle(transcript, event.tool_use_id, event);
      return;
    case "user.custom_tool_result":
      settle(transcript, event.custom_tool_use_id, event);
      return;
    default:
      return;
  }
}

/** A block from the model goes back as it came; only the SDK's types tell the two directions apart. */
function asParam(block: ModelBlock): ContentBlockParam {
  return block as unknown as ContentBlockParam;
}

function push(
  transcript: Transcript,
  role: Message["role"],
  blocks: readonly ContentBlockParam[],
): void {
  if (blocks.length === 0) return;
  const last = transcript.messages.at(-1);
  if (last?.role === role) last.content.push(...blocks);
  else transcript.messages.push({ role, content: [...blocks] });
}

/**
 * Results stand in the order of their calls, not in the order in which they came: two runs of one
 * round, one of them with a crash in it, send the model the same bytes.
 */
function settle(
  transcript: Transcript,
  call_id: string,
  result: EventOf<"agent.tool_result" | "user.custom_tool_result">,
): void {
  const tool_use_id = transcript.calls.get(call_id);
  if (tool_use_id === undefined) return;
  const block: ToolResultBlockParam = {
    type: "tool_result",
    tool_use_id,
    content: sendable(result),
    ...(result.is_error ? { is_error: true } : {}),
  };
  push(transcript, "user", [block]);
  const order = [...transcript.calls.values()];
  const rank = (entry: ContentBlockParam) =>
    entry.type === "tool_result" ? order.indexOf(entry.tool_use_id) : order.length;
  transcript.messages.at(-1)?.content.sort((a, b) => rank(a) - rank(b));
}

/** The API refuses an empty text, and an error that says nothing. */
function sendable(
  result: Pick<EventOf<"agent.tool_result">, "content" | "is_error">,
): EventOf<"agent.tool_result">["content"] {
  const content = result.content.filter((block) => block.type !== "text" || block.text !== "");
  return content.length === 0 && result.is_error
    ? [{ type: "text", text: "(no output)" }]
    : content;
}

/** The messages of a request: what a turn sends, with nothing of the transcript's own bookkeeping. */
export function messagesOf(transcript: Transcript): MessageParam[] {
  return transcript.messages;
}
