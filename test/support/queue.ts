// The queue between sessions and D1 as tests play it: what is delivered, how often and in what order
// is theirs to say, from a seed.
import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { consume } from "../../src/jobs/consume.ts";

/** Delivers messages as one batch to a consumer, that of rows if not said, and says what became of each. */
export async function deliver(
  bodies: readonly unknown[],
  bindings: Env = env,
  consumer: typeof consume = consume,
) {
  const messages = bodies.map((body, n) => ({
    id: String(n),
    timestamp: new Date(0),
    attempts: 1,
    body,
  }));
  const batch = createMessageBatch<unknown>("ledge-events", messages);
  await consumer(batch, bindings);
  return getQueueResult(batch, createExecutionContext());
}

/** A generator of numbers in [0, 1) that a seed repeats. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
