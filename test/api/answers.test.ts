import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { app } from "../../src/api/app.ts";
import {
  admin,
  answerOf,
  call,
  envWith,
  expectError,
  newUser,
  requestTo,
  type Sent,
} from "../support/api.ts";

async function callWith(environment: Env, method: string, path: string, sent: Sent = {}) {
  const context = createExecutionContext();
  return answerOf(await app.fetch(requestTo(method, path, sent), environment, context));
}

afterEach(() => vi.restoreAllMocks());

describe("every answer", () => {
  it("[API-8] carries an id of its own, whatever the client calls it", async () => {
    const user = await newUser();
    const headers = { "request-id": "req_mine", "x-request-id": "req_mine" };
    const answers = [
      await call("GET", "/healthz", { headers }),
      await call("GET", "/docs", { headers }),
      await call("GET", "/me", { headers }),
      await user.get("/me", headers),
      await user.get("/nowhere", headers),
      await user.delete("/me"),
      await user.post("/sessions", { nope: 1 }, headers),
    ];
    const ids = answers.map((answer) => answer.headers.get("request-id"));
    for (const id of ids) expect(id).toMatch(/^req_[0-9a-f]{32}$/);
    expect(new Set(ids).size).toBe(answers.length);
  });

  it("[API-9] forbids a browser everything that an API has no use for, and is not stored", async () => {
    const user = await newUser();
    for (const answer of [await user.get("/me"), await call("GET", "/me"), await user.get("/x")]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "x-frame-options": "DENY",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "strict-transport-security": expect.stringContaining("max-age="),
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
      });
      expect(answer.headers.has("x-powered-by")).toBe(false);
    }
  });

  it("[API-10] says nothing of another origin unless origins are configured", async () => {
    const origin = { origin: "https://app.test" };
    const user = await newUser();
    const answer = await user.get("/me", origin);
    expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual(
      [],
    );
    const preflight = await call("OPTIONS", "/sessions", {
      headers: { ...origin, "access-control-request-method": "POST" },
    });
    expectError(preflight, 401, "authentication_error");
  });

  it("[API-11] lets configured origins in, and only those", async () => {
    const open = envWith({ CORS_ORIGINS: "https://app.test, https://other.test" });
    const { token } = await newUser();
    const asked = { "access-control-request-method": "POST" };
    const preflight = await callWith(open, "OPTIONS", "/sessions", {
      headers: { origin: "https://app.test", ...asked },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("https://app.test");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
    expect(preflight.headers.has("access-control-allow-credentials")).toBe(false);

    const good = await callWith(open, "GET", "/me", {
      token,
      headers: { origin: "https://other.test" },
    });
    expect(good.headers.get("access-control-allow-origin")).toBe("https://other.test");
    const bad = await callWith(open, "GET", "/me", {
      token,
      headers: { origin: "https://evil.test" },
    });
    expect(bad.headers.has("access-control-allow-origin")).toBe(false);
  });
});

describe("failures", () => {
  it("[API-12] an address nobody serves is a 404, a method nobody takes a 405 with those that work", async () => {
    const user = await newUser();
    expectError(await user.get("/nowhere"), 404, "not_found_error");
    expectError(await call("GET", "/api/v2/me", { token: user.token }), 404, "not_found_error");
    const refused = await user.delete("/me");
    expectError(refused, 405, "invalid_request_error");
    expect(refused.headers.get("allow")).toBe("GET, HEAD");
    expectError(await user.get("/stream-tickets"), 405, "invalid_request_error");
  });

  it("[API-13] what nobody foresaw tells the client nothing and the log everything", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const broken = {
      ...env,
      DB: {
        prepare: () => {
          throw new Error("no such table: secrets");
        },
      },
    } as unknown as Env;
    const answer = await callWith(broken, "GET", "/keys", { token: admin().token });
    const error = expectError(answer, 500, "api_error");
    expect(JSON.stringify(answer.body)).not.toContain("secrets");
    expect(error).toEqual({ type: "api_error", message: "something went wrong on our side" });
    const request_id = answer.headers.get("request-id");
    expect(logged).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ request_id, error: expect.stringContaining("no such table") }),
    );
  });

  it("[API-14] wrong settings fail every request and are named in the log only", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const wrong = envWith({ MAX_TURNS: "many", RATE_LIMIT_PER_MINUTE: "0" });
    for (const path of ["/healthz", "/me"]) {
      const answer = await callWith(wrong, "GET", path, { token: admin().token });
      expect(expectError(answer, 500, "api_error").message).toBe("the service is misconfigured");
    }
    const line = JSON.stringify(logged.mock.calls[0]);
    expect(line).toContain("MAX_TURNS");
    expect(line).toContain("RATE_LIMIT_PER_MINUTE");
    expect(line).not.toContain("many");
  });
});

describe("what needs no key", () => {
  it("[API-15] health, the description and its page; the page loads our own files only", async () => {
    expect((await call("GET", "/healthz")).body).toEqual({ status: "ok" });
    expect((await call("GET", "/openapi.json")).body).toMatchObject({ openapi: "3.1.0" });
    const docs = await call("GET", "/docs");
    expect(docs.status).toBe(200);
    const policy = docs.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(docs.body).toContain(`<script nonce="${nonce}">`);
    expect(String(docs.body).match(/(?:src|href)="[^"]*"/g)).toEqual([
      'href="/api-docs/swagger-ui.css"',
      'src="/api-docs/swagger-ui-bundle.js"',
    ]);
  });
});
