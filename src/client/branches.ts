// The client's calls for going back and branching off: forks and their tree, checkpoints, what is
// different between two places, rewinds and undos.
import type {
  CheckpointResource,
  Comparison,
  ForkInput,
  Lineage,
  RewindInput,
  RewindResult,
  UndoInput,
} from "../contract/branch.ts";
import type { SessionResource } from "../contract/session.ts";
import { type CallJson, type Page, type PageQuery, sessionPath } from "./calls.ts";

export interface CompareQuery {
  /** A checkpoint's id, a seq, or `now`. */
  from: string;
  /** The same; `now` without it. */
  to?: string | undefined;
}

export function branchCalls(json: CallJson) {
  const checkpoints = (id: string) => `${sessionPath(id)}/checkpoints`;
  return {
    /** Makes a session that goes on from a place of this one; without a place, from its end. */
    fork: (id: string, input: ForkInput = {}) =>
      json<SessionResource>({
        method: "POST",
        path: `${sessionPath(id)}/fork`,
        json: input,
        keyed: true,
      }),
    /** The sessions forked from this one itself; `as_of` as in the list of sessions. */
    forks: (id: string, page: PageQuery = {}) =>
      json<Page<SessionResource> & { as_of: string | null }>({
        method: "GET",
        path: `${sessionPath(id)}/forks`,
        query: { ...page },
      }),
    /** The whole tree that the session belongs to, depth first. */
    lineage: (id: string) => json<Lineage>({ method: "GET", path: `${sessionPath(id)}/lineage` }),
    /** Newest first. */
    checkpoints: (id: string, page: PageQuery = {}) =>
      json<Page<CheckpointResource>>({
        method: "GET",
        path: checkpoints(id),
        query: { ...page },
      }),
    checkpoint: (id: string, checkpoint_id: string) =>
      json<CheckpointResource>({
        method: "GET",
        path: `${checkpoints(id)}/${encodeURIComponent(checkpoint_id)}`,
      }),
    /** Gives the session's present place a name. */
    createCheckpoint: (id: string, name: string) =>
      json<CheckpointResource>({
        method: "POST",
        path: checkpoints(id),
        json: { name },
        keyed: true,
      }),
    /** Which files are different between two places of the log, `to` as seen from `from`. */
    compare: (id: string, places: CompareQuery) =>
      json<Comparison>({
        method: "GET",
        path: `${sessionPath(id)}/compare`,
        query: { ...places },
      }),
    /**
     * Goes back to a place; with `dry_run` only tells what would change. Never sent again by itself:
     * a second rewind would stand between the first and its undo.
     */
    rewind: (id: string, input: RewindInput) =>
      json<RewindResult>({ method: "POST", path: `${sessionPath(id)}/rewind`, json: input }),
    /** Takes a rewind back, or an undo; the last without `seq`. */
    undo: (id: string, input: UndoInput = {}) =>
      json<RewindResult>({ method: "POST", path: `${sessionPath(id)}/rewind/undo`, json: input }),
  };
}
