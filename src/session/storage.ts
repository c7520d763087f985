// What a session takes where it is stored, added up by SQLite from the sizes of its values: no body is
// loaded, however large the session is.
import type { SessionState } from "../agent/state.ts";
import type { SessionStorage } from "../contract/archive.ts";
import type { Log } from "./log.ts";
import type { Fate } from "./retention.ts";

/** An event's JSON is longer; a shorter text is the length of one that stands in parts. */
const LENGTH_CHARS_MAX = 16;

interface Stored {
  sql: SqlStorage;
  log: Log;
  state: SessionState;
  fate: Fate;
  now_ms: number;
}

/** Sizes in bytes. */
export function storageOf({ sql, log, state, fate, now_ms }: Stored): SessionStorage {
  const { archive_at_ms, purge_at_ms } = fate;
  return {
    session_id: state.id,
    as_of: timeText(now_ms),
    database_bytes: sql.databaseSize,
    log: logSize(sql),
    workspace: sums(
      sql,
      `SELECT count(*) AS files, coalesce(sum(size_bytes), 0) AS bytes
       FROM entries WHERE kind = 'file'`,
    ),
    history: sums(
      sql,
      `SELECT (SELECT count(*) FROM entries_past WHERE kind = 'file') AS versions,
         coalesce(sum(size_bytes), 0) AS bytes FROM blobs
       WHERE hash IN (SELECT hash FROM entries_past WHERE hash IS NOT NULL)
         AND hash NOT IN (SELECT hash FROM entries WHERE hash IS NOT NULL)`,
    ),
    contents: sums(
      sql,
      `SELECT count(*) AS count, coalesce(sum(size_bytes), 0) AS bytes,
         coalesce(sum(coalesce(octet_length(body), size_bytes)), 0) AS stored_bytes,
         coalesce(sum(iif(body IS NULL, size_bytes, 0)), 0) AS object_storage_bytes
       FROM blobs`,
    ),
    archive: archiveSize(log, state),
    retention: {
      legal_hold: state.config.retention.legal_hold ?? false,
      archive_at: archive_at_ms === null ? null : timeText(archive_at_ms),
      purge_at: purge_at_ms === null ? null : timeText(purge_at_ms),
    },
  };
}

function logSize(sql: SqlStorage): SessionStorage["log"] {
  const sizes = (extra: string) =>
    `coalesce(sum(octet_length(body)), 0) AS stored,
     coalesce(sum(iif(typeof(body) = 'text' ${extra}, octet_length(body), 0)), 0) AS text`;
  const isBody = `AND octet_length(body) > ${LENGTH_CHARS_MAX}`;
  const rows = sums<{ events: number; stored: number; text: number }>(
    sql,
    `SELECT count(*) AS events, ${sizes(isBody)} FROM events`,
  );
  const parts = sums<{ stored: number; text: number }>(sql, `SELECT ${sizes("")} FROM event_parts`);
  return {
    events: rows.events,
    bytes: rows.text + parts.text + compressedTextSize(sql),
    stored_bytes: rows.stored + parts.stored,
  };
}

/** Of the events that are stored compressed, as text: each says so behind the four bytes of its checksum. */
function compressedTextSize(sql: SqlStorage): number {
  let bytes = 0;
  const query = "SELECT substr(body, 5, 4) AS size FROM events WHERE typeof(body) = 'blob'";
  for (const { size } of sql.exec<{ size: ArrayBuffer }>(query)) {
    if (size.byteLength === 4) bytes += new DataView(size).getUint32(0);
  }
  return bytes;
}

/** The last archive of the session, by what its log says of it. */
function archiveSize(log: Log, { archive_id, last_seq }: SessionState): SessionStorage["archive"] {
  if (archive_id === null) return null;
  const types = ["session.archived"];
  const [read] = log.page({ from: last_seq + 1, limit: 1, types, order: "desc" }).events;
  const event = read?.event;
  if (event?.type !== "session.archived" || event.archive_id !== archive_id) return null;
  return { id: archive_id, bytes: event.size_bytes };
}

/** The one row of a query that adds up. */
function sums<T extends Record<string, number>>(sql: SqlStorage, query: string): T {
  return sql.exec<T>(query).one();
}

/** As ISO 8601; a time that the calendar does not reach is its last one. */
function timeText(at_ms: number): string {
  return new Date(Math.min(at_ms, Date.UTC(9999, 11, 31))).toISOString();
}
