// Traces: what a session tells of its turns for OpenTelemetry. A span is finished when it is told; its
// ids are made from the log, so that the same span told twice is the same.
import { z } from "zod";

/** A number is an integer here. A double says so, since one that is whole looks like an integer. */
const attribute = z.union([
  z.string(),
  z.int(),
  z.boolean(),
  z.array(z.string()),
  z.object({ double: z.number() }),
]);
const attributes = z.record(z.string(), attribute);
export type Attributes = z.infer<typeof attributes>;

/** Milliseconds since 1970. */
const time = z.int();

const spanEvent = z.object({ name: z.string(), at_ms: time, attributes });
export type SpanEvent = z.infer<typeof spanEvent>;

const span = z.object({
  trace_id: z.string().regex(/^[0-9a-f]{32}$/),
  span_id: z.string().regex(/^[0-9a-f]{16}$/),
  parent_span_id: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
  name: z.string(),
  kind: z.enum(["internal", "client"]),
  start_ms: time,
  end_ms: time,
  attributes,
  events: z.array(spanEvent),
  dropped_event_count: z.int(),
  is_error: z.boolean(),
});
export type Span = z.infer<typeof span>;

/** A message on the queue between the sessions and the collector. */
export const traces = z.object({ session_id: z.string(), spans: z.array(span) });
export type Traces = z.infer<typeof traces>;
