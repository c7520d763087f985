// An archive on its way to this machine: into a file beside its place, which a later run goes on with, and
// under its own name only once it is whole.
import { open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DownloadError } from "../client/download.ts";
import { type Client, UnreachableError } from "../client.ts";
import type { ArchiveCompression, ArchiveResource } from "../contract/archive.ts";
import { CliError, EXIT } from "./exit.ts";
import { reasonOf } from "./files.ts";
import { notice, size } from "./output.ts";
import { withProgress } from "./progress.ts";

const EXTENSIONS: Readonly<Record<ArchiveCompression, string>> = {
  gzip: ".tar.gz",
  zip: ".zip",
  tar: ".tar",
};

interface Fetched {
  session_id: string;
  archive_id: string;
  output: string;
  size_bytes: number;
}

/**
 * Fetches the archive of the session `id` to `output`. Throws CliError when there is none yet, when the
 * file cannot be written, or when what came is not what the service said.
 */
export async function fetchArchive(
  client: Client,
  id: string,
  output: string | undefined,
): Promise<Fetched> {
  const archive = await client.archives.get(id);
  const { session_id, size_bytes } = archive;
  if (archive.status !== "completed" || size_bytes === null) {
    throw new CliError(EXIT.conflict, `the archive is not there yet: ${archive.status}`);
  }
  const target = output ?? `${session_id}${EXTENSIONS[archive.compression]}`;
  // Named by the archive: what is left of another one is not gone on with.
  const part = join(dirname(target), `.${basename(target)}.${archive.id}.part`);
  try {
    await fetchPart(client, archive, part, size_bytes);
    await rename(part, target);
  } catch (error) {
    throw isSystemError(error)
      ? new CliError(EXIT.usage, `cannot write ${target}: ${reasonOf(error)}`)
      : error;
  }
  return { session_id, archive_id: archive.id, output: target, size_bytes };
}

/** Brings the file `part` to its full size. */
async function fetchPart(
  client: Client,
  { session_id }: ArchiveResource,
  part: string,
  size_bytes: number,
): Promise<void> {
  let there_bytes = await sizeOf(part);
  if (there_bytes > 0) notice(`going on after ${size(there_bytes)} of an earlier download`);
  const file = await open(part, "a");
  try {
    if (there_bytes < size_bytes) {
      const transfer = { what: "downloading", total_bytes: size_bytes, from_bytes: there_bytes };
      await withProgress(transfer, async (onDone) => {
        for await (const chunk of client.archives.download(session_id, { from: there_bytes })) {
          await file.appendFile(chunk);
          there_bytes += chunk.length;
          onDone(there_bytes);
        }
      });
    }
    await file.sync();
  } catch (error) {
    if (error instanceof UnreachableError && there_bytes > 0) {
      notice(`${size(there_bytes)} are kept: the same command goes on after them`);
    }
    if (!(error instanceof DownloadError)) throw error;
    await rm(part);
    throw new CliError(EXIT.refused, `${error.message}: run the command again`);
  } finally {
    await file.close();
  }
  const written_bytes = await sizeOf(part);
  if (written_bytes === size_bytes) return;
  await rm(part);
  const sizes = `${written_bytes} bytes instead of ${size_bytes}`;
  throw new CliError(EXIT.refused, `what came is not the archive: ${sizes}; nothing was kept`);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return 0;
    throw error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
