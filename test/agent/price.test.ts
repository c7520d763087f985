import { expect, it } from "vitest";
import { costUsd } from "../../src/agent/price.ts";

const usage = (input: number, output = 0, write = 0, read = 0) => ({
  input_tokens: input,
  output_tokens: output,
  cache_creation_input_tokens: write,
  cache_read_input_tokens: read,
});

it.each([
  ["claude-sonnet-5-5", usage(1_000_000), 2],
  ["claude-sonnet-5-5", usage(0, 1_000_000), 10],
  ["claude-sonnet-5-5", usage(0, 0, 1_000_000), 2.5],
  ["claude-sonnet-5-5", usage(0, 0, 0, 1_000_000), 0.1],
  ["claude-sonnet-4-5-20250929", usage(1_000_000), 3],
  ["claude-haiku-5-5", usage(100_000), 0.01],
  ["claude-haiku-5-5", usage(100_001), 0.0500005],
  ["offline-sonnet", usage(1_000_000, 1_000_000), 0],
])("[COST-2] %s is priced by the dated table", (model, tokens, dollars) => {
  expect(costUsd(model, tokens)).toBeCloseTo(dollars, 9);
});

it("[COST-1] a model that is not in the table costs null", () => {
  expect(costUsd("claude-of-tomorrow", usage(1))).toBeNull();
});
