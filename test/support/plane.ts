// The relational plane as tests look at it: what D1 holds of a session, and what the session would
// put on the queue.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, vi } from "vitest";
import type { Published } from "../../src/contract/published.ts";
import { settingsOf } from "../../src/env.ts";
import { type OperatorHooks, operatorHooksOf } from "../../src/session/hooks/table.ts";
import { Log } from "../../src/session/log.ts";
import { drain, forgetPublication } from "../../src/session/outbox.ts";
import { Store } from "../../src/session/store.ts";
import { unwrap } from "../../src/session/stub.ts";
import type { TestSession } from "./session.ts";

const TABLES = [
  "sessions",
  "audit_logs",
  "messages",
  "tool_calls",
  "permission_decisions",
  "hook_executions",
  "model_calls",
  "session_metrics_snapshots",
] as const;

/** How long tests wait for what follows a session through a queue. */
export const CATCH_UP = { timeout: 20_000, interval: 100 };

/** Everything that D1 holds of a session, table by table. */
export async function dumpOf(id: string): Promise<Record<string, Record<string, unknown>[]>> {
  const found = await env.DB.batch<Record<string, unknown>>(
    TABLES.map((table) =>
      env.DB.prepare(
        `select * from ${table} where ${table === "sessions" ? "id" : "session_id"} = ? order by id`,
      ).bind(id),
    ),
  );
  const rows = found.map(({ results }) => results.map(({ checked_at: _, ...row }) => row));
  return Object.fromEntries(TABLES.map((table, index) => [table, rows[index] ?? []]));
}

/** Deletes everything that D1 holds of a session. */
export async function eraseFrom(id: string, tables: readonly string[] = TABLES): Promise<void> {
  await env.DB.batch(
    tables.map((table) =>
      env.DB.prepare(
        `delete from ${table} where ${table === "sessions" ? "id" : "session_id"} = ?`,
      ).bind(id),
    ),
  );
}

/** Waits until D1 holds what the session has published, and gives what that is. */
export async function caughtUp(session: TestSession) {
  return await vi.waitFor(async () => {
    const { counts, seq, last_seq } = await unwrap(session.door().publishedSoFar(session.owner));
    const dump = await dumpOf(session.id);
    expect(seq).toBe(last_seq);
    expect(dump.sessions?.[0]?.version).toBe(last_seq);
    expect(dump.audit_logs).toHaveLength(counts.audit);
    expect(dump.messages).toHaveLength(counts.messages);
    expect(dump.tool_calls).toHaveLength(counts.tool_calls);
    expect(dump.permission_decisions).toHaveLength(counts.permission_decisions);
    expect(dump.hook_executions).toHaveLength(counts.hook_executions);
    expect(dump.model_calls).toHaveLength(counts.model_calls);
    expect(dump.session_metrics_snapshots).toHaveLength(counts.metrics);
    return dump;
  }, CATCH_UP);
}

/** What the session puts on the queue when it publishes everything again, the operator having set this. */
export async function publishedBy(
  session: TestSession,
  operator: OperatorHooks = operatorHooksOf(settingsOf(env)),
): Promise<Published[]> {
  return await runInDurableObject(
    session.object(),
    async (_: unknown, { storage }: DurableObjectState) => {
      const store = new Store(storage);
      const messages: Published[] = [];
      forgetPublication(store);
      const queue = {
        send: async (message: Published) => {
          messages.push(structuredClone(message));
        },
      } as unknown as Queue<Published>;
      await drain(store, new Log(store, () => {}), queue, operator);
      return messages;
    },
  );
}
