// offline-script plays a JSON list of steps out of the prompt, one step per model call.
//
// The list stands in the last user message that has one: from its first `[` that a `{` or `]`
// follows, to the last `]`. Step i is played at the i-th model call after that message (later user
// messages without a list go on with it); past the end of the list the answer is the text "done".
// A step is an object of these fields, all optional; others are refused.
//
//   thinking     text of a signed thinking block, which comes first
//   text         text of a text block; `{{last_result}}` in it becomes the last tool result's text
//   tools        [{ name, input? }]: tool calls, which come last, offered or not, as models err
//   stop_reason  of the API's; without it `tool_use` when there are tools, else `end_turn`
//   chunks       pieces the text is streamed in; without it four words a piece
//   delay_ms     waited before each delta; 0 without it
//   cut_after    the stream breaks off after so many deltas …
//   cut_times    … only while the client's retry count is below this; always without it
//   error        { status, type, message, retry_after?, times? }: the call fails with this instead,
//                while the retry count is below `times`, or always without it; `retry_after` in
//                seconds. With cut_after it comes as an `error` event after so many deltas.
//
// The retry count is the request's header `x-stainless-retry-count`. Example, two model calls:
// [{"tools":[{"name":"Bash","input":{"command":"ls"}}]}, {"text":"It says: {{last_result}}"}]
import { z } from "zod";
import {
  OFFLINE_CHUNKS_MAX,
  OFFLINE_DELAY_MS_MAX,
  OFFLINE_SCRIPT_STEPS_MAX,
} from "../../contract/limits.ts";
import {
  type Answer,
  type AnswerBlock,
  answer,
  type Ending,
  evenPieces,
  say,
  text,
  thinking,
  toolUse,
} from "../answer.ts";
import type { Conversation } from "../conversation.ts";
import { type Failure, invalid } from "../failure.ts";
import { answersTo, asksForSummary, instructionsIn, summarize } from "./summarize.ts";

const count = z.int().nonnegative();

const stepSchema = z.strictObject({
  thinking: z.string().min(1).optional(),
  text: z.string().optional(),
  tools: z
    .array(
      z.strictObject({ name: z.string(), input: z.record(z.string(), z.unknown()).default({}) }),
    )
    .default([]),
  stop_reason: z
    .enum([
      "end_turn",
      "max_tokens",
      "stop_sequence",
      "tool_use",
      "pause_turn",
      "refusal",
      "model_context_window_exceeded",
    ])
    .optional(),
  chunks: z.int().positive().max(OFFLINE_CHUNKS_MAX).optional(),
  delay_ms: count.max(OFFLINE_DELAY_MS_MAX).default(0),
  cut_after: count.optional(),
  cut_times: count.optional(),
  error: z
    .strictObject({
      status: z.int().min(400).max(599),
      type: z.string(),
      message: z.string(),
      retry_after: count.optional(),
      times: count.optional(),
    })
    .optional(),
});

type Step = z.output<typeof stepSchema>;

const scriptSchema = z.array(stepSchema).max(OFFLINE_SCRIPT_STEPS_MAX);

const EXPECTED =
  'offline-script: expected a JSON list of steps in a user message, such as [{"text":"hello"}]';

export function playScript(conversation: Conversation): Answer | Failure {
  if (asksForSummary(conversation)) return playSummary(conversation);
  const prompt = conversation.all_prompts.findLast(({ text: said }) => /\[\s*[{\]]/.test(said));
  if (prompt === undefined) return invalid(`${EXPECTED}; found none`);
  const script = parseScript(prompt.text);
  if (typeof script === "string") return invalid(`${EXPECTED}; ${script}`);
  const step = script[answersTo(prompt, conversation)];
  return step === undefined ? say("done") : playStep(step, conversation);
}

/** A summary's instructions may hold a list too, of one step: how the summary comes out. */
function playSummary(conversation: Conversation): Answer | Failure {
  const script = parseScript(instructionsIn(conversation.prompt));
  const step = typeof script === "string" ? undefined : script[0];
  return step === undefined ? summarize(conversation) : playStep(step, conversation);
}

/** The steps, or what is wrong with them. */
function parseScript(said: string): Step[] | string {
  try {
    const parsed = scriptSchema.safeParse(
      JSON.parse(said.slice(said.search(/\[\s*[{\]]/), said.lastIndexOf("]") + 1)),
    );
    if (parsed.success) return parsed.data;
    return parsed.error.issues
      .map(({ path, message }) => `${path.join(".")}: ${message}`)
      .join("; ");
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function playStep(step: Step, conversation: Conversation): Answer | Failure {
  const { error, cut_after, stop_reason, delay_ms } = step;
  const { retry_count } = conversation;
  const failure = error && retry_count < (error.times ?? Infinity) ? failureOf(error) : null;
  if (failure !== null && cut_after === undefined) return failure;
  return answer(blocksOf(step, conversation), {
    delay_ms,
    ending: endingOf(step, retry_count, failure),
    ...(stop_reason === undefined ? {} : { stop_reason }),
  });
}

function endingOf(step: Step, retry_count: number, failure: Failure | null): Ending | null {
  const { error, cut_after, cut_times } = step;
  if (cut_after === undefined) return null;
  if (failure !== null) return { kind: "error", after_deltas: cut_after, failure };
  const isCut = error === undefined && retry_count < (cut_times ?? Infinity);
  return isCut ? { kind: "cut", after_deltas: cut_after } : null;
}

function failureOf({ retry_after, status, type, message }: NonNullable<Step["error"]>): Failure {
  const failure = { kind: "failure", status, type, message } as const;
  return retry_after === undefined ? failure : { ...failure, retry_after_seconds: retry_after };
}

function blocksOf(step: Step, { all_calls }: Conversation): AnswerBlock[] {
  const said = step.text?.replaceAll("{{last_result}}", () => all_calls.at(-1)?.result ?? "") ?? "";
  const pieces = step.chunks === undefined ? null : evenPieces(said, step.chunks);
  return [
    ...(step.thinking === undefined ? [] : [thinking(step.thinking)]),
    ...(said === "" ? [] : [pieces === null ? text(said) : ({ type: "text", pieces } as const)]),
    ...step.tools.map(({ name, input }) => toolUse(name, input)),
  ];
}
