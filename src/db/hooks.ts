// Runs of hooks, as D1 keeps them for auditors.
import { and, asc, eq } from "drizzle-orm";
import type { HookEventName, HookExecution } from "../contract/hook.ts";
import type { Database } from "./database.ts";
import { behindRow } from "./rows.ts";
import { hookExecutions } from "./schema.ts";

/** Up to `limit` runs of a session's hooks in their order, behind the one called `after`. */
export async function listHookExecutions(
  db: Database,
  filter: { session_id: string; hook_type?: HookEventName | undefined },
  page: { limit: number; after: string | null },
): Promise<HookExecution[]> {
  const { session_id, hook_type } = filter;
  const rows = await db
    .select()
    .from(hookExecutions)
    .where(
      and(
        eq(hookExecutions.session_id, session_id),
        hook_type === undefined ? undefined : eq(hookExecutions.hook_type, hook_type),
        behindRow(hookExecutions, page.after),
      ),
    )
    .orderBy(asc(hookExecutions.seq))
    .limit(page.limit);
  return rows.map(({ user_id: _, seq: __, version: ___, executed_at, ...rest }) => ({
    ...rest,
    executed_at: new Date(executed_at).toISOString(),
  }));
}
