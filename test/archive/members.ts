// Members for tests of archives: out of a table, or a whole random tree from a seed.
import { createHash } from "node:crypto";
import { MANIFEST_PATH, type Member } from "../../src/archive/member.ts";
import type { ArchiveSource } from "../../src/archive/source.ts";
import type { Random } from "../simulation/random.ts";

export interface Given {
  path: string;
  kind?: Member["kind"];
  content?: string | Uint8Array;
  mode?: number;
  mtime_ms?: number;
  target?: string;
}

const TIME = Date.UTC(2026, 10, 20, 12, 0, 0, 7);

export function memberOf({ path, kind = "file", content = "", mode, mtime_ms, target }: Given) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const member: Member = {
    path,
    kind,
    size_bytes: bytes.byteLength,
    mode: mode ?? (kind === "directory" ? 0o755 : 0o644),
    mtime_ms: mtime_ms ?? TIME,
    target: target ?? null,
    async *body() {
      for (let at = 0; at < bytes.byteLength; at += 70_000) yield bytes.subarray(at, at + 70_000);
    },
  };
  return member;
}

export async function* membersOf(given: Iterable<Given>): AsyncGenerator<Member> {
  for (const one of given) yield memberOf(one);
}

/** What a member is, with its content as a digest: what two readings are compared by. */
export interface Seen {
  path: string;
  kind: Member["kind"];
  size_bytes: number;
  mode: number;
  mtime_ms: number;
  target: string | null;
  sha256: string;
}

/** All members, the manifest left out. */
export async function seenOf(members: AsyncIterable<Member>): Promise<Seen[]> {
  const seen: Seen[] = [];
  for await (const { body, ...member } of members) {
    const hash = createHash("sha256");
    for await (const chunk of body()) hash.update(chunk);
    if (member.path !== MANIFEST_PATH) seen.push({ ...member, sha256: hash.digest("hex") });
  }
  return seen;
}

/** Bytes in memory as a store would give them. */
export function sourceOf(bytes: Uint8Array): ArchiveSource {
  return {
    size_bytes: bytes.byteLength,
    read: async (range) => {
      const { offset, length } = range ?? { offset: 0, length: bytes.byteLength };
      return new Blob([bytes.slice(offset, offset + length)]).stream();
    },
  };
}

export async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of stream) chunks.push(chunk.slice());
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

const NAMES = [
  "a",
  "README.md",
  " leading and trailing ",
  "ünïcödé",
  "日本語のファイル",
  "👩‍👩‍👧‍👦.txt",
  "e\u0301",
  "back\\slash",
  "..dots..",
  "...",
  "new\nline",
  "quote\"'`$(x)",
  "C:",
  "-rf",
  "#%?&=+~*<>|",
  "constructor",
  "__proto__",
  `${"l".repeat(96)}.txt`,
  `${"ö".repeat(120)}`,
  "tab\t\u0001",
];

/** A log of some lines and a tree below `workspace/`, in which every name is used once at most. */
export function randomTree(random: Random): { given: Given[]; events: number } {
  const events = random.between(0, 40);
  const lines = Array.from({ length: events }, (_, seq) => JSON.stringify({ seq: seq + 1 }));
  const given: Given[] = [
    { path: "session.json", content: "{}" },
    { path: "events.jsonl", content: lines.map((line) => `${line}\n`).join("") },
  ];
  const folders = ["workspace"];
  for (let count = random.between(0, 40); count > 0; count -= 1) {
    const path = `${random.pick(folders)}/${random.pick(NAMES)}${random.chance(0.5) ? count : ""}`;
    if (path.length > 1_000 || given.some((other) => other.path === path)) continue;
    const mtime_ms = random.chance(0.5) ? random.between(0, 2 ** 41) : TIME - (TIME % 1000);
    const mode = random.between(0, 0o7777);
    const kind = random.weighted({ file: 6, directory: 3, symlink: 1 });
    if (kind === "directory") folders.push(path);
    given.push({
      path,
      kind,
      mode,
      mtime_ms,
      ...(kind === "file" ? { content: contentOf(random) } : {}),
      ...(kind === "symlink" ? { target: `../${random.pick(NAMES)}` } : {}),
    });
  }
  return { given, events };
}

function contentOf(random: Random): Uint8Array {
  const size = random.pick([
    0,
    1,
    511,
    512,
    513,
    random.between(0, 5_000),
    random.between(0, 200_000),
  ]);
  const bytes = new Uint8Array(size);
  const noise = random.chance(0.3);
  for (let at = 0; at < size; at += 1) bytes[at] = noise ? random.between(0, 255) : 97 + (at % 7);
  return bytes;
}
