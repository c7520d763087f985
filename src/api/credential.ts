// A presented token and whom it speaks for. There are three kinds, told apart by form: an API key,
// the configured key of the first admin, and a JWT. What is wrong with an unknown one is not said.
import { encodeBase64Url } from "hono/utils/encode";
import { type Caller, SCOPES } from "../contract/caller.ts";
import { LedgeError } from "../contract/errors.ts";
import { findKeyByHash } from "../db/api-keys.ts";
import type { Settings } from "../env.ts";
import { randomBytes } from "../runtime.ts";
import { sameSecret, sha256Hex } from "./digest.ts";
import { verifyToken } from "./jwt.ts";

/** The user behind ADMIN_API_KEY. No JWT may claim to be it. */
const ADMIN_USER_ID = "admin";

const KEY_PREFIX = "lk_";
const KEY_BYTES = 32;
export const KEY_CHARS_SHOWN = 8;

export type Identity = Pick<Caller, "user_id" | "role" | "scopes" | "key_id">;

/** A new API key: the one time that it is seen. */
export function newKey(): string {
  return KEY_PREFIX + encodeBase64Url(randomBytes(KEY_BYTES).buffer).replace("=", "");
}

/** What is stored of a key. Its 256 random bits need no salt and no slow digest. */
export const digestOfKey = sha256Hex;

/**
 * Whom a token speaks for. One read of D1 for an API key, none otherwise. Throws `unauthenticated`:
 * with the reason when a key or token was good once, with the same words for everything else.
 */
export async function identify(
  env: Env,
  settings: Settings,
  token: string,
  now_ms: number,
): Promise<Identity> {
  if (token.startsWith(KEY_PREFIX)) return identifyKey(env, token, now_ms);
  const admin_key = settings.ADMIN_API_KEY;
  if (admin_key !== undefined && (await sameSecret(token, admin_key))) {
    return { user_id: ADMIN_USER_ID, role: "admin", scopes: SCOPES, key_id: null };
  }
  const claims = await verifyToken(token, settings);
  if (claims === null || claims.user_id === ADMIN_USER_ID) throw unknownCredential();
  return { ...claims, role: roleOf(claims.scopes), key_id: null };
}

async function identifyKey(env: Env, token: string, now_ms: number): Promise<Identity> {
  const key = await findKeyByHash(env, await digestOfKey(token));
  if (key === null) throw unknownCredential();
  if (key.revoked_at !== null) {
    throw new LedgeError("unauthenticated", "this API key was revoked");
  }
  if (key.expires_at !== null && key.expires_at <= now_ms) {
    throw new LedgeError("unauthenticated", "this API key has expired");
  }
  const { id: key_id, user_id, scopes } = key;
  return { user_id, role: roleOf(scopes), scopes, key_id };
}

/** An admin is who holds the scope: a key or token that was narrowed is a user's. */
function roleOf(scopes: Caller["scopes"]): Caller["role"] {
  return scopes.includes("admin") ? "admin" : "user";
}

function unknownCredential(): LedgeError {
  return new LedgeError("unauthenticated", "these credentials are not valid");
}
