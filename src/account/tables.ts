// An account's tables. They are made when its first session enters, and when its user first sets
// something: asking after a user of whom nothing was ever heard stores nothing.

/** True once a session has entered here. */
export function hasAccountTables(sql: SqlStorage): boolean {
  return hasTable(sql, "places");
}

/** True once the user has set something for all their sessions. */
export function hasControlTables(sql: SqlStorage): boolean {
  return hasTable(sql, "controls");
}

function hasTable(sql: SqlStorage, name: string): boolean {
  const table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
  return sql.exec(table, name).toArray().length > 0;
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
    CREATE TABLE IF NOT EXISTS heard (
      session_id TEXT PRIMARY KEY,
      last_seq INTEGER NOT NULL,
      at_ms INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS spending_by_month ON spending (month);
  `);
}

/** Makes the tables of what a user sets, where they are not there yet; `policies` as JSON. */
export function createControlTables(sql: SqlStorage, policies: string): void {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS hooks (
      id TEXT PRIMARY KEY,
      session_id TEXT,
      resource TEXT NOT NULL,
      secret TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS controls (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      version INTEGER NOT NULL,
      policies TEXT NOT NULL
    )`);
  sql.exec(
    "INSERT INTO controls (only_row, version, policies) VALUES (1, 0, ?) ON CONFLICT DO NOTHING",
    policies,
  );
}
