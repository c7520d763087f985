// Every way a request can fail, as a closed set of codes: each code fixes the HTTP status and the
// `error.type` on the wire, so that a new code without a status does not compile.

/** The `error.type` values a client may see. */
export type ErrorType =
  | "invalid_request_error"
  | "authentication_error"
  | "permission_error"
  | "not_found_error"
  | "conflict_error"
  | "rate_limit_error"
  | "request_too_large"
  | "billing_error"
  | "timeout_error"
  | "overloaded_error"
  | "api_error";

interface ErrorKind {
  readonly status:
    | 400
    | 401
    | 402
    | 403
    | 404
    | 405
    | 409
    | 413
    | 416
    | 422
    | 429
    | 500
    | 503
    | 504
    | 507;
  readonly type: ErrorType;
}

/** Code → what the wire shows. Several codes may share a type; clients branch on the type. */
export const ERROR_KINDS = {
  invalid_request: { status: 400, type: "invalid_request_error" },
  idempotency_key_reused: { status: 422, type: "invalid_request_error" },
  /** What the request names is switched off here. */
  switched_off: { status: 422, type: "invalid_request_error" },
  unauthenticated: { status: 401, type: "authentication_error" },
  forbidden: { status: 403, type: "permission_error" },
  method_not_allowed: { status: 405, type: "invalid_request_error" },
  not_found: { status: 404, type: "not_found_error" },
  conflict: { status: 409, type: "conflict_error" },
  in_flight: { status: 409, type: "conflict_error" },
  rate_limited: { status: 429, type: "rate_limit_error" },
  range_not_satisfiable: { status: 416, type: "invalid_request_error" },
  too_large: { status: 413, type: "request_too_large" },
  budget_reached: { status: 402, type: "billing_error" },
  timed_out: { status: 504, type: "timeout_error" },
  overloaded: { status: 503, type: "overloaded_error" },
  /** The session's storage takes no more; what is there stays readable. */
  storage_full: { status: 507, type: "api_error" },
  /** The session's data cannot be opened by this version, and was left as it is. */
  unavailable: { status: 503, type: "api_error" },
  internal: { status: 500, type: "api_error" },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERROR_KINDS;

/** One thing wrong with a request body: where (dotted path) and what was expected. */
export interface Issue {
  path: string;
  message: string;
}

export interface ErrorDetails {
  issues?: Issue[];
  [key: string]: unknown;
}

/** A failure as plain data: what crosses an RPC boundary, where classes do not survive. */
export interface Failure {
  code: ErrorCode;
  message: string;
  details?: ErrorDetails;
}

/** The one error class. Its message is shown to clients: it must hold no secret, stack or SQL. */
export class LedgeError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetails) {
    super(message);
    this.name = "LedgeError";
    this.code = code;
    this.details = details;
  }

  toFailure(): Failure {
    return {
      code: this.code,
      message: this.message,
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }
}
