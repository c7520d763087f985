// The consumer of traces and what it makes of the collector's answers.
import { createMessageBatch } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Span } from "../../src/contract/trace.ts";
import { exportTraces, tracesUrl } from "../../src/jobs/traces.ts";
import { newId } from "../../src/runtime.ts";
import { envWith } from "../support/api.ts";
import { deliver } from "../support/queue.ts";
import { accept, refuse, requestJson, requestsOf } from "./received.ts";

const KEY = "key of the collector";

/** A message of one span of a session that nobody has. */
function message(session_id: string = newId("sesn")): { session_id: string; spans: Span[] } {
  const span: Span = {
    ...{ trace_id: "1".repeat(32), span_id: "2".repeat(16), parent_span_id: null },
    ...{ name: "invoke_agent ledge", kind: "internal", start_ms: 1_700_000_000_001 },
    ...{ end_ms: 1_700_000_000_002, events: [], dropped_event_count: 0, is_error: false },
    attributes: { "gen_ai.conversation.id": session_id, "ledge.cost_usd": { double: 1 } },
  };
  return { session_id, spans: [span] };
}

const exported = (bodies: readonly unknown[], bindings: Env = env) =>
  deliver(bodies, bindings, exportTraces);

/** Every line of the log, which goes nowhere else meanwhile. */
function logged() {
  const lines = (["log", "warn", "error"] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation(() => {}),
  );
  return () => lines.flatMap(({ mock }) => mock.calls.map(([line]) => line));
}

afterEach(() => vi.restoreAllMocks());

describe("a request", () => {
  it("[OTEL-12] goes below the endpoint's path, with the operator's headers", async () => {
    const sent = message();
    expect((await exported([sent])).explicitAcks).toEqual(["0"]);
    const [request] = await requestsOf(sent.session_id);
    expect(request?.path).toBe("/base/v1/traces");
    expect(request?.headers).toMatchObject({
      "content-type": "application/json",
      "api-key": KEY,
      "x-team": "ledge",
      "user-agent": "Ledge-OTLP-Exporter/0.1.0",
    });
    const { resource } = requestJson.parse(JSON.parse(request?.body ?? "")).resourceSpans[0] ?? {};
    expect(resource?.attributes).toEqual([
      { key: "service.name", value: { stringValue: "ledge" } },
      { key: "service.version", value: { stringValue: "0.1.0" } },
    ]);
  });

  it.each([
    ["http://collector:4318", "http://collector:4318/v1/traces"],
    ["http://collector:4318/", "http://collector:4318/v1/traces"],
    ["https://otel.example.com/mine/", "https://otel.example.com/mine/v1/traces"],
  ])("[OTEL-12] %s becomes %s", (endpoint, url) => {
    expect(tracesUrl(endpoint).href).toBe(url);
  });

  it("[OTEL-12] says numbers and times as the protobuf's JSON does, a whole cost as a double", async () => {
    const sent = message();
    await exported([sent]);
    const [request] = await requestsOf(sent.session_id);
    const { resourceSpans } = requestJson.parse(JSON.parse(request?.body ?? ""));
    expect(resourceSpans[0]?.scopeSpans[0]?.spans[0]).toMatchObject({
      startTimeUnixNano: "1700000000001000000",
      endTimeUnixNano: "1700000000002000000",
      attributes: [{}, { key: "ledge.cost_usd", value: { doubleValue: 1 } }],
    });
  });
});

describe("an answer", () => {
  it.each([
    ["that all was taken", { status: 200, body: "{}" }, []],
    ["that is empty", { status: 200, body: "" }, []],
    [
      "that warns of something",
      { status: 200, body: `{"partialSuccess":{"errorMessage":"${KEY}"}}` },
      [],
    ],
    [
      "that a part was refused",
      { status: 200, body: `{"partialSuccess":{"rejectedSpans":"1","errorMessage":"${KEY}"}}` },
      [{ event: "traces.partly_refused", rejected_spans: 1 }],
    ],
    [
      "that the data is bad",
      { status: 400, body: KEY },
      [{ event: "traces.refused", id: "0", spans: 1, status: 400 }],
    ],
    [
      "that the key is wrong",
      { status: 401, body: KEY },
      [{ event: "traces.refused", id: "0", spans: 1, status: 401 }],
    ],
    [
      "that it is elsewhere",
      { status: 307, headers: { location: "/elsewhere/v1/traces" } },
      [{ event: "traces.refused", id: "0", spans: 1, status: 307 }],
    ],
  ])("[OTEL-13] %s is the last word", async (_, refusal, lines) => {
    const log = logged();
    const sent = message();
    await refuse(sent.session_id, refusal);
    const result = await exported([sent]);
    expect(result).toMatchObject({ explicitAcks: ["0"], retryMessages: [] });
    expect(log()).toEqual(lines);
    expect(await requestsOf(sent.session_id)).toHaveLength(refusal.status === 200 ? 1 : 0);
  });

  it.each([
    [429, "17", 17],
    [503, "30", 30],
    [503, "99999999", 43_200],
    [502, "", 5],
    [504, "soon", 5],
    [503, "a date", 100],
  ])(
    "[OTEL-13] %i with Retry-After %j is tried again after %i s",
    async (status, after, seconds) => {
      const log = logged();
      const sent = message();
      const date = new Date(Date.now() + seconds * 1000).toUTCString();
      const headers = { "retry-after": after === "a date" ? date : after };
      await refuse(sent.session_id, { status, headers });
      const one = { id: "0", timestamp: new Date(0), attempts: 1, body: sent };
      const batch = createMessageBatch<unknown>("ledge-traces", [one]);
      const retry = vi.spyOn(batch.messages[0] as Message, "retry");
      await exportTraces(batch, env);
      const delaySeconds = retry.mock.calls[0]?.[0]?.delaySeconds ?? 0;
      // A wait without Retry-After is jittered; a date is as exact as the test is fast.
      expect(delaySeconds).toBeGreaterThan(seconds * 0.7);
      expect(delaySeconds).toBeLessThanOrEqual(seconds);
      expect(log()).toEqual([
        { event: "traces.delayed", id: "0", spans: 1, why: `status ${status}` },
      ]);
    },
  );

  it("[OTEL-13] a message that is refused or hangs takes no other of its batch with it", async () => {
    logged();
    const [bad, slow, good] = [message(), message(), message()];
    await refuse(bad.session_id, { status: 400 });
    await refuse(slow.session_id, { status: 0 });
    const bindings = envWith({ OTEL_EXPORTER_OTLP_TIMEOUT: "300" });
    const result = await exported([bad, slow, { spans: "unreadable" }, good], bindings);
    expect([...result.explicitAcks].sort()).toEqual(["0", "3"]);
    expect(result.retryMessages.map(({ msgId }) => msgId).sort()).toEqual(["1", "2"]);
    expect(await requestsOf(good.session_id)).toHaveLength(1);
    await accept(slow.session_id);
  });

  it("[OTEL-13] a collector that hangs or is not there is tried again later", async () => {
    const log = logged();
    const slow = message();
    await refuse(slow.session_id, { status: 0 });
    const hanging = await exported([slow], envWith({ OTEL_EXPORTER_OTLP_TIMEOUT: "200" }));
    expect(hanging.retryMessages).toHaveLength(1);
    const nowhere = envWith({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9/secret-path" });
    expect((await exported([message()], nowhere)).retryMessages).toHaveLength(1);
    expect(log()).toMatchObject([{ why: "TimeoutError" }, { why: "Error" }]);
    expect(JSON.stringify(log())).not.toContain("secret-path");
  });
});

it("[OTEL-10] the collector's key is in no log line, whatever the collector answers", async () => {
  const log = logged();
  for (const status of [200, 400, 503, 0]) {
    const sent = message();
    await refuse(sent.session_id, { status, body: KEY, headers: { "x-echo": KEY } });
    await exported([sent], envWith({ OTEL_EXPORTER_OTLP_TIMEOUT: "200" }));
  }
  expect(log().length).toBeGreaterThan(2);
  expect(JSON.stringify(log())).not.toContain(KEY);
});

it("[OTEL-14] without an endpoint what is still on the queue is let go", async () => {
  const bindings = envWith({ OTEL_EXPORTER_OTLP_ENDPOINT: "" });
  const sent = message();
  expect((await exported([sent], bindings)).explicitAcks).toEqual(["0"]);
  expect(await requestsOf(sent.session_id)).toEqual([]);
});
