// The workspace's tables: names in `entries`, content once per hash in `blobs`, and what tools
// remember in `memory`. Blobs are never deleted here: older manifests may still name them.

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
