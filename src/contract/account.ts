// What a session and its user's account say to each other about places and spending.
import type { z } from "zod";
import type { sessionMode } from "./session.ts";

/** A session as its account is told of it. */
export interface SessionUse {
  readonly session_id: string;
  readonly mode: z.infer<typeof sessionMode>;
  /** Everything this session has cost since it began; null when a call had no known price. */
  readonly total_cost_usd: number | null;
}

/** Whether a session may make its next model call now. */
export type Admission =
  | { readonly verdict: "granted" }
  /** As many sessions run as may: this one stands in line and is woken when a place is free. */
  | { readonly verdict: "busy" }
  /** The user's monthly budget is spent until then. */
  | { readonly verdict: "spent"; readonly resets_at: string };
