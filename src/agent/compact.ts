// Compaction: the model summarises the context, and the summary stands in its place from then on. The
// log keeps every original. A summary that is no shorter than what it stands for is not taken.
import type { MessageCreateParamsStreaming } from "@anthropic-ai/sdk/resources/messages/messages";
import { textsOf } from "../contract/content.ts";
import type { CompactionTrigger, EventDraft, EventOf } from "../contract/event.ts";
import { COMPACTION_LEVELS } from "../contract/limits.ts";
import type { ModelAnswer } from "./claude.ts";
import { answeredSpan, failedSpan, turnOf } from "./ending.ts";
import { buildRequest } from "./prompt.ts";
import { failureEvents, overflowEvents } from "./retry.ts";
import { CHARS_PER_TOKEN, type SessionState } from "./state.ts";
import { summaryRequest } from "./summary.ts";
import { emptyTranscript, extend } from "./transcript.ts";
import type { TurnDeps } from "./turn.ts";

const LEFT_OUT = "(It was too long to be summarised and is left out.)";

type Compacted = Omit<EventDraft<"session.compacted">, "id">;

/** Makes the context smaller, by one model call; the last resort leaves everything out without one. */
export async function compactContext(deps: TurnDeps, trigger: CompactionTrigger): Promise<void> {
  const { config, compaction, turn: before } = deps.state();
  if (before === null) return;
  const level = trigger === "overflow" ? Math.max(1, before.overflows) : before.overflows;
  if (level >= COMPACTION_LEVELS) {
    const event = await compacted(deps, trigger, null);
    if (deps.state().turn?.number === before.number) deps.append([event]);
    return;
  }
  const start_id = deps.newId("sevt");
  const started_at = deps.now();
  deps.append([
    {
      type: "span.model_request_start",
      id: start_id,
      model: config.model,
      step: before.steps + 1,
      attempt: before.failures + 1,
      purpose: "compaction",
    },
  ]);
  const answer = await deps.model({
    request: summaryRequest(config, deps.transcript(), {
      level,
      instructions: compaction?.instructions ?? null,
      compact_at_tokens: config.sdk_options.compact_at_tokens ?? deps.limits.compact_at_tokens,
    }),
    signal: deps.signal(),
    timeout_ms: config.timeout_seconds * 1000,
    retries: before.failures,
    onPiece: () => {},
  });
  const summary = answer.kind === "answer" ? summaryOf(answer) : null;
  const event = summary === null ? null : await compacted(deps, trigger, summary);
  const state = deps.state();
  // The turn was ended from outside meanwhile: its call is closed already.
  if (state.turn?.request?.id !== start_id) return;
  const taken = event !== null && event.post_tokens < event.pre_tokens ? event : null;
  deps.append(
    [
      spanEnd(deps, answer, { start_id, started_at, is_error: taken === null }),
      ...(taken === null ? failed(deps, state, trigger, answer, summary) : [taken]),
    ],
    taken === null ? undefined : () => deps.fingerprint.set(null),
  );
}

/** The summary of an answer; null when there is none in it. */
function summaryOf(answer: Extract<ModelAnswer, { kind: "answer" }>): string | null {
  if (answer.stop_reason === "refusal") return null;
  const summary = textsOf(answer.blocks).join("\n\n").trim();
  return summary === "" ? null : summary;
}

/** What the log is going to say, with the size of the context before and after. */
async function compacted(
  deps: TurnDeps,
  trigger: CompactionTrigger,
  summary: string | null,
): Promise<Compacted> {
  const state = deps.state();
  const turn = turnOf(state);
  const measured =
    trigger === "overflow" ? estimate(buildRequest(state.config, deps.transcript())) : 0;
  const event: Compacted = {
    type: "session.compacted",
    turn: turn.number,
    trigger,
    summary: summary ?? LEFT_OUT,
    inputs: [...turn.inputs],
    pre_tokens: Math.max(state.context.tokens, measured),
    post_tokens: 0,
    is_summarized: summary !== null,
  };
  const after = emptyTranscript(deps.inputAt);
  extend(after, { ...event, seq: 0, id: "", created_at: "" } as EventOf<"session.compacted">);
  const smaller = buildRequest(state.config, after);
  return { ...event, post_tokens: (await deps.countTokens(smaller)) ?? estimate(smaller) };
}

function estimate({ system, tools, messages }: MessageCreateParamsStreaming): number {
  return Math.ceil(JSON.stringify([system, tools, messages]).length / CHARS_PER_TOKEN);
}

function spanEnd(
  deps: TurnDeps,
  answer: ModelAnswer,
  call: { start_id: string; started_at: number; is_error: boolean },
): EventDraft {
  const { start_id, started_at, is_error } = call;
  const end = {
    type: "span.model_request_end" as const,
    model_request_start_id: start_id,
    time_to_first_token_ms: null,
    duration_ms: deps.now() - started_at,
  };
  if (answer.kind !== "answer") return failedSpan(end, deps.state().config.model);
  return answeredSpan(end, answer, { message_id: null, is_error });
}

/** What follows when there is no summary to take: another way, another time, or going on without. */
function failed(
  deps: TurnDeps,
  state: SessionState,
  trigger: CompactionTrigger,
  answer: ModelAnswer,
  summary: string | null,
): EventDraft[] {
  const turn = turnOf(state);
  if (turn.interrupted || answer.kind === "aborted") return [];
  if (answer.kind === "answer") {
    const reason =
      summary === null
        ? `the model wrote no summary (it stopped with ${answer.stop_reason})`
        : "the summary is no shorter than what it stands for";
    if (trigger !== "overflow") return [givenUp(turn.number, trigger, reason)];
    return overflowEvents({ type: "context_overflow_error", message: reason }, state, deps);
  }
  const events = failureEvents(answer.failure, state, deps);
  const spent = events.some((event) => event.type === "session.status_idle");
  if (!spent || trigger === "overflow") return events;
  // Nobody needs this summary now: the turn goes on without.
  return [
    ...events.filter((event) => event.type !== "session.status_idle"),
    givenUp(turn.number, trigger, answer.failure.message),
  ];
}

function givenUp(turn: number, trigger: CompactionTrigger, reason: string): EventDraft {
  return { type: "session.compaction_failed", turn, trigger, reason };
}
