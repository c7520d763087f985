import { createExecutionContext } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { app } from "../../src/api/app.ts";
import { rateLimiter } from "../../src/api/rate-limit.ts";
import { LedgeError } from "../../src/contract/errors.ts";
import {
  answerOf,
  envWith,
  expectError,
  keyOf,
  newUser,
  requestTo,
  type Sent,
} from "../support/api.ts";

/** Seconds to wait, or 0 when the request went through. */
function waitOf(attempt: () => void): number {
  try {
    attempt();
    return 0;
  } catch (error) {
    if (!(error instanceof LedgeError) || error.code !== "rate_limited") throw error;
    return Number(error.details?.retry_after_seconds);
  }
}

describe("the bucket", () => {
  it("[API-16] gives a minute's requests at once and one more as each is earned", () => {
    const limiter = rateLimiter();
    const take = (now_ms: number) => waitOf(() => limiter.take("a", 3, now_ms));
    expect([take(0), take(0), take(0)]).toEqual([0, 0, 0]);
    expect(take(0)).toBe(20);
    expect(take(5_000)).toBe(15);
    expect(take(19_999)).toBe(1);
    expect(take(20_000)).toBe(0);
    expect(take(20_000)).toBe(20);
    expect([take(600_000), take(600_000), take(600_000), take(600_000)]).toEqual([0, 0, 0, 20]);
  });

  it("[API-17] is one per key, and looking into it takes nothing", () => {
    const limiter = rateLimiter();
    expect(waitOf(() => limiter.take("a", 1, 0))).toBe(0);
    expect(waitOf(() => limiter.check("b", 1, 0))).toBe(0);
    expect(waitOf(() => limiter.take("b", 1, 0))).toBe(0);
    expect(waitOf(() => limiter.check("a", 1, 0))).toBe(60);
    expect(waitOf(() => limiter.check("a", 1, 60_000))).toBe(0);
  });

  it("[API-18] memory is bounded: the keys used last are remembered", () => {
    const limiter = rateLimiter(2);
    for (const key of ["a", "b"]) limiter.take(key, 1, 0);
    expect(waitOf(() => limiter.take("a", 1, 0))).toBe(60);
    limiter.take("c", 1, 0);
    expect(waitOf(() => limiter.check("c", 1, 0))).toBe(60);
    expect(waitOf(() => limiter.check("b", 1, 0))).toBe(60);
    expect(waitOf(() => limiter.check("a", 1, 0))).toBe(0);
  });

  it("[API-19] a clock that steps back gives nothing away", () => {
    const limiter = rateLimiter();
    limiter.take("a", 1, 100_000);
    expect(waitOf(() => limiter.take("a", 1, 0))).toBe(60);
  });
});

describe("at the door", () => {
  const slow = envWith({ RATE_LIMIT_PER_MINUTE: "3" });
  const callSlow = async (path: string, sent: Sent) =>
    answerOf(await app.fetch(requestTo("GET", path, sent), slow, createExecutionContext()));

  it("[API-20] one key over its limit waits, another of the same user does not", async () => {
    const [first, second] = [await keyOf("limited", ["read"]), await keyOf("limited", ["read"])];
    for (let n = 0; n < 3; n++) expect((await callSlow("/me", first)).status).toBe(200);
    const refused = await callSlow("/me", first);
    expectError(refused, 429, "rate_limit_error");
    const retry_after = Number(refused.headers.get("retry-after"));
    expect(retry_after).toBeGreaterThan(0);
    expect(retry_after).toBeLessThanOrEqual(20);
    expect((await callSlow("/me", second)).status).toBe(200);
  });

  it("[API-21] an address that keeps failing is turned away, whatever it tries next", async () => {
    const headers = { "cf-connecting-ip": "192.0.2.1" };
    for (let n = 0; n < 3; n++) {
      expectError(
        await callSlow("/me", { headers, token: "lk_guess" }),
        401,
        "authentication_error",
      );
    }
    const user = await newUser();
    expectError(await callSlow("/me", { headers, token: "lk_guess" }), 429, "rate_limit_error");
    expectError(await callSlow("/me", { headers, token: user.token }), 429, "rate_limit_error");
    expect((await callSlow("/me", { token: user.token })).status).toBe(200);
  });
});
