// Many rows or ids in one statement. D1 takes no more than 100 parameters in a statement, so they go as
// one of them, in JSON, and SQLite takes it apart.
import { gt, type inArray, type SQL, sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import { ROWS_CHARS_MAX } from "../contract/limits.ts";
import type { Database, Statement } from "./database.ts";
import type {
  auditLogs,
  hookExecutions,
  messages,
  metricsSnapshots,
  modelCalls,
  permissionDecisions,
  toolCalls,
} from "./schema.ts";

/** The tables whose rows sessions publish, in one version after another. */
export type VersionedTable =
  | typeof messages
  | typeof toolCalls
  | typeof permissionDecisions
  | typeof hookExecutions
  | typeof modelCalls
  | typeof metricsSnapshots;

/**
 * Statements that write rows by their id: a row that is there is replaced by one of a later version
 * only, so that the same rows, twice and in any order, come out the same.
 */
export function upsertRows(
  db: Database,
  table: VersionedTable,
  rows: readonly { version: number }[],
): Statement[] {
  const names = getTableConfig(table).columns.map(({ name }) => name);
  const set = Object.fromEntries(names.map((name) => [name, sql.raw(`excluded.${name}`)]));
  const setWhere = gt(sql`excluded.version`, table.version);
  return selectionsOf(table, rows).map((selection) =>
    db.insert(table).select(selection).onConflictDoUpdate({ target: table.id, set, setWhere }),
  );
}

/** Whether a column has one of these values, as one parameter, however many there are. */
export function among(column: Parameters<typeof inArray>[0], values: readonly string[]): SQL {
  return sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;
}

/** Whether a row of a session stands behind the one called `after` in the log; without one each does. */
export function behindRow(table: VersionedTable, after: string | null): SQL | undefined {
  if (after === null) return undefined;
  return sql`${table.seq} > (select last.seq from ${table} as last where last.id = ${after})`;
}

/** Selections that give the rows, every column of the table in its order. */
export function selectionsOf(
  table: VersionedTable | typeof auditLogs,
  rows: readonly object[],
): SQL[] {
  const values = sql.raw(getTableConfig(table).columns.map(valueIn).join(", "));
  // Without a condition, SQLite would read `on conflict` as part of a join.
  return chunksOf(rows).map((json) => sql`select ${values} from json_each(${json}) where true`);
}

/** A column that holds JSON is given JSON, any other the value itself. */
function valueIn({ name, dataType }: { name: string; dataType: string }): string {
  return dataType === "json" ? `nullif(value -> '$.${name}', 'null')` : `value ->> '$.${name}'`;
}

function chunksOf(rows: readonly object[]): string[] {
  const chunks: string[][] = [];
  let chars = ROWS_CHARS_MAX;
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (chars + json.length > ROWS_CHARS_MAX) {
      chunks.push([]);
      chars = 0;
    }
    chunks.at(-1)?.push(json);
    chars += json.length;
  }
  return chunks.map((chunk) => `[${chunk.join(",")}]`);
}
