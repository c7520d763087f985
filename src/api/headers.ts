// Headers that every answer carries: the request's id, what keeps a browser from misusing an API,
// and, where configured, which browser origins may call it.
import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { secureHeaders } from "hono/secure-headers";
import { settingsOf } from "../env.ts";
import { newId } from "../runtime.ts";
import type { ApiEnv } from "./context.ts";

/** Names the request, in its answer and in the log. A client's own id is not taken over. */
export const requestId: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const id = newId("req");
  c.set("request_id", id);
  await next();
  c.res.headers.set("request-id", id);
  if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
};

/** A page that needs to load something says so itself and keeps its policy. */
export const securityHeaders: MiddlewareHandler<ApiEnv> = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xFrameOptions: "DENY",
  overwrite: false,
});

/** The settings, parsed; wrong ones fail every request, naming the variable in the log only. */
export const settings: MiddlewareHandler<ApiEnv> = async (c, next) => {
  c.set("settings", settingsOf(c.env));
  await next();
};

/** Off unless CORS_ORIGINS names origins. Credentials are headers here, never cookies. */
export const crossOrigin: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const origin = c.get("settings").CORS_ORIGINS;
  if (origin.length === 0) return next();
  return cors({
    origin: origin.includes("*") ? "*" : origin,
    allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    allowHeaders: [
      "authorization",
      "x-api-key",
      "content-type",
      "idempotency-key",
      "last-event-id",
    ],
    exposeHeaders: ["request-id", "retry-after", "idempotent-replayed", "etag"],
    maxAge: 600,
  })(c, next);
};
