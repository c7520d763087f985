// The client's streams against connections that break at every place they can break.
import { afterEach, describe, expect, it } from "vitest";
import { reconnectDelay } from "../../src/client/stream.ts";
import { createClient, LedgeApiError, type StreamFrame } from "../../src/client.ts";
import {
  eventText,
  type LogServer,
  logOf,
  type Script,
  seededRandom,
  serve,
  serveLog,
  snapshotText,
} from "./log-server.ts";

let server: LogServer;
afterEach(() => server.stop());

const SESSION = "sesn_00000000000000000000000000000001";

/** The seqs that a client gets until it has the last one, or the stream ends. */
async function seqsSeen(last: number, after?: number): Promise<number[]> {
  const seen: number[] = [];
  const client = createClient({ baseUrl: server.url, token: "t" });
  const options = after === undefined ? {} : { after };
  for await (const frame of client.streamEvents(SESSION, options)) {
    if (!("seq" in frame)) continue;
    seen.push(frame.seq);
    if (frame.seq >= last) break;
  }
  return seen;
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

describe("over Server-Sent Events", () => {
  it.each(["close", "break"] as const)(
    "[CLIENT-1] a stream whose connection ends (%s) after every event gives every event once",
    async (end) => {
      const log = logOf(25);
      server = await serveLog((after) => {
        const next = log.find((event) => event.seq > (after ?? log.length));
        const text = snapshotText(log.length) + (next === undefined ? "" : eventText(next));
        return { text, end };
      });
      expect(await seqsSeen(25, 0)).toEqual(upTo(25));
      expect(server.connections).toEqual([0, ...upTo(24)]);
    },
  );

  it("[CLIENT-2] wherever the bytes are cut, no event is missed, doubled or out of order", async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = seededRandom(seed);
      const log = logOf(12);
      server = await serveLog((after): Script => {
        // The service may even start early: what the client has already must not come out again.
        const known = (after ?? 0) - Math.floor(random() * 3);
        const old = log.slice(Math.max(0, known), after ?? 0).map(eventText);
        const rest = log
          .slice(after ?? 0)
          .map(eventText)
          .join("");
        const cut = Math.floor(random() * (rest.length + 200));
        const text = snapshotText(12) + old.join("") + rest.slice(0, cut);
        return { text, end: random() < 0.5 ? "close" : "break" };
      });
      expect(await seqsSeen(12, 0), `seed ${seed}`).toEqual(upTo(12));
      await server.stop();
    }
  });

  it("[CLIENT-3] without a cursor a stream goes on from where its first snapshot stood", async () => {
    const log = logOf(6);
    server = await serveLog((after, connection) => {
      if (connection === 1) return { text: snapshotText(4), end: "break" };
      return {
        text:
          snapshotText(6) +
          log
            .slice(after ?? 6)
            .map(eventText)
            .join(""),
        end: "stay",
      };
    });
    expect(await seqsSeen(6)).toEqual([5, 6]);
    expect(server.connections).toEqual([null, 4]);
  });

  it("[CLIENT-4] a gap in the events counts as a broken connection and is filled by the next", async () => {
    const [first, , third] = logOf(3).map(eventText);
    server = await serveLog((after, connection) => ({
      text:
        connection === 1
          ? `${snapshotText(3)}${first}${third}`
          : snapshotText(3) +
            logOf(3)
              .slice(after ?? 0)
              .map(eventText)
              .join(""),
      end: "stay",
    }));
    expect(await seqsSeen(3, 0)).toEqual([1, 2, 3]);
    expect(server.connections).toEqual([0, 1]);
  });

  it("[CLIENT-5] a stream ends by itself only when the log is over and has been given whole", async () => {
    server = await serveLog((after) => ({
      text:
        snapshotText(3, "terminated") +
        logOf(3)
          .slice(after ?? 0, (after ?? 0) + 2)
          .map(eventText)
          .join(""),
      end: "close",
    }));
    expect(await seqsSeen(99, 0)).toEqual([1, 2, 3]);
  });

  it("[CLIENT-6] a refusal ends the stream at once, with the service's words", async () => {
    server = await serve([], (_request, response) => {
      server.connections.push(0);
      response.writeHead(404, { "request-id": "req_1" });
      response.end(
        '{"type":"error","error":{"type":"not_found_error","message":"no such session"}}',
      );
    });
    const refusal = await seqsSeen(1, 0).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(LedgeApiError);
    expect(refusal).toMatchObject({ status: 404, type: "not_found_error", request_id: "req_1" });
    expect(server.connections).toHaveLength(1);
  });

  it("[CLIENT-7] a service that is busy for a while is asked again", async () => {
    server = await serve([], (_request, response) => {
      server.connections.push(0);
      if (server.connections.length < 3) {
        response.writeHead(503);
        response.end("{}");
        return;
      }
      response.writeHead(200);
      response.write(snapshotText(1) + logOf(1).map(eventText).join(""));
    });
    expect(await seqsSeen(1, 0)).toEqual([1]);
  });

  it("[CLIENT-8] an aborted stream ends quietly, also while it waits", async () => {
    const leaving = new AbortController();
    server = await serveLog(() => ({ text: snapshotText(0), end: "stay" }));
    const client = createClient({ baseUrl: server.url, token: "t" });
    const frames: StreamFrame[] = [];
    for await (const frame of client.streamEvents(SESSION, { signal: leaving.signal })) {
      frames.push(frame);
      setImmediate(() => leaving.abort());
    }
    expect(frames.map(({ type }) => type)).toEqual(["stream.snapshot"]);
  });
});

it.each([
  [1, 0, 0],
  [1, 0.5, 50],
  [3, 0.5, 200],
  [8, 0.999, 9990],
  [60, 0.999, 9990],
])(
  "[CLIENT-9] try %i at chance %d waits %d ms: longer each time, bounded, never all at once",
  (failures, random, delay_ms) => {
    server = { url: "", connections: [], stop: async () => {} };
    expect(Math.round(reconnectDelay(failures, random))).toBe(delay_ms);
  },
);
