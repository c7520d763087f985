// Every request past this point has a caller. Who failed too often to name one is turned away by
// address before D1 is asked again; who is known is held to the rate limit of their key.
import type { MiddlewareHandler } from "hono";
import type { Caller, Scope } from "../contract/caller.ts";
import { LedgeError } from "../contract/errors.ts";
import { USER_AGENT_CHARS_MAX } from "../contract/limits.ts";
import { now } from "../runtime.ts";
import type { ApiContext, ApiEnv } from "./context.ts";
import { identify } from "./credential.ts";
import { rateLimiter } from "./rate-limit.ts";

const requests = rateLimiter();
const failures = rateLimiter();

/**
 * Finds the caller and takes one request from its rate limit. Throws `unauthenticated` and
 * `rate_limited`.
 */
export const authenticate: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const settings = c.get("settings");
  const identity = await countingFailures(c, async () =>
    identify(c.env, settings, presentedToken(c), now()),
  );
  const bucket = identity.key_id ?? `user ${identity.user_id}`;
  requests.take(bucket, settings.RATE_LIMIT_PER_MINUTE, now());
  const caller: Caller = {
    ...identity,
    ip: c.req.header("cf-connecting-ip") ?? null,
    user_agent: c.req.header("user-agent")?.slice(0, USER_AGENT_CHARS_MAX) ?? null,
    request_id: c.get("request_id"),
  };
  c.set("caller", caller);
  await next();
};

/** Lets through callers that hold this scope. Throws `forbidden`, naming it. */
export function requireScope(scope: Scope): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (!c.get("caller").scopes.includes(scope)) {
      throw new LedgeError("forbidden", `this needs a key with the scope "${scope}"`);
    }
    await next();
  };
}

/**
 * Runs what may find credentials wrong. An address where that happened too often in the last minute
 * throws `rate_limited` before anything is looked up.
 */
export async function countingFailures<T>(c: ApiContext, attempt: () => Promise<T>): Promise<T> {
  const ip = c.req.header("cf-connecting-ip");
  if (ip === undefined) return attempt();
  const per_minute = c.get("settings").RATE_LIMIT_PER_MINUTE;
  failures.check(ip, per_minute, now());
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof LedgeError && error.code === "unauthenticated") {
      failures.take(ip, per_minute, now());
    }
    throw error;
  }
}

function presentedToken(c: ApiContext): string {
  const bearer = /^Bearer +(\S+) *$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const token = bearer ?? c.req.header("x-api-key");
  if (token === undefined || token === "") {
    throw new LedgeError(
      "unauthenticated",
      "credentials are missing: send Authorization: Bearer <token> or x-api-key: <token>",
    );
  }
  return token;
}
