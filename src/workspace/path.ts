// Paths of the virtual file system: absolute, without `.`, `..` or doubled slashes, never above
// "/". Nothing here looks at what exists; where symlinks lead is the tree's to say.
import { LedgeError } from "../contract/errors.ts";
import { PATH_CHARS_MAX } from "../contract/limits.ts";
import { fsError } from "./fs-error.ts";

/** Scratch space beside the working directory, for tools and the shell. */
export const TEMPORARY_DIRECTORY = "/tmp";

/**
 * The one spelling of a path; a relative one starts at `base`. Throws `invalid_request` for a NUL
 * and for more than PATH_CHARS_MAX characters.
 */
export function normalizePath(path: string, base = "/"): string {
  if (path.includes("\0")) throw fsError("EINVAL", path, "a path cannot hold NUL");
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${base}/${path}`).split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  // SQLite stores UTF-8: a lone surrogate would come back as another name.
  const normal = `/${parts.join("/")}`.toWellFormed();
  if (normal.length > PATH_CHARS_MAX) {
    throw fsError("ENAMETOOLONG", normal, `PATH_CHARS_MAX is ${PATH_CHARS_MAX}`);
  }
  return normal;
}

/** Whether a normalised path is a directory itself or anything below it. */
export function isBelow(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory === "/" ? "/" : `${directory}/`);
}

/**
 * A client's path, taken from `root` unless it is absolute, as the normalised path it names. Throws
 * `invalid_request` when that is not below `root`. Symlinks are not followed here.
 */
export function resolveBelow(root: string, path: string): string {
  const normal = normalizePath(path, root);
  if (!isBelow(root, normal)) throw leavesWorkspace(path);
  return normal;
}

export function leavesWorkspace(path: string): LedgeError {
  return new LedgeError(
    "invalid_request",
    `the path leaves the workspace: ${JSON.stringify(path)}`,
  );
}

/** Directory and last name of a normalised path; the name of "/" is empty. */
export function splitPath(path: string): { parent: string; name: string } {
  const slash = path.lastIndexOf("/");
  return { parent: slash === 0 ? "/" : path.slice(0, slash), name: path.slice(slash + 1) };
}

export function joinPath(directory: string, name: string): string {
  return directory === "/" ? `/${name}` : `${directory}/${name}`;
}

/** "/" and every directory on the way to a path, the path included, outermost first. */
export function directoriesTo(path: string): string[] {
  const directories = ["/"];
  for (let slash = path.indexOf("/", 1); slash !== -1; slash = path.indexOf("/", slash + 1)) {
    directories.push(path.slice(0, slash));
  }
  if (path !== "/") directories.push(path);
  return directories;
}

/** Orders paths by code unit, so that a directory comes before what it holds. */
export function comparePaths(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
