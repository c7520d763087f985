// The session's stream over WebSocket, where the client may speak too: an input is sent again over
// each new connection until its receipt has come, under one idempotency key, so that it counts
// once.
import type { ErrorDetails, ErrorType } from "../contract/errors.ts";
import type { InputEvent } from "../contract/event.ts";
import { STREAM_HEARTBEAT_MS } from "../contract/limits.ts";
import type { AckFrame, MarkFrame } from "../contract/stream.ts";
import { type HttpOptions, LedgeApiError, urlOf } from "./http.ts";
import {
  type Frame,
  follow,
  frameOf,
  isStreamFrame,
  type Open,
  type StreamFrame,
  type StreamOptions,
  silenceWatchdog,
} from "./stream.ts";

/** What is asked of a WebSocket; the platforms' own classes fit. */
export interface WebSocketLike {
  send(data: string): void;
  close(): void;
  addEventListener(
    type: "open" | "message" | "close" | "error",
    listener: (event: object) => void,
  ): void;
}
export type WebSocketConstructor = new (url: string) => WebSocketLike;

/**
 * A live conversation over WebSocket: iterate it for frames; while it is iterated, inputs go out.
 * Leaving the iteration closes it.
 */
export interface Connection extends AsyncIterable<StreamFrame> {
  /**
   * Sends one input and resolves with the service's receipt. Sent again after a broken connection
   * with the same idempotency key, so that it counts once. Rejects with LedgeApiError when refused,
   * and when the connection is closed first.
   */
  send(input: InputEvent): Promise<AckFrame>;
  close(): void;
}

interface Outgoing {
  text: string;
  resolve: (ack: AckFrame) => void;
  reject: (error: unknown) => void;
}

/** Inputs that no receipt has come for yet, by their `ref`, in the order they were sent. */
type Outbox = Map<string, Outgoing>;

/**
 * Connects over WebSocket; `issueTicket` authorizes each connection, since browsers send no
 * headers.
 */
export function connectSocket(
  http: HttpOptions & { WebSocket: WebSocketConstructor },
  path: string,
  issueTicket: (signal: AbortSignal) => Promise<string>,
  options: StreamOptions,
): Connection {
  const closing = new AbortController();
  const outbox: Outbox = new Map();
  let speak: ((text: string) => void) | null = null;
  const open: Open = async function* (cursor, signal) {
    const ticket = await issueTicket(signal);
    const query = { after: cursor, partial: options.partial, confirm: true, ticket };
    const socket = new http.WebSocket(urlOf(http, { path, query }).replace(/^http/, "ws"));
    try {
      yield* socketFrames(socket, outbox, signal, (isOpen) => {
        speak = isOpen ? (text) => socket.send(text) : null;
      });
    } finally {
      socket.close();
    }
  };
  const close = () => {
    closing.abort();
    for (const { reject } of outbox.values()) reject(new Error("the connection was closed"));
    outbox.clear();
  };
  if (options.signal?.aborted) close();
  options.signal?.addEventListener("abort", close, { once: true });
  return {
    async *[Symbol.asyncIterator]() {
      try {
        yield* follow(open, { ...options, signal: closing.signal }, http.baseUrl);
      } finally {
        close();
      }
    },
    send: (input) =>
      new Promise((resolve, reject) => {
        if (closing.signal.aborted) throw new Error("the connection was closed");
        const ref = crypto.randomUUID();
        const text = JSON.stringify({ ...input, ref, idempotency_key: ref });
        outbox.set(ref, { text, resolve, reject });
        speak?.(text);
      }),
    close,
  };
}

/**
 * The frames of one socket. Whatever the outbox holds is sent as soon as it is open; `onState` is
 * told when something can be sent and when no longer.
 */
async function* socketFrames(
  socket: WebSocketLike,
  outbox: Outbox,
  signal: AbortSignal,
  onState: (isOpen: boolean) => void,
): AsyncGenerator<StreamFrame, void, undefined> {
  const frames: (StreamFrame | MarkFrame)[] = [];
  let isClosed = false;
  let wake = () => {};
  let stopPings = () => {};
  const end = () => {
    isClosed = true;
    onState(false);
    stopPings();
    wake();
  };
  const watchdog = silenceWatchdog(end);
  socket.addEventListener("open", () => {
    if (isClosed) return;
    // The pong comes without waking the session's object.
    const pings = setInterval(() => socket.send('{"type":"ping"}'), STREAM_HEARTBEAT_MS);
    stopPings = () => clearInterval(pings);
    onState(true);
    for (const { text } of outbox.values()) socket.send(text);
  });
  socket.addEventListener("message", (event) => {
    watchdog.reset();
    try {
      const frame = "data" in event ? frameOf(event.data) : null;
      if (frame === null) return;
      if (isStreamFrame(frame) || isMark(frame)) frames.push(frame);
      else settle(outbox, frame);
      wake();
    } catch {
      // Who sends what is no JSON is not the service, or is broken: come back to it.
      end();
    }
  });
  socket.addEventListener("close", end);
  socket.addEventListener("error", end);
  signal.addEventListener("abort", end, { once: true });
  try {
    while (!isClosed || frames.length > 0) {
      for (const frame of frames.splice(0)) {
        // A mark goes back once all before it was taken, so that who iterates slowly is waited for.
        if (frame.type !== "stream.mark") yield frame;
        else if (!isClosed) socket.send(JSON.stringify(frame));
      }
      if (isClosed || frames.length > 0) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    stopPings();
    watchdog.stop();
    signal.removeEventListener("abort", end);
  }
}

function isMark(frame: Frame): frame is MarkFrame {
  return frame.type === "stream.mark";
}

/** Settles the input that a receipt or a refusal is about. */
function settle(outbox: Outbox, frame: Frame): void {
  if (typeof frame.ref !== "string") return;
  const outgoing = outbox.get(frame.ref);
  if (outgoing === undefined) return;
  if (frame.type === "ack") {
    outbox.delete(frame.ref);
    outgoing.resolve(frame as AckFrame);
  } else if (frame.type === "error") {
    outbox.delete(frame.ref);
    const { error } = frame as unknown as {
      error: { type: ErrorType; message: string; details?: ErrorDetails };
    };
    const details = error.details ?? null;
    outgoing.reject(new LedgeApiError(0, error.type, error.message, { details }));
  }
}
