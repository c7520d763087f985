// Glob and Grep: what they find, how it is shown, and patterns meant to hang them.
import { describe, expect, it } from "vitest";
import { compileGlob } from "../../src/agent/tools/pattern.ts";
import { failed, ok, withTools } from "./toolbench.ts";

const FILES = {
  "src/main.py": "import os\n\ndef main():\n    print('hi')\n\ndef other():\n    pass\n",
  "src/lib/util.ts": "export const ERROR = 1;\n",
  "app.log": "INFO a\nERROR b\nINFO c\nerror d\nINFO e\nINFO f\nERROR g\n",
  ".hidden": "ERROR\n",
  ".git/config": "ERROR\n",
  ".ledge/tool-output/old.txt": "ERROR\n",
};

describe("compileGlob", () => {
  it.each<[string, string[], string[]]>([
    ["*.py", ["a.py", "d/e/a.py", ".py", "d/.x.py"], ["a.pyc", "a.py/x"]],
    ["**/*.py", ["a.py", "d/e/a.py"], ["a.pyx"]],
    ["src/**/*.{ts,tsx}", ["src/a.ts", "src/d/e.tsx"], ["a.ts", "src/a.js", "xsrc/a.ts"]],
    ["src/**", ["src/a", "src/d/e"], ["src", "a/src/b"]],
    ["**", ["a", "b/c"], []],
    ["a?c", ["abc", "d/axc"], ["ac", "a/c"]],
    ["[a-c]x.[!t]*", ["ax.py", "z/bx.q"], ["dx.py", "ax.ts"]],
    ["./src/*.py", ["src/a.py"], ["src/d/a.py"]],
    ["!*.md", ["a.py"], ["a.md", "d/a.md"]],
    ["a\\*b", ["a*b"], ["axb"]],
    ["{a,{b,c}d}.x", ["a.x", "bd.x", "cd.x"], ["b.x"]],
    ["a.b+c(d)$", ["a.b+c(d)$"], ["aXb+c(d)$"]],
    ["**/test/**", ["test/a", "x/test/y/z"], ["test"]],
    ["a**b", ["axxb"], ["a/b"]],
    ["[]]x", ["]x"], ["x"]],
    ["é*", ["éb"], ["eb"]],
    ["*/*", ["b/c"], ["a", "a/b/c"]],
  ])("[TOOL-10] %s matches what ripgrep's globs match", (glob, matching, others) => {
    const { value, problem } = { value: undefined, ...compileGlob(glob) };
    expect(problem).toBeNull();
    expect(matching.filter((path) => value?.(path) !== true)).toEqual([]);
    expect(others.filter((path) => value?.(path) !== false)).toEqual([]);
  });

  it.each(["{a", "[z-a]", "x".repeat(2_000)])("[TOOL-10] %s is refused", (glob) => {
    expect(compileGlob(glob).problem).toEqual(expect.any(String));
  });
});

describe("Glob", () => {
  it("[TOOL-11] lists the newest first, relative to the current directory", async () => {
    await withTools(async ({ call, put }) => {
      await put({ "b.py": "", "d/a.py": "", "c.txt": "" });
      await put({ "d/new.py": "" });
      expect(await call("Glob", { pattern: "**/*.py" })).toEqual(ok("d/new.py\nb.py\nd/a.py"));
      expect(await call("Glob", { pattern: "*.py", path: "/workspace/d" })).toEqual(
        ok("d/new.py\nd/a.py"),
      );
      expect(await call("Glob", { pattern: "/workspace/d/*" })).toEqual(ok("d/new.py\nd/a.py"));
      await call("Bash", { command: "cd d" });
      expect(await call("Glob", { pattern: "*.py" })).toEqual(ok("new.py\na.py"));
      expect(await call("Glob", { pattern: "*.txt", path: ".." })).toEqual(ok("/workspace/c.txt"));
    });
  });

  it("[TOOL-11] caps the list and says so, and says when there is nothing", async () => {
    await withTools(async ({ call, put }) => {
      await put(Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`f${index}`, ""])));
      const lines = (await call("Glob", { pattern: "f*" })).content.split("\n");
      expect(lines).toHaveLength(101);
      expect(lines.at(-1)).toBe(
        "(Results are truncated. Consider using a more specific path or pattern.)",
      );
      expect(await call("Glob", { pattern: "*.md" })).toEqual(ok("No files found"));
      expect(await call("Glob", { pattern: "*", path: "nope" })).toEqual(
        failed("Path does not exist: nope. Note: your current working directory is /workspace."),
      );
      expect(await call("Glob", { pattern: "*", path: "f1" })).toEqual(
        failed("Path is not a directory: f1"),
      );
    });
  });

  it("[TOOL-11] git's files and kept outputs are only found where they are asked for", async () => {
    await withTools(async ({ call, put }) => {
      await put(FILES);
      expect((await call("Glob", { pattern: "**" })).content.split("\n").sort()).toEqual([
        ".hidden",
        "app.log",
        "src/lib/util.ts",
        "src/main.py",
      ]);
      expect(await call("Glob", { pattern: "*", path: ".git" })).toEqual(ok(".git/config"));
    });
  });
});

describe("Grep", () => {
  it.each<[string, object, string]>([
    ["files by default", { pattern: "ERROR" }, "Found 3 files\n.hidden\napp.log\nsrc/lib/util.ts"],
    ["one file", { pattern: "def main" }, "Found 1 file\nsrc/main.py"],
    ["no file", { pattern: "nowhere" }, "No files found"],
    ["no line", { pattern: "nowhere", output_mode: "content" }, "No matches found"],
    ["no count", { pattern: "nowhere", output_mode: "count" }, "No matches found"],
    [
      "lines",
      { pattern: "ERROR", output_mode: "content", glob: "*.{log,ts}" },
      "app.log:2:ERROR b\napp.log:7:ERROR g\nsrc/lib/util.ts:1:export const ERROR = 1;",
    ],
    [
      "lines of one file, without its name",
      { pattern: "ERROR", output_mode: "content", path: "app.log" },
      "2:ERROR b\n7:ERROR g",
    ],
    [
      "lines without numbers",
      { pattern: "ERROR", output_mode: "content", path: "/workspace/app.log", "-n": false },
      "ERROR b\nERROR g",
    ],
    [
      "lines with context",
      { pattern: "error", output_mode: "content", path: "app.log", "-i": true, "-B": 1 },
      "1-INFO a\n2:ERROR b\n3-INFO c\n4:error d\n--\n6-INFO f\n7:ERROR g",
    ],
    [
      "lines with context on both sides",
      { pattern: "error d", output_mode: "content", path: "app.log", "-C": 1, "-A": 2 },
      "3-INFO c\n4:error d\n5-INFO e\n6-INFO f",
    ],
    [
      "only what matched",
      { pattern: "def \\w+", output_mode: "content", "-o": true, type: "py" },
      "src/main.py:3:def main\nsrc/main.py:6:def other",
    ],
    [
      "matches over lines",
      { pattern: "main\\(.*?other", output_mode: "content", multiline: true, path: "src/main.py" },
      "3:def main():\n4:    print('hi')\n5:\n6:def other():",
    ],
    [
      "parts over lines",
      {
        pattern: "a\\nE\\w+",
        output_mode: "content",
        multiline: true,
        "-o": true,
        path: "app.log",
      },
      "1:a\nERROR",
    ],
    [
      "counts",
      { pattern: "ERROR|INFO", output_mode: "count", glob: "!.*" },
      "app.log:6\nsrc/lib/util.ts:1\n\nFound 7 total occurrences across 2 files.",
    ],
    [
      "a page of lines",
      { pattern: "INFO", output_mode: "content", path: "app.log", head_limit: 2, offset: 1 },
      "3:INFO c\n5:INFO e\n\n[Showing results with pagination = limit: 2, offset: 1]",
    ],
    ["a page of files", { pattern: "ERROR", head_limit: 1 }, "Found 1 file limit: 1\n.hidden"],
    [
      "a page of counts",
      { pattern: "ERROR", output_mode: "count", head_limit: 1 },
      ".hidden:1\n\nFound 1 total occurrence across 1 file. with pagination = limit: 1",
    ],
  ])("[TOOL-12] shows %s as ripgrep does", async (_name, query, shown) => {
    await withTools(async ({ call, put }) => {
      await put(FILES);
      expect(await call("Grep", query)).toEqual(ok(shown));
    });
  });

  it("[TOOL-12] leaves binary files out and cuts long lines", async () => {
    await withTools(async ({ call, put }) => {
      await put({ binary: "x\0find me", wide: `${"w".repeat(900)} find me\n` });
      expect(await call("Grep", { pattern: "find me" })).toEqual(ok("Found 1 file\nwide"));
      const { content } = await call("Grep", { pattern: "find me", output_mode: "content" });
      expect(content).toBe(`wide:1:${"w".repeat(500)}… [line cut]`);
    });
  });

  it.each<[object, string]>([
    [{ pattern: "(?=a)b" }, "Invalid pattern"],
    [{ pattern: "(a" }, "Invalid pattern"],
    [{ pattern: "(a)\\1" }, "Invalid pattern"],
    [{ pattern: "x".repeat(2_000) }, "longer than"],
    [{ pattern: "a", type: "cobol" }, "Unknown file type: cobol"],
    [{ pattern: "a", glob: "{a" }, "Invalid pattern"],
    [{ pattern: "a", path: "nope" }, "Path does not exist: nope"],
    [{ pattern: "a", path: "../..", output_mode: "count" }, "No matches found"],
  ])("[TOOL-13] %j is answered with a reason", async (query, told) => {
    await withTools(async ({ call }) => {
      expect((await call("Grep", query)).content).toContain(told);
    });
  });

  it.each(["(a+)+$", "(a|a)*b", "(a*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x{0,50}y{0,50}){0,9}z"])(
    "[TOOL-14] %s takes no exponential time on a line made for it",
    async (pattern) => {
      await withTools(async ({ call, put }) => {
        await put({ f: `${"a".repeat(50_000)}!\n`, ["a".repeat(200)]: "" });
        const started_at = Date.now();
        await call("Grep", { pattern, output_mode: "count" });
        await call("Glob", { pattern: "*a*a*a*a*a*a*a*a*b" });
        expect(Date.now() - started_at).toBeLessThan(5_000);
      });
    },
    20_000,
  );
});
