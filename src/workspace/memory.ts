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

  /** Writes the changes, synchronously, in the caller's transaction. */
  commit(): void {
    for (const [key, json] of this.#changes) {
      this.#sql.exec("INSERT OR REPLACE INTO memory (key, value) VALUES (?, ?)", key, json);
    }
  }

  #stored(key: string): string | undefined {
    const query = "SELECT value FROM memory WHERE key = ?";
    const [row] = this.#sql.exec<{ value: string }>(query, key);
    return row?.value;
  }
}
