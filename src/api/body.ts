// Request bodies: never more of one is read than its route allows, and a JSON body is looked over
// before any schema sees it, since a schema recurses where an attacker nests.
import type { MiddlewareHandler } from "hono";
import { boundedBytes } from "../contract/bounded-bytes.ts";
import { LedgeError } from "../contract/errors.ts";
import { DISCARDED_BYTES_MAX, JSON_DEPTH_MAX } from "../contract/limits.ts";
import type { ApiEnv } from "./context.ts";
import { wrongField } from "./error.ts";

/**
 * Reads the JSON body that a route needs, of at most `bytes_max`, and leaves it to the route's
 * schema. Throws `invalid_request` for a body that is no JSON, and `too_large`.
 */
export function jsonBody(bytes_max: number): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const media_type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (media_type !== "application/json") {
      throw new LedgeError(
        "invalid_request",
        "the body must be sent as content-type application/json",
      );
    }
    const text = await boundedText(c.req.raw, bytes_max);
    const value = parse(text);
    checkShape(value);
    // Only an escape can spell half a surrogate pair.
    if (/\\u[dD][89a-fA-F]/.test(text)) checkText(value);
    // The body has been read: hono answers with it from here. Another Request around the text would
    // have to be read and parsed again.
    Object.assign(c.req, { text: async () => text, json: async () => value });
    await next();
  };
}

/** The request's body as text. Throws `too_large` for more than `bytes_max`. */
async function boundedText(request: Request, bytes_max: number): Promise<string> {
  refuseAnnounced(request, bytes_max);
  if (request.body === null) return "";
  // Read by hand: for a small body, a pipe of streams costs ten times what the reading does.
  const reader = request.body.getReader();
  const bytes = await boundedBytes(reader, bytes_max);
  if (bytes === null) {
    await discardRest(reader);
    throw tooLarge(bytes_max);
  }
  return new TextDecoder().decode(bytes);
}

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
  refuseAnnounced(request, bytes_max);
  const body = request.body ?? new Blob([]).stream();
  let size_bytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size_bytes += chunk.byteLength;
      if (size_bytes > bytes_max) controller.error(tooLarge(bytes_max));
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
        await discardRest(body.getReader());
        throw size_bytes > bytes_max ? tooLarge(bytes_max) : error;
      }
    },
  };
}

/** Throws `too_large` when the announced length says so already. */
function refuseAnnounced(request: Request, bytes_max: number): void {
  const announced = request.headers.get("content-length");
  if (announced !== null && Number(announced) > bytes_max) throw tooLarge(bytes_max);
}

function tooLarge(bytes_max: number): LedgeError {
  return new LedgeError("too_large", `the body is larger than the ${bytes_max} bytes allowed here`);
}

/**
 * Reads on for a while and keeps nothing: a client that only listens once it has sent everything
 * would otherwise lose the connection, and with it our answer.
 */
async function discardRest(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
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

/**
 * Half a surrogate pair is no text: what of a body reaches the model would be refused by it on every
 * later call. Goes down as far as the body does, which is JSON_DEPTH_MAX at most.
 */
function checkText(value: unknown, path = ""): void {
  if (typeof value === "string" && !value.isWellFormed()) {
    throw wrongField(path === "" ? "body" : path, "expected well-formed Unicode text");
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    checkText(inner, path === "" ? name : `${path}.${name}`);
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
