// What tools remember from call to call, as JSON by key. Like files it is staged: a call that dies
// half-way has remembered nothing.
import type { Memory } from "../agent/tool.ts";
import { LedgeError } from "../contract/errors.ts";
import { STORED_VALUE_BYTES_MAX } from "../contract/limits.ts";

export class StagedMemory implements Memory {
  readonly #sql: SqlStorage;
  readonly #changes = new Map<string, string>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  get<T>(key: string): T | undefined {
    const json = this.#changes.get(key) ?? this.#stored(key);
    return json === undefined ? undefined : (JSON.parse(json) as T);
  }

  /** Throws `too_large` when the JSON does not fit a stored value. */
  set(key: string, value: unknown): void {
    const json = JSON.stringify(value);
    // A character is at most three bytes of UTF-8.
    if (json.length * 3 > STORED_VALUE_BYTES_MAX) {
      const limit = `STORED_VALUE_BYTES_MAX is ${STORED_VALUE_BYTES_MAX} bytes`;
      throw new LedgeError(
        "too_large",
        `too much to remember under ${JSON.stringify(key)} (${limit})`,
      );
    }
    this.#changes.set(key, json);
  }

  /** Writes the changes, synchronously, in the caller's transaction; `seq` is its last event. */
  commit(seq: number): void {
    for (const [key, json] of this.#changes) setMemory(this.#sql, key, json, seq);
  }

  #stored(key: string): string | undefined {
    const query = "SELECT value FROM memory WHERE key = ?";
    const [row] = this.#sql.exec<{ value: string }>(query, key);
    return row?.value;
  }
}

interface Remembered extends Record<string, SqlStorageValue> {
  key: string;
  value: string | null;
}

/** What has to change for tools to remember what they did at `seq`; null is to be forgotten. */
export function memoryBackTo(sql: SqlStorage, seq: number): Remembered[] {
  const since = sql.exec<Remembered>(
    `WITH former AS (SELECT key, value FROM memory_past WHERE until_seq > ?1 AND from_seq <= ?1)
      SELECT former.key, former.value FROM former LEFT JOIN memory USING (key)
        WHERE memory.value IS NOT former.value
      UNION ALL SELECT key, NULL FROM memory
        WHERE from_seq > ?1 AND key NOT IN (SELECT key FROM former)`,
    seq,
  );
  return since.toArray();
}

/** Brings what tools remember back to what it was at `seq`, as a change of `now_seq`. */
export function revertMemory(sql: SqlStorage, seq: number, now_seq: number): void {
  for (const { key, value } of memoryBackTo(sql, seq)) setMemory(sql, key, value, now_seq);
}

/** Null forgets. What was remembered until `seq` is kept. */
function setMemory(sql: SqlStorage, key: string, json: string | null, seq: number): void {
  sql.exec(
    `INSERT INTO memory_past (until_seq, key, value, from_seq)
      SELECT ?1, key, value, from_seq FROM memory WHERE key = ?2 AND from_seq < ?1`,
    seq,
    key,
  );
  if (json === null) sql.exec("DELETE FROM memory WHERE key = ?", key);
  else {
    const put = "INSERT OR REPLACE INTO memory (key, value, from_seq) VALUES (?, ?, ?)";
    sql.exec(put, key, json, seq);
  }
}
