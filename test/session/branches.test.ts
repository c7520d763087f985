// What people fear of forks and rewinds in other services (docs/reliability.md, T15 and T46), and places that
// change something no message shows.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import type { ForkPoint } from "../../src/contract/branch.ts";
import { newId } from "../../src/runtime.ts";
import type { Session } from "../../src/session/session.ts";
import { sessionDoor, unwrap } from "../../src/session/stub.ts";
import { dieNow, until } from "../support/crash.ts";
import { answering, register } from "../support/hooks.ts";
import {
  ofType,
  openSession,
  type ScriptStep,
  script,
  sessionOf,
  type TestSession,
} from "../support/session.ts";
import { newWorld, transcriptOf } from "./branches/world.ts";

const bash = (command: string) => ({ name: "Bash", input: { command } });
const words = "the quick brown fox ".repeat(200);

async function say(session: TestSession, ...steps: ScriptStep[]) {
  await session.ended(await session.query(script(...steps)));
}

async function compact(session: TestSession) {
  await unwrap(session.door().compact(session.owner, null));
  await until(async () => (await session.get()).status === "active");
}

function asking(session: TestSession, point: ForkPoint = {}, files = true) {
  const id = newId("sesn");
  const request = { id, parent_id: session.id, point, changes: {}, files, message: null };
  return { id, made: sessionDoor(env, id).fork(session.owner, request) };
}

async function forkOf(session: TestSession, point: ForkPoint = {}) {
  const { id, made } = asking(session, point);
  await unwrap(made);
  return sessionOf(id, session.owner);
}

const sentTo = (session: TestSession) => transcriptOf(newWorld(session));

async function textOf(session: TestSession, path: string): Promise<string | null> {
  const read = await session.door().readFile(session.owner, path);
  return read.ok ? new Response(read.value.body).text() : null;
}

/** All that a session shows. */
async function shown(session: TestSession) {
  const files = await unwrap(session.door().listFiles(session.owner, ""));
  return [await session.get(), await session.events(), await session.messages(), files];
}

it("[FORK-22] forks of a running and of a compacted session, at a message before its summary, and of forks, outlive it", async () => {
  const session = await openSession();
  await say(session, { tools: [bash("echo one > a")] }, { text: words });
  const before = await sentTo(session);
  await compact(session);
  await say(session, { tools: [bash("echo two > a")] }, { text: "two" });
  const after = await sentTo(session);
  const slow = await session.query(script({ text: `slow ${words}`, chunks: 400, delay_ms: 20 }));

  const early = await forkOf(session, { fork_at_message: 3 });
  const late = await forkOf(session, { fork_at_message: 7 });
  const running = await forkOf(session);
  const again = await forkOf(early);
  expect((await session.get()).status).toBe("processing");
  await unwrap(session.door().interrupt(session.owner));
  await session.ended(slow);
  await unwrap(session.door().purge(session.owner));

  for (const [fork, sent, file] of [
    [early, before, "one\n"],
    [again, before, "one\n"],
    [late, after, "two\n"],
  ] as const) {
    await dieNow(fork);
    expect(await sentTo(fork)).toBe(sent);
    expect(await textOf(fork, "a")).toBe(file);
    await say(fork, { text: "goes on" });
    expect((await fork.messages()).at(-1)?.content).toMatchObject([{ text: "goes on" }]);
  }
  expect((await running.messages()).filter(({ role }) => role === "assistant")).toHaveLength(4);
  await say(running, { text: "goes on" });
});

it("[REWIND-13] a rewind names files and effects after its place, an undo restores, and no other session's work changes", async () => {
  const user_id = crypto.randomUUID();
  await register(user_id, { event: "PostToolUse", url: answering({}) });
  const session = await openSession({}, user_id);
  const other = await openSession({}, user_id);
  await say(session, { tools: [bash("echo one > a")] }, { text: "one" });
  const { last_seq: to_seq } = await session.get();
  await say(session, { tools: [bash("echo two > a; echo b > b")] }, { text: "two" });
  await say(other, { tools: [bash("echo other > a")] }, { text: "other" });
  const fork = await forkOf(session);
  await say(fork, { tools: [bash("echo fork > a")] }, { text: "fork" });
  const [mine, theirs, forks] = [await shown(session), await shown(other), await shown(fork)];

  const done = await unwrap(session.door().rewind(session.owner, { to_seq }));
  expect(done.files_changed.map(({ path, change }) => `${change} ${path}`)).toEqual([
    "reverted a",
    "removed b",
  ]);
  expect(done.effects).toMatchObject([{ kind: "hook", name: "guard" }]);
  expect(done.effects.every(({ seq }) => seq > to_seq)).toBe(true);
  expect(await textOf(session, "a")).toBe("one\n");
  await unwrap(session.door().undo(session.owner, {}));
  const [, , messages, files] = await shown(session);
  expect([messages, files]).toEqual(mine.slice(2));
  expect(await shown(other)).toEqual(theirs);
  expect(await shown(fork)).toEqual(forks);
});

it("[REWIND-14] going back over a summary, a directory or what tools remember is a change, though no message or file goes", async () => {
  const session = await openSession({ tools: ["Bash", "TodoWrite"], allowed_tools: ["Bash"] });
  await say(session, { text: words });
  const { last_seq: to_seq } = await session.get();
  const before = await sentTo(session);
  await compact(session);
  expect(await sentTo(session)).not.toBe(before);
  const over = await unwrap(session.door().rewind(session.owner, { to_seq }));
  expect(over).toMatchObject({ seq: expect.any(Number), messages_dropped: 0 });
  expect(await sentTo(session)).toBe(before);

  const todos = [{ content: "a", status: "pending", activeForm: "a" }];
  for (const tool of [bash("mkdir d"), { name: "TodoWrite", input: { todos } }]) {
    const { last_seq } = await session.get();
    await say(session, { tools: [tool] }, { text: "done" });
    const back = { to_seq: last_seq, conversation: false };
    const first = await unwrap(session.door().rewind(session.owner, back));
    expect(first).toMatchObject({ seq: expect.any(Number), files_changed: [] });
    const second = await unwrap(session.door().rewind(session.owner, back));
    expect(second.seq).toBeNull();
  }
  expect(await unwrap(session.door().listFiles(session.owner, ""))).toEqual([]);
});

it("[REWIND-15] a file where a directory was is told as removed, and the directories that are always there get no entry", async () => {
  const session = await openSession();
  await say(session, { tools: [bash("mkdir -p p/q; echo x > p/q/a")] }, { text: "one" });
  const { last_seq: to_seq } = await session.get();
  await say(session, { tools: [bash("rm -r p; echo file > p")] }, { text: "two" });
  const done = await unwrap(session.door().rewind(session.owner, { to_seq }));
  expect(done.files_changed).toEqual([
    { path: "p", change: "removed", size_bytes: null },
    { path: "p/q/a", change: "restored", size_bytes: 2 },
  ]);
  const entries = await runInDurableObject(session.object(), (_: Session, { storage }) => [
    ...storage.sql.exec("SELECT parent, name FROM entries ORDER BY parent").raw(),
  ]);
  expect(entries).toEqual([
    ["/workspace", "p"],
    ["/workspace/p", "q"],
    ["/workspace/p/q", "a"],
  ]);
});

it("[CKPT-3] a checkpoint that a rewind has hidden keeps the message it had, also at the end of a turn without any", async () => {
  const session = await openSession();
  await say(session, { text: words });
  const { last_seq: to_seq } = await session.get();
  await say(session, { text: "two" });
  await unwrap(session.door().rewind(session.owner, { to_seq }));
  await compact(session);
  const page = () => unwrap(session.door().checkpoints(session.owner, { limit: 1 }));
  const [summary] = (await page()).data;
  expect(summary).toMatchObject({ message_index: 1, is_active: true });
  await unwrap(session.door().rewind(session.owner, { to_seq }));
  expect((await page()).data).toEqual([{ ...summary, is_active: false }]);
});

it("[FORK-23] files of a time before their versions were kept are refused, to forks, rewinds and comparisons", async () => {
  const session = await openSession();
  await say(session, { tools: [bash("echo one > a")] }, { text: "one" });
  const { last_seq: early } = await session.get();
  await say(session, { tools: [bash("echo two > a")] }, { text: "two" });
  const { last_seq: late } = await session.get();
  await runInDurableObject(session.object(), (_: Session, { storage }) => {
    storage.sql.exec("INSERT INTO meta (key, value) VALUES ('versions_from', ?)", String(late));
  });
  await dieNow(session);
  const conflict = { ok: false, failure: { code: "conflict" } };
  expect(await asking(session, { fork_at_seq: early }).made).toMatchObject(conflict);
  expect(await session.door().rewind(session.owner, { to_seq: early })).toMatchObject(conflict);
  const request = { from: String(early), to: "now" };
  expect(await session.door().compare(session.owner, request)).toMatchObject(conflict);
  expect(await asking(session, { fork_at_seq: early }, false).made).toMatchObject({ ok: true });
  const fork = await forkOf(session, { fork_at_seq: late });
  expect(await textOf(fork, "a")).toBe("two\n");
  expect(ofType(await fork.events(), "session.forked")).toHaveLength(1);
});

it("[REWIND-16] a message that waited when it was closed by a rewind does not come back with the undo", async () => {
  const session = await openSession({
    custom_tools: [{ name: "lookup", description: "asks", input_schema: { type: "object" } }],
  });
  await say(session, { text: "one" });
  const { last_seq: to_seq } = await session.get();
  await say(session, { tools: [{ name: "lookup", input: {} }] }, { text: "two" });
  await session.query(script({ text: "waits" }));
  await unwrap(session.door().rewind(session.owner, { to_seq }));
  await unwrap(session.door().undo(session.owner, {}));
  const messages = await session.messages();
  expect(messages.map(({ role }) => role)).toEqual([
    ...["user", "assistant", "user", "assistant", "user"],
  ]);
  expect(JSON.stringify(messages)).not.toContain("waits");
  await say(session, { text: "goes on" });
  expect(await sentTo(session)).not.toContain("waits");
});
