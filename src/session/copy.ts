// Copying a session's rows to its fork: table by table, page by page, under the same keys. The parent only
// reads; the fork belongs to nobody until its own first event is written over the whole copy.
import { COPIED_BYTES } from "../contract/limits.ts";
import type { Store } from "./store.ts";

type Value = string | number | ArrayBuffer | null;
type Key = readonly (string | number)[];

/** What to copy: everything up to an event, and files if wanted. */
export interface CopyRequest {
  readonly to_seq: number;
  readonly part: CopyPart;
  /** Behind this key; null from the beginning. */
  readonly after: Key | null;
}

export interface CopyPage {
  readonly rows: readonly (readonly Value[])[];
  /** Where the next page begins; null when this was the last one. */
  readonly next: Key | null;
}

interface Part {
  readonly table: string;
  /** The first of them are the key. */
  readonly columns: readonly string[];
  readonly key: number;
  /** The rows, with `?1` for the last event that belongs to them. */
  readonly from: string;
}

const ENTRY = "parent, name, kind, hash, target, size_bytes, mode, modified_at_ms, from_seq";
const ENTRY_COLUMNS = ENTRY.split(", ");

/** What was the present at that event, of a table and its past. */
function presentAt(table: string, columns: string): string {
  return `(SELECT ${columns} FROM ${table} WHERE from_seq <= ?1 UNION ALL
    SELECT ${columns} FROM ${table}_past WHERE from_seq <= ?1 AND until_seq > ?1)`;
}

const PARTS = {
  events: {
    table: "events",
    columns: ["seq", "id", "type", "at", "body"],
    key: 1,
    from: "(SELECT * FROM events WHERE seq <= ?1)",
  },
  event_parts: {
    table: "event_parts",
    columns: ["seq", "part", "body"],
    key: 2,
    from: "(SELECT * FROM event_parts WHERE seq <= ?1)",
  },
  blobs: {
    table: "blobs",
    columns: ["hash", "size_bytes", "body", "encoding"],
    key: 1,
    from: `(SELECT * FROM blobs WHERE hash IN (SELECT hash FROM entries WHERE from_seq <= ?1
      UNION SELECT hash FROM entries_past WHERE from_seq <= ?1))`,
  },
  entries: {
    table: "entries",
    columns: ENTRY_COLUMNS,
    key: 2,
    from: presentAt("entries", ENTRY),
  },
  entries_past: {
    table: "entries_past",
    columns: ["until_seq", ...ENTRY_COLUMNS],
    key: 3,
    from: "(SELECT * FROM entries_past WHERE until_seq <= ?1)",
  },
  memory: {
    table: "memory",
    columns: ["key", "value", "from_seq"],
    key: 1,
    from: presentAt("memory", "key, value, from_seq"),
  },
  memory_past: {
    table: "memory_past",
    columns: ["until_seq", "key", "value", "from_seq"],
    key: 2,
    from: "(SELECT * FROM memory_past WHERE until_seq <= ?1)",
  },
} as const satisfies Record<string, Part>;

export type CopyPart = keyof typeof PARTS;

const LOG_PARTS: readonly CopyPart[] = ["events", "event_parts"];
const FILE_PARTS: readonly CopyPart[] = [
  ...(["blobs", "entries", "entries_past", "memory", "memory_past"] as const),
];

/** The parts of a copy, in the order in which they are made. */
export function partsOfCopy(withFiles: boolean): readonly CopyPart[] {
  return withFiles ? [...LOG_PARTS, ...FILE_PARTS] : LOG_PARTS;
}

/** Rows of a part, up to about COPIED_BYTES of them. */
export function copyPage({ sql }: Store, { part, after, to_seq }: CopyRequest): CopyPage {
  const { columns, key, from }: Part = PARTS[part];
  const names = columns.slice(0, key).join(", ");
  const place = after === null ? "" : `WHERE (${names}) > (${after.map((_, i) => `?${i + 2}`)})`;
  const query = `SELECT ${columns.join(", ")} FROM ${from} ${place} ORDER BY ${names}`;
  const rows: Value[][] = [];
  let bytes = 0;
  for (const row of sql.exec(query, to_seq, ...(after ?? [])).raw<Value[]>()) {
    rows.push(row);
    for (const value of row) bytes += sizeOf(value);
    if (bytes >= COPIED_BYTES) return { rows, next: row.slice(0, key) as Key };
  }
  return { rows, next: null };
}

function sizeOf(value: Value): number {
  if (typeof value === "string") return value.length;
  return value instanceof ArrayBuffer ? value.byteLength : 8;
}

/** D1's and SQLite's bound on the parameters of one statement, as the platform sets it. */
const PARAMETERS_MAX = 100;

/** Writes copied rows, all of them or none. */
export function takeRows(store: Store, part: CopyPart, rows: CopyPage["rows"]): void {
  const { table, columns }: Part = PARTS[part];
  const into = `INSERT INTO ${table} (${columns.join(", ")}) VALUES`;
  const one = `(${columns.map(() => "?").join(", ")})`;
  // A statement costs more than its rows do: as many go into one as it takes.
  const many = Math.floor(PARAMETERS_MAX / columns.length);
  const full = `${into} ${Array.from({ length: many }, () => one).join(", ")}`;
  store.transaction(() => {
    let at = 0;
    for (; at + many <= rows.length; at += many) {
      store.sql.exec(full, ...rows.slice(at, at + many).flat());
    }
    for (; at < rows.length; at += 1) store.sql.exec(`${into} ${one}`, ...(rows[at] ?? []));
  });
}

/** Contents that the rows name and R2 holds. */
export function bigContents({ sql }: Store): string[] {
  const rows = sql.exec<{ hash: string }>("SELECT hash FROM blobs WHERE body IS NULL");
  return [...rows].map(({ hash }) => hash);
}
