// A session's stream that outlives its connections: it comes back by its cursor, gives every event
// once and in order, and treats a gap like a broken connection. Here with its transport over SSE.
import { createParser } from "eventsource-parser";
import type { SessionEvent } from "../contract/event.ts";
import { STREAM_HEARTBEAT_MS } from "../contract/limits.ts";
import type { PartialFrame, SnapshotFrame } from "../contract/stream.ts";
import {
  errorOf,
  type HttpOptions,
  LedgeApiError,
  pause,
  UnreachableError,
  urlOf,
} from "./http.ts";

export type StreamFrame = SnapshotFrame | PartialFrame | SessionEvent;

export interface StreamOptions {
  /** The last `seq` already known: 0 for the whole log, nothing for "from now on". */
  after?: number;
  /**
   * Ask for partial frames too, or not to get any; without it the session's own setting decides.
   * They are previews: a broken connection loses some, and the next snapshot's draft makes up for
   * it.
   */
  partial?: boolean;
  /** Ends the iteration, quietly. */
  signal?: AbortSignal;
}

/** Opens one connection that begins after `cursor` and yields frames until it breaks or ends. */
export type Open = (cursor: number | undefined, signal: AbortSignal) => AsyncIterable<StreamFrame>;

/** Tries without any progress before a stream or a download is given up: about half a minute. */
export const FAILURES_MAX = 12;
const DELAY_MS = 100;
const DELAY_MS_MAX = 10_000;
const SILENCE_MS_MAX = 3 * STREAM_HEARTBEAT_MS;

/** How long to wait before try number `failures` since the last progress; `random` is in [0, 1). */
export function reconnectDelay(failures: number, random: number): number {
  return random * Math.min(DELAY_MS_MAX, DELAY_MS * 2 ** (failures - 1));
}

/**
 * Follows a session across connections. Each connection opens with a snapshot frame, which is
 * passed on. Ends when `signal` aborts, or when the service ends the stream of a session whose log
 * is over. Throws LedgeApiError when the service refuses, UnreachableError when it stays away.
 */
export async function* follow(
  open: Open,
  options: StreamOptions,
  baseUrl: string,
): AsyncGenerator<StreamFrame, void, undefined> {
  const signal = options.signal ?? new AbortController().signal;
  let cursor = options.after;
  let failures = 0;
  while (!signal.aborted) {
    const opened_ms = Date.now();
    let snapshot: SnapshotFrame | null = null;
    let failure: unknown = null;
    try {
      for await (const frame of open(cursor, signal)) {
        if (frame.type === "stream.snapshot") {
          snapshot = frame;
          cursor ??= frame.as_of;
        } else if ("seq" in frame) {
          if (cursor !== undefined && frame.seq <= cursor) continue;
          if (cursor !== undefined && frame.seq > cursor + 1) {
            throw new Error(`event ${cursor + 1} is missing before ${frame.seq}`);
          }
          cursor = frame.seq;
          failures = 0;
        }
        yield frame;
      }
      if (snapshot !== null && isOver(snapshot, cursor)) return;
    } catch (error) {
      failure = error;
    }
    if (signal.aborted) return;
    if (!mayComeBack(failure)) throw failure;
    // A connection that lasted was a good one, even if nothing happened on it.
    if (Date.now() - opened_ms >= STREAM_HEARTBEAT_MS) failures = 0;
    failures += 1;
    if (failures > FAILURES_MAX) {
      throw failure instanceof LedgeApiError ? failure : new UnreachableError(baseUrl, failure);
    }
    const asked_ms = failure instanceof LedgeApiError ? (failure.retry_after_ms ?? 0) : 0;
    const delay_ms = Math.max(asked_ms, reconnectDelay(failures, Math.random()));
    await pause(delay_ms, signal).catch(() => undefined);
  }
}

function isOver(snapshot: SnapshotFrame, cursor: number | undefined): boolean {
  const isFinal = snapshot.status === "terminated" || snapshot.status === "archived";
  return isFinal && (cursor ?? 0) >= snapshot.as_of;
}

/** Whether a connection that ended with `failure`, or without one, is worth another try. */
export function mayComeBack(failure: unknown): boolean {
  if (!(failure instanceof LedgeApiError)) return true;
  return failure.status === 408 || failure.status === 429 || failure.status >= 500;
}

/** Connections over Server-Sent Events. */
export function openSse(http: HttpOptions, path: string, partial: boolean | undefined): Open {
  return async function* (cursor, signal) {
    const connection = new AbortController();
    const leave = () => connection.abort(signal.reason);
    signal.addEventListener("abort", leave, { once: true });
    const watchdog = silenceWatchdog(() => connection.abort(new Error("the stream fell silent")));
    try {
      const send = http.fetch ?? fetch;
      const response = await send(urlOf(http, { path, query: { after: cursor, partial } }), {
        headers: { authorization: `Bearer ${http.token}`, accept: "text/event-stream" },
        signal: connection.signal,
      });
      if (!response.ok) throw await errorOf(response);
      if (response.body === null) throw new Error("the stream has no body");
      const frames: StreamFrame[] = [];
      const parser = createParser({
        onEvent: ({ data }) => {
          const frame = frameOf(data);
          if (frame !== null && isStreamFrame(frame)) frames.push(frame);
        },
      });
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        watchdog.reset();
        parser.feed(decoder.decode(value, { stream: true }));
        yield* frames.splice(0);
      }
    } finally {
      watchdog.stop();
      signal.removeEventListener("abort", leave);
      connection.abort();
    }
  };
}

export interface Frame {
  type: string;
  seq?: unknown;
  ref?: unknown;
}

/** Reads one frame; null for what is none. Throws SyntaxError when it is no JSON. */
export function frameOf(data: unknown): Frame | null {
  const frame: unknown = JSON.parse(String(data));
  const isFrame = typeof frame === "object" && frame !== null && "type" in frame;
  return isFrame ? (frame as Frame) : null;
}

/**
 * Whether a frame is one that a reader gets; what is unknown and has no seq is of a newer service.
 */
export function isStreamFrame(frame: Frame): frame is StreamFrame {
  if (["stream.snapshot", "event_start", "event_delta"].includes(frame.type)) return true;
  return typeof frame.seq === "number" && frame.type !== "ack";
}

/** Calls `onSilence` once nothing was heard for three heartbeats: the other side is gone. */
export function silenceWatchdog(onSilence: () => void): { reset(): void; stop(): void } {
  let timer = setTimeout(onSilence, SILENCE_MS_MAX);
  return {
    reset: () => {
      clearTimeout(timer);
      timer = setTimeout(onSilence, SILENCE_MS_MAX);
    },
    stop: () => clearTimeout(timer),
  };
}
