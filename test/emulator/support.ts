// How tests speak to the emulator: through the official SDK, with a raw request, or a tool round.
import Anthropic from "@anthropic-ai/sdk";
import type {
  Message,
  MessageCreateParamsNonStreaming,
  MessageParam,
  Tool,
  ToolResultBlockParam,
  ToolUseBlock,
} from "@anthropic-ai/sdk/resources/messages/messages";
import { emulate } from "../../src/emulator/emulate.ts";

const ROUNDS_MAX = 10;

/** The SDK on the emulator in-process; `retries` is what it says it has retried already. */
export function client(retries = 0): Anthropic {
  return new Anthropic({
    apiKey: "any",
    baseURL: "http://offline",
    maxRetries: 0,
    defaultHeaders: { "x-stainless-retry-count": String(retries) },
    fetch: (url, init) => emulate(new Request(url, init as RequestInit)),
  });
}

/** A raw request with the headers that the API asks for. */
export function post(
  body: unknown,
  { path = "/v1/messages", headers = {}, signal }: PostOptions = {},
): Request {
  return new Request(`http://offline${path}`, {
    method: "POST",
    headers: { "x-api-key": "any", "anthropic-version": "2023-06-01", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
}

interface PostOptions {
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

export function tool(name: string): Tool {
  return { name, description: `The tool ${name}`, input_schema: { type: "object" } };
}

export const TOOLS = ["Bash", "Read", "Write", "Glob", "Grep"].map(tool);

/** A request with one prompt, offering all tools. */
export function ask(
  prompt: string,
  more: Partial<MessageCreateParamsNonStreaming> = {},
): MessageCreateParamsNonStreaming {
  return {
    model: "offline-sonnet",
    max_tokens: 4096,
    tools: TOOLS,
    messages: [{ role: "user", content: prompt }],
    ...more,
  };
}

export function textOf(message: Message): string {
  return message.content.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("\n");
}

export function callsOf(message: Message): ToolUseBlock[] {
  return message.content.filter((block) => block.type === "tool_use");
}

/** What a test's tool answers. */
export type FakeTools = (call: ToolUseBlock) => string | { readonly error: string };

export interface Round {
  readonly answer: string;
  /** The calls of each model call, by name and input. */
  readonly calls: { readonly name: string; readonly input: unknown }[][];
  readonly messages: MessageParam[];
  readonly last: Message;
}

/** Plays a whole round: calls the model and gives it tool results until it calls no more tools. */
export async function playRound(
  request: MessageCreateParamsNonStreaming,
  tools: FakeTools,
): Promise<Round> {
  const messages = [...request.messages];
  const calls: Round["calls"] = [];
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const last = await client()
      .messages.stream({ ...request, messages })
      .finalMessage();
    messages.push({ role: "assistant", content: last.content });
    const asked = callsOf(last);
    if (asked.length === 0) return { answer: textOf(last), calls, messages, last };
    calls.push(asked.map(({ name, input }) => ({ name, input })));
    messages.push({ role: "user", content: asked.map((call) => resultOf(call, tools(call))) });
  }
  throw new Error(`no end after ${ROUNDS_MAX} rounds`);
}

function resultOf(call: ToolUseBlock, result: ReturnType<FakeTools>): ToolResultBlockParam {
  const paired = { type: "tool_result", tool_use_id: call.id } as const;
  if (typeof result === "string") return { ...paired, content: result };
  return { ...paired, content: result.error, is_error: true };
}
