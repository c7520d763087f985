// The workspace's tables: names in `entries`, content once per hash in `blobs`, and what tools
// remember in `memory`. What a change replaces moves to a table of the past, so that the workspace can be
// seen as it was at any seq. Blobs are never deleted here: earlier versions name them.

/**
 * Makes the tables in an object's SQLite. May run again; called from the session's migration v1.
 */
export function createWorkspaceTables(sql: SqlStorage): void {
  // `entries` is keyed by directory and name: one index answers both a path and a listing, and a
  // change costs one written row.
  sql.exec(`
    CREATE TABLE IF NOT EXISTS blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    );
    CREATE TABLE IF NOT EXISTS entries (
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL,
      PRIMARY KEY (parent, name)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
  `);
}

/** Version 3 of the tables: each row knows from which seq on it is so, and the past is kept. */
export function keepVersions(sql: SqlStorage): void {
  // The past is keyed by its end: what has changed since a seq is one stretch of the key.
  sql.exec(`
    ALTER TABLE entries ADD COLUMN from_seq INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE memory ADD COLUMN from_seq INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE blobs ADD COLUMN encoding TEXT;
    CREATE TABLE entries_past (
      until_seq INTEGER NOT NULL,
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL,
      from_seq INTEGER NOT NULL,
      PRIMARY KEY (until_seq, parent, name)
    ) WITHOUT ROWID;
    CREATE TABLE memory_past (
      until_seq INTEGER NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      from_seq INTEGER NOT NULL,
      PRIMARY KEY (until_seq, key)
    ) WITHOUT ROWID;
  `);
}
