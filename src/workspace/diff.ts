// What has changed in a file, line by line, in the unified format that `patch` and `git apply` read. The
// object computes nothing else meanwhile, so texts are compared only as far as the limits allow. A timeout
// would bound nothing: on the platform the clock stands still during a computation.
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { DIFF_EDITS_MAX, DIFFED_FILE_BYTES_MAX } from "../contract/limits.ts";

const CONTEXT_LINES = 3;

/**
 * The difference between a file's contents before and after; null on a side where there was no file. The
 * text has no hunk when only the file's existence changed, and is empty when nothing did. Null for what is
 * not compared: bytes that are no UTF-8 or hold NUL, more than DIFFED_FILE_BYTES_MAX on a side, more than
 * DIFF_EDITS_MAX lines to take away and add.
 */
export function unifiedDiff(
  path: string,
  before: Uint8Array | null,
  after: Uint8Array | null,
): string | null {
  const old_text = textOf(before);
  const new_text = textOf(after);
  if (old_text === null || new_text === null) return null;
  if (old_text === new_text && (before === null) === (after === null)) return "";
  const patch = createTwoFilesPatch(
    before === null ? "/dev/null" : `a/${path}`,
    after === null ? "/dev/null" : `b/${path}`,
    old_text,
    new_text,
    undefined,
    undefined,
    { context: CONTEXT_LINES, maxEditLength: DIFF_EDITS_MAX, headerOptions: FILE_HEADERS_ONLY },
  );
  return patch ?? null;
}

/** A side's text, empty for a missing file; null when it is none or too long. */
function textOf(content: Uint8Array | null): string | null {
  if (content === null) return "";
  if (content.byteLength > DIFFED_FILE_BYTES_MAX || content.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return null;
  }
}
