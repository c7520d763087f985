// Forks: a session that begins with another one's log, files included, and is its own from there on.

import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import type { ForkPoint } from "../../src/contract/branch.ts";
import type { InputBlock } from "../../src/contract/content.ts";
import type { Id } from "../../src/contract/ids.ts";
import { newId } from "../../src/runtime.ts";
import { sessionDoor, unwrap } from "../../src/session/stub.ts";
import { dieNow } from "../support/crash.ts";
import { noise } from "../support/noise.ts";
import {
  caller,
  ofType,
  openSession,
  type ScriptStep,
  script,
  sessionOf,
  type TestSession,
} from "../support/session.ts";

const write = (path: string, content: string) => ({
  name: "Write",
  input: { file_path: path, content },
});

async function turn(session: TestSession, ...steps: ScriptStep[]) {
  return session.ended(await session.query(script(...steps)));
}

interface Wanted {
  point?: ForkPoint;
  files?: boolean;
  message?: InputBlock[];
  id?: Id<"sesn">;
}

async function forkOf(session: TestSession, wanted: Wanted = {}) {
  const { point = {}, files = true, message = null, id = newId("sesn") } = wanted;
  const request = { id, parent_id: session.id, point, changes: {}, files, message };
  await unwrap(sessionDoor(env, id).fork(session.owner, request));
  return sessionOf(id, session.owner);
}

async function textOf(session: TestSession, path: string): Promise<string | null> {
  const read = await session.door().readFile(session.owner, path);
  return read.ok ? new Response(read.value.body).text() : null;
}

const BIG = "x".repeat(2_000_000);

async function parent() {
  const session = await openSession({ name: "work", budget: { max_cost_usd: 5 } });
  await turn(session, { tools: [write("a", "one")] }, { text: "one" });
  const bytes = new Blob([BIG]).stream();
  await unwrap(session.door().writeFile(session.owner, "big", bytes));
  await turn(session, { tools: [write("a", "two")] }, { text: "two" });
  return session;
}

it("[FORK-1] a fork has its parent's messages and files, and each goes its own way from there", async () => {
  const session = await parent();
  const fork = await forkOf(session);
  expect(await fork.get()).toMatchObject({
    ...{ parent_session_id: session.id, is_fork: true, mode: "forked", name: "work (fork)" },
    ...{ status: "active", message_count: 8, tool_call_count: 0, budget: { max_cost_usd: 5 } },
  });
  const messages = (await session.messages()).map((each) => ({ ...each, session_id: fork.id }));
  expect(await fork.messages()).toEqual(messages);
  expect(await textOf(fork, "a")).toBe("two");
  expect(await textOf(fork, "big")).toBe(BIG);
  await turn(fork, { tools: [write("a", "fork's")] }, { text: "in the fork" });
  await turn(session, { tools: [write("a", "parent's")] }, { text: "in the parent" });
  expect(await textOf(fork, "a")).toBe("fork's");
  expect(await textOf(session, "a")).toBe("parent's");
  expect(JSON.stringify(await fork.messages())).not.toContain("in the parent");
  expect(JSON.stringify(await session.messages())).not.toContain("in the fork");
});

it("[FORK-2] a fork's log begins with its parent's under the same seqs and ids, and only then with its own", async () => {
  const session = await parent();
  const fork = await forkOf(session);
  const { forked_at_seq } = await fork.get();
  const events = await fork.events();
  expect(events.slice(0, forked_at_seq ?? 0)).toEqual(await session.events());
  expect(events[forked_at_seq ?? 0]).toMatchObject({ type: "session.forked", session_id: fork.id });
});

it("[FORK-3] at a message a fork begins behind its whole tool round, at a seq behind the whole step before it", async () => {
  const session = await parent();
  const events = await session.events();
  const [result] = ofType(events, "agent.tool_result");
  const [use] = ofType(events, "agent.tool_use");
  const atMessage = await forkOf(session, { point: { fork_at_message: 1 } });
  expect((await atMessage.get()).forked_at_seq).toBe(result?.seq);
  expect(await atMessage.messages()).toHaveLength(3);
  expect(await textOf(atMessage, "a")).toBe("one");
  expect(await textOf(atMessage, "big")).toBeNull();
  const inside = await forkOf(session, { point: { fork_at_seq: use?.seq ?? 0 } });
  expect((await inside.get()).forked_at_seq).toBeLessThan(use?.seq ?? 0);
  await turn(atMessage, { text: "goes on" });
  await turn(inside, { text: "goes on" });
  for (const fork of [atMessage, inside]) {
    expect(JSON.stringify((await fork.messages()).at(-1)?.content)).toContain("goes on");
  }
});

it("[FORK-4] without files a fork has none", async () => {
  const fork = await forkOf(await parent(), { files: false });
  expect(await textOf(fork, "a")).toBeNull();
  expect(await unwrap(fork.door().listFiles(fork.owner, ""))).toEqual([]);
});

it("[FORK-5] while its parent runs, a fork begins behind the parent's last whole step, and leaves out what waits", async () => {
  const session = await openSession();
  await turn(session, { text: "one" });
  const running = await session.query(
    script({ tools: [write("a", "two")] }, { text: "slow", chunks: 100, delay_ms: 20 }),
  );
  await session.query(script({ text: "waits" }));
  await expect.poll(async () => ofType(await session.events(), "agent.tool_result").length).toBe(1);
  const fork = await forkOf(session);
  const copied = await fork.messages();
  expect(copied.at(-1)?.content).toMatchObject([{ type: "tool_result" }]);
  expect(JSON.stringify(copied)).not.toContain("waits");
  expect(await textOf(fork, "a")).toBe("two");
  expect(await fork.get()).toMatchObject({ status: "active" });
  await turn(fork, { text: "its own answer" });
  expect((await fork.messages()).at(-1)?.content).toMatchObject([{ text: "its own answer" }]);
  await session.ended(running);
  expect(JSON.stringify(await session.messages())).toContain("slow");
});

it("[FORK-6] a fork of a fork, and of a rewound session, has what its parent shows", async () => {
  const session = await parent();
  const second = await forkOf(await forkOf(session));
  expect((await second.messages()).map(({ id }) => id)).toEqual(
    (await session.messages()).map(({ id }) => id),
  );
  await unwrap(session.door().rewind(session.owner, { to_message: 0 }));
  await turn(session, { text: "another way" });
  const fork = await forkOf(session);
  expect((await fork.messages()).map(({ id }) => id)).toEqual(
    (await session.messages()).map(({ id }) => id),
  );
  expect(await textOf(fork, "a")).toBeNull();
  // What is hidden is there as well: the rewind can be taken back in the fork.
  const [rewound] = ofType(await fork.events(), "session.rewound");
  await unwrap(fork.door().undo(fork.owner, { seq: rewound?.seq }));
  expect(await textOf(fork, "a")).toBe("two");
});

it("[FORK-7] a fork is whole when its parent is erased", async () => {
  const session = await parent();
  const fork = await forkOf(session);
  await unwrap(session.door().purge(session.owner));
  expect(await textOf(fork, "big")).toBe(BIG);
  await dieNow(fork);
  expect(await fork.messages()).toHaveLength(8);
  await turn(fork, { text: "still here" });
  expect((await fork.messages()).at(-1)?.content).toMatchObject([{ text: "still here" }]);
});

it("[FORK-25] what does not fit one page is copied whole, by as many as it needs", async () => {
  const session = await openSession();
  await turn(session, { text: "one" });
  for (const seed of [1, 2, 3, 4, 5]) {
    const bytes = new Blob([noise(1_300_000, seed) as Uint8Array<ArrayBuffer>]).stream();
    await unwrap(session.door().writeFile(session.owner, `noise-${seed}`, bytes));
  }
  const request = { to_seq: (await session.get()).last_seq, files: true, from: null };
  const first = await unwrap(session.door().copyPage(session.owner, request));
  expect(first.next).not.toBeNull();
  const fork = await forkOf(session);
  for (const seed of [1, 2, 3, 4, 5]) {
    const { body } = await unwrap(fork.door().readFile(fork.owner, `noise-${seed}`));
    const read = Buffer.from(await new Response(body).arrayBuffer());
    expect(read.equals(noise(1_300_000, seed))).toBe(true);
  }
});

it("[FORK-8] many forks at once are as many sessions, and the same one asked for twice is one", async () => {
  const session = await parent();
  const id = newId("sesn");
  const forks = await Promise.all([
    ...Array.from({ length: 8 }, () => forkOf(session)),
    forkOf(session, { id, message: script({ text: "hello" }) }),
    forkOf(session, { id, message: script({ text: "hello" }) }),
  ]);
  for (const fork of forks.slice(0, 8)) expect(await fork.messages()).toHaveLength(8);
  const twice = forks[9] as TestSession;
  await expect.poll(async () => (await twice.get()).last_stop_reason).toBe("end_turn");
  expect(await twice.messages()).toHaveLength(10);
});

it("[FORK-9] what the parent cost is shown apart and never counted again", async () => {
  const session = await openSession({ model: "claude-sonnet-5-5" });
  await turn(session, { text: "one" });
  const { total_cost_usd } = await session.get();
  const fork = await forkOf(session);
  expect(await fork.get()).toMatchObject({ total_cost_usd: 0, inherited_cost_usd: total_cost_usd });
  expect((await fork.get()).total_input_tokens).toBe(0);
  const second = await forkOf(fork);
  expect(await second.get()).toMatchObject({ inherited_cost_usd: total_cost_usd });
});

it("[FORK-10] a copy that died half-way is no session, and nothing is left of it when its alarm has rung", async () => {
  const session = await parent();
  const id = newId("sesn");
  const half = sessionOf(id, session.owner);
  const plan = await unwrap(session.door().forkPlan(session.owner, {}));
  await runInDurableObject(half.object(), async (_, state) => {
    // As a copy leaves it that was killed after its first table.
    const { Store } = await import("../../src/session/store.ts");
    const { takeRows } = await import("../../src/session/copy.ts");
    const store = new Store(state.storage);
    store.migrate();
    store.set("copying", id);
    store.set("adopted_seq", plan.place.to_seq);
    const request = { files: false, from: null, to_seq: plan.place.to_seq };
    takeRows(store, await unwrap(session.door().copyPage(session.owner, request)));
    await env.BLOBS.put(`blobs/${id}/orphan`, "left");
  });
  await dieNow(half);
  expect(await half.door().get(session.owner)).toMatchObject({ ok: false });
  await runInDurableObject(half.object(), (instance) => instance.alarm());
  expect((await env.BLOBS.list({ prefix: `blobs/${id}/` })).objects).toEqual([]);
  const tables = await runInDurableObject(half.object(), (_, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'events'").toArray(),
  );
  expect(tables).toEqual([]);
  // And the same id can be forked anew.
  expect(await (await forkOf(session, { id })).messages()).toHaveLength(8);
});

it("[FORK-11] nobody forks what they may not see, and a refused fork leaves nothing", async () => {
  const session = await parent();
  const id = newId("sesn");
  const request = { id, parent_id: session.id, point: {}, changes: {}, files: true, message: null };
  const stranger = await sessionDoor(env, id).fork(caller("stranger"), request);
  expect(stranger).toMatchObject({ ok: false, failure: { code: "not_found" } });
  const nowhere = await sessionDoor(env, id).fork(session.owner, {
    ...request,
    point: { fork_at_message: 99 },
  });
  expect(nowhere).toMatchObject({ ok: false, failure: { code: "invalid_request" } });
  expect(await sessionDoor(env, id).get(session.owner)).toMatchObject({ ok: false });
});
