// The queue's consumer: what sessions published becomes rows of D1. Delivery is at least once and
// in no order; every write is keyed and versioned, so that D1 comes out the same all the same.
import { type Published, published, type Rows } from "../contract/published.ts";
import { loggedText } from "../contract/secret.ts";
import type { SessionSnapshot } from "../contract/session.ts";
import { insertEntries } from "../db/audit.ts";
import { database, runTogether, type Statement } from "../db/database.ts";
import { upsertRows, type VersionedTable } from "../db/rows.ts";
import {
  hookExecutions,
  messages,
  metricsSnapshots,
  modelCalls,
  permissionDecisions,
  toolCalls,
} from "../db/schema.ts";
import { deletePurgedSessions, upsertSession } from "../db/sessions.ts";

const RETRY_SECONDS_FIRST = 5;
const RETRY_SECONDS_MAX = 600;

/**
 * Writes one batch to D1 in one transaction. A message that cannot be read is tried again like one
 * that cannot be written: the queue moves it to its dead letters in the end, where it can be seen.
 */
export async function consume(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const readable: { message: Message<unknown>; body: Published }[] = [];
  for (const message of batch.messages) {
    const parsed = published.safeParse(message.body);
    if (parsed.success) {
      readable.push({ message, body: parsed.data });
      continue;
    }
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.code}`);
    console.error({ event: "queue.message_unreadable", id: message.id, wrong: wrong.slice(0, 10) });
    message.retry({ delaySeconds: retryDelaySeconds(message.attempts) });
  }
  try {
    await write(
      env,
      readable.map(({ body }) => body),
    );
    for (const { message } of readable) message.ack();
  } catch (error) {
    // What D1 refuses is quoted with all its rows.
    const text = loggedText(error);
    console.error({ event: "queue.write_failed", messages: readable.length, error: text });
    for (const { message } of readable) {
      message.retry({ delaySeconds: retryDelaySeconds(message.attempts) });
    }
  }
}

/** Doubles with every attempt, so that ten of them outlast half an hour without D1. */
export function retryDelaySeconds(attempts: number): number {
  return Math.min(RETRY_SECONDS_MAX, RETRY_SECONDS_FIRST * 2 ** Math.max(0, attempts - 1));
}

/** The table of each kind of rows. Audit entries have their own way in. */
const TABLES = {
  messages,
  tool_calls: toolCalls,
  permission_decisions: permissionDecisions,
  hook_executions: hookExecutions,
  model_calls: modelCalls,
  metrics: metricsSnapshots,
} satisfies Record<Exclude<keyof Rows, "audit">, VersionedTable>;

async function write(env: Env, all: Published[]): Promise<void> {
  if (all.length === 0) return;
  const db = database(env);
  const statements: Statement[] = [...newestOf(all)].map((snapshot) => upsertSession(db, snapshot));
  for (const [kind, table] of Object.entries(TABLES) as [keyof typeof TABLES, VersionedTable][]) {
    const rows = all.flatMap(({ session_id, user_id, ...message }) =>
      message[kind].map((row) => ({ ...row, session_id, user_id })),
    );
    statements.push(...upsertRows(db, table, rows));
  }
  const entries = all.flatMap(({ session_id, user_id: owner_id, audit }) =>
    audit.map((entry) => ({ session_id, owner_id, entry })),
  );
  statements.push(...insertEntries(db, entries));
  const ids = new Set(all.map(({ session_id }) => session_id));
  statements.push(...deletePurgedSessions(db, [...ids]));
  await runTogether(db, statements);
}

/** Of each session the latest it said of itself. */
function newestOf(all: Published[]): Iterable<SessionSnapshot> {
  const newest = new Map<string, SessionSnapshot>();
  for (const { snapshot } of all) {
    if (snapshot === null) continue;
    const known = newest.get(snapshot.id);
    if (known === undefined || known.last_seq < snapshot.last_seq)
      newest.set(snapshot.id, snapshot);
  }
  return newest.values();
}
