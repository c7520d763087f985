// gzip and deflate at the reader's pace. By node:zlib: measured, workerd's CompressionStream takes whatever
// it is given and holds its output until somebody reads it, however much that is.
import { pipeline, Readable, type Transform } from "node:stream";
import { createDeflateRaw, createGunzip, createGzip, createInflateRaw } from "node:zlib";
import { inPieces, streamOf } from "./bytes.ts";

const PIECE_BYTES = 64 * 1024;
const OPTIONS = { chunkSize: PIECE_BYTES };

/** The chunks, compressed. */
export function gzip(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return through(chunks, createGzip(OPTIONS));
}

/** The chunks, decompressed. Throws for what is no gzip, is cut off, or has no gzip behind it. */
export function gunzip(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return through(chunks, createGunzip(OPTIONS));
}

async function* through(
  chunks: AsyncIterable<Uint8Array>,
  engine: Transform,
): AsyncGenerator<Uint8Array> {
  const pieces = Readable.from(inPieces(chunks, PIECE_BYTES), { objectMode: false });
  // A failure of either ends the other, and comes out of the iteration below.
  pipeline(pieces, engine, () => undefined);
  for await (const chunk of engine) yield chunk;
}

/** A compressor in the shape of the web's streams. */
class EngineStream {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;

  constructor(engine: Transform) {
    // Its failure comes out of the reading side; without a listener it would be nobody's.
    engine.on("error", () => undefined);
    // A reader that leaves closes the engine, which then answers no write that is under way.
    let leave: (reason: Error) => void = () => undefined;
    engine.on("close", () => leave(new Error("nobody reads this stream any more")));
    this.readable = streamOf(engine);
    this.writable = new WritableStream<Uint8Array>({
      write: (chunk) =>
        new Promise((resolve, reject) => {
          leave = reject;
          engine.write(chunk, (error) => (error ? reject(error) : resolve()));
        }),
      close: () =>
        new Promise((resolve, reject) => {
          leave = reject;
          engine.end(resolve);
        }),
      abort: (reason) => void engine.destroy(reason),
    });
  }
}

/** Stands in for CompressionStream, in the two formats that a zip is written with. */
export class PacedCompressionStream extends EngineStream {
  static readonly supportedFormats = ["deflate-raw", "gzip"];

  constructor(format: string) {
    super(format === "gzip" ? createGzip(OPTIONS) : createDeflateRaw(OPTIONS));
  }
}

/** Stands in for DecompressionStream, in the two formats that a zip is read with. */
export class PacedDecompressionStream extends EngineStream {
  static readonly supportedFormats = ["deflate-raw", "gzip"];

  constructor(format: string) {
    super(format === "gzip" ? createGunzip(OPTIONS) : createInflateRaw(OPTIONS));
  }
}
