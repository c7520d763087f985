// A stream endpoint on loopback that holds a short log and breaks its connections as it is told to:
// the client's side of the reconnect rule can be tested against every cut there is.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { SessionEvent } from "../../src/contract/event.ts";

/** A log of `count` events, of a kind that needs nothing else. */
export function logOf(count: number): SessionEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    type: "user.interrupt",
    seq: index + 1,
    id: `sevt_${index + 1}`,
    created_at: "2026-11-20T08:00:00.000Z",
  }));
}

export function snapshotText(as_of: number, status = "active"): string {
  const snapshot = {
    ...{ type: "stream.snapshot", as_of, status },
    ...{ last_stop_reason: null, open_permissions: [] },
  };
  return `event: stream.snapshot\ndata: ${JSON.stringify(snapshot)}\n\n`;
}

export function eventText(event: SessionEvent): string {
  return `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** What a connection that asks for what comes after `after` is sent, and how it ends. */
export interface Script {
  text: string;
  end: "close" | "break" | "stay";
}

export interface LogServer {
  url: string;
  /** The `after` of every connection so far; null where none was given. */
  connections: (number | null)[];
  stop(): Promise<void>;
}

/** Serves streams by `script`, which is asked at every connection. */
export async function serveLog(
  script: (after: number | null, connection: number) => Script,
): Promise<LogServer> {
  const connections: (number | null)[] = [];
  return await serve(connections, (request, response) => {
    const after = new URL(request.url ?? "", "http://x").searchParams.get("after");
    connections.push(after === null ? null : Number(after));
    const { text, end } = script(after === null ? null : Number(after), connections.length);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
    response.write(text, () => {
      if (end === "close") response.end();
      // A reset makes the other side forget what it has not read yet: give it time to.
      if (end === "break") setTimeout(() => response.destroy(), 5);
    });
  });
}

/** Serves with `handle` on a free port of loopback. */
export async function serve(
  connections: (number | null)[],
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<LogServer> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    connections,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A random source that a seed repeats: mulberry32, in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
