// Paths before any file system is asked, as tables.
import { describe, expect, it } from "vitest";
import {
  comparePaths,
  directoriesTo,
  normalizePath,
  resolveBelow,
} from "../../src/workspace/path.ts";
import { failure } from "./workbench.ts";

describe("normalizePath", () => {
  it.each([
    ["", "/base"],
    [".", "/base"],
    ["a", "/base/a"],
    ["a//b/./c/", "/base/a/b/c"],
    ["../x", "/x"],
    ["../../../x", "/x"],
    ["/", "/"],
    ["//a//b", "/a/b"],
    ["/a/../..", "/"],
    ["/..", "/"],
    ["a\\b", "/base/a\\b"],
    ["/…/é", "/…/é"],
    ["/\ud800", "/\ufffd"],
  ])("[WS-1] gives %j its one spelling", (path, normal) => {
    expect(normalizePath(path, "/base")).toBe(normal);
    expect(normalizePath(normal)).toBe(normal);
  });

  it("[WS-1] refuses NUL and paths that are too long, naming the limit", async () => {
    expect(await failure(() => normalizePath("/a\0b"))).toMatchObject({ code: "invalid_request" });
    const long = await failure(() => normalizePath(`/${"x".repeat(1024)}`));
    expect(long.code).toBe("invalid_request");
    expect(long.message).toContain("PATH_CHARS_MAX");
    expect(normalizePath(`/${"x".repeat(1023)}`)).toHaveLength(1024);
  });
});

describe("resolveBelow", () => {
  it.each([
    ["", "/workspace"],
    ["a/b", "/workspace/a/b"],
    ["a/../b", "/workspace/b"],
    ["/workspace/a", "/workspace/a"],
    ["../workspace/a", "/workspace/a"],
    ["...", "/workspace/..."],
  ])("[WS-2] takes %j from the working directory", (path, resolved) => {
    expect(resolveBelow("/workspace", path)).toBe(resolved);
  });

  it.each(["..", "../a", "a/../../b", "/", "/etc/passwd", "/workspacex", "/workspace/../tmp/x"])(
    "[WS-2] refuses %j, which leaves the working directory",
    async (path) => {
      expect(await failure(() => resolveBelow("/workspace", path))).toMatchObject({
        code: "invalid_request",
        message: expect.stringContaining("leaves the workspace"),
      });
    },
  );
});

it("[WS-1] names the directories on the way to a path, outermost first", () => {
  expect(directoriesTo("/a/b/c")).toEqual(["/", "/a", "/a/b", "/a/b/c"]);
  expect(directoriesTo("/")).toEqual(["/"]);
});

it("[WS-1] orders a directory before what it holds", () => {
  const paths = ["/a/b", "/a", "/a.txt", "/a/b/c"];
  expect(paths.sort(comparePaths)).toEqual(["/a", "/a.txt", "/a/b", "/a/b/c"]);
});
