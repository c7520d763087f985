// Unpacks a tar or tar.gz into a stage, all or nothing: what is refused throws, and the caller then
// drops the stage. Nothing of an archive is believed, neither its sizes nor its names nor its
// links.
import { createTarDecoder, type ParsedTarEntry, type TarHeader } from "modern-tar";
import { LedgeError } from "../contract/errors.ts";
import { FILE_BYTES_MAX, IMPORT_ENTRIES_MAX } from "../contract/limits.ts";
import { openArchive } from "./archive.ts";
import { isBelow, normalizePath, splitPath } from "./path.ts";
import type { Stage } from "./stage.ts";

const SHOWN_NAME_CHARS_MAX = 200;

export interface Imported {
  /** Regular files. */
  readonly files: number;
  readonly bytes: number;
}

/**
 * `into` is a directory of the workspace by its real path (`Stage.confine`); it is made if missing.
 * Throws `invalid_request` for what is no archive or would land outside, `too_large` over a limit.
 * The stream is read to its end or cancelled.
 */
export async function importArchive(
  stage: Stage,
  stream: ReadableStream<Uint8Array>,
  { into }: { into: string },
): Promise<Imported> {
  stage.makeDirectory(into, { recursive: true });
  const unpacking = new Unpacking(stage, into);
  const { tar, overflow } = await openArchive(stream);
  const entries = tar.pipeThrough(createTarDecoder({ strict: true })).getReader();
  try {
    for (let next = await entries.read(); !next.done; next = await entries.read()) {
      await unpacking.take(next.value);
    }
    unpacking.checkLinks();
  } catch (error) {
    await entries.cancel(error).catch(() => undefined);
    const cause = overflow() ?? error;
    if (cause instanceof LedgeError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LedgeError(
      "invalid_request",
      `the archive is not a readable tar or tar.gz: ${reason}`,
    );
  }
  return unpacking.imported();
}

/** One archive on its way into a stage. */
class Unpacking {
  readonly #stage: Stage;
  readonly #into: string;
  readonly #links: { name: string; path: string }[] = [];
  #entries = 0;
  #files = 0;
  #bytes = 0;

  constructor(stage: Stage, into: string) {
    this.#stage = stage;
    this.#into = into;
  }

  imported(): Imported {
    return { files: this.#files, bytes: this.#bytes };
  }

  async take({ header, body }: ParsedTarEntry): Promise<void> {
    const { name } = header;
    try {
      if (++this.#entries > IMPORT_ENTRIES_MAX) {
        throw tooLarge(`IMPORT_ENTRIES_MAX is ${IMPORT_ENTRIES_MAX} entries`);
      }
      const path = this.#place(name);
      switch (header.type ?? "file") {
        case "directory":
          this.#assertInside(path);
          this.#stage.makeDirectory(path, { recursive: true });
          break;
        case "file":
          await this.#file(path, header, body);
          break;
        case "symlink":
          this.#symlink(name, path, header.linkname ?? "");
          break;
        case "link":
          this.#hardLink(path, header.linkname ?? "");
          break;
        default:
          throw refused(`${header.type} entries are not accepted`);
      }
      await body.cancel();
    } catch (error) {
      throw named(error, name);
    }
  }

  /** Links are judged once all are there: each may lead through one that came after it. */
  checkLinks(): void {
    for (const { name, path } of this.#links) {
      try {
        this.#assertInside(path);
      } catch (error) {
        throw named(error, name);
      }
    }
  }

  /**
   * The path an entry's name stands for. Throws when that is outside, by name or through a link.
   */
  #place(name: string): string {
    if (name.startsWith("/")) throw refused("absolute paths are refused");
    if (name.split("/").includes("..")) throw refused("`..` is refused");
    const path = normalizePath(name, this.#into);
    if (path !== this.#into) this.#assertInside(splitPath(path).parent);
    return path;
  }

  #assertInside(path: string): void {
    if (isBelow(this.#into, this.#stage.destination(path))) return;
    throw refused("a link on its way points out of the archive");
  }

  async #file(path: string, header: TarHeader, body: ReadableStream<Uint8Array>): Promise<void> {
    // The declared size is checked before a byte is read, so that no buffer is made for a lie.
    if (header.size > FILE_BYTES_MAX) throw tooLarge(`FILE_BYTES_MAX is ${FILE_BYTES_MAX} bytes`);
    this.#removeLink(path);
    await this.#stage.write(path, await readAll(body, header.size));
    if (header.mode !== undefined) this.#stage.setMode(path, header.mode);
    if (header.mtime !== undefined) this.#stage.setModified(path, header.mtime.getTime());
    this.#files += 1;
    this.#bytes += header.size;
  }

  #symlink(name: string, path: string, target: string): void {
    const { parent } = splitPath(path);
    if (target.startsWith("/") || !isBelow(this.#into, normalizePath(target, parent))) {
      throw refused(`the link points out of the archive, to ${JSON.stringify(target)}`);
    }
    this.#removeLink(path);
    this.#stage.makeDirectory(parent, { recursive: true });
    this.#stage.makeSymlink(target, path);
    this.#links.push({ name, path });
  }

  /** A hard link is a copy here: the file system has no shared inodes. */
  #hardLink(path: string, target: string): void {
    const source = this.#place(target);
    this.#assertInside(source);
    this.#removeLink(path);
    this.#stage.makeDirectory(splitPath(path).parent, { recursive: true });
    this.#stage.copy(source, path, { recursive: false });
    this.#files += 1;
    this.#bytes += this.#stage.lstat(path)?.size_bytes ?? 0;
  }

  /** As tar does: a later entry replaces an earlier link, it is not written through it. */
  #removeLink(path: string): void {
    if (this.#stage.lstat(path)?.kind === "symlink") this.#stage.remove(path, { recursive: false });
  }
}

function refused(why: string): LedgeError {
  return new LedgeError("invalid_request", why);
}

function tooLarge(why: string): LedgeError {
  return new LedgeError("too_large", why);
}

function named(error: unknown, name: string): unknown {
  if (!(error instanceof LedgeError)) return error;
  const shown = JSON.stringify(name.slice(0, SHOWN_NAME_CHARS_MAX));
  return new LedgeError(error.code, `the archive's entry ${shown}: ${error.message}`);
}

async function readAll(body: ReadableStream<Uint8Array>, size: number): Promise<Uint8Array> {
  const content = new Uint8Array(size);
  let at = 0;
  for await (const chunk of body) {
    content.set(chunk, at);
    at += chunk.byteLength;
  }
  return content;
}
