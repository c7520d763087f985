// Sending a large file: Node's own fetch takes all of a body into memory before the connection has taken
// any of it, so a Blob goes out over node:http, in pieces as they are taken.
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { Readable, Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

/** A fetch that says of a Blob how many of its bytes were sent so far. Its answers are read whole. */
export function uploadingFetch(onSent: (sent_bytes: number) => void): typeof fetch {
  return async (input, init) => {
    const blob = init?.body;
    if (!(blob instanceof Blob)) return await fetch(input, init);
    const url = new URL(input instanceof Request ? input.url : input);
    const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, {
      method: init?.method ?? "GET",
      headers: { ...Object.fromEntries(new Headers(init?.headers)), "content-length": blob.size },
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      request.once("response", resolve).on("error", reject);
    });
    // What breaks the sending ends the request with it. A service that refuses may answer before it has
    // taken everything: then its answer counts.
    const source = Readable.fromWeb(blob.stream() as ReadableStream<Uint8Array>);
    void pipeline(source, counter(onSent), request).catch(() => undefined);
    const response = await answered;
    const body = await buffer(response);
    request.destroy();
    const headers = Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    );
    return new Response(body, { status: response.statusCode ?? 0, headers });
  };
}

function counter(onSent: (sent_bytes: number) => void): Transform {
  let sent_bytes = 0;
  return new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      sent_bytes += chunk.length;
      onSent(sent_bytes);
      done(null, chunk);
    },
  });
}
