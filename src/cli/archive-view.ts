// How archives, and what a session takes, look in a terminal.
import type { ArchiveResource, SessionStorage } from "../contract/archive.ts";
import { counted } from "./branch-view.ts";
import { size, time } from "./output.ts";

/** An archive, as rows of a table; what it has not yet is left out. */
export function archiveRows(archive: ArchiveResource): [string, string][] {
  const rows: [string, string | null][] = [
    ["Archive", archive.id],
    ["Status", archive.status],
    ["Compression", archive.compression],
    ["Size", archive.size_bytes === null ? null : size(archive.size_bytes)],
    ["Files", archive.file_count === null ? null : `${archive.file_count}`],
    ["Kept at", archive.archive_path],
    ["Attempts", `${archive.attempts}`],
    ["Error", archive.error_message],
    ["Tried again", archive.next_attempt_at === null ? null : time(archive.next_attempt_at)],
    ["Archived", archive.archived_at === null ? null : time(archive.archived_at)],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null);
}

/** What a session takes, as rows of a table. */
export function storageRows(storage: SessionStorage): [string, string][] {
  const { log, workspace, history, contents, archive, retention } = storage;
  const unlessChanged = (at: string | null) =>
    at === null ? "never" : `${time(at)}, if nothing changes`;
  return [
    ["Database", size(storage.database_bytes)],
    [
      "Log",
      `${counted(log.events, "event")}, ${size(log.bytes)} (${size(log.stored_bytes)} stored)`,
    ],
    ["Workspace", `${counted(workspace.files, "file")}, ${size(workspace.bytes)}`],
    [
      "Earlier files",
      `${counted(history.versions, "version")}, ${size(history.bytes)} that are in no file now`,
    ],
    [
      "Contents",
      `${contents.count} different, ${size(contents.bytes)} (${size(contents.stored_bytes)} stored, ${size(contents.object_storage_bytes)} of it in object storage)`,
    ],
    ["Archive", archive === null ? "none" : `${archive.id}, ${size(archive.bytes)}`],
    ["Legal hold", retention.legal_hold ? "yes: nobody can erase it" : "no"],
    ["Archived at", unlessChanged(retention.archive_at)],
    ["Erased at", unlessChanged(retention.purge_at)],
  ];
}
