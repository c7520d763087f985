// The conversation as the model is sent it, folded from the log. It only grows at its end, and a
// message once closed never changes, so that the request's prefix stays identical from call to call.
import type {
  ContentBlockParam,
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
  /** What an accepted message says, by its seq: it may stand before everything that is read here. */
  readonly inputAt: (seq: number) => InputBlock[];
  /** The turn whose events come now, and where in the messages it begins. */
  turn: { readonly number: number; readonly messages: number; readonly blocks: number };
  /** Event id → the model's own id, for the calls of the last answer, in its order. */
  readonly calls: Map<string, string>;
  /** Messages that no model call has been sent yet, by their seq. */
  readonly prompts: Map<number, readonly ContentBlockParam[]>;
}

/** What the model is told after an answer that was not its last word. */
const GO_ON = "Your answer was cut off. Go on exactly where it stopped, repeating nothing.";

const SUMMARY =
  "What was said and done before was summarised to make room. The summary, which stands for it:";
const OWN_INPUTS =
  "This is what you are working on now, word for word. What the summary says is done is done.";

/** A transcript of nothing yet; `inputAt` gives what the accepted message at a seq says. */
export function emptyTranscript(inputAt: Transcript["inputAt"]): Transcript {
  const turn = { number: 0, messages: 0, blocks: 0 };
  return { messages: [], inputAt, turn, calls: new Map(), prompts: new Map() };
}

/** Takes in the next event of the log. Changes the transcript in place: it is a cache, not a record. */
export function extend(transcript: Transcript, event: SessionEvent): void {
  switch (event.type) {
    case "session.status_running":
      if (event.turn !== transcript.turn.number) begin(transcript, event.turn);
      for (const seq of event.inputs) ask(transcript, seq);
      return;
    case "session.inputs_steered":
      for (const seq of event.inputs) ask(transcript, seq);
      return;
    case "session.continued":
      // After a block of the API's own tools the request ends as it is: the API goes on with it.
      if (!endsInServerTool(transcript)) push(transcript, "user", [{ type: "text", text: GO_ON }]);
      return;
    case "session.compacted":
      compact(transcript, event);
      return;
    case "span.model_request_end":
      // A summary that was refused comes as an error: it was never part of the conversation.
      if (event.stop_reason === "refusal" && !event.is_error) forget(transcript);
      return;
    case "span.model_request_start":
      mend(transcript);
      transcript.calls.clear();
      transcript.prompts.clear();
      return;
    case "hook.applied":
      hooked(transcript, event);
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

/** Adds an accepted message. */
function ask(transcript: Transcript, seq: number): void {
  const blocks = transcript.inputAt(seq);
  transcript.prompts.set(seq, blocks);
  push(transcript, "user", blocks);
}

/** What hooks came to, as far as the model is told of it. Only what it has not been sent yet changes. */
function hooked(transcript: Transcript, event: EventOf<"hook.applied">): void {
  const { hook_event, blocked, updated_output, additional_context } = event;
  if (updated_output !== undefined) replaceOutput(transcript, event.tool_use_id, updated_output);
  if (blocked !== undefined && hook_event === "UserPromptSubmit") {
    for (const seq of event.inputs ?? []) withdraw(transcript, seq);
  } else if (blocked !== undefined && hook_event !== "PreCompact") {
    push(transcript, "user", [
      { type: "text", text: `${hook_event} hook feedback: ${blocked.reason}` },
    ]);
  }
  if (additional_context === undefined) return;
  const text = `${hook_event} hook additional context: ${additional_context}`;
  push(transcript, "user", [{ type: "text", text }]);
}

function replaceOutput(
  { messages, calls }: Transcript,
  call_id: string | null,
  text: string,
): void {
  const tool_use_id = calls.get(call_id ?? "");
  const last = messages.at(-1);
  const at = last?.content.findIndex(
    (block) => block.type === "tool_result" && block.tool_use_id === tool_use_id,
  );
  const block = last?.content[at ?? -1];
  if (last === undefined || at === undefined || block?.type !== "tool_result") return;
  const is_error = block.is_error === true;
  last.content[at] = {
    ...block,
    content: sendable({ content: [{ type: "text", text }], is_error }),
  };
}

/** Takes back a message that the model is not to be sent. */
function withdraw({ messages, prompts }: Transcript, seq: number): void {
  const blocks = new Set<ContentBlockParam>(prompts.get(seq));
  const last = messages.at(-1);
  if (last === undefined) return;
  last.content = last.content.filter((block) => !blocks.has(block));
  if (last.content.length === 0) messages.pop();
}

/** Remembers where a turn begins. */
function begin(transcript: Transcript, number: number): void {
  const last = transcript.messages.at(-1);
  // What the turn says joins the last message when that is the user's too.
  const joins = last?.role === "user";
  transcript.turn = {
    number,
    messages: transcript.messages.length - (joins ? 1 : 0),
    blocks: joins ? last.content.length : 0,
  };
}

/**
 * Leaves a refused turn out of every later request: the API goes on refusing as long as what it
 * refused is in the context (docs.claude.com, "Handling stop reasons").
 */
function forget(transcript: Transcript): void {
  const { messages, blocks } = transcript.turn;
  const joined = transcript.messages[messages];
  const kept = joined === undefined || blocks === 0 ? [] : joined.content.slice(0, blocks);
  transcript.messages.length = messages;
  push(transcript, "user", kept);
}

/** Puts a summary in the place of everything before it; the turn's own messages stay as they are. */
function compact(transcript: Transcript, event: EventOf<"session.compacted">): void {
  transcript.messages.length = 0;
  transcript.calls.clear();
  push(transcript, "user", [{ type: "text", text: `${SUMMARY}\n\n${event.summary}` }]);
  transcript.turn = { number: event.turn, messages: 0, blocks: 1 };
  if (event.inputs.length > 0) push(transcript, "user", [{ type: "text", text: OWN_INPUTS }]);
  for (const seq of event.inputs) push(transcript, "user", transcript.inputAt(seq));
}

const OWN_BLOCKS: readonly string[] = ["text", "thinking", "redacted_thinking", "tool_use"];

function endsInServerTool({ messages }: Transcript): boolean {
  const last = messages.at(-1);
  const block = last?.content.at(-1);
  return last?.role === "assistant" && block !== undefined && !OWN_BLOCKS.includes(block.type);
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
  result: Pick<EventOf<"agent.tool_result">, "content" | "is_error">,
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

/** Stands where something was said that can no longer be read. */
export const UNREADABLE = { type: "text" as const, text: "(This can no longer be read.)" };

/**
 * Gives each call of the last round a result where damage took it away: without one the API refuses
 * the whole conversation. Changes nothing in a log that is whole, where a round is complete by then.
 */
export function mend(transcript: Transcript): void {
  const last = transcript.messages.at(-1);
  const given = last?.role === "user" ? [...last.content] : [];
  for (const [call_id, tool_use_id] of transcript.calls) {
    const found = given.some(
      (block) => "tool_use_id" in block && block.tool_use_id === tool_use_id,
    );
    if (!found) settle(transcript, call_id, { content: [UNREADABLE], is_error: true });
  }
}
