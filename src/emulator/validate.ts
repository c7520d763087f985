// The refusals: what the real Messages API answers with 400 or 404, in its own words as people
// report them, so that a request which would break against Claude breaks offline first. Pure.
import { type Failure, invalid } from "./failure.ts";
import { isOfflineModel } from "./models.ts";
import { measurePrompt } from "./prompt-size.ts";
import type { MessagesRequest } from "./request.ts";
import {
  checkCacheControl,
  checkContent,
  checkExtraKeys,
  checkSystem,
  isObject,
  unknownTag,
} from "./validate-blocks.ts";
import { checkTools } from "./validate-tools.ts";
import { checkTurns } from "./validate-turns.ts";

export interface Expected {
  /** Counting tokens needs no max_tokens. */
  readonly counting: boolean;
  /** With an `anthropic-beta` header, fields this file has not heard of are let through. */
  readonly beta: boolean;
}

const REQUEST_KEYS = [
  ...["cache_control", "container", "diagnostics", "inference_geo", "max_tokens", "messages"],
  ...["metadata", "model", "output_config", "service_tier", "speed", "stop_sequences", "stream"],
  ...["system", "thinking", "tool_choice", "tools"],
];
const THINKING_TYPES = ["adaptive", "between_tools", "disabled", "enabled"];
const THINKING_BUDGET_TOKENS_MIN = 1024;
const BREAKPOINTS_MAX = 4;
const BUDGET_TOO_LARGE = [
  "`max_tokens` must be greater than `thinking.budget_tokens`.",
  "Please consult our documentation at",
  "https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size",
].join(" ");
const LONG_AFTER_SHORT = [
  "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block.",
  "Note that blocks are processed in the following order: `tools`, `system`, `messages`.",
].join(" ");

/** Why the API would refuse this parsed body, or null when it would answer it. */
export function refusalOf(body: unknown, expected: Expected): Failure | null {
  if (!isObject(body)) return invalid("Input should be an object");
  const { model } = body;
  if (model === undefined) return invalid("model: Field required");
  if (typeof model !== "string") return invalid("model: Input should be a valid string");
  if (!isOfflineModel(model)) {
    return { kind: "failure", status: 404, type: "not_found_error", message: `model: ${model}` };
  }
  const message =
    checkFields(body, expected) ??
    // The fields have their types now; what is left are rules between them.
    checkRelations(body as unknown as MessagesRequest);
  return message === null ? null : invalid(message);
}

function checkFields(body: Record<string, unknown>, expected: Expected): string | null {
  return (
    checkTools(body.tools) ??
    checkMessages(body.messages) ??
    checkSystem(body.system) ??
    checkCacheControl(body.cache_control, "cache_control") ??
    checkThinking(body.thinking) ??
    (expected.counting ? null : checkMaxTokens(body.max_tokens)) ??
    checkStream(body.stream) ??
    (expected.beta ? null : checkExtraKeys(body, REQUEST_KEYS, ""))
  );
}

function checkMessages(messages: unknown): string | null {
  if (messages === undefined) return "messages: Field required";
  if (!Array.isArray(messages)) return "messages: Input should be a valid array";
  if (messages.length === 0) return "messages: at least one message is required";
  for (const [index, turn] of messages.entries()) {
    const refusal = checkMessage(turn, index);
    if (refusal !== null) return refusal;
  }
  return null;
}

function checkMessage(turn: unknown, index: number): string | null {
  const at = `messages.${index}`;
  if (!isObject(turn)) return `${at}: Input should be an object`;
  const { role, content } = turn;
  if (role === undefined) return `${at}.role: Field required`;
  if (role !== "user" && role !== "assistant" && role !== "system") {
    return `messages: Unexpected role "${String(role)}". Allowed roles are "user" or "assistant"`;
  }
  if (content === undefined) return `${at}.content: Field required`;
  return checkExtraKeys(turn, ["role", "content"], `${at}.`) ?? checkContent(content, role, at);
}

function checkThinking(thinking: unknown): string | null {
  if (thinking === undefined) return null;
  if (!isObject(thinking)) return "thinking: Input should be an object";
  const { type, budget_tokens } = thinking;
  if (type === undefined) return "thinking.type: Field required";
  if (typeof type !== "string" || !THINKING_TYPES.includes(type)) {
    return `thinking: ${unknownTag(type, THINKING_TYPES)}`;
  }
  if (type !== "enabled") return null;
  if (budget_tokens === undefined) return "thinking.enabled.budget_tokens: Field required";
  if (typeof budget_tokens !== "number" || budget_tokens < THINKING_BUDGET_TOKENS_MIN) {
    const least = THINKING_BUDGET_TOKENS_MIN;
    return `thinking.enabled.budget_tokens: Input should be greater than or equal to ${least}`;
  }
  return null;
}

/** The real API also takes 0, to warm its cache; there is none here to warm. */
function checkMaxTokens(max_tokens: unknown): string | null {
  if (max_tokens === undefined) return "max_tokens: Field required";
  if (!Number.isInteger(max_tokens)) return "max_tokens: Input should be a valid integer";
  return Number(max_tokens) < 1 ? "max_tokens: must be greater than or equal to 1" : null;
}

function checkStream(stream: unknown): string | null {
  if (stream === undefined || typeof stream === "boolean") return null;
  return "stream: Input should be a valid boolean";
}

function checkRelations(request: MessagesRequest): string | null {
  return checkTurns(request.messages) ?? checkBudget(request) ?? checkBreakpoints(request);
}

function checkBudget({ thinking, max_tokens }: MessagesRequest): string | null {
  if (thinking?.type !== "enabled" || max_tokens === undefined) return null;
  if (thinking.budget_tokens < max_tokens) return null;
  return BUDGET_TOO_LARGE;
}

function checkBreakpoints(request: MessagesRequest): string | null {
  const { breakpoints } = measurePrompt(request);
  if (breakpoints.length > BREAKPOINTS_MAX) {
    const most = `A maximum of ${BREAKPOINTS_MAX} blocks with cache_control may be provided`;
    return `${most}. Found ${breakpoints.length}.`;
  }
  const short = breakpoints.findIndex(({ ttl }) => ttl === "5m");
  const late = breakpoints.find(({ ttl }, index) => ttl === "1h" && short >= 0 && index > short);
  if (late === undefined) return null;
  return `${late.at}.ttl: ${LONG_AFTER_SHORT}`;
}
