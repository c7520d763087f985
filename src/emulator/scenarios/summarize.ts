// The answer to a request for a summary, whatever the model's scenario: short, and with the one thing
// that a script must know to go on behind it, namely how many of its steps have been played.
import { type Answer, say } from "../answer.ts";
import type { Conversation, Prompt } from "../conversation.ts";

const ASKED = /Write a summary of this conversation, for yourself/;
const INSTRUCTIONS = /\nAbove all: ([\s\S]*)$/;
const PLAYED = /Answers given to the last request: (\d+)\./;
/** What a client says behind an answer that was not the last word, or behind none. */
const ASKED_ON = /^Your answer was cut off/;
/** What a client puts between a summary and the request that it is still working on. */
const STILL_WORKING = /^This is what you are working on now/;

/** True when the last prompt asks for a summary. */
export function asksForSummary({ prompt }: Conversation): boolean {
  return ASKED.test(prompt);
}

/** What the one who asked wants the summary to keep; empty without it. */
export function instructionsIn(text: string): string {
  return ASKED.test(text) ? (INSTRUCTIONS.exec(text)?.[1] ?? "") : "";
}

export function summarize(conversation: Conversation): Answer {
  const { all_prompts, all_calls, prompt } = conversation;
  const request = all_prompts.findLast(({ text }) => !ASKED.test(text) && /\[\s*[{\]]/.test(text));
  const told = prompt.slice(Math.max(0, prompt.lastIndexOf("[user]\n[{")));
  const told_as_text = told.match(/^\[assistant\]$/gm)?.length ?? 0;
  const played = request === undefined ? told_as_text : answersTo(request, conversation);
  return say(
    [
      `Summary by ${conversation.model}, no Claude wrote it: ${all_prompts.length - 1} messages and`,
      `${all_calls.length} calls came before. Answers given to the last request: ${played}.`,
    ].join(" "),
  );
}

/**
 * How often a prompt has been answered: since it stands there, without a word too, and before a
 * summary that it was carried over.
 */
export function answersTo(prompt: Prompt, { turn_count, all_prompts }: Conversation): number {
  const silent = all_prompts.filter(
    ({ text, turns_before }, index) =>
      ASKED_ON.test(text) &&
      index > all_prompts.indexOf(prompt) &&
      turns_before === all_prompts[index - 1]?.turns_before,
  ).length;
  const since = turn_count - prompt.turns_before + silent;
  const before = all_prompts.slice(0, all_prompts.indexOf(prompt));
  const carried = before.findLastIndex(({ text }) => STILL_WORKING.test(text));
  const summary = carried < 1 || prompt.turns_before > 0 ? undefined : before[carried - 1];
  return since + Number(PLAYED.exec(summary?.text ?? "")?.[1] ?? 0);
}
