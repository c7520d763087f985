// Spans as OTLP/JSON: an ExportTraceServiceRequest in the protobuf's JSON mapping, with ids in hex and
// enums as numbers (opentelemetry.io/docs/specs/otlp, "JSON Protobuf Encoding"; trace.proto).
import type { Attributes, Span } from "../contract/trace.ts";
import { VERSION } from "../contract/version.ts";

const KINDS = { internal: 1, client: 3 } satisfies Record<Span["kind"], number>;
const STATUS_ERROR = 2;
/** The parent is known, and not in another process: `SPAN_FLAGS_CONTEXT_HAS_IS_REMOTE_MASK`; sampled. */
const FLAGS = 0x101;

/** The request by which spans are exported. */
export function exportRequest(spans: readonly Span[], service_name: string) {
  const resource = { "service.name": service_name, "service.version": VERSION };
  return {
    resourceSpans: [
      {
        resource: { attributes: keyValues(resource) },
        scopeSpans: [{ scope: { name: "ledge", version: VERSION }, spans: spans.map(spanJson) }],
      },
    ],
  };
}

function spanJson(span: Span) {
  return {
    traceId: span.trace_id,
    spanId: span.span_id,
    ...(span.parent_span_id === null ? {} : { parentSpanId: span.parent_span_id }),
    flags: FLAGS,
    name: span.name,
    kind: KINDS[span.kind],
    startTimeUnixNano: nanoseconds(span.start_ms),
    endTimeUnixNano: nanoseconds(span.end_ms),
    attributes: keyValues(span.attributes),
    events: span.events.map(({ name, at_ms, attributes }) => ({
      timeUnixNano: nanoseconds(at_ms),
      name,
      attributes: keyValues(attributes),
    })),
    droppedEventsCount: span.dropped_event_count,
    status: span.is_error ? { code: STATUS_ERROR } : {},
  };
}

/** 64-bit integers are text; a number of JavaScript could not hold this one either. */
function nanoseconds(ms: number): string {
  return String(BigInt(ms) * 1_000_000n);
}

function keyValues(attributes: Attributes) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: Attributes[string]): Record<string, unknown> {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") return { intValue: String(value) };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  return { doubleValue: value.double };
}
