// Calls that fail: before the first byte, in the middle of the stream, or for good. With `times=N`
// in the prompt a call fails only while the client's retry count is below N: no memory needed.
import { type Answer, answer, type Ending, text } from "../answer.ts";
import { type Conversation, numberInPrompt } from "../conversation.ts";
import { type Failure, OVERLOADED } from "../failure.ts";
import { echo } from "./echo.ts";
import { asksForSummary, summarize } from "./summarize.ts";

const DELTAS_BEFORE_END = 3;
const FOREVER = Number.MAX_SAFE_INTEGER;

export function rateLimited(conversation: Conversation): Answer | Failure {
  return failing(conversation, {
    kind: "failure",
    status: 429,
    type: "rate_limit_error",
    message: "This request would exceed your account's rate limit. Please try again later.",
    retry_after_seconds: numberInPrompt(conversation, "retry_after", { default: 1, max: 3_600 }),
  });
}

export function overloaded(conversation: Conversation): Answer | Failure {
  return failing(conversation, OVERLOADED);
}

export function serverError(conversation: Conversation): Answer | Failure {
  const message = "Internal server error";
  return failing(conversation, { kind: "failure", status: 500, type: "api_error", message });
}

export function cut(conversation: Conversation): Answer | Failure {
  return failing(conversation, broken({ kind: "cut", after_deltas: DELTAS_BEFORE_END }));
}

export function stall(conversation: Conversation): Answer | Failure {
  return failing(conversation, broken({ kind: "stall", after_deltas: DELTAS_BEFORE_END }));
}

export function streamError(conversation: Conversation): Answer | Failure {
  const ending = { kind: "error", after_deltas: DELTAS_BEFORE_END, failure: OVERLOADED } as const;
  return failing(conversation, broken(ending));
}

/** No retry helps here: the prompt stays as long as it is. */
export function contextExceeded(conversation: Conversation): Answer | Failure {
  const { input_tokens, all_prompts } = conversation;
  const told = all_prompts.findLast(({ text }) => /\bwindow=\d/.test(text))?.text ?? "";
  const size = { ...conversation, prompt: told };
  const window = numberInPrompt(size, "window", { default: 1, max: FOREVER });
  if (input_tokens <= window) {
    return asksForSummary(conversation) ? summarize(conversation) : echo(conversation);
  }
  const message = `prompt is too long: ${input_tokens} tokens > ${window} maximum`;
  return { kind: "failure", status: 400, type: "invalid_request_error", message };
}

function failing(conversation: Conversation, outcome: Answer | Failure): Answer | Failure {
  const times = numberInPrompt(conversation, "times", { default: FOREVER, max: FOREVER });
  return conversation.retry_count < times ? outcome : echo(conversation);
}

function broken(ending: Ending): Answer {
  const words =
    "This text is long enough to break off in the middle of it, and nobody will read its end.";
  return answer([text(words)], { ending });
}
