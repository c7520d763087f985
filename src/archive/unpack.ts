// An archive as its members, streamed. Nothing of it is believed, neither names nor sizes nor that it is
// what it is called: anybody may have made it.

import { collect } from "../bytes.ts";
import type { ArchiveCompression } from "../contract/archive.ts";
import { LedgeError } from "../contract/errors.ts";
import {
  ARCHIVE_ENTRIES_MAX,
  ARCHIVE_NAMES_CHARS_MAX,
  ARCHIVE_RATIO_FREE_BYTES,
  ARCHIVE_RATIO_MAX,
  ARCHIVE_UNPACKED_BYTES_MAX,
} from "../contract/limits.ts";
import { gunzip } from "../zlib.ts";
import { type Member, pathProblem, shown, textProblem } from "./member.ts";
import type { ArchiveSource, ByteRange } from "./source.ts";
import { readTar } from "./tar.ts";
import { readZip } from "./zip.ts";

/** What reading one archive may come to; `ratio` is unpacked to packed bytes, beyond the first ones. */
export interface ReadLimits {
  readonly bytes: number;
  readonly entries: number;
  readonly ratio: number;
}

/** For what this service has packed: a file of zeros shrinks a thousandfold, and may. */
export const OWN_LIMITS: ReadLimits = {
  bytes: ARCHIVE_UNPACKED_BYTES_MAX,
  entries: ARCHIVE_ENTRIES_MAX,
  ratio: Number.POSITIVE_INFINITY,
};
/** For what somebody uploads. */
export const UPLOAD_LIMITS: ReadLimits = { ...OWN_LIMITS, ratio: ARCHIVE_RATIO_MAX };

const FORMATS: Record<ArchiveCompression, string> = {
  gzip: "a tar.gz",
  tar: "a tar",
  zip: "a zip",
};
/** How many first bytes `formatOf` wants to see: a header of tar. */
export const FORMAT_BYTES = 512;
const GZIP_MAGIC = [0x1f, 0x8b];
/** `PK` and the kind of what follows: a member, or the end of a zip that has none. */
const ZIP_MAGICS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
];
const TAR_MAGIC = [...new TextEncoder().encode("ustar")];
const TAR_MAGIC_OFFSET = 257;

/** Which archive a file is by its first 512 bytes, or fewer; null when it is none. */
export function formatOf(head: Uint8Array): ArchiveCompression | null {
  const has = (magic: readonly number[], offset = 0) =>
    magic.every((byte, index) => head[offset + index] === byte);
  if (has(GZIP_MAGIC)) return "gzip";
  if (ZIP_MAGICS.some((magic) => has(magic))) return "zip";
  return has(TAR_MAGIC, TAR_MAGIC_OFFSET) ? "tar" : null;
}

/**
 * The members in the order in which they lie. A body is there until the next member is asked for. Throws
 * `invalid_request` for bytes that are no such archive, names and kinds that no archive may have, and
 * sizes that are not true; `too_large` over a limit; and what the source throws.
 */
export async function* readArchive(
  source: ArchiveSource,
  compression: ArchiveCompression,
  limits: ReadLimits,
): AsyncGenerator<Member> {
  const guard = new Guard(source, limits);
  let last: string | undefined;
  try {
    await guard.checkFormat(compression);
    for await (const member of guard.members(compression)) {
      last = member.path;
      guard.check(member);
      yield { ...member, body: () => guard.body(member, compression) };
    }
  } catch (error) {
    throw guard.judged(error, compression, last);
  }
}

/** The counts of one archive while it is read, and the source under it. */
class Guard {
  readonly #source: ArchiveSource;
  readonly #limits: ReadLimits;
  /** Of a stream: ranges are read in any order, so a zip's whole size counts instead. */
  #packed = 0;
  #unpacked = 0;
  #entries = 0;
  #nameChars = 0;
  /** Every path that is there, and every directory that a path names: true where it may hold others. */
  readonly #paths = new Map<string, boolean>();
  readonly #listed = new Set<string>();
  #sourceFailure: { error: unknown } | undefined;
  #refusal: LedgeError | undefined;

  constructor(source: ArchiveSource, limits: ReadLimits) {
    this.#source = source;
    this.#limits = limits;
  }

  async checkFormat(compression: ArchiveCompression): Promise<void> {
    const length = Math.min(FORMAT_BYTES, this.#source.size_bytes);
    const head =
      length === 0
        ? new Uint8Array(0)
        : await collect(await this.#read({ offset: 0, length }), FORMAT_BYTES);
    const format = formatOf(head);
    if (format === compression) return;
    const found = format === null ? "" : `, but ${FORMATS[format]}`;
    throw refused(`the archive is not ${FORMATS[compression]}${found}`);
  }

  async *members(compression: ArchiveCompression): AsyncGenerator<Member> {
    if (compression === "zip") {
      const { size_bytes } = this.#source;
      yield* readZip({ size_bytes, read: (range) => this.#read(range) });
      return;
    }
    const bytes = this.#stream(await this.#read());
    yield* readTar(this.#counted(compression === "gzip" ? gunzip(bytes) : bytes));
  }

  /** Judges a member's name and place. Throws LedgeErrors that name it. */
  check({ path, kind, size_bytes, target }: Member): void {
    const problem = pathProblem(path) ?? (target === null ? null : textProblem(target));
    if (problem !== null) throw refused(`the archive's entry ${shown(path)}: ${problem}`);
    this.#entries += 1;
    if (this.#entries > this.#limits.entries) {
      throw tooLarge(`it has more than ${this.#limits.entries} entries`);
    }
    this.#nameChars += path.length;
    if (this.#nameChars > ARCHIVE_NAMES_CHARS_MAX) {
      throw tooLarge(`ARCHIVE_NAMES_CHARS_MAX is ${ARCHIVE_NAMES_CHARS_MAX} characters of names`);
    }
    if (!Number.isSafeInteger(size_bytes) || size_bytes < 0) {
      throw refused(`the archive's entry ${shown(path)} has no size`);
    }
    if (this.#unpacked + size_bytes > this.#limits.bytes) {
      throw tooLarge(`with ${shown(path)} it has more than ${this.#limits.bytes} bytes`);
    }
    this.#place(path, kind === "directory");
  }

  /** A path is there once, and what it lies in is a directory and no link: else one could lead out. */
  #place(path: string, isDirectory: boolean): void {
    if (this.#listed.has(path)) throw refused(`the archive has ${shown(path)} twice`);
    if (!isDirectory && this.#paths.has(path)) {
      throw refused(`the archive has entries below ${shown(path)}, which is no directory`);
    }
    this.#listed.add(path);
    this.#paths.set(path, isDirectory);
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const parent = path.slice(0, at);
      const holds = this.#paths.get(parent);
      if (holds === false) throw refused(`the archive's entry ${shown(path)} lies in no directory`);
      if (holds) break;
      this.#paths.set(parent, true);
    }
  }

  /** Throws when the content is not as long as the archive says. */
  async *body({ path, size_bytes, body }: Member, compression: ArchiveCompression) {
    let size = 0;
    try {
      for await (const chunk of body()) {
        size += chunk.byteLength;
        if (size > size_bytes) throw refused(`the archive's entry ${shown(path)} is too long`);
        if (compression === "zip") this.#count(chunk.byteLength, this.#source.size_bytes);
        yield chunk;
      }
      if (size < size_bytes) throw refused(`the archive's entry ${shown(path)} is cut off`);
    } catch (error) {
      throw this.judged(error, compression, path);
    }
  }

  /** What a failure is to the caller: the source's own, a refusal, or bytes that are no archive. */
  judged(error: unknown, compression: ArchiveCompression, path: string | undefined): unknown {
    if (this.#sourceFailure !== undefined) return this.#sourceFailure.error;
    if (this.#refusal !== undefined) return this.#refusal;
    if (error instanceof LedgeError) return error;
    const reason = error instanceof Error ? error.message : String(error);
    const where = path === undefined ? "" : `, at or behind ${shown(path)}`;
    return refused(
      `the archive is not a readable ${FORMATS[compression].slice(2)}${where}: ${reason}`,
    );
  }

  async #read(range?: ByteRange): Promise<ReadableStream<Uint8Array>> {
    try {
      return await this.#source.read(range);
    } catch (error) {
      this.#sourceFailure = { error };
      throw error;
    }
  }

  async *#stream(bytes: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of bytes) {
        this.#packed += chunk.byteLength;
        yield chunk;
      }
    } catch (error) {
      this.#sourceFailure = { error };
      throw error;
    }
  }

  async *#counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#count(chunk.byteLength, this.#packed);
      yield chunk;
    }
  }

  #count(bytes: number, packed: number): void {
    this.#unpacked += bytes;
    const { bytes: most, ratio } = this.#limits;
    if (this.#unpacked > most) this.#refuse(`it unpacks to more than ${most} bytes`);
    if (this.#unpacked > ARCHIVE_RATIO_FREE_BYTES && this.#unpacked > packed * ratio) {
      this.#refuse(`it unpacks to more than ${ratio} times its size`);
    }
  }

  /** Kept beside being thrown: pipes do not always pass an error on. */
  #refuse(why: string): never {
    this.#refusal = tooLarge(why);
    throw this.#refusal;
  }
}

function refused(why: string): LedgeError {
  return new LedgeError("invalid_request", why);
}

function tooLarge(why: string): LedgeError {
  return new LedgeError("too_large", `the archive is too large: ${why}`);
}
