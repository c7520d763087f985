// One HTTP call as the client makes it: authorized, told apart when it fails, and repeated by
// itself only where a repetition cannot do the thing twice.
import type { ErrorDetails, ErrorType } from "../contract/errors.ts";

const ATTEMPTS_MAX = 3;
const RETRY_DELAY_MS = 200;
const RETRY_AFTER_MS_MAX = 10_000;

export interface HttpOptions {
  /** Where the service is, without `/api/v1`. */
  baseUrl: string;
  /** An API key or a JWT. */
  token: string;
  fetch?: typeof fetch;
}

export interface Call {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api/v1`; what it holds of foreign text is encoded already. */
  path: string;
  query?: Record<string, string | number | boolean | readonly string[] | undefined>;
  json?: unknown;
  bytes?: Uint8Array<ArrayBuffer> | Blob;
  headers?: Record<string, string>;
  /** Sends an Idempotency-Key, so that the service answers a repetition with the first answer. */
  keyed?: boolean;
  signal?: AbortSignal | undefined;
}

/**
 * The service said no. `type` is the closed vocabulary of contract/errors.ts; `message` is meant for people.
 */
export class LedgeApiError extends Error {
  readonly status: number;
  readonly type: ErrorType;
  readonly details: ErrorDetails | null;
  readonly request_id: string | null;
  /** What the service asked to wait before another try. */
  readonly retry_after_ms: number | null;
  /** Whether the service says that another try may end otherwise; null when it says nothing. */
  readonly should_retry: boolean | null;

  constructor(
    status: number,
    type: ErrorType,
    message: string,
    rest: Partial<
      Pick<LedgeApiError, "details" | "request_id" | "retry_after_ms" | "should_retry">
    > = {},
  ) {
    super(message);
    this.name = "LedgeApiError";
    this.status = status;
    this.type = type;
    this.details = rest.details ?? null;
    this.request_id = rest.request_id ?? null;
    this.retry_after_ms = rest.retry_after_ms ?? null;
    this.should_retry = rest.should_retry ?? null;
  }
}

/** No answer came: the service is not there, or the connection broke more often than we try. */
export class UnreachableError extends Error {
  constructor(baseUrl: string, cause: unknown) {
    super(`cannot reach ${baseUrl}`, { cause });
    this.name = "UnreachableError";
  }
}

/** The address of a call. */
export function urlOf(options: HttpOptions, call: Pick<Call, "path" | "query">): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value === undefined) continue;
    const values = typeof value === "object" ? value : [value];
    for (const each of values) query.append(name, `${each}`);
  }
  const text = query.toString();
  const base = options.baseUrl.replace(/\/+$/, "");
  return `${base}/api/v1${call.path}${text === "" ? "" : `?${text}`}`;
}

/**
 * Makes a call and reads its answer. `read` is part of what is repeated: an answer that breaks off
 * was not received. Throws LedgeApiError, UnreachableError, or the reason of `call.signal`.
 */
export async function request<T>(
  options: HttpOptions,
  call: Call,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const key = call.keyed === true ? crypto.randomUUID() : null;
  const isRepeatable =
    key !== null || call.method === "GET" || call.method === "PUT" || call.method === "PATCH";
  const attempts_max = isRepeatable ? ATTEMPTS_MAX : 1;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await attemptOnce(options, call, key);
      if (response.ok) return await read(response);
      throw await errorOf(response);
    } catch (error) {
      call.signal?.throwIfAborted();
      if (attempt >= attempts_max || !isWorthRepeating(error, attempt)) {
        throw error instanceof LedgeApiError ? error : new UnreachableError(options.baseUrl, error);
      }
      const asked_ms = error instanceof LedgeApiError ? error.retry_after_ms : null;
      await pause(asked_ms ?? RETRY_DELAY_MS * attempt * (0.5 + Math.random()), call.signal);
    }
  }
}

async function attemptOnce(
  options: HttpOptions,
  call: Call,
  key: string | null,
): Promise<Response> {
  const headers = new Headers({ authorization: `Bearer ${options.token}`, ...call.headers });
  if (key !== null) headers.set("idempotency-key", key);
  const init: RequestInit = { method: call.method, headers };
  if (call.json !== undefined) {
    headers.set("content-type", "application/json");
    init.body = JSON.stringify(call.json);
  } else if (call.bytes !== undefined) {
    init.body = call.bytes;
  }
  if (call.signal !== undefined) init.signal = call.signal;
  // Called as a plain function: workerd refuses its own fetch with a foreign `this`.
  const send = options.fetch ?? fetch;
  return await send(urlOf(options, call), init);
}

function isWorthRepeating(error: unknown, attempt: number): boolean {
  if (!(error instanceof LedgeApiError)) return true;
  if ((error.retry_after_ms ?? 0) > RETRY_AFTER_MS_MAX) return false;
  if (error.should_retry !== null) return error.should_retry;
  // A conflict after our own lost try means that the first one is still running.
  if (error.status === 409) return attempt > 1;
  return [429, 502, 503, 504].includes(error.status);
}

/** The failure that a response stands for; consumes its body. */
export async function errorOf(response: Response): Promise<LedgeApiError> {
  const text = await response.text();
  const retry_after = Number(response.headers.get("retry-after") ?? Number.NaN);
  const should_retry = response.headers.get("x-should-retry");
  const rest = {
    request_id: response.headers.get("request-id"),
    should_retry: should_retry === null ? null : should_retry === "true",
    retry_after_ms: Number.isFinite(retry_after) ? retry_after * 1000 : null,
  };
  try {
    const { error } = JSON.parse(text) as {
      error: { type: ErrorType; message: string; details?: ErrorDetails };
    };
    return new LedgeApiError(response.status, error.type, error.message, {
      ...rest,
      details: error.details ?? null,
    });
  } catch {
    // Something before the service answered: a proxy, or another server at this address.
    const message = `HTTP ${response.status} with a body that is not Ledge's`;
    return new LedgeApiError(response.status, "api_error", message, rest);
  }
}

/** Waits; rejects with the signal's reason when it aborts first. */
export function pause(delay_ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, delay_ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
