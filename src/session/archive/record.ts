// What a session knows of its archive: how far it has come, and what of the session is only there.
import type {
  ArchiveCompression,
  ArchiveManifest,
  ArchiveResource,
} from "../../contract/archive.ts";
import type { Actor } from "../../contract/caller.ts";
import { MANIFEST_FILES_SHOWN_MAX } from "../../contract/limits.ts";
import type { SessionStatus } from "../../contract/session.ts";

/** The archive that was made last, or is being made. */
export interface ArchiveRecord extends Omit<ArchiveResource, "session_id"> {
  /** Who asked for it. */
  readonly requested_by: Actor;
  /** The archives in whose place this one comes; they are deleted once it is verified. */
  readonly previous_paths: readonly string[];
  /** The last event that is in it; null until it is completed. */
  readonly up_to_seq: number | null;
}

/** What of an archived session is in its archive alone. */
export interface Sealed {
  /** The last event of the archive. */
  readonly up_to_seq: number;
  /** Whether the log, or the files, are away. Both can be unpacked for readers. */
  readonly log: boolean;
  readonly files: boolean;
  /** True until big contents have been deleted after the rows. */
  readonly has_contents: boolean;
  /** When what was unpacked is packed away again. */
  readonly until_ms: number | null;
}

/** A session whose last turn is over, one way or another. */
export function isArchivable(status: SessionStatus): boolean {
  return status === "completed" || status === "failed" || status === "terminated";
}

/** An archive that was asked for and is still to be made; a failed one that nobody tries again is not. */
export function isOpen({ status, next_attempt_at }: ArchiveRecord): boolean {
  return status === "failed" ? next_attempt_at !== null : status !== "completed";
}

export function newRecord(
  given: {
    readonly id: string;
    readonly path: string;
    readonly compression: ArchiveCompression;
    readonly at_ms: number;
    readonly requested_by: Actor;
  },
  previous: ArchiveRecord | null,
): ArchiveRecord {
  const at = new Date(given.at_ms).toISOString();
  return {
    id: given.id,
    archive_path: given.path,
    compression: given.compression,
    status: "pending",
    ...{ size_bytes: null, file_count: null, manifest: null, error_message: null },
    ...{ attempts: 0, next_attempt_at: null, archived_at: null },
    ...{ created_at: at, updated_at: at },
    requested_by: given.requested_by,
    previous_paths: previous === null ? [] : [...previous.previous_paths, previous.archive_path],
    up_to_seq: null,
  };
}

/** The record of an archive that was read back and found whole. */
export function completed(
  record: ArchiveRecord,
  given: {
    readonly manifest: ArchiveManifest;
    readonly size_bytes: number;
    readonly up_to_seq: number;
    readonly at_ms: number;
  },
): ArchiveRecord {
  const { manifest, size_bytes, up_to_seq } = given;
  const at = new Date(given.at_ms).toISOString();
  return {
    ...record,
    status: "completed",
    ...{ size_bytes, up_to_seq, error_message: null, next_attempt_at: null },
    file_count: manifest.files.length,
    manifest: { ...manifest, files: manifest.files.slice(0, MANIFEST_FILES_SHOWN_MAX) },
    ...{ archived_at: at, updated_at: at },
  };
}

export function resourceOf(record: ArchiveRecord, session_id: string): ArchiveResource {
  const { previous_paths: _paths, requested_by: _by, up_to_seq: _seq, id, ...rest } = record;
  return { id, session_id, ...rest };
}
