// Sums over the session directory, grouped once in SQL and added up here.
import { count, eq, sql, type sum } from "drizzle-orm";
import { SESSION_STATUSES, sessionMode } from "../contract/session.ts";
import type { SessionStatistics } from "../contract/statistics.ts";
import type { Database } from "./database.ts";
import { sessions } from "./schema.ts";

/** Counts and sums of one user's sessions, or of everybody's when `user_id` is null. */
export async function sessionStatisticsOf(
  db: Database,
  user_id: string | null,
): Promise<SessionStatistics> {
  const groups = await db
    .select({
      status: sessions.status,
      mode: sessions.mode,
      session_count: count(),
      unpriced_session_count: sql<number>`count(*) - count(${sessions.total_cost_usd})`,
      message_count: total(sessions.message_count),
      tool_call_count: total(sessions.tool_call_count),
      error_count: total(sessions.error_count),
      total_cost_usd: total(sessions.total_cost_usd),
      total_input_tokens: total(sessions.total_input_tokens),
      total_output_tokens: total(sessions.total_output_tokens),
      total_cache_creation_tokens: total(sessions.total_cache_creation_tokens),
      total_cache_read_tokens: total(sessions.total_cache_read_tokens),
    })
    .from(sessions)
    .where(user_id === null ? undefined : eq(sessions.user_id, user_id))
    .groupBy(sessions.status, sessions.mode);
  const add = (field: Exclude<keyof (typeof groups)[number], "status" | "mode">) =>
    groups.reduce((sum, group) => sum + group[field], 0);
  const countWhere = (test: (group: (typeof groups)[number]) => boolean) =>
    groups.filter(test).reduce((sum, group) => sum + group.session_count, 0);
  const session_count = add("session_count");
  const unpriced_session_count = add("unpriced_session_count");
  return {
    session_count,
    by_status: countEach(SESSION_STATUSES, (status) => countWhere((g) => g.status === status)),
    by_mode: countEach(sessionMode.options, (mode) => countWhere((g) => g.mode === mode)),
    message_count: add("message_count"),
    tool_call_count: add("tool_call_count"),
    error_count: add("error_count"),
    total_cost_usd: add("total_cost_usd"),
    unpriced_session_count,
    total_input_tokens: add("total_input_tokens"),
    total_output_tokens: add("total_output_tokens"),
    total_cache_creation_tokens: add("total_cache_creation_tokens"),
    total_cache_read_tokens: add("total_cache_read_tokens"),
    average_message_count: ratio(add("message_count"), session_count),
    average_tool_call_count: ratio(add("tool_call_count"), session_count),
    average_cost_usd: ratio(add("total_cost_usd"), session_count - unpriced_session_count),
  };
}

function total(column: Parameters<typeof sum>[0]) {
  return sql<number>`coalesce(sum(${column}), 0)`;
}

function countEach<K extends string>(keys: readonly K[], counted: (key: K) => number) {
  return Object.fromEntries(keys.map((key) => [key, counted(key)])) as Record<K, number>;
}

function ratio(sum: number, n: number): number | null {
  return n === 0 ? null : sum / n;
}
