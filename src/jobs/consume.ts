// The queue's consumer: what sessions published becomes rows of D1. Delivery is at least once and
// in no order; every write is keyed and versioned, so that D1 comes out the same all the same.
import { type Published, published } from "../contract/published.ts";
import { auditRowOf, insertAudit } from "../db/audit.ts";
import { database, runTogether, type Statement } from "../db/database.ts";
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
    console.error({ event: "queue.write_failed", messages: readable.length, error: String(error) });
    for (const { message } of readable) {
      message.retry({ delaySeconds: retryDelaySeconds(message.attempts) });
    }
  }
}

/** Doubles with every attempt, so that ten of them outlast half an hour without D1. */
export function retryDelaySeconds(attempts: number): number {
  return Math.min(RETRY_SECONDS_MAX, RETRY_SECONDS_FIRST * 2 ** Math.max(0, attempts - 1));
}

async function write(env: Env, messages: Published[]): Promise<void> {
  const db = database(env);
  const newest = new Map<string, Published>();
  for (const message of messages) {
    const known = newest.get(message.session_id);
    if (known === undefined || known.snapshot.last_seq < message.snapshot.last_seq) {
      newest.set(message.session_id, message);
    }
  }
  const statements: Statement[] = [
    ...messages.flatMap(({ session_id, audit }) =>
      audit.map((entry) => insertAudit(db, auditRowOf(session_id, entry))),
    ),
    ...[...newest.values()].map(({ snapshot }) => upsertSession(db, snapshot)),
  ];
  if (newest.size > 0) statements.push(deletePurgedSessions(db, [...newest.keys()]));
  await runTogether(db, statements);
}
