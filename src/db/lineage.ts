// The tree of forks: read from the directory, which knows each session's parent.
import { sql } from "drizzle-orm";
import type { Lineage } from "../contract/branch.ts";
import { LINEAGE_SESSIONS_MAX } from "../contract/limits.ts";
import type { SessionSnapshot } from "../contract/session.ts";
import type { Database } from "./database.ts";

type Node = Lineage["data"][number];

/**
 * The tree that a session belongs to, depth first from its oldest ancestor that is left. Sessions of other
 * users than `user_id` are left out; null is everybody.
 */
export async function lineageOf(
  db: Database,
  { id, user_id }: { id: string; user_id: string | null },
): Promise<Lineage> {
  const owned = user_id === null ? sql`1` : sql`user_id = ${user_id}`;
  const ancestors = await db.all<{ id: string }>(sql`
    WITH RECURSIVE up (id, parent, height) AS (
      SELECT id, parent_session_id, 0 FROM sessions WHERE id = ${id}
      UNION SELECT sessions.id, parent_session_id, height + 1 FROM up
        JOIN sessions ON sessions.id = up.parent AND ${owned}
    ) SELECT id FROM up ORDER BY height DESC LIMIT 1`);
  const root_session_id = ancestors[0]?.id ?? id;
  const rows = await db.all<{ depth: number; resource: string }>(sql`
    WITH RECURSIVE down (id, depth, resource) AS (
      SELECT id, 0, resource FROM sessions WHERE id = ${root_session_id}
      UNION ALL SELECT sessions.id, depth + 1, sessions.resource FROM down
        JOIN sessions ON sessions.parent_session_id = down.id AND ${owned}
        ORDER BY 2 DESC, 1 ASC
    ) SELECT depth, resource FROM down LIMIT ${LINEAGE_SESSIONS_MAX + 1}`);
  const data = rows.slice(0, LINEAGE_SESSIONS_MAX).map(({ depth, resource }) => {
    return nodeOf(depth, JSON.parse(resource) as SessionSnapshot);
  });
  return {
    root_session_id,
    data,
    total_cost_usd: data.reduce<number | null>((sum, { total_cost_usd }) => {
      return sum === null || total_cost_usd === null ? null : sum + total_cost_usd;
    }, 0),
    is_cut: rows.length > LINEAGE_SESSIONS_MAX,
  };
}

function nodeOf(depth: number, session: SessionSnapshot): Node {
  const { id, name, status, parent_session_id, forked_at_seq } = session;
  const { message_count, total_cost_usd, created_at } = session;
  return {
    ...{ id, name, status, parent_session_id, forked_at_seq, depth },
    ...{ message_count, total_cost_usd, created_at },
  };
}
