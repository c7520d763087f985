// One thing in an archive, whatever its format, and what its name may be: names come from anybody, so
// they are judged here before anything is done with them.
import { ARCHIVE_PATH_CHARS_MAX } from "../contract/limits.ts";

export interface Member {
  /** Below the archive's top: no `/` at either end, no empty, `.` or `..` component. */
  readonly path: string;
  readonly kind: "file" | "directory" | "symlink";
  /** Of a file's content; 0 for everything else. */
  readonly size_bytes: number;
  /** The permission bits. */
  readonly mode: number;
  /** Whole milliseconds since 1970. */
  readonly mtime_ms: number;
  /** Where a symlink points, as it is stored: whoever places it judges whether it may. Null for the rest. */
  readonly target: string | null;
  /**
   * A file's content, exactly `size_bytes` long or it throws; nothing for the rest. Of a member that was
   * read from an archive it is there until the next member is asked for, and once.
   */
  body(): AsyncIterable<Uint8Array>;
}

/** The member that says what the others are; it is the last. */
export const MANIFEST_PATH = "manifest.json";
/** The member whose lines the manifest counts. */
export const EVENTS_PATH = "events.jsonl";

export const PERMISSION_BITS = 0o7777;

/** Why a path or a symlink's target can be no member's; null when it can. */
export function pathProblem(path: string): string | null {
  if (path.startsWith("/")) return "absolute paths are refused";
  const components = path.split("/");
  if (components.includes("..")) return "`..` is refused";
  if (components.includes("") || components.includes(".")) {
    return "empty names and `.` are refused";
  }
  return textProblem(path);
}

/** Why a text can be neither a path nor a symlink's target; null when it can. */
export function textProblem(text: string): string | null {
  if (text === "") return "it is empty";
  if (text.includes("\0")) return "NUL is refused";
  if (!text.isWellFormed()) return "it is no Unicode text";
  if (text.length > ARCHIVE_PATH_CHARS_MAX) {
    return `ARCHIVE_PATH_CHARS_MAX is ${ARCHIVE_PATH_CHARS_MAX} characters`;
  }
  return null;
}

/** A name as it may be shown: quoted, and not longer than a line. */
export function shown(path: string): string {
  return JSON.stringify(path.length > 200 ? `${path.slice(0, 200)}…` : path);
}
