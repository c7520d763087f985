// What a thousand sessions publish drained into D1: a hundred of them each do a turn with tools, all that
// they have to say is told ten times under other ids and put on the queue at once, and the consumer makes
// rows of it. The floor is as many plain rows in as many transactions of the same D1, with no queue and
// none of our code.
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "../client.ts";
import { newSession } from "../conversation.ts";
import { cpuMs, quiet } from "../process-group.ts";
import { type Row, single, spread } from "../row.ts";
import { type Side, type Sides, startLedge } from "../sides.ts";
import { median } from "../stats.ts";

const ENTRY = "bench/outbox/worker.ts";
const LIVED = 100;
const COPIES = 10;
const POLL_MS = 200;
const DRAIN_MS_MAX = 120_000;

const notes = {
  file_path: "/workspace/notes/today.md",
  content: "What was done today.\n".repeat(20),
};
const MESSAGE = JSON.stringify([
  {
    text: "I'll write the notes down and count them.",
    tools: [
      { name: "Write", input: notes },
      { name: "Bash", input: { command: "wc -l notes/today.md" } },
    ],
  },
  {
    text: "Now I'll look at what is there.",
    tools: [
      { name: "Read", input: { file_path: notes.file_path } },
      { name: "Bash", input: { command: "ls -la notes" } },
      { name: "Bash", input: { command: "curl https://example.com/notes" } },
    ],
  },
  { text: "The notes are written: twenty lines, one file. I could not send them." },
]);

/** Two rounds of tools: a file written, two commands, a file read, and a command that a rule denies. */
const SESSION = {
  model: "offline-script",
  allowed_tools: ["Bash(wc:*)", "Bash(ls:*)", "Edit(notes/**)"],
  disallowed_tools: ["Bash(curl:*)"],
  message: MESSAGE,
};

interface Transaction {
  readonly rows: number;
  readonly ms: number;
}

interface Round {
  readonly transactions: readonly Transaction[];
  readonly total_ms: number;
  readonly cpu_ms: number;
}

/** Rows for the draining of 1,000 sessions: rows a second, time, time of a transaction, and CPU. */
export async function outbox({ ledge }: Sides, quick: boolean): Promise<Row[]> {
  const copies = quick ? 1 : COPIES;
  const service = await startLedge(join(ledge.folder, "..", "outbox"), { entry: ENTRY });
  try {
    const living = Array.from({ length: LIVED }, () => newSession(service.client, SESSION));
    await Promise.all(living);
    await untilHeld(service.client, LIVED);
    await service.client.post("/bench/copies", { copies });
    const held = await untilHeld(service.client, LIVED * copies);
    await quiet(service.group);
    const rounds = { ledge: [] as Round[], floor: [] as Round[] };
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      rounds.ledge.push(await measured(service, () => drain(service.client, held)));
      await checkRows(service.client, held);
      rounds.floor.push(await measured(service, () => writePlain(service.client)));
    }
    return rowsOf(LIVED * copies, rounds);
  } finally {
    await service.stop();
  }
}

interface Held {
  readonly messages: number;
  /** Rows that these make, each once. */
  readonly rows: number;
  readonly settled_sessions: number;
}

/** Waits until every session has published the end of its turn. */
async function untilHeld(client: Client, sessions: number): Promise<Held> {
  return await until("the sessions to publish", async () => {
    const held = JSON.parse((await client.get("/bench/held")).body) as Held;
    return held.settled_sessions < sessions ? null : held;
  });
}

type Written = Omit<Round, "cpu_ms">;

async function drain(client: Client, held: Held): Promise<Written> {
  await client.post("/bench/drain", {});
  return await until("D1 to catch up", async () => {
    const drained = JSON.parse((await client.get("/bench/drained")).body) as Written & {
      messages: number;
    };
    return drained.messages < held.messages ? null : drained;
  });
}

/** Throws when D1 has not got all of it: what was measured was something else then. */
async function checkRows(client: Client, held: Held): Promise<void> {
  const { rows } = JSON.parse((await client.get("/bench/rows")).body) as { rows: number };
  if (rows !== held.rows) throw new Error(`D1 has ${rows} of the ${held.rows} published rows`);
}

async function writePlain(client: Client): Promise<Written> {
  const { body } = await client.post("/bench/plain", {});
  const { transactions } = JSON.parse(body) as { transactions: Transaction[] };
  return { transactions, total_ms: sumOf(transactions, "ms") };
}

async function measured(service: Side, write: () => Promise<Written>): Promise<Round> {
  const cpu_before_ms = cpuMs(service.group);
  const written = await write();
  return { ...written, cpu_ms: cpuMs(service.group) - cpu_before_ms };
}

async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const deadline_ms = performance.now() + DRAIN_MS_MAX;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > deadline_ms) {
      throw new Error(`waited ${DRAIN_MS_MAX / 1000} s for ${what}`);
    }
    await sleep(POLL_MS);
  }
}

function sumOf(transactions: readonly Transaction[], field: keyof Transaction): number {
  return transactions.reduce((sum, transaction) => sum + transaction[field], 0);
}

function rowsOf(sessions: number, rounds: { ledge: Round[]; floor: Round[] }): Row[] {
  const both = <T>(read: (of: readonly Round[]) => T) => ({
    ledge: read(rounds.ledge),
    floor: read(rounds.floor),
    limits: [],
  });
  const middle = (figure: (round: Round) => number) => both((of) => single(median(of.map(figure))));
  const all = rounds.ledge.flatMap(({ transactions }) => transactions);
  const count = rounds.ledge.length;
  const rows = sumOf(all, "rows") / count;
  const size = `${rows.toLocaleString("en")} rows in ${Math.round(all.length / count)} batches`;
  const what = `outboxes of ${sessions.toLocaleString("en")} sessions into D1`;
  return [
    {
      what: `${what} (${size}): while it writes`,
      unit: "rows/s",
      ...middle(({ transactions: of }) => (sumOf(of, "rows") * 1000) / sumOf(of, "ms")),
      n: count,
    },
    {
      what: `${what}: in all`,
      unit: "s",
      ...middle(({ total_ms }) => total_ms / 1000),
      n: count,
    },
    {
      what: `${what}: one transaction`,
      unit: "ms",
      ...both((of) => spread(of.flatMap(({ transactions }) => transactions.map(({ ms }) => ms)))),
      n: all.length,
    },
    {
      what: `${what}: CPU per session`,
      unit: "ms",
      ...middle(({ cpu_ms }) => cpu_ms / sessions),
      n: count,
    },
  ];
}
