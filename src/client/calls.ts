// What the client's calls are made of, whichever area they belong to: pages, periods, and addresses.
import type { Call } from "./http.ts";

export type CallJson = <T>(call: Call) => Promise<T>;
export type CallNothing = (call: Call) => Promise<void>;

export interface Page<T> {
  data: T[];
  /** What to pass as `cursor` for the next page; null after the last. */
  next_cursor: string | null;
}

export interface PageQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface PeriodQuery {
  /** A day or a time; `to` is not included. */
  from?: string | undefined;
  to?: string | undefined;
}

/** The address of a session, below `/api/v1`. */
export function sessionPath(id: string): string {
  return `/sessions/${encodeURIComponent(id)}`;
}
