// A session's database read from outside, so that watching a session cannot be what wakes it. The
// files are copied before they are opened: the runtime alone may touch its own.
import { copyFileSync, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const OBJECTS = "v3/do/ledge-Session";
const COPY_TRIES_MAX = 20;

/** What a session's database says, as far as it is on the disk. */
export interface Outside {
  readonly id: string;
  readonly status: string;
  readonly last_seq: number;
  /** When each event was appended, in ms since 1970: event 1 first. */
  readonly times: readonly number[];
  readonly types: readonly string[];
}

/** The database file of a session below a data folder; null while there is none. */
export function findDatabase(data: string, session_id: string, scratch: string): string | null {
  const folder = join(data, OBJECTS);
  if (!existsSync(folder)) return null;
  const paths = readdirSync(folder)
    .filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
    .map((name) => join(folder, name))
    .sort((one, other) => changedAt(other) - changedAt(one));
  return paths.find((path) => readDatabase(path, scratch)?.id === session_id) ?? null;
}

/** Reads a session's database; null when it holds no session yet. */
export function readDatabase(path: string, scratch: string): Outside | null {
  const copy = join(scratch, "copy.sqlite");
  for (let left = COPY_TRIES_MAX; ; left -= 1) {
    try {
      copyDatabase(path, copy);
      return readCopy(copy);
    } catch (error) {
      // A copy made while the log was folded into the database is torn; the next one is not.
      if (left === 0) throw error;
    }
  }
}

function changedAt(path: string): number {
  return Math.max(
    statSync(path).mtimeMs,
    statSync(`${path}-wal`, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
}

function copyDatabase(path: string, copy: string): void {
  for (const end of ["", "-wal", "-shm"]) rmSync(`${copy}${end}`, { force: true });
  const before = statSync(path).mtimeMs;
  copyFileSync(path, copy);
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
  if (statSync(path).mtimeMs !== before) throw new Error(`${path} was changed while it was copied`);
}

function readCopy(copy: string): Outside | null {
  const database = new DatabaseSync(copy);
  try {
    const tables = "SELECT 1 FROM sqlite_master WHERE name = 'meta'";
    if (database.prepare(tables).get() === undefined) return null;
    const row = database.prepare("SELECT value FROM meta WHERE key = 'state'").get();
    if (row === undefined) return null;
    const { id, status, last_seq } = JSON.parse(String(row.value)) as Outside;
    const events = database.prepare("SELECT at, type FROM events ORDER BY seq").all();
    const times = events.map(({ at }) => Number(at));
    return { id, status, last_seq, times, types: events.map(({ type }) => String(type)) };
  } finally {
    database.close();
  }
}
