// Which scenario answers: the model's name decides first, and for the default model the prompt. A
// scenario is a pure function from the conversation so far to the next answer, or to a failure.
import type { Answer } from "./answer.ts";
import type { Conversation } from "./conversation.ts";
import type { Failure } from "./failure.ts";
import { isOfflineModel, type OfflineModel } from "./models.ts";
import { analyzeFile } from "./scenarios/analyze-file.ts";
import { countLines } from "./scenarios/count-lines.ts";
import { echo } from "./scenarios/echo.ts";
import {
  contextExceeded,
  cut,
  overloaded,
  rateLimited,
  serverError,
  stall,
  streamError,
} from "./scenarios/failures.ts";
import { listFiles } from "./scenarios/list-files.ts";
import { longStream } from "./scenarios/long-stream.ts";
import { parallelCalls } from "./scenarios/parallel-calls.ts";
import { playScript } from "./scenarios/script.ts";
import { searchLog } from "./scenarios/search-log.ts";
import { empty, maxTokens, refusal } from "./scenarios/stops.ts";
import { asksForSummary, summarize } from "./scenarios/summarize.ts";
import { thinkFirst } from "./scenarios/think-first.ts";

type Scenario = (conversation: Conversation) => Answer | Failure;

/** A scenario for prompts of one form; it gets what the form captured. */
interface Question {
  readonly form: RegExp;
  readonly answer: (conversation: Conversation, captured: readonly string[]) => Answer;
}

const QUESTIONS: readonly Question[] = [listFiles, analyzeFile, searchLog, countLines];

const SCENARIOS: Record<OfflineModel, Scenario> = {
  "offline-sonnet": answerQuestion,
  "offline-parallel": parallelCalls,
  "offline-thinking": thinkFirst,
  "offline-stream": longStream,
  "offline-script": playScript,
  "offline-max-tokens": maxTokens,
  "offline-refusal": refusal,
  "offline-empty": empty,
  "offline-rate-limited": rateLimited,
  "offline-overloaded": overloaded,
  "offline-error": serverError,
  "offline-cut": cut,
  "offline-stream-error": streamError,
  "offline-stall": stall,
  "offline-context": contextExceeded,
};

/** The next answer of this conversation. Its model has been checked. */
export function play(conversation: Conversation): Answer | Failure {
  const { model } = conversation;
  if (!isOfflineModel(model)) throw new Error(`no offline model: ${model}`);
  return SCENARIOS[model](conversation);
}

function answerQuestion(conversation: Conversation): Answer {
  if (asksForSummary(conversation)) return summarize(conversation);
  for (const { form, answer } of QUESTIONS) {
    const match = form.exec(conversation.prompt);
    if (match !== null) return answer(conversation, match.slice(1));
  }
  return echo(conversation);
}
