// API keys in D1: found by the digest of the key, which is all that is stored of it.
import { and, desc, eq, isNull, lt } from "drizzle-orm";
import type { Scope } from "../contract/caller.ts";
import type { KeyResource } from "../contract/key.ts";
import { withoutSecrets } from "../contract/secret.ts";
import type { Database, Statement } from "./database.ts";
import { apiKeys } from "./schema.ts";

export interface StoredKey {
  id: string;
  user_id: string;
  name: string;
  hash: string;
  prefix: string;
  scopes: Scope[];
  expires_at: number | null;
  revoked_at: number | null;
  created_at: number;
}

/** What a request has to know of its key. */
type KeyInUse = Pick<StoredKey, "id" | "user_id" | "scopes" | "expires_at" | "revoked_at">;

/**
 * The key with this digest, also when it has expired or was revoked. One read of D1, in SQL: every
 * request asks this, and building the statement anew would cost nearly half as much as the read.
 */
export async function findKeyByHash(
  { DB }: Pick<Env, "DB">,
  hash: string,
): Promise<KeyInUse | null> {
  const row = await DB.prepare(
    "SELECT id, user_id, scopes, expires_at, revoked_at FROM api_keys WHERE hash = ?",
  )
    .bind(hash)
    .first<Omit<KeyInUse, "scopes"> & { scopes: string }>();
  return row === null ? null : { ...row, scopes: JSON.parse(row.scopes) };
}

/** A key of this user, or of anybody when `user_id` is null. */
export async function findKey(
  db: Database,
  key: { id: string; user_id: string | null },
): Promise<StoredKey | null> {
  const owned = key.user_id === null ? undefined : eq(apiKeys.user_id, key.user_id);
  const rows = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, key.id), owned))
    .limit(1);
  return rows[0] ?? null;
}

/** A user's keys, newest first, those that no longer work included. */
export async function listKeys(
  db: Database,
  page: { user_id: string; before: string | null; limit: number },
): Promise<StoredKey[]> {
  const older = page.before === null ? undefined : lt(apiKeys.id, page.before);
  return db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.user_id, page.user_id), older))
    .orderBy(desc(apiKeys.id))
    .limit(page.limit);
}

export function insertKey(db: Database, key: StoredKey): Statement {
  return db.insert(apiKeys).values({ ...key, name: withoutSecrets(key.name) });
}

/** Ends a key. The first time counts: a key revoked before keeps its time. */
export function revokeKey(db: Database, key: { id: string; at_ms: number }): Statement {
  return db
    .update(apiKeys)
    .set({ revoked_at: key.at_ms })
    .where(and(eq(apiKeys.id, key.id), isNull(apiKeys.revoked_at)));
}

/** What people may see of a key. */
export function keyResourceOf(key: StoredKey): KeyResource {
  const { hash: _, ...shown } = key;
  return {
    ...shown,
    expires_at: isoOrNull(key.expires_at),
    revoked_at: isoOrNull(key.revoked_at),
    created_at: new Date(key.created_at).toISOString(),
  };
}

function isoOrNull(at_ms: number | null): string | null {
  return at_ms === null ? null : new Date(at_ms).toISOString();
}
