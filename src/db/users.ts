// Users: known from the first time they make something. Nobody registers.
import type { Caller } from "../contract/caller.ts";
import type { Database, Statement } from "./database.ts";
import { users } from "./schema.ts";

/** Remembers a user; one that is known already stays as it is. */
export function insertUser(
  db: Database,
  user: { id: string; role: Caller["role"]; at_ms: number },
): Statement {
  return db
    .insert(users)
    .values({ id: user.id, role: user.role, created_at: user.at_ms })
    .onConflictDoNothing();
}
