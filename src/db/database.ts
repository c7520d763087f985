// D1 as drizzle sees it. Functions of the other files that make a change return the statement
// instead of running it, so that a caller can put what belongs together into one batch, which D1
// runs as one transaction in one round trip.
import type { BatchItem } from "drizzle-orm/batch";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";

export type Database = DrizzleD1Database;
export type Statement = BatchItem<"sqlite">;

export function database(env: Pick<Env, "DB">): Database {
  return drizzle(env.DB);
}

/** Runs all statements or none. */
export async function runTogether(db: Database, statements: Statement[]): Promise<void> {
  const [first, ...rest] = statements;
  if (first !== undefined) await db.batch([first, ...rest]);
}
