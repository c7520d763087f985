// One line of the result: what was measured on both sides, and the limits that Ledge's figures are
// held to. A measure makes rows; the report only writes them down.
import { percentile } from "./stats.ts";

export interface Figures {
  /** The median, or the one figure where there is no more than one. */
  readonly p50: number;
  readonly p99: number | null;
}

/** A target: what it says, and by how much the measured value goes past it (met when not above 0). */
export interface Limit {
  readonly says: string;
  readonly past: number;
}

export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly ledge: Figures;
  /** Null where the floor has nothing to compare. */
  readonly floor: Figures | null;
  readonly limits: readonly Limit[];
  /** Samples on each side. */
  readonly n: number;
}

/** The figures of many samples. */
export function spread(samples: readonly number[]): Figures {
  return { p50: percentile(samples, 50), p99: percentile(samples, 99) };
}

/** A single figure. */
export function single(value: number): Figures {
  return { p50: value, p99: null };
}

export function atMost(says: string, value: number, limit: number): Limit {
  return { says: `${says} ≤ ${limit}`, past: value - limit };
}

export function atLeast(says: string, value: number, limit: number): Limit {
  return { says: `${says} ≥ ${limit}`, past: limit - value };
}

/** Not more than so much above the floor of the same run. */
export function aboveFloor(says: string, value: number, floor: number, limit: number): Limit {
  return { says: `${says} ≤ floor + ${limit}`, past: value - floor - limit };
}
