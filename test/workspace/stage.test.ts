// A stage's changes: all or none of them become durable, bytes come back as they were, and nothing
// leads out of the workspace.
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { hashOf } from "../../src/workspace/blobs.ts";
import type { Stage } from "../../src/workspace/stage.ts";
import { noise } from "../support/noise.ts";
import { bytes, failure, PREFIX, text, withWorkspace } from "./workbench.ts";

describe("durability", () => {
  it("[WS-3] a stage that is never committed leaves nothing behind", async () => {
    await withWorkspace(async ({ workspace, storage }) => {
      const stage = workspace.stage();
      await stage.write("a.txt", bytes("a"));
      stage.memory.set("key", 1);
      await stage.prepare();
      expect(workspace.manifest()).toEqual([]);
      expect(await workspace.stat("a.txt")).toBeNull();
      expect(workspace.stage().memory.get("key")).toBeUndefined();
      expect(storage.sql.exec("SELECT * FROM blobs").toArray()).toEqual([]);
    });
  });

  it("[WS-3] a transaction that throws after the commit rolls the files back", async () => {
    await withWorkspace(async ({ workspace, storage, change }) => {
      await change((stage) => stage.write("a.txt", bytes("old")));
      const stage = workspace.stage();
      await stage.write("a.txt", bytes("new"));
      await stage.write("b/c.txt", bytes("c"));
      stage.memory.set("key", "new");
      await stage.prepare();
      const settle = () =>
        storage.transactionSync(() => {
          stage.commit(1);
          throw new Error("the append failed");
        });
      expect(settle).toThrow("the append failed");
      expect(text(await workspace.read("a.txt"))).toBe("old");
      expect(workspace.list("").map((entry) => entry.path)).toEqual(["/workspace/a.txt"]);
      expect(workspace.stage().memory.get("key")).toBeUndefined();
    });
  });

  it("[WS-3] a stage sees its own changes, others see them after the commit", async () => {
    await withWorkspace(async ({ workspace, commit }) => {
      const stage = workspace.stage();
      await stage.write("a", bytes("1"));
      await stage.write("a", bytes("22"));
      expect(text(await stage.read("a"))).toBe("22");
      expect(await workspace.stage().stat("a")).toBeNull();
      await commit(stage);
      expect(await workspace.stage().stat("a")).toMatchObject({ kind: "file", size_bytes: 2 });
    });
  });

  it("[WS-3] a commit without prepare is a bug and throws", async () => {
    await withWorkspace(async ({ workspace, storage }) => {
      const stage = workspace.stage();
      await stage.write("a", bytes("a"));
      expect(() => storage.transactionSync(() => stage.commit(1))).toThrow("prepare");
      expect(workspace.manifest()).toEqual([]);
    });
  });

  it("[WS-4] tools' memory is JSON by key, staged like files, and has a limit", async () => {
    await withWorkspace(async ({ workspace, change }) => {
      await change((stage) => stage.memory.set("todos", [{ content: "é" }]));
      const memory = workspace.stage().memory;
      expect(memory.get("todos")).toEqual([{ content: "é" }]);
      memory.set("todos", null);
      expect(memory.get("todos")).toBeNull();
      expect(workspace.stage().memory.get("todos")).toEqual([{ content: "é" }]);
      const tooMuch = await failure(() => memory.set("todos", "x".repeat(600_000)));
      expect(tooMuch).toMatchObject({ code: "too_large" });
      expect(tooMuch.message).toContain("STORED_VALUE_BYTES_MAX");
    });
  });
});

describe("content", () => {
  const every = Uint8Array.from({ length: 512 }, (_, index) => index % 256);

  it.each([
    ["nothing", new Uint8Array()],
    ["NUL and every other byte", every],
    ["invalid UTF-8", Uint8Array.of(0xff, 0xfe, 0x80, 0x0a)],
    ["a view of a larger buffer", every.subarray(100, 110)],
  ])("[WS-5] %s comes back byte for byte, before and after the commit", async (_name, content) => {
    await withWorkspace(async ({ workspace, commit }) => {
      const stage = workspace.stage();
      await stage.write("f", content.slice());
      expect(await stage.read("f")).toEqual(content.slice());
      await commit(stage);
      expect(await workspace.read("f")).toEqual(content.slice());
    });
  });

  it("[WS-6] equal content is stored once, whatever the number of files", async () => {
    await withWorkspace(async ({ workspace, storage, change }) => {
      await change(async (stage) => {
        for (const name of ["a", "b", "c/d"]) await stage.write(name, bytes("same"));
      });
      await change((stage) => stage.write("e", bytes("same")));
      const blobs = storage.sql.exec("SELECT hash, size_bytes FROM blobs").toArray();
      expect(blobs).toHaveLength(1);
      expect(workspace.totals()).toEqual({ entry_count: 5, file_count: 4, size_bytes: 16 });
    });
  });

  it("[WS-7] a body too big for a row goes to R2 under the owner's prefix and back", async () => {
    await withWorkspace(async ({ workspace, storage, change }) => {
      const big = noise(3_000_000, 7);
      await change((stage) => stage.write("big.bin", big));
      const [row] = storage.sql.exec("SELECT hash, body FROM blobs").toArray();
      expect(row?.body).toBeNull();
      const object = await env.BLOBS.get(`${PREFIX}${row?.hash}`);
      expect((await object?.arrayBuffer())?.byteLength).toBe(3_000_000);
      expect(hashOf(await workspace.read("big.bin"))).toBe(hashOf(big));
      const copied = await change(async (stage) => {
        stage.copy("big.bin", "copy.bin", { recursive: false });
        return stage.read("copy.bin");
      });
      expect(hashOf(copied)).toBe(hashOf(big));
      await env.BLOBS.delete(`${PREFIX}${row?.hash}`);
      const lost = await failure(() => workspace.read("big.bin"));
      expect(lost.code).toBe("internal");
    });
  });
});

describe("what a stage reports", () => {
  it("[WS-8] the files it leaves with other content or none, and no others", async () => {
    await withWorkspace(async ({ workspace, change }) => {
      await change(async (stage) => {
        await stage.write("kept", bytes("kept"));
        await stage.write("changed", bytes("old"));
        await stage.write("d/gone", bytes("gone"));
        await stage.write("moved", bytes("moved"));
      });
      const stage = workspace.stage();
      await stage.write("kept", bytes("kept"));
      stage.setMode("kept", 0o755);
      await stage.write("changed", bytes("new!"));
      stage.remove("d", { recursive: true });
      stage.rename("moved", "elsewhere");
      await stage.write("brief", bytes("x"));
      stage.remove("brief", { recursive: false });
      stage.makeSymlink("kept", "link");
      await stage.prepare();
      expect(stage.changed()).toEqual([
        { kind: "written", path: "/workspace/changed", hash: expect.any(String), size_bytes: 4 },
        { kind: "deleted", path: "/workspace/d/gone" },
        { kind: "written", path: "/workspace/elsewhere", hash: expect.any(String), size_bytes: 5 },
        { kind: "deleted", path: "/workspace/moved" },
      ]);
    });
  });

  it("[WS-9] the manifest is the same JSON for the same workspace, however it came about", async () => {
    const built = async (order: string[]) =>
      withWorkspace(async ({ workspace, change }) => {
        await change(async (stage) => {
          for (const name of order) await stage.write(name, bytes(name));
          stage.makeSymlink("a", "link");
        });
        return JSON.stringify(workspace.manifest());
      });
    const manifest = await built(["b/c", "a"]);
    expect(await built(["a", "b/c"])).toBe(manifest);
    expect(JSON.parse(manifest)).toMatchObject([
      { path: "/workspace/a", kind: "file", size_bytes: 1, mode: 0o644 },
      { path: "/workspace/b", kind: "directory", hash: null },
      { path: "/workspace/b/c", kind: "file", target: null },
      { path: "/workspace/link", kind: "symlink", target: "a" },
    ]);
  });
});

describe("symlinks", () => {
  const build = async (stage: Stage) => {
    await stage.write("dir/file", bytes("inside"));
    await stage.write("/tmp/outside", bytes("outside"));
    const links = [
      ["dir", "to-dir"],
      ["dir/file", "to-file"],
      ["/workspace/dir/file", "absolute"],
      ["../../..", "dir/up"],
      ["/tmp/outside", "to-tmp"],
      ["/tmp", "to-tmp-dir"],
      ["/etc/passwd", "to-etc"],
      ["nowhere", "dangling"],
      ["loop-b", "loop-a"],
      ["loop-a", "loop-b"],
      ["to-tmp", "two-steps"],
      ["dir/../to-tmp-dir", "zigzag"],
    ] as const;
    for (const [target, path] of links) stage.makeSymlink(target, path);
  };

  it.each([
    ["to-file", "/workspace/dir/file"],
    ["to-dir/file", "/workspace/dir/file"],
    ["absolute", "/workspace/dir/file"],
    ["dangling", "/workspace/nowhere"],
    ["to-dir/new/file", "/workspace/dir/new/file"],
    ["dir/up/workspace/dir/file", "/workspace/dir/file"],
  ])("[WS-10] %j is followed to where it leads below the root", async (path, real) => {
    await withWorkspace(async ({ change, workspace }) => {
      await change(build);
      expect(workspace.stage().confine(path, { follow: true })).toBe(real);
    });
  });

  it.each([
    "to-tmp",
    "to-tmp-dir/outside",
    "to-tmp-dir/new",
    "to-etc",
    "dir/up",
    "two-steps",
    "zigzag/x",
  ])(
    "[WS-10] %j cannot be read, written or listed by a client, since it leads out",
    async (path) => {
      await withWorkspace(async ({ change, workspace }) => {
        await change(build);
        const refused = { code: "invalid_request", message: expect.stringContaining("leaves") };
        expect(await failure(() => workspace.read(path))).toMatchObject(refused);
        expect(await failure(() => workspace.stat(path))).toMatchObject(refused);
        expect(await failure(() => workspace.list(path))).toMatchObject(refused);
        expect(
          await failure(() => workspace.stage().confine(path, { follow: true })),
        ).toMatchObject(refused);
      });
    },
  );

  it("[WS-10] a link that leads out can still be removed, without what it leads to", async () => {
    await withWorkspace(async ({ change, workspace }) => {
      await change(build);
      await change((stage) => {
        stage.remove(stage.confine("to-tmp", { follow: false }), { recursive: false });
      });
      expect(workspace.list("").some((entry) => entry.path.endsWith("/to-tmp"))).toBe(false);
      expect(text(await workspace.stage().read("/tmp/outside"))).toBe("outside");
    });
  });

  it("[WS-10] a loop of links is refused", async () => {
    await withWorkspace(async ({ change, workspace }) => {
      await change(build);
      const loop = await failure(() => workspace.read("loop-a"));
      expect(loop).toMatchObject({ code: "invalid_request" });
      expect(loop.message).toContain("ELOOP");
    });
  });

  it.each(["/etc/passwd", "/x", "/", "/workspace", "/tmp", "to-etc", "/workspacex/a"])(
    "[WS-11] a tool cannot write %j: only what is below the root or /tmp can be changed",
    async (path) => {
      await withWorkspace(async ({ change, workspace }) => {
        await change(build);
        const before = workspace.manifest();
        const stage = workspace.stage();
        expect((await failure(() => stage.write(path, bytes("x")))).code).toMatch(
          /^(forbidden|invalid_request)$/,
        );
        await stage.prepare();
        expect(stage.changed()).toEqual([]);
        expect(workspace.manifest()).toEqual(before);
      });
    },
  );
});

describe("refusals", () => {
  it.each<[string, string, (stage: Stage) => unknown]>([
    ["reading what is not there", "not_found", (stage) => stage.read("nope")],
    ["reading a directory", "invalid_request", (stage) => stage.read("d")],
    ["listing a file", "invalid_request", (stage) => stage.list("f")],
    ["walking a file", "invalid_request", (stage) => stage.walk("f")],
    ["a file as a directory", "invalid_request", (stage) => stage.write("f/x", bytes(""))],
    ["writing over a directory", "invalid_request", (stage) => stage.write("d", bytes(""))],
    ["removing a full directory", "conflict", (stage) => stage.remove("d", { recursive: false })],
    ["removing the root", "forbidden", (stage) => stage.remove(".", { recursive: true })],
    ["making what is there", "conflict", (stage) => stage.makeDirectory("d", { recursive: false })],
    [
      "a directory over a file",
      "conflict",
      (stage) => stage.makeDirectory("f", { recursive: true }),
    ],
    ["moving into itself", "invalid_request", (stage) => stage.rename("d", "d/e")],
    ["moving over a full directory", "conflict", (stage) => stage.rename("e", "d")],
    [
      "copying into itself",
      "invalid_request",
      (stage) => stage.copy("d", "d/e", { recursive: true }),
    ],
    [
      "copying a directory as a file",
      "invalid_request",
      (stage) => stage.copy("d", "x", { recursive: false }),
    ],
    ["a path with NUL", "invalid_request", (stage) => stage.write("a\0b", bytes(""))],
  ])("[WS-12] %s is refused and changes nothing", async (_name, code, act) => {
    await withWorkspace(async ({ workspace, change }) => {
      await change(async (stage) => {
        await stage.write("f", bytes("f"));
        await stage.write("d/in", bytes("in"));
        await stage.write("e/in", bytes("in"));
      });
      const stage = workspace.stage();
      expect(await failure(() => act(stage))).toMatchObject({ code });
      await stage.prepare();
      expect(stage.changed()).toEqual([]);
    });
  });
});
