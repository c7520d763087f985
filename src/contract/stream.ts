// What a subscriber receives beside the log's events: the opening snapshot, partial frames while the
// model speaks, and answers to what a WebSocket client sends. None of them carries a seq.
import { z } from "zod";
import { openPermission } from "./permission.ts";
import { receipt, sessionStatus, stopReason } from "./session.ts";

const partialText = z.object({ type: z.enum(["text", "thinking"]), text: z.string() });

/** What the model has said so far in the running request, for a subscriber that came late. */
const draft = z.object({
  message_id: z.string(),
  events: z.array(z.object({ event_id: z.string(), content: partialText })),
});
export type Draft = z.infer<typeof draft>;

/**
 * Stands in lists and streams, in its place by `seq`, for an event that can no longer be read: its row
 * was damaged, or a later version wrote a type that this one does not know. It is never stored.
 */
export const damagedEvent = z
  .object({
    seq: z.int().min(1),
    id: z.string(),
    created_at: z.iso.datetime(),
    type: z.literal("event.damaged"),
    event_type: z.string().describe("the type of the event that stood here"),
    reason: z.enum(["unreadable", "unknown_type"]),
  })
  .meta({ id: "DamagedEvent" });
export type DamagedEvent = z.infer<typeof damagedEvent>;

export const snapshotFrame = z.object({
  type: z.literal("stream.snapshot"),
  as_of: z.int(),
  status: sessionStatus,
  last_stop_reason: stopReason.nullable(),
  open_permissions: z.array(openPermission).describe("what still waits for somebody's answer"),
  draft: draft.optional(),
});
export type SnapshotFrame = z.infer<typeof snapshotFrame>;

/**
 * Partial frames preview an event that is not in the log yet. The event with the same id is
 * authoritative; a `span.model_request_end` with `is_error` takes back what no event confirmed.
 */
export const partialFrame = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("event_start"),
    event: z.object({ type: z.enum(["agent.message", "agent.thinking"]), id: z.string() }),
    message_id: z.string(),
  }),
  z.object({
    type: z.literal("event_delta"),
    event_id: z.string(),
    delta: z.object({ type: z.literal("content_delta"), index: z.int(), content: partialText }),
  }),
]);
export type PartialFrame = z.infer<typeof partialFrame>;

/** The answer to one WebSocket frame: `ref` is the client's own, echoed. */
export const ackFrame = z.object({
  type: z.literal("ack"),
  ref: z.string().nullable(),
  seq: z.int().nullable(),
  message_id: z.string().nullable(),
  receipt: receipt.nullable(),
});
export type AckFrame = z.infer<typeof ackFrame>;

/**
 * Sent to a WebSocket that was opened with `confirm=true`, which sends it back once it has taken what
 * came before: so the service knows how far its reader is. `at` is the service's own count.
 */
export const markFrame = z.object({ type: z.literal("stream.mark"), at: z.int() });
export type MarkFrame = z.infer<typeof markFrame>;
