// One suite over every route that openapi.json describes: a new route is under test at once.
import { beforeAll, describe, expect, it } from "vitest";
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
import {
  aboutASession,
  bodyFor,
  nameOf,
  type Operation,
  operations,
  pathOf,
  queryFor,
} from "../support/operations.ts";

it("[API-26] the suite sees every route", () => {
  expect(operations.length).toBeGreaterThan(24);
  expect(aboutASession.length).toBeGreaterThan(18);
});

function send(operation: Operation, id: string, sent: Sent): Promise<Answer> {
  const json = operation.takes_json ? { json: bodyFor(operation, id) } : {};
  const path = pathOf(operation, id) + queryFor(operation);
  return call(operation.method, path, { ...json, ...sent });
}

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

  for (const operation of aboutASession) {
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
