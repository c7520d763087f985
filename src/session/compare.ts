// Two places of a session compared: which files are different, and how.
import type { Comparison, FileDifference } from "../contract/branch.ts";
import { LedgeError } from "../contract/errors.ts";
import { DIFFED_BYTES_MAX, DIFFED_FILES_MAX } from "../contract/limits.ts";
import { unifiedDiff } from "../workspace/diff.ts";
import type { Entry } from "../workspace/entries.ts";
import type { History } from "../workspace/history.ts";
import type { Difference } from "../workspace/workspace.ts";
import { checkpointSeq } from "./checkpoints.ts";
import { assertVersions } from "./files.ts";
import type { Log } from "./log.ts";
import type { Rewinding } from "./rewind.ts";

/** What a caller compares: each a checkpoint's id, a seq, or `now`. */
export interface CompareRequest {
  readonly from: string;
  readonly to: string;
}

/**
 * Throws `not_found` for a checkpoint, `invalid_request` for what is no place, `conflict` for one before
 * `versions_from`.
 */
export async function compare(
  { log, files, versions_from }: Rewinding,
  request: CompareRequest,
): Promise<Comparison> {
  const from_seq = seqOf(log, request.from, "from");
  const to_seq = seqOf(log, request.to, "to");
  assertVersions(versions_from, from_seq, "from");
  assertVersions(versions_from, to_seq, "to");
  const all = files.differences(from_seq, to_seq);
  const count = (change: Difference["change"]) =>
    all.filter((file) => file.change === change).length;
  return {
    ...{ from_seq, to_seq },
    added: count("added"),
    changed: count("changed"),
    removed: count("removed"),
    files: await inFull(all.slice(0, DIFFED_FILES_MAX), files.history()),
  };
}

/** The files with their diffs, as long as these are of no more than DIFFED_BYTES_MAX together. */
async function inFull(
  differences: readonly Difference[],
  contents: History,
): Promise<FileDifference[]> {
  const files: FileDifference[] = [];
  let bytes = 0;
  const diff = async (file: Versions) => {
    bytes += (file.before?.size_bytes ?? 0) + (file.after?.size_bytes ?? 0);
    // Only its mode is another.
    if (file.before?.hash === file.after?.hash) return "";
    return bytes > DIFFED_BYTES_MAX ? null : diffOf(file, contents);
  };
  for (const difference of differences) {
    const { path, change } = difference;
    const [before, after] = [versionOf(difference.before), versionOf(difference.after)];
    files.push({ path, change, before, after, diff: await diff({ path, before, after }) });
    // Other requests are let in between two files.
    await scheduler.wait(0);
  }
  return files;
}

type Versions = Pick<FileDifference, "path" | "before" | "after">;

/** Null where there is none to show: bytes that are no text, or a content that is damaged. */
async function diffOf(
  { path, before, after }: Versions,
  contents: History,
): Promise<string | null> {
  const [old_content, new_content] = await Promise.all(
    [before, after].map((version) => (version === null ? null : contents.content(version.hash))),
  );
  // What is damaged is no missing file.
  const isReadable =
    (before === null) === (old_content == null) && (after === null) === (new_content == null);
  return isReadable ? unifiedDiff(path, old_content ?? null, new_content ?? null) : null;
}

function versionOf(entry: Entry | null): FileDifference["before"] {
  if (entry?.hash == null) return null;
  return { hash: entry.hash, size_bytes: entry.size_bytes, mode: entry.mode };
}

function seqOf(log: Log, named: string, field: string): number {
  const last_seq = log.state()?.last_seq ?? 0;
  if (named === "now") return last_seq;
  if (named.startsWith("ckpt_")) return checkpointSeq(log, named);
  const seq = Number(named);
  if (/^\d{1,15}$/.test(named) && seq <= last_seq) return seq;
  throw new LedgeError(
    "invalid_request",
    `${field}: expected a checkpoint's id, a seq from 0 to ${last_seq}, or now`,
  );
}
