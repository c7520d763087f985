// Samples and what is said of them. A percentile is a value that was measured, never one in between.

/** The smallest sample that `percent` of all samples do not exceed. Throws when there is none. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error("a percentile needs at least one sample");
  return value;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 50);
}
