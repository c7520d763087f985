// Bytes and texts without a pattern, the same for the same seed: what compression does little to.

export function noise(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let word = seed;
  for (let at = 0; at < length; at += 1) {
    word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = word >>> 24;
  }
  return bytes;
}

/** A text of so many characters, each of three bytes, that shrinks to 60 %: no long text shrinks much less. */
export function noisyText(chars: number, seed: number): string {
  const units = new Uint16Array(noise(2 * chars, seed).buffer);
  return Array.from(units, (unit) => String.fromCharCode(0x4e00 + (unit % 20_000))).join("");
}
