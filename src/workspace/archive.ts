// The tar inside a byte stream, gunzipped if need be, with a count of every byte that comes out: a
// bomb is stopped when it has unpacked to the limit, whatever it still holds.
import { streamOf } from "../bytes.ts";
import { LedgeError } from "../contract/errors.ts";
import { IMPORT_BYTES_MAX } from "../contract/limits.ts";
import { gunzip } from "../zlib.ts";

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
  const chunks = chunksOf(head, reader);
  let overflow: LedgeError | undefined;
  async function* counted(): AsyncGenerator<Uint8Array> {
    let count = 0;
    for await (const chunk of isGzip ? gunzip(chunks) : chunks) {
      count += chunk.byteLength;
      if (count > IMPORT_BYTES_MAX) {
        const limit = `IMPORT_BYTES_MAX is ${IMPORT_BYTES_MAX} bytes unpacked`;
        overflow = new LedgeError("too_large", `the archive is too large: ${limit}`);
        throw overflow;
      }
      yield chunk;
    }
  }
  return { tar: streamOf(counted()), overflow: () => overflow };
}

async function* chunksOf(
  head: readonly Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* head;
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
