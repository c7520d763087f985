// Large events: stored in parts that each fit a row of the platform, given whole to every reader,
// and refused, with nothing written, beyond their limit.
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { InputBlock } from "../../src/contract/content.ts";
import {
  EVENT_BYTES_MAX,
  EVENT_PART_CHARS_MAX,
  EVENT_ROW_BYTES_MAX,
  JSON_BODY_BYTES_MAX,
  MESSAGE_BODY_BYTES_MAX,
  STORED_VALUE_BYTES_MAX,
} from "../../src/contract/limits.ts";
import type { MessageResource } from "../../src/contract/message.ts";
import { partsOf } from "../../src/session/event-body.ts";
import { unwrap } from "../../src/session/stub.ts";
import { type Client, expectError, newUser } from "../support/api.ts";
import { noise, noisyText } from "../support/noise.ts";
import { ofType, openSession, script, type TestSession } from "../support/session.ts";
import { followSocket, followSse, isIdle, seqs } from "../support/stream.ts";

function image(bytes: Uint8Array): InputBlock {
  const data = Buffer.from(bytes).toString("base64");
  return { type: "image", source: { type: "base64", media_type: "image/png", data } };
}

const BIG = image(noise(5_000_000, 7));

/** A call whose id the offline model makes of the whole request that it was sent. */
const marked = script({ tools: [{ name: "Bash", input: { command: "true" } }] }, { text: "Seen." });

function valuesOf(session: TestSession) {
  return runInDurableObject(session.object(), (_: unknown, { storage }: DurableObjectState) => {
    const lengths = "SELECT length(CAST(body AS BLOB)) AS bytes FROM";
    const read = (table: string) =>
      [...storage.sql.exec<{ bytes: number }>(`${lengths} ${table}`)].map(({ bytes }) => bytes);
    return { rows: read("events"), parts: read("event_parts") };
  });
}

describe("large events", () => {
  it("[SIZE-1] a large event stands in parts that each fit a row, and every reader gets it whole", async () => {
    const session = await openSession();
    const sse = await followSse(session);
    const socket = await followSocket(session);
    const text = `${"世界👋".repeat(1000)}${noisyText(700_000, 7)}`;
    const content: InputBlock[] = [...marked, { type: "text", text }];
    const query = await session.query(content);
    expect(await session.ended(query)).toMatchObject({ text: "Seen.", stop_reason: "end_turn" });

    const { rows, parts } = await valuesOf(session);
    expect(Math.max(...rows)).toBeLessThanOrEqual(EVENT_ROW_BYTES_MAX);
    expect(parts.length).toBeGreaterThan(1);
    expect(Math.max(...parts)).toBeLessThanOrEqual(STORED_VALUE_BYTES_MAX);

    const events = await session.events();
    expect(ofType(events, "user.message")[0]?.content).toEqual(content);
    const [message] = await session.messages();
    expect(message?.content).toEqual(content);
    expect(await unwrap(session.door().message(session.owner, message?.id ?? ""))).toEqual(message);
    for (const reader of [sse, socket, await followSse(session, "after=0")]) {
      const frames = await reader.until(isIdle);
      expect(frames.find((frame) => frame.type === "user.message")?.content).toEqual(content);
      expect(seqs(frames).at(-1)).toBe(events.length);
      reader.leave();
    }
  });

  it("[SIZE-2] an event over its limit is refused, nothing of it is written, and the next is taken", async () => {
    const session = await openSession();
    const before = await session.events();
    const block = { type: "text" as const, text: "x".repeat(450_000) };
    const content = Array.from({ length: 18 }, () => block);
    expect(JSON.stringify(content).length).toBeGreaterThan(EVENT_BYTES_MAX);
    await expect(session.query(content)).rejects.toMatchObject({ code: "too_large" });
    expect(await session.events()).toEqual(before);
    expect((await valuesOf(session)).parts).toEqual([]);
    const result = await session.ended(await session.query(script({ text: "Small." })));
    expect(result?.text).toBe("Small.");
  });

  it("[SIZE-3] events sent under an Idempotency-Key are given again whole, and kept once", async () => {
    const session = await openSession();
    const key = { key: "again", digest: "same" };
    const sent = [{ type: "user.message" as const, content: [...marked, BIG] }];
    const first = await session.send(sent, key);
    expect(await session.send(sent, key)).toEqual(first);
    expect(first.data).toHaveLength(1);
    const kept = await runInDurableObject(
      session.object(),
      (_: unknown, { storage }: DurableObjectState) =>
        storage.sql
          .exec<{ bytes: number }>("SELECT length(response) AS bytes FROM idempotency")
          .one(),
    );
    expect(kept.bytes).toBeLessThan(100);
    await session.ended({ seq: first.data[0]?.seq ?? 0 });
  });

  it.each([
    ["short", "a", 1],
    ["one part exactly", "a".repeat(EVENT_PART_CHARS_MAX), 1],
    ["one more", "a".repeat(EVENT_PART_CHARS_MAX + 1), 2],
    ["a pair across the cut", `${"a".repeat(EVENT_PART_CHARS_MAX - 1)}👋b`, 2],
    ["pairs across both cuts", `a${"👋".repeat(EVENT_PART_CHARS_MAX)}`, 3],
  ])("[SIZE-4] a text is cut into parts that are text: %s", (_, text, count) => {
    const parts = partsOf(text);
    expect(parts.join("")).toBe(text);
    expect(parts).toHaveLength(count);
    for (const part of parts) {
      expect(part.isWellFormed()).toBe(true);
      expect(part.length).toBeLessThanOrEqual(EVENT_PART_CHARS_MAX);
    }
  });
});

describe("an image of 5 MB through the front door", () => {
  async function made(client: Client, message: InputBlock[]): Promise<string> {
    const settings = { model: "offline-script", tools: ["Bash"], allowed_tools: ["Bash"] };
    const { body } = await client.post("/sessions", settings);
    const { id } = body as { id: string };
    const answer = await client.post(`/sessions/${id}/query?wait=60`, { message });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ result: { text: "Seen.", stop_reason: "end_turn" } });
    return id;
  }

  const dataOf = (content: unknown) =>
    (content as { source?: { data: string } }[])[1]?.source?.data;

  it("[SIZE-5] comes back byte for byte and reaches the model", async () => {
    const client = await newUser();
    const sent = dataOf([...marked, BIG]);
    const id = await made(client, [...marked, BIG]);
    const messages = await client.get(`/sessions/${id}/messages`);
    const [first] = (messages.body as { data: MessageResource[] }).data;
    expect(dataOf(first?.content) === sent).toBe(true);
    const events = await client.get(`/sessions/${id}/events?types=user.message`);
    const [event] = (events.body as { data: { content: unknown }[] }).data;
    expect(dataOf(event?.content) === sent).toBe(true);

    const other = noise(5_000_000, 7);
    other[4_999_999] = (other[4_999_999] ?? 0) ^ 1;
    const callOf = async (session: string) => {
      const calls = await client.get(`/sessions/${session}/tool-calls`);
      return (calls.body as { data: { tool_use_id: string }[] }).data[0]?.tool_use_id;
    };
    const same = await made(client, [...marked, BIG]);
    const differs = await made(client, [...marked, image(other)]);
    expect(await callOf(same)).toBe(await callOf(id));
    expect(await callOf(differs)).not.toBe(await callOf(id));
  });

  it("[SIZE-6] only a request that takes messages may be larger than 1 MB", async () => {
    const client = await newUser();
    const { body } = await client.post("/sessions", {
      message: [{ type: "text", text: "hi" }, BIG],
    });
    const { id } = body as { id: string };
    expect(id).toMatch(/^sesn_/);
    const events = [{ type: "user.message", content: [BIG], on_busy: "queue" }];
    expect((await client.post(`/sessions/${id}/events`, { events })).status).toBe(202);
    const large = { name: "x".repeat(JSON_BODY_BYTES_MAX) };
    const patched = await client.patch(`/sessions/${id}`, large);
    expectError(patched, 413, "request_too_large");
    expectError(await client.post("/keys", large), 413, "request_too_large");
    const message = "x".repeat(MESSAGE_BODY_BYTES_MAX);
    const refused = await client.post(`/sessions/${id}/query`, { message });
    expectError(refused, 413, "request_too_large");
  });
});
