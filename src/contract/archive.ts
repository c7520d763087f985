// A session sealed in object storage, what it takes where it is stored, and how long it is kept.
import { z } from "zod";

export const archiveCompression = z.enum(["gzip", "zip", "tar"]);
export type ArchiveCompression = z.infer<typeof archiveCompression>;

export const archiveInput = z.strictObject({
  compression: archiveCompression
    .optional()
    .describe("`gzip` is a tar.gz; ARCHIVE_COMPRESSION when it does not say"),
});

/** A file inside an archive: in `manifest.json`, which is the archive's last member. */
const manifestFile = z.object({
  path: z.string().describe("the member's name, such as `workspace/src/a.ts`"),
  size: z.int(),
  sha256: z.string(),
  mtime: z.iso.datetime(),
});
export type ManifestFile = z.infer<typeof manifestFile>;

export const archiveManifest = z.object({
  version: z.literal(1),
  files: z.array(manifestFile),
  log: z.object({ events: z.int(), sha256: z.string().describe("of `events.jsonl`") }),
});
export type ArchiveManifest = z.infer<typeof archiveManifest>;

const archiveStatus = z.enum(["pending", "in_progress", "completed", "failed"]);

export const archiveResource = z
  .object({
    id: z.string(),
    session_id: z.string(),
    archive_path: z.string().describe("its key in the bucket"),
    size_bytes: z.int().nullable().describe("null until it is written"),
    compression: archiveCompression,
    manifest: archiveManifest.nullable().describe("of up to 1,000 files; the archive has all"),
    file_count: z.int().nullable(),
    status: archiveStatus,
    error_message: z.string().nullable(),
    attempts: z.int(),
    next_attempt_at: z.iso.datetime().nullable().describe("when a failed one is tried again"),
    archived_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "Archive" });
export type ArchiveResource = z.infer<typeof archiveResource>;

/** How long a session is kept, where it is other than the operator's defaults. */
export const retention = z.strictObject({
  /** Days without a change after which it is archived; null for never. */
  archive_after_days: z.number().min(1).max(36_500).nullable().optional(),
  /** Days after which its archive, and with it the session, is erased; null for never. */
  keep_archive_days: z.number().min(1).max(36_500).nullable().optional(),
  /** Nothing of it is erased by anybody until this is taken back. Needs the scope `admin` to change. */
  legal_hold: z.boolean().optional(),
});
export type Retention = z.infer<typeof retention>;

/** What a session takes, in bytes unless a name says otherwise. */
export const sessionStorage = z
  .object({
    session_id: z.string(),
    as_of: z.iso.datetime(),
    database_bytes: z.int().describe("of the session's SQLite, free pages included"),
    log: z.object({
      events: z.int(),
      bytes: z.int().describe("as they are read"),
      stored_bytes: z.int().describe("as they are stored, some compressed"),
    }),
    workspace: z.object({ files: z.int(), bytes: z.int() }),
    history: z.object({
      versions: z.int().describe("earlier versions of files, kept for rewinds"),
      bytes: z.int().describe("of contents that only earlier versions have"),
    }),
    contents: z.object({
      count: z.int().describe("different contents, each stored once"),
      bytes: z.int(),
      stored_bytes: z.int(),
      object_storage_bytes: z.int().describe("of them in R2"),
    }),
    archive: z.object({ id: z.string(), bytes: z.int() }).nullable(),
    retention: z.object({
      legal_hold: z.boolean(),
      archive_at: z.iso.datetime().nullable().describe("when it is archived if nothing changes"),
      purge_at: z.iso.datetime().nullable().describe("when it is erased if nothing changes"),
    }),
  })
  .meta({ id: "SessionStorage" });
export type SessionStorage = z.infer<typeof sessionStorage>;
