// One model call through the official SDK: streams, keeps each block as it was received, and turns
// every way in which a call can fail into data. It never throws, and it never retries: retries are
// the turn's, where people can see them.
import type Anthropic from "@anthropic-ai/sdk";
import { APIConnectionTimeoutError, APIError, APIUserAbortError } from "@anthropic-ai/sdk";
import type {
  MessageCreateParamsStreaming,
  MessageDeltaUsage,
  RawContentBlockDelta,
  RawMessageStreamEvent,
  Usage,
} from "@anthropic-ai/sdk/resources/messages/messages";
import type { ModelBlock } from "../contract/content.ts";
import type { EventOf, ModelUsage } from "../contract/event.ts";
import { foreignJson } from "../contract/json.ts";
import { NO_USAGE } from "./state.ts";

type StopDetails = EventOf<"span.model_request_end">["stop_details"];

export interface ModelFailure {
  readonly type: EventOf<"session.error">["error"]["type"];
  /** What happened and, where a person can act, what to do. Holds no secret. */
  readonly message: string;
  readonly retryable: boolean;
  /** What the API asked for in `retry-after`. */
  readonly retry_after_ms: number | null;
}

export type ModelAnswer =
  | {
      readonly kind: "answer";
      readonly model: string;
      readonly blocks: readonly ModelBlock[];
      readonly usage: ModelUsage;
      readonly stop_reason: string | null;
      readonly stop_details: StopDetails;
    }
  | { readonly kind: "failed"; readonly failure: ModelFailure }
  /** Stopped by its signal; `text` is what had been said until then, by block index. */
  | { readonly kind: "aborted"; readonly text: ReadonlyMap<number, string> };

/** A piece of text or thinking as it comes; the first of a block has `started` set. */
export interface Piece {
  readonly index: number;
  readonly type: "text" | "thinking";
  readonly text: string;
  readonly started: boolean;
}

interface ModelCall {
  readonly request: MessageCreateParamsStreaming;
  readonly signal: AbortSignal;
  /** A stream silent for so long is cut off. */
  readonly timeout_ms: number;
  /** Earlier attempts at the same call, told to the API as its SDKs do. */
  readonly retries: number;
  readonly onPiece: (piece: Piece) => void;
}

/** Asks the model once. Resolves always. */
export type Model = (call: ModelCall) => Promise<ModelAnswer>;

/** Makes the model out of an SDK client, whose own retries must be off. */
export function claude(client: Anthropic): Model {
  return async (call) => {
    const answer = new Answer(call.onPiece);
    const watch = new StallWatch(call.signal, call.timeout_ms);
    try {
      const stream = await client.messages.create(call.request, {
        signal: watch.signal,
        timeout: call.timeout_ms,
        headers: { "x-stainless-retry-count": String(call.retries) },
      });
      for await (const event of stream) {
        watch.heard();
        answer.take(event);
      }
      if (call.signal.aborted) return { kind: "aborted", text: answer.text() };
      return answer.finish();
    } catch (error) {
      if (call.signal.aborted) return { kind: "aborted", text: answer.text() };
      if (watch.stalled) return { kind: "failed", failure: stalled(call.timeout_ms) };
      return { kind: "failed", failure: failureOf(error) };
    } finally {
      watch.stop();
    }
  };
}

/** Asks the API how large a request is. Resolves to null when it does not say: then nobody waits for it. */
export type TokenCounter = (request: MessageCreateParamsStreaming) => Promise<number | null>;

const COUNT_TIMEOUT_MS = 10_000;

/** Makes the counter out of an SDK client. */
export function tokenCounter(client: Anthropic): TokenCounter {
  return async ({ model, messages, system, tools, thinking }) => {
    const asked = { model, messages, ...defined({ system, tools, thinking }) };
    try {
      const { input_tokens } = await client.messages.countTokens(asked, {
        timeout: COUNT_TIMEOUT_MS,
      });
      return input_tokens;
    } catch {
      // An estimate does as well; what really was used, the next call's usage says.
      return null;
    }
  };
}

function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

/** Aborts a call that has been silent for too long, with one timer however many events come. */
class StallWatch {
  readonly #controller = new AbortController();
  readonly #timeout_ms: number;
  readonly signal: AbortSignal;
  stalled = false;
  #heard = true;
  #timer: ReturnType<typeof setTimeout>;

  constructor(outer: AbortSignal, timeout_ms: number) {
    this.#timeout_ms = timeout_ms;
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
    this.#timer = setTimeout(() => this.#check(), timeout_ms);
  }

  heard(): void {
    this.#heard = true;
  }

  #check(): void {
    if (this.#heard) {
      this.#heard = false;
      this.#timer = setTimeout(() => this.#check(), this.#timeout_ms);
      return;
    }
    this.stalled = true;
    this.#controller.abort();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** Folds the stream's raw events into blocks that equal what the API would have sent whole. */
class Answer {
  readonly #onPiece: ModelCall["onPiece"];
  readonly #blocks: ModelBlock[] = [];
  readonly #json = new Map<number, string>();
  #model = "";
  #usage: ModelUsage = NO_USAGE;
  #stop_reason: string | null = null;
  #stop_details: StopDetails = null;
  #complete = false;

  constructor(onPiece: ModelCall["onPiece"]) {
    this.#onPiece = onPiece;
  }

  take(event: RawMessageStreamEvent): void {
    switch (event.type) {
      case "message_start":
        this.#model = event.message.model;
        this.#count(event.message.usage);
        return;
      case "content_block_start": {
        const block = { ...event.content_block } as ModelBlock;
        this.#blocks[event.index] = block;
        if (block.type === "text" || block.type === "thinking") {
          this.#onPiece({ index: event.index, type: block.type, text: "", started: true });
        }
        return;
      }
      case "content_block_delta":
        this.#grow(event.index, event.delta);
        return;
      case "content_block_stop": {
        const block = this.#blocks[event.index];
        const json = this.#json.get(event.index);
        if (block !== undefined && json !== undefined) block.input = parsed(json);
        // Half a surrogate pair would be refused when it is sent back, and with it every later call.
        if (typeof block?.text === "string") block.text = block.text.toWellFormed();
        return;
      }
      case "message_delta":
        this.#stop_reason = event.delta.stop_reason;
        this.#stop_details = (event.delta.stop_details ?? null) as StopDetails;
        this.#count(event.usage);
        return;
      case "message_stop":
        this.#complete = true;
        return;
      default:
        // The API may add event types; those that Ledge does not know carry no content.
        return;
    }
  }

  #grow(index: number, delta: RawContentBlockDelta): void {
    const block = this.#blocks[index];
    if (block === undefined) return;
    switch (delta.type) {
      case "text_delta":
        block.text = `${block.text}${delta.text}`;
        this.#onPiece({ index, type: "text", text: delta.text, started: false });
        return;
      case "thinking_delta":
        block.thinking = `${block.thinking}${delta.thinking}`;
        this.#onPiece({ index, type: "thinking", text: delta.thinking, started: false });
        return;
      case "signature_delta":
        block.signature = delta.signature;
        return;
      case "input_json_delta":
        this.#json.set(index, `${this.#json.get(index) ?? ""}${delta.partial_json}`);
        return;
      case "citations_delta":
        block.citations = [...((block.citations as unknown[] | null) ?? []), delta.citation];
        return;
      default:
        return;
    }
  }

  /** Counts are cumulative: a later one replaces an earlier one, and null says nothing new. */
  #count(usage: Usage | MessageDeltaUsage): void {
    const before = this.#usage;
    this.#usage = {
      input_tokens: usage.input_tokens ?? before.input_tokens,
      output_tokens: usage.output_tokens ?? before.output_tokens,
      cache_creation_input_tokens:
        usage.cache_creation_input_tokens ?? before.cache_creation_input_tokens,
      cache_read_input_tokens: usage.cache_read_input_tokens ?? before.cache_read_input_tokens,
    };
  }

  text(): ReadonlyMap<number, string> {
    return new Map(
      this.#blocks.flatMap((block, index) =>
        block?.type === "text" && block.text !== "" ? [[index, String(block.text)]] : [],
      ),
    );
  }

  finish(): ModelAnswer {
    if (!this.#complete) {
      return { kind: "failed", failure: lost("the model's stream ended before its message did") };
    }
    // A tool call that a limit cut off was never wholly asked for, whatever its input looks like.
    const cut = ["max_tokens", "model_context_window_exceeded"].includes(this.#stop_reason ?? "");
    if (cut && this.#blocks.at(-1)?.type === "tool_use") {
      this.#blocks.pop();
    }
    if (this.#blocks.some((block) => block.type === "tool_use" && !isObject(block.input))) {
      return {
        kind: "failed",
        failure: lost("the model sent a tool call whose input is no JSON, or nested too deep"),
      };
    }
    return {
      kind: "answer",
      model: this.#model,
      // The API refuses an empty text block when it is sent back.
      blocks: this.#blocks.filter((block) => block.type !== "text" || block.text !== ""),
      usage: this.#usage,
      stop_reason: this.#stop_reason,
      stop_details: this.#stop_details,
    };
  }
}

/** The input of a tool call; null when it is not whole, or too deep for what reads the log. */
function parsed(json: string): unknown {
  try {
    return foreignJson(json || "{}");
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function lost(message: string): ModelFailure {
  return { type: "model_request_failed_error", message, retryable: true, retry_after_ms: null };
}

function stalled(timeout_ms: number): ModelFailure {
  return lost(`the model sent nothing for ${timeout_ms / 1000} s, so the call was cut off`);
}

/** How the API words a prompt that does not fit; the error's type says only that it is invalid. */
const TOO_LONG = /prompt is too long|exceeds? (?:the )?(?:model's )?(?:context|maximum)/i;

/** Classifies what the SDK threw. See the API's error page for the types and statuses. */
function failureOf(error: unknown): ModelFailure {
  if (error instanceof APIConnectionTimeoutError)
    return lost("the model API did not answer in time");
  if (!(error instanceof APIError) || error instanceof APIUserAbortError) {
    return lost("the connection to the model API was lost");
  }
  const message = apiMessage(error);
  const retry_after_ms = retryAfter(error);
  const type = error.type;
  if (type === "overloaded_error" || error.status === 529) {
    return { type: "model_overloaded_error", message, retryable: true, retry_after_ms };
  }
  if (error.status === 429) {
    return { type: "model_rate_limited_error", message, retryable: true, retry_after_ms };
  }
  if (error.status === 402 || type === "billing_error") {
    return { type: "billing_error", message, retryable: false, retry_after_ms: null };
  }
  const status = error.status;
  const retryable = status === undefined || status === 408 || status === 409 || status >= 500;
  if (status === 413 || (status === 400 && TOO_LONG.test(message))) {
    return { type: "context_overflow_error", message, retryable: false, retry_after_ms: null };
  }
  const advice =
    status === 401 || status === 403 ? " (check ANTHROPIC_API_KEY and what it may do)" : "";
  return {
    type: "model_request_failed_error",
    message: `${message}${advice}`,
    retryable,
    retry_after_ms,
  };
}

/** The API's own sentence, without the JSON around it. */
function apiMessage(error: APIError): string {
  const body = error.error as { error?: { message?: unknown } } | undefined;
  const message = body?.error?.message;
  const prefix = error.status === undefined ? "model API" : `model API ${error.status}`;
  return typeof message === "string" ? `${prefix}: ${message}` : `${prefix}: ${error.name}`;
}

function retryAfter(error: APIError): number | null {
  const seconds = Number(error.headers?.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
