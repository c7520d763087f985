// What the collector was sent, read as strictly as the protocol defines it, and in a form in which
// tests compare it.
import { env } from "cloudflare:workers";
import { expect, vi } from "vitest";
import { z } from "zod";
import { CATCH_UP } from "../support/plane.ts";
import type { TestSession } from "../support/session.ts";
import type { Received, Refusal } from "./collector.ts";

// The JSON mapping of opentelemetry/proto/trace/v1/trace.proto and collector/trace/v1/trace_service.proto:
// names in lower camel case, 64-bit integers as text, enums as numbers, ids in hex.
const int64 = z.string().regex(/^-?\d+$/);
const scalar = [
  z.strictObject({ stringValue: z.string() }),
  z.strictObject({ boolValue: z.boolean() }),
  z.strictObject({ intValue: int64 }),
  z.strictObject({ doubleValue: z.number() }),
] as const;
const anyValue = z.union([
  ...scalar,
  z.strictObject({ arrayValue: z.strictObject({ values: z.array(z.union(scalar)) }) }),
]);
const keyValues = z.array(z.strictObject({ key: z.string().min(1), value: anyValue }));
const spanJson = z.strictObject({
  traceId: z.string().regex(/^(?!0{32})[0-9a-f]{32}$/),
  spanId: z.string().regex(/^(?!0{16})[0-9a-f]{16}$/),
  parentSpanId: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  flags: z.int(),
  name: z.string().min(1),
  kind: z.int().min(1).max(5),
  startTimeUnixNano: int64,
  endTimeUnixNano: int64,
  attributes: keyValues,
  events: z.array(
    z.strictObject({ timeUnixNano: int64, name: z.string().min(1), attributes: keyValues }),
  ),
  droppedEventsCount: z.int(),
  status: z.strictObject({ code: z.literal(2).optional() }),
});
export const requestJson = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes: keyValues }),
      scopeSpans: z.array(
        z.strictObject({
          scope: z.strictObject({ name: z.string(), version: z.string() }),
          spans: z.array(spanJson),
        }),
      ),
    }),
  ),
});

/** A span as tests compare it: attributes by their names, times in ms, its parent by its name. */
export interface SeenSpan {
  trace_id: string;
  span_id: string;
  name: string;
  parent: string | null;
  kind: number;
  start_ms: number;
  end_ms: number;
  attributes: Record<string, unknown>;
  events: [string, Record<string, unknown>][];
  is_error: boolean;
}

function collector(session_id: string, init: RequestInit = {}): Promise<Response> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT } = env as unknown as Record<string, string>;
  return fetch(`${OTEL_EXPORTER_OTLP_ENDPOINT}?session=${session_id}`, init);
}

/** The requests that hold something of a session. */
export async function requestsOf(session_id: string): Promise<Received[]> {
  return await (await collector(session_id)).json();
}

/** What the collector answers from now on to what is a session's. */
export async function refuse(session_id: string, refusal: Refusal): Promise<void> {
  await collector(session_id, { method: "PUT", body: JSON.stringify(refusal) });
}

/** The collector takes what is a session's. */
export async function accept(session_id: string): Promise<void> {
  await collector(session_id, { method: "DELETE" });
}

/** Every span of a session as often as it came, read strictly. */
export async function rawSpansOf(session_id: string) {
  return (await requestsOf(session_id)).flatMap(({ body }) =>
    requestJson
      .parse(JSON.parse(body))
      .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
}

/** The spans of a session, each once, in the order in which they came. */
export async function spansOf(session_id: string): Promise<SeenSpan[]> {
  const spans = await rawSpansOf(session_id);
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  const once = [...new Map(spans.map((span) => [span.spanId, span])).values()];
  return once.map((span) => ({
    trace_id: span.traceId,
    span_id: span.spanId,
    name: span.name,
    parent:
      span.parentSpanId === undefined ? null : (names.get(span.parentSpanId) ?? span.parentSpanId),
    kind: span.kind,
    start_ms: Number(BigInt(span.startTimeUnixNano) / 1_000_000n),
    end_ms: Number(BigInt(span.endTimeUnixNano) / 1_000_000n),
    attributes: byName(span.attributes),
    events: span.events.map(({ name, attributes }) => [name, byName(attributes)]),
    is_error: span.status.code === 2,
  }));
}

function byName(pairs: z.infer<typeof keyValues>): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, plain(value)]));
}

function plain(value: z.infer<typeof anyValue>): unknown {
  if ("intValue" in value) return Number(value.intValue);
  if ("arrayValue" in value) return value.arrayValue.values.map(plain);
  return Object.values(value)[0];
}

/** Waits until the collector has so many stretches of a session's turns, and gives all its spans. */
export async function tracedBy(session: TestSession, stretches = 1): Promise<SeenSpan[]> {
  return await vi.waitFor(async () => {
    const spans = await spansOf(session.id);
    expect(spans.filter(({ name }) => name === TURN)).toHaveLength(stretches);
    return spans;
  }, CATCH_UP);
}

/** A call of Bash, as the script of a model has it. */
export const bash = (command: string) => ({ name: "Bash", input: { command } });

/** The name of a turn's span. */
export const TURN = "invoke_agent ledge";

/** What tells spans apart in most tests: name, parent, and how it went wrong, if it did. */
export function outline(spans: readonly SeenSpan[]) {
  return spans.map(({ name, parent, attributes }) => [name, parent, attributes["error.type"]]);
}
