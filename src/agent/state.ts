// A session's state: what folding its log gives. It is small whatever the log's length, because it is
// written with every append; `apply` is the only way it changes, so the log can always rebuild it.
import type { InputBlock, ResultBlock } from "../contract/content.ts";
import type { EventDraft, EventOf, ModelUsage, SessionEvent } from "../contract/event.ts";
import { BUILTIN_HOOKS } from "../contract/hook.ts";
import type {
  SessionConfig,
  SessionCounters,
  SessionStatus,
  StopReason,
} from "../contract/session.ts";
import { type DueHooks, dueAfter, NOTHING_DUE, sendsBack } from "./hook/due.ts";
import { type Path, pathGoingOn, WHOLE_LOG } from "./path.ts";
import { type CallsInSecond, withCallAt } from "./recent-calls.ts";

/** A tool call of the last model answer that has no result yet. */
export interface OpenCall {
  /** The id and seq of its `agent.tool_use` event. */
  readonly id: string;
  readonly seq: number;
  readonly name: string;
  /**
   * `pending`: to be run here. `running`: started. `waiting`: a client owes the result. `asking`: a
   * person owes the permission.
   */
  readonly status: "pending" | "running" | "waiting" | "asking";
  readonly attempts: number;
  /** When a call that waits for somebody is settled without them; null for one that does not. */
  readonly deadline: string | null;
  /** Places of its open `permission.requested`, and of the `permission.decided` by which it may run. */
  readonly requested_seq: number | null;
  readonly granted_seq: number | null;
}

/** Why an answer was not the last word of its turn. */
type Cut = NonNullable<EventOf<"session.continued">["reason"]>;

export interface Turn {
  readonly number: number;
  readonly started_seq: number;
  /** Since when the turn runs; null while it waits for a client or a budget. */
  readonly running_since: string | null;
  /** `seq` of every message that it has taken up. */
  readonly inputs: readonly number[];
  /** Model calls that were answered. */
  readonly steps: number;
  /** Failed attempts at the current model call. */
  readonly failures: number;
  /** Times this turn was taken up again after a crash, without a step forward since. */
  readonly recoveries: number;
  /** The model call under way: the id of its `span.model_request_start`. */
  readonly request: {
    readonly id: string;
    readonly model: string;
    readonly at: string;
    readonly purpose: "turn" | "compaction";
  } | null;
  readonly retry_at: string | null;
  /** True while it stands in line for a place among its user's running sessions. */
  readonly in_line: boolean;
  readonly calls: readonly OpenCall[];
  readonly interrupted: boolean;
  /**
   * Set while a spent budget holds the turn up: the session's own, until it is raised, or its
   * user's, until then.
   */
  readonly suspended: { readonly until: string | null } | null;
  /** Times in a row that an answer was not the last word and the model was asked to go on. */
  readonly continuations: number;
  /** Times that the context was found too large since the last answer: how hard to shrink it next. */
  readonly overflows: number;
  /** True from a refused size until the context has been compacted. */
  readonly is_overflowing: boolean;
  /** True when a compaction that nobody needs failed: it is not tried again in this turn. */
  readonly gave_up_compaction: boolean;
  /** Set once the model has said its last word: how the turn is going to end. */
  readonly ended: {
    readonly stop_reason: StopReason;
    /** Set when the model may be asked to go on. */
    readonly cut: Cut | null;
    readonly details: EventOf<"session.status_idle">["stop_details"];
  } | null;
  /** How the turn was going to end when messages joined it that the model has not been sent yet. */
  readonly ended_before: Turn["ended"];
}

/** An accepted message that no turn has taken up yet. */
interface QueuedInput {
  readonly seq: number;
  readonly on_busy: "queue" | "steer";
}

/** Grows whenever `apply` gives something else for an old log: a stored state is then folded anew. */
export const STATE_VERSION = 5;

export interface SessionState {
  readonly version: number;
  readonly id: string;
  readonly user_id: string;
  readonly config: SessionConfig;
  readonly status: SessionStatus;
  readonly last_stop_reason: StopReason | null;
  readonly error_message: string | null;
  readonly counters: SessionCounters;
  readonly created_at: string;
  readonly updated_at: string;
  readonly started_at: string | null;
  readonly completed_at: string | null;
  readonly last_seq: number;
  /** The last event that another session's log holds too: a fork's own begin behind it. 0 without. */
  readonly adopted_seq: number;
  readonly parent_session_id: string | null;
  readonly inherited_cost_usd: number | null;
  /** The last archive that was made of it. */
  readonly archive_id: string | null;
  /** What of the log the conversation is made of. */
  readonly path: Path;
  /** The `session.rewound` that an undo takes back. */
  readonly undoable_seq: number | null;
  readonly last_message: MessagePlace | null;
  readonly turn_count: number;
  readonly turn: Turn | null;
  readonly inputs: readonly QueuedInput[];
  readonly context: Context;
  /** A compaction that somebody asked for and that is still to be made. */
  readonly compaction: { readonly instructions: string | null } | null;
  /** Time in which turns have run, without the running stretch, in ms. */
  readonly active_ms: number;
  /** What hooks have still to be told of, should there be any. */
  readonly due: DueHooks;
  /** Tool calls that began in the last minute; one that was run again after a crash counts once. */
  readonly recent_calls: readonly CallsInSecond[];
}

/** What the next model call is sent, as far as its size and beginning are concerned. */
export interface Context {
  /** Place of the last compaction: nothing before it is sent. 0 when there was none. */
  readonly from_seq: number;
  /** Tokens: as the last answer counted them, and an estimate of what came since. */
  readonly tokens: number;
  /** Tokens right after the last compaction. */
  readonly compacted_tokens: number;
}

interface MessagePlace {
  readonly message_id: string;
  readonly message_index: number;
  readonly parent_message_id: string | null;
}

/** What a session that has done nothing has counted. */
export const NO_COUNTERS: SessionCounters = {
  message_count: 0,
  tool_call_count: 0,
  hook_execution_count: 0,
  permission_check_count: 0,
  error_count: 0,
  retry_count: 0,
  total_cost_usd: 0,
  total_input_tokens: 0,
  total_output_tokens: 0,
  total_cache_creation_tokens: 0,
  total_cache_read_tokens: 0,
};

/** The form of the configurations that are written now: an older one lacks what came later. */
const CONFIG_VERSION = 2;

/** The events by which a log becomes a session's: its own first one, or one behind another's log. */
export type Beginning = EventOf<"session.created" | "session.forked" | "session.imported">;

const BEGINNINGS: readonly string[] = [
  "session.created",
  "session.forked",
  "session.imported",
] satisfies Beginning["type"][];

/** True for the events by which a log becomes a session's. */
export function isBeginning<T extends { type: string }>(
  event: T,
): event is Extract<T, Pick<Beginning, "type">> {
  return BEGINNINGS.includes(event.type);
}

/** The configuration that a session began with, as today's code reads it. */
export function firstConfig({
  config: given,
  config_version,
}: Pick<Beginning, "config" | "config_version">): SessionConfig {
  const config = { ...given, retention: given.retention ?? {} };
  if (config_version !== undefined) return config;
  // Nobody could choose among the built-in hooks then, and `audit` wrote nothing of the agent's.
  const hooks_enabled = BUILTIN_HOOKS.filter((name) => name !== "audit");
  return { ...config, ask_tools: config.ask_tools ?? [], hooks_enabled };
}

/** The session as it is when its log has become its own. */
function begun(event: Beginning): SessionState {
  const state: SessionState = {
    version: STATE_VERSION,
    id: event.session_id,
    user_id: event.user_id,
    config: firstConfig(event),
    status: "created",
    last_stop_reason: null,
    error_message: null,
    counters: NO_COUNTERS,
    created_at: event.created_at,
    updated_at: event.created_at,
    started_at: null,
    completed_at: null,
    last_seq: event.seq - 1,
    adopted_seq: event.seq - 1,
    parent_session_id: null,
    inherited_cost_usd: null,
    archive_id: null,
    path: WHOLE_LOG,
    undoable_seq: null,
    last_message: null,
    turn_count: 0,
    turn: null,
    inputs: [],
    context: { from_seq: 0, tokens: 0, compacted_tokens: 0 },
    compaction: null,
    active_ms: 0,
    due: NOTHING_DUE,
    recent_calls: [],
  };
  if (event.type === "session.created") return state;
  const { path, context, last_message, turn_count } = event;
  const isFork = event.type === "session.forked";
  return {
    ...state,
    status: "active",
    counters: { ...NO_COUNTERS, message_count: (last_message?.message_index ?? -1) + 1 },
    parent_session_id: isFork ? event.parent_session_id : null,
    inherited_cost_usd: isFork ? event.inherited_cost_usd : null,
    path: pathGoingOn(path, event.seq),
    ...{ context, last_message, turn_count },
  };
}

/**
 * The state after one more event. Throws when the event is not the next one: a gap or a double is a
 * bug of whoever appends.
 */
export function apply(before: SessionState | null, event: SessionEvent): SessionState {
  const state = isBeginning(event) ? begun(event) : before;
  if (state === null) throw new Error("a log begins with the event that makes it a session's");
  if (before !== null && before.last_seq !== state.last_seq) throw new Error("a log has a gap");
  if (event.seq !== state.last_seq + 1) {
    throw new Error(`event ${event.seq} does not follow ${state.last_seq}`);
  }
  const changed = reduce(withMessage(state, event), event);
  const due = dueAfter(state.due, event, state.turn);
  return { ...changed, due, last_seq: event.seq, updated_at: event.created_at };
}

function withMessage(state: SessionState, event: SessionEvent): SessionState {
  if (!("message_index" in event) || event.message_id === state.last_message?.message_id) {
    return state;
  }
  const { message_id, message_index, parent_message_id } = event;
  return {
    ...count(state, { message_count: 1 }),
    last_message: { message_id, message_index, parent_message_id },
  };
}

function count(state: SessionState, more: Partial<SessionCounters>): SessionState {
  const counters: SessionCounters = { ...state.counters };
  for (const [name, by] of Object.entries(more) as [keyof SessionCounters, number | null][]) {
    const now = counters[name];
    // A cost that is not known makes the sum unknown: null stays null.
    Object.assign(counters, { [name]: now === null || by === null ? null : now + by });
  }
  return { ...state, counters };
}

function withTurn(state: SessionState, change: (turn: Turn) => Partial<Turn>): SessionState {
  if (state.turn === null) return state;
  return { ...state, turn: { ...state.turn, ...change(state.turn) } };
}

function withCall(
  state: SessionState,
  id: string,
  change: (call: OpenCall) => OpenCall | null,
): SessionState {
  return withTurn(state, (turn) => ({
    calls: turn.calls.flatMap((call) => (call.id === id ? (change(call) ?? []) : call)),
  }));
}

function endTurn(state: SessionState, status: SessionStatus): SessionState {
  return { ...state, status, turn: null, turn_count: state.turn?.number ?? state.turn_count };
}

/** Stops the clock of a turn that ends, or waits. */
function stopped(state: SessionState, event: SessionEvent): SessionState {
  const since = state.turn?.running_since ?? null;
  if (since === null) return state;
  const active_ms = state.active_ms + Date.parse(event.created_at) - Date.parse(since);
  return withTurn({ ...state, active_ms }, () => ({ running_since: null }));
}

/** The context has grown by blocks that no model call has counted yet. */
function grown(state: SessionState, blocks: readonly (InputBlock | ResultBlock)[]): SessionState {
  const tokens = state.context.tokens + estimateTokens(blocks);
  return { ...state, context: { ...state.context, tokens } };
}

/** About how long a token is, where asking the API would cost a call. */
export const CHARS_PER_TOKEN = 4;
/** About what the API counts for an image of the usual size. */
const ATTACHMENT_TOKENS = 1600;

/** About how many tokens blocks are, where asking the API would cost a call. */
function estimateTokens(blocks: readonly (InputBlock | ResultBlock)[]): number {
  return blocks.reduce(
    (sum, block) =>
      sum +
      (block.type === "text" ? Math.ceil(block.text.length / CHARS_PER_TOKEN) : ATTACHMENT_TOKENS),
    0,
  );
}

/** What is given takes the place of what was; of the retention only the fields that are given. */
function configAfter(config: SessionConfig, changes: Partial<SessionConfig>): SessionConfig {
  return { ...config, ...changes, retention: { ...config.retention, ...changes.retention } };
}

function reduce(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case "session.created":
    case "session.forked":
    case "session.imported":
    case "checkpoint.created":
    case "file.written":
    case "file.deleted":
    case "files.changed":
    case "files.imported":
    case "agent.thinking":
    case "agent.message":
      return state;
    case "session.updated":
      // JSON holds no undefined, so what is there is a value.
      return {
        ...state,
        config: configAfter(state.config, event.changes as Partial<SessionConfig>),
      };
    case "session.rewound":
      return rewound(state, event);
    case "session.archived":
      return { ...state, status: "archived", archive_id: event.archive_id };
    case "session.restored":
      return { ...state, status: "active", completed_at: null };
    case "user.message":
      return {
        ...grown(state, event.content),
        inputs: [...state.inputs, { seq: event.seq, on_busy: event.on_busy }],
        started_at: state.started_at ?? event.created_at,
      };
    case "user.interrupt":
      return withTurn({ ...state, compaction: null }, () => ({ interrupted: true }));
    case "agent.tool_use":
    case "agent.custom_tool_use":
      return openCall(state, event);
    case "permission.requested":
      return withCall(state, event.tool_use_id, (call) => ({
        ...call,
        status: "asking",
        deadline: event.expires_at,
        requested_seq: event.seq,
      }));
    case "permission.decided":
      return decided(count(state, { permission_check_count: 1 }), event);
    case "hook.executed":
      return count(state, { hook_execution_count: 1 });
    case "hook.applied":
      return hooked(state, event);
    case "tool.started":
      return started(state, event);
    case "agent.tool_result": {
      // A call that came to its result is a step forward; one that a crash settled is not.
      const progress = event.outcome === "unknown" ? {} : { recoveries: 0 };
      return withTurn(
        withCall(grown(state, event.content), event.tool_use_id, () => null),
        () => progress,
      );
    }
    case "user.custom_tool_result":
      return withCall(grown(state, event.content), event.custom_tool_use_id, () => null);
    case "session.status_running":
      return running(state, event);
    case "session.continued":
      return withTurn(state, () => ({ ended: null, continuations: event.count }));
    case "session.inputs_steered":
      return withTurn(without(state, event.inputs), (turn) => ({
        ended: null,
        ended_before: turn.ended ?? turn.ended_before,
        inputs: [...turn.inputs, ...event.inputs],
      }));
    case "session.compaction_requested":
      return { ...state, compaction: { instructions: event.instructions } };
    case "session.compacted":
      return compacted(state, event);
    case "session.compaction_failed":
      return withTurn({ ...state, compaction: null }, (turn) => ({
        gave_up_compaction: true,
        failures: 0,
        ...endedWhenOnlyCompacting(turn),
      }));
    case "session.status_idle":
      return idle(stopped(state, event), event);
    case "session.status_rescheduled":
      return rescheduled(state, event);
    case "session.recovered":
      return withTurn(state, (turn) => ({
        recoveries: turn.recoveries + 1,
        retry_at: event.retry_at ?? null,
        request: null,
        calls: turn.calls.map((call) =>
          call.status === "running" ? { ...call, status: "pending" } : call,
        ),
      }));
    case "session.error":
      return failedCall(count(state, { error_count: 1 }), event);
    case "span.model_request_start":
      return withTurn(state, () => ({
        request: {
          id: event.id,
          model: event.model,
          at: event.created_at,
          purpose: event.purpose ?? "turn",
        },
        retry_at: null,
        in_line: false,
        ended_before: null,
      }));
    case "span.model_request_end":
      return answered(state, event);
    case "session.failed":
      return {
        ...endTurn(stopped(state, event), "failed"),
        compaction: null,
        error_message: event.reason,
      };
    case "session.completed":
      return { ...state, status: "completed", compaction: null, completed_at: event.created_at };
    case "session.status_terminated":
      return {
        ...endTurn(stopped(state, event), "terminated"),
        inputs: [],
        compaction: null,
        completed_at: event.created_at,
      };
    default:
      return event satisfies never;
  }
}

/** What a rewind left open has been closed before it, in the same write. */
function rewound(state: SessionState, event: EventOf<"session.rewound">): SessionState {
  const undoable_seq = event.undoes_seq === null ? event.seq : event.undoable_after;
  if (!event.conversation) return { ...state, undoable_seq };
  const { context, last_message } = event;
  return {
    ...state,
    ...{ undoable_seq, context, last_message },
    path: pathGoingOn(event.path, event.seq),
    inputs: [],
    compaction: null,
  };
}

function openCall(
  state: SessionState,
  event: EventOf<"agent.tool_use" | "agent.custom_tool_use">,
): SessionState {
  const call: OpenCall = {
    id: event.id,
    seq: event.seq,
    name: event.name,
    status: event.type === "agent.tool_use" ? "pending" : "waiting",
    attempts: 0,
    deadline: event.type === "agent.tool_use" ? null : (event.deadline ?? null),
    requested_seq: null,
    granted_seq: null,
  };
  return withTurn(count(state, { tool_call_count: 1 }), (turn) => ({
    calls: [...turn.calls, call],
  }));
}

function started(state: SessionState, event: EventOf<"tool.started">): SessionState {
  const { tool_use_id, attempt, created_at } = event;
  const recent_calls =
    attempt > 1 ? state.recent_calls : withCallAt(state.recent_calls, Date.parse(created_at));
  return withCall({ ...state, recent_calls }, tool_use_id, (call) => ({
    ...call,
    status: "running",
    attempts: attempt,
  }));
}

/** A call that was asked about may run, or is settled by what comes with the decision. */
function decided(state: SessionState, event: EventOf<"permission.decided">): SessionState {
  const { remembered } = event;
  const { allowed_tools } = state.config;
  const config =
    remembered === undefined
      ? state.config
      : { ...state.config, allowed_tools: [...new Set([...allowed_tools, remembered])] };
  return withCall({ ...state, config }, event.tool_use_id, (call) => ({
    ...call,
    status: call.status === "asking" ? "pending" : call.status,
    deadline: null,
    requested_seq: null,
    granted_seq: event.decision === "allow" ? event.seq : null,
  }));
}

/** What hooks came to: a turn that goes on, or a prompt that is not answered. */
function hooked(before: SessionState, event: EventOf<"hook.applied">): SessionState {
  const told = [event.additional_context, event.updated_output, event.blocked?.reason];
  const texts = told.flatMap((text) => (text === undefined ? [] : { type: "text" as const, text }));
  const state = grown(before, texts);
  if (event.hook_event === "Stop" && sendsBack(event))
    return withTurn(state, () => ({ ended: null }));
  const { blocked, inputs } = event;
  if (event.hook_event !== "UserPromptSubmit" || blocked === undefined) return state;
  return withTurn(state, (turn) => {
    const left = turn.inputs.filter((seq) => !inputs?.includes(seq));
    const details = { type: "prompt_blocked", ...blocked };
    const isOver = left.length === 0 && turn.steps === 0;
    if (isOver) return { inputs: left, ended: { stop_reason: "hook_stopped", cut: null, details } };
    // With nothing new to say to the model, its last word is its last word again.
    const hasNews = state.due.prompts.some((seq) => !inputs?.includes(seq));
    return { inputs: left, ended: hasNews ? turn.ended : (turn.ended ?? turn.ended_before) };
  });
}

function without(state: SessionState, inputs: readonly number[]): SessionState {
  return { ...state, inputs: state.inputs.filter((input) => !inputs.includes(input.seq)) };
}

function running(state: SessionState, event: EventOf<"session.status_running">): SessionState {
  const going = state.turn === null ? null : { ...state.turn, suspended: null };
  const turn: Turn = going ?? {
    number: event.turn,
    started_seq: event.seq,
    running_since: null,
    inputs: event.inputs,
    steps: 0,
    failures: 0,
    recoveries: 0,
    request: null,
    retry_at: null,
    in_line: false,
    calls: [],
    interrupted: false,
    suspended: null,
    continuations: 0,
    overflows: 0,
    is_overflowing: false,
    gave_up_compaction: false,
    ended: null,
    ended_before: null,
  };
  return {
    ...without(state, event.inputs),
    status: "processing",
    turn: { ...turn, running_since: event.created_at },
    error_message: null,
  };
}

function rescheduled(
  state: SessionState,
  { reason, retry_at }: EventOf<"session.status_rescheduled">,
): SessionState {
  if (reason === "running_sessions") return withTurn(state, () => ({ retry_at, in_line: true }));
  return withTurn(count(state, { retry_count: 1 }), () => ({ retry_at }));
}

function compacted(state: SessionState, event: EventOf<"session.compacted">): SessionState {
  const context: Context = {
    from_seq: event.seq,
    tokens: event.post_tokens,
    compacted_tokens: event.post_tokens,
  };
  return withTurn({ ...state, context, compaction: null }, (turn) => ({
    is_overflowing: false,
    failures: 0,
    recoveries: 0,
    ...endedWhenOnlyCompacting(turn),
  }));
}

/** A turn that took up no message was made for its compaction alone. */
function endedWhenOnlyCompacting({ inputs }: Turn): Partial<Turn> {
  return inputs.length > 0 ? {} : { ended: { stop_reason: "end_turn", cut: null, details: null } };
}

function idle(state: SessionState, event: EventOf<"session.status_idle">): SessionState {
  const last_stop_reason = event.stop_reason.type;
  if (last_stop_reason === "requires_action") {
    return { ...state, status: "waiting", last_stop_reason };
  }
  if (last_stop_reason === "budget_reached") {
    const until = event.stop_details?.resets_at;
    const suspended = { until: typeof until === "string" ? until : null };
    return { ...withTurn(state, () => ({ suspended })), status: "active", last_stop_reason };
  }
  return { ...endTurn(state, "active"), last_stop_reason };
}

function failedCall(state: SessionState, event: EventOf<"session.error">): SessionState {
  const { retry_status, message, type } = event.error;
  if (type === "context_overflow_error" && retry_status.type === "retrying") {
    return withTurn(state, (turn) => ({ is_overflowing: true, overflows: turn.overflows + 1 }));
  }
  if (retry_status.type !== "retrying") return { ...state, error_message: message };
  return withTurn(state, () => ({ failures: retry_status.attempt }));
}

function answered(state: SessionState, event: EventOf<"span.model_request_end">): SessionState {
  const usage = event.model_usage;
  const counted =
    usage === null
      ? state
      : count(state, {
          total_cost_usd: event.cost_usd,
          total_input_tokens: usage.input_tokens,
          total_output_tokens: usage.output_tokens,
          total_cache_creation_tokens: usage.cache_creation_input_tokens,
          total_cache_read_tokens: usage.cache_read_input_tokens,
        });
  const compaction = state.turn?.request?.purpose === "compaction";
  if (event.is_error || compaction) return withTurn(counted, () => ({ request: null }));
  const tokens = usage === null ? state.context.tokens : tokensOf(usage);
  return withTurn({ ...counted, context: { ...state.context, tokens } }, (turn) => {
    const ended = turn.calls.length > 0 ? null : endOf(event);
    const full = event.stop_reason === "model_context_window_exceeded";
    return {
      request: null,
      failures: 0,
      recoveries: 0,
      steps: turn.steps + 1,
      continuations: (ended?.cut ?? null) === null ? 0 : turn.continuations,
      overflows: full ? turn.overflows + 1 : 0,
      is_overflowing: full,
      ended,
    };
  });
}

/** All the tokens that a model call counted: the size of its context with the answer. */
export function tokensOf(usage: ModelUsage): number {
  return Object.values(usage).reduce((sum, tokens) => sum + tokens, 0);
}

/** How an answer without tool calls ends its turn; null when the model is asked again. */
function endOf(event: EventOf<"span.model_request_end">): Turn["ended"] {
  const details = event.stop_details;
  switch (event.stop_reason) {
    case "pause_turn":
      return { stop_reason: "end_turn", cut: "pause_turn", details };
    case "max_tokens":
      return { stop_reason: "max_tokens", cut: "max_tokens", details };
    case "model_context_window_exceeded":
      return null;
    case "refusal":
      return { stop_reason: "refusal", cut: null, details };
    default:
      return { stop_reason: "end_turn", cut: event.message_id === null ? "empty" : null, details };
  }
}

/** What no model call has used. */
export const NO_USAGE: ModelUsage = {
  input_tokens: 0,
  output_tokens: 0,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
};

/** The sum of two usages. */
export function addUsage(a: ModelUsage, b: ModelUsage): ModelUsage {
  return {
    input_tokens: a.input_tokens + b.input_tokens,
    output_tokens: a.output_tokens + b.output_tokens,
    cache_creation_input_tokens: a.cache_creation_input_tokens + b.cache_creation_input_tokens,
    cache_read_input_tokens: a.cache_read_input_tokens + b.cache_read_input_tokens,
  };
}

/**
 * Gives drafts their place in the log: seq, id, time, and where a message's block stands. Time never
 * runs backwards within a log, whatever the clock does; a log that is adopted goes on behind
 * `adopted_seq`. Returns the events and the state after them.
 */
export function seal(
  before: SessionState | null,
  drafts: readonly EventDraft[],
  given: { now_ms: number; newId: () => string; adopted_seq?: number },
): { events: SessionEvent[]; state: SessionState } {
  let state = before;
  const at = new Date(Math.max(given.now_ms, state === null ? 0 : Date.parse(state.updated_at)));
  const created_at = at.toISOString();
  const events = drafts.map((draft) => {
    const event = {
      seq: (state?.last_seq ?? given.adopted_seq ?? 0) + 1,
      id: draft.id ?? given.newId(),
      created_at,
      ...draft,
      ...(isBeginning(draft) ? { config_version: CONFIG_VERSION } : {}),
      ...("message_id" in draft && draft.type !== "span.model_request_end"
        ? placeOf(state, draft.message_id)
        : {}),
    } as SessionEvent;
    state = apply(state, event);
    return event;
  });
  if (state === null) throw new Error("nothing to append to an empty log");
  return { events, state };
}

function placeOf(state: SessionState | null, message_id: string): MessagePlace {
  const last = state?.last_message ?? null;
  if (last?.message_id === message_id) return last;
  return {
    message_id,
    message_index: last === null ? 0 : last.message_index + 1,
    parent_message_id: last?.message_id ?? null,
  };
}
