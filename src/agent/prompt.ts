// The request a model call sends. Everything before the newest message is byte for byte what the call
// before sent, with cache breakpoints on the tools, the system prompt and the end of the conversation.
import type {
  MessageCreateParamsStreaming,
  Tool as ToolDefinition,
} from "@anthropic-ai/sdk/resources/messages/messages";
import { MODEL_OUTPUT_TOKENS_DEFAULT } from "../contract/limits.ts";
import type { SessionConfig } from "../contract/session.ts";
import { isRemoved } from "./permission/decide.ts";
import { toolDefinitions } from "./tools/table.ts";
import type { Transcript } from "./transcript.ts";

const CACHED = { type: "ephemeral" } as const;

/** What every session is told first. It names nothing that changes between two calls. */
function systemPrompt(config: SessionConfig): string {
  const lines = [
    "You are an agent that works in a session's own workspace through the tools you are given.",
    "The workspace is a file system that belongs to this session alone; the shell runs in it and",
    "has no network. Read before you change, and say plainly what you did and what you found.",
    "",
    `Working directory: ${config.working_directory}`,
  ];
  const own = config.system_prompt;
  return own === null ? lines.join("\n") : `${lines.join("\n")}\n\n${own}`;
}

/** The tools the model is shown: the session's choice, without those a bare deny rule removes. */
function offeredTools(config: SessionConfig): ToolDefinition[] {
  const builtin = toolDefinitions(config.tools.filter((name) => !isRemoved(config, name)));
  const custom = config.custom_tools
    .filter((tool) => !isRemoved(config, tool.name))
    .map(({ name, description, input_schema }) => ({ name, description, input_schema }));
  const tools: ToolDefinition[] = [...builtin, ...custom];
  return tools.map((tool, index) =>
    index === tools.length - 1 ? { ...tool, cache_control: CACHED } : tool,
  );
}

/** Builds the streaming request for the next model call of a session. */
export function buildRequest(
  config: SessionConfig,
  transcript: Transcript,
): MessageCreateParamsStreaming {
  const { max_tokens, thinking, effort, stop_sequences } = config.sdk_options;
  const tools = offeredTools(config);
  return {
    model: config.model,
    max_tokens: max_tokens ?? MODEL_OUTPUT_TOKENS_DEFAULT,
    system: [{ type: "text", text: systemPrompt(config), cache_control: CACHED }],
    messages: transcript.messages,
    // Marks the last block wherever it is, and leaves the messages themselves untouched.
    cache_control: CACHED,
    ...(tools.length > 0 ? { tools } : {}),
    ...(thinking === undefined ? {} : { thinking }),
    ...(effort === undefined ? {} : { output_config: { effort } }),
    ...(stop_sequences === undefined ? {} : { stop_sequences }),
    stream: true,
  } as MessageCreateParamsStreaming;
}
