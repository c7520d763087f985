// Read: numbered lines, a page at a time, and a clear word for what cannot be read.
import { describe, expect, it } from "vitest";
import { READ_LINES_DEFAULT, TOOL_OUTPUT_CHARS_MAX } from "../../src/contract/limits.ts";
import { failed, ok, withTools } from "./toolbench.ts";

describe("Read", () => {
  it.each([
    ["lines with their numbers", "a\nb\n", {}, "1\ta\n2\tb"],
    ["a last line without an end", "a\nb", {}, "1\ta\n2\tb"],
    ["empty lines", "\n\nx\n", {}, "1\t\n2\t\n3\tx"],
    ["lines that end as on Windows", "a\r\nb\r\n", {}, "1\ta\n2\tb"],
    ["tabs and spaces as they are", "\ta  b \n", {}, "1\t\ta  b "],
    ["from an offset", "a\nb\nc\n", { offset: 2 }, "2\tb\n3\tc"],
    ["from an offset of nothing", "a\nb\n", { offset: 0 }, "1\ta\n2\tb"],
    ["so many lines", "a\nb\nc\n", { offset: 2, limit: 1 }, "2\tb"],
    ["characters beyond ASCII", "é\n🦊\n", {}, "1\té\n2\t🦊"],
    ["bytes that are no UTF-8, replaced", "a\ufffdb\n", {}, "1\ta\ufffdb"],
  ])("[TOOL-1] shows %s", async (_name, content, page, shown) => {
    await withTools(async ({ put, call }) => {
      await put({ f: content });
      expect(await call("Read", { file_path: "/workspace/f", ...page })).toEqual(ok(shown));
    });
  });

  it("[TOOL-1] warns of a file that is empty, or shorter than the offset", async () => {
    await withTools(async ({ put, call }) => {
      await put({ empty: "", short: "a\nb\n" });
      expect(await call("Read", { file_path: "/workspace/empty" })).toEqual(
        ok(
          "<system-reminder>Warning: the file exists but the contents are empty.</system-reminder>",
        ),
      );
      expect(await call("Read", { file_path: "/workspace/short", offset: 9 })).toEqual(
        ok(
          "<system-reminder>Warning: the file exists but is shorter than the provided offset (9). The file has 2 lines.</system-reminder>",
        ),
      );
    });
  });

  it("[TOOL-1] pages a long file and says where to read on", async () => {
    await withTools(async ({ put, call }) => {
      await put({ long: "x\n".repeat(READ_LINES_DEFAULT + 5) });
      const first = await call("Read", { file_path: "long" });
      expect(first.content.split("\n")).toHaveLength(READ_LINES_DEFAULT + 1);
      expect(first.content).toContain(`Read on with offset ${READ_LINES_DEFAULT + 1}.`);
      const rest = await call("Read", { file_path: "long", offset: READ_LINES_DEFAULT + 1 });
      expect(rest.content.split("\n")).toHaveLength(5);
    });
  });

  it("[TOOL-1] cuts lines that are too long, and pages before the output would be cut", async () => {
    await withTools(async ({ put, call, workspace }) => {
      await put({ wide: `${"x".repeat(5_000)}\n`.repeat(100) });
      const { content } = await call("Read", { file_path: "wide" });
      expect(content.length).toBeLessThanOrEqual(TOOL_OUTPUT_CHARS_MAX);
      expect(content.split("\n")[0]).toBe(`1\t${"x".repeat(2_000)}… [line cut]`);
      expect(content).toMatch(/Lines 1 to \d+ of 100\. Read on with offset \d+\./);
      expect(workspace.list("").map((entry) => entry.path)).toEqual(["/workspace/wide"]);
    });
  });

  it("[TOOL-2] says what is not there, is a directory, or is no text", async () => {
    await withTools(async ({ change, call }) => {
      await change(async (stage) => {
        await stage.write("d/f", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0));
      });
      expect(await call("Read", { file_path: "/workspace/nope" })).toEqual(
        failed("File does not exist. Note: your current working directory is /workspace."),
      );
      expect(await call("Read", { file_path: "/workspace/d" })).toEqual(
        failed("EISDIR: illegal operation on a directory, read '/workspace/d'"),
      );
      expect(await call("Read", { file_path: "d/f" })).toEqual(
        failed("This tool cannot read binary files: d/f holds no text."),
      );
    });
  });

  it.each(["../../etc/passwd", "/etc/passwd", "/proc/self/environ", "/workspace/../etc/passwd"])(
    "[TOOL-2] there is nothing at %s",
    async (file_path) => {
      await withTools(async ({ call }) => {
        expect(await call("Read", { file_path })).toMatchObject({ is_error: true });
      });
    },
  );
});
