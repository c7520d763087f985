// What is known of one turn from its events: whether it has ended and how, what it used, and who
// answered. A pure fold; the commands print it.
import { type EventOf, isOnPath, type ModelUsage, type SessionEvent } from "../contract/event.ts";
import type { StopReason } from "../contract/session.ts";
import { cost, count, duration } from "./output.ts";

export interface Turn {
  /** The number of the turn, once it is known. */
  turn: number | null;
  end: StopReason | "failed" | "terminated" | "completed" | "rewound" | null;
  /** What went wrong, where the log says so. */
  reason: string | null;
  steps: number;
  /** All that went in, whatever the cache did with it. */
  input_tokens: number;
  /** The part of it that was read from the cache. */
  cached_tokens: number;
  output_tokens: number;
  /** Null once a step had no known price. */
  cost_usd: number | null;
  models: string[];
  started_at: string | null;
  ended_at: string | null;
}

/** A turn of which nothing has been seen yet. */
export const NO_TURN: Turn = {
  turn: null,
  end: null,
  reason: null,
  steps: 0,
  input_tokens: 0,
  output_tokens: 0,
  cached_tokens: 0,
  cost_usd: 0,
  models: [],
  started_at: null,
  ended_at: null,
};

/**
 * Folds the next event into the turn that answers the message at `seq`; with `seq` null, into
 * whichever turn runs. Events of other turns change nothing.
 */
export function foldTurn(state: Turn, event: SessionEvent, seq: number | null): Turn {
  switch (event.type) {
    case "session.status_running": {
      const isResumed = state.turn === event.turn;
      const isOurs = seq === null || event.inputs.includes(seq) || isResumed;
      if (!isOurs) return state;
      const begun = isResumed ? state : NO_TURN;
      const started_at = begun.started_at ?? event.created_at;
      return { ...begun, turn: event.turn, end: null, started_at };
    }
    case "session.inputs_steered":
      if (seq === null || !event.inputs.includes(seq)) return state;
      return { ...state, turn: event.turn, started_at: state.started_at ?? event.created_at };
    case "span.model_request_end":
      return state.turn === null ? state : addStep(state, event);
    case "session.error":
      return state.turn === null ? state : { ...state, reason: event.error.message };
    case "session.status_idle": {
      if (state.turn !== event.turn) return state;
      // An error that was got over is no reason for anything.
      const reason = event.stop_reason.type === "end_turn" ? null : state.reason;
      return { ...state, end: event.stop_reason.type, reason, ended_at: event.created_at };
    }
    case "session.failed":
      return { ...state, end: "failed", reason: event.reason, ended_at: event.created_at };
    case "session.status_terminated":
      return { ...state, end: "terminated", reason: event.reason, ended_at: event.created_at };
    case "session.completed":
      return { ...state, end: "completed", ended_at: event.created_at };
    case "session.rewound": {
      // A message that no turn has taken up and that is hidden now never gets one.
      const isHidden = seq !== null && state.turn === null && !isOnPath(event.path, seq);
      if (!event.conversation || !isHidden) return state;
      const reason = "the session went back to a place before this message";
      return { ...state, end: "rewound", reason, ended_at: event.created_at };
    }
    case "session.forked":
    case "session.imported":
    case "session.restored":
      // What was before is over, however it ended: the session goes on from here.
      return seq === null ? NO_TURN : state;
    default:
      return state;
  }
}

function addStep(state: Turn, event: EventOf<"span.model_request_end">): Turn {
  const usage = event.model_usage;
  // A call that failed before it used anything has no cost, known or unknown.
  const step_cost_usd = event.is_error && usage === null ? 0 : event.cost_usd;
  return {
    ...state,
    steps: state.steps + 1,
    input_tokens: state.input_tokens + (usage === null ? 0 : allInput(usage)),
    output_tokens: state.output_tokens + (usage?.output_tokens ?? 0),
    cached_tokens: state.cached_tokens + (usage?.cache_read_input_tokens ?? 0),
    cost_usd: plus(state.cost_usd, step_cost_usd),
    models: state.models.includes(event.model) ? state.models : [...state.models, event.model],
  };
}

function allInput(usage: ModelUsage): number {
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = usage;
  return input_tokens + cache_creation_input_tokens + cache_read_input_tokens;
}

/** A sum of costs: unknown as soon as one of them is. */
function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

/**
 * The line under an answer: how the turn ended, what it used and, plainly, a model that is none.
 */
export function turnSummary(turn: Turn): string {
  const elapsed_ms =
    turn.started_at === null || turn.ended_at === null
      ? null
      : Date.parse(turn.ended_at) - Date.parse(turn.started_at);
  const cached = turn.cached_tokens === 0 ? "" : ` (${count(turn.cached_tokens)} cached)`;
  const parts = [
    turn.end ?? "running",
    `${turn.steps} ${turn.steps === 1 ? "step" : "steps"}`,
    `${count(turn.input_tokens)}${cached} in, ${count(turn.output_tokens)} out tokens`,
    `cost ${cost(turn.cost_usd)}`,
    duration(elapsed_ms),
    turn.models.join(", "),
  ];
  const isOffline = turn.models.some((model) => model.startsWith("offline-"));
  const offline = isOffline ? "\n  the offline model answered: its words are scripted" : "";
  return `— ${parts.filter((part) => part !== "").join(" · ")}${offline}`;
}
