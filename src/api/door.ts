// What a browser could be talked into carrying here: a request under a name that somebody else points at
// us (DNS rebinding), and a WebSocket opened by a foreign page, which no CORS rule holds back. Neither helps
// without a key or a ticket; both are refused before either is looked at.
import type { MiddlewareHandler } from "hono";
import { LedgeError } from "../contract/errors.ts";
import type { ApiEnv } from "./context.ts";

/** Refuses a request under a host name that ALLOWED_HOSTS, where it is set, does not name. */
export const knownHost: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const allowed = c.get("settings").ALLOWED_HOSTS;
  if (allowed.length > 0 && !allowed.includes(new URL(c.req.url).hostname)) {
    throw new LedgeError("forbidden", "this service does not answer to that host name");
  }
  await next();
};

/** Refuses a WebSocket that a browser opens for a page which is neither ours nor in CORS_ORIGINS. */
export const socketOrigin: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const origin = c.req.header("origin");
  const isSocket = c.req.header("upgrade")?.toLowerCase() === "websocket";
  if (isSocket && origin !== undefined) {
    const allowed = c.get("settings").CORS_ORIGINS;
    const isConfigured = allowed.includes("*") || allowed.includes(origin);
    if (!isConfigured && hostOf(origin) !== new URL(c.req.url).host) {
      throw new LedgeError("forbidden", "pages of this origin may not open a WebSocket here");
    }
  }
  await next();
};

/** Of an origin without one, such as `null`, it is null, which is nobody's. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
