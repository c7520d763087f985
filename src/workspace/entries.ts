// The durable names of the file system, one row each. Whatever is written here, in whatever order
// stages commit, the rows stay one tree: every entry's parents exist and are directories.
import type { FileStat } from "../agent/tool.ts";
import { comparePaths, directoriesTo, joinPath, splitPath } from "./path.ts";

/** What stands at a path. Directories and symlinks have no hash; only symlinks have a target. */
export interface Entry {
  readonly kind: FileStat["kind"];
  readonly hash: string | null;
  readonly target: string | null;
  readonly size_bytes: number;
  readonly mode: number;
  readonly modified_at_ms: number;
}

export interface Totals {
  readonly entry_count: number;
  readonly file_count: number;
  readonly size_bytes: number;
}

/** When something is written: by the clock, and by the last event of its transaction. */
interface When {
  readonly now_ms: number;
  readonly seq: number;
}

/** How long a version of a file was, or is, there. */
interface Span extends Record<string, SqlStorageValue> {
  from_seq: number;
  until_seq: number | null;
  size_bytes: number;
}

type Row = Entry & { parent: string; name: string; [column: string]: SqlStorageValue };

export const DIRECTORY_MODE = 0o755;
const COLUMNS = "kind, hash, target, size_bytes, mode, modified_at_ms";
const PLACED = `parent, name, ${COLUMNS}`;
const BELOW = "(parent = ? OR (parent >= ? AND parent < ?))";
/** What is written and replaced again in one transaction never was. */
const KEEP = `INSERT INTO entries_past (until_seq, from_seq, ${PLACED})
  SELECT ?1, from_seq, ${PLACED} FROM entries WHERE from_seq < ?1`;
/** The past that was the present at ?1. */
const THEN = "until_seq > ?1 AND from_seq <= ?1";

const SQL = {
  find: `SELECT ${COLUMNS} FROM entries WHERE parent = ? AND name = ?`,
  children: `SELECT ${PLACED} FROM entries WHERE parent = ?`,
  below: `SELECT ${PLACED} FROM entries WHERE ${BELOW}`,
  keep: `${KEEP} AND parent = ?2 AND name = ?3`,
  keepBelow: `${KEEP} AND (parent = ?2 OR (parent >= ?3 AND parent < ?4))`,
  put: `INSERT OR REPLACE INTO entries (${PLACED}, from_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  remove: "DELETE FROM entries WHERE parent = ? AND name = ?",
  removeBelow: `DELETE FROM entries WHERE ${BELOW}`,
  at: `SELECT ${PLACED} FROM entries WHERE from_seq <= ?1
    UNION ALL SELECT ${PLACED} FROM entries_past WHERE ${THEN}`,
  former: `SELECT ${PLACED} FROM entries_past WHERE ${THEN}`,
  since: `SELECT ${PLACED} FROM entries WHERE from_seq > ?1`,
  spans: `SELECT from_seq, NULL AS until_seq, size_bytes FROM entries WHERE hash IS NOT NULL
    UNION ALL SELECT from_seq, until_seq, size_bytes FROM entries_past WHERE hash IS NOT NULL`,
  totals: `SELECT count(*) AS entry_count, count(hash) AS file_count,
      coalesce(sum(size_bytes), 0) AS size_bytes FROM entries`,
} as const;

export class Entries {
  readonly #sql: SqlStorage;
  readonly #fixed: ReadonlySet<string>;

  /** `fixed` directories always exist, need no row and never get one. */
  constructor(sql: SqlStorage, fixed: ReadonlySet<string>) {
    this.#sql = sql;
    this.#fixed = fixed;
  }

  find(path: string): Entry | null {
    const { parent, name } = splitPath(path);
    const [row] = this.#sql.exec<Row>(SQL.find, parent, name);
    return row ?? null;
  }

  /** What a directory holds directly, by path, unordered. */
  children(directory: string): Map<string, Entry> {
    return byPath(this.#sql.exec<Row>(SQL.children, directory));
  }

  /** Everything below a directory, by path, unordered. */
  below(directory: string): Map<string, Entry> {
    return byPath(this.#sql.exec<Row>(SQL.below, ...rangeBelow(directory)));
  }

  /** Everything as it was at `seq`, by path, unordered. */
  at(seq: number): Map<string, Entry> {
    return byPath(this.#sql.exec<Row>(SQL.at, seq));
  }

  /** What has to change for everything to be as it was at `seq`, sorted by path; null is to go. */
  backTo(seq: number): [string, Entry | null][] {
    const then = byPath(this.#sql.exec<Row>(SQL.former, seq));
    const since = byPath(this.#sql.exec<Row>(SQL.since, seq));
    const changes = new Map<string, Entry | null>();
    for (const path of since.keys()) changes.set(path, null);
    for (const [path, entry] of then) {
      const now = since.get(path);
      if (now !== undefined && isSame(now, entry)) changes.delete(path);
      else changes.set(path, entry);
    }
    return [...changes].sort(([left], [right]) => comparePaths(left, right));
  }

  /** The files at each of these seqs: how many, and how large together, in one reading. */
  totalsAt(seqs: readonly number[]): Pick<Totals, "file_count" | "size_bytes">[] {
    const totals = seqs.map(() => ({ file_count: 0, size_bytes: 0 }));
    for (const { from_seq, until_seq, size_bytes } of this.#sql.exec<Span>(SQL.spans)) {
      for (const [index, seq] of seqs.entries()) {
        const total = totals[index];
        if (total === undefined || from_seq > seq || (until_seq ?? seq + 1) <= seq) continue;
        total.file_count += 1;
        total.size_bytes += size_bytes;
      }
    }
    return totals;
  }

  totals(): Totals {
    return this.#sql.exec<Totals & Record<string, SqlStorageValue>>(SQL.totals).one();
  }

  /**
   * Writes changes sorted by path, null for what is gone. Runs in the caller's transaction. Where
   * another stage has changed the same places meanwhile, the last one wins and the tree stays
   * whole.
   */
  apply(changes: Iterable<readonly [string, Entry | null]>, when: When): void {
    const sound = new Set(this.#fixed);
    for (const [path, entry] of changes) {
      if (entry === null) {
        this.#remove(path, when.seq);
        continue;
      }
      const { parent } = splitPath(path);
      for (const directory of sound.has(parent) ? [] : directoriesTo(parent)) {
        if (!sound.has(directory)) this.#ensureDirectory(directory, when);
        sound.add(directory);
      }
      if (entry.kind === "directory") sound.add(path);
      else this.#removeBelow(path, when.seq);
      this.#put(path, entry, when.seq);
    }
  }

  #ensureDirectory(path: string, { now_ms, seq }: When): void {
    if (this.find(path)?.kind === "directory") return;
    const none = { hash: null, target: null, size_bytes: 0 };
    const mode = DIRECTORY_MODE;
    this.#put(path, { kind: "directory", ...none, mode, modified_at_ms: now_ms }, seq);
  }

  #put(path: string, entry: Entry, seq: number): void {
    const { parent, name } = splitPath(path);
    const { kind, hash, target, size_bytes, mode, modified_at_ms } = entry;
    this.#sql.exec(SQL.keep, seq, parent, name);
    const columns = [kind, hash, target, size_bytes, mode, modified_at_ms, seq];
    this.#sql.exec(SQL.put, parent, name, ...columns);
  }

  #remove(path: string, seq: number): void {
    const { parent, name } = splitPath(path);
    this.#sql.exec(SQL.keep, seq, parent, name);
    this.#sql.exec(SQL.remove, parent, name);
    this.#removeBelow(path, seq);
  }

  #removeBelow(path: string, seq: number): void {
    const range = rangeBelow(path);
    this.#sql.exec(SQL.keepBelow, seq, ...range);
    this.#sql.exec(SQL.removeBelow, ...range);
  }
}

/** Bounds of `parent` for everything below a directory: "0" is the character after "/". */
function rangeBelow(directory: string): [string, string, string] {
  const stem = directory === "/" ? "" : directory;
  return [directory, `${stem}/`, `${stem}0`];
}

function isSame(left: Entry, right: Entry): boolean {
  return (
    left.kind === right.kind &&
    left.hash === right.hash &&
    left.target === right.target &&
    left.mode === right.mode &&
    left.modified_at_ms === right.modified_at_ms
  );
}

function byPath(rows: Iterable<Row>): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const { parent, name, ...entry } of rows) entries.set(joinPath(parent, name), entry);
  return entries;
}
