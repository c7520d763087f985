// Members as an archive: each file is digested on its way, and what was packed is said by the last member,
// the manifest. Nothing is held but the chunk that passes and the list of files.
import { createHash } from "node:crypto";
import { newlines, streamOf } from "../bytes.ts";
import type { ArchiveCompression, ArchiveManifest, ManifestFile } from "../contract/archive.ts";
import { gzip } from "../zlib.ts";
import {
  EVENTS_PATH,
  MANIFEST_PATH,
  type Member,
  pathProblem,
  shown,
  textProblem,
} from "./member.ts";
import { packTar } from "./tar.ts";
import { packZip } from "./zip.ts";

const MANIFEST_MODE = 0o644;

interface Packed {
  readonly manifest: ArchiveManifest;
  /** Of the archive itself, for `verifyArchive`. */
  readonly sha256: string;
}

export interface Packing {
  readonly stream: ReadableStream<Uint8Array>;
  /** Throws an Error before the stream was read to its end. */
  packed(): Packed;
}

/**
 * The archive of the members in their order, as fast as it is read; the same members give the same
 * manifest. `events` is how many lines `events.jsonl` must have. The stream fails when a member does, when
 * one is longer or shorter than it says, has a name that no archive may have, or one that was there before.
 */
export function packArchive(
  members: AsyncIterable<Member>,
  { compression, events }: { compression: ArchiveCompression; events: number },
): Packing {
  const contents = new Contents(events);
  const archive = createHash("sha256");
  let packed: Packed | undefined;
  const finished = async function* () {
    for await (const chunk of formatted(contents.described(members), compression)) {
      archive.update(chunk);
      yield chunk;
    }
    packed = { manifest: contents.manifest(), sha256: archive.digest("hex") };
  };
  return {
    stream: streamOf(finished()),
    packed: () => {
      if (packed === undefined) throw new Error("the archive is not packed yet");
      return packed;
    },
  };
}

function formatted(
  members: AsyncIterable<Member>,
  compression: ArchiveCompression,
): AsyncIterable<Uint8Array> {
  switch (compression) {
    case "gzip":
      return gzip(packTar(members));
    case "tar":
      return packTar(members);
    case "zip":
      return packZip(members);
    default:
      throw new Error(`no compression: ${compression satisfies never}`);
  }
}

/** What the manifest will say, while the members pass. */
class Contents {
  readonly #events: number;
  readonly #files: ManifestFile[] = [];
  readonly #paths = new Set<string>([MANIFEST_PATH]);
  #log: ArchiveManifest["log"] | undefined;

  constructor(events: number) {
    this.#events = events;
  }

  /** The members with their digests taken as they are read, and the manifest behind them. */
  async *described(members: AsyncIterable<Member>): AsyncGenerator<Member> {
    let newest = 0;
    for await (const member of members) {
      const problem =
        pathProblem(member.path) ??
        (member.target === null ? null : textProblem(member.target)) ??
        (this.#paths.has(member.path) ? "it is there already" : null);
      if (problem !== null) throw new Error(`${shown(member.path)}: ${problem}`);
      this.#paths.add(member.path);
      newest = Math.max(newest, member.mtime_ms);
      yield member.kind === "file" ? { ...member, body: () => this.#digested(member) } : member;
    }
    yield manifestMember(this.manifest(), newest);
  }

  /** Throws an Error unless `events.jsonl` has passed with its number of lines. */
  manifest(): ArchiveManifest {
    if (this.#log === undefined) throw new Error(`${EVENTS_PATH} is missing`);
    if (this.#log.events !== this.#events) {
      throw new Error(`${EVENTS_PATH} has ${this.#log.events} lines instead of ${this.#events}`);
    }
    return { version: 1, files: this.#files, log: this.#log };
  }

  async *#digested({ path, size_bytes, mtime_ms, body }: Member): AsyncGenerator<Uint8Array> {
    const hash = createHash("sha256");
    let size = 0;
    let lines = 0;
    const wrong = () => new Error(`${shown(path)} is not of ${size_bytes} bytes, as it says`);
    for await (const chunk of body()) {
      size += chunk.byteLength;
      if (size > size_bytes) throw wrong();
      hash.update(chunk);
      if (path === EVENTS_PATH) lines += newlines(chunk);
      yield chunk;
    }
    if (size < size_bytes) throw wrong();
    const sha256 = hash.digest("hex");
    this.#files.push({ path, size, sha256, mtime: new Date(mtime_ms).toISOString() });
    if (path === EVENTS_PATH) this.#log = { events: lines, sha256 };
  }
}

/** The manifest's own time is that of the newest member: packing reads no clock. */
function manifestMember(manifest: ArchiveManifest, mtime_ms: number): Member {
  const bytes = new TextEncoder().encode(`${JSON.stringify(manifest)}\n`);
  return {
    path: MANIFEST_PATH,
    kind: "file",
    size_bytes: bytes.byteLength,
    mode: MANIFEST_MODE,
    mtime_ms,
    target: null,
    async *body() {
      yield bytes;
    },
  };
}
