// Reading what somebody else's server answers: so many bytes, and no longer than a signal allows.
import { boundedBytes } from "../contract/bounded-bytes.ts";

/**
 * The body of a response, decompressed; null when it has more than `bytes_max`, of which nothing more
 * is read then. Rejects when the connection breaks, and when the signal is aborted, also while
 * nothing comes.
 */
export async function bodyOf(
  response: Response,
  bytes_max: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (response.body === null) return new Uint8Array(0);
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  try {
    return await orAborted(signal, boundedBytes(reader, bytes_max));
  } finally {
    // Closes the connection of a body that was not read to its end. It may break while it closes.
    reader.cancel().catch(() => {});
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
