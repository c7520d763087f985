// Content by its hash: stored once however many files have it, small bodies in SQLite, big ones in
// R2. A body that was put and never referenced harms nobody; a row in `blobs` always has its body.
import { createHash } from "node:crypto";
import { LedgeError } from "../contract/errors.ts";
import { STORED_VALUE_BYTES_MAX } from "../contract/limits.ts";

/** SHA-256 in hex. */
export function hashOf(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

export class Blobs {
  readonly #sql: SqlStorage;
  readonly #bucket: R2Bucket;
  readonly #prefix: string;
  readonly #spilled = new Set<string>();

  /** `prefix` begins every key in the bucket. Sessions that share it share their big blobs. */
  constructor(sql: SqlStorage, bucket: R2Bucket, prefix: string) {
    this.#sql = sql;
    this.#bucket = bucket;
    this.#prefix = prefix;
  }

  has(hash: string): boolean {
    return this.#sql.exec("SELECT 1 FROM blobs WHERE hash = ?", hash).toArray().length > 0;
  }

  /**
   * The content, for reading only: at once from SQLite, later from R2, which throws if it lost it.
   */
  read(hash: string): Uint8Array | Promise<Uint8Array> {
    const query = "SELECT body FROM blobs WHERE hash = ?";
    const { body } = this.#sql.exec<{ body: ArrayBuffer | null }>(query, hash).one();
    return body === null ? this.#fetch(hash) : new Uint8Array(body);
  }

  /** What must be awaited before `put`: brings a body too big for a row into R2. */
  async spill(hash: string, body: Uint8Array): Promise<void> {
    if (body.byteLength <= STORED_VALUE_BYTES_MAX || this.has(hash)) return;
    await this.#bucket.put(this.#prefix + hash, body, { sha256: hash });
    this.#spilled.add(hash);
  }

  /** Makes a body durable with the caller's transaction. A big one must have been spilled. */
  put(hash: string, body: Uint8Array): void {
    const isBig = body.byteLength > STORED_VALUE_BYTES_MAX;
    if (isBig && !this.#spilled.has(hash) && !this.has(hash)) throw new Error("not spilled yet");
    const inRow = isBig ? null : exactBuffer(body);
    const insert =
      "INSERT INTO blobs (hash, size_bytes, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    this.#sql.exec(insert, hash, body.byteLength, inRow);
  }

  async #fetch(hash: string): Promise<Uint8Array> {
    const object = await this.#bucket.get(this.#prefix + hash);
    if (object === null) {
      throw new LedgeError("internal", "a file's content is missing from storage");
    }
    return new Uint8Array(await object.arrayBuffer());
  }
}

/** A row takes whole buffers only; a view of a part is copied. */
function exactBuffer(body: Uint8Array): ArrayBuffer {
  const { buffer } = body;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === body.byteLength) return buffer;
  return body.slice().buffer;
}
