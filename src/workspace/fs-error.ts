// What goes wrong in the file system, under the names POSIX gives it, so that the shell's commands
// recognise an error by its message and the HTTP API by its code.
import { type ErrorCode, LedgeError } from "../contract/errors.ts";

const ERRNO = {
  EACCES: [
    "forbidden",
    "permission denied: outside of the working directory and the temporary one",
  ],
  EBUSY: ["forbidden", "resource busy or locked"],
  EEXIST: ["conflict", "file already exists"],
  EFBIG: ["too_large", "file too large"],
  EINVAL: ["invalid_request", "invalid argument"],
  EIO: ["internal", "the stored content is damaged; write the file anew"],
  EISDIR: ["invalid_request", "illegal operation on a directory"],
  ELOOP: ["invalid_request", "too many levels of symbolic links"],
  ENAMETOOLONG: ["invalid_request", "name too long"],
  ENOENT: ["not_found", "no such file or directory"],
  ENOSPC: ["too_large", "no space left"],
  ENOTDIR: ["invalid_request", "not a directory"],
  ENOTEMPTY: ["conflict", "directory not empty"],
} as const satisfies Record<string, readonly [ErrorCode, string]>;

const SHOWN_PATH_CHARS_MAX = 200;

/** The error of one operation on one path; `why` adds what the errno alone does not say. */
export function fsError(errno: keyof typeof ERRNO, path: string, why?: string): LedgeError {
  const [code, text] = ERRNO[errno];
  const shown =
    path.length > SHOWN_PATH_CHARS_MAX ? `${path.slice(0, SHOWN_PATH_CHARS_MAX)}…` : path;
  const quoted = JSON.stringify(shown);
  return new LedgeError(
    code,
    `${errno}: ${text}: ${quoted}${why === undefined ? "" : ` (${why})`}`,
  );
}
