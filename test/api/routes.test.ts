// One suite over every route that openapi.json describes: a new route is under test at once.
import { beforeAll, describe, expect, it } from "vitest";
import description from "../../docs/api/openapi.json";
import { SCOPES } from "../../src/contract/caller.ts";
import { newId } from "../../src/runtime.ts";
import {
  type Answer,
  type Client,
  call,
  expectError,
  keyOf,
  newUser,
  type Sent,
} from "../support/api.ts";

interface Operation {
  method: string;
  path: string;
  scope: string;
  takes_json: boolean;
}

const operations: Operation[] = Object.entries(description.paths)
  .filter(([path]) => path !== "/healthz")
  .flatMap(([path, methods]) =>
    Object.entries<Record<string, unknown>>(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      scope: String(operation["x-required-scope"]),
      takes_json: JSON.stringify(operation.requestBody ?? {}).includes("application/json"),
    })),
  );

/** A body that each route would take; `id` is the session that the request is about. */
function bodyFor(operation: Operation, id: string): unknown {
  switch (`${operation.method} ${operation.path}`) {
    case "POST /api/v1/keys":
      return { name: "n", scopes: ["read"] };
    case "POST /api/v1/sessions":
    case "PATCH /api/v1/sessions/{id}":
      return { name: "n" };
    case "POST /api/v1/sessions/{id}/query":
      return { message: "hello" };
    case "POST /api/v1/sessions/{id}/events":
      return { events: [{ type: "user.interrupt" }] };
    case "POST /api/v1/sessions/{id}/permissions/{permission_id}":
      return { decision: "allow" };
    case "POST /api/v1/sessions/{id}/compact":
      return {};
    case "POST /api/v1/hooks-config":
      return { name: "n", event: "Stop", url: "https://hooks.example.com/" };
    case "PATCH /api/v1/hooks-config/{id}":
    case "PUT /api/v1/policies-config":
      return {};
    case "POST /api/v1/stream-tickets":
      return { session_id: id };
    default:
      throw new Error(`this test needs a body for ${operation.method} ${operation.path}`);
  }
}

function send(operation: Operation, id: string, sent: Sent): Promise<Answer> {
  const path = operation.path
    .replace("{id}", id)
    .replace("{path}", "notes/a.txt")
    .replace("{message_id}", newId("msg"))
    .replace("{permission_id}", newId("perm"))
    .replace("{tool_call_id}", newId("sevt"));
  const json = operation.takes_json ? { json: bodyFor(operation, id) } : {};
  return call(operation.method, path, { ...json, ...sent });
}

const nameOf = ({ method, path }: Operation) => `${method} ${path}`;
const about_a_session = operations.filter(
  ({ path }) => path.startsWith("/api/v1/sessions/{id}") || path === "/api/v1/stream-tickets",
);

it("[API-26] the suite sees every route", () => {
  expect(operations.length).toBeGreaterThan(24);
  expect(about_a_session.length).toBeGreaterThan(18);
});

describe("every route", () => {
  let session_id: string;
  let stranger: Client;

  beforeAll(async () => {
    const owner = await newUser();
    const made = await owner.post("/sessions", { name: "somebody's" });
    expect(made.status).toBe(201);
    session_id = (made.body as { id: string }).id;
    stranger = await newUser();
  });

  for (const operation of operations) {
    it(`[API-27] ${nameOf(operation)} without a key is a 401`, async () => {
      expectError(await send(operation, session_id, {}), 401, "authentication_error");
    });

    it(`[API-28] ${nameOf(operation)} without the scope is a 403 that names it`, async () => {
      const others = SCOPES.filter((scope) => scope !== operation.scope && scope !== "admin");
      const { token } = await keyOf("narrow", [...others]);
      const answer = await send(operation, session_id, { token });
      const error = expectError(answer, 403, "permission_error");
      expect(error.message).toContain(`"${operation.scope}"`);
    });
  }

  for (const operation of about_a_session) {
    it(`[API-29] ${nameOf(operation)}: a stranger's session, a missing and a malformed id are the same 404`, async () => {
      const { token } = stranger;
      const ids = [session_id, newId("sesn"), "sesn_0123", newId("msg"), "sesn_%00"];
      const answers = await Promise.all(ids.map((id) => send(operation, id, { token })));
      const errors = answers.map((answer) => expectError(answer, 404, "not_found_error"));
      expect(new Set(errors.map((error) => JSON.stringify(error))).size).toBe(1);
    });
  }

  it("[API-30] none of that changed the session", async () => {
    const admin_view = await call("GET", `/sessions/${session_id}`, {
      token: "admin-key-of-the-tests",
    });
    expect(admin_view.body).toMatchObject({ status: "created", name: "somebody's" });
  });
});
