// Where a tool call stands: the directory the shell was left in, which every relative path starts
// from, and paths as the model is shown them.
import type { FileStat, ToolContext } from "../tool.ts";

const DIRECTORY_KEY = "directory";

/** The directory the last command ended in; the root when that is gone. */
export async function currentDirectory({
  files,
  memory,
}: Pick<ToolContext, "files" | "memory">): Promise<string> {
  const remembered = memory.get<string>(DIRECTORY_KEY);
  if (remembered === undefined) return files.root;
  return (await files.stat(remembered))?.kind === "directory" ? remembered : files.root;
}

export function rememberDirectory({ memory }: ToolContext, directory: string): void {
  if (memory.get<string>(DIRECTORY_KEY) !== directory) memory.set(DIRECTORY_KEY, directory);
}

/** A path as the model wrote it, made absolute. Files normalises it further. */
export function absolutePath(path: string, directory: string): string {
  return path.startsWith("/") ? path : `${directory}/${path}`;
}

/** A path under the current directory without it, to save the model's tokens. */
export function shownPath(path: string, directory: string): string {
  const stem = directory === "/" ? "/" : `${directory}/`;
  return path.startsWith(stem) ? path.slice(stem.length) : path;
}

/** What stands at a path, or the text that tells the model it is no file. */
export async function findFile(
  context: ToolContext,
  path: string,
): Promise<{ stat: FileStat; problem: null } | { stat: null; problem: string }> {
  const directory = await currentDirectory(context);
  const stat = await context.files.stat(absolutePath(path, directory));
  if (stat === null) {
    const problem = `File does not exist. Note: your current working directory is ${directory}.`;
    return { stat: null, problem };
  }
  if (stat.kind !== "file") {
    return { stat: null, problem: `EISDIR: illegal operation on a directory, read '${path}'` };
  }
  return { stat, problem: null };
}
