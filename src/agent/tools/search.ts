// Which files Glob and Grep look at: all below a path but those that belong to tools, such as git's
// own and the outputs kept by us, unless the path itself leads there.
import type { FileStat, ToolContext } from "../tool.ts";
import { absolutePath, currentDirectory, shownPath } from "./places.ts";

const SKIPPED = /(?:^|\/)(?:\.git|\.ledge)\//;

export interface Searched {
  /** The files, and each one's path relative to the searched directory. */
  readonly files: readonly { readonly stat: FileStat; readonly relative: string }[];
  readonly is_single_file: boolean;
  /** What paths are shown relative to. */
  readonly directory: string;
  readonly problem: null;
}

/**
 * The files at or below a path, the current directory without one; or the text why there are none.
 */
export async function searched(
  context: ToolContext,
  path: string | undefined,
): Promise<Searched | { problem: string }> {
  const directory = await currentDirectory(context);
  const base = await context.files.stat(absolutePath(path ?? ".", directory));
  if (base === null) {
    const problem = `Path does not exist: ${path}. Note: your current working directory is ${directory}.`;
    return { problem };
  }
  if (base.kind === "file") {
    const files = [{ stat: base, relative: shownPath(base.path, directory) }];
    return { files, is_single_file: true, directory, problem: null };
  }
  const files = (await context.files.walk(base.path))
    .map((stat) => ({ stat, relative: shownPath(stat.path, base.path) }))
    .filter(({ relative }) => !SKIPPED.test(relative));
  return { files, is_single_file: false, directory, problem: null };
}

/** Orders files by when they were changed, the newest first, then by path. */
export function newestFirst(left: FileStat, right: FileStat): number {
  const later = right.modified_at_ms - left.modified_at_ms;
  if (later !== 0) return later;
  return left.path < right.path ? -1 : 1;
}
