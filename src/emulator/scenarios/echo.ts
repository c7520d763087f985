// The plain answer: it says that no Claude is behind it and gives back what it was told.
import { type Answer, say } from "../answer.ts";
import type { Conversation } from "../conversation.ts";

const ECHO_CHARS_MAX = 200;

export function echo({ model, prompt, message_count }: Conversation): Answer {
  // By characters, not units: half a surrogate pair would be refused when it comes back.
  const echoed = Array.from(prompt.trim()).slice(0, ECHO_CHARS_MAX).join("");
  const messages = message_count === 1 ? "1 message" : `${message_count} messages`;
  return say(
    [
      `This is ${model}, an offline model: no Claude wrote this answer.`,
      `You said: "${echoed}". This conversation has ${messages} so far.`,
    ].join(" "),
  );
}
