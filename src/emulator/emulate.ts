// The offline Messages API: one function from a web request to a web response, strict and
// stateless. It runs inside the Worker and on Node; its answer is a function of the request alone.
import { OFFLINE_BODY_BYTES_MAX } from "../contract/limits.ts";
import { fitAnswer } from "./answer.ts";
import { streamBody } from "./body.ts";
import { readConversation } from "./conversation.ts";
import { type Failure, failureResponse, invalid, NOT_FOUND } from "./failure.ts";
import { hashHex } from "./hash.ts";
import { modelList } from "./models.ts";
import { type InputUsage, inputUsage, measurePrompt, totalTokens } from "./prompt-size.ts";
import type { MessagesRequest } from "./request.ts";
import { play } from "./scenario.ts";
import { refusalOf } from "./validate.ts";
import { framesOf, messageOf } from "./wire.ts";

const MESSAGES = "POST /v1/messages";
const COUNT_TOKENS = "POST /v1/messages/count_tokens";
const MODELS = "GET /v1/models";

/** What an accepted request is answered from. */
interface Call {
  readonly request: MessagesRequest;
  readonly request_id: string;
  readonly input: InputUsage;
  /** Hash of the body: message and tool ids are made of it. */
  readonly seed: string;
  readonly retry_count: number;
  readonly signal: AbortSignal;
}

/**
 * Answers `POST /v1/messages`, `POST /v1/messages/count_tokens` and `GET /v1/models` like the real
 * API, and everything else with 404. Never throws for what a client sent. A streamed body errors
 * when `request.signal` aborts.
 */
export async function emulate(request: Request): Promise<Response> {
  const { headers, signal } = request;
  const url = new URL(request.url);
  const route = `${request.method} ${url.pathname}`;
  const retry_count = Number(headers.get("x-stainless-retry-count") ?? 0);
  const body = checkHeaders(route, headers) ?? (await readBody(request));
  const seed = hashHex(typeof body === "string" ? body : "");
  const request_id = `req_offline_${hashHex(`${route} ${retry_count} ${seed}`)}`;
  if (typeof body !== "string") return failureResponse(body, request_id);
  if (route === MODELS) return jsonResponse(modelList(), request_id);

  const parsed = parseJson(body);
  if (parsed.failure !== null) return failureResponse(parsed.failure, request_id);
  const counting = route === COUNT_TOKENS;
  const beta = headers.has("anthropic-beta") || url.searchParams.has("beta");
  const refusal = refusalOf(parsed.value, { counting, beta });
  if (refusal !== null) return failureResponse(refusal, request_id);

  // What passed the refusals has this type: they check every field that is read from here on.
  const accepted = parsed.value as MessagesRequest;
  const input = inputUsage(measurePrompt(accepted));
  if (counting) return jsonResponse({ input_tokens: totalTokens(input) }, request_id);
  return answerCall({ request: accepted, request_id, input, seed, retry_count, signal });
}

function answerCall({ request, request_id, input, seed, retry_count, signal }: Call): Response {
  const outcome = play(readConversation(request, retry_count, totalTokens(input)));
  if (outcome.kind === "failure") return failureResponse(outcome, request_id);
  const answer = fitAnswer(outcome, request.max_tokens ?? 1);
  const reply = { seed, model: request.model, input, answer };
  const { delay_ms, ending } = answer;
  if (request.stream === true) {
    const stream = streamBody(framesOf(reply), { delay_ms, ending, request_id, signal });
    return new Response(stream, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-cache",
        "request-id": request_id,
      },
    });
  }
  if (ending === null) return jsonResponse(messageOf(reply), request_id);
  // A plain response has no middle: an error takes its place, a cut or stall comes before any byte.
  if (ending.kind === "error") return failureResponse(ending.failure, request_id);
  const delivery = { delay_ms, ending: { ...ending, after_deltas: 0 }, request_id, signal };
  return new Response(streamBody([].values(), delivery), {
    headers: { "content-type": "application/json", "request-id": request_id },
  });
}

function checkHeaders(route: string, headers: Headers): Failure | null {
  if (route !== MESSAGES && route !== COUNT_TOKENS && route !== MODELS) return NOT_FOUND;
  const bearer = headers.get("authorization")?.replace(/^Bearer\s+/i, "");
  if (!headers.get("x-api-key") && !bearer) {
    const message = "x-api-key header is required";
    return { kind: "failure", status: 401, type: "authentication_error", message };
  }
  if (!headers.get("anthropic-version")) {
    return invalid("anthropic-version: header is required");
  }
  return Number(headers.get("content-length") ?? 0) > OFFLINE_BODY_BYTES_MAX ? tooLarge() : null;
}

async function readBody(request: Request): Promise<string | Failure> {
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > OFFLINE_BODY_BYTES_MAX) return tooLarge();
  return new TextDecoder().decode(bytes);
}

function tooLarge(): Failure {
  const message = "Request exceeds the maximum size";
  return { kind: "failure", status: 413, type: "request_too_large", message };
}

function parseJson(text: string): { value: unknown; failure: Failure | null } {
  try {
    const value: unknown = JSON.parse(text);
    // Half a surrogate pair travels as an escape; the real API's parser does not take it.
    if (!/\\ud[89a-f]/i.test(text) || isWellFormed(value)) return { value, failure: null };
    return { value, failure: notJson("no low surrogate in string") };
  } catch (error) {
    return {
      value: null,
      failure: notJson(error instanceof Error ? error.message : String(error)),
    };
  }
}

function notJson(reason: string): Failure {
  return invalid(`The request body is not valid JSON: ${reason}`);
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(isWellFormed);
}

function jsonResponse(value: unknown, request_id: string): Response {
  return Response.json(value, { headers: { "request-id": request_id } });
}
