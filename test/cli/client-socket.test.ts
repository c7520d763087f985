// The client's WebSocket against sockets that close after every event. The socket is the test's
// own, given to the client as its platform's; the tickets come from a real server.
import { afterEach, beforeEach, expect, it } from "vitest";
import type { WebSocketLike } from "../../src/client/socket.ts";
import { createClient, LedgeApiError } from "../../src/client.ts";
import type { InputEvent } from "../../src/contract/event.ts";
import { type LogServer, logOf, serve } from "./log-server.ts";

let server: LogServer;
let tickets = 0;
beforeEach(async () => {
  tickets = 0;
  server = await serve([], (_request, response) => {
    tickets += 1;
    response.end(`{"ticket":"t${tickets}","expires_at":"2026-11-20T08:00:00.000Z"}`);
  });
});
afterEach(() => server.stop());

const SESSION = "sesn_00000000000000000000000000000001";
const MESSAGE: InputEvent = { type: "user.message", content: [{ type: "text", text: "hi" }] };

type Sent = { type: string; ref: string; idempotency_key: string };

interface Side {
  /** What the other side says over this socket. */
  say(frame: object): void;
  close(): void;
}

/** A WebSocket class whose other side is `service`: called when it opens and with what is sent. */
function socketClass(service: {
  opened: (side: Side, query: URLSearchParams) => void;
  received?: (side: Side, frame: Sent) => void;
}) {
  return class implements WebSocketLike {
    readonly #listeners = new Map<string, ((event: object) => void)[]>();
    #isOpen = true;
    readonly #side: Side = {
      say: (frame) => this.#emit("message", { data: JSON.stringify(frame) }),
      close: () => this.close(),
    };

    constructor(url: string) {
      queueMicrotask(() => {
        this.#emit("open", {});
        service.opened(this.#side, new URL(url).searchParams);
      });
    }

    #emit(type: string, event: object): void {
      for (const listener of this.#listeners.get(type) ?? []) listener(event);
    }

    addEventListener(type: string, listener: (event: object) => void): void {
      this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
    }

    send(text: string): void {
      if (this.#isOpen) service.received?.(this.#side, JSON.parse(text) as Sent);
    }

    close(): void {
      if (!this.#isOpen) return;
      this.#isOpen = false;
      this.#emit("close", {});
    }
  };
}

const snapshot = (as_of: number) => ({
  ...{ type: "stream.snapshot", as_of, status: "active" },
  ...{ last_stop_reason: null, open_permissions: [] },
});

function connectBy(WebSocket: ReturnType<typeof socketClass>, after: number) {
  return createClient({ baseUrl: server.url, token: "t", WebSocket }).connect(SESSION, { after });
}

it("[CLIENT-16] a WebSocket that closes after every event gives every event once, each with a new ticket", async () => {
  const asked: string[] = [];
  const WebSocket = socketClass({
    opened: (side, query) => {
      asked.push(`${query.get("ticket")}@${query.get("after")}`);
      side.say(snapshot(10));
      const next = logOf(10)[Number(query.get("after"))];
      if (next !== undefined) side.say(next);
      side.close();
    },
  });
  const seen: number[] = [];
  for await (const frame of connectBy(WebSocket, 0)) {
    if ("seq" in frame) seen.push(frame.seq);
    if (seen.length === 10) break;
  }
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(asked).toEqual(seen.map((seq) => `t${seq}@${seq - 1}`));
});

it("[CLIENT-17] an input without a receipt is sent again after a break, under the same key", async () => {
  const keys: string[] = [];
  const WebSocket = socketClass({
    opened: (side) => side.say(snapshot(0)),
    received: (side, { ref, idempotency_key }) => {
      keys.push(idempotency_key);
      if (keys.length < 3) side.close();
      else side.say({ type: "ack", ref, seq: 1, message_id: "msg_1", receipt: "started" });
    },
  });
  const connection = connectBy(WebSocket, 0);
  const receipt = connection.send(MESSAGE);
  const reading = (async () => {
    for await (const frame of connection) expect(frame.type).toBe("stream.snapshot");
  })();
  expect(await receipt).toMatchObject({ seq: 1, receipt: "started" });
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  connection.close();
  await reading;
});

it("[CLIENT-18] a refused input rejects with the service's words, and others are not touched", async () => {
  const WebSocket = socketClass({
    opened: (side) => side.say(snapshot(0)),
    received: (side, { ref, type }) => {
      if (type === "user.interrupt") side.say({ type: "ack", ref, seq: 2 });
      else side.say({ type: "error", ref, error: { type: "conflict_error", message: "over" } });
    },
  });
  const connection = connectBy(WebSocket, 0);
  const refused = connection.send(MESSAGE).catch((error: unknown) => error);
  const taken = connection.send({ type: "user.interrupt" });
  const reading = (async () => {
    for await (const frame of connection) expect(frame.type).toBe("stream.snapshot");
  })();
  expect(await refused).toBeInstanceOf(LedgeApiError);
  expect(await refused).toMatchObject({ type: "conflict_error", message: "over" });
  expect(await taken).toMatchObject({ seq: 2 });
  connection.close();
  await reading;
});

it("[CLIENT-19] closing a connection rejects what was not received, and ends the iteration", async () => {
  const connection = connectBy(socketClass({ opened: (side) => side.say(snapshot(0)) }), 0);
  const sending = connection.send(MESSAGE).catch((error: unknown) => error);
  for await (const frame of connection) {
    expect(frame.type).toBe("stream.snapshot");
    connection.close();
  }
  expect(await sending).toMatchObject({ message: "the connection was closed" });
});

it("[STREAM-18] the client sends a mark back once what came before it has been taken", async () => {
  const marks: [number, unknown][] = [];
  let taken = 0;
  const WebSocket = socketClass({
    opened: (side, query) => {
      expect(query.get("confirm")).toBe("true");
      side.say(snapshot(4));
      for (const event of logOf(4)) {
        side.say(event);
        side.say({ type: "stream.mark", at: event.seq * 100 });
      }
    },
    received: (_side, frame) => marks.push([taken, frame]),
  });
  for await (const frame of connectBy(WebSocket, 0)) {
    if (!("seq" in frame)) continue;
    expect(marks).toHaveLength(taken);
    await new Promise((resolve) => setImmediate(resolve));
    expect(marks).toHaveLength(taken);
    taken += 1;
    if (frame.seq === 4) break;
  }
  expect(marks).toEqual([1, 2, 3].map((seq) => [seq, { type: "stream.mark", at: seq * 100 }]));
});
