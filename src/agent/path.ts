// The active path: which stretches of the log the conversation is made of. A rewind leaves stretches out
// and deletes nothing; the last stretch grows with the log.
import { isOnPath, type SeqRange } from "../contract/event.ts";

export type Path = readonly SeqRange[];

/** Of a log that nobody has rewound. */
export const WHOLE_LOG: Path = [{ from_seq: 1, to_seq: null }];

/** The path up to `seq` and no further: a path that has ended. */
export function pathUntil(path: Path, seq: number): SeqRange[] {
  return path.flatMap(({ from_seq, to_seq }) => {
    if (from_seq > seq) return [];
    return { from_seq, to_seq: to_seq === null ? seq : Math.min(to_seq, seq) };
  });
}

/** The path that goes on at `from_seq` where `path` ended. */
export function pathGoingOn(path: Path, from_seq: number): SeqRange[] {
  const last = path.at(-1);
  if (last?.to_seq === from_seq - 1) return [...path.slice(0, -1), { ...last, to_seq: null }];
  return [...path, { from_seq, to_seq: null }];
}

/** The path without some places, each its own event. */
export function pathWithout(path: Path, seqs: readonly number[]): SeqRange[] {
  return [...seqs].sort((a, b) => a - b).reduce<SeqRange[]>(withoutPlace, [...path]);
}

function withoutPlace(path: SeqRange[], seq: number): SeqRange[] {
  return path.flatMap((range) => {
    if (!isOnPath([range], seq)) return range;
    const before = { from_seq: range.from_seq, to_seq: seq - 1 };
    const after = { from_seq: seq + 1, to_seq: range.to_seq };
    return [before, after].filter(({ from_seq, to_seq }) => to_seq === null || from_seq <= to_seq);
  });
}

/** The last place of the path that is not behind `seq`; 0 when there is none. */
export function lastOnPath(path: Path, seq: number): number {
  return pathUntil(path, seq).at(-1)?.to_seq ?? 0;
}
