// A long stream for benchmarks and for clients that leave: so many chunks of so many words, so far
// apart. The words are counting numbers, so that a reader can tell a missing or doubled chunk.
import {
  OFFLINE_CHUNK_WORDS_MAX,
  OFFLINE_CHUNKS_MAX,
  OFFLINE_DELAY_MS_MAX,
} from "../../contract/limits.ts";
import { type Answer, answer } from "../answer.ts";
import { type Conversation, numberInPrompt } from "../conversation.ts";

export function longStream(conversation: Conversation): Answer {
  const chunks = numberInPrompt(conversation, "chunks", { default: 20, max: OFFLINE_CHUNKS_MAX });
  const size = numberInPrompt(conversation, "size", { default: 5, max: OFFLINE_CHUNK_WORDS_MAX });
  const delay_ms = numberInPrompt(conversation, "delay_ms", {
    default: 0,
    max: OFFLINE_DELAY_MS_MAX,
  });
  const pieces = Array.from({ length: chunks }, (_, chunk) =>
    Array.from({ length: size }, (_, word) => `${chunk * size + word + 1} `).join(""),
  );
  return answer([{ type: "text", pieces }], { delay_ms });
}
