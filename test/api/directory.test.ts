import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { followingPage, page } from "../../src/contract/page.ts";
import { type SessionSnapshot, sessionResource } from "../../src/contract/session.ts";
import { sessionStatistics } from "../../src/contract/statistics.ts";
import { database, runTogether } from "../../src/db/database.ts";
import { upsertSession } from "../../src/db/sessions.ts";
import { newId } from "../../src/runtime.ts";
import { admin, type Client, exactly, expectError, newUser } from "../support/api.ts";
import { snapshotWith } from "../support/snapshot.ts";

const listed = followingPage(sessionResource);

function store(...snapshots: SessionSnapshot[]): Promise<void> {
  const db = database(env);
  return runTogether(
    db,
    snapshots.map((snapshot) => upsertSession(db, snapshot)),
  );
}

/** Every page from the first to the last, by following the cursors. */
async function readThrough(user: Client, path: string): Promise<string[]> {
  const ids: string[] = [];
  let next: string | null = null;
  do {
    const cursor: string = next === null ? "" : `&cursor=${next}`;
    const answer = await user.get(`${path}${cursor}`);
    const read: z.output<typeof listed> = exactly(listed, answer.body);
    ids.push(...read.data.map((session) => session.id));
    next = read.next_cursor;
  } while (next !== null);
  return ids;
}

describe("the list of sessions", () => {
  it("[DIR-1] shows the caller's own, newest first, each with its links", async () => {
    const [user, other] = [await newUser(), await newUser()];
    const mine = [1, 2, 3].map((n) => snapshotWith({ user_id: user.user_id, name: `number ${n}` }));
    await store(...mine, snapshotWith({ user_id: other.user_id }));
    const answer = await user.get("/sessions");
    const { data, next_cursor } = exactly(listed, answer.body);
    expect(data.map((session) => session.id)).toEqual(mine.map((session) => session.id).reverse());
    expect(next_cursor).toBeNull();
    const { _links, ...newest } = data[0] ?? {};
    expect(newest).toEqual(mine[2]);
    expect(_links?.self).toBe(`/api/v1/sessions/${mine[2]?.id}`);
    expect((await admin().get("/sessions")).body).toMatchObject({ data: [] });
  });

  it("[DIR-2] read page by page in either order shows every session once", async () => {
    const user = await newUser();
    const mine = Array.from({ length: 23 }, () => snapshotWith({ user_id: user.user_id }));
    await store(...mine);
    const ids = mine.map((session) => session.id);
    expect(await readThrough(user, "/sessions?limit=5&order=asc")).toEqual(ids);
    expect(await readThrough(user, "/sessions?limit=23")).toEqual([...ids].reverse());
    expect(await readThrough(user, "/sessions?limit=7")).toEqual([...ids].reverse());
  });

  it("[DIR-3] can be read by page number, which says how many there are", async () => {
    const user = await newUser();
    const mine = Array.from({ length: 5 }, () => snapshotWith({ user_id: user.user_id }));
    await store(...mine);
    const ids = mine.map((session) => session.id).reverse();
    for (const [number, expected] of [
      [1, ids.slice(0, 2)],
      [3, ids.slice(4)],
      [4, []],
    ] as const) {
      const answer = await user.get(`/sessions?page=${number}&page_size=2`);
      const { data, ...rest } = exactly(listed, answer.body);
      expect(data.map((session) => session.id)).toEqual(expected);
      expect(rest).toMatchObject({ page: number, page_size: 2, total: 5 });
    }
    const by_both = await user.get("/sessions?page=1&cursor=abc");
    expectError(by_both, 400, "invalid_request_error");
  });

  it("[DIR-4] a cursor or a number that nobody gave out is refused", async () => {
    const user = await newUser();
    const wrong = [
      "cursor=abc",
      "cursor=%00",
      "cursor=c2Vzbl94",
      "limit=0",
      "limit=1001",
      "limit=x",
      "limit=1e2",
      "limit=5&limit=6",
      "page=0",
      "page_size=1001",
      "order=up",
      "status=gone",
      "mode=fast",
      "has_archive=maybe",
    ];
    for (const query of wrong) {
      const error = expectError(await user.get(`/sessions?${query}`), 400, "invalid_request_error");
      expect(error.details?.issues?.[0]?.path, query).toMatch(
        new RegExp(`^${query.split("=")[0]}`),
      );
    }
  });

  it("[DIR-5] a page ends early where it would grow past the limit, and the next goes on", async () => {
    const user = await newUser();
    const system_prompt = "p".repeat(100_000);
    const metadata = Object.fromEntries(
      Array.from({ length: 64 }, (_, n) => [`k${n}`, "v".repeat(2000)]),
    );
    const mine = Array.from({ length: 50 }, () =>
      snapshotWith({ user_id: user.user_id, system_prompt, metadata }),
    );
    for (let n = 0; n < mine.length; n += 10) await store(...mine.slice(n, n + 10));
    const first = exactly(listed, (await user.get("/sessions?limit=1000")).body);
    expect(first.data.length).toBeGreaterThan(30);
    expect(first.data.length).toBeLessThan(50);
    const ids = mine.map((session) => session.id).reverse();
    expect(await readThrough(user, "/sessions?limit=1000")).toEqual(ids);
  });
});

describe("filters of the list", () => {
  let user: Client;
  const named: Record<string, SessionSnapshot> = {};

  beforeAll(async () => {
    user = await newUser();
    const { user_id } = user;
    named.plain = snapshotWith({ user_id, name: "Alpha 100%" });
    named.parent = snapshotWith({ user_id, name: "beta", status: "completed" });
    named.child = snapshotWith({
      user_id,
      mode: "forked",
      is_fork: true,
      parent_session_id: named.parent.id,
      status: "waiting",
      description: "a branch of ALPHA",
    });
    named.stored = snapshotWith({
      user_id,
      status: "archived",
      mode: "background",
      archive_id: newId("arch"),
      working_directory: "/work/x",
      name: "a_b\\c",
    });
    await store(...Object.values(named));
  });

  const table: [string, string[]][] = [
    ["", ["stored", "child", "parent", "plain"]],
    ["status=completed", ["parent"]],
    ["status=completed,waiting", ["child", "parent"]],
    ["status=completed&status=waiting", ["child", "parent"]],
    ["mode=forked", ["child"]],
    ["mode=interactive", ["parent", "plain"]],
    ["has_archive=true", ["stored"]],
    ["has_archive=false", ["child", "parent", "plain"]],
    ["working_directory=/work/x", ["stored"]],
    ["q=alpha", ["child", "plain"]],
    ["q=%25", ["plain"]],
    ["q=a_b", ["stored"]],
    ["q=%5C", ["stored"]],
    ["q=_", ["stored"]],
    ["q=nothing", []],
    ["status=waiting&mode=background", []],
    ["parent_session_id=nonsense", []],
    ["order=asc&status=completed,waiting", ["parent", "child"]],
  ];
  for (const [query, expected] of table) {
    it(`[DIR-6] ?${query} finds ${expected.join(", ") || "nothing"}`, async () => {
      const { data } = exactly(listed, (await user.get(`/sessions?${query}`)).body);
      const ids = data.map((session) => session.id);
      expect(ids).toEqual(expected.map((name) => named[name]?.id));
    });
  }

  it("[DIR-7] a parent is taken as id and as plain UUID", async () => {
    const id = named.parent?.id ?? "";
    const uuid = id.slice(5).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    for (const parent of [id, uuid]) {
      const answer = await user.get(`/sessions?parent_session_id=${parent}`);
      expect(answer.body).toMatchObject({ data: [{ id: named.child?.id }] });
    }
  });
});

describe("numbers", () => {
  it("[DIR-8] a session that works or waits is active; an admin sees every user's", async () => {
    const [user, other] = [await newUser(), await newUser()];
    const of = (user_id: string, status: SessionSnapshot["status"]) =>
      snapshotWith({ user_id, status });
    const waiting = of(user.user_id, "waiting");
    const working = of(other.user_id, "processing");
    await store(waiting, of(user.user_id, "active"), of(user.user_id, "completed"), working);
    const own = exactly(page(sessionResource), (await user.get("/sessions/active")).body);
    expect(own.data.map((session) => session.id)).toEqual([waiting.id]);
    const all = exactly(page(sessionResource), (await admin().get("/sessions/active")).body);
    const ids = all.data.map((session) => session.id);
    expect(ids).toEqual(expect.arrayContaining([waiting.id, working.id]));
  });

  it("[DIR-9] sums are over the caller's sessions; an unknown cost is counted and not taken for zero", async () => {
    const user = await newUser();
    const { user_id } = user;
    const empty = exactly(sessionStatistics, (await user.get("/sessions/stats")).body);
    expect(empty).toMatchObject({
      session_count: 0,
      average_cost_usd: null,
      by_mode: { forked: 0 },
    });
    await store(
      snapshotWith({
        user_id,
        status: "active",
        total_cost_usd: 0.5,
        total_input_tokens: 10,
        message_count: 4,
      }),
      snapshotWith({
        user_id,
        status: "active",
        total_cost_usd: 1.5,
        total_input_tokens: 5,
        message_count: 2,
      }),
      snapshotWith({
        user_id,
        status: "failed",
        mode: "background",
        total_cost_usd: null,
        error_count: 3,
      }),
    );
    const sums = exactly(sessionStatistics, (await user.get("/sessions/stats")).body);
    expect(sums).toMatchObject({
      session_count: 3,
      by_status: { active: 2, failed: 1, waiting: 0 },
      by_mode: { interactive: 2, background: 1, forked: 0 },
      message_count: 6,
      error_count: 3,
      total_cost_usd: 2,
      unpriced_session_count: 1,
      total_input_tokens: 15,
      average_message_count: 2,
      average_cost_usd: 1,
    });
    const all = exactly(sessionStatistics, (await admin().get("/sessions/stats")).body);
    expect(all.session_count).toBeGreaterThan(3);
  });
});
