// Erasing a session, by a person's word or by retention: the object first, which alone knows whether it may
// be erased, then everything that D1 holds of it but the one row that it happened. What was cut off
// anywhere in between is remembered in D1, and finished by the next request or run of retention.
import { actorOf, type Caller } from "../contract/caller.ts";
import { LedgeError } from "../contract/errors.ts";
import type { Id } from "../contract/ids.ts";
import { insertDeed, purgeAuditId } from "../db/audit.ts";
import { database, runTogether } from "../db/database.ts";
import { beginRemoval, endRemoval, findRemoval, type Removal } from "../db/removals.ts";
import { deleteSession } from "../db/sessions.ts";
import { now } from "../runtime.ts";
import { sessionDoor, unwrap } from "../session/stub.ts";
import { SYSTEM } from "./system.ts";

/**
 * Erases a session for somebody who may see it. Throws `not_found`, and `conflict` for one on legal hold.
 * After any other failure it is erased later, or when asked again.
 */
export async function purgeSession(env: Env, id: Id<"sesn">, caller: Caller): Promise<void> {
  const db = database(env);
  const removal = await removalFor(env, id, caller);
  await beginRemoval(db, removal, now());
  await finishPurge(env, id, removal);
}

async function removalFor(env: Env, id: Id<"sesn">, caller: Caller): Promise<Removal> {
  const asked = { session_id: id, kind: "purge" as const, actor: actorOf(caller), at_seq: null };
  try {
    const { user_id: owner_id } = await unwrap(sessionDoor(env, id).get(caller));
    return { ...asked, owner_id };
  } catch (error) {
    if (!isFailure(error, "not_found")) throw error;
    // One whose erasure was cut off has no object any more, and is still to be taken out of D1.
    const begun = await findRemoval(database(env), id);
    const isTheirs = caller.role === "admin" || begun?.owner_id === caller.user_id;
    if (begun?.kind === "purge" && isTheirs) return begun;
    throw error;
  }
}

/** Erases what a removal is about, from wherever it was cut off. Throws `conflict` when the session refuses. */
export async function finishPurge(env: Env, id: Id<"sesn">, removal: Removal): Promise<void> {
  const db = database(env);
  const { owner_id, actor, at_seq } = removal;
  try {
    await unwrap(sessionDoor(env, id).purge(SYSTEM, at_seq));
  } catch (error) {
    if (isFailure(error, "conflict")) await endRemoval(db, removal);
    // Whoever began saw it: what is not there now has been erased.
    if (!isFailure(error, "not_found")) throw error;
  }
  await runTogether(db, [
    insertDeed(db, {
      ...{ id: purgeAuditId(id), session_id: id, owner_id, actor, at_ms: now() },
      ...{ action: "session.purged", resource_type: "session", resource_id: id },
      details: { owner: owner_id },
    }),
    ...deleteSession(db, id),
  ]);
}

export function isFailure(error: unknown, code: LedgeError["code"]): boolean {
  return error instanceof LedgeError && error.code === code;
}
