// Readers of a session's stream for tests: SSE and WebSocket, each as a list of frames that can be
// waited for. A reader always says when it leaves.
import { env } from "cloudflare:workers";
import { createParser } from "eventsource-parser";
import { openStream } from "../../src/session/stub.ts";
import type { TestSession } from "./session.ts";

export interface Frame {
  type: string;
  seq?: number;
  [field: string]: unknown;
}

export interface Reader {
  frames: Frame[];
  /** Resolves with all frames once one fits; rejects when the stream ends before. */
  until(fits: (frame: Frame) => boolean): Promise<Frame[]>;
  leave(): void;
}

function collector() {
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  let over = false;
  const check = () => {
    for (const one of waiting) one();
  };
  return {
    frames,
    take(frame: Frame) {
      frames.push(frame);
      check();
    },
    end() {
      over = true;
      check();
    },
    until: (fits: (frame: Frame) => boolean) =>
      new Promise<Frame[]>((resolve, reject) => {
        const one = () => {
          if (frames.some(fits)) resolve(frames);
          else if (over) reject(new Error(`ended after ${frames.map((frame) => frame.type)}`));
          else return;
          waiting.delete(one);
        };
        waiting.add(one);
        one();
      }),
  };
}

/** Follows by SSE. `query` is the stream's own, such as `after=3&partial=true`. */
export async function followSse(
  session: TestSession,
  query = "",
  headers: Record<string, string> = {},
): Promise<Reader> {
  const controller = new AbortController();
  const request = new Request(`https://ledge.test/stream?${query}`, {
    headers,
    signal: controller.signal,
  });
  const response = await openStream(env, session.id, session.owner, request);
  const { frames, take, end, until } = collector();
  const parser = createParser({ onEvent: (event) => take(JSON.parse(event.data) as Frame) });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  void (async () => {
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        parser.feed(decoder.decode(value, { stream: true }));
      }
    } catch {
      // The reader left.
    }
    end();
  })();
  return {
    frames,
    until,
    leave: () => {
      controller.abort();
      void reader.cancel().catch(() => undefined);
    },
  };
}

/** Follows by WebSocket; `socket` is for sending. */
export async function followSocket(
  session: TestSession,
  query = "",
): Promise<Reader & { socket: WebSocket }> {
  const request = new Request(`https://ledge.test/stream?${query}`, {
    headers: { upgrade: "websocket" },
  });
  const response = await openStream(env, session.id, session.owner, request);
  const socket = response.webSocket;
  if (socket === null) throw new Error(`no socket: ${response.status}`);
  const { frames, take, end, until } = collector();
  socket.addEventListener("message", (event) => take(JSON.parse(event.data as string) as Frame));
  socket.addEventListener("close", end);
  socket.accept();
  return { frames, until, socket, leave: () => socket.close(1000) };
}

export const isIdle = (frame: Frame) => frame.type === "session.status_idle";
export const seqs = (frames: readonly Frame[]) =>
  frames.flatMap((frame) => (frame.seq === undefined ? [] : [frame.seq]));
