// An empty account of a user nobody else is: its line at given times, or its object with what it
// would wake written down.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { Account } from "../../src/account/account.ts";
import { Line, type PlaceLimits } from "../../src/account/line.ts";
import { createAccountTables } from "../../src/account/tables.ts";
import type { SessionUse } from "../../src/contract/account.ts";

/** Runs `act` inside a real object, over its SQLite. What it throws fails the test. */
export function withSql<T>(act: (sql: SqlStorage) => T): Promise<T> {
  const stub = env.ACCOUNTS.getByName(crypto.randomUUID());
  return runInDurableObject(stub, (_instance, { storage }) => {
    createAccountTables(storage.sql);
    return act(storage.sql);
  });
}

export function withLine<T>(limits: PlaceLimits, act: (line: Line) => T): Promise<T> {
  return withSql((sql) => act(new Line(sql, limits)));
}

/** An account with settings of its own; `woken` grows by each session that it tells of its place. */
export function withAccount<T>(
  settings: Record<string, string>,
  act: (account: Account, woken: string[]) => Promise<T>,
): Promise<T> {
  const woken: string[] = [];
  const SESSIONS = {
    getByName: (id: string) => ({
      // One that cannot be reached must harm nobody, so none of them can.
      admitted: async () => {
        woken.push(id);
        throw new Error("the session cannot be reached");
      },
    }),
  };
  const stub = env.ACCOUNTS.getByName(crypto.randomUUID());
  return runInDurableObject(stub, (_instance, state) =>
    act(new Account(state, { ...env, ...settings, SESSIONS } as unknown as Env), woken),
  );
}

export function use(
  session_id: string,
  total_cost_usd: number | null = null,
  mode: SessionUse["mode"] = "interactive",
): SessionUse {
  return { session_id, mode, total_cost_usd, last_seq: 1, controls_version: 0 };
}
