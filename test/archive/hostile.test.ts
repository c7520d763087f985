// Archives that somebody made to do harm, or that were damaged: each is refused with what is wrong, and
// before it has cost more than it may.
import { ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";
import { packTar, type TarHeader } from "modern-tar";
import { expect, it } from "vitest";
import { packArchive } from "../../src/archive/pack.ts";
import type { ArchiveSource } from "../../src/archive/source.ts";
import {
  formatOf,
  OWN_LIMITS,
  type ReadLimits,
  readArchive,
  UPLOAD_LIMITS,
} from "../../src/archive/unpack.ts";
import { verifyArchive } from "../../src/archive/verify.ts";
import { streamOf } from "../../src/bytes.ts";
import { type ArchiveCompression, archiveCompression } from "../../src/contract/archive.ts";
import { LedgeError } from "../../src/contract/errors.ts";
import { ARCHIVE_RATIO_FREE_BYTES } from "../../src/contract/limits.ts";
import { gzip } from "../../src/zlib.ts";
import { Random } from "../simulation/random.ts";
import { bytesOf, type Given, membersOf, randomTree, seenOf, sourceOf } from "./members.ts";

async function* chunked(bytes: Uint8Array) {
  yield bytes;
}
const gzipped = async (bytes: Uint8Array) => bytesOf(gzip(chunked(bytes)));

type Entry = Partial<TarHeader> & { name: string; content?: string };

const tarOf = (entries: Entry[]) =>
  packTar(
    entries.map(({ content = "", ...header }) => ({
      header: { size: content.length, mtime: new Date(0), ...header },
      body: content,
    })),
  );

async function zipOf(
  entries: { name: string; content?: string; mode?: number; password?: string }[],
) {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const zip = new ZipWriter(writable, { useWebWorkers: false });
  const written = (async () => {
    for (const { name, content = "", mode = 0o100644, password } of entries) {
      const body = new Blob([content]).stream();
      await zip.add(name, body, { unixMode: mode, ...(password ? { password } : {}) });
    }
    await zip.close();
  })();
  const bytes = await bytesOf(readable);
  await written;
  return bytes;
}

/** The bytes with others in place of the nth time that they hold some, as many. */
function patched(bytes: Uint8Array, from: string, to: string, nth = 0): Uint8Array {
  const copy = Buffer.from(bytes);
  let at = copy.indexOf(from, 0, "latin1");
  for (let count = 0; count < nth; count += 1) at = copy.indexOf(from, at + 1, "latin1");
  if (at < 0 || from.length !== to.length) throw new Error(`no ${from} there, or not as long`);
  copy.write(to, at, "latin1");
  return copy;
}
const patchedTwice = (bytes: Uint8Array, from: string, to: string) =>
  patched(patched(bytes, from, to), from, to);

/** A tar whose first header says another size, with the checksum that makes it true. */
function resized(tar: Uint8Array, size: string): Uint8Array {
  const copy = Buffer.from(tar);
  copy.write(`${size.padStart(11, "0")}\0`, 124, "latin1");
  copy.fill(" ", 148, 156);
  let sum = 0;
  for (const byte of copy.subarray(0, 512)) sum += byte;
  copy.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return copy;
}

async function refusal(
  source: ArchiveSource,
  compression: ArchiveCompression,
  limits: ReadLimits = UPLOAD_LIMITS,
): Promise<string> {
  try {
    await seenOf(readArchive(source, compression, limits));
    return "read";
  } catch (error) {
    if (!(error instanceof LedgeError)) return `no LedgeError: ${error}`;
    return `${error.code}: ${error.message}`;
  }
}

const NAMES: [string, string][] = [
  ["/etc/passwd", "absolute paths are refused"],
  ["../up", "`..` is refused"],
  ["a/../../up", "`..` is refused"],
  ["a/..", "`..` is refused"],
  ["./a", "empty names and `.` are refused"],
  ["a//b", "empty names and `.` are refused"],
  ["a/./b", "empty names and `.` are refused"],
  [`${"d/".repeat(700)}f`, "ARCHIVE_PATH_CHARS_MAX is 1280 characters"],
];

it("[ARCV-3] a name that leads out of the archive is refused in every format, and named", async () => {
  for (const [name, problem] of NAMES) {
    const shown = JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name);
    const expected = `invalid_request: the archive's entry ${shown}: ${problem}`;
    const entries = [{ name: "first" }, { name }];
    const tar = await tarOf(entries);
    expect(await refusal(sourceOf(tar), "tar")).toBe(expected);
    expect(await refusal(sourceOf(await gzipped(tar)), "gzip")).toBe(expected);
    // The library would not write such a name: it is written over one as long.
    const harmless = name.replace(/[^d]/g, "x").replaceAll("xx", "xy");
    const zip = await zipOf([{ name: "first" }, { name: harmless }]);
    expect(await refusal(sourceOf(patchedTwice(zip, harmless, name)), "zip")).toBe(expected);
  }
});

const TARS: [string, Entry[], string][] = [
  ["twice", [{ name: "a" }, { name: "b" }, { name: "a" }], 'the archive has "a" twice'],
  ["twice as two kinds", [{ name: "a/", type: "directory" }, { name: "a" }], 'has "a" twice'],
  ["in a file", [{ name: "a" }, { name: "a/b" }], '"a/b" lies in no directory'],
  [
    "through a link",
    [{ name: "a", type: "symlink", linkname: "/etc" }, { name: "a/b/c" }],
    '"a/b/c" lies in no directory',
  ],
  [
    "under a link that comes later",
    [{ name: "a/b/c" }, { name: "a", type: "symlink", linkname: "/etc" }],
    'has entries below "a", which is no directory',
  ],
  ["hard link", [{ name: "a" }, { name: "b", type: "link", linkname: "a" }], "link entries"],
  ["device", [{ name: "a", type: "character-device" }], "character-device entries"],
  ["pipe", [{ name: "a", type: "fifo" }], "fifo entries are not accepted"],
  ["link to nothing", [{ name: "a", type: "symlink" }], '"a": it is empty'],
];

it("[ARCV-4] what could be written through, over or as something else is refused", async () => {
  for (const [what, entries, message] of TARS) {
    const refused = await refusal(sourceOf(await tarOf(entries)), "tar");
    expect(refused, what).toContain(message);
    expect(refused, what).toMatch(/^invalid_request: /);
  }
  const twice = patchedTwice(await zipOf([{ name: "aa" }, { name: "ab" }]), "ab", "aa");
  const device = await zipOf([{ name: "a", mode: 0o020644 }]);
  const encrypted = await zipOf([{ name: "a", content: "secret", password: "x" }]);
  const zips: [Uint8Array, RegExp][] = [
    [twice, /^invalid_request: the archive has "aa" twice/],
    [device, /^invalid_request: "a": only files, directories and symlinks are accepted/],
    [encrypted, /^invalid_request: "a" is encrypted/],
  ];
  for (const [zip, message] of zips) {
    expect(await refusal(sourceOf(zip), "zip")).toMatch(message);
  }
});

it("[ARCV-5] sizes that are not true, and archives that end too early, are refused", async () => {
  const tar = await tarOf([
    { name: "a", content: "x".repeat(600) },
    { name: "b", content: "y" },
  ]);
  const zip = await zipOf([
    { name: "a", content: "x".repeat(600) },
    { name: "b", content: "y" },
  ]);
  const said = Buffer.from([600 & 255, 600 >> 8, 0, 0]).toString("latin1");
  const lie = Buffer.from([100, 0, 0, 0]).toString("latin1");
  const unreadable = /^invalid_request: the archive is not a readable (tar|zip|tar\.gz)/;
  const cases: [string, Uint8Array, ArchiveCompression, RegExp][] = [
    ["tar too small", resized(tar, "1"), "tar", unreadable],
    ["tar too large", resized(tar, "77777"), "tar", unreadable],
    ["tar huge", resized(tar, "77777777777"), "tar", unreadable],
    ["zip", patched(zip, said, lie, 1), "zip", unreadable],
    ["tar cut", tar.subarray(0, 1300), "tar", unreadable],
    ["tar without end", tar.subarray(0, 2560), "tar", unreadable],
    ["gzip cut", (await gzipped(tar)).subarray(0, -9), "gzip", unreadable],
    ["gzip of a cut tar", await gzipped(tar.subarray(0, 1300)), "gzip", unreadable],
    ["gzip and more", Buffer.concat([await gzipped(tar), Buffer.from("more")]), "gzip", unreadable],
    ["zip cut", zip.subarray(0, -30), "zip", unreadable],
    ["zip and more", Buffer.concat([zip, Buffer.from("more")]), "zip", unreadable],
    ["more and zip", Buffer.concat([zip.subarray(0, 50), zip]), "zip", unreadable],
    ["nothing", new Uint8Array(0), "tar", /^invalid_request: the archive is not a tar$/],
    ["text", new TextEncoder().encode("hello"), "zip", /not a zip$/],
    ["a zip", zip, "gzip", /^invalid_request: the archive is not a tar\.gz, but a zip$/],
    ["a tar", tar, "zip", /^invalid_request: the archive is not a zip, but a tar$/],
    ["gzip of no tar", await gzipped(new Uint8Array(2000).fill(65)), "gzip", unreadable],
  ];
  for (const [what, bytes, compression, message] of cases) {
    expect(await refusal(sourceOf(bytes), compression), what).toMatch(message);
  }
});

it("[ARCV-6] a bomb is stopped at the limit, not after it", { timeout: 30_000 }, async () => {
  async function* zeros(megabytes: number) {
    const megabyte = new Uint8Array(1024 * 1024);
    for (let count = 0; count < megabytes; count += 1) yield megabyte;
  }
  const size = 64 * 1024 * 1024;
  for (const compression of archiveCompression.options) {
    async function* members() {
      const [log, bomb] = [{ path: "events.jsonl" }, { path: "bomb" }];
      yield* membersOf([log]);
      for await (const member of membersOf([bomb])) {
        yield { ...member, size_bytes: size, body: () => zeros(64) };
      }
    }
    const { stream } = packArchive(members(), { compression, events: 0 });
    const source = sourceOf(await bytesOf(stream));
    let read = 0;
    const counting = async (limits: ReadLimits) => {
      read = 0;
      for await (const { body } of readArchive(source, compression, limits)) {
        for await (const chunk of body()) read += chunk.byteLength;
      }
    };
    await counting(OWN_LIMITS);
    expect(read).toBeGreaterThan(size);
    await expect(counting({ ...OWN_LIMITS, bytes: size - 1 })).rejects.toMatchObject({
      code: "too_large",
    });
    expect(read).toBe(0);
    await expect(counting({ ...OWN_LIMITS, entries: 1 })).rejects.toMatchObject({
      code: "too_large",
    });
    if (compression === "tar") continue;
    await expect(counting(UPLOAD_LIMITS)).rejects.toMatchObject({
      code: "too_large",
      message: "the archive is too large: it unpacks to more than 100 times its size",
    });
    expect(read).toBeLessThan(ARCHIVE_RATIO_FREE_BYTES + 1_000_000);
  }
});

const TREE: Given[] = [
  { path: "session.json", content: "{}" },
  { path: "events.jsonl", content: '{"seq":1}\n{"seq":2}\n' },
  { path: "workspace", kind: "directory" },
  { path: "workspace/a", content: "alpha" },
];

it("[ARCV-2] verification says what an archive lacks, has too much, or has otherwise", async () => {
  const hash = "0".repeat(64);
  const { stream, packed } = packArchive(membersOf(TREE), { compression: "tar", events: 2 });
  await bytesOf(stream);
  const { files, log } = packed().manifest;
  const [session, events, a] = files;
  const cases: [object | string, string][] = [
    [{ version: 1, files: [session, events, a, { ...a, path: "b" }], log }, '"b" is missing'],
    [{ version: 1, files: [session, events], log }, '"workspace/a" is not in the manifest'],
    [{ version: 1, files: [session, events, { ...a, size: 6 }], log }, "5 bytes instead of 6"],
    [{ version: 1, files: [session, events, { ...a, sha256: hash }], log }, "another sha256"],
    [{ version: 1, files: [session, events, a, a], log }, "the manifest has a file twice"],
    [{ version: 1, files, log: { ...log, events: 3 } }, "has 2 lines instead of 3"],
    [{ version: 1, files, log: { ...log, sha256: hash } }, "events.jsonl has another sha256"],
    [{ version: 2, files, log }, "manifest.json is not one of version 1"],
    ["{", "manifest.json is not one of version 1"],
  ];
  const entries = [
    ...TREE.slice(0, 2).map(({ path, content }) => ({ name: path, content: String(content) })),
    { name: "workspace/a", content: "alpha" },
  ];
  for (const [manifest, message] of cases) {
    const content = typeof manifest === "string" ? manifest : JSON.stringify(manifest);
    const tar = await tarOf([...entries, { name: "manifest.json", content }]);
    await expect(verifyArchive(sourceOf(tar), "tar"), message).rejects.toThrow(message);
  }
  const without = verifyArchive(sourceOf(await tarOf(entries)), "tar");
  await expect(without).rejects.toThrow("the archive has no manifest.json");
  const content = JSON.stringify(packed().manifest);
  const behind = await tarOf([...entries, { name: "manifest.json", content }, { name: "z" }]);
  await expect(verifyArchive(sourceOf(behind), "tar")).rejects.toThrow("behind the manifest");
});

for (const compression of archiveCompression.options) {
  const limit = { timeout: 60_000 };
  it(`[ARCV-7] one wrong byte anywhere in a ${compression} is found`, limit, async () => {
    const { given, events } = randomTree(new Random(7));
    const { stream, packed } = packArchive(membersOf(given), { compression, events });
    const bytes = await bytesOf(stream);
    const { manifest, sha256 } = packed();
    const contents = new Map(manifest.files.map((file) => [file.path, file.sha256]));
    for (let seed = 1; seed <= 150; seed += 1) {
      const random = new Random(seed);
      const copy = bytes.slice();
      const at = random.between(0, bytes.byteLength - 1);
      copy[at] = (copy[at] ?? 0) ^ (1 << random.between(0, 7));
      const where = `seed ${seed}, byte ${at}`;
      const source = sourceOf(copy);
      await expect(verifyArchive(source, compression, { sha256 }), where).rejects.toThrow();
      // Without the digest, what is not found has at least changed no file.
      const found = await verifyArchive(source, compression).catch(() => null);
      if (found === null) continue;
      const seen = await seenOf(readArchive(source, compression, OWN_LIMITS));
      const files = seen.filter(({ kind }) => kind === "file");
      expect(new Map(files.map((file) => [file.path, file.sha256])), where).toEqual(contents);
    }
  });
}

it("[ARCV-15] a failure of the store is no fault of the archive", async () => {
  const { stream } = packArchive(membersOf(TREE), { compression: "zip", events: 2 });
  const zip = await bytesOf(stream);
  const tar = await bytesOf(packArchive(membersOf(TREE), { compression: "tar", events: 2 }).stream);
  async function* failing(bytes: Uint8Array) {
    yield bytes.slice(0, 600);
    throw new Error("the store is away");
  }
  for (const [bytes, compression] of [
    [zip, "zip"],
    [tar, "tar"],
    [await gzipped(tar), "gzip"],
  ] as const) {
    const whole = sourceOf(bytes);
    let reads = 0;
    const source: ArchiveSource = {
      size_bytes: bytes.byteLength,
      read: async (range) => {
        reads += 1;
        if (reads === 1) return whole.read(range);
        if (compression === "zip") throw new Error("the store is away");
        return streamOf(failing(bytes));
      },
    };
    const reading = seenOf(readArchive(source, compression, OWN_LIMITS));
    await expect(reading, compression).rejects.toThrow(/^the store is away$/);
  }
});

it("[ARCV-16] an archive is known by its first bytes", async () => {
  const tar = await tarOf([{ name: "a" }]);
  const cases: [Uint8Array, ArchiveCompression | null][] = [
    [tar, "tar"],
    [await gzipped(tar), "gzip"],
    [await zipOf([{ name: "a" }]), "zip"],
    [await zipOf([]), "zip"],
    [tar.subarray(0, 200), null],
    [new Uint8Array(0), null],
    [new TextEncoder().encode("PK is no zip"), null],
  ];
  for (const [bytes, format] of cases) expect(formatOf(bytes.subarray(0, 512))).toBe(format);
});
