// An answer before it is on the wire: what a scenario says, in the pieces it is streamed in. It is
// cut to a number of tokens here, so that a stream and a plain response are cut alike.
import type { RefusalStopDetails, StopReason } from "@anthropic-ai/sdk/resources/messages/messages";
import type { Failure } from "./failure.ts";
import { charsOf, tokensOf } from "./prompt-size.ts";

const WORDS_PER_PIECE = 4;

export type AnswerBlock =
  | { readonly type: "text" | "thinking"; readonly pieces: readonly string[] }
  | { readonly type: "redacted_thinking"; readonly data: string }
  | ToolUse;

interface ToolUse {
  readonly type: "tool_use";
  readonly name: string;
  readonly input: Record<string, unknown>;
  /** What is streamed: the input as JSON, without its closing brace where the answer was cut. */
  readonly json: string;
}

/** How a stream ends that does not reach its end: after so many deltas. */
export type Ending =
  | { readonly kind: "cut" | "stall"; readonly after_deltas: number }
  | { readonly kind: "error"; readonly after_deltas: number; readonly failure: Failure };

export interface Answer {
  readonly kind: "answer";
  readonly blocks: readonly AnswerBlock[];
  readonly stop_reason: StopReason;
  readonly stop_details: RefusalStopDetails | null;
  /** Waited before each delta. */
  readonly delay_ms: number;
  /** Null when the stream is whole. */
  readonly ending: Ending | null;
}

export interface FittedAnswer extends Answer {
  readonly output_tokens: number;
  readonly thinking_tokens: number;
}

/** An answer of these blocks. It stops for the tools it calls, or because it is done. */
export function answer(blocks: readonly AnswerBlock[], more: Partial<Answer> = {}): Answer {
  const calls = blocks.some(({ type }) => type === "tool_use");
  const stop_reason = calls ? "tool_use" : "end_turn";
  return {
    kind: "answer",
    blocks,
    stop_reason,
    stop_details: null,
    delay_ms: 0,
    ending: null,
    ...more,
  };
}

/** A text, streamed a few words at a time. */
export function text(content: string): AnswerBlock {
  return { type: "text", pieces: wordPieces(content) };
}

export function thinking(content: string): AnswerBlock {
  return { type: "thinking", pieces: wordPieces(content) };
}

export function toolUse(name: string, input: Record<string, unknown>): AnswerBlock {
  return { type: "tool_use", name, input, json: JSON.stringify(input) };
}

/** The common answer: one text. */
export function say(content: string): Answer {
  return answer([text(content)]);
}

/** Splits a text into so many pieces, fewer when it is shorter. Joined, they are the text. */
export function evenPieces(content: string, count: number): string[] {
  const characters = Array.from(content);
  const pieces = Math.min(count, characters.length);
  return Array.from({ length: pieces }, (_, index) => {
    const from = Math.floor((index * characters.length) / pieces);
    const to = Math.floor(((index + 1) * characters.length) / pieces);
    return characters.slice(from, to).join("");
  });
}

function wordPieces(content: string): string[] {
  const words = content.match(/\s*\S+|\s+$/g) ?? [];
  const pieces: string[] = [];
  for (let at = 0; at < words.length; at += WORDS_PER_PIECE) {
    pieces.push(words.slice(at, at + WORDS_PER_PIECE).join(""));
  }
  return pieces;
}

/**
 * The answer within `max_tokens`, by the estimate of prompt-size.ts, and what it costs. What does
 * not fit is gone: a text ends inside a word, a tool call keeps the fields that were complete.
 */
export function fitAnswer(whole: Answer, max_tokens: number): FittedAnswer {
  const limit = charsOf(max_tokens);
  const blocks: AnswerBlock[] = [];
  let used = 0;
  let thought = 0;
  let isCut = false;
  for (const block of whole.blocks) {
    const size = blockChars(block);
    isCut = used + size > limit;
    const kept = isCut ? cutBlock(block, limit - used) : block;
    if (kept !== null) blocks.push(kept);
    const chars = isCut ? limit - used : size;
    used += chars;
    if (block.type === "thinking" || block.type === "redacted_thinking") thought += chars;
    if (isCut) break;
  }
  return {
    ...whole,
    blocks,
    ...(isCut ? { stop_reason: "max_tokens", stop_details: null } : {}),
    // Even an empty answer costs a token.
    output_tokens: Math.max(1, tokensOf(used)),
    thinking_tokens: tokensOf(thought),
  };
}

function blockChars(block: AnswerBlock): number {
  switch (block.type) {
    case "text":
    case "thinking":
      return block.pieces.reduce((sum, piece) => sum + piece.length, 0);
    case "redacted_thinking":
      return block.data.length;
    case "tool_use":
      return block.name.length + block.json.length;
    default:
      return block satisfies never;
  }
}

function cutBlock(block: AnswerBlock, room: number): AnswerBlock | null {
  switch (block.type) {
    case "text":
    case "thinking": {
      const pieces = cutPieces(block.pieces, room);
      return pieces.length === 0 ? null : { type: block.type, pieces };
    }
    case "redacted_thinking":
      return null;
    case "tool_use":
      return room < block.name.length ? null : cutToolUse(block, room - block.name.length);
    default:
      return block satisfies never;
  }
}

function cutPieces(pieces: readonly string[], room: number): string[] {
  const kept: string[] = [];
  let left = room;
  for (const piece of pieces) {
    // Half a surrogate pair is no text, and no token ends inside a character.
    const part = piece.slice(0, left).replace(/[\uD800-\uDBFF]$/, "");
    if (part !== "") kept.push(part);
    left -= piece.length;
    if (left <= 0) break;
  }
  return kept;
}

function cutToolUse({ name, input }: ToolUse, room: number): AnswerBlock {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(input)) {
    if (JSON.stringify({ ...kept, [key]: value }).length > room) break;
    kept[key] = value;
  }
  return { type: "tool_use", name, input: kept, json: JSON.stringify(kept).slice(0, -1) };
}
