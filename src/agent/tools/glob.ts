// Glob: the paths of files whose names match a pattern.
import { z } from "zod";
import { GLOB_RESULTS_MAX } from "../../contract/limits.ts";
import type { Tool } from "../tool.ts";
import { done, refused } from "./answer.ts";
import { compileGlob } from "./pattern.ts";
import { shownPath } from "./places.ts";
import { newestFirst, searched } from "./search.ts";

const input = z.strictObject({
  pattern: z.string().min(1).describe('The glob to match, such as "**/*.ts" or "src/*.{js,ts}"'),
  path: z.string().optional().describe("The directory to search; the current one by default"),
});

export const globTool: Tool<typeof input> = {
  name: "Glob",
  description: `Finds files of the workspace by their names, the most recently changed first.

- Patterns have *, **, ?, [a-z] and {a,b}; one without a slash matches names at any depth.
- Returns up to ${GLOB_RESULTS_MAX} paths, relative to the shell's current directory when they are below it.
- To search in the files, use Grep.`,
  input,
  rerunnable: true,
  async run({ pattern, path }, context) {
    const found = await searched(context, path);
    if (found.problem !== null) return refused(found.problem);
    if (found.is_single_file) return refused(`Path is not a directory: ${path}`);
    const glob = compileGlob(pattern);
    if (glob.problem !== null) return refused(glob.problem);
    const isAbsolute = pattern.startsWith("/");
    const matches = found.files
      .filter(({ stat, relative }) => glob.value(isAbsolute ? stat.path : relative))
      .map(({ stat }) => stat)
      .sort(newestFirst);
    if (matches.length === 0) return done("No files found");
    const lines = matches
      .slice(0, GLOB_RESULTS_MAX)
      .map((stat) => shownPath(stat.path, found.directory));
    if (matches.length > GLOB_RESULTS_MAX) {
      lines.push("(Results are truncated. Consider using a more specific path or pattern.)");
    }
    return done(lines.join("\n"));
  },
};
