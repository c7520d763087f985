// How large a request is and what of it a cache would hold, estimated from the request alone.
//
// A token is four characters, rounded up; an image or a document counts as 1,600 tokens. What comes
// after the last cache breakpoint is `input_tokens`. What comes before it is the cached prefix, in
// the API's order (tools, system, messages): it was read up to the last breakpoint that an earlier
// call of this conversation has sent too, which is one before the last assistant message, and
// created from there on. A request with a breakpoint of its own (top-level `cache_control`) is taken
// for one of a conversation whose every call had one. A conversation without an assistant message is new: all is created.
import type { CacheControlEphemeral, Usage } from "@anthropic-ai/sdk/resources/messages/messages";
import { type Block, blocksOf, type MessagesRequest, type ToolResultBlock } from "./request.ts";

const CHARS_PER_TOKEN = 4;
const ATTACHMENT_CHARS = 1_600 * CHARS_PER_TOKEN;

interface Breakpoint {
  /** Its path in the request. */
  readonly at: string;
  readonly ttl: "5m" | "1h";
  /** Characters of the request up to and including that block. */
  readonly chars: number;
  /** Whether an earlier call of this conversation has sent it. */
  readonly seen: boolean;
}

export interface PromptSize {
  readonly chars: number;
  readonly breakpoints: readonly Breakpoint[];
  /** Where the call before put its automatic breakpoint; 0 without one. */
  readonly automatic_chars: number;
}

export type InputUsage = Pick<
  Usage,
  "cache_creation" | "cache_creation_input_tokens" | "cache_read_input_tokens" | "input_tokens"
>;

export function tokensOf(chars: number): number {
  return Math.ceil(chars / CHARS_PER_TOKEN);
}

/** The characters that an answer of so many tokens may have. */
export function charsOf(tokens: number): number {
  return tokens * CHARS_PER_TOKEN;
}

export function measurePrompt(request: MessagesRequest): PromptSize {
  const breakpoints: Breakpoint[] = [];
  const answered = request.messages.findLastIndex(({ role }) => role === "assistant");
  const isOngoing = answered >= 0;
  let chars = 0;
  let automatic_chars = 0;
  const mark = (
    control: CacheControlEphemeral | null | undefined,
    block: string,
    seen: boolean,
  ) => {
    if (!control) return;
    const at = block === "" ? "cache_control" : `${block}.cache_control`;
    breakpoints.push({ at, ttl: control.ttl ?? "5m", chars, seen });
  };
  for (const [index, tool] of (request.tools ?? []).entries()) {
    chars += JSON.stringify(tool).length;
    mark(tool.cache_control, `tools.${index}`, isOngoing);
  }
  for (const [index, block] of blocksOf(request.system ?? []).entries()) {
    chars += blockChars(block);
    for (const control of controlsOf(block)) mark(control, `system.${index}`, isOngoing);
  }
  for (const [index, { content }] of request.messages.entries()) {
    for (const [place, block] of blocksOf(content).entries()) {
      chars += blockChars(block);
      for (const control of controlsOf(block)) {
        mark(control, `messages.${index}.content.${place}`, index < answered);
      }
    }
    // The call that was answered last marked its own end: what was before the answer.
    if (request.cache_control && index === answered - 1) automatic_chars = chars;
  }
  mark(request.cache_control, "", false);
  return { chars, breakpoints, automatic_chars };
}

/** The input side of `usage`, by the rule at the top of this file. */
export function inputUsage({ chars, breakpoints, automatic_chars }: PromptSize): InputUsage {
  const marked = breakpoints.findLast(({ seen }) => seen)?.chars ?? 0;
  const read = Math.max(marked, automatic_chars);
  const created = { "5m": 0, "1h": 0 };
  let cached = read;
  for (const { ttl, chars: end } of breakpoints) {
    if (end <= cached) continue;
    created[ttl] += tokensOf(end - cached);
    cached = end;
  }
  return {
    input_tokens: tokensOf(chars - cached),
    cache_read_input_tokens: tokensOf(read),
    cache_creation_input_tokens: created["5m"] + created["1h"],
    cache_creation: {
      ephemeral_5m_input_tokens: created["5m"],
      ephemeral_1h_input_tokens: created["1h"],
    },
  };
}

/** All input tokens of a request, cached or not: what count_tokens answers. */
export function totalTokens(usage: InputUsage): number {
  const { input_tokens, cache_read_input_tokens, cache_creation_input_tokens } = usage;
  return input_tokens + (cache_read_input_tokens ?? 0) + (cache_creation_input_tokens ?? 0);
}

function blockChars(block: Block): number {
  switch (block.type) {
    case "text":
      return block.text.length;
    case "thinking":
      return block.thinking.length;
    case "redacted_thinking":
      return block.data.length;
    case "tool_use":
      return block.name.length + JSON.stringify(block.input).length;
    case "tool_result":
      return resultChars(block.content);
    case "search_result":
      return JSON.stringify(block.content).length;
    case "image":
    case "document":
      return ATTACHMENT_CHARS;
    default:
      return block satisfies never;
  }
}

function resultChars(content: ToolResultBlock["content"]): number {
  if (content === undefined || typeof content === "string") return content?.length ?? 0;
  return content.reduce((sum, part) => sum + blockChars(part), 0);
}

/** A block's breakpoints: its own, and those inside a tool result, which end where that ends. */
function controlsOf(block: Block): CacheControlEphemeral[] {
  const nested =
    block.type === "tool_result" && Array.isArray(block.content)
      ? block.content.flatMap(controlsOf)
      : [];
  return "cache_control" in block && block.cache_control
    ? [...nested, block.cache_control]
    : nested;
}
