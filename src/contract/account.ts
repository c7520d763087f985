// One user's running sessions and spending: what a session tells its account, what it is told, and
// what `GET /usage` answers.
import { z } from "zod";
import type { Controls } from "./controls.ts";

/** A session as its account is told of it. */
export interface SessionUse {
  readonly session_id: string;
  /** A fork counts as interactive. */
  readonly mode: "interactive" | "background" | "forked";
  /** Everything this session has cost since it began; null when a call had no known price. */
  readonly total_cost_usd: number | null;
  /** The last event of its log. */
  readonly last_seq: number;
  /** The version of the user's controls that the session knows. */
  readonly controls_version: number;
}

/** How far a session's log went when its account last heard of it. */
export type SessionHeard = Pick<SessionUse, "session_id" | "last_seq">;

/** A user's sessions as far as the directory may not have followed them yet. */
export interface AccountHeard {
  /** Those that run or are in line, and say more all the time. */
  readonly running: readonly string[];
  readonly rested: readonly SessionHeard[];
}

/** Whether a session may make its next model call now. */
export type Admission =
  | { readonly verdict: "granted" }
  /** As many sessions run as may: this one stands in line and is woken when a place is free. */
  | { readonly verdict: "busy" }
  /** The user's monthly budget is spent. `resets_at` is the first moment of the next UTC month. */
  | { readonly verdict: "spent"; readonly resets_at: string };

/** The answer to a session that asks for its next model call. */
export type Entry = Admission & {
  /** Set where the session knows older ones. */
  readonly controls?: Controls;
};

const byMode = z.object({ interactive: z.int(), background: z.int() });

export const accountUsage = z
  .object({
    /** Sessions that run a turn now; a fork counts as interactive. */
    running: byMode,
    /** Sessions that stand in line for a place. */
    waiting: byMode,
    /** How many may run at once. */
    max_running: byMode,
    /** Known costs of this UTC month. */
    spent_usd: z.number(),
    /** Null when there is no limit. */
    budget_usd: z.number().nullable(),
    /** What is left of the budget, never below zero; null when there is no limit. */
    remaining_usd: z.number().nullable(),
    /** When the next UTC month begins, and the budget anew. */
    resets_at: z.iso.datetime(),
  })
  .meta({ id: "AccountUsage" });
export type AccountUsage = z.infer<typeof accountUsage>;
