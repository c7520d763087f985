// The durable names of the file system, one row each. Whatever is written here, in whatever order
// stages commit, the rows stay one tree: every entry's parents exist and are directories.
import type { FileStat } from "../agent/tool.ts";
import { directoriesTo, joinPath, splitPath } from "./path.ts";

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

type Row = Entry & { parent: string; name: string; [column: string]: SqlStorageValue };

export const DIRECTORY_MODE = 0o755;
const COLUMNS = "kind, hash, target, size_bytes, mode, modified_at_ms";
const BELOW = "(parent = ? OR (parent >= ? AND parent < ?))";

const SQL = {
  find: `SELECT ${COLUMNS} FROM entries WHERE parent = ? AND name = ?`,
  children: `SELECT parent, name, ${COLUMNS} FROM entries WHERE parent = ?`,
  below: `SELECT parent, name, ${COLUMNS} FROM entries WHERE ${BELOW}`,
  put: `INSERT INTO entries (parent, name, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (parent, name) DO UPDATE SET kind = excluded.kind, hash = excluded.hash,
      target = excluded.target, size_bytes = excluded.size_bytes, mode = excluded.mode,
      modified_at_ms = excluded.modified_at_ms`,
  remove: "DELETE FROM entries WHERE parent = ? AND name = ?",
  removeBelow: `DELETE FROM entries WHERE ${BELOW}`,
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

  totals(): Totals {
    return this.#sql.exec<Totals & Record<string, SqlStorageValue>>(SQL.totals).one();
  }

  /**
   * Writes changes sorted by path, null for what is gone. Runs in the caller's transaction. Where
   * another stage has changed the same places meanwhile, the last one wins and the tree stays
   * whole.
   */
  apply(changes: Iterable<readonly [string, Entry | null]>, now_ms: number): void {
    const sound = new Set(this.#fixed);
    for (const [path, entry] of changes) {
      if (entry === null) {
        this.#remove(path);
        continue;
      }
      const { parent } = splitPath(path);
      for (const directory of sound.has(parent) ? [] : directoriesTo(parent)) {
        if (!sound.has(directory)) this.#ensureDirectory(directory, now_ms);
        sound.add(directory);
      }
      if (entry.kind === "directory") sound.add(path);
      else this.#sql.exec(SQL.removeBelow, ...rangeBelow(path));
      this.#put(path, entry);
    }
  }

  #ensureDirectory(path: string, now_ms: number): void {
    if (this.find(path)?.kind === "directory") return;
    this.#put(path, {
      kind: "directory",
      hash: null,
      target: null,
      size_bytes: 0,
      mode: DIRECTORY_MODE,
      modified_at_ms: now_ms,
    });
  }

  #put(path: string, entry: Entry): void {
    const { parent, name } = splitPath(path);
    const { kind, hash, target, size_bytes, mode, modified_at_ms } = entry;
    this.#sql.exec(SQL.put, parent, name, kind, hash, target, size_bytes, mode, modified_at_ms);
  }

  #remove(path: string): void {
    const { parent, name } = splitPath(path);
    this.#sql.exec(SQL.remove, parent, name);
    this.#sql.exec(SQL.removeBelow, ...rangeBelow(path));
  }
}

/** Bounds of `parent` for everything below a directory: "0" is the character after "/". */
function rangeBelow(directory: string): [string, string, string] {
  const stem = directory === "/" ? "" : directory;
  return [directory, `${stem}/`, `${stem}0`];
}

function byPath(rows: Iterable<Row>): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const { parent, name, ...entry } of rows) entries.set(joinPath(parent, name), entry);
  return entries;
}
