// A download that outlives its connections: when one breaks, the next one asks for the rest by a range,
// so that no byte is given twice and none is left out.
import { type HttpOptions, pause, request, UnreachableError } from "./http.ts";
import { FAILURES_MAX, mayComeBack, reconnectDelay } from "./stream.ts";

export interface DownloadOptions {
  /** Bytes that are there already; fewer than the whole. */
  from?: number;
  /** Ends the iteration with its reason. */
  signal?: AbortSignal;
}

/** What came is not the rest of what was begun: it was replaced meanwhile, or no part can be had. */
export class DownloadError extends Error {}

/**
 * Yields the bytes at `path` from `from` on. Throws LedgeApiError when the service refuses,
 * UnreachableError when it stays away, DownloadError when it sends something else in the middle.
 */
export async function* download(
  http: HttpOptions,
  path: string,
  { from = 0, signal }: DownloadOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  let at = from;
  let etag: string | null = null;
  let failures = 0;
  for (;;) {
    let failure: unknown = null;
    try {
      const part = await openPart(http, path, { at, etag, signal });
      etag = part.etag;
      for await (const chunk of chunksOf(part.body)) {
        at += chunk.length;
        failures = 0;
        yield chunk;
      }
      if (at === (part.end ?? at)) return;
    } catch (error) {
      failure = error;
    }
    signal?.throwIfAborted();
    if (failure instanceof DownloadError || !mayComeBack(failure)) throw failure;
    failures += 1;
    const hasBegun = at > from;
    if (!hasBegun || failures > FAILURES_MAX) throw new UnreachableError(http.baseUrl, failure);
    await pause(reconnectDelay(failures, Math.random()), signal);
  }
}

interface Part {
  body: ReadableStream<Uint8Array>;
  /** The size of the whole; null when the service does not say. */
  end: number | null;
  etag: string | null;
}

async function openPart(
  http: HttpOptions,
  path: string,
  { at, etag, signal }: { at: number; etag: string | null; signal: AbortSignal | undefined },
): Promise<Part> {
  const headers: Record<string, string> = {
    // A size is of the bytes as they are stored.
    "accept-encoding": "identity",
    ...(at === 0 ? {} : { range: `bytes=${at}-` }),
    ...(at === 0 || etag === null || etag.startsWith("W/") ? {} : { "if-range": etag }),
  };
  const response = await request(
    http,
    { method: "GET", path, headers, signal },
    async (answer) => answer,
  );
  const body = response.body ?? new Blob().stream();
  const [, start, total] =
    /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get("content-range") ?? "") ?? [];
  if (Number(start ?? 0) !== at) {
    await body.cancel();
    throw new DownloadError("the service did not go on where the download stood");
  }
  const length = total ?? response.headers.get("content-length");
  return { body, end: length === null ? null : Number(length), etag: response.headers.get("etag") };
}

/** The chunks of a stream, which is given up when they are not taken to the end. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
