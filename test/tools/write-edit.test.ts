// Write and Edit: the model changes a file only as it last saw it, and exactly where it meant to.
import { describe, expect, it } from "vitest";
import { bytes, text } from "../workspace/workbench.ts";
import { failed, ok, withTools } from "./toolbench.ts";

const UNREAD = failed("File has not been read yet. Read it first before writing to it.");
const MODIFIED = failed(
  "File has been modified since read, either by the user or by a linter. Read it again before attempting to write it.",
);

describe("Write", () => {
  it("[TOOL-3] makes a file and its directories, then may go on writing it", async () => {
    await withTools(async ({ call, workspace }) => {
      const file_path = "/workspace/a/b/c.txt";
      expect(await call("Write", { file_path, content: "one" })).toEqual(
        ok("File created successfully at: /workspace/a/b/c.txt"),
      );
      expect(await call("Write", { file_path, content: "" })).toEqual(
        ok("The file /workspace/a/b/c.txt has been updated successfully."),
      );
      expect(text(await workspace.read("a/b/c.txt"))).toBe("");
    });
  });

  it("[TOOL-4] a file that was not read, or has changed since, is not overwritten", async () => {
    await withTools(async ({ call, put, workspace }) => {
      await put({ f: "theirs" });
      const write = { file_path: "/workspace/f", content: "mine" };
      expect(await call("Write", write)).toEqual(UNREAD);
      await call("Read", { file_path: "f" });
      await put({ f: "theirs again" });
      expect(await call("Write", write)).toEqual(MODIFIED);
      await call("Read", { file_path: "f" });
      await call("Bash", { command: "echo more >> f" });
      expect(await call("Write", write)).toEqual(MODIFIED);
      expect(text(await workspace.read("f"))).toBe("theirs againmore\n");
      await call("Read", { file_path: "/workspace/./f" });
      expect(await call("Write", write)).toMatchObject({ is_error: false });
      expect(text(await workspace.read("f"))).toBe("mine");
    });
  });

  it("[TOOL-4] what was read through a link counts for the file it leads to", async () => {
    await withTools(async ({ call, put, change }) => {
      await put({ f: "x" });
      await change((stage) => stage.makeSymlink("f", "link"));
      await call("Read", { file_path: "link" });
      expect(await call("Write", { file_path: "f", content: "y" })).toMatchObject({
        is_error: false,
      });
    });
  });

  it.each([
    ["/etc/passwd", "EACCES"],
    ["../../etc/passwd", "EACCES"],
    ["/workspace", "EISDIR"],
    ["f/x", "ENOTDIR"],
    ["/", "EISDIR"],
    ["a\0b", "EINVAL"],
  ])("[TOOL-5] %j cannot be written", async (file_path, errno) => {
    await withTools(async ({ call, put, workspace }) => {
      await put({ f: "x" });
      const before = workspace.manifest();
      const refused = await call("Write", { file_path, content: "x" });
      expect(refused).toMatchObject({ is_error: true, content: expect.stringContaining(errno) });
      expect(workspace.manifest()).toEqual(before);
    });
  });
});

describe("Edit", () => {
  it("[TOOL-6] replaces the one place and shows the lines around it", async () => {
    await withTools(async ({ call, put, workspace }) => {
      const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
      await put({ f: `${lines.join("\n")}\n` });
      await call("Read", { file_path: "f" });
      const edited = await call("Edit", {
        file_path: "/workspace/f",
        old_string: "line 10\nline 11",
        new_string: "$& and $1\nnew\nline 11",
      });
      expect(edited).toEqual(
        ok(
          [
            "The file /workspace/f has been updated. Here's the result of running `cat -n` on a snippet of the edited file:",
            ...["6\tline 6", "7\tline 7", "8\tline 8", "9\tline 9"],
            ...["10\t$& and $1", "11\tnew", "12\tline 11"],
            ...["13\tline 12", "14\tline 13", "15\tline 14", "16\tline 15"],
          ].join("\n"),
        ),
      );
      expect(text(await workspace.read("f"))).toContain("line 9\n$& and $1\nnew\nline 11\nline 12");
      const again = { file_path: "f", old_string: "new\n", new_string: "" };
      expect(await call("Edit", again)).toMatchObject({ is_error: false });
    });
  });

  it("[TOOL-6] replaces every place when asked to", async () => {
    await withTools(async ({ call, put, workspace }) => {
      await put({ f: "a.a.a" });
      await call("Read", { file_path: "f" });
      const edit = { file_path: "f", old_string: "a", new_string: "aa", replace_all: true };
      expect(await call("Edit", edit)).toEqual(
        ok("The file f has been updated. All occurrences were successfully replaced."),
      );
      expect(text(await workspace.read("f"))).toBe("aa.aa.aa");
    });
  });

  it("[TOOL-7] keeps line ends as on Windows, and a byte order mark", async () => {
    await withTools(async ({ call, put, workspace }) => {
      await put({ f: "\ufeffa\r\nb\r\nc\r\n" });
      await call("Read", { file_path: "f" });
      const edit = { file_path: "f", old_string: "b\nc", new_string: "x\ny" };
      expect(await call("Edit", edit)).toMatchObject({ is_error: false });
      expect(await workspace.read("f")).toEqual(bytes("\ufeffa\r\nx\r\ny\r\n"));
    });
  });

  it("[TOOL-7] a file that is not UTF-8 is not edited: other bytes would change too", async () => {
    await withTools(async ({ call, change, workspace }) => {
      const latin1 = Uint8Array.of(0x61, 0xe9, 0x0a);
      await change((stage) => stage.write("f", latin1.slice()));
      await call("Read", { file_path: "f" });
      expect(
        await call("Edit", { file_path: "f", old_string: "a", new_string: "b" }),
      ).toMatchObject({ is_error: true, content: expect.stringContaining("not UTF-8") });
      expect(await workspace.read("f")).toEqual(latin1);
    });
  });

  it("[TOOL-8] an empty old_string makes a new file, or fills an empty one", async () => {
    await withTools(async ({ call, put, workspace }) => {
      await put({ empty: "", full: "x" });
      const edit = { old_string: "", new_string: "new" };
      expect(await call("Edit", { file_path: "d/made", ...edit })).toEqual(
        ok("File created successfully at: d/made"),
      );
      expect(text(await workspace.read("d/made"))).toBe("new");
      for (const file_path of ["empty", "full"]) await call("Read", { file_path });
      expect(await call("Edit", { file_path: "empty", ...edit })).toMatchObject({
        is_error: false,
      });
      expect(await call("Edit", { file_path: "full", ...edit })).toEqual(
        failed("Cannot create new file - file already exists."),
      );
    });
  });

  it.each([
    [
      "no difference",
      { old_string: "x", new_string: "x" },
      "No changes to make: old_string and new_string are exactly the same.",
    ],
    [
      "a string that is not there",
      { old_string: "nowhere", new_string: "" },
      "String to replace not found in file.\nString: nowhere",
    ],
    [
      "a string that is there more than once",
      { old_string: "a", new_string: "b" },
      "Found 3 matches of the string to replace, but replace_all is false. To replace all occurrences, set replace_all to true. To replace only one occurrence, please provide more context to uniquely identify the instance.\nString: a",
    ],
  ])("[TOOL-9] refuses %s in Claude Code's words", async (_name, edit, told) => {
    await withTools(async ({ call, put, workspace }) => {
      await put({ f: "a a a" });
      await call("Read", { file_path: "f" });
      expect(await call("Edit", { file_path: "f", ...edit })).toEqual(failed(told));
      expect(text(await workspace.read("f"))).toBe("a a a");
    });
  });

  it("[TOOL-9] refuses a file that is missing, a directory, unread, or changed since", async () => {
    await withTools(async ({ call, put }) => {
      await put({ "d/f": "a" });
      const edit = { old_string: "a", new_string: "b" };
      expect(await call("Edit", { file_path: "nope", ...edit })).toEqual(
        failed("File does not exist. Note: your current working directory is /workspace."),
      );
      expect(await call("Edit", { file_path: "d", ...edit })).toMatchObject({ is_error: true });
      expect(await call("Edit", { file_path: "d/f", ...edit })).toEqual(UNREAD);
      await call("Read", { file_path: "d/f" });
      await put({ "d/f": "a!" });
      expect(await call("Edit", { file_path: "d/f", ...edit })).toEqual(MODIFIED);
    });
  });
});
