// How far the logs of a user's sessions went when they last told their account: held against the
// directory, which follows through a queue, it says what is still on the way there.
import type { SessionHeard } from "../contract/account.ts";
import { HEARD_SESSIONS_MAX } from "../contract/limits.ts";

/** The sessions heard of and not yet known to be in the directory. */
export class Heard {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Takes in how far a session is. Told late or twice, it changes nothing. */
  record({ session_id, last_seq }: SessionHeard, now_ms: number): void {
    this.#sql.exec(
      `INSERT INTO heard (session_id, last_seq, at_ms) VALUES (?, ?, ?)
       ON CONFLICT (session_id) DO UPDATE SET last_seq = excluded.last_seq, at_ms = excluded.at_ms
         WHERE excluded.last_seq > last_seq`,
      session_id,
      last_seq,
      now_ms,
    );
  }

  /** A session that was erased says nothing more. */
  forget(session_id: string): void {
    this.#sql.exec("DELETE FROM heard WHERE session_id = ?", session_id);
  }

  /** Up to HEARD_SESSIONS_MAX of them, those heard of last. */
  list(): SessionHeard[] {
    return this.#sql
      .exec<SessionHeard & Record<string, SqlStorageValue>>(
        "SELECT session_id, last_seq FROM heard ORDER BY at_ms DESC LIMIT ?",
        HEARD_SESSIONS_MAX,
      )
      .toArray();
  }

  /** The directory has these sessions as far as this, or further. */
  listed(sessions: readonly SessionHeard[]): void {
    this.#sql.exec(
      `DELETE FROM heard WHERE EXISTS (
         SELECT 1 FROM json_each(?) AS known
         WHERE known.value ->> '$.session_id' = heard.session_id
           AND known.value ->> '$.last_seq' >= heard.last_seq)`,
      JSON.stringify(sessions),
    );
  }
}
