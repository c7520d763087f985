// Streams of a real service as clients get them in the world: through proxies that cut and hold back,
// and by the thousand.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect as dial } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Service, startService } from "../../scripts/service.ts";
import { localSettings } from "../../scripts/settings.ts";
import { type Client, createClient, type StreamFrame } from "../../src/client.ts";
import type { SessionEvent } from "../../src/contract/event.ts";
import { SOCKET_AHEAD_BYTES_MAX, STREAM_HEARTBEAT_MS } from "../../src/contract/limits.ts";
import { seededRandom } from "../cli/log-server.ts";
import { type ProxyFaults, startProxy } from "./proxy.ts";

let folder: string;
let service: Service;
let client: Client;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ledge-streams-"));
  const settings = localSettings({ RATE_LIMIT_PER_MINUTE: "1000000" }, "");
  service = await startService({ settings, persist_to: folder });
  client = createClient({ baseUrl: service.url, token: service.admin_key });
});
afterAll(async () => {
  await service?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const bash = (command: string) => ({ name: "Bash", input: { command } });
/** A turn with silences and with bursts. */
const turn = JSON.stringify([
  { text: "I wait.", tools: [bash("sleep 1"), bash("sleep 1")] },
  { text: `I speak. ${"word ".repeat(300)}`, chunks: 300, delay_ms: 2 },
]);

/** What a reader has put together when the turn with this number has come to rest. */
async function untilRest(frames: AsyncIterable<StreamFrame>, turns: number) {
  const events: SessionEvent[] = [];
  for await (const frame of frames) {
    if (!("seq" in frame)) continue;
    events.push(frame);
    if (frame.type === "session.status_idle" && frame.turn === turns) break;
  }
  return events;
}

async function storedEvents(id: string): Promise<string> {
  const events: SessionEvent[] = [];
  for (let cursor: string | null = "0"; cursor !== null; ) {
    const page = await client.sessions.events(id, { limit: 1000, cursor });
    events.push(...page.data);
    cursor = page.next_cursor;
  }
  return JSON.stringify(events);
}

/** Plays turns, with a rest before each, for one reader behind a proxy with these faults. */
async function play(
  way: "streamEvents" | "connect",
  faults: ProxyFaults,
  rests_ms: readonly number[],
) {
  const proxy = await startProxy(service.url, faults);
  const far = createClient({ baseUrl: proxy.url, token: service.admin_key });
  try {
    const { id } = await client.sessions.create({
      ...{ model: "offline-script", allowed_tools: ["Bash"] },
    });
    const seeing = untilRest(far[way](id, { after: 0, partial: true }), rests_ms.length);
    for (const rest_ms of rests_ms) {
      await sleep(rest_ms);
      await client.sessions.query(id, { message: turn }, { wait: 30 });
    }
    expect(JSON.stringify(await seeing)).toBe(await storedEvents(id));
    return proxy.counts;
  } finally {
    await proxy.stop();
  }
}

describe.concurrent.each(["streamEvents", "connect"] as const)("%s", (way) => {
  it("[STREAM-28] heartbeats keep a proxy from cutting that cuts after 15 s without a byte", async () => {
    const idle_ms = 15_000;
    expect(STREAM_HEARTBEAT_MS).toBeLessThan(idle_ms);
    expect(await play(way, { idle_ms }, [500, 17_000])).toEqual({ streams: 1, cuts: 0 });
  });

  it("[STREAM-29] a proxy that cuts whenever it is quiet loses and doubles nothing", async () => {
    const counts = await play(way, { idle_ms: 300 }, [500, 500]);
    expect(counts.cuts).toBeGreaterThan(2);
  });

  it("[STREAM-30] a proxy that cuts in the middle of a frame loses and doubles nothing", async () => {
    const random = seededRandom(7);
    // Often enough to pass the largest frame: who never gets one whole gives up in the end.
    const cutAfter = () => 800 + Math.floor(random() * 6000);
    const counts = await play(way, { cutAfter }, [100, 100, 100]);
    expect(counts.cuts).toBeGreaterThan(2);
  });
});

it.concurrent("[STREAM-31] a proxy that holds back 4 KB passes an event on with the next heartbeat", async () => {
  const started_at = Date.now();
  const counts = await play("streamEvents", { buffer_bytes: 4096 }, [100]);
  expect(counts).toEqual({ streams: 1, cuts: 0 });
  expect(Date.now() - started_at).toBeLessThan(2.5 * STREAM_HEARTBEAT_MS);
});

it.concurrent("[STREAM-34] the typed client takes a log of three windows over WebSocket, also when it takes its time", async () => {
  const { id } = await client.sessions.create({ model: "offline-script", allowed_tools: ["Bash"] });
  const script = JSON.stringify([{ tools: [bash("sleep 3")] }, { text: "done" }]);
  await client.sessions.query(id, { message: script });
  const message = "x".repeat(400_000);
  const count = Math.ceil((3 * SOCKET_AHEAD_BYTES_MAX) / message.length);
  for (let sent = 0; sent < count; sent += 1) await client.sessions.query(id, { message });
  await untilRest(client.streamEvents(id, { after: 0 }), 1);
  let connections = 0;
  class CountedSocket extends WebSocket {
    constructor(url: string | URL) {
      super(url);
      connections += 1;
    }
  }
  const access = { baseUrl: service.url, token: service.admin_key };
  const slow = createClient({ ...access, WebSocket: CountedSocket });
  const events: SessionEvent[] = [];
  const last = JSON.parse(await storedEvents(id)).length;
  for await (const frame of slow.connect(id, { after: 0 })) {
    if (!("seq" in frame)) continue;
    events.push(frame);
    await sleep(20);
    if (frame.seq === last) break;
  }
  expect(JSON.stringify(events)).toBe(await storedEvents(id));
  expect(connections).toBe(1);
});

/** How many descriptors the processes of a group hold; processes come and go while we look. */
function descriptorsOf(group: number): number {
  let count = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [, , process_group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(process_group) === group) count += readdirSync(`/proc/${pid}/fd`).length;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : null;
      if (!["ENOENT", "ESRCH", "EACCES"].includes(String(code))) throw error;
    }
  }
  return count;
}

const UPGRADE =
  "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
/** A client's close frame with code 1000, masked with zeros. */
const CLOSE = Buffer.from([0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8]);

/** Opens a stream over a bare socket, waits for its first frame and leaves, politely or not. */
function visit(id: string, { isSocket, isPolite }: { isSocket: boolean; isPolite: boolean }) {
  const { hostname, port } = new URL(service.url);
  const socket = dial(Number(port), hostname);
  const closed = new Promise<void>((resolve, reject) => {
    socket.on("close", () => resolve());
    socket.on("error", reject);
  });
  socket.write(
    `GET /api/v1/sessions/${id}/stream?after=0 HTTP/1.1\r\nHost: ${hostname}:${port}\r\n` +
      `Authorization: Bearer ${service.admin_key}\r\n${isSocket ? UPGRADE : ""}\r\n`,
  );
  let text = "";
  socket.on("data", (bytes) => {
    text += bytes.toString("latin1");
    if (!text.includes("session.created")) return;
    socket.removeAllListeners("data").resume();
    if (!isPolite) socket.resetAndDestroy();
    else if (isSocket) socket.end(CLOSE);
    else socket.destroy();
  });
  return closed;
}

it.runIf(existsSync("/proc/self/fd"))(
  "[STREAM-32] a thousand who come back and leave, politely or not, leave no connection behind",
  async () => {
    const { id } = await client.sessions.create({});
    await visit(id, { isSocket: true, isPolite: true });
    await client.sessions.query(id, { message: "hello" }, { wait: 30 });
    const group = service.wrangler.pid;
    await sleep(500);
    const before = descriptorsOf(group);
    expect(before).toBeGreaterThan(10);
    let left = 1000;
    const lane = async () => {
      while (left > 0) {
        left -= 1;
        await visit(id, { isSocket: left % 2 === 0, isPolite: left % 4 < 2 });
      }
    };
    await Promise.all(Array.from({ length: 20 }, lane));
    // Connections that are kept for a next request end by themselves after some seconds.
    await expect
      .poll(() => descriptorsOf(group), { timeout: 20_000, interval: 500 })
      .toBeLessThanOrEqual(before + 1);
    const seeing = untilRest(client.streamEvents(id, { after: 0 }), 2);
    await client.sessions.query(id, { message: "still there?" }, { wait: 30 });
    expect(JSON.stringify(await seeing)).toBe(await storedEvents(id));
  },
  120_000,
);
