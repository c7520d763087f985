// Idempotency keys of requests that make something outside a session: one row per user and key, in
// which the new thing's id is reserved before the work begins. Whoever finishes the work, be it a
// later try, makes that very thing.
import { and, eq, lte, sql } from "drizzle-orm";
import * as limits from "../contract/limits.ts";
import { withoutSecretsIn } from "../contract/secret.ts";
import type { Database, Statement } from "./database.ts";
import { idempotencyKeys } from "./schema.ts";

export interface Claim {
  user_id: string;
  key: string;
  digest: string;
  /** The id to reserve, when this is the first try. */
  resource_id: string;
  at_ms: number;
}

export type Claimed =
  /** The work is the claimer's, under this id. */
  | { state: "mine"; resource_id: string }
  | { state: "done"; response: unknown }
  | { state: "running" }
  /** The key came with another request before. */
  | { state: "other" };

/**
 * Takes the key, or says who has it. A key that nobody finished within the lease is taken over with
 * the id it reserved; one older than its time to live is forgotten first. One round trip.
 */
export async function claimIdempotencyKey(db: Database, claim: Claim): Promise<Claimed> {
  const { user_id, key, digest, resource_id, at_ms } = claim;
  const mine = and(eq(idempotencyKeys.user_id, user_id), eq(idempotencyKeys.key, key));
  const expired = lte(idempotencyKeys.created_at, at_ms - limits.IDEMPOTENCY_TTL_MS);
  const [, , taken, found] = await db.batch([
    sweep(db, at_ms),
    db.delete(idempotencyKeys).where(and(mine, expired)),
    db
      .insert(idempotencyKeys)
      .values({
        ...{ user_id, key, digest, resource_id },
        ...{ status: "running", claimed_at: at_ms, created_at: at_ms },
      })
      .onConflictDoUpdate({
        target: [idempotencyKeys.user_id, idempotencyKeys.key],
        set: { claimed_at: at_ms },
        setWhere: sql`${idempotencyKeys.status} = 'running'
          and ${idempotencyKeys.digest} = ${digest}
          and ${idempotencyKeys.claimed_at} <= ${at_ms - limits.IDEMPOTENCY_LEASE_MS}`,
      })
      .returning({ resource_id: idempotencyKeys.resource_id }),
    db.select().from(idempotencyKeys).where(mine).limit(1),
  ]);
  const won = taken[0];
  if (won !== undefined) return { state: "mine", resource_id: won.resource_id };
  const row = found[0];
  if (row === undefined) throw new Error("an idempotency key vanished inside its own transaction");
  if (row.digest !== digest) return { state: "other" };
  return row.status === "done" ? { state: "done", response: row.response } : { state: "running" };
}

/**
 * Keeps the answer, without what looks like a secret in it; belongs into the batch that makes the
 * thing, or after it.
 */
export function finishIdempotencyKey(
  db: Database,
  claim: Pick<Claim, "user_id" | "key">,
  response: unknown,
): Statement {
  const kept = withoutSecretsIn(response);
  return db.update(idempotencyKeys).set({ status: "done", response: kept }).where(sameKey(claim));
}

/** Gives the key up after a failure: the next try need not wait for the lease to run out. */
export async function abandonIdempotencyKey(
  db: Database,
  claim: Pick<Claim, "user_id" | "key">,
): Promise<void> {
  await db
    .update(idempotencyKeys)
    .set({ claimed_at: 0 })
    .where(and(sameKey(claim), eq(idempotencyKeys.status, "running")));
}

function sameKey(claim: Pick<Claim, "user_id" | "key">) {
  return and(eq(idempotencyKeys.user_id, claim.user_id), eq(idempotencyKeys.key, claim.key));
}

/** Old keys go as new ones come, a bounded number at a time: nothing else has to clean up. */
function sweep(db: Database, at_ms: number) {
  const oldest = sql`select rowid from ${idempotencyKeys}
    where ${idempotencyKeys.created_at} <= ${at_ms - limits.IDEMPOTENCY_TTL_MS}
    order by ${idempotencyKeys.created_at} limit ${limits.IDEMPOTENCY_SWEEP_ROWS_MAX}`;
  return db.delete(idempotencyKeys).where(sql`rowid in (${oldest})`);
}
