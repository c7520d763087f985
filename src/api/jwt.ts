// JSON Web Tokens: who signs them is configured, and each way of signing takes its own kind of key.
// A token never chooses how it is checked: its `alg` only picks between a shared secret for HS256
// and published keys for RS256 and ES256, so that a public key can never serve as a shared secret.
import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from "jose";
import { SCOPES, type Scope } from "../contract/caller.ts";
import { LedgeError } from "../contract/errors.ts";
import { userId } from "../contract/key.ts";
import { JWT_CLOCK_TOLERANCE_SECONDS } from "../contract/limits.ts";
import type { Settings } from "../env.ts";

export interface TokenClaims {
  user_id: string;
  scopes: Scope[];
}

type JwtSettings = Pick<Settings, "JWT_SECRET" | "JWT_JWKS_URL" | "JWT_ISSUER" | "JWT_AUDIENCE">;

/**
 * What a valid token says, or null for one that is not: wrong in form, not signed by whom the
 * settings name, or without an acceptable `sub` and `exp`. Throws `unauthenticated` for a token
 * that was valid until it expired, and `overloaded` when the published keys cannot be fetched.
 */
export async function verifyToken(
  token: string,
  settings: JwtSettings,
): Promise<TokenClaims | null> {
  const verification = verificationOf(token, settings);
  if (verification === null) return null;
  try {
    const { payload } = await jwtVerify(token, verification.key, {
      algorithms: verification.algorithms,
      requiredClaims: ["exp", "sub"],
      clockTolerance: JWT_CLOCK_TOLERANCE_SECONDS,
      ...(settings.JWT_ISSUER === undefined ? {} : { issuer: settings.JWT_ISSUER }),
      ...(settings.JWT_AUDIENCE === undefined ? {} : { audience: settings.JWT_AUDIENCE }),
    });
    return claimsOf(payload);
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new LedgeError("unauthenticated", "this token has expired");
    }
    if (isTheTokensFault(error)) return null;
    console.error({ event: "auth.keys_unavailable", error: String(error) });
    throw new LedgeError("overloaded", "the keys that verify this token cannot be fetched");
  }
}

function verificationOf(
  token: string,
  settings: JwtSettings,
): { key: JWTVerifyGetKey; algorithms: string[] } | null {
  switch (algorithmOf(token)) {
    case "HS256": {
      if (settings.JWT_SECRET === undefined) return null;
      const secret = new TextEncoder().encode(settings.JWT_SECRET);
      return { key: async () => secret, algorithms: ["HS256"] };
    }
    case "RS256":
    case "ES256":
      if (settings.JWT_JWKS_URL === undefined) return null;
      return { key: publishedKeys(settings.JWT_JWKS_URL), algorithms: ["RS256", "ES256"] };
    default:
      return null;
  }
}

function algorithmOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).alg;
  } catch {
    // Not in the form of a token at all.
    return undefined;
  }
}

let published: { url: string; keys: JWTVerifyGetKey } | undefined;

/** The key set at this address, kept and refreshed by jose for as long as the isolate lives. */
function publishedKeys(url: string): JWTVerifyGetKey {
  if (published?.url !== url) published = { url, keys: createRemoteJWKSet(new URL(url)) };
  return published.keys;
}

function claimsOf(payload: JWTPayload): TokenClaims | null {
  const user = userId.safeParse(payload.sub);
  const role = payload.role ?? "user";
  if (!user.success || (role !== "user" && role !== "admin")) return null;
  const allowed = SCOPES.filter((scope) => role === "admin" || scope !== "admin");
  if (payload.scope === undefined) return { user_id: user.data, scopes: allowed };
  if (typeof payload.scope !== "string") return null;
  const named = payload.scope.split(" ");
  return { user_id: user.data, scopes: allowed.filter((scope) => named.includes(scope)) };
}

/** Whether it is the token that is wrong, and not our way of getting the keys. */
function isTheTokensFault(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return false;
  return error instanceof errors.JOSEError && error.code !== "ERR_JOSE_GENERIC";
}
