// The difference of two contents as a unified diff: by table, and by seeds against the library that applies
// it.
import { applyPatch, parsePatch, reversePatch } from "diff";
import { describe, expect, it } from "vitest";
import { DIFF_EDITS_MAX, DIFFED_FILE_BYTES_MAX } from "../../src/contract/limits.ts";
import { unifiedDiff } from "../../src/workspace/diff.ts";
import { Random } from "../simulation/random.ts";
import { changed, textFrom } from "../support/edits.ts";

const bytes = (text: string | null) => (text === null ? null : new TextEncoder().encode(text));

function expectApplies(before: string | null, after: string | null): void {
  const diff = unifiedDiff("f", bytes(before), bytes(after));
  const [patch] = parsePatch(diff ?? "");
  if (patch === undefined) throw new Error("no patch");
  const options = { autoConvertLineEndings: false };
  expect(applyPatch(before ?? "", patch, options)).toBe(after ?? "");
  expect(applyPatch(after ?? "", reversePatch(patch), options)).toBe(before ?? "");
}

describe("a difference", () => {
  it.each<[string, string | null, string | null, string]>([
    [
      "a changed line",
      "a\nb\nc\n",
      "a\nB\nc\n",
      "--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n",
    ],
    ["a new file", null, "a\n", "--- /dev/null\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n"],
    ["a deleted file", "a\n", null, "--- a/f\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n"],
    ["an emptied file", "a\n", "", "--- a/f\n+++ b/f\n@@ -1,1 +0,0 @@\n-a\n"],
    ["a new empty file", null, "", "--- /dev/null\n+++ b/f\n"],
    [
      "a newline at the end that is gone",
      "a\n",
      "a",
      "--- a/f\n+++ b/f\n@@ -1,1 +1,1 @@\n-a\n+a\n\\ No newline at end of file\n",
    ],
    [
      "no newline on either side",
      "a",
      "b",
      "--- a/f\n+++ b/f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n",
    ],
    ["nothing", "a\n", "a\n", ""],
    ["no file on either side", null, null, ""],
  ])("[DIFF-1] of %s is shown as a unified diff", (_, before, after, shown) => {
    expect(unifiedDiff("f", bytes(before), bytes(after))).toBe(shown);
  });

  it.each<[string, string | null, string | null]>([
    [
      "lines that look like a diff",
      "--- a/x\n+++ b/x\n@@ -1 +1 @@\n",
      "--- a/y\n+++ b/x\n\\ No newline\n",
    ],
    ["line ends of Windows", "a\r\nb\r\n", "a\r\nB\r\n"],
    ["other line ends than before", "a\nb\n", "a\r\nb\r\n"],
    ["carriage returns alone", "a\rb\n", "a\rc\n"],
    ["a byte order mark that is gone", "\ufeffa\n", "a\n"],
    ["separators that are no line ends", "a\u2028b\u0085c\fd\n", "a\u2028B\u0085c\fd\n"],
    ["empty lines only", "\n\n\n", "\n"],
    ["changes far apart", `a\n${"x\n".repeat(50)}b\n`, `A\n${"x\n".repeat(50)}B\n`],
    ["a first text", "", "a\nb"],
  ])("[DIFF-1] of %s makes the one side of the other", (_, before, after) => {
    expectApplies(before, after);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "[DIFF-1] seed %i: edits of texts can be made and taken back",
    (seed) => {
      const random = new Random(seed);
      for (let round = 0; round < 50; round += 1) {
        const before = textFrom(random);
        const after = changed(before, random);
        if (after !== before) expectApplies(before, after);
      }
    },
  );

  it.each([
    "with space.txt",
    "größe/世界👋.md",
    'quote".txt',
    "back\\slash",
    "tab\there",
    "line\nfeed\n+++ b/other",
    "\u0001\u007f",
    "/dev/null",
  ])("[DIFF-3] the path %j stays in its line", (path) => {
    const diff = unifiedDiff(path, bytes("a\n"), bytes("b\n")) ?? "";
    const [first, second, third] = diff.split("\n");
    expect(first).toMatch(/^--- "?a\//);
    expect(second).toMatch(/^\+\+\+ "?b\//);
    expect(third).toBe("@@ -1,1 +1,1 @@");
    expect(parsePatch(diff)).toMatchObject([
      { oldFileName: `a/${path}`, newFileName: `b/${path}` },
    ]);
  });
});

describe("what is not compared", () => {
  const numbered = (word: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${word}${index}\n`).join("");
  const coin = (seed: number, characters: number) => {
    const random = new Random(seed);
    return Array.from({ length: characters / 2 }, () => (random.chance(0.5) ? "a\n" : "b\n")).join(
      "",
    );
  };

  it.each<[string, Uint8Array | null, Uint8Array | null]>([
    ["bytes that are no UTF-8", Uint8Array.of(0x61, 0xff), bytes("a\n")],
    ["half of a character", bytes("a\n"), Uint8Array.of(0xf0, 0x9f, 0x91)],
    ["bytes with NUL", bytes("a\0\n"), bytes("a\n")],
    ["more bytes than the limit", null, new Uint8Array(DIFFED_FILE_BYTES_MAX + 1).fill(0x61)],
    ["texts without a common line", bytes(numbered("a", 20_000)), bytes(numbered("b", 20_000))],
    ["one edit too many", null, bytes(numbered("a", DIFF_EDITS_MAX + 1))],
    [
      "noise of two lines, as long as may be",
      bytes(coin(1, DIFFED_FILE_BYTES_MAX)),
      bytes(coin(2, DIFFED_FILE_BYTES_MAX)),
    ],
  ])("[DIFF-2] %s is not compared, on whichever side", (_, before, after) => {
    expect(unifiedDiff("f", before, after)).toBeNull();
    expect(unifiedDiff("f", after, before)).toBeNull();
  });

  it("[DIFF-2] what is just within the limits is", () => {
    const long = new Uint8Array(DIFFED_FILE_BYTES_MAX).fill(0x61);
    expect(unifiedDiff("f", null, long)).toContain("+aaa");
    const most = numbered("a", DIFF_EDITS_MAX);
    expect(unifiedDiff("f", bytes(most), null)?.split("\n")).toHaveLength(DIFF_EDITS_MAX + 4);
  });
});
