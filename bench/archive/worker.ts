// One large archive packed into R2 and verified out of it: 10,000 files and 500 MB, half of it noise.
import type { Member } from "../../src/archive/member.ts";
import { packArchive } from "../../src/archive/pack.ts";
import { R2Store } from "../../src/archive/r2.ts";
import { verifyArchive } from "../../src/archive/verify.ts";
import { archiveCompression } from "../../src/contract/archive.ts";

const FILES = 10_000;
const FILE_BYTES = 50_000;
/** Among them: as large as a file may be. */
const LARGE_FILE_BYTES = 32 * 1024 * 1024;
const MTIME_MS = Date.UTC(2026, 10, 20);

const NOISE = new Uint8Array(16 * 65_536);
const TEXT = new TextEncoder().encode("A line of a file that somebody wrote.\n".repeat(7_000));

function file(path: string, size_bytes: number, from: Uint8Array): Member {
  return {
    path,
    kind: "file",
    size_bytes,
    mode: 0o644,
    mtime_ms: MTIME_MS,
    target: null,
    async *body() {
      for (let left = size_bytes; left > 0; left -= from.byteLength) yield from.subarray(0, left);
    },
  };
}

async function* members(): AsyncGenerator<Member> {
  for (let at = 0; at < NOISE.byteLength; at += 65_536) {
    crypto.getRandomValues(NOISE.subarray(at, at + 65_536));
  }
  yield file("events.jsonl", 0, TEXT);
  yield file("workspace/large", LARGE_FILE_BYTES, NOISE);
  const others = FILES - 2;
  for (let index = 0; index < others; index += 1) {
    const path = `workspace/folder-${index % 100}/file-${index}.txt`;
    const from = index % 2 === 0 ? NOISE.subarray(index * 50) : TEXT;
    yield file(path, FILE_BYTES, from);
  }
}

export default {
  /** `POST /<compression>`: what it took, in milliseconds. */
  async fetch(request: Request, { BLOBS }: { BLOBS: R2Bucket }): Promise<Response> {
    const compression = archiveCompression.parse(new URL(request.url).pathname.slice(1));
    const store = new R2Store(BLOBS);
    const key = `large-${crypto.randomUUID()}`;
    const began = Date.now();
    const { stream, packed } = packArchive(members(), { compression, events: 0 });
    const { size_bytes } = await store.write(key, stream);
    const packed_ms = Date.now() - began;
    const source = await store.open(key);
    if (source === null) throw new Error("what was written is not there");
    const manifest = await verifyArchive(source, compression, { sha256: packed().sha256 });
    const verified_ms = Date.now() - began - packed_ms;
    await store.delete(key);
    const bytes = manifest.files.reduce((sum, { size }) => sum + size, 0);
    const files = manifest.files.length;
    return Response.json({ compression, files, bytes, size_bytes, packed_ms, verified_ms });
  },
};
