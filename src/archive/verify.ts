// Whether an archive holds what its manifest says: everything is read back, digested and counted.
import { createHash } from "node:crypto";
import { collect, newlines, streamOf, textOf } from "../bytes.ts";
import {
  type ArchiveCompression,
  type ArchiveManifest,
  archiveManifest,
  type ManifestFile,
} from "../contract/archive.ts";
import { ARCHIVE_INDEX_BYTES_MAX } from "../contract/limits.ts";
import { EVENTS_PATH, MANIFEST_PATH, type Member, shown } from "./member.ts";
import type { ArchiveSource } from "./source.ts";
import { OWN_LIMITS, type ReadLimits, readArchive } from "./unpack.ts";

export interface Verification {
  /** The archive's own digest where it is known (`Packed.sha256`): then no byte of it can differ. */
  readonly sha256?: string;
  readonly limits?: ReadLimits;
}

interface Found {
  readonly size: number;
  readonly sha256: string;
  readonly lines: number;
}

/**
 * The manifest of an archive that holds exactly what it says. Without `sha256` that is true of the names,
 * sizes and contents of files. Throws an Error that says what differs, and what `readArchive` throws.
 */
export async function verifyArchive(
  source: ArchiveSource,
  compression: ArchiveCompression,
  { sha256, limits = OWN_LIMITS }: Verification = {},
): Promise<ArchiveManifest> {
  const digest = createHash("sha256");
  const tapped = {
    size_bytes: source.size_bytes,
    read: tapping(source, (chunk) => digest.update(chunk)),
  };
  const found = new Map<string, Found>();
  let manifest: ArchiveManifest | undefined;
  for await (const member of readArchive(tapped, compression, limits)) {
    if (manifest !== undefined) throw new Error(`${shown(member.path)} stands behind the manifest`);
    if (member.path === MANIFEST_PATH) manifest = await parsed(member);
    else if (member.kind === "file") found.set(member.path, await digested(member));
  }
  if (manifest === undefined) throw new Error(`the archive has no ${MANIFEST_PATH}`);
  compare(manifest, found);
  if (sha256 !== undefined) {
    // A zip was read by ranges.
    if (compression === "zip") for await (const _ of await tapped.read());
    if (digest.digest("hex") !== sha256) throw new Error("the archive has another sha256");
  }
  return manifest;
}

/**
 * The members of an archive, each file that is read held against the manifest: at once where `known` has
 * it, the others when the manifest comes. The last of a body, or the next member, throws an Error that
 * says what differs.
 */
export async function* intactMembers(
  members: AsyncIterable<Member>,
  known: readonly ManifestFile[],
): AsyncGenerator<Member> {
  const expected = new Map(known.map(({ path, sha256 }) => [path, sha256]));
  const found = new Map<string, string>();
  const assertSame = (path: string, sha256: string | undefined) => {
    if (found.get(path) !== sha256) throw new Error(`${shown(path)} has another sha256`);
  };
  const digesting = async function* ({ path, body }: Member) {
    const hash = createHash("sha256");
    for await (const chunk of body()) {
      hash.update(chunk);
      yield chunk;
    }
    found.set(path, hash.digest("hex"));
    if (expected.has(path)) assertSame(path, expected.get(path));
  };
  for await (const member of members) {
    if (member.path === MANIFEST_PATH) {
      const { files } = await parsed(member);
      const listed = new Map(files.map(({ path, sha256 }) => [path, sha256]));
      for (const path of found.keys()) assertSame(path, listed.get(path));
      return;
    }
    yield member.kind === "file" ? { ...member, body: () => digesting(member) } : member;
  }
  throw new Error(`the archive has no ${MANIFEST_PATH}`);
}

/** The source's reading, with every chunk of the whole shown to `look`. */
function tapping(source: ArchiveSource, look: (chunk: Uint8Array) => void): ArchiveSource["read"] {
  return async (range) => {
    const stream = await source.read(range);
    if (range !== undefined) return stream;
    const looked = async function* () {
      for await (const chunk of stream) {
        look(chunk);
        yield chunk;
      }
    };
    return streamOf(looked());
  };
}

async function parsed(member: Member): Promise<ArchiveManifest> {
  const bytes = await collect(member.body(), ARCHIVE_INDEX_BYTES_MAX);
  const manifest = archiveManifest.safeParse(jsonOf(bytes));
  if (!manifest.success) throw new Error(`${MANIFEST_PATH} is not one of version 1`);
  return manifest.data;
}

/** Undefined for what is no JSON, as no manifest is. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    return undefined;
  }
}

async function digested({ path, size_bytes, body }: Member): Promise<Found> {
  const hash = createHash("sha256");
  let lines = 0;
  for await (const chunk of body()) {
    hash.update(chunk);
    if (path === EVENTS_PATH) lines += newlines(chunk);
  }
  return { size: size_bytes, sha256: hash.digest("hex"), lines };
}

function compare({ files, log }: ArchiveManifest, found: Map<string, Found>): void {
  for (const { path, size, sha256 } of files) {
    const file = found.get(path);
    if (file === undefined) throw new Error(`${shown(path)} is missing`);
    if (file.size !== size) {
      throw new Error(`${shown(path)} has ${file.size} bytes instead of ${size}`);
    }
    if (file.sha256 !== sha256) throw new Error(`${shown(path)} has another sha256`);
  }
  if (found.size !== files.length) {
    const listed = new Set(files.map(({ path }) => path));
    const extra = [...found.keys()].find((path) => !listed.has(path));
    throw new Error(
      extra === undefined
        ? "the manifest has a file twice"
        : `${shown(extra)} is not in the manifest`,
    );
  }
  const events = found.get(EVENTS_PATH);
  if (events === undefined) throw new Error(`${EVENTS_PATH} is missing`);
  if (events.lines !== log.events) {
    throw new Error(`${EVENTS_PATH} has ${events.lines} lines instead of ${log.events}`);
  }
  if (events.sha256 !== log.sha256) throw new Error(`${EVENTS_PATH} has another sha256`);
}
