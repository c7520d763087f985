// Byte streams as async iterations, which know whether they are ahead of their reader.

const NEWLINE = 0x0a;

/** Pulled one by one: the chunks are not asked for before the stream is read, and are closed with it. */
export function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** The same bytes in chunks of at most so many. */
export async function* inPieces(
  chunks: AsyncIterable<Uint8Array>,
  bytesMax: number,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength; at += bytesMax) {
      yield chunk.subarray(at, at + bytesMax);
    }
  }
}

/** All the bytes as one. Throws a RangeError once there are more than `bytesMax`. */
export async function collect(
  chunks: AsyncIterable<Uint8Array>,
  bytesMax: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.byteLength;
    if (length > bytesMax) throw new RangeError(`more than ${bytesMax} bytes`);
    kept.push(chunk.slice());
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of kept) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** The bytes as text. Throws a TypeError for what is no UTF-8. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** How many lines end in the chunk. */
export function newlines(chunk: Uint8Array): number {
  let count = 0;
  for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
