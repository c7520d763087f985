// One model call of a turn: recorded before it is made, streamed while it runs, recorded when it has
// ended, with every block as the model sent it.
import type { EventDraft } from "../contract/event.ts";
import type { ModelAnswer, Piece } from "./claude.ts";
import { driftOf, fingerprintOf } from "./drift.ts";
import { answeredSpan, failedSpan, type SpanEnd, turnOf } from "./ending.ts";
import { buildRequest } from "./prompt.ts";
import { failureEvents } from "./retry.ts";
import type { SessionState } from "./state.ts";
import type { TurnDeps } from "./turn.ts";

/** Asks the model for the turn's next answer. */
export async function callModel(deps: TurnDeps): Promise<void> {
  const { config, turn } = deps.state();
  if (turn === null) return;
  const start_id = deps.newId("sevt");
  const started_at = deps.now();
  const request = buildRequest(config, deps.transcript());
  const before = deps.fingerprint.get();
  const fingerprint = fingerprintOf(request);
  deps.append(
    [
      {
        type: "span.model_request_start",
        id: start_id,
        model: config.model,
        step: turn.steps + 1,
        attempt: turn.failures + 1,
        purpose: "turn",
        cache_drift: before === null ? null : driftOf(before, fingerprint),
      },
    ],
    () => deps.fingerprint.set(fingerprint),
  );
  const preview = new Preview(deps);
  const answer = await deps.model({
    request,
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
  const refused = answer.kind === "answer" && answer.stop_reason === "refusal";
  deps.append(
    eventsOf(answer, state, end, preview, deps),
    // A refused turn is left out of what follows, on purpose.
    refused ? () => deps.fingerprint.set(null) : undefined,
  );
}

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
        ...answer.blocks.map((block, index) => blockEvent(block, index, preview, state, deps)),
        answeredSpan(end, answer, {
          message_id: answer.blocks.length === 0 ? null : preview.message_id,
          is_error: false,
        }),
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
  deps: TurnDeps,
): EventDraft {
  const place = preview.place(index);
  switch (block.type) {
    case "tool_use": {
      const name = String(block.name);
      const use = { ...place, name, input: block.input, block };
      const custom = state.config.custom_tools.find((tool) => tool.name === name);
      if (custom === undefined) return { type: "agent.tool_use", ...use };
      const { timeout_seconds } = custom;
      const timeout_ms =
        timeout_seconds === undefined ? deps.limits.client_tool_timeout_ms : timeout_seconds * 1000;
      const deadline = new Date(deps.now() + timeout_ms).toISOString();
      return { type: "agent.custom_tool_use", ...use, deadline };
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
