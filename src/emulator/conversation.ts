// What a scenario may know: the conversation as a person would retell it. Which step a scenario is
// at is read from what was called and answered since the last prompt; nothing is remembered.
import { blocksOf, type MessagesRequest, resultText, type Turn } from "./request.ts";

/** A tool call with its result. */
export interface Call {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly result: string;
  readonly is_error: boolean;
}

/** A user message that says something itself, and what happened before it. */
export interface Prompt {
  readonly text: string;
  /** Assistant turns and tool calls before this message. */
  readonly turns_before: number;
  readonly calls_before: number;
}

export interface Conversation {
  readonly model: string;
  /** The text of the last prompt. */
  readonly prompt: string;
  /** Answered tool calls since the last prompt, in order. */
  readonly calls: readonly Call[];
  readonly message_count: number;
  readonly working_directory: string;
  /** Names of the tools that may be called. */
  readonly tools: ReadonlySet<string>;
  /** How often the client has sent this request before. */
  readonly retry_count: number;
  /** Where the last assistant turn is and what type of block opens it; null before the first. */
  readonly last_turn: { readonly index: number; readonly opening: string } | null;
  /** Whether the request lets the model think. */
  readonly may_think: boolean;
  /** Size of the request, by the estimate of prompt-size.ts. */
  readonly input_tokens: number;
  readonly all_prompts: readonly Prompt[];
  readonly all_calls: readonly Call[];
  readonly turn_count: number;
}

const WORKING_DIRECTORY = /^Working directory: (.+)$/m;
const WORKING_DIRECTORY_DEFAULT = "/workspace";

/** Reads a validated request; `retry_count` comes from its headers. */
export function readConversation(
  request: MessagesRequest,
  retry_count: number,
  input_tokens: number,
): Conversation {
  const { messages, tool_choice } = request;
  const { prompts, calls, turn_count, last_turn } = retell(messages);
  const last = prompts.at(-1);
  const system = blocksOf(request.system ?? "")
    .map((block) => (block.type === "text" ? block.text : ""))
    .join("\n");
  return {
    model: request.model,
    prompt: last?.text ?? "",
    calls: calls.slice(last?.calls_before ?? 0),
    message_count: messages.length,
    working_directory: WORKING_DIRECTORY.exec(system)?.[1]?.trim() ?? WORKING_DIRECTORY_DEFAULT,
    tools: new Set(tool_choice?.type === "none" ? [] : request.tools?.map(({ name }) => name)),
    retry_count,
    last_turn,
    may_think: request.thinking?.type !== "disabled",
    input_tokens,
    all_prompts: prompts,
    all_calls: calls,
    turn_count,
  };
}

function retell(messages: readonly Turn[]) {
  const prompts: Prompt[] = [];
  const calls: Call[] = [];
  const open = new Map<string, Pick<Call, "name" | "input">>();
  let turn_count = 0;
  let last_turn: Conversation["last_turn"] = null;
  for (const [index, { role, content }] of messages.entries()) {
    if (role === "assistant" && messages[index - 1]?.role !== "assistant") {
      turn_count += 1;
      last_turn = { index, opening: blocksOf(content)[0]?.type ?? "nothing" };
    }
    const said: string[] = [];
    for (const block of blocksOf(content)) {
      if (block.type === "text") said.push(block.text);
      if (block.type === "tool_use") {
        open.set(block.id, { name: block.name, input: block.input as Call["input"] });
      }
      const call = block.type === "tool_result" ? open.get(block.tool_use_id) : undefined;
      if (block.type === "tool_result" && call !== undefined) {
        calls.push({ ...call, result: resultText(block), is_error: block.is_error === true });
      }
    }
    if (role !== "user") continue;
    // Messages that came one after the other are blocks of one turn; each is a prompt of its own.
    for (const text of said) {
      prompts.push({ text, turns_before: turn_count, calls_before: calls.length });
    }
  }
  return { prompts, calls, turn_count, last_turn };
}

/** A setting such as `times=3` in the last prompt, at most `max`; the default without one. */
export function numberInPrompt(
  { prompt }: Conversation,
  name: string,
  { default: otherwise, max }: { default: number; max: number },
): number {
  const digits = new RegExp(`\\b${name}=(\\d{1,9})\\b`).exec(prompt)?.[1];
  return digits === undefined ? otherwise : Math.min(Number(digits), max);
}
