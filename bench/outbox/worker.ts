// Ledge whose relational plane can be kept waiting: what the sessions publish is held back, and handed
// to the queue again when everything is there, so that nothing but the draining is going on then. It is
// consumed by Ledge's own consumer. Beside it the floor: as many rows in as many transactions of the
// same D1, without Ledge.
import { Hono } from "hono";
import { type Published, published } from "../../src/contract/published.ts";
import { consume } from "../../src/jobs/consume.ts";
import ledge from "../../src/worker.ts";

export { Account, Session } from "../../src/worker.ts";

const TABLES = [
  "sessions",
  "audit_logs",
  "messages",
  "tool_calls",
  "permission_decisions",
  "hook_executions",
  "model_calls",
  "session_metrics_snapshots",
];
const FILLING_POLL_MS = 20;
const PLAIN_ROWS_PER_STATEMENT = 1_000;
const PLAIN_TABLE = "create table if not exists plain (id text primary key, body text not null)";
/** D1 takes many rows fastest as one parameter: the floor gets the best way in, too. */
const PLAIN_INSERT = `insert into plain (id, body)
  select value ->> 'id', value ->> 'body' from json_each(?) where true
  on conflict (id) do update set body = excluded.body`;

interface PlainRow {
  readonly id: string;
  readonly body: string;
}

interface Transaction {
  readonly rows: number;
  readonly ms: number;
}

type Consumed = Transaction & { readonly began_at: number; readonly messages: Published[] };

let phase: "holding" | "filling" | "draining" = "holding";
const held: Published[] = [];
let consumed: Consumed[] = [];

/** The rows that a message makes in D1, as their ids and all that they hold. */
function plainRows({ session_id, user_id: _, snapshot, ...kinds }: Published): PlainRow[] {
  const rows: { id: string }[] = Object.values(kinds).flat();
  if (snapshot !== null) rows.push(snapshot);
  return rows.map((row) => ({ id: row.id, body: JSON.stringify({ session_id, ...row }) }));
}

async function queue(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const messages = batch.messages.map(({ body }) => published.parse(body));
  if (phase === "holding") {
    held.push(...messages);
    batch.ackAll();
    return;
  }
  while (phase === "filling") await scheduler.wait(FILLING_POLL_MS);
  const rows = messages.flatMap(plainRows).length;
  const began_at = Date.now();
  await consume(batch, env);
  consumed.push({ messages, rows, began_at, ms: Date.now() - began_at });
}

const OWN_ID = /\b(sesn|sevt|msg|perm|audit)_([0-9a-f]{12})(?=[0-9a-f]{20}\b)/g;
const COPY_AFTER_MS = 60_000;

/** The same told by another session: every id is that of so many minutes later, and sorts there. */
function copyOf(json: string, copy: number): Published {
  const later = (_: string, kind: string, time: string) => {
    const at_ms = Number.parseInt(time, 16) + copy * COPY_AFTER_MS;
    return `${kind}_${at_ms.toString(16).padStart(12, "0")}`;
  };
  return JSON.parse(json.replace(OWN_ID, later)) as Published;
}

/** Lets each session that was held have been `copies` sessions. */
function multiply(copies: number): void {
  const told = held.map((message) => JSON.stringify(message));
  for (let copy = 1; copy < copies; copy++) held.push(...told.map((json) => copyOf(json, copy)));
}

/** Hands everything that was held to the queue, which delivers the first of it when all is there. */
async function drainAgain(env: Env): Promise<void> {
  await env.DB.batch(TABLES.map((table) => env.DB.prepare(`delete from ${table}`)));
  consumed = [];
  phase = "filling";
  for (const message of held) await env.EVENTS.send(message);
  phase = "draining";
}

async function rowsInTables({ DB }: Env): Promise<number> {
  const counts = TABLES.map((table) => `(select count(*) from ${table})`);
  return (await DB.prepare(`select ${counts.join(" + ")} as rows`).first<number>("rows")) ?? 0;
}

/** The rows of each batch that was consumed, in a transaction of its own. */
async function writePlain({ DB }: Env): Promise<Transaction[]> {
  await DB.prepare(PLAIN_TABLE).run();
  await DB.prepare("delete from plain").run();
  const written: Transaction[] = [];
  for (const { messages } of consumed) {
    const began_at = Date.now();
    const rows = messages.flatMap(plainRows);
    const statements: D1PreparedStatement[] = [];
    for (let from = 0; from < rows.length; from += PLAIN_ROWS_PER_STATEMENT) {
      const json = JSON.stringify(rows.slice(from, from + PLAIN_ROWS_PER_STATEMENT));
      statements.push(DB.prepare(PLAIN_INSERT).bind(json));
    }
    await DB.batch(statements);
    written.push({ rows: rows.length, ms: Date.now() - began_at });
  }
  return written;
}

const app = new Hono<{ Bindings: Env }>();

app.get("/api/v1/bench/held", (c) => {
  const settled = held.filter(({ metrics }) => metrics.length > 0);
  const rows = new Set(held.flatMap(plainRows).map(({ id }) => id)).size;
  const sessions = new Set(settled.map(({ session_id }) => session_id)).size;
  return c.json({ messages: held.length, rows, settled_sessions: sessions });
});
app.post("/api/v1/bench/copies", async (c) => {
  const { copies } = await c.req.json<{ copies: number }>();
  multiply(copies);
  return c.json({});
});
app.post("/api/v1/bench/drain", async (c) => {
  await drainAgain(c.env);
  return c.json({}, 202);
});
app.get("/api/v1/bench/rows", async (c) => c.json({ rows: await rowsInTables(c.env) }));
app.get("/api/v1/bench/drained", (c) => {
  const messages = consumed.reduce((sum, batch) => sum + batch.messages.length, 0);
  const [first, last] = [consumed[0], consumed.at(-1)];
  const total_ms = first && last ? last.began_at + last.ms - first.began_at : 0;
  const transactions: Transaction[] = consumed.map(({ rows, ms }) => ({ rows, ms }));
  return c.json({ messages, total_ms, transactions });
});
app.post("/api/v1/bench/plain", async (c) => c.json({ transactions: await writePlain(c.env) }));
app.all("*", (c) => ledge.fetch(c.req.raw, c.env, c.executionCtx));

export default { fetch: app.fetch, queue, scheduled: ledge.scheduled };
