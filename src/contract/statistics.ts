// Sessions counted and summed: what `GET /sessions/stats` answers.
import { z } from "zod";
import { SESSION_STATUSES, sessionMode } from "./session.ts";

const count = z.int();

export const sessionStatistics = z
  .object({
    session_count: count,
    by_status: z.record(z.enum(SESSION_STATUSES), count),
    by_mode: z.record(sessionMode, count),
    message_count: count,
    tool_call_count: count,
    error_count: count,
    /** The known costs only; sessions with a call of unknown price are counted beside it. */
    total_cost_usd: z.number(),
    unpriced_session_count: count,
    total_input_tokens: count,
    total_output_tokens: count,
    total_cache_creation_tokens: count,
    total_cache_read_tokens: count,
    /** Per session; null when there is none to divide by. */
    average_message_count: z.number().nullable(),
    average_tool_call_count: z.number().nullable(),
    average_cost_usd: z.number().nullable(),
  })
  .meta({ id: "SessionStatistics" });
export type SessionStatistics = z.infer<typeof sessionStatistics>;
