// Copying a session's rows to its fork: table by table, page by page, under the same keys. The parent only
// reads; the fork belongs to nobody until its own first event is written over the whole copy.
import { COPIED_BYTES } from "../contract/limits.ts";
import type { Store } from "./store.ts";

type Value = string | number | ArrayBuffer | null;
type Row = readonly Value[];

/** How far a copy has come: in which part, and behind which key of it. */
interface CopyPlace {
  readonly part: CopyPart;
  readonly after: readonly (string | number)[] | null;
}

/** What to copy: everything up to an event, and files if wanted. */
export interface CopyRequest {
  readonly to_seq: number;
  readonly files: boolean;
  /** Null from the beginning. */
  readonly from: CopyPlace | null;
}

export interface CopyPage {
  readonly rows: readonly { readonly part: CopyPart; readonly rows: readonly Row[] }[];
  /** Where the next page begins; null when this was the last one. */
  readonly next: CopyPlace | null;
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

type CopyPart = keyof typeof PARTS;

const ORDER = Object.keys(PARTS) as CopyPart[];
const LOG_PARTS: readonly CopyPart[] = ["events", "event_parts"];

/** Rows of one part after another, up to about COPIED_BYTES of them. */
export function copyPage(store: Store, { files, from, to_seq }: CopyRequest): CopyPage {
  const parts = files ? ORDER : LOG_PARTS;
  const rows: { part: CopyPart; rows: readonly Row[] }[] = [];
  let bytes = 0;
  let after = from?.after ?? null;
  for (const part of parts.slice(from === null ? 0 : parts.indexOf(from.part))) {
    const read = rowsOf(store, { part, after }, to_seq, COPIED_BYTES - bytes);
    rows.push({ part, rows: read.rows });
    if (read.next !== null) return { rows, next: { part, after: read.next } };
    bytes += read.bytes;
    after = null;
  }
  return { rows, next: null };
}

/** Rows of a part, one at least if there are any; `next` is the key of the last where there are more. */
function rowsOf({ sql }: Store, { part, after }: CopyPlace, to_seq: number, bytes_max: number) {
  const { columns, key, from }: Part = PARTS[part];
  const names = columns.slice(0, key).join(", ");
  const place = after === null ? "" : `WHERE (${names}) > (${after.map((_, i) => `?${i + 2}`)})`;
  const query = `SELECT ${columns.join(", ")} FROM ${from} ${place} ORDER BY ${names}`;
  const rows: Row[] = [];
  let bytes = 0;
  for (const row of sql.exec(query, to_seq, ...(after ?? [])).raw<Value[]>()) {
    rows.push(row);
    for (const value of row) bytes += sizeOf(value);
    if (bytes >= bytes_max) {
      return { rows, bytes, next: row.slice(0, key) as (string | number)[] };
    }
  }
  return { rows, bytes, next: null };
}

function sizeOf(value: Value): number {
  if (typeof value === "string") return value.length;
  return value instanceof ArrayBuffer ? value.byteLength : 8;
}

/** D1's and SQLite's bound on the parameters of one statement, as the platform sets it. */
const PARAMETERS_MAX = 100;

/** Writes copied rows, all of them or none. */
export function takeRows(store: Store, page: CopyPage): void {
  store.transaction(() => {
    for (const { part, rows } of page.rows) insert(store, part, rows);
  });
}

function insert({ sql }: Store, part: CopyPart, rows: readonly Row[]): void {
  const { table, columns }: Part = PARTS[part];
  const into = `INSERT INTO ${table} (${columns.join(", ")}) VALUES`;
  const one = `(${columns.map(() => "?").join(", ")})`;
  // A statement costs more than its rows do: as many go into one as it takes.
  const many = Math.floor(PARAMETERS_MAX / columns.length);
  const full = `${into} ${Array.from({ length: many }, () => one).join(", ")}`;
  let at = 0;
  for (; at + many <= rows.length; at += many) sql.exec(full, ...rows.slice(at, at + many).flat());
  for (; at < rows.length; at += 1) sql.exec(`${into} ${one}`, ...(rows[at] ?? []));
}

/** Contents that the rows name and R2 holds. */
export function bigContents({ sql }: Store): string[] {
  const rows = sql.exec<{ hash: string }>("SELECT hash FROM blobs WHERE body IS NULL");
  return [...rows].map(({ hash }) => hash);
}
