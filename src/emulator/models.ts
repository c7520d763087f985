// The offline models: every name starts with `offline-`, so that no place which shows a model's
// name can pass its answer off as Claude's.
import type { ModelInfo } from "@anthropic-ai/sdk/resources/models";

/** Each model with one sentence on what it does; `scenario.ts` plays them. */
export const OFFLINE_MODELS = {
  "offline-sonnet":
    "Answers four questions about a workspace with real tool rounds, and echoes the rest.",
  "offline-parallel": "Calls Bash three times in one message, then reports the results.",
  "offline-thinking":
    "Thinks before it answers; with the word `tool` in the prompt it calls Bash in between.",
  "offline-stream": "Streams a long text, as `chunks=20 delay_ms=0 size=5` in the prompt says.",
  "offline-script": "Plays the JSON list of steps that the prompt holds.",
  "offline-max-tokens": "Cannot say more than 64 tokens: every answer stops with max_tokens.",
  "offline-refusal": "Stops with a refusal.",
  "offline-empty": "Ends its turn without a word.",
  "offline-rate-limited":
    "Fails with 429 and retry-after; `times=N` in the prompt ends that after N retries.",
  "offline-overloaded": "Fails with 529; takes `times=N`.",
  "offline-error": "Fails with 500; takes `times=N`.",
  "offline-cut": "Its stream breaks off after a few deltas; takes `times=N`.",
  "offline-stream-error": "Sends an error event after a few deltas; takes `times=N`.",
  "offline-stall": "Falls silent after a few deltas and keeps the stream open; takes `times=N`.",
  "offline-context": "Has a window of one token, or of `window=N`: longer prompts are refused.",
} as const;

export type OfflineModel = keyof typeof OFFLINE_MODELS;

/** Answers sessions that name no model when no API key is set. */
export const OFFLINE_DEFAULT_MODEL = "offline-sonnet" satisfies OfflineModel;

export function isOfflineModel(name: string): name is OfflineModel {
  return Object.hasOwn(OFFLINE_MODELS, name);
}

/** The answer of `GET /v1/models`: one page with all of them. */
export function modelList() {
  const data = Object.entries(OFFLINE_MODELS).map(
    ([id, display_name]): ModelInfo => ({
      type: "model",
      id,
      display_name,
      created_at: "1970-01-01T00:00:00Z",
      lifecycle: "active",
      line: null,
      capabilities: null,
      max_input_tokens: null,
      max_tokens: null,
      deprecated_at: null,
      retires_at: null,
    }),
  );
  return { data, has_more: false, first_id: data[0]?.id, last_id: data.at(-1)?.id };
}
