// What travels with a request through the routers, and the few things every router asks of it.
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Caller } from "../contract/caller.ts";
import { LedgeError } from "../contract/errors.ts";
import { type Id, type IdPrefix, parseId } from "../contract/ids.ts";
import { database } from "../db/database.ts";
import { isListed } from "../db/sessions.ts";
import type { Settings } from "../env.ts";
import { type SessionDoor, sessionDoor } from "../session/stub.ts";
import { refuseInvalid } from "./error.ts";

export interface ApiEnv {
  Bindings: Env;
  Variables: { request_id: string; settings: Settings; caller: Caller };
}
export type ApiContext = Context<ApiEnv>;

/** A router whose routes refuse what their schemas do not allow, each wrong field by name. */
export function router(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
}

const NOUNS = { sesn: "session", key: "key", hook: "hook" } as const satisfies Partial<
  Record<IdPrefix, string>
>;

/** What a missing thing answers, and a stranger's, and a malformed id: they look the same. */
export function notFound(prefix: keyof typeof NOUNS): LedgeError {
  return new LedgeError("not_found", `no such ${NOUNS[prefix]}`);
}

/** An id out of a path. Throws `not_found` for a malformed one. */
export function idFrom<P extends keyof typeof NOUNS>(prefix: P, text: string | undefined): Id<P> {
  const id = parseId(prefix, text ?? "");
  if (id === null) throw notFound(prefix);
  return id;
}

/** The session that the path names, to be called in the name of `caller`. */
export function sessionOf(c: ApiContext): { id: Id<"sesn">; door: SessionDoor; caller: Caller } {
  const id = idFrom("sesn", c.req.param("id"));
  return { id, door: sessionDoor(c.env, id), caller: c.get("caller") };
}

/**
 * The session that the path names, for questions that D1 answers alone: the session is not woken.
 * Throws `not_found`.
 */
export async function listedSession(c: ApiContext): Promise<Id<"sesn">> {
  const id = idFrom("sesn", c.req.param("id"));
  const user_id = everyonesFor(c.get("caller"));
  if (await isListed(database(c.env), { id, user_id })) return id;
  throw notFound("sesn");
}

/** Whose things a request is about: the caller's own without a name. Throws `forbidden` for another user's. */
export function userFrom(named: string | undefined, caller: Caller, things: string): string {
  if (named === undefined || named === caller.user_id) return caller.user_id;
  if (caller.role === "admin") return named;
  throw new LedgeError("forbidden", `${things} of another user need the scope "admin"`);
}

/** Whose things a list shows: an admin's covers all users where the contract says so. */
export function everyonesFor(caller: Caller): string | null {
  return caller.role === "admin" ? null : caller.user_id;
}
