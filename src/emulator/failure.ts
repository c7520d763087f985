// A failed call as data, and its form on the wire: the real API's error envelope, which is the same
// for a response and for an `error` event inside a stream.

export interface Failure {
  readonly kind: "failure";
  readonly status: number;
  /** `error.type` on the wire. */
  readonly type: string;
  readonly message: string;
  readonly retry_after_seconds?: number;
}

/** The refusal of a request that the real API would refuse, in its words. */
export function invalid(message: string): Failure {
  return { kind: "failure", status: 400, type: "invalid_request_error", message };
}

export const NOT_FOUND: Failure = {
  kind: "failure",
  status: 404,
  type: "not_found_error",
  message: "Not Found",
};

export const OVERLOADED: Failure = {
  kind: "failure",
  status: 529,
  type: "overloaded_error",
  message: "Overloaded",
};

/** The envelope, as JSON text. */
export function errorJson(failure: Failure, request_id: string): string {
  const { type, message } = failure;
  return JSON.stringify({ type: "error", error: { type, message }, request_id });
}

/** The failure as a response. `x-should-retry` tells the SDK what the status already means. */
export function failureResponse(failure: Failure, request_id: string): Response {
  const { status, retry_after_seconds } = failure;
  const headers = new Headers({
    "content-type": "application/json",
    "request-id": request_id,
    "x-should-retry": String(status === 429 || status >= 500),
  });
  if (retry_after_seconds !== undefined) headers.set("retry-after", String(retry_after_seconds));
  return new Response(errorJson(failure, request_id), { status, headers });
}
