// Content by its hash: stored once however many files have it, small bodies in SQLite, deflated where that
// pays, big ones in R2. A body that was put and never referenced harms nobody; a row in `blobs` always
// has its body.
import { createHash } from "node:crypto";
import { LedgeError } from "../contract/errors.ts";
import { STORED_VALUE_BYTES_MAX } from "../contract/limits.ts";
import { deflated, inflated } from "../deflate.ts";

/** SHA-256 in hex. */
export function hashOf(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

/** A content without a body in its row is in R2. */
type Row = {
  readonly body: ArrayBuffer | null;
  readonly encoding: string | null;
  readonly size_bytes: number;
};

const SQL = {
  find: "SELECT body, encoding, size_bytes FROM blobs WHERE hash = ?",
  put: `INSERT INTO blobs (hash, size_bytes, body, encoding) VALUES (?, ?, ?, ?)
    ON CONFLICT (hash) DO UPDATE SET size_bytes = excluded.size_bytes, body = excluded.body,
      encoding = excluded.encoding`,
} as const;

export class Blobs {
  readonly #sql: SqlStorage;
  readonly #bucket: R2Bucket;
  readonly #prefix: string;
  readonly #compress_over: number;
  readonly #spilled = new Set<string>();

  /**
   * `prefix` begins every key in the bucket. Sessions that share it share their big blobs. Contents of more
   * than `compress_over` bytes are deflated where that pays.
   */
  constructor(sql: SqlStorage, bucket: R2Bucket, prefix: string, compress_over: number) {
    this.#sql = sql;
    this.#bucket = bucket;
    this.#prefix = prefix;
    this.#compress_over = compress_over;
  }

  has(hash: string): boolean {
    return this.#sql.exec("SELECT 1 FROM blobs WHERE hash = ?", hash).toArray().length > 0;
  }

  /**
   * The content, for reading only: at once from SQLite, later from R2, which throws if it lost it. Null
   * when what is stored is not it.
   */
  read(hash: string): Uint8Array | null | Promise<Uint8Array> {
    const row = this.#find(hash);
    if (row === undefined) return null;
    return row.body === null ? this.#fetch(hash) : plainOf(hash, row.body, row);
  }

  /**
   * What must be awaited before `put`: brings a body into R2 that is too big for a row even when it is
   * deflated, and mends what is stored under the same hash and damaged, or lost although an entry names it.
   */
  async spill(hash: string, body: Uint8Array, { is_named }: { is_named: boolean }): Promise<void> {
    const row = this.#find(hash);
    const isDamaged = row?.body != null && plainOf(hash, row.body, row) === null;
    if (row !== undefined && !isDamaged) return;
    // What fits once it is deflated is deflated again to be put: keeping it would take memory beside the body.
    if (body.byteLength > STORED_VALUE_BYTES_MAX && this.#inRow(body) === null) {
      await this.#bucket.put(this.#prefix + hash, body, { sha256: hash });
      this.#spilled.add(hash);
    }
    if (isDamaged || is_named) this.#write(hash, body);
  }

  /** Makes a body durable with the caller's transaction. A big one must have been spilled. */
  put(hash: string, body: Uint8Array): void {
    if (!this.has(hash)) this.#write(hash, body);
  }

  #find(hash: string): Row | undefined {
    return this.#sql.exec<Row>(SQL.find, hash).toArray()[0];
  }

  #write(hash: string, body: Uint8Array): void {
    const isSpilled = this.#spilled.has(hash);
    const stored = isSpilled ? null : this.#inRow(body);
    if (stored === null && !isSpilled) throw new Error("not spilled yet");
    const encoding = stored?.encoding ?? null;
    this.#sql.exec(SQL.put, hash, body.byteLength, stored?.body ?? null, encoding);
  }

  /** What a row is to hold of a content; null when it is too big for one. */
  #inRow(body: Uint8Array): { body: ArrayBuffer; encoding: "deflate" | null } | null {
    const small = body.byteLength > this.#compress_over ? deflated(body) : null;
    const held = small ?? body;
    if (held.byteLength > STORED_VALUE_BYTES_MAX) return null;
    return { body: exactBuffer(held), encoding: small === null ? null : "deflate" };
  }

  async #fetch(hash: string): Promise<Uint8Array> {
    const object = await this.#bucket.get(this.#prefix + hash);
    if (object === null) {
      throw new LedgeError("internal", "a file's content is missing from storage");
    }
    return new Uint8Array(await object.arrayBuffer());
  }
}

/** What a row's body stands for; null when that has not the hash that it is kept under. */
function plainOf(
  hash: string,
  body: ArrayBuffer,
  { encoding, size_bytes }: Row,
): Uint8Array | null {
  const held = new Uint8Array(body);
  const plain = encoding === "deflate" ? inflated(held, size_bytes) : held;
  return plain !== null && hashOf(plain) === hash ? plain : null;
}

/** A row takes whole buffers only; a view of a part is copied. */
function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) return buffer;
  return bytes.slice().buffer as ArrayBuffer;
}
