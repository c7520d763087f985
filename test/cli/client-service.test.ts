// The client against a real service: whoever loses the connection after every single event sees
// what somebody sees who never left, over SSE and over WebSocket.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Service, startService } from "../../scripts/service.ts";
import { localSettings } from "../../scripts/settings.ts";
import { type Client, createClient, type StreamFrame } from "../../src/client.ts";
import type { SessionEvent } from "../../src/contract/event.ts";

let state: string;
let service: Service;
let client: Client;

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), "ledge-client-"));
  service = await startService({ settings: localSettings({}, ""), persist_to: state });
  client = createClient({ baseUrl: service.url, token: service.admin_key });
});
afterAll(async () => {
  await service?.stop();
  rmSync(state, { recursive: true, force: true, maxRetries: 5 });
});

/** A fetch whose streams break off after one chunk that holds an event. */
const breakingFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.headers.get("content-type")?.startsWith("text/event-stream") !== true)
    return response;
  let hadEvent = false;
  const breaking = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      if (hadEvent) return controller.error(new Error("the line went dead"));
      hadEvent = new TextDecoder().decode(chunk).includes("\nid: ") || hadEvent;
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body?.pipeThrough(breaking), response);
};

/** A WebSocket that closes after every event. */
class BreakingSocket extends WebSocket {
  constructor(url: string | URL) {
    super(url);
    this.addEventListener("message", ({ data }) => {
      if (String(data).includes('"seq":')) this.close();
    });
  }
}

async function untilIdle(frames: AsyncIterable<StreamFrame>): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const frame of frames) {
    if (!("seq" in frame)) continue;
    events.push(frame);
    if (frame.type === "session.status_idle") break;
  }
  return events;
}

it("[CLIENT-20] readers who lose their connection all the time see the same events as one who stays", async () => {
  const { id } = await client.sessions.create({
    model: "offline-parallel",
    allowed_tools: ["Bash"],
  });
  const clumsy = createClient({
    ...{ baseUrl: service.url, token: service.admin_key },
    fetch: breakingFetch,
    WebSocket: BreakingSocket,
  });
  const staying = untilIdle(client.streamEvents(id, { after: 0 }));
  const socket = untilIdle(client.connect(id, { after: 0 }));
  const clumsySse = untilIdle(clumsy.streamEvents(id, { after: 0, partial: true }));
  const clumsySocket = untilIdle(clumsy.connect(id, { after: 0, partial: true }));
  await client.sessions.query(id, { message: "go" });
  const expected = await staying;
  expect(expected.length).toBeGreaterThan(10);
  expect(expected.map(({ seq }) => seq)).toEqual(expected.map((_, index) => index + 1));
  expect(await socket).toEqual(expected);
  expect(await clumsySse).toEqual(expected);
  expect(await clumsySocket).toEqual(expected);
});

it("[CLIENT-21] a message whose receipt is lost on a WebSocket is sent again and counts once", async () => {
  let sendings = 0;
  /** A WebSocket that is gone before the receipt of the first two sendings can come. */
  class ForgetfulSocket extends WebSocket {
    override send(text: string): void {
      super.send(text);
      sendings += 1;
      if (sendings <= 2) this.close();
    }
  }
  const access = { baseUrl: service.url, token: service.admin_key };
  const forgetful = createClient({ ...access, WebSocket: ForgetfulSocket });
  const { id } = await client.sessions.create({});
  const connection = forgetful.connect(id, { after: 0 });
  const reading = (async () => {
    for await (const frame of connection) expect(frame.type).toBeTypeOf("string");
  })();
  const receipt = await connection.send({
    type: "user.message",
    content: [{ type: "text", text: "hello" }],
  });
  expect(receipt).toMatchObject({ type: "ack", receipt: "started" });
  expect(sendings).toBe(3);
  connection.close();
  await reading;
  await untilIdle(client.streamEvents(id, { after: 0 }));
  const { data } = await client.sessions.messages(id);
  expect(data.map(({ role }) => role)).toEqual(["user", "assistant"]);
});

it("[CLIENT-22] a stream of a session that is not there, or from its future, is refused", async () => {
  const missing = "sesn_00000000000000000000000000000000";
  const { id } = await client.sessions.create({});
  await expect(untilIdle(client.streamEvents(missing))).rejects.toMatchObject({ status: 404 });
  await expect(untilIdle(client.connect(missing))).rejects.toMatchObject({ status: 404 });
  await expect(untilIdle(client.streamEvents(id, { after: 999 }))).rejects.toMatchObject({
    status: 400,
  });
});
