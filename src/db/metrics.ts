// Snapshots of sessions' metrics, and what users used, summed up in SQL.
import { and, asc, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { USAGE_GROUPS_MAX } from "../contract/limits.ts";
import type { MetricsSnapshot, UsageGroup, UsageGrouping } from "../contract/metrics.ts";
import type { Database } from "./database.ts";
import { behindRow } from "./rows.ts";
import { metricsSnapshots, modelCalls } from "./schema.ts";

/** A stretch of time in ms since 1970; its end is not included. */
export interface Period {
  from_ms: number;
  to_ms: number;
}

/** Up to `limit` snapshots of a session in their order, behind the one called `after`. */
export async function listSnapshots(
  db: Database,
  { session_id, from_ms, to_ms }: Period & { session_id: string },
  page: { limit: number; after: string | null },
): Promise<MetricsSnapshot[]> {
  const rows = await db
    .select()
    .from(metricsSnapshots)
    .where(
      and(
        eq(metricsSnapshots.session_id, session_id),
        gte(metricsSnapshots.snapshot_at, from_ms),
        lt(metricsSnapshots.snapshot_at, to_ms),
        behindRow(metricsSnapshots, page.after),
      ),
    )
    .orderBy(asc(metricsSnapshots.seq))
    .limit(page.limit);
  return rows.map(({ user_id: _, version: __, snapshot_at, ...rest }) => ({
    ...rest,
    snapshot_at: new Date(snapshot_at).toISOString(),
  }));
}

const GROUPS: Record<UsageGrouping, SQL<string>> = {
  day: sql`strftime('%Y-%m-%d', ${modelCalls.at} / 1000, 'unixepoch')`,
  model: sql`${modelCalls.model}`,
  session: sql`${modelCalls.session_id}`,
};

/** What a user's model calls used in a period, in all and by group. */
export async function usageOf(
  db: Database,
  { user_id, from_ms, to_ms }: Period & { user_id: string },
  group_by: UsageGrouping,
): Promise<{ total: Omit<UsageGroup, "key">; groups: UsageGroup[] }> {
  const within = and(
    eq(modelCalls.user_id, user_id),
    gte(modelCalls.at, from_ms),
    lt(modelCalls.at, to_ms),
  );
  const key = GROUPS[group_by];
  const order = group_by === "day" ? [asc(sql`"key"`)] : [desc(TOKENS), asc(sql`"key"`)];
  const [[total], groups] = await db.batch([
    db.select(USED).from(modelCalls).where(within),
    db
      .select({ key: key.as("key"), ...USED })
      .from(modelCalls)
      .where(within)
      .groupBy(sql`"key"`)
      .orderBy(...order)
      .limit(USAGE_GROUPS_MAX),
  ]);
  if (total === undefined) throw new Error("a sum without groups is one row");
  return { total, groups };
}

const sumOf = (column: SQL) => sql<number>`coalesce(sum(${column}), 0)`;

const TOKENS = sql`sum(${modelCalls.input_tokens} + ${modelCalls.output_tokens}
  + ${modelCalls.cache_creation_tokens} + ${modelCalls.cache_read_tokens})`;

const USED = {
  model_call_count: sql<number>`count(*)`,
  input_tokens: sumOf(sql`${modelCalls.input_tokens}`),
  output_tokens: sumOf(sql`${modelCalls.output_tokens}`),
  cache_creation_tokens: sumOf(sql`${modelCalls.cache_creation_tokens}`),
  cache_read_tokens: sumOf(sql`${modelCalls.cache_read_tokens}`),
  cost_usd: sumOf(sql`${modelCalls.cost_usd}`),
  unpriced_call_count: sql<number>`count(*) - count(${modelCalls.cost_usd})`,
};
