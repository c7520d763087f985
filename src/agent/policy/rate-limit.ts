// RateLimitPolicy: in any minute no more tool calls begin than the operator lets one session make.
import { nextCallAt } from "../recent-calls.ts";
import type { Policy } from "./table.ts";

export const rateLimitPolicy: Policy = (_subject, { tool_calls_per_minute }, used) => {
  const next_ms = nextCallAt(used.recent_calls, tool_calls_per_minute, used.now_ms);
  if (next_ms === null) return null;
  const most = `${tool_calls_per_minute} tool calls in a minute are the most`;
  return `${most}; the next may come at ${new Date(next_ms).toISOString()}`;
};
