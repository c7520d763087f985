// The one place that turns failures into answers. Codes decide the status; what nobody foresaw says
// nothing to the client and everything to the log, joined by the request's id.
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ZodError } from "zod";
import type { ErrorBody } from "../contract/error-body.ts";
import { ERROR_KINDS, type Issue, LedgeError } from "../contract/errors.ts";
import { ISSUES_SHOWN_MAX } from "../contract/limits.ts";
import { loggedText, withoutSecrets, withoutSecretsIn } from "../contract/secret.ts";
import { SettingsError } from "../env.ts";

const PATH_SHOWN_CHARS_MAX = 200;

/** The answer to a request that failed, whatever was thrown. */
export function errorResponse(error: unknown, c: Context): Response {
  const request_id = String(c.get("request_id"));
  const failure = failureOf(error, request_id);
  const { status, type } = ERROR_KINDS[failure.code];
  const { retry_after_seconds, ...details } = failure.details ?? {};
  const body: ErrorBody = {
    type: "error",
    error: {
      type,
      // What was wrong may quote what was sent.
      message: withoutSecrets(failure.message),
      ...(Object.keys(details).length === 0 ? {} : { details: withoutSecretsIn(details) }),
    },
    request_id,
  };
  const headers = new Headers({ "content-type": "application/json" });
  if (failure.code === "conflict") headers.set("x-should-retry", "false");
  if (failure.code === "unauthenticated") headers.set("www-authenticate", "Bearer");
  if (failure.code === "in_flight" || failure.code === "overloaded")
    headers.set("retry-after", "1");
  if (retry_after_seconds !== undefined) headers.set("retry-after", String(retry_after_seconds));
  return new Response(JSON.stringify(body), { status, headers });
}

/** Throws what a schema found wrong; the hook of every router. */
export function refuseInvalid(result: { success: boolean; error?: ZodError }): void {
  if (result.error === undefined) return;
  const issues = issuesOf(result.error.issues);
  const first = issues[0];
  const which =
    first === undefined ? "" : `: ${first.path === "" ? "" : `${first.path}: `}${first.message}`;
  throw new LedgeError("invalid_request", `the request is not valid${which}`, { issues });
}

/** The refusal of one field that its schema lets pass, in the words of the others. */
export function wrongField(path: string, message: string): LedgeError {
  return new LedgeError("invalid_request", `the request is not valid: ${path}: ${message}`, {
    issues: [{ path, message }],
  });
}

/** Each wrong field with its dotted path; an unknown one counts as wrong under its own name. */
function issuesOf(found: readonly ZodIssue[], under: readonly PropertyKey[] = []): Issue[] {
  return found
    .flatMap((issue): Issue[] => {
      const path = [...under, ...issue.path];
      if (issue.code === "unrecognized_keys") {
        return issue.keys.map((key) => ({ path: shown([...path, key]), message: "unknown field" }));
      }
      if (issue.code === "invalid_union" && issue.errors.length > 0) {
        return issuesOf(closestBranches(issue.errors), path);
      }
      return [{ path: shown(path), message: issue.message.replace(/^Invalid input: /, "") }];
    })
    .slice(0, ISSUES_SHOWN_MAX);
}

type ZodIssue = ZodError["issues"][number];

/** Of a union, what is wrong with the alternatives that came furthest: the ones that were meant. */
function closestBranches(branches: readonly (readonly ZodIssue[])[]): ZodIssue[] {
  const depth = (issues: readonly ZodIssue[]) =>
    Math.max(0, ...issues.map((issue) => issue.path.length));
  const deepest = Math.max(...branches.map(depth));
  return branches.filter((issues) => depth(issues) === deepest).flat();
}

function shown(path: readonly PropertyKey[]): string {
  return path.map(String).join(".").slice(0, PATH_SHOWN_CHARS_MAX);
}

function failureOf(error: unknown, request_id: string): LedgeError {
  if (error instanceof LedgeError) return error;
  if (error instanceof HTTPException && error.status < 500) {
    return new LedgeError("invalid_request", error.message);
  }
  if (error instanceof SettingsError) {
    console.error({ event: "api.misconfigured", request_id, error: error.message });
    return new LedgeError("internal", "the service is misconfigured");
  }
  console.error({
    event: "api.unexpected",
    request_id,
    error: loggedText(error instanceof Error ? (error.stack ?? error) : error),
  });
  // The platform marks what came from an object that is too busy or just being moved.
  const { overloaded, retryable } = error as { overloaded?: unknown; retryable?: unknown };
  if (overloaded === true || retryable === true) {
    return new LedgeError("overloaded", "the session is busy; try again");
  }
  return new LedgeError("internal", "something went wrong on our side");
}
