// What model calls cost, by list price: the one table to edit when prices change. A model that is not
// in it costs null, never zero. Source: platform.claude.com/docs/en/about-claude/pricing, last compared
// on the day that PRICES_AS_OF (contract/metrics.ts) names.
import type { ModelUsage } from "../contract/event.ts";

/** US dollars for a million tokens; a five-minute cache write costs 1.25 times the input price. */
interface Price {
  readonly input: number;
  readonly output: number;
  readonly cache_read: number;
  /** Prices of a request whose whole prompt is longer than so many tokens. */
  readonly long?: { readonly above_tokens: number } & Omit<Price, "long">;
}

const CACHE_WRITE_FACTOR = 1.25;
const TOKENS_PRICED = 1_000_000;

const FREE: Price = { input: 0, output: 0, cache_read: 0 };

/** Model name, without the date a snapshot's name ends in → price. The offline models cost nothing. */
const PRICES: Readonly<Record<string, Price>> = {
  "claude-fable-5-1": { input: 10, output: 50, cache_read: 0.25 },
  "claude-mythos-5-1": { input: 10, output: 50, cache_read: 0.25 },
  "claude-fable-5": { input: 10, output: 50, cache_read: 1 },
  "claude-mythos-5": { input: 10, output: 50, cache_read: 1 },
  "claude-opus-5-5": { input: 4, output: 20, cache_read: 0.2 },
  "claude-opus-5": { input: 5, output: 25, cache_read: 0.5 },
  "claude-opus-4-8": { input: 5, output: 25, cache_read: 0.5 },
  "claude-opus-4-7": { input: 5, output: 25, cache_read: 0.5 },
  "claude-opus-4-6": { input: 5, output: 25, cache_read: 0.5 },
  "claude-opus-4-5": { input: 5, output: 25, cache_read: 0.5 },
  "claude-sonnet-5-5": { input: 2, output: 10, cache_read: 0.1 },
  "claude-sonnet-5": { input: 2, output: 10, cache_read: 0.2 },
  "claude-sonnet-4-6": { input: 3, output: 15, cache_read: 0.3 },
  "claude-sonnet-4-5": { input: 3, output: 15, cache_read: 0.3 },
  "claude-haiku-5-5": {
    input: 0.1,
    output: 0.5,
    cache_read: 0.01,
    long: { above_tokens: 100_000, input: 0.5, output: 2.5, cache_read: 0.05 },
  },
  "claude-haiku-4-5": { input: 1, output: 5, cache_read: 0.1 },
};

function priceOf(model: string): Price | undefined {
  if (model.startsWith("offline-")) return FREE;
  return PRICES[model.replace(/-\d{8}$/, "")];
}

/** The list price of one model call in US dollars; null when the model's price is not known. */
export function costUsd(model: string, usage: ModelUsage): number | null {
  const price = priceOf(model);
  if (price === undefined) return null;
  const prompt_tokens =
    usage.input_tokens + usage.cache_creation_input_tokens + usage.cache_read_input_tokens;
  const rate =
    price.long !== undefined && prompt_tokens > price.long.above_tokens ? price.long : price;
  const dollars =
    usage.input_tokens * rate.input +
    usage.cache_creation_input_tokens * rate.input * CACHE_WRITE_FACTOR +
    usage.cache_read_input_tokens * rate.cache_read +
    usage.output_tokens * rate.output;
  return dollars / TOKENS_PRICED;
}
