// A workspace with its past, as lines and contents that leave the object, and back. Lines may come from
// anywhere: what they say is checked before it is a row, and the whole once it is there.
import { z } from "zod";
import { LedgeError } from "../contract/errors.ts";
import {
  FILE_BYTES_MAX,
  PATH_CHARS_MAX,
  STORED_VALUE_BYTES_MAX,
  WORKSPACE_BYTES_MAX,
  WORKSPACE_ENTRIES_MAX,
} from "../contract/limits.ts";
import { type Blobs, hashOf } from "./blobs.ts";
import { Entries, type Entry } from "./entries.ts";
import {
  comparePaths,
  directoriesTo,
  isBelow,
  joinPath,
  normalizePath,
  splitPath,
  TEMPORARY_DIRECTORY,
} from "./path.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.int().min(0);
const entry = {
  parent: z.string().max(PATH_CHARS_MAX),
  name: z.string().min(1).max(PATH_CHARS_MAX),
  kind: z.enum(["file", "directory", "symlink"]),
  hash: hash.nullable(),
  target: z.string().max(PATH_CHARS_MAX).nullable(),
  size_bytes: z.int().min(0).max(FILE_BYTES_MAX),
  mode: z.int().min(0).max(0o7777),
  modified_at_ms: z.int().min(0),
  from_seq: seq,
};
const memory = {
  key: z.string().max(10_000),
  value: z.string().max(STORED_VALUE_BYTES_MAX),
  from_seq: seq,
};

/** A row of one of the four tables that hold the workspace and its past. */
const version = z.discriminatedUnion("table", [
  z.strictObject({ table: z.literal("entries"), ...entry }),
  z.strictObject({ table: z.literal("entries_past"), ...entry, until_seq: seq }),
  z.strictObject({ table: z.literal("memory"), ...memory }),
  z.strictObject({ table: z.literal("memory_past"), ...memory, until_seq: seq }),
]);
type Version = z.infer<typeof version>;

const ORDER = {
  entries: "parent, name",
  entries_past: "until_seq, parent, name",
  memory: "key",
  memory_past: "until_seq, key",
} as const satisfies Record<Version["table"], string>;

export class History {
  readonly #sql: SqlStorage;
  readonly #blobs: Blobs;
  readonly #root: string;

  constructor(sql: SqlStorage, blobs: Blobs, root: string) {
    this.#sql = sql;
    this.#blobs = blobs;
    this.#root = root;
  }

  /** Every version of everything, a JSON object a line, always in the same order. */
  *lines(): Generator<string> {
    for (const [table, order] of Object.entries(ORDER)) {
      for (const row of this.#sql.exec(`SELECT * FROM ${table} ORDER BY ${order}`).toArray()) {
        yield JSON.stringify({ table, ...row });
      }
    }
  }

  /** Takes such lines in. Throws an Error for what is no version, or lies outside of the workspace. */
  take(lines: readonly string[]): void {
    for (const line of lines) {
      const { table, ...row } = version.parse(JSON.parse(line));
      if ("parent" in row) this.#assertInside(joinPath(row.parent, row.name));
      const columns = Object.keys(row);
      const places = columns.map(() => "?").join(", ");
      const insert = `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places})`;
      this.#sql.exec(insert, ...Object.values(row));
    }
  }

  #assertInside(path: string): void {
    const isNormal = normalizePath(path) === path && splitPath(path).name !== "";
    if (isNormal && (isBelow(this.#root, path) || isBelow(TEMPORARY_DIRECTORY, path))) return;
    throw new LedgeError("invalid_request", `${JSON.stringify(path)} is no path of the workspace`);
  }

  /** What is there now, sorted by path. */
  present(): [string, Entry][] {
    const all = new Entries(this.#sql, new Set()).below("/");
    return [...all].sort(([left], [right]) => comparePaths(left, right));
  }

  /** Contents that only earlier versions have, by hash. */
  formerContents(): string[] {
    return this.#sql
      .exec<{ hash: string }>(
        `SELECT hash FROM blobs WHERE hash IN (SELECT hash FROM entries_past)
          AND hash NOT IN (SELECT hash FROM entries WHERE hash IS NOT NULL) ORDER BY hash`,
      )
      .toArray()
      .map(({ hash: of }) => of);
  }

  /** A content by its hash; null where it is damaged or lost. Throws where storage does not answer. */
  async content(of: string): Promise<Uint8Array | null> {
    try {
      return await this.#blobs.read(of);
    } catch (error) {
      if (error instanceof LedgeError) return null;
      throw error;
    }
  }

  /** Takes a content in, under its own hash. */
  async takeContent(content: Uint8Array): Promise<void> {
    const of = hashOf(content);
    await this.#blobs.spill(of, content, { is_named: false });
    this.#blobs.put(of, content);
  }

  /**
   * For what came from elsewhere: throws `invalid_request` unless all contents that are named are there and
   * what is present is a tree, and `too_large` over the limits of a workspace. Nothing may be newer than
   * the log's last event.
   */
  assertComplete(last_seq: number): void {
    for (const table of Object.keys(ORDER)) {
      const seq = table.endsWith("_past") ? "until_seq" : "from_seq";
      const late = `SELECT 1 FROM ${table} WHERE max(from_seq, ${seq}) > ? LIMIT 1`;
      if (this.#sql.exec(late, last_seq).toArray().length > 0) {
        throw new LedgeError(
          "invalid_request",
          "the archive has files that are newer than its log",
        );
      }
    }
    const [missing] = this.#sql.exec<{ path: string }>(
      `SELECT parent || '/' || name AS path FROM (
        SELECT parent, name, hash, size_bytes FROM entries WHERE kind = 'file' UNION ALL
        SELECT parent, name, hash, size_bytes FROM entries_past WHERE kind = 'file'
      ) AS named WHERE NOT EXISTS (
        SELECT 1 FROM blobs WHERE blobs.hash = named.hash AND blobs.size_bytes = named.size_bytes
      ) LIMIT 1`,
    );
    if (missing !== undefined) {
      throw new LedgeError("invalid_request", `the archive lacks the content of ${missing.path}`);
    }
    const present = new Map(this.present());
    const fixed = new Set([...directoriesTo(this.#root), TEMPORARY_DIRECTORY]);
    let bytes = 0;
    for (const [path, { size_bytes }] of present) {
      const { parent } = splitPath(path);
      bytes += size_bytes;
      if (fixed.has(path) || !(fixed.has(parent) || present.get(parent)?.kind === "directory")) {
        throw new LedgeError("invalid_request", `${JSON.stringify(path)} lies in no directory`);
      }
    }
    if (present.size > WORKSPACE_ENTRIES_MAX || bytes > WORKSPACE_BYTES_MAX) {
      throw new LedgeError("too_large", "the archive's workspace is larger than one may be");
    }
  }
}
