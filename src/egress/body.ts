// Reading what a stranger sends: no more than so many bytes, and no longer than a signal allows.

/**
 * The body of a response, decompressed; null when it has more than `bytes_max`, of which nothing more
 * is read then. Rejects when the connection breaks, and when the signal is aborted, also while
 * nothing comes.
 */
export async function boundedBytes(
  response: Response,
  bytes_max: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (response.body === null) return new Uint8Array(0);
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  try {
    return await orAborted(signal, allOf(reader, bytes_max));
  } finally {
    // Closes the connection of a body that was not read to its end. It may break while it closes.
    reader.cancel().catch(() => {});
  }
}

async function allOf(
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

/** What the work comes to; rejects with the signal's reason once that is aborted, work or no work. */
async function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
