// Files of a session's workspace as clients list them and put them in.
import { z } from "zod";

export const fileEntry = z
  .object({
    /** Relative to the working directory. */
    path: z.string(),
    kind: z.enum(["file", "directory", "symlink"]),
    size_bytes: z.int(),
    mode: z.int(),
    modified_at: z.iso.datetime(),
    hash: z.string().nullable(),
  })
  .meta({ id: "File" });
export type FileEntry = z.infer<typeof fileEntry>;

export const filesImported = z
  .object({ file_count: z.int(), size_bytes: z.int() })
  .meta({ id: "FilesImported" });
