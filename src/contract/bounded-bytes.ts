// Reading what a stranger sends, and never more of it than was said beforehand.

/** All that the reader gives; null as soon as that is more than `bytes_max`. Rejects as the reader does. */
export async function boundedBytes(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  bytes_max: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  let bytes = new Uint8Array(0);
  let size_bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, size_bytes);
    const place = size_bytes;
    size_bytes += value.byteLength;
    if (size_bytes > bytes_max) return null;
    // Chunks are not kept: a body sent byte by byte would hold a buffer for each of them.
    if (size_bytes > bytes.byteLength) {
      const grown = new Uint8Array(Math.max(size_bytes, 2 * bytes.byteLength));
      grown.set(bytes.subarray(0, place));
      bytes = grown;
    }
    bytes.set(value, place);
  }
}
