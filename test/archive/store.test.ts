// The two stores are one: what holds for R2 holds for a real S3 server, over the network and signed.
import { env } from "cloudflare:workers";
import { expect, inject, it } from "vitest";
import { archiveKey } from "../../src/archive/keys.ts";
import { packArchive } from "../../src/archive/pack.ts";
import { R2Store } from "../../src/archive/r2.ts";
import type { ArchiveStore } from "../../src/archive/source.ts";
import { archiveStoreOf } from "../../src/archive/store.ts";
import { verifyArchive } from "../../src/archive/verify.ts";
import { streamOf } from "../../src/bytes.ts";
import { ARCHIVE_PART_BYTES as PART } from "../../src/contract/limits.ts";
import { Random } from "../simulation/random.ts";
import { bytesOf, membersOf } from "./members.ts";
import type { Requested } from "./s3-server.ts";

const S3_KEYS = { S3_ACCESS_KEY_ID: "S3RVER", S3_SECRET_ACCESS_KEY: "S3RVER" };
const S3 = {
  STORAGE_PROVIDER: "s3",
  S3_ENDPOINT: inject("s3_url"),
  S3_BUCKET: "archives",
  S3_REGION: "auto",
  ...S3_KEYS,
} as const;
const STORES: [string, ArchiveStore][] = [
  ["R2", archiveStoreOf({ ...S3, STORAGE_PROVIDER: "r2" }, env.BLOBS)],
  ["S3", archiveStoreOf(S3, env.BLOBS)],
];

const NOISE = new Uint8Array(1_000_003);
const random = new Random(1);
for (let at = 0; at < NOISE.byteLength; at += 1) NOISE[at] = random.between(0, 255);

/** Noise of so many bytes, in chunks that are no divisor of anything. */
async function* noise(size: number, failAt = Number.POSITIVE_INFINITY) {
  for (let left = size; left > 0; left -= NOISE.byteLength) {
    if (size - left >= failAt) throw new Error("the disk is on fire");
    yield NOISE.slice(0, left);
  }
}
const noiseOf = (size: number, failAt?: number) => streamOf(noise(size, failAt));

async function requestsOf(key: string): Promise<Requested[]> {
  const url = `${inject("s3_url")}/-/requests?key=${encodeURIComponent(key)}`;
  return (await fetch(url)).json();
}
const uploads = async () => (await fetch(`${inject("s3_url")}/-/uploads`)).json();

for (const [name, store] of STORES) {
  it(`[ARCV-8] ${name} gives back what was written, whole or any part of it`, {
    timeout: 30_000,
  }, async () => {
    for (const size of [0, 1, 5_000, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 77]) {
      const key = `tests/${size} ö+&=?#%/of ${name}.tar`;
      expect(await store.write(key, noiseOf(size))).toEqual({ size_bytes: size });
      const source = await store.open(key);
      expect(source?.size_bytes).toBe(size);
      const expected = await bytesOf(noise(size));
      const read = await bytesOf((await source?.read()) as ReadableStream<Uint8Array>);
      expect(Buffer.compare(read, expected), `${size}`).toBe(0);
      if (size === 0) continue;
      for (let count = 0; count < 4; count += 1) {
        const offset = count === 0 ? size - 1 : random.between(0, size - 1);
        const length = random.between(1, size - offset);
        const part = await bytesOf(
          (await source?.read({ offset, length })) as ReadableStream<Uint8Array>,
        );
        const range = `${size}: ${offset}+${length}`;
        expect(Buffer.compare(part, expected.subarray(offset, offset + length)), range).toBe(0);
      }
    }
  });

  it(`[ARCV-9] of a write to ${name} that fails in the middle nothing is visible`, async () => {
    for (const failAt of [0, 1_000_003, 2 * PART]) {
      const key = `tests/fails-at-${failAt}.tar`;
      await expect(store.write(key, noiseOf(3 * PART, failAt))).rejects.toThrow("on fire");
      expect(await store.open(key)).toBe(null);
    }
    expect(await uploads()).toEqual([]);
  });

  it(`[ARCV-10] ${name} has no archive that was deleted or never was`, async () => {
    const key = "tests/deleted.tar";
    await store.write(key, noiseOf(10));
    await store.delete(key);
    expect(await store.open(key)).toBe(null);
    await store.delete(key);
  });

  it(`[ARCV-11] an archive of each format is verified out of ${name}`, {
    timeout: 30_000,
  }, async () => {
    for (const compression of ["gzip", "tar", "zip"] as const) {
      const content = await bytesOf(noise(PART + 1234));
      const members = membersOf([
        { path: "events.jsonl", content: "{}\n" },
        { path: "workspace/noise", content },
        { path: "workspace/after", content: "a" },
      ]);
      const { stream, packed } = packArchive(members, { compression, events: 1 });
      const ids = { sessionId: "sesn_1", archiveId: name };
      const key = archiveKey("archives/", ids, compression);
      const ending = { gzip: "tar.gz", tar: "tar", zip: "zip" }[compression];
      expect(key).toBe(`archives/sesn_1/${name}.${ending}`);
      await store.write(key, stream);
      const source = await store.open(key);
      if (source === null) throw new Error("it was written");
      const { manifest, sha256 } = packed();
      expect(await verifyArchive(source, compression, { sha256 })).toEqual(manifest);
    }
  });
}

it("[ARCV-12] parts are equal but for the last, and one that fails aborts the upload", {
  timeout: 30_000,
}, async () => {
  const calls: string[] = [];
  const failing = new Proxy(env.BLOBS, {
    get: (bucket, name) => {
      if (name !== "createMultipartUpload") return Reflect.get(bucket, name).bind(bucket);
      return async (key: string) => {
        const upload = await bucket.createMultipartUpload(key);
        return {
          uploadPart: (number: number, bytes: Uint8Array) => {
            calls.push(`${number}: ${bytes.byteLength}`);
            if (number === 3) throw new Error("R2 is away");
            return upload.uploadPart(number, bytes);
          },
          abort: () => {
            calls.push("abort");
            return upload.abort();
          },
        };
      };
    },
  });
  const written = new R2Store(failing).write("tests/parts.tar", noiseOf(5 * PART));
  await expect(written).rejects.toThrow("R2 is away");
  expect(calls).toEqual([`1: ${PART}`, `2: ${PART}`, `3: ${PART}`, "abort"]);
  expect(await new R2Store(env.BLOBS).open("tests/parts.tar")).toBe(null);

  const s3 = archiveStoreOf(S3, env.BLOBS);
  await s3.write("tests/parts-s3.tar", noiseOf(2 * PART + 5));
  const puts = (await requestsOf("tests/parts-s3.tar")).filter(({ method }) => method === "PUT");
  expect(puts.map(({ bytes }) => bytes)).toEqual([PART, PART, 5]);
  await expect(s3.write("tests/half-way.tar", noiseOf(3 * PART))).rejects.toThrow("400");
  expect((await requestsOf("tests/half-way.tar")).at(-1)?.method).toBe("DELETE");
  expect(await s3.open("tests/half-way.tar")).toBe(null);
});

it("[ARCV-13] a busy S3 store is asked again, and a broken one not for ever", {
  timeout: 30_000,
}, async () => {
  const s3 = archiveStoreOf(S3, env.BLOBS);
  await s3.write("tests/busy.tar", noiseOf(PART + 9));
  expect((await s3.open("tests/busy.tar"))?.size_bytes).toBe(PART + 9);
  await expect(s3.write("tests/broken.tar", noiseOf(9))).rejects.toThrow(
    "S3 answered PUT with 500 InternalError",
  );
  expect((await requestsOf("tests/broken.tar")).length).toBe(5);
  await expect(s3.write("tests/late.tar", noiseOf(PART + 9))).rejects.toThrow(
    "S3 did not complete the upload InternalError",
  );
  expect(await s3.open("tests/late.tar")).toBe(null);
});

it("[ARCV-14] what S3 refuses is said without keys, signatures or the address", async () => {
  const secret = "secret-of-the-tests";
  const cases = [
    [{ S3_SECRET_ACCESS_KEY: secret }, "S3 answered PUT with 403 SignatureDoesNotMatch"],
    [{ S3_ACCESS_KEY_ID: "AKIA-OF-NOBODY" }, "S3 answered PUT with 403 InvalidAccessKeyId"],
    [{ S3_BUCKET: "no-such-bucket" }, "S3 answered PUT with 404 NoSuchBucket"],
    [{ S3_ENDPOINT: "http://127.0.0.1:1" }, "S3 could not be reached for PUT"],
  ] as const;
  for (const [settings, message] of cases) {
    const s3 = archiveStoreOf({ ...S3, ...settings }, env.BLOBS);
    const error = await s3.write("tests/refused.tar", noiseOf(9)).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect([error.message, error.cause]).toEqual([message, undefined]);
  }
  const without = { ...S3, S3_SECRET_ACCESS_KEY: undefined };
  expect(() => archiveStoreOf(without, env.BLOBS)).toThrow("without the settings");
});
