// A user's account through its own door, and its object with what it would wake written down.
import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { accountDoor } from "../../src/account/stub.ts";
import type { Admission, SessionUse } from "../../src/contract/account.ts";
import { PLACE_LEASE_MS } from "../../src/contract/limits.ts";
import { parseSettings } from "../../src/env.ts";
import { openSession, script } from "../support/session.ts";
import { use, withAccount } from "./bench.ts";

afterEach(() => {
  vi.useRealTimers();
});

const newAccount = () => accountDoor(env, crypto.randomUUID());
const granted = { verdict: "granted" };
const busy = { verdict: "busy" };
const verdicts = (admissions: Admission[]) => admissions.map(({ verdict }) => verdict);
const range = (count: number) => Array.from({ length: count }, (_, n) => n);

describe("running sessions", () => {
  it.each([
    ["interactive", 10],
    ["background", 50],
  ] as const)("[ACCT-1] of 100 that ask at once %s, %i run", async (mode, limit) => {
    const door = newAccount();
    const uses = range(100).map((n) => use(`s${n}`, null, mode));
    const admissions = await Promise.all(uses.map((one) => door.enter(one)));
    expect(verdicts(admissions).filter((verdict) => verdict === "granted")).toHaveLength(limit);
    expect(verdicts(admissions).filter((verdict) => verdict === "busy")).toHaveLength(100 - limit);
    const { running, waiting, max_running } = await door.usage();
    expect(running[mode]).toBe(limit);
    expect(waiting[mode]).toBe(100 - limit);
    expect(max_running).toEqual({ interactive: 10, background: 50 });
  });

  it("[ACCT-1] the limit holds while thirty come, ask again and go at once", async () => {
    const door = newAccount();
    const held = new Set<string>();
    let most = 0;
    let ended = 0;
    const live = async (one: SessionUse) => {
      while ((await door.enter(one)).verdict !== "granted") held.delete(one.session_id);
      held.add(one.session_id);
      most = Math.max(most, held.size);
      await door.enter(one);
      // Not after the call: the place is another's as soon as it is given back.
      held.delete(one.session_id);
      await door.leave(one);
      ended += 1;
    };
    await Promise.all(range(30).map((n) => live(use(`s${n}`))));
    expect(ended).toBe(30);
    expect(most).toBeLessThanOrEqual(10);
    expect(await door.usage()).toMatchObject({
      running: { interactive: 0 },
      waiting: { interactive: 0 },
    });
  });

  it("[ACCT-2] a fork runs as an interactive session does", async () => {
    const door = newAccount();
    for (const n of range(10))
      expect(await door.enter(use(`f${n}`, null, "forked"))).toEqual(granted);
    expect(await door.enter(use("i"))).toEqual(busy);
    expect(await door.enter(use("b", null, "background"))).toEqual(granted);
    const { running, waiting } = await door.usage();
    expect({ running, waiting }).toEqual({
      running: { interactive: 10, background: 1 },
      waiting: { interactive: 1, background: 0 },
    });
  });

  it("[ACCT-5] sessions that died without leaving block nobody once their lease is over", () =>
    withAccount({ MAX_CONCURRENT_INTERACTIVE_SESSIONS: "2" }, async (account, woken) => {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 20) });
      for (const id of ["dead", "dead too"]) expect(await account.enter(use(id))).toEqual(granted);
      expect(await account.enter(use("waits"))).toEqual(busy);
      vi.advanceTimersByTime(PLACE_LEASE_MS);
      expect(await account.usage()).toMatchObject({ running: { interactive: 0 } });
      expect(await account.enter(use("new"))).toEqual(granted);
      expect(woken).toEqual(["waits"]);
      expect(await account.enter(use("waits"))).toEqual(granted);
    }));

  it("[ACCT-6] the next in line is woken, and one that cannot be reached harms nobody", () =>
    withAccount({ MAX_CONCURRENT_INTERACTIVE_SESSIONS: "1" }, async (account, woken) => {
      await account.enter(use("a"));
      for (const id of ["b", "c"]) expect(await account.enter(use(id))).toEqual(busy);
      expect(woken).toEqual([]);
      await account.leave(use("a"));
      await account.leave(use("a"));
      expect(woken).toEqual(["b"]);
      expect(await account.enter(use("new"))).toEqual(busy);
      expect(await account.enter(use("b"))).toEqual(granted);
      await account.leave(use("b"));
      expect(woken).toEqual(["b", "c"]);
    }));

  it("[ACCT-11] the session that is called goes on with its turn", async () => {
    const session = await openSession();
    const query = await session.query(script({ text: "a b c d", chunks: 4, delay_ms: 50 }));
    // It died, and nothing but its account will wake it.
    await abortAllDurableObjects();
    await runInDurableObject(session.object(), (_, state) => state.storage.deleteAlarm());
    const door = newAccount();
    for (const n of range(10)) await door.enter(use(`s${n}`));
    expect(await door.enter(use(session.id))).toEqual(busy);
    expect((await session.get()).status).toBe("processing");
    await door.leave(use("s0"));
    expect(await session.ended(query)).toMatchObject({ text: "a b c d", stop_reason: "end_turn" });
  });

  it("[ACCT-12] two users share no place and no budget", async () => {
    const [one, other] = [newAccount(), newAccount()];
    for (const n of range(11)) await one.enter(use(`s${n}`, 10));
    expect(await other.enter(use("s0", 5))).toEqual(granted);
    expect(await other.usage()).toMatchObject({ spent_usd: 5, running: { interactive: 1 } });
  });

  it("[ACCT-13] what an account knows outlives its object", async () => {
    const user_id = crypto.randomUUID();
    for (const n of range(11)) await accountDoor(env, user_id).enter(use(`s${n}`, 1));
    await abortAllDurableObjects();
    const door = accountDoor(env, user_id);
    expect(await door.usage()).toMatchObject({
      spent_usd: 11,
      running: { interactive: 10 },
      waiting: { interactive: 1 },
    });
    expect(await door.enter(use("new"))).toEqual(busy);
  });

  it("[ACCT-14] asking after a user of whom nothing is known stores nothing", async () => {
    const user_id = crypto.randomUUID();
    expect(await accountDoor(env, user_id).usage()).toMatchObject({
      running: { interactive: 0, background: 0 },
      spent_usd: 0,
      budget_usd: 100,
      remaining_usd: 100,
    });
    const tables = await runInDurableObject(env.ACCOUNTS.getByName(user_id), (_, { storage }) =>
      storage.sql
        .exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'")
        .toArray(),
    );
    expect(tables).toEqual([]);
  });
});

describe("the budget", () => {
  it("[ACCT-10] when it is spent no session goes on, and each is told until when", () =>
    withAccount({}, async (account) => {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 11, 31, 23) });
      expect(await account.enter(use("a", 60))).toEqual(granted);
      expect(await account.enter(use("b", 39.5))).toEqual(granted);
      await account.leave(use("a", 60.5));
      const spent = { verdict: "spent", resets_at: "2027-01-01T00:00:00.000Z" };
      expect(await account.enter(use("b", 39.5))).toEqual(spent);
      expect(await account.enter(use("new", 0))).toEqual(spent);
      expect(await account.usage()).toEqual({
        running: { interactive: 0, background: 0 },
        waiting: { interactive: 0, background: 0 },
        max_running: { interactive: 10, background: 50 },
        spent_usd: 100,
        budget_usd: 100,
        remaining_usd: 0,
        resets_at: "2027-01-01T00:00:00.000Z",
      });
      vi.setSystemTime(Date.UTC(2027, 0, 1));
      expect(await account.enter(use("b", 40))).toEqual(granted);
      expect(await account.usage()).toMatchObject({ spent_usd: 0.5, remaining_usd: 99.5 });
    }));

  it("[ACCT-10] one that is told so gives its place to the next, who is told so as well", () =>
    withAccount({ MAX_CONCURRENT_INTERACTIVE_SESSIONS: "1" }, async (account, woken) => {
      await account.enter(use("a", 1));
      expect(await account.enter(use("b", 1))).toEqual(busy);
      expect(await account.enter(use("a", 99))).toMatchObject({ verdict: "spent" });
      expect(woken).toEqual(["b"]);
      expect(await account.enter(use("b", 1))).toMatchObject({ verdict: "spent" });
      expect(await account.usage()).toMatchObject({ waiting: { interactive: 0 } });
    }));

  it("[ACCT-8] a total that is no number neither throws nor counts", async () => {
    const door = newAccount();
    for (const total of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null]) {
      expect(await door.enter(use("a", total))).toEqual(granted);
      await door.leave(use("a", total));
    }
    expect((await door.usage()).spent_usd).toBe(0);
  });

  it("[ACCT-16] `none` is no limit, and 0 is refused since it could mean either", async () => {
    await withAccount({ USER_MONTHLY_BUDGET_USD: "none" }, async (account) => {
      expect(await account.enter(use("a", 1e9))).toEqual(granted);
      const { spent_usd, budget_usd, remaining_usd } = await account.usage();
      expect({ spent_usd, budget_usd, remaining_usd }).toEqual({
        spent_usd: 1e9,
        budget_usd: null,
        remaining_usd: null,
      });
    });
    const given = (USER_MONTHLY_BUDGET_USD: string) =>
      parseSettings({ ENVIRONMENT: "development", USER_MONTHLY_BUDGET_USD });
    expect(given("").USER_MONTHLY_BUDGET_USD).toBe(100);
    expect(given("2.5").USER_MONTHLY_BUDGET_USD).toBe(2.5);
    for (const wrong of ["0", "-1", "unlimited", "NaN", "Infinity"]) {
      expect(() => given(wrong), wrong).toThrow(
        "USER_MONTHLY_BUDGET_USD: expected a number from 0.01 to 1000000000, or none",
      );
    }
  });
});
