// The agent loop: asks `nextStep` what to do, does it, and appends what came of it. The log is the
// loop's only memory, so that a loop which died anywhere is continued by calling `drive` again.
import type { EventDraft, EventOf, SessionEvent } from "../contract/event.ts";
import type { Id, IdPrefix } from "../contract/ids.ts";
import { RECOVERY_ATTEMPTS_MAX } from "../contract/limits.ts";
import type { PartialFrame } from "../contract/stream.ts";
import { callTool, type StagedWork } from "./call.ts";
import type { Model, ModelAnswer, ModelFailure, Piece } from "./claude.ts";
import { costUsd } from "./price.ts";
import { buildRequest } from "./prompt.ts";
import type { SessionState, Turn } from "./state.ts";
import { nextStep, type Step, type TurnLimits } from "./step.ts";
import type { Tool } from "./tool.ts";
import type { Transcript } from "./transcript.ts";

/** Everything a turn needs of the world. Nothing else of it is touched. */
export interface TurnDeps {
  state(): SessionState;
  /**
   * Writes the events and the state after them in one transaction, with whatever `commit` writes.
   * Throws when this loop has been superseded: it must then stop.
   */
  append(drafts: readonly EventDraft[], commit?: () => void): SessionEvent[];
  eventAt(seq: number): SessionEvent;
  transcript(): Transcript;
  model: Model;
  tool(name: string): Tool | undefined;
  /** Opens a staged view of the workspace for one tool call. */
  stage(): StagedWork;
  publish(frame: PartialFrame): void;
  /** Aborted when the running turn is interrupted or ended from outside. */
  signal(): AbortSignal;
  now(): number;
  newId<P extends IdPrefix>(prefix: P): Id<P>;
  /** A number from 0 to 1, for jitter. */
  random(): number;
  /** Tells the operator of a bug that the session survived. */
  report(error: unknown): void;
  limits: TurnLimits & { readonly max_retry_delay_ms: number };
}

/**
 * Runs steps until there is nothing left to do now. Returns why it rests. Throws for a bug, and when
 * `append` says that another loop has taken over.
 */
export async function drive(deps: TurnDeps): Promise<Extract<Step, { do: "rest" | "wait_until" }>> {
  for (;;) {
    const state = deps.state();
    const step = nextStep(state, deps.now(), deps.limits);
    switch (step.do) {
      case "rest":
      case "wait_until":
        return step;
      case "start_turn":
        deps.append([
          { type: "session.status_running", turn: state.turn_count + 1, inputs: step.inputs },
        ]);
        break;
      case "resume":
        deps.append([{ type: "session.status_running", turn: turnOf(state).number, inputs: [] }]);
        break;
      case "steer":
        deps.append([
          { type: "session.inputs_steered", turn: turnOf(state).number, inputs: step.inputs },
        ]);
        break;
      case "continue":
        deps.append([{ type: "session.continued", turn: turnOf(state).number, count: step.count }]);
        break;
      case "call_model":
        await callModel(deps);
        break;
      case "run_tool":
        await callTool(deps, step.call);
        break;
      case "ask_client": {
        const event_ids = step.calls.map((call) => call.id);
        deps.append([idle(turnOf(state), { type: "requires_action", event_ids }, null)]);
        break;
      }
      case "suspend":
        deps.append([idle(turnOf(state), { type: "budget_reached" }, null)]);
        break;
      case "end_turn":
        deps.append([
          ...closing(state, "[Request interrupted by user]", deps.now()),
          idle(turnOf(state), { type: step.stop_reason }, step.details),
        ]);
        break;
      default:
        return step satisfies never;
    }
  }
}

/**
 * What to append when a turn is found whose loop died: the cut model call is closed, calls that may
 * run again are set back, the others settle as unknown. Spent attempts end the turn as failed.
 */
export function recovery(
  state: SessionState,
  tool: (name: string) => Tool | undefined,
  reason: string,
  now_ms: number,
): EventDraft[] {
  const turn = turnOf(state);
  if (turn.recoveries >= RECOVERY_ATTEMPTS_MAX && !turn.interrupted) {
    const why = `the turn was taken up ${turn.recoveries} times and got no further: ${reason}`;
    return failing(state, "recovery_exhausted_error", why, now_ms);
  }
  const unknown = turn.calls.filter(
    (call) => call.status === "running" && tool(call.name)?.rerunnable !== true,
  );
  return [
    { type: "session.recovered", turn: turn.number, attempt: turn.recoveries + 1, reason },
    ...closingRequest(turn, now_ms),
    ...unknown.map((call) =>
      unsettled(
        call.id,
        "unknown",
        "The call was cut off by a restart; whether it took effect is unknown.",
      ),
    ),
  ];
}

/** Closes whatever a turn has open, so that every call in the log has its result. */
export function closing(state: SessionState, text: string, now_ms: number): EventDraft[] {
  if (state.turn === null) return [];
  return [
    ...closingRequest(state.turn, now_ms),
    ...state.turn.calls.map((call) => unsettled(call.id, "error", text)),
  ];
}

function closingRequest(turn: Turn, now_ms: number): EventDraft[] {
  if (turn.request === null) return [];
  const { id, model, at } = turn.request;
  const duration_ms = Math.max(0, now_ms - Date.parse(at));
  const end = { model_request_start_id: id, time_to_first_token_ms: null, duration_ms };
  return [failedSpan({ type: "span.model_request_end", ...end }, model)];
}

/** The end of a model call that gave no answer. */
function failedSpan(end: SpanEnd, model: string): EventDraft<"span.model_request_end"> {
  return {
    ...end,
    message_id: null,
    is_error: true,
    model,
    model_usage: null,
    cost_usd: null,
    stop_reason: null,
    stop_details: null,
  };
}

function unsettled(
  tool_use_id: string,
  outcome: "unknown" | "error",
  text: string,
): EventDraft<"agent.tool_result"> {
  return {
    type: "agent.tool_result",
    message_id: `msg_${tool_use_id.slice("sevt_".length)}`,
    tool_use_id,
    content: [{ type: "text", text }],
    is_error: true,
    outcome,
    duration_ms: null,
  };
}

function failing(
  state: SessionState,
  type: ModelFailure["type"],
  message: string,
  now_ms: number,
): EventDraft[] {
  return [
    ...closing(state, message, now_ms),
    { type: "session.error", error: { type, message, retry_status: { type: "terminal" } } },
    { type: "session.failed", reason: message },
  ];
}

function turnOf(state: SessionState): Turn {
  if (state.turn === null) throw new Error("this step needs a running turn");
  return state.turn;
}

function idle(
  turn: Turn,
  stop_reason: EventOf<"session.status_idle">["stop_reason"],
  stop_details: EventOf<"session.status_idle">["stop_details"],
): EventDraft<"session.status_idle"> {
  return { type: "session.status_idle", turn: turn.number, stop_reason, stop_details };
}

/** One model call: recorded before it is made, streamed while it runs, recorded when it has ended. */
async function callModel(deps: TurnDeps): Promise<void> {
  const { config, turn } = deps.state();
  if (turn === null) return;
  const start_id = deps.newId("sevt");
  const started_at = deps.now();
  deps.append([
    {
      type: "span.model_request_start",
      id: start_id,
      model: config.model,
      step: turn.steps + 1,
      attempt: turn.failures + 1,
    },
  ]);
  const preview = new Preview(deps);
  const answer = await deps.model({
    request: buildRequest(config, deps.transcript()),
    signal: deps.signal(),
    timeout_ms: config.timeout_seconds * 1000,
    retries: turn.failures,
    onPiece: (piece) => preview.show(piece),
  });
  const state = deps.state();
  // The turn was ended from outside while the model spoke: its call is closed already.
  if (state.turn?.request?.id !== start_id) return;
  const end = {
    type: "span.model_request_end" as const,
    model_request_start_id: start_id,
    time_to_first_token_ms: preview.first_at === null ? null : preview.first_at - started_at,
    duration_ms: deps.now() - started_at,
  };
  deps.append(eventsOf(answer, state, end, preview, deps));
}

type SpanEnd = Pick<
  EventDraft<"span.model_request_end">,
  "type" | "model_request_start_id" | "time_to_first_token_ms" | "duration_ms"
>;

function eventsOf(
  answer: ModelAnswer,
  state: SessionState,
  end: SpanEnd,
  preview: Preview,
  deps: TurnDeps,
): EventDraft[] {
  const failedEnd = failedSpan(end, state.config.model);
  switch (answer.kind) {
    case "answer":
      return [
        ...answer.blocks.map((block, index) => blockEvent(block, index, preview, state)),
        {
          ...end,
          message_id: answer.blocks.length === 0 ? null : preview.message_id,
          is_error: false,
          model: answer.model,
          model_usage: answer.usage,
          cost_usd: costUsd(answer.model, answer.usage),
          stop_reason: answer.stop_reason,
          stop_details: answer.stop_details,
        },
      ];
    case "aborted":
      return [
        ...[...answer.text].map(
          ([index, text]): EventDraft => ({
            type: "agent.message",
            ...preview.place(index),
            content: [{ type: "text", text }],
            is_partial: true,
          }),
        ),
        failedEnd,
      ];
    case "failed":
      // Somebody wanted the turn to end: then how its last call failed matters no more.
      if (turnOf(state).interrupted) return [failedEnd];
      return [failedEnd, ...failureEvents(answer.failure, state, deps)];
    default:
      return answer satisfies never;
  }
}

function blockEvent(
  block: Extract<ModelAnswer, { kind: "answer" }>["blocks"][number],
  index: number,
  preview: Preview,
  state: SessionState,
): EventDraft {
  const place = preview.place(index);
  switch (block.type) {
    case "tool_use": {
      const name = String(block.name);
      const custom = state.config.custom_tools.some((tool) => tool.name === name);
      const type = custom ? "agent.custom_tool_use" : "agent.tool_use";
      return { type, ...place, name, input: block.input, block };
    }
    case "thinking":
    case "redacted_thinking":
      return { type: "agent.thinking", ...place, content: [block] };
    default: {
      const continuing = (state.turn?.continuations ?? 0) > 0;
      return {
        type: "agent.message",
        ...place,
        content: [block],
        is_partial: false,
        ...(continuing ? { continuation: true } : {}),
      };
    }
  }
}

/** Whether a failed call is tried again, and when: the first delay doubles each time, with jitter. */
function failureEvents(failure: ModelFailure, state: SessionState, deps: TurnDeps): EventDraft[] {
  const turn = turnOf(state);
  const attempt = turn.failures + 1;
  const { max_retries, retry_delay } = state.config;
  if (!failure.retryable)
    return failing(
      { ...state, turn: { ...turn, request: null } },
      failure.type,
      failure.message,
      deps.now(),
    );
  const error = { type: failure.type, message: failure.message };
  if (attempt > max_retries) {
    return [
      { type: "session.error", error: { ...error, retry_status: { type: "exhausted" } } },
      idle(turn, { type: "retries_exhausted" }, null),
    ];
  }
  const backoff_ms = Math.min(
    retry_delay * 1000 * 2 ** (attempt - 1),
    deps.limits.max_retry_delay_ms,
  );
  const jittered_ms = backoff_ms * (0.75 + 0.25 * deps.random());
  const delay_ms = Math.round(Math.max(jittered_ms, failure.retry_after_ms ?? 0));
  return [
    {
      type: "session.error",
      error: {
        ...error,
        retry_status: { type: "retrying", attempt, max_attempts: max_retries, delay_ms },
      },
    },
    {
      type: "session.status_rescheduled",
      retry_at: new Date(deps.now() + delay_ms).toISOString(),
    },
  ];
}

/** Partial frames of one model call. Their event ids are those that the final events will carry. */
class Preview {
  readonly message_id: string;
  first_at: number | null = null;
  readonly #deps: TurnDeps;
  readonly #ids = new Map<number, string>();

  constructor(deps: TurnDeps) {
    this.#deps = deps;
    this.message_id = deps.newId("msg");
  }

  show(piece: Piece): void {
    const id = this.#id(piece.index);
    if (piece.started) {
      const type = piece.type === "text" ? "agent.message" : "agent.thinking";
      this.#deps.publish({ type: "event_start", event: { type, id }, message_id: this.message_id });
      return;
    }
    this.first_at ??= this.#deps.now();
    this.#deps.publish({
      type: "event_delta",
      event_id: id,
      delta: {
        type: "content_delta",
        index: 0,
        content: { type: piece.type, text: piece.text },
      },
    });
  }

  place(index: number): { id: string; message_id: string } {
    return { id: this.#id(index), message_id: this.message_id };
  }

  #id(index: number): string {
    const known = this.#ids.get(index);
    if (known !== undefined) return known;
    const id = this.#deps.newId("sevt");
    this.#ids.set(index, id);
    return id;
  }
}
