// A session's database as SQL text: its tables and their rows, one statement a line group, so that a
// later version can load exactly what this one stored. The runtime's own tables are left out.
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";

/** The id and the SQL of the session in a database file; null when it holds none. Throws on damage. */
export function dumpDatabase(path: string): { session_id: string; sql: string } | null {
  const database = new DatabaseSync(path);
  try {
    const master = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name";
    const tables = database
      .prepare(master)
      .all()
      .map(({ name, sql }) => ({ name: String(name), sql: String(sql) }))
      .filter(({ name }) => !/^(_cf_|sqlite_|__miniflare)/.test(name));
    const statements = tables.flatMap(({ name, sql }) => [sql, ...rowsOf(database, name)]);
    if (!tables.some(({ name }) => name === "meta")) return null;
    const state = database.prepare("SELECT value FROM meta WHERE key = 'state'").get();
    const { id } = JSON.parse(String(state?.value)) as { id: string };
    return { session_id: id, sql: `${statements.map((one) => `${one};`).join("\n")}\n` };
  } finally {
    database.close();
  }
}

function rowsOf(database: DatabaseSync, table: string): string[] {
  return database
    .prepare(`SELECT * FROM "${table}"`)
    .all()
    .map((row) => `INSERT INTO "${table}" VALUES (${Object.values(row).map(literal).join(", ")})`);
}

function literal(value: SQLOutputValue): string {
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) return `x'${Buffer.from(value).toString("hex")}'`;
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  return String(value);
}
