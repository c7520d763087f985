// Forks and rewinds of sessions with 1,000 and 10,000 messages and a hundred files, and how fast one is
// archived and restored. The floor of a fork is a session made anew; what R2 is asked for has none.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "../client.ts";
import { newSession } from "../conversation.ts";
import { databasesOf, liveOn } from "../long-session.ts";
import { quiet } from "../process-group.ts";
import { atMost, type Row, single, spread } from "../row.ts";
import { type Sides, startLedge } from "../sides.ts";

const SIZES = [1_000, 10_000];
/** What DESIGN §10 asks of a fork, in ms. */
const FORK_MS_MAX: Record<number, number> = { 1000: 20, 10000: 100 };
const EVENTS_PER_MESSAGE = 3;
const FILES = 100;
const FILE_BYTES = 2_000;
const POLL_MS = 10;
const MIB = 1024 ** 2;
/** What is archived: so many files of noise, which does not shrink. */
const LARGE_FILES = 32;
const LARGE_FILE_BYTES = 2 * MIB;

const SCRIPTED = { model: "offline-script", allowed_tools: ["Bash"] };

/** Rows for forks, rewinds, archives and restores. */
export async function branches({ ledge }: Sides, quick: boolean): Promise<Row[]> {
  const folder = join(ledge.folder, "..", "branches");
  const sizes = quick ? SIZES.slice(0, 1) : SIZES;
  const parents = await madeSessions(folder, sizes.length);
  const paths = databasesOf(folder);
  for (const [index, messages] of sizes.entries()) {
    liveOn(paths.get(parents[index] ?? "") ?? "", messages * EVENTS_PER_MESSAGE);
  }
  const service = await startLedge(folder);
  try {
    const rows: Row[] = [];
    for (const [index, messages] of sizes.entries()) {
      const id = parents[index] ?? "";
      rows.push(await forks(service.client, id, messages, quick ? 3 : 20));
      rows.push(await rewinds(service.client, id, messages, quick ? 3 : 20));
    }
    if (!quick) rows.push(...(await archived(service.client, quick ? 1 : 3)));
    return rows;
  } finally {
    await service.stop();
  }
}

/** Sessions with files on a service of their own, which is stopped again. */
async function madeSessions(folder: string, count: number): Promise<string[]> {
  const service = await startLedge(folder);
  try {
    const ids: string[] = [];
    while (ids.length < count) {
      const id = await newSession(service.client, SCRIPTED);
      const command = `for i in $(seq 1 ${FILES}); do seq $i $((i + ${FILE_BYTES / 4})) > file-$i.txt; done`;
      const script = [{ tools: [{ name: "Bash", input: { command } }] }, { text: "Done." }];
      await service.client.post(`/sessions/${id}/query?wait=60`, {
        message: JSON.stringify(script),
      });
      ids.push(id);
    }
    await quiet(service.group);
    return ids;
  } finally {
    await service.stop();
  }
}

/** A fork until its history can be read and it takes a message. */
async function forks(client: Client, id: string, messages: number, count: number): Promise<Row> {
  const times = { ledge: [] as number[], floor: [] as number[] };
  // The first request wakes the parent.
  await client.get(`/sessions/${id}/messages?limit=1`);
  for (let round = 0; round < count; round++) {
    times.ledge.push(
      await timeOf(async () => {
        const { body } = await client.post(`/sessions/${id}/fork`, {});
        await client.get(`/sessions/${idIn(body)}/messages?limit=20`);
      }),
    );
    times.floor.push(
      await timeOf(async () => {
        const made = await newSession(client, SCRIPTED);
        await client.get(`/sessions/${made}/messages?limit=20`);
      }),
    );
  }
  const of_fork = spread(times.ledge);
  return {
    what: `fork of ${messages.toLocaleString("en")} messages and ${FILES} files, until it can be read`,
    unit: "ms",
    ledge: of_fork,
    floor: spread(times.floor),
    limits: [atMost("p50", of_fork.p50, FORK_MS_MAX[messages] ?? 0)],
    n: count,
  };
}

/** Back to the middle and forth again: each rewind hides half of the conversation. */
async function rewinds(client: Client, id: string, messages: number, count: number): Promise<Row> {
  const times: number[] = [];
  for (let round = 0; round < count; round++) {
    const to_message = messages / 2;
    times.push(await timeOf(() => client.post(`/sessions/${id}/rewind`, { to_message })));
    await client.post(`/sessions/${id}/rewind/undo`, {});
  }
  return {
    what: `rewind of ${messages.toLocaleString("en")} messages to their middle`,
    unit: "ms",
    ledge: spread(times),
    floor: null,
    limits: [],
    n: count,
  };
}

async function archived(client: Client, count: number): Promise<Row[]> {
  const mib = (LARGE_FILES * LARGE_FILE_BYTES) / MIB;
  const sealed: number[] = [];
  const restored: number[] = [];
  const id = await newSession(client, SCRIPTED);
  for (let file = 0; file < LARGE_FILES; file++) {
    await client.put(`/sessions/${id}/files/noise-${file}`, randomBytes(LARGE_FILE_BYTES));
  }
  for (let round = 0; round < count; round++) {
    await client.post(`/sessions/${id}/complete`, {});
    const seal_ms = await timeOf(async () => {
      await client.post(`/sessions/${id}/archive`, {});
      await until(
        async () => statusIn(await client.get(`/sessions/${id}/archive`)) === "completed",
      );
    });
    sealed.push(mib / (seal_ms / 1000));
    await untilEmpty(client, id);
    const restore_ms = await timeOf(() => client.post(`/sessions/${id}/archive/restore`, {}));
    restored.push(mib / (restore_ms / 1000));
  }
  const row = (what: string, figures: number[]): Row => ({
    what: `${what}, ${mib} MiB of noise in ${LARGE_FILES} files`,
    unit: "MiB/s",
    ledge: single(spread(figures).p50),
    floor: null,
    limits: [],
    n: count,
  });
  return [row("archive, read back and verified", sealed), row("restore", restored)];
}

/** Until the object has let go of what is in the archive: only then is a restore one. */
async function untilEmpty(client: Client, id: string): Promise<void> {
  await until(async () => {
    const { body } = await client.get(`/sessions/${id}/storage`);
    return (JSON.parse(body) as { contents: { count: number } }).contents.count === 0;
  });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(POLL_MS);
}

function statusIn({ body }: { body: string }): string {
  return (JSON.parse(body) as { status: string }).status;
}

function idIn(body: string): string {
  return (JSON.parse(body) as { id: string }).id;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started_at = performance.now();
  await work();
  return performance.now() - started_at;
}
