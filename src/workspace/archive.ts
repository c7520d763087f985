// The tar inside a byte stream, gunzipped if need be, with a count of every byte that comes out: a
// bomb is stopped when it has unpacked to the limit, whatever it still holds.
import { LedgeError } from "../contract/errors.ts";
import { IMPORT_BYTES_MAX } from "../contract/limits.ts";

/**
 * Bytes given to gunzip at once: it makes up to a thousand times as many of them before it rests.
 */
const PIECE_BYTES = 16 * 1024;
const GZIP_MAGIC = [0x1f, 0x8b];

export interface OpenedArchive {
  readonly tar: ReadableStream<Uint8Array>;
  /** Why `tar` broke off, when that was for its size: pipes do not always pass an error on. */
  overflow(): LedgeError | undefined;
}

/** Takes over the stream: it is read to its end, or cancelled when `tar` is. */
export async function openArchive(stream: ReadableStream<Uint8Array>): Promise<OpenedArchive> {
  const reader = stream.getReader();
  const head: Uint8Array[] = [];
  const start: number[] = [];
  while (start.length < GZIP_MAGIC.length) {
    const { done, value } = await reader.read();
    if (done) break;
    head.push(value);
    start.push(...value.subarray(0, GZIP_MAGIC.length));
  }
  const isGzip = GZIP_MAGIC.every((byte, index) => start[index] === byte);
  const pieces = streamOf(inPieces(head, reader));
  const bytes = isGzip ? pieces.pipeThrough(new DecompressionStream("gzip")) : pieces;
  let overflow: LedgeError | undefined;
  let count = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      count += chunk.byteLength;
      if (count > IMPORT_BYTES_MAX) {
        const limit = `IMPORT_BYTES_MAX is ${IMPORT_BYTES_MAX} bytes unpacked`;
        overflow = new LedgeError("too_large", `the archive is too large: ${limit}`);
        throw overflow;
      }
      controller.enqueue(chunk);
    },
  });
  return { tar: bytes.pipeThrough(counted), overflow: () => overflow };
}

function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}

async function* inPieces(
  head: Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (const chunk of head) yield* split(chunk);
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield* split(next.value);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function* split(chunk: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < chunk.byteLength; at += PIECE_BYTES) {
    yield chunk.subarray(at, at + PIECE_BYTES);
  }
}
