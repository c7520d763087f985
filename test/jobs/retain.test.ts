// The retention job over real sessions, D1 and queue. Its clock is given: years pass between two runs.
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Id } from "../../src/contract/ids.ts";
import { database, runTogether } from "../../src/db/database.ts";
import { upsertSession } from "../../src/db/sessions.ts";
import { type Retained, retainSessions } from "../../src/jobs/retain.ts";
import { SYSTEM } from "../../src/jobs/system.ts";
import { sessionDoor, unwrap } from "../../src/session/stub.ts";
import { admin, type Client, newUser } from "../support/api.ts";
import { CATCH_UP, dumpOf } from "../support/plane.ts";
import { archiving, days, dyingAt, seal } from "../support/retention.ts";

vi.setConfig({ testTimeout: 60_000 });

type Made = { id: Id<"sesn">; get: () => Promise<{ status: string; last_seq: number }> };

beforeEach(async () => {
  await env.DB.batch([
    env.DB.prepare("delete from sessions"),
    env.DB.prepare("delete from removals"),
  ]);
});

const get = (id: Id<"sesn">) => unwrap(sessionDoor(env, id).get(SYSTEM));

async function make(user: Client, body: Record<string, unknown> = {}): Promise<Made> {
  const answer = await user.post("/sessions", { model: "offline-script", ...body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  const { id } = answer.body as { id: Id<"sesn"> };
  return { id, get: () => get(id) };
}

/** Tells the directory of the session as it is, before the queue does. */
async function listed({ id }: Made): Promise<void> {
  const db = database(env);
  await runTogether(db, [upsertSession(db, await get(id))]);
}

async function say(user: Client, { id }: Made, text = "hello"): Promise<void> {
  const message = JSON.stringify([{ text }]);
  expect((await user.post(`/sessions/${id}/query?wait=20`, { message })).status).toBe(200);
}

/** One that has worked and is `status`, with the directory up to date. */
async function makeIn(
  status: string,
  user: Client,
  body: Record<string, unknown> = {},
): Promise<Made> {
  const session = await make(user, { ...body });
  if (status === "created") return session;
  await say(user, session);
  const isDone = status === "completed" || status === "archived";
  if (isDone) await user.post(`/sessions/${session.id}/complete`);
  if (status === "terminated") await user.delete(`/sessions/${session.id}`);
  if (status === "archived") await seal(session.id);
  expect((await session.get()).status).toBe(status);
  await listed(session);
  return session;
}

/** What a run did with one session. */
function fateIn(done: Retained, { id }: Made): string | null {
  const fates = ["archived", "purged", "kept"] as const;
  return fates.find((fate) => done[fate].includes(id)) ?? (id in done.failed ? "failed" : null);
}

const run = (at_days: number, bindings = archiving()) => retainSessions(bindings, days(at_days));

async function isGone({ id }: Made): Promise<boolean> {
  const outcome = await sessionDoor(env, id).get(SYSTEM);
  const dump = await dumpOf(id);
  const rows = Object.values(dump).flat();
  const isErased = rows.length === 1 && dump.audit_logs?.[0]?.action === "session.purged";
  expect(!outcome.ok, JSON.stringify(rows)).toBe(isErased);
  return isErased;
}

describe("a run", () => {
  it("[RETAIN-4] takes away what is due by its class, and nothing a moment before", async () => {
    const user = await newUser();
    const sessions = {
      created: await makeIn("created", user),
      active: await makeIn("active", user),
      completed: await makeIn("completed", user),
      terminated: await makeIn("terminated", user),
      archived: await makeIn("archived", user),
    };
    const fates = (done: Retained) =>
      Object.fromEntries(
        Object.entries(sessions).map(([status, session]) => [status, fateIn(done, session)]),
      );
    const nothing = { created: null, active: null, completed: null, terminated: null };
    expect(fates(await run(29.9))).toEqual({ ...nothing, archived: null });
    expect(fates(await run(30.1))).toEqual({ ...nothing, archived: null, created: "purged" });
    expect(await isGone(sessions.created)).toBe(true);
    expect(fates(await run(89.9))).toEqual({ ...nothing, archived: null });
    expect(fates(await run(90.1))).toEqual({ ...nothing, archived: "purged" });
    expect(await isGone(sessions.archived)).toBe(true);
    expect(fates(await run(179.9))).toEqual({ ...nothing, archived: null });
    const { active, completed, terminated } = sessions;
    const archived = { active: "archived", completed: "archived", terminated: "archived" };
    expect(fates(await run(180.1))).toEqual({ ...archived, created: null, archived: null });
    for (const session of [active, completed, terminated]) {
      expect((await session.get()).status).toBe("archived");
      await listed(session);
    }
    // By the sessions' own clock they were archived just now, which is more than ninety days ago.
    const purged = { active: "purged", completed: "purged", terminated: "purged" };
    expect(fates(await run(181))).toMatchObject(purged);
  });

  it("[RETAIN-5] says of whom the row is that tells of the erasure: of the system, in its owner's trail", async () => {
    const user = await newUser();
    const session = await makeIn("created", user);
    await run(31);
    const { body } = await user.get(`/audit-logs?session_id=${session.id}`);
    expect((body as { data: unknown[] }).data).toMatchObject([
      { action: "session.purged", actor: { user_id: "system", ip: null }, details: {} },
    ]);
  });

  it("[RETAIN-2] goes by the session's own word where it has one", async () => {
    const user = await newUser();
    const soon = await makeIn("completed", user, { retention: { archive_after_days: 2 } });
    const never = await makeIn("completed", user, { retention: { archive_after_days: null } });
    const kept = await makeIn("archived", user, { retention: { keep_archive_days: null } });
    const brief = await makeIn("archived", user, { retention: { keep_archive_days: 1 } });
    const first = await run(2.1);
    expect([soon, never, kept, brief].map((one) => fateIn(first, one))).toEqual([
      ...["archived", null, null, "purged"],
    ]);
    const last = await run(30_000);
    expect([never, kept].map((one) => fateIn(last, one))).toEqual([null, null]);
  });

  it("[RETAIN-6] believes the session and not the directory, which may be behind", async () => {
    const user = await newUser();
    const session = await makeIn("completed", user);
    const held = await makeIn("created", user);
    await admin().patch(`/sessions/${held.id}`, { retention: { legal_hold: true } });
    // The directory as it was before both changes.
    const asLong = "update sessions set updated_at = 1, legal_hold = 0, status = ? where id = ?";
    await env.DB.prepare(asLong).bind("archived", session.id).run();
    await env.DB.prepare(asLong).bind("created", held.id).run();
    const done = await run(91);
    expect([session, held].map((one) => fateIn(done, one))).toEqual(["kept", "kept"]);
    expect((await session.get()).status).toBe("completed");
    expect((await held.get()).status).toBe("created");
  });

  it("[RETAIN-7] leaves alone what changes between its look and its act", async () => {
    const user = await newUser();
    const empty = await makeIn("created", user);
    const open = await makeIn("active", user);
    const bindings = archiving();
    const late = {
      ...bindings,
      SESSIONS: {
        getByName: (id: string) => ({
          ...(bindings.SESSIONS.getByName(id) as object),
          get: async () => {
            const seen = await sessionDoor(env, id as Id<"sesn">).get(SYSTEM);
            await user.patch(`/sessions/${id}`, { name: "still wanted" });
            return seen;
          },
        }),
      } as unknown as Env["SESSIONS"],
    };
    const done = await run(181, late);
    expect([empty, open].map((one) => fateIn(done, one))).toEqual(["kept", "kept"]);
    expect([(await empty.get()).status, (await open.get()).status]).toEqual(["created", "active"]);
    const { results } = await env.DB.prepare("select * from removals").all();
    expect(results).toEqual([]);
  });

  it("[RETAIN-8] leaves a session that waits for somebody", async () => {
    const user = await newUser();
    const session = await make(user, { allowed_tools: [] });
    const tools = [{ name: "Bash", input: { command: "touch x" } }];
    const message = JSON.stringify([{ tools }, { text: "done" }]);
    await user.post(`/sessions/${session.id}/query?wait=20`, { message });
    expect((await session.get()).status).toBe("waiting");
    await env.DB.prepare("update sessions set status = 'active', updated_at = 1 where id = ?")
      .bind(session.id)
      .run();
    expect(fateIn(await run(400), session)).toBe("kept");
    expect((await session.get()).status).toBe("waiting");
  });

  it("[RETAIN-9] is bounded, and one that cannot be taken away keeps no other from its turn", async () => {
    const user = await newUser();
    const sessions = await Promise.all(Array.from({ length: 23 }, () => makeIn("created", user)));
    const stuck = sessions.slice(0, 20).map(({ id }) => id);
    const bindings = archiving((method, id) => {
      if (method === "get" && stuck.includes(id)) throw new Error("this one is stuck");
    });
    const first = await run(31, bindings);
    expect(Object.keys(first.failed).length).toBeGreaterThan(0);
    const { failed, archived, kept, gone } = first;
    const looked = [...Object.keys(failed), ...archived, ...kept, ...gone, ...first.purged];
    expect(looked.length).toBeLessThanOrEqual(20);
    const second = await run(31, bindings);
    const purged = [...first.purged, ...second.purged];
    for (const { id } of sessions.slice(20)) expect(purged).toContain(id);
    // What is stuck is looked at again later.
    const third = await run(31.1, bindings);
    expect(Object.keys(third.failed).length).toBeGreaterThan(10);
    // Once it is not stuck any more it goes.
    const after = [...(await run(32)).purged, ...(await run(32)).purged];
    for (const id of stuck) expect(after).toContain(id);
  });

  it("[RETAIN-10] twice, and two at once, does everything once", async () => {
    const user = await newUser();
    const empty = await makeIn("created", user);
    const open = await makeIn("active", user, { retention: { keep_archive_days: null } });
    const sealed = await makeIn("archived", user);
    const both = await Promise.all([run(181), run(181)]);
    await run(181);
    // In this test an object that is archived dies by it, and may do so under the other run's call.
    for (const { failed } of both) {
      expect(Object.entries(failed).filter(([, why]) => !why.includes("cut off"))).toEqual([]);
    }
    expect(await isGone(empty)).toBe(true);
    expect(await isGone(sealed)).toBe(true);
    expect((await open.get()).status).toBe("archived");
    const { body } = await user.get(`/sessions/${open.id}/events?limit=1000`);
    const types = (body as { data: { type: string }[] }).data.map(({ type }) => type);
    for (const type of ["session.completed", "session.archived"]) {
      expect(types.filter((one) => one === type)).toHaveLength(1);
    }
    const { results } = await env.DB.prepare("select * from removals").all();
    expect(results).toEqual([]);
  });

  it("[RETAIN-11] killed at any of its steps, is finished by the next", async () => {
    let steps = 0;
    for (let at = 1; ; at += 1) {
      const user = await newUser();
      await env.DB.batch([
        env.DB.prepare("delete from sessions"),
        env.DB.prepare("delete from removals"),
      ]);
      const empty = await makeIn("created", user);
      const open = await makeIn("active", user, { retention: { keep_archive_days: null } });
      const { bindings, hasDied } = dyingAt(at);
      await run(181, bindings).catch(() => undefined);
      if (!hasDied()) break;
      steps = at;
      // The next run is minutes later.
      const { failed } = await run(181.01);
      expect(failed, `killed at ${at}`).toEqual({});
      expect(await isGone(empty), `killed at ${at}`).toBe(true);
      expect((await open.get()).status, `killed at ${at}`).toBe("archived");
      const { results } = await env.DB.prepare("select * from removals").all();
      expect(results, `killed at ${at}`).toEqual([]);
    }
    expect(steps).toBeGreaterThan(15);
  });
});

describe("previews of tool calls", () => {
  const shown = (id: string) =>
    env.DB.prepare("select tool_input, tool_output from tool_calls where session_id = ?")
      .bind(id)
      .all();

  it("[RETAIN-12] are blanked when they are old, also after they were published again, and kept on legal hold", async () => {
    const user = await newUser();
    const [one, held] = [
      await make(user, { allowed_tools: ["Bash"] }),
      await make(user, { allowed_tools: ["Bash"] }),
    ];
    const tools = [{ name: "Bash", input: { command: "echo seen" } }];
    const message = JSON.stringify([{ tools }, { text: "done" }]);
    for (const { id } of [one, held]) {
      await user.post(`/sessions/${id}/query?wait=20`, { message });
    }
    await admin().patch(`/sessions/${held.id}`, { retention: { legal_hold: true } });
    for (const session of [one, held]) await listed(session);
    const before = [{ tool_input: expect.stringContaining("echo seen"), tool_output: "seen" }];
    for (const { id } of [one, held]) {
      await vi.waitFor(async () => expect((await shown(id)).results).toEqual(before), CATCH_UP);
    }

    expect((await run(29.9)).blanked).toBe(0);
    expect((await run(30.1)).blanked).toBe(1);
    expect((await run(30.1)).blanked).toBe(0);
    const blank = [{ tool_input: null, tool_output: null }];
    expect((await shown(one.id)).results).toEqual(blank);
    expect((await shown(held.id)).results).toEqual(before);

    // A row that is there stays as it is; one that was lost comes back, and is blanked again.
    const publish = () => admin().post(`/admin/sessions/${one.id}/publish`);
    await env.DB.prepare("delete from tool_calls where session_id = ?").bind(one.id).run();
    await publish();
    await vi.waitFor(async () => expect((await shown(one.id)).results).toEqual(before), CATCH_UP);
    expect((await run(30.1)).blanked).toBe(1);
    expect((await shown(one.id)).results).toEqual(blank);
  });
});
