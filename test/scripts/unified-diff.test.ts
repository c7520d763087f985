// The unified diffs that Ledge shows, applied by the `patch` of this machine where it has one.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { unifiedDiff } from "../../src/workspace/diff.ts";
import { Random } from "../simulation/random.ts";
import { changed, textFrom } from "../support/edits.ts";

const folder = mkdtempSync(join(tmpdir(), "ledge-diff-"));
const hasPatch = spawnSync("patch", ["--version"]).status === 0;

afterAll(() => rmSync(folder, { recursive: true }));

it.skipIf(!hasPatch).each([1, 2, 3])(
  "[DIFF-4] seed %i: patch makes the one side of the other",
  (seed) => {
    const random = new Random(seed);
    const encode = (text: string) => new TextEncoder().encode(text);
    for (let round = 0; round < 40; round += 1) {
      const before = textFrom(random);
      const after = changed(before, random);
      const diff = unifiedDiff("f", encode(before), encode(after)) ?? "";
      if (diff === "") continue;
      const file = join(folder, "f");
      writeFileSync(file, before);
      const { status, stdout } = spawnSync("patch", ["--silent", "--binary", "-p1"], {
        cwd: folder,
        input: diff,
        encoding: "utf8",
      });
      expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
      expect(readFileSync(file, "utf8")).toBe(after);
    }
  },
);
