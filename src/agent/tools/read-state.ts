// Which content of a file the model has seen: it may only change a file as it last read or wrote
// it, so that nobody's edit in between is lost.
import type { FileStat, ToolContext } from "../tool.ts";

/** To be called with the file as it is after the model has read or written it. */
export function rememberRead({ memory }: ToolContext, stat: FileStat): void {
  const key = keyOf(stat);
  if (memory.get<string>(key) !== stat.hash) memory.set(key, stat.hash);
}

/** Why the model may not change this file yet, or null. */
export function staleness({ memory }: ToolContext, stat: FileStat): string | null {
  const seen = memory.get<string>(keyOf(stat));
  if (seen === undefined) {
    return "File has not been read yet. Read it first before writing to it.";
  }
  if (seen !== stat.hash) {
    return "File has been modified since read, either by the user or by a linter. Read it again before attempting to write it.";
  }
  return null;
}

function keyOf(stat: FileStat): string {
  return `read:${stat.path}`;
}
