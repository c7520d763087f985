// Bash and the tools' common ground: where a call stands, what it answers, and how output is cut.
import { describe, expect, it } from "vitest";
import { TOOL_OUTPUT_CHARS_MAX } from "../../src/contract/limits.ts";
import { text } from "../workspace/workbench.ts";
import { failed, ok, withTools } from "./toolbench.ts";

describe("Bash", () => {
  it.each([
    ["echo out", ok("out")],
    ["echo err >&2", ok("err")],
    ["echo out; echo err >&2", ok("out\nerr")],
    ["echo; echo; echo '  indented'; echo", ok("  indented")],
    ["true", ok("(Bash completed with no output)")],
    ["false", failed("Exit code 1")],
    ["echo out; echo err >&2; exit 3", failed("Exit code 3\nout\nerr")],
    ["cat nope", failed("Exit code 1\ncat: nope: No such file or directory")],
    ["nosuch", failed("Exit code 127\nbash: nosuch: command not found")],
  ])("[TOOL-15] %s answers as Claude Code's does", async (command, output) => {
    await withTools(async ({ call }) => {
      expect(await call("Bash", { command })).toEqual(output);
    });
  });

  it("[TOOL-16] goes on in the directory the last command left, as all tools do", async () => {
    await withTools(async ({ call }) => {
      await call("Bash", { command: "mkdir -p a/b && cd a" });
      await call("Bash", { command: "cd b; false" });
      expect(await call("Bash", { command: "pwd" })).toEqual(ok("/workspace/a/b"));
      await call("Write", { file_path: "here.txt", content: "x" });
      expect(await call("Bash", { command: "ls" })).toEqual(ok("here.txt"));
      expect(await call("Read", { file_path: "nope" })).toEqual(
        failed("File does not exist. Note: your current working directory is /workspace/a/b."),
      );
    });
  });

  it("[TOOL-16] is back in the root when that directory is gone", async () => {
    await withTools(async ({ call, change }) => {
      await call("Bash", { command: "mkdir -p a/b && cd a/b" });
      await change((stage) => stage.remove("a", { recursive: true }));
      expect(await call("Bash", { command: "pwd" })).toEqual(ok("/workspace"));
    });
  });

  it("[TOOL-17] a command out of time fails with what it printed, and its changes are kept", async () => {
    await withTools(async ({ call, workspace }) => {
      const command = "echo before; echo x > f; sleep 60; echo after";
      expect(await call("Bash", { command, timeout: 50 })).toEqual(
        failed("Exit code 124\nbefore\nbash: timed out after 50 ms"),
      );
      expect(text(await workspace.read("f"))).toBe("x\n");
    });
  });

  it("[TOOL-17] nothing runs in the background", async () => {
    await withTools(async ({ call, workspace }) => {
      const refused = await call("Bash", { command: "touch f", run_in_background: true });
      expect(refused).toMatchObject({
        is_error: true,
        content: expect.stringContaining("background"),
      });
      expect(workspace.manifest()).toEqual([]);
    });
  });
});

describe("output", () => {
  it("[TOOL-18] is cut in the middle, and the whole of it kept where the text says", async () => {
    await withTools(async ({ call, workspace }) => {
      const { content, is_error } = await call("Bash", { command: "seq 1 50000; exit 0" });
      expect(is_error).toBe(false);
      expect(content.length).toBeLessThanOrEqual(TOOL_OUTPUT_CHARS_MAX);
      expect(content.startsWith("1\n2\n3\n")).toBe(true);
      expect(content.endsWith("49999\n50000")).toBe(true);
      const path = /in (\/workspace\/\.ledge\/tool-output\/call_1\.txt):/.exec(content)?.[1];
      const whole = text(await workspace.read(path ?? ""));
      expect(whole.split("\n")).toHaveLength(50_000);
      const page = await call("Read", { file_path: path, offset: 30_000, limit: 1 });
      expect(page).toEqual(ok("30000\t30000"));
    });
  });

  it("[TOOL-18] of 50 MB fails and is cut, whatever the command printed", async () => {
    await withTools(async ({ call, workspace }) => {
      const command =
        "x=0123456789abcdef; for i in {1..18}; do x=$x$x; done; for i in {1..12}; do echo $x; done";
      const { content, is_error } = await call("Bash", { command });
      expect(is_error).toBe(true);
      expect(content.startsWith("Exit code 126\n0123456789abcdef")).toBe(true);
      expect(content.length).toBeLessThanOrEqual(TOOL_OUTPUT_CHARS_MAX);
      expect(workspace.totals().size_bytes).toBeGreaterThan(4_000_000);
    });
  }, 20_000);

  it("[TOOL-18] is cut between characters, and errors are cut like results", async () => {
    await withTools(async ({ call }) => {
      const old_string = "🦊".repeat(TOOL_OUTPUT_CHARS_MAX);
      await call("Write", { file_path: "f", content: "x" });
      const { content, is_error } = await call("Edit", {
        file_path: "f",
        old_string,
        new_string: "",
      });
      expect(is_error).toBe(true);
      expect(content.length).toBeLessThanOrEqual(TOOL_OUTPUT_CHARS_MAX);
      expect(content.isWellFormed()).toBe(true);
    });
  });
});
