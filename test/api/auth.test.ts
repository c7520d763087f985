import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { afterEach, describe, expect, it, vi } from "vitest";
import { app } from "../../src/api/app.ts";
import { me } from "../../src/contract/key.ts";
import {
  ADMIN_KEY,
  admin,
  answerOf,
  call,
  clientWith,
  envWith,
  exactly,
  expectError,
  keyOf,
  newUser,
  requestTo,
  signedToken,
} from "../support/api.ts";

const seconds = () => Math.floor(Date.now() / 1000);

async function meWith(token: string, environment: Env = env) {
  const context = createExecutionContext();
  return answerOf(await app.fetch(requestTo("GET", "/me", { token }), environment, context));
}

afterEach(() => vi.restoreAllMocks());

describe("credentials", () => {
  it("[AUTH-1] a key is taken from either header, and from nowhere else", async () => {
    const user = await keyOf("headers", ["read"]);
    const ways = [
      { authorization: `Bearer ${user.token}` },
      { authorization: `bearer ${user.token}` },
      { "x-api-key": user.token },
    ];
    for (const headers of ways) {
      const answer = await call("GET", "/me", { headers });
      expect(exactly(me, answer.body)).toEqual({
        user_id: "headers",
        role: "user",
        scopes: ["read"],
        key_id: user.id,
      });
    }
    expectError(await call("GET", `/me?token=${user.token}`), 401, "authentication_error");
    const basic = { authorization: `Basic ${btoa(`x:${user.token}`)}` };
    expectError(await call("GET", "/me", { headers: basic }), 401, "authentication_error");
  });

  it("[AUTH-2] the configured admin key speaks for the admin with every scope", async () => {
    const answer = await admin().get("/me");
    expect(exactly(me, answer.body)).toEqual({
      user_id: "admin",
      role: "admin",
      scopes: ["read", "write", "approve", "admin"],
      key_id: null,
    });
    expectError(await meWith(`${ADMIN_KEY}x`), 401, "authentication_error");
    expectError(await meWith(ADMIN_KEY.slice(1)), 401, "authentication_error");
  });

  it("[AUTH-3] whatever is wrong with an unknown credential, the answer is the same", async () => {
    const good = await newUser();
    const tokens = ["lk_", "lk_nobody", "x", "a.b.c", `${good.token}x`, "e30.e30."];
    const answers = await Promise.all(tokens.map((token) => meWith(token)));
    const messages = answers.map(
      (answer) => expectError(answer, 401, "authentication_error").message,
    );
    expect(new Set(messages)).toEqual(new Set(["these credentials are not valid"]));
    expect(answers[0]?.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("[AUTH-4] an API key costs one read of D1, a JWT and the admin key none", async () => {
    const user = await keyOf("counted", ["read"]);
    const prepare = vi.spyOn(env.DB, "prepare");
    await meWith(user.token);
    expect(prepare).toHaveBeenCalledTimes(1);
    await meWith(ADMIN_KEY);
    await meWith((await newUser()).token);
    expect(prepare).toHaveBeenCalledTimes(1);
  });
});

describe("JSON Web Tokens with a shared secret", () => {
  it("[AUTH-5] the role decides the scopes, and a scope claim narrows them", async () => {
    const table = [
      [{}, "user", ["read", "write", "approve"]],
      [{ role: "user" }, "user", ["read", "write", "approve"]],
      [{ role: "admin" }, "admin", ["read", "write", "approve", "admin"]],
      [{ scope: "read" }, "user", ["read"]],
      [{ scope: "read admin other" }, "user", ["read"]],
      [{ role: "admin", scope: "read write" }, "user", ["read", "write"]],
      [{ scope: "" }, "user", []],
    ] as const;
    for (const [claims, role, scopes] of table) {
      const user = await newUser(claims);
      const answer = await meWith(user.token);
      if (scopes.length === 0) {
        expectError(answer, 403, "permission_error");
        continue;
      }
      expect(exactly(me, answer.body)).toEqual({
        ...{ user_id: user.user_id, role, key_id: null },
        scopes: [...scopes],
      });
    }
  });

  it("[AUTH-6] a token that was forged, altered or incomplete is refused", async () => {
    const sub = "victim";
    const [header, payload, signature] = (await signedToken({ sub })).split(".");
    const altered = btoa(JSON.stringify({ sub, role: "admin", exp: seconds() + 300 }));
    const forged: Record<string, string> = {
      "alg none": new UnsecuredJWT({ sub, exp: seconds() + 300 }).encode(),
      "alg none with a signature": `${btoa('{"alg":"none"}')}.${payload}.${signature}`,
      "no signature": `${header}.${payload}.`,
      "another payload": `${header}.${altered.replaceAll("=", "")}.${signature}`,
      "another secret": await signedToken({ sub }, "another-secret-0123456789abcdef0123456789"),
      "no exp": await signedToken({ sub, exp: undefined }),
      "no sub": await signedToken({}),
      "an empty sub": await signedToken({ sub: "" }),
      "a sub with a slash": await signedToken({ sub: "a/b" }),
      "a sub too long": await signedToken({ sub: "a".repeat(129) }),
      "the admin's sub": await signedToken({ sub: "admin", role: "admin" }),
      "an unknown role": await signedToken({ sub, role: "root" }),
      "scopes that are no string": await signedToken({ sub, scope: ["admin"] }),
      "not valid yet": await signedToken({ sub, nbf: seconds() + 300 }),
      "another algorithm": await new SignJWT({ sub, exp: seconds() + 300 })
        .setProtectedHeader({ alg: "HS512" })
        .sign(new TextEncoder().encode("jwt-secret-of-the-tests-0123456789abcdef".repeat(2))),
    };
    for (const [what, token] of Object.entries(forged)) {
      const error = expectError(await meWith(token), 401, "authentication_error");
      expect(error.message, what).toBe("these credentials are not valid");
    }
  });

  it("[AUTH-7] an expired token is told so, and a clock half a minute off does not matter", async () => {
    const late = await meWith(await signedToken({ sub: "late", exp: seconds() - 60 }));
    expect(expectError(late, 401, "authentication_error").message).toBe("this token has expired");
    const skewed = await meWith(await signedToken({ sub: "skewed", exp: seconds() - 10 }));
    expect(skewed.status).toBe(200);
  });

  it("[AUTH-8] issuer and audience are checked when they are configured", async () => {
    const strict = envWith({ JWT_ISSUER: "https://issuer.test", JWT_AUDIENCE: "ledge" });
    const good = { sub: "a", iss: "https://issuer.test", aud: ["other", "ledge"] };
    expect((await meWith(await signedToken(good), strict)).status).toBe(200);
    for (const wrong of [
      { iss: "https://evil.test" },
      { iss: undefined },
      { aud: "other" },
      { aud: undefined },
    ]) {
      const answer = await meWith(await signedToken({ ...good, ...wrong }), strict);
      expectError(answer, 401, "authentication_error");
    }
  });

  it("[AUTH-9] without a configured secret no HS256 token is taken", async () => {
    const closed = envWith({ JWT_SECRET: "" });
    expectError(await meWith(await signedToken({ sub: "a" }), closed), 401, "authentication_error");
    expectError(
      await meWith(await signedToken({ sub: "a" }, "\0"), closed),
      401,
      "authentication_error",
    );
  });
});

describe("JSON Web Tokens with published keys", () => {
  /** An issuer with a key set at an address of its own, since key sets are cached by address. */
  async function issuer(alg: "RS256" | "ES256", answer?: () => Response) {
    const pair = await generateKeyPair(alg, { extractable: true });
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: "k1", alg };
    const url = `https://issuer.test/${crypto.randomUUID()}`;
    const fetched = vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
      expect(String(input)).toBe(url);
      return answer?.() ?? Response.json({ keys: [jwk] });
    });
    const sign = (claims: Record<string, unknown>, key = pair.privateKey) =>
      new SignJWT({ exp: seconds() + 300, ...claims })
        .setProtectedHeader({ alg, kid: "k1" })
        .sign(key);
    return { pair, sign, fetched, environment: envWith({ JWT_JWKS_URL: url }) };
  }

  it("[AUTH-10] tokens signed with a published key are taken, and the keys are fetched once", async () => {
    for (const alg of ["RS256", "ES256"] as const) {
      const { sign, fetched, environment } = await issuer(alg);
      for (const sub of ["ann", "bob"]) {
        const answer = await meWith(await sign({ sub }), environment);
        expect(answer.body).toMatchObject({ user_id: sub, role: "user" });
      }
      expect(fetched).toHaveBeenCalledTimes(1);
      vi.restoreAllMocks();
    }
  });

  it("[AUTH-11] a public key is never a shared secret, and another key never ours", async () => {
    const { pair, environment, sign } = await issuer("RS256");
    const public_pem = await exportSPKI(pair.publicKey);
    const public_jwk = JSON.stringify(await exportJWK(pair.publicKey));
    const stranger = await generateKeyPair("RS256");
    const without_secret = { ...environment, JWT_SECRET: "" };
    for (const token of [
      await signedToken({ sub: "a", role: "admin" }, public_pem),
      await signedToken({ sub: "a", role: "admin" }, public_jwk),
      await sign({ sub: "a" }, stranger.privateKey),
    ]) {
      expectError(await meWith(token, environment), 401, "authentication_error");
      expectError(await meWith(token, without_secret), 401, "authentication_error");
    }
  });

  it("[AUTH-12] when the keys cannot be fetched it is not the caller who is at fault", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const { sign, environment } = await issuer("ES256", () => new Response("no", { status: 500 }));
    const answer = await meWith(await sign({ sub: "a" }), environment);
    expectError(answer, 503, "overloaded_error");
    expect(answer.headers.get("retry-after")).toBe("1");
    expect(logged).toHaveBeenCalled();
  });
});

describe("scopes", () => {
  it("[AUTH-13] a key without the scope is refused, and told which scope it takes", async () => {
    const reader = await keyOf("reader", ["read"]);
    const error = expectError(
      await reader.post("/keys", { name: "more", scopes: ["read"] }),
      403,
      "permission_error",
    );
    expect(error.message).toBe('this needs a key with the scope "write"');
  });

  it("[AUTH-14] a key narrowed to less than admin has none of an admin's powers", async () => {
    const narrowed = clientWith(
      "n",
      await signedToken({ sub: "n", role: "admin", scope: "read write" }),
    );
    const other = { name: "x", scopes: ["read"], user_id: "somebody" };
    expectError(await narrowed.post("/keys", other), 403, "permission_error");
    expectError(await narrowed.get("/keys?user_id=somebody"), 403, "permission_error");
  });
});
