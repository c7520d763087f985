// Archives that are put into the workspace: honest ones come in whole, hostile ones not at all.
import { packTar, type TarEntry, type TarHeader } from "modern-tar";
import { describe, expect, it } from "vitest";
import { IMPORT_ENTRIES_MAX } from "../../src/contract/limits.ts";
import { importArchive } from "../../src/workspace/import.ts";
import { bytes, failure, text, withWorkspace } from "./workbench.ts";

function file(name: string, body: string): TarEntry {
  return { header: { name, size: bytes(body).byteLength }, body };
}

function bodyless(name: string, type: TarHeader["type"], linkname?: string): TarEntry {
  const link = linkname === undefined ? {} : { linkname };
  return { header: { name, size: 0, ...(type === undefined ? {} : { type }), ...link } };
}

function streamOf(content: Uint8Array): ReadableStream<Uint8Array> {
  return new Blob([content]).stream();
}

async function gzip(content: Uint8Array): Promise<Uint8Array> {
  const zipped = streamOf(content).pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(zipped).arrayBuffer());
}

/** The code and message with which an archive is refused. */
async function refusal(archive: Uint8Array, into = "/workspace") {
  return withWorkspace(async ({ workspace }) =>
    failure(() => importArchive(workspace.stage(), streamOf(archive), { into })),
  );
}

/** Writes a number into an archive's first header and makes its checksum right again. */
function withSize(tar: Uint8Array, size: number): Uint8Array {
  const forged = tar.slice();
  forged.set(bytes(`${size.toString(8).padStart(11, "0")} `), 124);
  forged.fill(0x20, 148, 156);
  const sum = forged.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  forged.set(bytes(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
  return forged;
}

describe("honest archives", () => {
  const long = `${"deep/".repeat(30)}${"n".repeat(60)}.txt`;
  const entries: TarEntry[] = [
    bodyless("./", "directory"),
    bodyless("src/", "directory"),
    {
      header: { name: "src/run.sh", size: 3, mode: 0o755, mtime: new Date(86_400_000) },
      body: "run",
    },
    file("./README.md", "# é\n"),
    file("no/parents/here.txt", "made"),
    file("empty", ""),
    file(long, "long"),
    file(`ü/${"ж".repeat(80)}`, "unicode"),
    bodyless("link", "symlink", "src/run.sh"),
    bodyless("src/up", "symlink", "../README.md"),
    bodyless("hard", "link", "src/run.sh"),
    file("empty", "later entries win"),
  ];

  it.each(["tar", "tar.gz"])(
    "[WS-16] a %s comes in with names, modes and links",
    async (format) => {
      const tar = await packTar(entries);
      const archive = format === "tar" ? tar : await gzip(tar);
      await withWorkspace(async ({ workspace, change }) => {
        const imported = await change((stage) =>
          importArchive(stage, streamOf(archive), { into: "/workspace/in" }),
        );
        expect(imported).toEqual({ files: 8, bytes: 3 + 5 + 4 + 0 + 4 + 7 + 3 + 17 });
        const read = async (name: string) => text(await workspace.read(`in/${name}`));
        expect(await read("README.md")).toBe("# é\n");
        expect(await read("no/parents/here.txt")).toBe("made");
        expect(await read("empty")).toBe("later entries win");
        expect(await read(long)).toBe("long");
        expect(await read(`ü/${"ж".repeat(80)}`)).toBe("unicode");
        expect(await read("link")).toBe("run");
        expect(await read("src/up")).toBe("# é\n");
        expect(await read("hard")).toBe("run");
        const run = await workspace.stat("in/src/run.sh");
        expect(run).toMatchObject({ mode: 0o755, modified_at_ms: 86_400_000 });
      });
    },
  );

  it("[WS-16] an archive replaces what it names and leaves the rest", async () => {
    await withWorkspace(async ({ workspace, change }) => {
      await change(async (stage) => {
        await stage.write("a", bytes("old"));
        await stage.write("b", bytes("kept"));
      });
      const archive = await packTar([file("a", "new")]);
      await change((stage) => importArchive(stage, streamOf(archive), { into: "/workspace" }));
      expect(text(await workspace.read("a"))).toBe("new");
      expect(text(await workspace.read("b"))).toBe("kept");
    });
  });
});

describe("hostile archives", () => {
  it.each<[string, TarEntry[], string]>([
    ["a name with ..", [file("../out", "x")], "../out"],
    ["a name with .. inside", [file("a/../../out", "x")], ".."],
    ["an absolute name", [file("/etc/passwd", "x")], "absolute"],
    ["a symlink up", [bodyless("l", "symlink", "../out")], "points out"],
    ["an absolute symlink", [bodyless("l", "symlink", "/workspace/x")], "points out"],
    ["a symlink up from below", [bodyless("a/b/l", "symlink", "../../../out")], "points out"],
    [
      "a symlink out through another",
      [bodyless("d/e/up", "symlink", "../.."), bodyless("out", "symlink", "d/e/up/../x")],
      "points out",
    ],
    [
      "a symlink out through a later one",
      [bodyless("out", "symlink", "d/e/up/../x"), bodyless("d/e/up", "symlink", "../..")],
      "points out",
    ],
    [
      "a file through a link out",
      [
        bodyless("d/e/up", "symlink", "../.."),
        bodyless("out", "symlink", "d/e/up/.."),
        file("out/f", "x"),
      ],
      "points out",
    ],
    ["a hard link up", [bodyless("l", "link", "../out")], ".."],
    ["an absolute hard link", [bodyless("l", "link", "/etc/passwd")], "absolute"],
    ["a hard link to nothing", [bodyless("l", "link", "nowhere")], "ENOENT"],
    ["a character device", [bodyless("null", "character-device")], "character-device"],
    ["a block device", [bodyless("sda", "block-device")], "block-device"],
    ["a pipe", [bodyless("pipe", "fifo")], "fifo"],
    ["a name that is too long", [file("x".repeat(2_000), "x")], "PATH_CHARS_MAX"],
    ["a file as a directory", [file("a", "x"), file("a/b", "x")], "ENOTDIR"],
    ["a directory as a file", [bodyless("a/b/", "directory"), file("a", "x")], "EISDIR"],
    ["a loop of links", [bodyless("a", "symlink", "b"), bodyless("b", "symlink", "a")], "ELOOP"],
  ])("[WS-17] %s is refused by the entry's name", async (_name, entries, told) => {
    const refused = await refusal(await packTar(entries), "/workspace/in");
    expect(refused.code).toMatch(/^(invalid_request|not_found)$/);
    expect(refused.message).toContain("the archive's entry");
    expect(refused.message).toContain(told);
  });

  it("[WS-17] nothing is written through a link that was in the workspace before", async () => {
    await withWorkspace(async ({ workspace, change }) => {
      await change((stage) => stage.makeSymlink("/tmp", "out"));
      for (const entries of [[file("out/f", "x")], [bodyless("out/d/", "directory")]]) {
        const archive = await packTar(entries);
        const refused = await failure(() =>
          importArchive(workspace.stage(), streamOf(archive), { into: "/workspace" }),
        );
        expect(refused.message).toContain("points out");
      }
    });
  });

  it.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array()],
    ["one byte", bytes("x")],
    ["text", bytes("not an archive ".repeat(100))],
    ["a broken gzip", Uint8Array.of(0x1f, 0x8b, 8, 1, 2, 3, 4, 5)],
  ])("[WS-18] %s is no archive and is told so", async (_name, archive) => {
    expect(await refusal(archive)).toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining("not a readable tar"),
    });
  });

  it("[WS-18] an archive that was cut off is refused wherever the cut is", async () => {
    const tar = await packTar([file("a", "x".repeat(700)), file("b", "y")]);
    const zipped = await gzip(tar);
    for (const archive of [tar.subarray(0, 900), tar.subarray(0, 1_536), tar.subarray(0, 2_560)]) {
      expect(await refusal(archive)).toMatchObject({ code: "invalid_request" });
    }
    expect(await refusal(zipped.subarray(0, zipped.length - 12))).toMatchObject({
      code: "invalid_request",
    });
  });

  it("[WS-18] a refused archive changes nothing, however much of it was good", async () => {
    await withWorkspace(async ({ workspace }) => {
      const archive = await packTar([file("good", "x"), file("../bad", "x")]);
      const stage = workspace.stage();
      await failure(() => importArchive(stage, streamOf(archive), { into: "/workspace" }));
      expect(workspace.manifest()).toEqual([]);
    });
  });

  it("[WS-19] a bomb is stopped when it has unpacked to IMPORT_BYTES_MAX", async () => {
    let chunks = 0;
    const zeros = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        if (chunks > 1_200) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const body = zeros.pipeThrough(new CompressionStream("gzip"));
    const bomb = new Uint8Array(await new Response(body).arrayBuffer());
    expect(bomb.byteLength).toBeLessThan(200_000);
    const refused = await refusal(bomb);
    expect(refused.code).toBe("too_large");
    expect(refused.message).toContain("IMPORT_BYTES_MAX");
  }, 20_000);

  it("[WS-19] a file is refused by the size it declares, before a byte of it is read", async () => {
    const tar = withSize(await packTar([file("huge", "x")]), 8 * 1024 ** 3 - 1);
    const refused = await refusal(tar);
    expect(refused).toMatchObject({ code: "too_large" });
    expect(refused.message).toContain("FILE_BYTES_MAX");
    expect(refused.message).toContain('"huge"');
  });

  it("[WS-19] more entries than IMPORT_ENTRIES_MAX are refused", async () => {
    const entries = Array.from({ length: IMPORT_ENTRIES_MAX + 1 }, (_, index) =>
      bodyless(`d${index}/`, "directory"),
    );
    const refused = await refusal(await packTar(entries));
    expect(refused.code).toBe("too_large");
    expect(refused.message).toContain("IMPORT_ENTRIES_MAX");
  }, 20_000);

  it("[WS-19] a stream that breaks off fails the import", async () => {
    const tar = await packTar([file("a", "x".repeat(5_000))]);
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(tar.subarray(0, 1_024)),
      pull: (controller) => controller.error(new Error("the client left")),
    });
    await withWorkspace(async ({ workspace }) => {
      const refused = await failure(() =>
        importArchive(workspace.stage(), broken, { into: "/workspace" }),
      );
      expect(refused).toMatchObject({ code: "invalid_request" });
    });
  });

  it("[WS-19] a stream without end is let go of at the first entry that is refused", async () => {
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(bytes("garbage ".repeat(512))),
      cancel: () => {
        isCancelled = true;
      },
    });
    await withWorkspace(async ({ workspace }) => {
      await failure(() => importArchive(workspace.stage(), endless, { into: "/workspace" }));
      await expect.poll(() => isCancelled).toBe(true);
    });
  });
});
