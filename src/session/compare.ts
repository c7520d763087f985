// Two places of a session compared: which files are different, and how.
import type { Comparison } from "../contract/branch.ts";
import { LedgeError } from "../contract/errors.ts";
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
  return { from_seq, to_seq, ...(await files.differences(from_seq, to_seq)) };
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
