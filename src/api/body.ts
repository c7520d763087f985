// Request bodies: never more of one is read than its route allows, and a JSON body is looked over
// before any schema sees it, since a schema recurses where an attacker nests.
import type { MiddlewareHandler } from "hono";
import { LedgeError } from "../contract/errors.ts";
import { DISCARDED_BYTES_MAX, JSON_BODY_BYTES_MAX, JSON_DEPTH_MAX } from "../contract/limits.ts";
import type { ApiEnv } from "./context.ts";

/** Reads the JSON body that a route needs and leaves it to the route's schema. */
export const jsonBody: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const request = c.req.raw;
  const media_type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (media_type !== "application/json") {
    throw new LedgeError(
      "invalid_request",
      "the body must be sent as content-type application/json",
    );
  }
  const bounded = boundedBody(request, JSON_BODY_BYTES_MAX);
  const text = await bounded.settle(new Response(bounded.stream).text());
  checkShape(parse(text));
  c.req.raw = new Request(request, { body: text });
  await next();
};

export interface BoundedBody {
  stream: ReadableStream<Uint8Array>;
  /** Waits for whoever reads the stream; a body over the limit counts before anything they say. */
  settle<T>(reader: Promise<T>): Promise<T>;
}

/**
 * The request's body, which ends in an error after `bytes_max`. Throws `too_large` at once when the
 * announced length says so already.
 */
export function boundedBody(request: Request, bytes_max: number): BoundedBody {
  const tooLarge = () =>
    new LedgeError("too_large", `the body is larger than the ${bytes_max} bytes allowed here`);
  const body = request.body ?? new Blob([]).stream();
  const announced = request.headers.get("content-length");
  if (announced !== null && Number(announced) > bytes_max) throw tooLarge();
  let size_bytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size_bytes += chunk.byteLength;
      if (size_bytes > bytes_max) controller.error(tooLarge());
      else controller.enqueue(chunk);
    },
  });
  // The reader may stop early; what it leaves is ours to read away.
  const counted = body.pipeTo(counter.writable, { preventCancel: true }).catch(() => undefined);
  return {
    // Only the platform's own streams of bytes can be handed to an object.
    stream: counter.readable.pipeThrough(new IdentityTransformStream()),
    async settle(reader) {
      try {
        return await reader;
      } catch (error) {
        await counted;
        await discardRest(body);
        throw size_bytes > bytes_max ? tooLarge() : error;
      }
    },
  };
}

/**
 * Reads on for a while and keeps nothing: a client that only listens once it has sent everything
 * would otherwise lose the connection, and with it our answer.
 */
async function discardRest(body: ReadableStream<Uint8Array>): Promise<void> {
  const reader = body.getReader();
  for (let size_bytes = 0; size_bytes < DISCARDED_BYTES_MAX; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size_bytes += value.byteLength;
  }
  reader.releaseLock();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LedgeError("invalid_request", "the body is not valid JSON");
  }
}

/** Level by level and not by recursion, so that depth costs no stack. */
function checkShape(value: unknown): void {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > JSON_DEPTH_MAX) {
      throw new LedgeError(
        "invalid_request",
        `the body is nested deeper than the ${JSON_DEPTH_MAX} levels allowed`,
      );
    }
    const below: unknown[] = [];
    for (const entry of level) {
      if (typeof entry !== "object" || entry === null) continue;
      // Copied with a plain assignment, this name would change an object's prototype.
      if (Object.hasOwn(entry, "__proto__")) {
        throw new LedgeError("invalid_request", "the body has a field named __proto__", {
          issues: [{ path: "__proto__", message: "unknown field" }],
        });
      }
      for (const child of Object.values(entry)) below.push(child);
    }
    level = below;
  }
}
