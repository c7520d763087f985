// What sessions count and use, as people read it: a session's metrics now and in snapshots, and a
// user's tokens and cost by day, model or session.
import { z } from "zod";
import { accountUsage } from "./account.ts";

/** What a snapshot of metrics counts. */
export const metrics = {
  total_messages: z.int(),
  total_tool_calls: z.int(),
  total_hook_executions: z.int(),
  total_permission_checks: z.int(),
  total_errors: z.int(),
  total_retries: z.int(),
  /** Null once a call had no known price. */
  total_cost_usd: z.number().nullable(),
  total_input_tokens: z.int(),
  total_output_tokens: z.int(),
  total_cache_creation_tokens: z.int(),
  total_cache_read_tokens: z.int(),
  /** Time in which turns have run; waiting for people is not counted. */
  duration_ms: z.number(),
  /** Null before the first call whose time is known. */
  avg_tool_duration_ms: z.number().nullable(),
};

/** When the prices that costs are computed with (agent/price.ts) were last compared with the public list. */
export const PRICES_AS_OF = "2026-10-10";
const prices_as_of = z.iso
  .date()
  .describe("when the price table was last compared with the public list");

const counted = { session_id: z.string(), seq: z.int(), snapshot_at: z.iso.datetime(), ...metrics };

export const sessionMetrics = z.object({ ...counted, prices_as_of }).meta({ id: "SessionMetrics" });
export type SessionMetrics = z.infer<typeof sessionMetrics>;

/** The metrics as they were when a turn had ended or come to a wait, or after a while of work. */
export const metricsSnapshot = z
  .object({ id: z.string(), ...counted })
  .meta({ id: "MetricsSnapshot" });
export type MetricsSnapshot = z.infer<typeof metricsSnapshot>;

export const usageGrouping = z.enum(["day", "model", "session"]);
export type UsageGrouping = z.infer<typeof usageGrouping>;

const used = {
  model_call_count: z.int(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  cache_creation_tokens: z.int(),
  cache_read_tokens: z.int(),
  /** The known costs only; calls without a known price are counted beside it. */
  cost_usd: z.number(),
  unpriced_call_count: z.int(),
};

const usageGroup = z.object({
  /** A UTC day as `2026-11-20`, a model, or a session's id. */
  key: z.string(),
  ...used,
});
export type UsageGroup = z.infer<typeof usageGroup>;

export const usageReport = accountUsage
  .extend({
    from: z.iso.datetime(),
    /** Not included. */
    to: z.iso.datetime(),
    group_by: usageGrouping,
    prices_as_of,
    total: z
      .object(used)
      .nullable()
      .describe("null, like `groups`, while the database that holds model calls cannot be read"),
    groups: z
      .array(usageGroup)
      .nullable()
      .describe("days in their order; models and sessions by their tokens, the largest first"),
  })
  .meta({ id: "UsageReport" });
export type UsageReport = z.infer<typeof usageReport>;
