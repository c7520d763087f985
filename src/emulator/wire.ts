// An answer on the wire: one Message object, or the same message as server-sent events. Both are
// made from one fitted answer; the events are made one at a time, when the reader asks for them.
import type {
  ContentBlock,
  Message,
  RawContentBlockDelta,
  RawMessageDeltaEvent,
  RawMessageStreamEvent,
} from "@anthropic-ai/sdk/resources/messages/messages";
import type { AnswerBlock, FittedAnswer } from "./answer.ts";
import type { InputUsage } from "./prompt-size.ts";
import { signThinking } from "./signature.ts";

const JSON_PIECES = 4;

export interface Reply {
  /** Hash of the request: ids are made of it. */
  readonly seed: string;
  readonly model: string;
  readonly input: InputUsage;
  readonly answer: FittedAnswer;
}

/** One server-sent event, ready to send. */
export interface Frame {
  readonly text: string;
  readonly isDelta: boolean;
}

/** The whole message, as a response without streaming has it. */
export function messageOf(reply: Reply): Message {
  const { answer } = reply;
  return {
    ...openMessage(reply),
    content: answer.blocks.map((block, index) => wholeBlock(block, toolId(reply, index))),
    stop_reason: answer.stop_reason,
    stop_details: answer.stop_details,
    usage: {
      ...openMessage(reply).usage,
      output_tokens: answer.output_tokens,
      output_tokens_details: { thinking_tokens: answer.thinking_tokens },
    },
  };
}

/** The message as events, in the API's order: `ping` comes once, after the first thing said. */
export function* framesOf(reply: Reply): Generator<Frame, void> {
  yield frame({ type: "message_start", message: openMessage(reply) });
  for (const [index, block] of reply.answer.blocks.entries()) {
    yield frame({
      type: "content_block_start",
      index,
      content_block: emptyBlock(block, toolId(reply, index)),
    });
    if (index === 0) yield { text: 'event: ping\ndata: {"type":"ping"}\n\n', isDelta: false };
    for (const delta of deltasOf(block)) yield frame({ type: "content_block_delta", index, delta });
    yield frame({ type: "content_block_stop", index });
  }
  yield frame(closingDelta(reply));
  yield frame({ type: "message_stop" });
}

function frame(event: RawMessageStreamEvent): Frame {
  const text = `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
  return { text, isDelta: event.type === "content_block_delta" };
}

function openMessage({ seed, model, input }: Reply): Message {
  return {
    id: `msg_offline_${seed}`,
    type: "message",
    role: "assistant",
    model,
    container: null,
    diagnostics: null,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
    usage: {
      ...input,
      output_tokens: 1,
      output_tokens_details: null,
      inference_geo: null,
      server_tool_use: null,
      service_tier: "standard",
      speed: "standard",
    },
  };
}

function closingDelta({ input, answer }: Reply): RawMessageDeltaEvent {
  const { cache_creation: _, ...counts } = input;
  return {
    type: "message_delta",
    delta: {
      stop_reason: answer.stop_reason,
      stop_sequence: null,
      stop_details: answer.stop_details,
      container: null,
    },
    usage: {
      ...counts,
      output_tokens: answer.output_tokens,
      output_tokens_details: { thinking_tokens: answer.thinking_tokens },
      server_tool_use: null,
    },
  };
}

/** Unique in its conversation, because every later request holds this one's answer. */
function toolId({ seed }: Reply, index: number): string {
  return `toolu_offline_${seed}_${index}`;
}

function wholeBlock(block: AnswerBlock, id: string): ContentBlock {
  switch (block.type) {
    case "text":
      return { type: "text", text: block.pieces.join(""), citations: null };
    case "thinking": {
      const thinking = block.pieces.join("");
      return { type: "thinking", thinking, signature: signThinking(thinking) };
    }
    case "redacted_thinking":
      return block;
    case "tool_use": {
      const { name, input } = block;
      return { type: "tool_use", id, name, input, caller: { type: "direct" } };
    }
    default:
      return block satisfies never;
  }
}

function emptyBlock(block: AnswerBlock, id: string): ContentBlock {
  switch (block.type) {
    case "text":
      return { type: "text", text: "", citations: null };
    case "thinking":
      return { type: "thinking", thinking: "", signature: "" };
    case "redacted_thinking":
      return block;
    case "tool_use":
      return { type: "tool_use", id, name: block.name, input: {}, caller: { type: "direct" } };
    default:
      return block satisfies never;
  }
}

function* deltasOf(block: AnswerBlock): Generator<RawContentBlockDelta, void> {
  switch (block.type) {
    case "text":
      for (const text of block.pieces) yield { type: "text_delta", text };
      return;
    case "thinking":
      for (const thinking of block.pieces) yield { type: "thinking_delta", thinking };
      yield { type: "signature_delta", signature: signThinking(block.pieces.join("")) };
      return;
    case "redacted_thinking":
      return;
    case "tool_use":
      // The API opens every input with an empty piece.
      yield { type: "input_json_delta", partial_json: "" };
      yield* jsonDeltas(block.json);
      return;
    default:
      block satisfies never;
  }
}

function* jsonDeltas(json: string): Generator<RawContentBlockDelta, void> {
  const size = Math.ceil(json.length / JSON_PIECES);
  for (let at = 0; at < json.length; at += size) {
    yield { type: "input_json_delta", partial_json: json.slice(at, at + size) };
  }
}
