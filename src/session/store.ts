// The object's tables and their versions. A database of any earlier version is brought up to date
// when it is opened, one function per version; an object that was never created holds no table at all.
import { LedgeError } from "../contract/errors.ts";
import { createWorkspaceTables, keepVersions } from "../workspace/tables.ts";

/** Version n is reached by running the functions up to index n - 1, each once. */
const MIGRATIONS: readonly ((sql: SqlStorage) => void)[] = [
  (sql) => {
    sql.exec(`
      CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
      CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        type TEXT NOT NULL,
        at INTEGER NOT NULL,
        body TEXT NOT NULL,
        actor TEXT
      );
      CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
    `);
    createWorkspaceTables(sql);
  },
  // Large events stand in parts. The answer to sent events is kept as their places, not as the events.
  // The state is dropped: the log folds to it anew, with whatever today's code counts.
  (sql) => {
    sql.exec(`
      CREATE TABLE event_parts (
        seq INTEGER NOT NULL,
        part INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (seq, part)
      ) WITHOUT ROWID;
      UPDATE idempotency SET response = (
        SELECT json_group_array(json_extract(value, '$.seq')) FROM json_each(response, '$.data')
      ) WHERE json_valid(response) AND json_type(response, '$.data') = 'array';
      DELETE FROM meta WHERE key IN ('state', 'config');
    `);
  },
  // Files are kept in all their versions, and what is stored may be compressed.
  (sql) => {
    keepVersions(sql);
    sql.exec(
      "INSERT INTO meta (key, value) SELECT 'versions_from', max(seq) FROM events HAVING count(*) > 0",
    );
  },
];

/** What `meta` holds, each under its own key so that an append rewrites only what changed. */
export interface Meta {
  schema_version: number;
  /** SessionState without its config, as JSON. */
  state: string;
  /** SessionConfig as JSON. */
  config: string;
  /** The instance whose loop may append. */
  owner: string;
  /** The outbox: how far the log has been handed to the queue. A Publication as JSON. */
  publication: string;
  /** How far the log has been told as spans, and what is open there: a Tracing as JSON. */
  tracing: string;
  /** What the last model call sent, as digests: a Fingerprint as JSON, or null. */
  fingerprint: string;
  /** The first seq at which all files are known as they were, where that is not the first of all. */
  versions_from: number;
  /** The last event that another session's log holds too; missing where there is none. */
  adopted_seq: number;
  /** Set while rows of another session are being copied here, and nobody's session is: whose it will be. */
  copying: string;
  /** The archive that was made last, or is being made: an ArchiveRecord as JSON. */
  archive: string;
  /** What of the session is in its archive alone: Sealed as JSON; missing where nothing is. */
  sealed: string;
  /** 1 once the session's erasure was decided: it goes on with it whatever happens. */
  erasing: number;
  /** What the user has set for their sessions, as it was heard last: Controls as JSON. */
  controls: string;
}

export class Store {
  readonly sql: SqlStorage;
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.sql = storage.sql;
  }

  /** True once there are tables here. Asking leaves nothing behind. */
  exists(): boolean {
    const table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'";
    return this.sql.exec(table).toArray().length > 0;
  }

  /**
   * Creates the tables, or brings older ones up to date. Throws `unavailable`, with nothing changed,
   * when they are newer than this code or cannot be brought up to date.
   */
  migrate(): void {
    const code_version = MIGRATIONS.length;
    const database_version = this.exists() ? (this.get("schema_version") ?? 0) : 0;
    if (database_version === code_version) return;
    if (database_version > code_version) {
      throw new LedgeError(
        "unavailable",
        "this session was written by a later version of Ledge: deploy that version again",
        { reason: "database_newer", database_version, code_version },
      );
    }
    try {
      this.transaction(() => {
        for (const migration of MIGRATIONS.slice(database_version)) migration(this.sql);
        this.set("schema_version", code_version);
      });
    } catch (error) {
      console.error({ event: "session.migration_failed", database_version, error: String(error) });
      throw new LedgeError(
        "unavailable",
        "this session's data could not be brought up to date and was left as it was: deploy the version before",
        { reason: "migration_failed", database_version, code_version },
      );
    }
  }

  get<K extends keyof Meta>(key: K): Meta[K] | undefined {
    const [row] = this.sql.exec<{ value: Meta[K] }>("SELECT value FROM meta WHERE key = ?", key);
    return row?.value;
  }

  /** An object that is stored as JSON; null for one that is missing or damaged: the log can make it again. */
  object<T extends object>(key: keyof Meta): T | null {
    const text = this.get(key);
    try {
      const value: unknown = typeof text === "string" ? JSON.parse(text) : null;
      return typeof value === "object" ? (value as T | null) : null;
    } catch {
      return null;
    }
  }

  delete(key: keyof Meta): void {
    this.sql.exec("DELETE FROM meta WHERE key = ?", key);
  }

  set<K extends keyof Meta>(key: K, value: Meta[K]): void {
    this.sql.exec(
      "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      key,
      value,
    );
  }

  /** All of the writes or none; `write` must not await. */
  transaction<T>(write: () => T): T {
    return this.#storage.transactionSync(write);
  }

  /** Erases everything, tables included. The alarm goes last: what a crash leaves is gone on with. */
  async erase(): Promise<void> {
    await this.#storage.deleteAll();
    await this.#storage.deleteAlarm();
  }
}

const FULL = /SQLITE_FULL|disk is full|SQLITE_NOMEM|out of memory|SQLITE_IOERR|exceeded allowed/i;
const TOO_BIG = /SQLITE_TOOBIG|too big/i;

/** What a caller is told when storage refused a write; null for any other error. Nothing was written. */
export function storageFailure(error: unknown): LedgeError | null {
  const message = error instanceof Error ? error.message : "";
  if (FULL.test(message)) {
    return new LedgeError(
      "storage_full",
      "the session's storage takes nothing more; what it holds stays readable",
    );
  }
  if (TOO_BIG.test(message)) return new LedgeError("too_large", "the storage takes no such value");
  return null;
}
