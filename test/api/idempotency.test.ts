import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { app } from "../../src/api/app.ts";
import {
  type Answer,
  answerOf,
  type Client,
  expectError,
  newUser,
  requestTo,
} from "../support/api.ts";

const idOf = (answer: Answer | undefined) => (answer?.body as { id: string } | undefined)?.id;
const listedIds = async (user: Client, path: string) =>
  ((await user.get(path)).body as { data: { id: string }[] }).data.map((entry) => entry.id);

afterEach(() => vi.restoreAllMocks());

describe("Idempotency-Key", () => {
  for (const [path, body] of [
    ["/keys", { name: "once", scopes: ["read"] }],
    ["/sessions", { name: "once" }],
    ["/hooks-config", { name: "once", event: "Stop", url: "https://hooks.example.com/" }],
  ] as const) {
    it(`[API-31] of twenty equal requests to ${path} at once, one makes the thing`, async () => {
      const user = await newUser();
      const headers = { "idempotency-key": `race ${path}` };
      const all = await Promise.all(
        Array.from({ length: 20 }, () => user.post(path, body, headers)),
      );
      const made = all.filter((answer) => answer.status === 201);
      const waiting = all.filter((answer) => answer.status === 409);
      expect(made.length + waiting.length).toBe(20);
      expect(made.filter((answer) => !answer.headers.has("idempotent-replayed"))).toHaveLength(1);
      for (const answer of waiting) {
        expectError(answer, 409, "conflict_error");
        expect(answer.headers.get("retry-after")).toBe("1");
        expect(answer.headers.has("x-should-retry")).toBe(false);
      }
      const ids = new Set(made.map(idOf));
      expect(ids.size).toBe(1);
      expect(await listedIds(user, path)).toEqual([...ids]);

      const later = await user.post(path, body, headers);
      expect([later.status, idOf(later)]).toEqual([201, idOf(made[0])]);
      expect(later.headers.get("idempotent-replayed")).toBe("true");
    });
  }

  it("[API-32] the same key with another body or path is an error, and another user's key is theirs", async () => {
    const [user, other] = [await newUser(), await newUser()];
    const headers = { "idempotency-key": "mine" };
    const body = { name: "a", scopes: ["read"] };
    const first = await user.post("/keys", body, headers);
    const changed = await user.post("/keys", { ...body, name: "b" }, headers);
    expectError(changed, 422, "invalid_request_error");
    expectError(await user.post("/sessions", {}, headers), 422, "invalid_request_error");
    const theirs = await other.post("/keys", body, headers);
    expect(theirs.headers.has("idempotent-replayed")).toBe(false);
    expect(idOf(theirs)).not.toBe(idOf(first));
  });

  it("[API-33] a key that is too long is refused, and no key means no promise", async () => {
    const user = await newUser();
    const body = { name: "a", scopes: ["read"] };
    const long = await user.post("/keys", body, { "idempotency-key": "k".repeat(256) });
    const error = expectError(long, 400, "invalid_request_error");
    expect(error.details?.issues).toMatchObject([{ path: "idempotency-key" }]);
    expect(idOf(await user.post("/keys", body))).not.toBe(idOf(await user.post("/keys", body)));
  });

  it("[API-34] a request that was refused gives its key back", async () => {
    const user = await newUser();
    const headers = { "idempotency-key": "later" };
    const body = { name: "a", scopes: ["read"], expires_at: "2020-01-01T00:00:00Z" };
    for (let n = 0; n < 2; n++) {
      expectError(await user.post("/keys", body, headers), 400, "invalid_request_error");
    }
    expect(await listedIds(user, "/keys")).toEqual([]);
  });

  it("[API-35] a creation cut off midway is finished by the next try, as the same session", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const user = await newUser();
    const sent = {
      token: user.token,
      json: { name: "cut off" },
      headers: { "idempotency-key": "cut off" },
    };
    const names: string[] = [];
    const SESSIONS = {
      getByName(name: string) {
        names.push(name);
        const stub = env.SESSIONS.getByName(name);
        return {
          async create(...input: never[]) {
            await (stub as unknown as { create(...i: never[]): Promise<unknown> }).create(...input);
            throw new Error("the connection was lost");
          },
        };
      },
    };
    const unlucky = { ...env, SESSIONS } as unknown as Env;
    const lost = await app.fetch(
      requestTo("POST", "/sessions", sent),
      unlucky,
      createExecutionContext(),
    );
    expectError(await answerOf(lost), 500, "api_error");

    const again = await user.post("/sessions", sent.json, sent.headers);
    expect(again.status).toBe(201);
    expect([idOf(again)]).toEqual(names);
    expect(await listedIds(user, "/sessions")).toEqual(names);
  });
});
