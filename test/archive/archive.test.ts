// Archives packed and read back, in every format: on workerd, where they are made.
import { expect, it } from "vitest";
import { packArchive } from "../../src/archive/pack.ts";
import type { ArchiveSource } from "../../src/archive/source.ts";
import { OWN_LIMITS, readArchive } from "../../src/archive/unpack.ts";
import { verifyArchive } from "../../src/archive/verify.ts";
import { streamOf } from "../../src/bytes.ts";
import { archiveCompression } from "../../src/contract/archive.ts";
import { Random } from "../simulation/random.ts";
import {
  bytesOf,
  type Given,
  memberOf,
  membersOf,
  randomTree,
  seenOf,
  sourceOf,
} from "./members.ts";

/** Megabytes that packing and reading may be ahead of who reads: what the pipes between hold. */
const AHEAD_MAX = 16;
const LOG: Given = { path: "events.jsonl", content: '{"seq":1}\n{"seq":2}\n' };

async function pack(given: readonly Given[], compression: "gzip" | "tar" | "zip", events: number) {
  const { stream, packed } = packArchive(membersOf(given), { compression, events });
  const bytes = await bytesOf(stream);
  return { bytes, ...packed() };
}

for (const compression of archiveCompression.options) {
  it(`[ARCV-1] what was packed as ${compression} is what is read, for any tree`, {
    timeout: 30_000,
  }, async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const { given, events } = randomTree(new Random(seed));
      const { bytes, manifest, sha256 } = await pack(given, compression, events);
      const source = sourceOf(bytes);
      const read = await seenOf(readArchive(source, compression, OWN_LIMITS));
      expect(read, `seed ${seed}`).toEqual(await seenOf(membersOf(given)));
      expect(await verifyArchive(source, compression, { sha256 }), `seed ${seed}`).toEqual(
        manifest,
      );
    }
  });
}

it("[ARCV-17] the same members give the same archive, and what does not fit is no archive", async () => {
  const cases: [Given[], number, string][] = [
    [[LOG], 3, "events.jsonl has 2 lines instead of 3"],
    [[], 0, "events.jsonl is missing"],
    [[LOG, LOG], 2, '"events.jsonl": it is there already'],
    [[LOG, { path: "manifest.json" }], 2, '"manifest.json": it is there already'],
    [[LOG, { path: "../a" }], 2, '"../a": `..` is refused'],
    [[LOG, { path: "a\0b" }], 2, "NUL is refused"],
    [[LOG, { path: "a\ud800b" }], 2, "it is no Unicode text"],
    [[LOG, { path: "a", kind: "symlink", target: "" }], 2, '"a": it is empty'],
  ];
  for (const compression of archiveCompression.options) {
    for (const [given, events, message] of cases) {
      await expect(pack(given, compression, events), compression).rejects.toThrow(message);
    }
    const { given, events } = randomTree(new Random(3));
    const first = await pack(given, compression, events);
    const second = await pack(given, compression, events);
    expect(second.manifest).toEqual(first.manifest);
    expect(second.sha256).toBe(first.sha256);
    for (const size_bytes of [3, 7]) {
      async function* lying() {
        yield* membersOf([LOG]);
        yield { ...memberOf({ path: "a", content: "12345" }), size_bytes };
      }
      const { stream, packed } = packArchive(lying(), { compression, events: 2 });
      const message = `"a" is not of ${size_bytes} bytes, as it says`;
      await expect(bytesOf(stream), compression).rejects.toThrow(message);
      expect(packed).toThrow("not packed yet");
    }
  }
});

const MEGABYTE = 1_000_000;
const random = new Random(1);
const NOISE = Uint8Array.from({ length: MEGABYTE }, () => random.between(0, 255));

it("[ARCV-18] packing goes no faster than it is read, and ends with its reader", {
  timeout: 30_000,
}, async () => {
  for (const compression of archiveCompression.options) {
    let given = 0;
    let ended = false;
    async function* endless() {
      try {
        for (; ; given += 1) yield NOISE;
      } finally {
        ended = true;
      }
    }
    async function* members() {
      yield { ...memberOf({ path: "endless" }), size_bytes: 2 ** 40, body: endless };
    }
    const reader = packArchive(members(), { compression, events: 0 }).stream.getReader();
    for (let read = 0; read < 40 * MEGABYTE; ) {
      read += (await reader.read()).value?.byteLength ?? 0;
      expect(given, compression).toBeLessThan(read / MEGABYTE + AHEAD_MAX);
    }
    await reader.cancel();
    await expect.poll(() => ended, { timeout: 5_000, message: compression }).toBe(true);
  }
});

it("[ARCV-19] reading takes no more out of the store than is asked for", {
  timeout: 30_000,
}, async () => {
  for (const compression of archiveCompression.options) {
    const content = new Uint8Array(40 * MEGABYTE);
    for (let at = 0; at < content.byteLength; at += MEGABYTE) content.set(NOISE, at);
    const { bytes } = await pack([LOG, { path: "noise", content }], compression, 2);
    let taken = 0;
    const source: ArchiveSource = {
      size_bytes: bytes.byteLength,
      read: async ({ offset, length } = { offset: 0, length: bytes.byteLength }) => {
        async function* chunks() {
          for (let at = offset; at < offset + length; at += 10_000) {
            const chunk = bytes.slice(at, Math.min(at + 10_000, offset + length));
            taken += chunk.byteLength;
            yield chunk;
          }
        }
        return streamOf(chunks());
      },
    };
    let read = 0;
    for await (const { body } of readArchive(source, compression, OWN_LIMITS)) {
      for await (const chunk of body()) {
        read += chunk.byteLength;
        expect(taken, compression).toBeLessThan(read + AHEAD_MAX * MEGABYTE);
      }
    }
    expect(read).toBeGreaterThan(content.byteLength);
  }
});
