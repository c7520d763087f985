// Sessions as the retention job meets them: archived before it goes on, bindings under which a run dies at a
// chosen call, and a search for what an erased session may have left anywhere.
import { env } from "cloudflare:workers";
import type { Caller } from "../../src/contract/caller.ts";
import type { Id } from "../../src/contract/ids.ts";
import { SYSTEM } from "../../src/jobs/system.ts";
import { type SessionDoor, sessionDoor, unwrap } from "../../src/session/stub.ts";
import { until } from "./crash.ts";

export const DAY = 24 * 3600 * 1000;
export const days = (count: number) => Date.now() + count * DAY;

/** Archives a session that has ended, and waits until that is done; gives the archive's id. */
export async function seal(id: Id<"sesn">): Promise<string | null> {
  const door = () => sessionDoor(env, id);
  await unwrap(door().archive(SYSTEM, null));
  await until(async () => (await unwrap(door().get(SYSTEM))).status === "archived");
  return (await unwrap(door().get(SYSTEM))).archive_id;
}

type Call = (name: string, id: Id<"sesn">) => void;

/** Bindings whose sessions can be archived. `before` is told of each call of a session first. */
export function archiving(before: Call = () => {}, bindings: Env = env): Env {
  const getByName = (name: string) => {
    const id = name as Id<"sesn">;
    const door = () => sessionDoor(env, id);
    const called = <T>(method: string, call: () => T): T => {
      before(method, id);
      return call();
    };
    const archive = async (caller: Caller) => {
      await seal(id);
      return door().archiveOf(caller);
    };
    return {
      get: (caller: Caller) => called("get", () => door().get(caller)),
      archive: (caller: Caller) => called("archive", () => archive(caller)),
      complete: (...given: Parameters<SessionDoor["complete"]>) =>
        called("complete", () => door().complete(...given)),
      purge: (...given: Parameters<SessionDoor["purge"]>) =>
        called("purge", () => door().purge(...given)),
    };
  };
  return { ...bindings, SESSIONS: { getByName } as unknown as Env["SESSIONS"] };
}

/** Bindings that die at their call number `at`, of D1 or a session, and answer nothing any more. */
export function dyingAt(at: number): { bindings: Env; hasDied: () => boolean } {
  let calls = 0;
  const step = () => {
    calls += 1;
    if (calls >= at) throw new Error("killed");
  };
  const DB = {
    prepare: (sql: string) => {
      step();
      return env.DB.prepare(sql);
    },
    batch: async (statements: D1PreparedStatement[]) => {
      step();
      return env.DB.batch(statements);
    },
  } as unknown as D1Database;
  return { bindings: archiving(step, { ...env, DB }), hasDied: () => calls >= at };
}

/** Where a word stands: every column of every table of D1, and every key and content in R2. */
export async function placesOf(word: string): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '_cf_%'",
  ).all<{ name: string }>();
  const places: string[] = [];
  for (const { name } of results) {
    const { results: rows } = await env.DB.prepare(`select * from "${name}"`).all();
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        if (String(value).includes(word)) places.push(`${name}.${column}`);
      }
    }
  }
  let cursor: string | undefined;
  do {
    const page = await env.BLOBS.list(cursor === undefined ? {} : { cursor });
    for (const { key } of page.objects) {
      const text = (await (await env.BLOBS.get(key))?.text()) ?? "";
      if (key.includes(word) || text.includes(word)) places.push(key);
    }
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor !== undefined);
  return places;
}
