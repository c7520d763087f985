// Answers that stop for another reason than being done: at the limit, refused, or without a word.
import { type Answer, answer, fitAnswer, text } from "../answer.ts";

const OWN_TOKENS_MAX = 64;

/** This model cannot say more than 64 tokens, and always has more to say. */
export function maxTokens(): Answer {
  const numbers = Array.from({ length: 10 * OWN_TOKENS_MAX }, (_, index) => index + 1).join(" ");
  return fitAnswer(answer([text(`I count as far as I can: ${numbers}`)]), OWN_TOKENS_MAX);
}

export function refusal(): Answer {
  return answer([text("I began to answer, and")], {
    stop_reason: "refusal",
    stop_details: {
      type: "refusal",
      category: "general_harms",
      explanation: "The offline model refuses every request, to show what a refusal looks like.",
    },
  });
}

export function empty(): Answer {
  return answer([]);
}
