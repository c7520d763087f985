// The words in which every route declares itself: the scope it needs, what it takes and what it
// answers. The same declaration guards the route, validates its input and writes openapi.json.
import { z } from "@hono/zod-openapi";
import type { TypedResponse } from "hono";
import type { Scope } from "../contract/caller.ts";
import { errorBody } from "../contract/error-body.ts";
import {
  IDEMPOTENCY_KEY_CHARS_MAX,
  JSON_BODY_BYTES_MAX,
  MESSAGE_BODY_BYTES_MAX,
  PAGE_LIMIT_DEFAULT,
  PAGE_LIMIT_MAX,
} from "../contract/limits.ts";
import type { JsonBody } from "../session/stub.ts";
import { requireScope } from "./auth.ts";
import { jsonBody } from "./body.ts";

const SECURITY = [{ bearer: [] }, { api_key: [] }];

/** How openapi.json tells who may call a route. */
export function documented(scope: Scope) {
  return { "x-required-scope": scope, security: SECURITY };
}

/** A route for callers with this scope. */
export function guarded(scope: Scope) {
  return { ...documented(scope), middleware: [requireScope(scope)] };
}

/** The same, with a JSON body. */
export function guardedJson(scope: Scope, bytes_max = JSON_BODY_BYTES_MAX) {
  return { ...guarded(scope), middleware: [requireScope(scope), jsonBody(bytes_max)] };
}

/** The same, with a JSON body that may hold messages and so whole images. */
export function guardedMessage(scope: Scope) {
  return guardedJson(scope, MESSAGE_BODY_BYTES_MAX);
}

export function json<T extends z.ZodType>(description: string, schema: T) {
  return { description, content: { "application/json": { schema } } };
}

/** An answer that a session has written down already. It is what the route's schema says. */
export function jsonAnswer(body: JsonBody): TypedResponse<never, 200, "json"> & Response {
  const headers = { "content-type": "application/json" };
  return new Response(body, { headers }) as TypedResponse<never, 200, "json"> & Response;
}

export function takesJson<T extends z.ZodType>(schema: T) {
  return { required: true, content: { "application/json": { schema } } };
}

/** Bytes of any kind, in either direction. */
export const BYTES = {
  "application/octet-stream": { schema: { type: "string" as const, format: "binary" } },
};

/** What every guarded route may answer instead. */
export const refusals = { default: json("Refused or failed: see `error.type`", errorBody) };

export const sessionParams = z.object({
  id: z.string().describe("the session: `sesn_…`, or the same digits as a plain UUID"),
});

export const idempotencyHeader = z.object({
  "idempotency-key": z
    .string()
    .min(1)
    .max(IDEMPOTENCY_KEY_CHARS_MAX)
    .optional()
    .describe("makes a repeated request answer what the first one did, for 24 hours"),
});

/** A whole number as a query carries one. */
export function wholeNumber<T extends z.ZodType>(schema: T) {
  return z.preprocess(
    (given) => (typeof given === "string" && /^\d{1,15}$/.test(given) ? Number(given) : given),
    schema,
  );
}

/** A list as a query carries one: repeated, or divided by commas. */
export function listOf<T extends z.ZodType>(entry: T) {
  return z.preprocess(
    (given) =>
      given === undefined ? given : [given].flat().flatMap((text) => `${text}`.split(",")),
    z.array(entry).min(1).max(100).optional(),
  );
}

export const truth = z.enum(["true", "false"]).transform((text) => text === "true");

export const pageQuery = z.object({
  limit: wholeNumber(z.int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_DEFAULT)),
  cursor: z.string().min(1).max(512).optional().describe("`next_cursor` of the page before"),
});
