// What the model is asked for when a context is compacted. First it is asked at the end of the very
// request that a turn would send, so that the whole of it is read from the cache; a context that does
// not fit any more is told as text, of which less and less from its end is sent.
import type {
  ContentBlockParam,
  MessageCreateParamsStreaming,
} from "@anthropic-ai/sdk/resources/messages/messages";
import { SUMMARIZED_RESULT_CHARS_MAX } from "../contract/limits.ts";
import type { SessionConfig } from "../contract/session.ts";
import { buildRequest } from "./prompt.ts";
import type { Transcript } from "./transcript.ts";

const ASK = [
  "Write a summary of this conversation, for yourself: it will stand in the place of all that was said",
  "and done, and you will go on with nothing else. Call no tool. Keep, in this order: what the user",
  "wants, in their words where they matter; what was decided and why; what was done, with the paths of",
  "files and the names that were used; what was found, errors included; and what is left to do.",
].join(" ");

/** What the first of the levels that send text keeps, in characters for each token of the limit. */
const CHARS_KEPT_PER_TOKEN = 3;

/**
 * The request for a summary. At level 0 it continues what turns send; from level 1 on it holds the
 * end of the conversation as text, half as much of it at each further level.
 */
export function summaryRequest(
  config: SessionConfig,
  transcript: Transcript,
  given: { level: number; instructions: string | null; compact_at_tokens: number },
): MessageCreateParamsStreaming {
  const { level, instructions, compact_at_tokens } = given;
  const ask = instructions === null ? ASK : `${ASK}\n\nAbove all: ${instructions}`;
  const request = buildRequest(config, transcript);
  if (level === 0) {
    return { ...request, messages: [...request.messages, { role: "user", content: ask }] };
  }
  const { tools: _tools, cache_control: _cached, ...rest } = request;
  const chars = Math.floor((compact_at_tokens * CHARS_KEPT_PER_TOKEN) / 2 ** (level - 1));
  const told = transcript.messages.map(({ role, content }) => tellMessage(role, content));
  const end = told.join("\n\n").slice(-chars).toWellFormed();
  return { ...rest, messages: [{ role: "user", content: `${end}\n\n${ask}` }] };
}

function tellMessage(role: string, content: readonly ContentBlockParam[]): string {
  const lines = content.map(tellBlock).filter((line) => line !== "");
  return `[${role}]\n${lines.join("\n")}`;
}

function tellBlock(block: ContentBlockParam): string {
  switch (block.type) {
    case "text":
      return block.text;
    case "tool_use":
      return `(called ${block.name} with ${cut(JSON.stringify(block.input))})`;
    case "tool_result":
      return `(result: ${cut(JSON.stringify(block.content ?? ""))})`;
    case "thinking":
    case "redacted_thinking":
      return "";
    default:
      return `(${block.type})`;
  }
}

function cut(text: string): string {
  if (text.length <= SUMMARIZED_RESULT_CHARS_MAX) return text;
  return `${text.slice(0, SUMMARIZED_RESULT_CHARS_MAX).toWellFormed()} …`;
}
