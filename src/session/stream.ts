// Opening a stream, and what a WebSocket client may say on it. Whoever holds a socket was checked
// when it was opened; what it sends goes through the same door as a request.
import { z } from "zod";
import { sha256 } from "../agent/digest.ts";
import type { SessionState } from "../agent/state.ts";
import type { Caller } from "../contract/caller.ts";
import { ERROR_KINDS, LedgeError } from "../contract/errors.ts";
import { type InputEvent, inputEvent } from "../contract/event.ts";
import { IDEMPOTENCY_KEY_CHARS_MAX, JSON_BODY_BYTES_MAX } from "../contract/limits.ts";
import { type AckFrame, markFrame } from "../contract/stream.ts";
import type { SocketAttachment } from "./event-socket.ts";
import type { Hub } from "./hub.ts";
import type { Store } from "./store.ts";
import { CALLER_HEADER, type IdempotencyKey, type Outcome } from "./stub.ts";
import { redeemTicket } from "./ticket.ts";

export interface Streaming {
  readonly store: Store;
  /** The session with its log in place. Throws `not_found` for a caller who may not see it. */
  readable(caller: Caller): Promise<{ hub: Hub; state: SessionState }>;
}

/** Answers a stream request: SSE, or a WebSocket when it is an upgrade. */
export async function openStream(streaming: Streaming, request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const caller = callerOf(streaming.store, request, query);
  const { hub, state } = await streaming.readable(caller);
  const given = query.get("after") ?? request.headers.get("last-event-id");
  const after = given === null ? null : placeOf(given, state);
  const partial = flagOf(query, "partial") ?? state.config.include_partial_messages;
  if (request.headers.get("upgrade")?.toLowerCase() === "websocket") {
    const confirms = flagOf(query, "confirm") ?? false;
    return hub.openSocket({ after, partial, confirms }, caller);
  }
  return hub.openStream({ after, partial }, request.signal);
}

function callerOf(store: Store, request: Request, query: URLSearchParams): Caller {
  const header = request.headers.get(CALLER_HEADER);
  if (header !== null) return JSON.parse(decodeURIComponent(header)) as Caller;
  return redeemTicket(store, query.get("ticket") ?? "");
}

function placeOf(text: string, state: SessionState): number {
  if (/^\d{1,15}$/.test(text) && Number(text) <= state.last_seq) return Number(text);
  throw new LedgeError(
    "invalid_request",
    `after: expected a seq of this session, from 0 to ${state.last_seq}`,
  );
}

function flagOf(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (text === "true" || text === "1") return true;
  if (text === "false" || text === "0") return false;
  throw new LedgeError("invalid_request", `${name}: expected "true" or "false"`);
}

/** What a client adds to an input event on a socket. */
const frameExtras = z.object({
  ref: z.string().max(200).optional(),
  idempotency_key: z.string().min(1).max(IDEMPOTENCY_KEY_CHARS_MAX).optional(),
});

type Post = (
  caller: Caller,
  input: InputEvent,
  idempotency: IdempotencyKey | null,
) => Promise<Outcome<Pick<AckFrame, "seq" | "message_id" | "receipt">>>;

/**
 * Handles one frame from a client and returns the frame that answers it; null for a mark that came
 * back, which is handed to `confirm`. Never throws for bad input.
 */
export async function answerFrame(
  socket: WebSocket,
  message: string | ArrayBuffer,
  { post, confirm }: { post: Post; confirm: (at: number) => void },
): Promise<string | null> {
  let ref: string | null = null;
  try {
    const { caller } = socket.deserializeAttachment() as SocketAttachment;
    const given = frameOf(message);
    const mark = markFrame.safeParse(given);
    if (mark.success) {
      confirm(mark.data.at);
      return null;
    }
    const { extras, input, digest } = parseInput(given);
    ref = extras.ref ?? null;
    if (!caller.scopes.includes("write")) {
      throw new LedgeError("forbidden", "this key lacks the scope write");
    }
    const key = extras.idempotency_key;
    const outcome = await post(caller, input, key === undefined ? null : { key, digest });
    if (outcome.ok) return JSON.stringify({ type: "ack", ref, ...outcome.value });
    throw new LedgeError(outcome.failure.code, outcome.failure.message, outcome.failure.details);
  } catch (error) {
    if (!(error instanceof LedgeError)) throw error;
    const { code, message: text, details } = error;
    const { type } = ERROR_KINDS[code];
    return JSON.stringify({ type: "error", ref, error: { type, message: text, details } });
  }
}

function frameOf(message: string | ArrayBuffer): Record<string, unknown> {
  if (typeof message !== "string") {
    throw new LedgeError("invalid_request", "expected a text frame that holds one JSON object");
  }
  if (message.length > JSON_BODY_BYTES_MAX) {
    throw new LedgeError(
      "too_large",
      `a frame may not be larger than ${JSON_BODY_BYTES_MAX} bytes`,
    );
  }
  return jsonObject(message);
}

function parseInput(given: Record<string, unknown>) {
  const { ref, idempotency_key, ...event } = given;
  const extras = frameExtras.safeParse({ ref, idempotency_key });
  const input = inputEvent.safeParse(event);
  if (!extras.success || !input.success) {
    const issues = [...(extras.error?.issues ?? []), ...(input.error?.issues ?? [])];
    throw new LedgeError("invalid_request", "the frame is not valid", {
      issues: issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })),
    });
  }
  const digest = sha256(JSON.stringify(event));
  return { extras: extras.data, input: input.data, digest };
}

function jsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // Falls through to the one message that fits both.
  }
  throw new LedgeError("invalid_request", "expected a frame that holds one JSON object");
}
