// What a session has counted up to a place in its log: the outbox carries it along, so that what a
// snapshot of metrics said at the end of a turn can be said again whenever the log is read again.
import { NO_COUNTERS } from "../agent/state.ts";
import type { SessionEvent } from "../contract/event.ts";
import type { SessionCounters } from "../contract/session.ts";

export interface Tally {
  readonly counters: SessionCounters;
  readonly last_message_id: string | null;
  /** Time in which turns have run, without the running stretch, in ms. */
  readonly active_ms: number;
  readonly running_since: string | null;
  /** Calls whose time is known, and all their time in ms. */
  readonly timed_call_count: number;
  readonly tool_ms: number;
}

export const NO_TALLY: Tally = {
  counters: NO_COUNTERS,
  last_message_id: null,
  active_ms: 0,
  running_since: null,
  timed_call_count: 0,
  tool_ms: 0,
};

/** The tally after one more event. */
export function counted(before: Tally, event: SessionEvent): Tally {
  const tally =
    "message_index" in event && event.message_id !== before.last_message_id
      ? { ...more(before, { message_count: 1 }), last_message_id: event.message_id }
      : before;
  switch (event.type) {
    case "session.forked":
    case "session.imported":
      // The conversation is there already; what it cost was counted where it took place.
      return more(NO_TALLY, { message_count: (event.last_message?.message_index ?? -1) + 1 });
    case "agent.tool_use":
    case "agent.custom_tool_use":
      return more(tally, { tool_call_count: 1 });
    case "agent.tool_result":
      return settled(tally, event.duration_ms);
    case "user.custom_tool_result":
      return settled(tally, null);
    case "permission.decided":
      return more(tally, { permission_check_count: 1 });
    case "hook.executed":
      return more(tally, { hook_execution_count: 1 });
    case "session.error":
      return more(tally, { error_count: 1 });
    case "session.status_rescheduled":
      return event.reason === "running_sessions" ? tally : more(tally, { retry_count: 1 });
    case "session.status_running":
      return { ...tally, running_since: event.created_at };
    case "session.status_idle":
    case "session.failed":
    case "session.status_terminated":
      return ended(tally, event.created_at);
    case "span.model_request_end": {
      const usage = event.model_usage;
      if (usage === null) return tally;
      return more(tally, {
        total_cost_usd: event.cost_usd,
        total_input_tokens: usage.input_tokens,
        total_output_tokens: usage.output_tokens,
        total_cache_creation_tokens: usage.cache_creation_input_tokens,
        total_cache_read_tokens: usage.cache_read_input_tokens,
      });
    }
    default:
      return tally;
  }
}

/** How long a call took on average, in ms; null before the first whose time is known. */
export function averageToolMs(tally: Tally): number | null {
  return tally.timed_call_count === 0 ? null : tally.tool_ms / tally.timed_call_count;
}

/** Counters under the names that metrics have. */
export function totalsOf(counters: SessionCounters) {
  return {
    total_messages: counters.message_count,
    total_tool_calls: counters.tool_call_count,
    total_hook_executions: counters.hook_execution_count,
    total_permission_checks: counters.permission_check_count,
    total_errors: counters.error_count,
    total_retries: counters.retry_count,
    total_cost_usd: counters.total_cost_usd,
    total_input_tokens: counters.total_input_tokens,
    total_output_tokens: counters.total_output_tokens,
    total_cache_creation_tokens: counters.total_cache_creation_tokens,
    total_cache_read_tokens: counters.total_cache_read_tokens,
  };
}

function more(tally: Tally, added: Partial<SessionCounters>): Tally {
  const counters: SessionCounters = { ...tally.counters };
  for (const [name, by] of Object.entries(added) as [keyof SessionCounters, number | null][]) {
    const until = counters[name];
    // A cost that is not known makes the sum unknown: null stays null.
    Object.assign(counters, { [name]: until === null || by === null ? null : until + by });
  }
  return { ...tally, counters };
}

function settled(tally: Tally, duration_ms: number | null): Tally {
  return {
    ...tally,
    timed_call_count: tally.timed_call_count + (duration_ms === null ? 0 : 1),
    tool_ms: tally.tool_ms + (duration_ms ?? 0),
  };
}

function ended(tally: Tally, at: string): Tally {
  const since = tally.running_since;
  const ran_ms = since === null ? 0 : Date.parse(at) - Date.parse(since);
  return { ...tally, active_ms: tally.active_ms + ran_ms, running_since: null };
}
