// What of a Messages request the emulator reads, in the SDK's own types, so that a field which the
// API renames stops compiling here. Values of these types have passed validate.ts.
import type {
  CacheControlEphemeral,
  DocumentBlockParam,
  ImageBlockParam,
  RedactedThinkingBlockParam,
  SearchResultBlockParam,
  TextBlockParam,
  ThinkingBlockParam,
  ThinkingConfigParam,
  Tool,
  ToolChoice,
  ToolResultBlockParam,
  ToolUseBlockParam,
} from "@anthropic-ai/sdk/resources/messages/messages";

/** The content blocks the emulator knows; it never sends server tools, so it refuses theirs. */
export type Block =
  | DocumentBlockParam
  | ImageBlockParam
  | RedactedThinkingBlockParam
  | SearchResultBlockParam
  | TextBlockParam
  | ThinkingBlockParam
  | ToolResultBlock
  | ToolUseBlockParam;

/** A tool result, with the parts of the API's list that validate-blocks.ts lets through. */
export interface ToolResultBlock extends Omit<ToolResultBlockParam, "content"> {
  readonly content?: string | readonly ResultPart[];
}

type ResultPart = DocumentBlockParam | ImageBlockParam | SearchResultBlockParam | TextBlockParam;

export interface Turn {
  readonly role: "user" | "assistant" | "system";
  readonly content: string | readonly Block[];
}

export interface MessagesRequest {
  readonly model: string;
  readonly messages: readonly Turn[];
  /** Absent when tokens are only counted. */
  readonly max_tokens?: number;
  readonly stream?: boolean;
  readonly system?: string | readonly TextBlockParam[];
  readonly tools?: readonly Tool[];
  readonly tool_choice?: ToolChoice;
  readonly thinking?: ThinkingConfigParam;
  readonly cache_control?: CacheControlEphemeral | null;
}

/** A message's content as blocks: a string is short for one text block. */
export function blocksOf(content: Turn["content"]): readonly Block[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

/** The text of a tool result, whichever way it was written. */
export function resultText(block: ToolResultBlock): string {
  const { content } = block;
  if (content === undefined || typeof content === "string") return content ?? "";
  return content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}
