// The tool calls of the last minute, by the second in which they began: what is kept of them is never
// more than 61 numbers, however many calls there are.

/** How many calls began in a second, counted since 1970. */
export interface CallsInSecond {
  readonly second: number;
  readonly count: number;
}

/** A call of this age may be less than a minute old, since only its second is known. */
const SECONDS_KEPT = 60;

/** The same with one more call, at a time that is not before the last one; what is too old is left out. */
export function withCallAt(
  recent: readonly CallsInSecond[],
  at_ms: number,
): readonly CallsInSecond[] {
  const second = secondOf(at_ms);
  const kept = since(recent, at_ms);
  const last = kept.at(-1);
  if (last?.second !== second) return [...kept, { second, count: 1 }];
  return [...kept.slice(0, -1), { second, count: last.count + 1 }];
}

/** The same without its last call. */
export function withoutLastCall(recent: readonly CallsInSecond[]): readonly CallsInSecond[] {
  const last = recent.at(-1);
  if (last === undefined) return recent;
  const rest = recent.slice(0, -1);
  return last.count === 1 ? rest : [...rest, { ...last, count: last.count - 1 }];
}

/**
 * When one more call makes no more than `most` in any minute, in milliseconds; null when it may come
 * now. It may be up to a second later than it had to be, and is never earlier.
 */
export function nextCallAt(
  recent: readonly CallsInSecond[],
  most: number,
  now_ms: number,
): number | null {
  const kept = since(recent, now_ms);
  let left = kept.reduce((sum, { count }) => sum + count, 0);
  if (left < most) return null;
  for (const { second, count } of kept) {
    left -= count;
    if (left < most) return (second + SECONDS_KEPT + 1) * 1000;
  }
  return null;
}

function since(recent: readonly CallsInSecond[], at_ms: number): readonly CallsInSecond[] {
  const oldest = secondOf(at_ms) - SECONDS_KEPT;
  return recent.filter(({ second }) => second >= oldest);
}

function secondOf(at_ms: number): number {
  return Math.floor(at_ms / 1000);
}
