// Decisions on tool calls, as D1 keeps them for auditors.
import { and, asc, eq } from "drizzle-orm";
import type { PermissionDecision } from "../contract/permission-decision.ts";
import type { Database } from "./database.ts";
import { behindRow } from "./rows.ts";
import { permissionDecisions } from "./schema.ts";

/** Up to `limit` decisions of a session in their order, behind the one called `after`. */
export async function listPermissions(
  db: Database,
  filter: {
    session_id: string;
    decision?: "allow" | "deny" | undefined;
    tool_name?: string | undefined;
  },
  page: { limit: number; after: string | null },
): Promise<PermissionDecision[]> {
  const { session_id, decision, tool_name } = filter;
  const rows = await db
    .select()
    .from(permissionDecisions)
    .where(
      and(
        eq(permissionDecisions.session_id, session_id),
        decision === undefined ? undefined : eq(permissionDecisions.decision, decision),
        tool_name === undefined ? undefined : eq(permissionDecisions.tool_name, tool_name),
        behindRow(permissionDecisions, page.after),
      ),
    )
    .orderBy(asc(permissionDecisions.seq))
    .limit(page.limit);
  return rows.map(({ user_id: _, seq: __, version: ___, decided_at, ...rest }) => ({
    ...rest,
    decided_at: new Date(decided_at).toISOString(),
  }));
}
