// The names of archives in a bucket.
import type { ArchiveCompression } from "../contract/archive.ts";

const EXTENSIONS: Record<ArchiveCompression, string> = { gzip: "tar.gz", tar: "tar", zip: "zip" };

/** The key of a session's archive, below `prefix` (ARCHIVE_PREFIX). Each archive has one of its own. */
export function archiveKey(
  prefix: string,
  { sessionId, archiveId }: { sessionId: string; archiveId: string },
  compression: ArchiveCompression,
): string {
  return `${prefix}${sessionId}/${archiveId}.${EXTENSIONS[compression]}`;
}
