// Members as a zip stream and back. A zip is read by its directory, which is at its end, so by ranges; what
// two readers could understand in two ways is refused.
import {
  configure,
  type Entry,
  Reader,
  ZipReader,
  ZipWriter,
} from "@zip.js/zip.js/lib/zip-core-native.js";
import { collect, streamOf, textOf } from "../bytes.ts";
import { LedgeError } from "../contract/errors.ts";
import {
  ARCHIVE_INDEX_BYTES_MAX,
  ARCHIVE_PATH_CHARS_MAX,
  ARCHIVE_READ_BYTES,
} from "../contract/limits.ts";
import { PacedCompressionStream, PacedDecompressionStream } from "../zlib.ts";
import { type Member, PERMISSION_BITS, shown } from "./member.ts";
import type { ArchiveSource } from "./source.ts";

const TYPE_BITS = { file: 0o100000, directory: 0o040000, symlink: 0o120000 } as const;
const TYPE_MASK = 0o170000;
/** The upper byte of a zip's "version made by". */
const MADE_BY_UNIX = 3;
configure({
  // They are not to be had on the edge.
  useWebWorkers: false,
  useCompressionStream: true,
  CompressionStream: PacedCompressionStream,
  DecompressionStream: PacedDecompressionStream,
});

/** The zip of the members, in their order. It fails as they do, and lets go of them when it is cancelled. */
export function packZip(members: AsyncIterable<Member>): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const zip = new ZipWriter(writable, { ntfsTimestamp: true });
  const packing = async () => {
    for await (const member of members) {
      const { path, kind, mode, mtime_ms } = member;
      const isDirectory = kind === "directory";
      await zip.add(isDirectory ? `${path}/` : path, isDirectory ? undefined : contentOf(member), {
        directory: isDirectory,
        unixMode: TYPE_BITS[kind] | mode,
        lastModDate: new Date(mtime_ms),
      });
    }
    await zip.close();
  };
  packing().catch((error: unknown) => writable.abort(error).catch(() => undefined));
  return readable;
}

/** What a zip keeps of a member beside its name; the size is told, so that few need zip64. */
function contentOf(member: Member): { readable: ReadableStream<Uint8Array>; size: number } {
  if (member.target === null) {
    return { readable: streamOf(member.body()), size: member.size_bytes };
  }
  const bytes = new TextEncoder().encode(member.target);
  return { readable: new Blob([bytes]).stream(), size: bytes.byteLength };
}

/**
 * The members of a zip, streamed. Their names are as they are stored, but for a directory's last `/`.
 * Throws `invalid_request` for what is encrypted, `too_large` for a directory that is, and an Error for
 * bytes that are no zip.
 */
export async function* readZip(source: ArchiveSource): AsyncGenerator<Member> {
  const zip = new ZipReader(new RangeReader(source), {
    strictness: "strict",
    // Ours are the same for every format.
    filenameValidation: "tolerant",
    checkCrc32: true,
    checkOverlappingEntry: true,
  });
  for await (const entry of zip.getEntriesGenerator()) yield await memberOf(entry);
}

async function memberOf(entry: Entry): Promise<Member> {
  if (entry.encrypted) {
    throw new LedgeError("invalid_request", `${shown(entry.filename)} is encrypted`);
  }
  // Read here: the library takes the bits of some modes for something else.
  const isUnix = entry.versionMadeBy >> 8 === MADE_BY_UNIX;
  const unixMode = isUnix ? entry.externalFileAttributes >>> 16 : 0;
  const type = unixMode & TYPE_MASK;
  const isSymlink = type === TYPE_BITS.symlink;
  const kind = entry.directory ? "directory" : isSymlink ? "symlink" : "file";
  if (type !== 0 && type !== TYPE_BITS[kind]) {
    const expected = "files, directories and symlinks are accepted";
    throw new LedgeError("invalid_request", `${shown(entry.filename)}: only ${expected}`);
  }
  const ms = entry.lastModDate.getTime();
  return {
    path: entry.directory ? entry.filename.replace(/\/$/, "") : entry.filename,
    kind,
    size_bytes: kind === "file" ? entry.uncompressedSize : 0,
    mode: isUnix ? unixMode & PERMISSION_BITS : entry.directory ? 0o755 : 0o644,
    mtime_ms: Number.isFinite(ms) ? ms : 0,
    target: isSymlink ? await targetOf(entry) : null,
    body: () => (kind === "file" ? contentsOf(entry) : nothing()),
  };
}

async function targetOf(entry: Entry): Promise<string> {
  const bytes = await collect(contentsOf(entry), ARCHIVE_PATH_CHARS_MAX * 4);
  return textOf(bytes);
}

async function* contentsOf(entry: Entry): AsyncGenerator<Uint8Array> {
  if (entry.directory) return;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const failure = entry.getData(writable).then(
    () => undefined,
    async (error: unknown) => {
      await writable.abort(error).catch(() => undefined);
      return { error };
    },
  );
  try {
    for await (const chunk of readable) yield chunk;
  } catch (error) {
    // The stream may have lost what it was; the library's own error says more.
    throw (await failure)?.error ?? error;
  }
  const failed = await failure;
  if (failed !== undefined) throw failed.error;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Small reads out of one large range, since members are read in the order in which they lie. */
class RangeReader extends Reader<ArchiveSource> {
  readonly #source: ArchiveSource;
  #window = new Uint8Array(0);
  #offset = 0;

  constructor(source: ArchiveSource) {
    super(source);
    this.#source = source;
    this.size = source.size_bytes;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const wanted = Math.min(length, this.size - index);
    if (wanted <= 0) return new Uint8Array(0);
    if (wanted > ARCHIVE_INDEX_BYTES_MAX) {
      const limit = `ARCHIVE_INDEX_BYTES_MAX is ${ARCHIVE_INDEX_BYTES_MAX} bytes`;
      throw new LedgeError("too_large", `the archive's directory is too large: ${limit}`);
    }
    const at = index - this.#offset;
    if (at < 0 || at + wanted > this.#window.byteLength) {
      const range = Math.min(Math.max(wanted, ARCHIVE_READ_BYTES), this.size - index);
      const stream = await this.#source.read({ offset: index, length: range });
      this.#window = await collect(stream, range);
      this.#offset = index;
      if (this.#window.byteLength < range) throw new Error("the archive is shorter than it was");
    }
    const from = index - this.#offset;
    return this.#window.slice(from, from + wanted);
  }
}
