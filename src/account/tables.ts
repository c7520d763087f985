// An account's tables. They are made when its first session enters: asking after a user of whom no
// session was ever heard stores nothing.

/** True once a session has entered here. */
export function hasAccountTables(sql: SqlStorage): boolean {
  const table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'places'";
  return sql.exec(table).toArray().length > 0;
}

/** Makes the tables, where they are not there yet. */
export function createAccountTables(sql: SqlStorage): void {
  // A lease is renewed far more often than a state changes, so it stands in no index.
  sql.exec(`
    CREATE TABLE IF NOT EXISTS places (
      session_id TEXT PRIMARY KEY,
      mode TEXT NOT NULL,
      state TEXT NOT NULL,
      since_ms INTEGER NOT NULL,
      lease_until_ms INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS places_in_line ON places (mode, state, since_ms);
    CREATE TABLE IF NOT EXISTS spending (
      session_id TEXT PRIMARY KEY,
      month TEXT NOT NULL,
      base_usd REAL NOT NULL,
      total_usd REAL NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS spending_by_month ON spending (month);
  `);
}
