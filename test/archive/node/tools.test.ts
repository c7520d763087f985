// Other people's tools: what is packed here unpacks with tar, unzip and Python, and what they pack is read.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readlink, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { packArchive } from "../../../src/archive/pack.ts";
import { readArchive, UPLOAD_LIMITS } from "../../../src/archive/unpack.ts";
import { type ArchiveCompression, archiveManifest } from "../../../src/contract/archive.ts";
import { bytesOf, type Given, membersOf, seenOf, sourceOf } from "../members.ts";

const run = promisify(execFile);

const TREE: Given[] = [
  { path: "events.jsonl", content: "{}\n" },
  { path: "workspace", kind: "directory", mode: 0o755 },
  { path: "workspace/empty", kind: "directory", mode: 0o700 },
  { path: "workspace/run.sh", content: "echo hello\n", mode: 0o755 },
  { path: "workspace/nothing", content: "" },
  { path: "workspace/ünïcödé 日本", content: "x".repeat(100_000), mode: 0o600 },
  { path: `workspace/${"long/".repeat(40)}${"n".repeat(120)}`, content: "deep" },
  { path: "workspace/link", kind: "symlink", mode: 0o777, target: "ünïcödé 日本" },
];

/** By the tool's name: how it unpacks an archive into a folder, and whether it makes links of links. */
const TOOLS: [string, ArchiveCompression, (file: string, into: string) => string[], boolean][] = [
  ["tar", "gzip", (file, into) => ["-xzf", file, "-C", into], true],
  ["tar", "tar", (file, into) => ["-xf", file, "-C", into], true],
  ["unzip", "zip", (file, into) => ["-q", file, "-d", into], true],
  ["python3", "zip", (file, into) => ["-m", "zipfile", "-e", file, into], false],
];

async function hasTool(name: string): Promise<boolean> {
  const found = await run("sh", ["-c", `command -v ${name}`]).catch(() => null);
  return found !== null;
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "ledge-archive-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

for (const [tool, compression, command, makesLinks] of TOOLS) {
  const known = await hasTool(tool);
  it.skipIf(!known)(`[ARCV-20] ${tool} unpacks what is packed as ${compression}`, () =>
    inFolder(async (folder) => {
      const { stream, packed } = packArchive(membersOf(TREE), { compression, events: 1 });
      const file = join(folder, "archive");
      await writeFile(file, await bytesOf(stream));
      const into = join(folder, "into");
      await run("mkdir", [into]);
      await run(tool, command(file, into), { env: { ...process.env, LC_ALL: "C.UTF-8" } });
      for (const { path, kind = "file", content, mode, target } of TREE) {
        const unpacked = join(into, path);
        if (kind === "file") expect(await readFile(unpacked, "utf8"), path).toBe(content);
        if (kind === "symlink" && makesLinks) expect(await readlink(unpacked)).toBe(target);
        if (mode !== undefined && kind !== "symlink" && makesLinks) {
          expect((await stat(unpacked)).mode & 0o777, path).toBe(mode);
        }
      }
      const manifest = JSON.parse(await readFile(join(into, "manifest.json"), "utf8"));
      expect(archiveManifest.parse(manifest)).toEqual(packed().manifest);
    }),
  );
}

const PACKERS: [string, ArchiveCompression, string[]][] = [
  ["tar", "gzip", ["-czf", "../archive", "workspace"]],
  ["tar", "tar", ["--format=pax", "-cf", "../archive", "workspace"]],
  ["zip", "zip", ["-qry", "../archive.zip", "workspace"]],
];

for (const [tool, compression, command] of PACKERS) {
  const known = await hasTool(tool);
  it.skipIf(!known)(`[ARCV-21] what ${tool} packs as ${compression} is read`, () =>
    inFolder(async (folder) => {
      const from = join(folder, "from");
      await run("mkdir", ["-p", join(from, "workspace/empty")]);
      await writeFile(join(from, "workspace/ünïcödé"), "x".repeat(100_000));
      await run("ln", ["-s", "ünïcödé", join(from, "workspace/link")]);
      await run(tool, command, { cwd: from });
      const file = join(folder, compression === "zip" ? "archive.zip" : "archive");
      const source = sourceOf(await readFile(file));
      const seen = await seenOf(readArchive(source, compression, UPLOAD_LIMITS));
      const kinds = seen.map(({ path, kind, size_bytes, target }) => [
        path,
        kind,
        size_bytes,
        target,
      ]);
      expect(kinds.sort()).toEqual([
        ["workspace", "directory", 0, null],
        ["workspace/empty", "directory", 0, null],
        ["workspace/link", "symlink", 0, "ünïcödé"],
        ["workspace/ünïcödé", "file", 100_000, null],
      ]);
    }),
  );
}
