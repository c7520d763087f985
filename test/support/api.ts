// The API as a client in a test sees it: calls through the front door, with whose credentials and
// what body; answers with their body read, parsed and ready to compare.
import { env, exports } from "cloudflare:workers";
import { SignJWT } from "jose";
import { expect } from "vitest";
import type { z } from "zod";
import type { Scope } from "../../src/contract/caller.ts";
import { errorBody } from "../../src/contract/error-body.ts";
import type { ErrorType } from "../../src/contract/errors.ts";
import { keyCreated } from "../../src/contract/key.ts";

const ORIGIN = "https://ledge.test";
export const ADMIN_KEY = "admin-key-of-the-tests";
const JWT_SECRET = "jwt-secret-of-the-tests-0123456789abcdef";

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed when it is JSON, text otherwise. */
  body: unknown;
}

export interface Sent {
  token?: string | undefined;
  json?: unknown;
  body?: BodyInit;
  headers?: Record<string, string>;
}

/** A request as a client would send it; `path` below `/api/v1` unless it starts at the root. */
export function requestTo(method: string, path: string, sent: Sent = {}): Request {
  const headers = new Headers(sent.headers);
  if (sent.token !== undefined) headers.set("authorization", `Bearer ${sent.token}`);
  if (sent.json !== undefined) headers.set("content-type", "application/json");
  const body = sent.json === undefined ? sent.body : JSON.stringify(sent.json);
  const address = path.startsWith("/api/") || path === "/healthz" ? path : `/api/v1${path}`;
  return new Request(ORIGIN + address, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

export async function call(method: string, path: string, sent: Sent = {}): Promise<Answer> {
  return answerOf(await exports.default.fetch(requestTo(method, path, sent)));
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = new TextDecoder().decode(await response.arrayBuffer());
  const is_json = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  const { status, headers } = response;
  return { status, headers, body: is_json ? JSON.parse(text) : text };
}

export interface Client {
  user_id: string;
  token: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, json?: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, json: unknown): Promise<Answer>;
  put(path: string, body: BodyInit): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

/** Calls in the name of whom the token speaks for. */
export function clientWith(user_id: string, token: string): Client {
  return {
    user_id,
    token,
    get: (path, headers = {}) => call("GET", path, { token, headers }),
    post: (path, json, headers = {}) => call("POST", path, { token, json, headers }),
    patch: (path, json) => call("PATCH", path, { token, json }),
    put: (path, body) => call("PUT", path, { token, body }),
    delete: (path) => call("DELETE", path, { token }),
  };
}

let users = 0;

/** A user nobody else in this file is, by JWT: costs no D1. */
export async function newUser(claims: Record<string, unknown> = {}): Promise<Client> {
  users += 1;
  const user_id = `user-${users}`;
  return clientWith(user_id, await signedToken({ sub: user_id, ...claims }));
}

export function admin(): Client {
  return clientWith("admin", ADMIN_KEY);
}

/** A key of `user_id` with these scopes, made by the admin through the API. */
export async function keyOf(user_id: string, scopes: Scope[]): Promise<Client & { id: string }> {
  const made = await admin().post("/keys", { name: "a key", scopes, user_id });
  expect(made.status).toBe(201);
  const { id, key } = exactly(keyCreated, made.body);
  return { id, ...clientWith(user_id, key ?? "") };
}

/** An HS256 token that is good for five minutes, unless the claims say otherwise. */
export function signedToken(claims: Record<string, unknown>, secret = JWT_SECRET): Promise<string> {
  return new SignJWT({ exp: Math.floor(Date.now() / 1000) + 300, ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(secret));
}

/** The body as the schema has it: every field of it, and no other. */
export function exactly<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.parse(body);
  expect(body).toEqual(parsed);
  return parsed;
}

/** Checks that this is a failure in the one form that failures have, and gives what it says. */
export function expectError(answer: Answer, status: number, type: ErrorType) {
  const shown = `${answer.status} ${JSON.stringify(answer.body)}`;
  expect(answer.status, shown).toBe(status);
  const { error, request_id } = exactly(errorBody, answer.body);
  expect(error.type, shown).toBe(type);
  expect(answer.headers.get("request-id")).toBe(request_id);
  return error;
}

/** The bindings, with settings of one test's own. */
export function envWith(settings: Record<string, string>): Env {
  return { ...env, ...settings };
}
