// A page as it leaves the object: JSON as bytes, made once. Thousands of objects would be slower to
// carry over the boundary than to write down, and the API passes a page on without a look into it.
import { RPC_BYTES_MAX } from "../contract/limits.ts";

export type JsonBody = Uint8Array | ReadableStream<Uint8Array>;

const encoder = new TextEncoder();

/** The text as bytes; as a stream of them when they are more than a call may return. */
export function bodyOfJson(text: string): JsonBody {
  const bytes = encoder.encode(text);
  if (bytes.byteLength <= RPC_BYTES_MAX) return bytes;
  const { body } = new Response(bytes);
  if (body === null) throw new Error("a response that was given a body has one");
  return body;
}
