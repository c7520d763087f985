// Deflating and inflating on workerd itself, around the sizes at which its buffers grow.
import { expect, it } from "vitest";
import { DEFLATED_BYTES_MAX } from "../src/contract/limits.ts";
import { deflated, inflated } from "../src/deflate.ts";
import { noise } from "./support/noise.ts";

const POWERS = Array.from({ length: 17 }, (_, index) => 2 ** (index + 6));
const SIZES = [...POWERS.flatMap((size) => [size - 1, size, size + 1]), DEFLATED_BYTES_MAX];

it.each([1, 2, 16, 100])(
  "[COMPRESS-1] bytes of %i values come back at every size at which a buffer grows",
  (values) => {
    const source = noise(DEFLATED_BYTES_MAX, 7).map((byte) => byte % values);
    let count = 0;
    for (const size_bytes of SIZES) {
      const plain = source.subarray(0, size_bytes);
      const small = deflated(plain);
      if (small === null) continue;
      count += 1;
      const made = inflated(small, size_bytes);
      expect(made !== null && Buffer.compare(made, plain) === 0).toBe(true);
      expect(inflated(small, size_bytes + 1)).toBeNull();
      expect(inflated(small, size_bytes - 1)).toBeNull();
    }
    expect(count).toBeGreaterThan(POWERS.length);
  },
);

it("[COMPRESS-2] bytes that would inflate to far more than they should are stopped", () => {
  const bomb = deflated(new Uint8Array(DEFLATED_BYTES_MAX));
  expect(bomb?.byteLength).toBeLessThan(50_000);
  for (const size_bytes of [0, 1, 1000, -1, 2 ** 32 - 1, Number.NaN]) {
    expect(inflated(bomb ?? new Uint8Array(), size_bytes)).toBeNull();
  }
  expect(deflated(new Uint8Array(DEFLATED_BYTES_MAX + 1))).toBeNull();
});
