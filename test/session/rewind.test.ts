// Going back: the conversation, the files, or both, to a place that is a whole step; and taking it back.
import { expect, it } from "vitest";
import type { RewindInput, UndoInput } from "../../src/contract/branch.ts";
import { DIFFED_BYTES_MAX } from "../../src/contract/limits.ts";
import type { MessageResource } from "../../src/contract/message.ts";
import { unwrap } from "../../src/session/stub.ts";
import { dieNow } from "../support/crash.ts";
import {
  ofType,
  openSession,
  pageIn,
  type ScriptStep,
  script,
  type TestSession,
} from "../support/session.ts";

const write = (path: string, content: string) => ({
  name: "Write",
  input: { file_path: path, content },
});
const bash = (command: string) => ({ name: "Bash", input: { command } });

async function turn(session: TestSession, ...steps: ScriptStep[]) {
  const query = await session.query(script(...steps));
  const result = await session.ended(query);
  return { ...query, result };
}

function rewind(session: TestSession, input: RewindInput) {
  return unwrap(session.door().rewind(session.owner, input));
}

function undo(session: TestSession, input: UndoInput = {}) {
  return unwrap(session.door().undo(session.owner, input));
}

async function textOf(session: TestSession, path: string): Promise<string | null> {
  const read = await session.door().readFile(session.owner, path);
  return read.ok ? new Response(read.value.body).text() : null;
}

async function said(session: TestSession): Promise<string[]> {
  return (await session.messages()).flatMap(({ role, content }) =>
    role === "assistant"
      ? content.flatMap(({ text }) => (text === undefined ? [] : `${text}`))
      : [],
  );
}

/** Two turns, each of which writes the same file and one of its own. */
async function twoTurns() {
  const session = await openSession();
  await turn(session, { tools: [write("a", "one"), write("first", "1")] }, { text: "one" });
  const [{ seq: to_seq = 0 } = {}] = (
    await unwrap(session.door().checkpoints(session.owner, { limit: 1 }))
  ).data;
  await turn(
    session,
    { tools: [bash("echo two > a; echo 2 > second; rm first")] },
    { text: "two" },
  );
  return { session, to_seq };
}

it("[REWIND-1] a rewind hides what was said since and brings the files back, and the log keeps everything", async () => {
  const { session, to_seq } = await twoTurns();
  const before = await session.events();
  const result = await rewind(session, { to_seq });
  expect(result).toMatchObject({ dry_run: false, to_seq, messages_dropped: 4 });
  expect(result.files_changed).toEqual([
    { path: "a", change: "reverted", size_bytes: 3 },
    { path: "first", change: "restored", size_bytes: 1 },
    { path: "second", change: "removed", size_bytes: null },
  ]);
  expect(await said(session)).toEqual(["one"]);
  expect(await textOf(session, "a")).toBe("one");
  expect(await textOf(session, "first")).toBe("1");
  expect(await textOf(session, "second")).toBeNull();
  const after = await session.events();
  expect(after.slice(0, before.length)).toEqual(before);
  expect(ofType(after, "session.rewound")).toHaveLength(1);
  const everything = await pageIn<MessageResource>(
    session.door().messages(session.owner, { limit: 100, path: "all" }),
  );
  expect(everything.data.map(({ is_active }) => is_active)).toEqual([
    ...[true, true, true, true, true],
    ...[false, false, false, false],
  ]);
});

it("[REWIND-2] the next turn goes on where the conversation ends now, with indexes and parents in one line", async () => {
  const { session, to_seq } = await twoTurns();
  await rewind(session, { to_seq });
  await turn(session, { text: "three, after {{messages}}" });
  const messages = await session.messages();
  expect(messages.map(({ index }) => index)).toEqual([...messages.keys()]);
  expect(messages.map(({ parent_message_id }) => parent_message_id)).toEqual([
    null,
    ...messages.slice(0, -1).map(({ id }) => id),
  ]);
  expect((await said(session)).join()).not.toContain("two");
});

it("[REWIND-3] an undo restores what a rewind hid, also after new turns, and can itself be undone", async () => {
  const { session, to_seq } = await twoTurns();
  await rewind(session, { to_seq });
  await turn(session, { tools: [write("a", "three")] }, { text: "three" });
  const undone = await undo(session);
  expect(undone).toMatchObject({ messages_restored: 4, messages_dropped: 4 });
  expect(await said(session)).toEqual(["one", "two"]);
  expect(await textOf(session, "a")).toBe("two\n");
  expect((await session.get()).undoable_seq).toBeNull();
  const redone = await undo(session, { seq: undone.seq ?? 0 });
  expect(redone.messages_restored).toBe(4);
  expect(await said(session)).toEqual(["one", "three"]);
  expect(await textOf(session, "a")).toBe("three");
  // What could be undone before the undo can be undone again.
  await undo(session);
  expect(await said(session)).toEqual(["one", "two"]);
});

it("[REWIND-4] a dry run says what would go, effects included, and changes nothing", async () => {
  const session = await openSession({
    custom_tools: [{ name: "lookup", description: "asks", input_schema: { type: "object" } }],
  });
  await turn(session, { text: "one" });
  const [checkpoint] = (await unwrap(session.door().checkpoints(session.owner, { limit: 5 }))).data;
  const query = await session.query(
    script({ tools: [{ name: "lookup", input: {} }] }, { text: "two" }),
  );
  await session.ended(query);
  const [call] = ofType(await session.events(), "agent.custom_tool_use");
  await session.send([
    {
      type: "user.custom_tool_result",
      custom_tool_use_id: call?.id ?? "",
      content: [{ type: "text", text: "42" }],
      is_error: false,
    },
  ]);
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
  const before = await session.events();
  const told = await rewind(session, { checkpoint_id: checkpoint?.id, dry_run: true });
  expect(told).toMatchObject({
    dry_run: true,
    seq: null,
    messages_dropped: 4,
    effects: [{ kind: "client_tool", name: "lookup" }],
  });
  expect(told.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
  expect(await session.events()).toEqual(before);
  const done = await rewind(session, { checkpoint_id: checkpoint?.id });
  expect({ ...done, dry_run: true, seq: null }).toEqual(told);
});

it("[REWIND-5] conversation and files go back each without the other", async () => {
  const { session, to_seq } = await twoTurns();
  await rewind(session, { to_seq, conversation: false });
  expect(await said(session)).toEqual(["one", "two"]);
  expect(await textOf(session, "a")).toBe("one");
  await undo(session);
  expect(await textOf(session, "a")).toBe("two\n");
  await rewind(session, { to_seq, files: false });
  expect(await said(session)).toEqual(["one"]);
  expect(await textOf(session, "a")).toBe("two\n");
  const neither = await session
    .door()
    .rewind(session.owner, { to_seq: 1, checkpoint_id: "ckpt_0" } as RewindInput);
  expect(neither.ok).toBe(false);
});

it("[REWIND-6] a question and queued messages of what is cut are closed with a reason, and whoever waits is told", async () => {
  const session = await openSession({ allowed_tools: [] });
  await turn(session, { text: "one" });
  const [checkpoint] = (await unwrap(session.door().checkpoints(session.owner, { limit: 5 }))).data;
  await session.query(script({ tools: [bash("echo no > n")] }, { text: "two" }));
  await expect.poll(async () => (await session.get()).status).toBe("waiting");
  const queued = await session.query(script({ text: "three" }));
  const waited = session.ended(queued);
  const done = await rewind(session, { checkpoint_id: checkpoint?.id });
  expect(done.closes).toMatchObject({ turn: 2, input_seqs: [queued.seq] });
  expect(done.closes.permission_ids).toHaveLength(1);
  expect(await waited).toMatchObject({ stop_reason: "interrupted" });
  const events = await session.events();
  expect(ofType(events, "permission.decided")).toMatchObject([
    { decision: "deny", reason: "the session was rewound" },
  ]);
  expect(await unwrap(session.door().openPermissions(session.owner))).toEqual([]);
  expect(await session.get()).toMatchObject({ status: "active" });
  await turn(session, { text: "four" });
  expect(await said(session)).toEqual(["one", "four"]);
});

it("[REWIND-7] a place inside a step is brought back to the end of the whole step before", async () => {
  const { session } = await twoTurns();
  const events = await session.events();
  const calls = ofType(events, "agent.tool_use");
  const [first, second] = calls;
  const inside = await rewind(session, { to_seq: (second?.seq ?? 0) + 1, dry_run: true });
  expect(inside.to_seq).toBeLessThan(first?.seq ?? 0);
  const results = ofType(events, "agent.tool_result");
  const behind = await rewind(session, { to_seq: (results[1]?.seq ?? 0) + 0, dry_run: true });
  expect(behind.to_seq).toBe(results[1]?.seq);
  const byMessage = await rewind(session, { to_message: 1, dry_run: true });
  // The message asks for two tools: their results come along.
  expect(byMessage.to_seq).toBe(results[1]?.seq);
});

it("[REWIND-8] what cannot be done is refused by the name of its field, and nothing changes", async () => {
  const { session, to_seq } = await twoTurns();
  await rewind(session, { to_seq });
  const before = await session.events();
  const refused = async (input: RewindInput) => {
    const outcome = await session.door().rewind(session.owner, input);
    return outcome.ok ? "done" : `${outcome.failure.code} ${outcome.failure.message}`;
  };
  expect(await refused({ to_seq: 1_000_000 })).toMatch(/^invalid_request to_seq: /);
  expect(await refused({ to_seq: to_seq + 2 })).toMatch(/^invalid_request to_seq: /);
  expect(await refused({ to_message: 99 })).toMatch(/^invalid_request to_message: /);
  expect(await refused({ to_message: "msg_none" })).toMatch(/^invalid_request to_message: /);
  expect(await refused({ checkpoint_id: "ckpt_none" })).toMatch(/^not_found no checkpoint/);
  const slow = await session.query(script({ text: "long", chunks: 200, delay_ms: 20 }));
  expect(await refused({ to_seq: 1 })).toMatch(/^conflict a turn is running/);
  await unwrap(session.door().interrupt(session.owner));
  await session.ended(slow);
  expect((await session.events()).slice(0, before.length)).toEqual(before);
  const twice = await undo(session);
  expect(twice.seq).not.toBeNull();
  const none = await session.door().undo(session.owner, {});
  expect(none).toMatchObject({ ok: false, failure: { code: "conflict" } });
});

it("[REWIND-9] a session that was rewound is the same after its object died, its prompt included", async () => {
  const { session, to_seq } = await twoTurns();
  await rewind(session, { to_seq });
  const before = [await session.get(), await session.messages()];
  await dieNow(session);
  expect([await session.get(), await session.messages()]).toEqual(before);
  const { result } = await turn(session, { text: "{{last_result}}" });
  expect(result?.stop_reason).toBe("end_turn");
});

it("[REWIND-10] going back twice to the same place changes something once", async () => {
  const { session, to_seq } = await twoTurns();
  expect((await rewind(session, { to_seq })).seq).not.toBeNull();
  expect((await rewind(session, { to_seq })).seq).toBeNull();
  expect(ofType(await session.events(), "session.rewound")).toHaveLength(1);
});

it("[CKPT-1] each turn's end is a checkpoint, and so is what is given a name, with the files as they were", async () => {
  const { session } = await twoTurns();
  const named = await unwrap(
    session.door().createCheckpoint(session.owner, "before the move", null),
  );
  const { data } = await unwrap(session.door().checkpoints(session.owner, { limit: 10 }));
  expect(
    data.map(({ name, turn_number, message_index, file_count, size_bytes }) => {
      return [name, turn_number, message_index, file_count, size_bytes];
    }),
  ).toEqual([
    ["before the move", 2, 8, 2, 6],
    [null, 2, 8, 2, 6],
    [null, 1, 4, 2, 4],
  ]);
  expect(named).toEqual(data[0]);
  expect(await unwrap(session.door().checkpoint(session.owner, data[2]?.id ?? ""))).toEqual(
    data[2],
  );
  const one = await unwrap(session.door().checkpoints(session.owner, { limit: 1 }));
  const rest = await unwrap(
    session.door().checkpoints(session.owner, { limit: 5, cursor: one.next_cursor ?? "" }),
  );
  expect([...one.data, ...rest.data]).toEqual(data);
  await rewind(session, { checkpoint_id: data[2]?.id });
  const after = await unwrap(session.door().checkpoints(session.owner, { limit: 10 }));
  expect(after.data.map(({ is_active }) => is_active)).toEqual([false, false, true]);
});

it("[CKPT-2] two places are compared file by file", async () => {
  const { session } = await twoTurns();
  const { data } = await unwrap(session.door().checkpoints(session.owner, { limit: 10 }));
  const compared = await unwrap(
    session.door().compare(session.owner, { from: data[1]?.id ?? "", to: "now" }),
  );
  expect(compared).toMatchObject({ added: 1, changed: 1, removed: 1 });
  expect(compared.files.map(({ path, change }) => [path, change])).toEqual([
    ["a", "changed"],
    ["first", "removed"],
    ["second", "added"],
  ]);
});

it("[DIFF-2] a changed file has no diff once more than DIFFED_BYTES_MAX were compared, and an empty one for its mode", async () => {
  const session = await openSession();
  const put = async (path: string, content: string | Uint8Array) => {
    const { body } = new Response(content);
    await unwrap(session.door().writeFile(session.owner, path, body ?? new ReadableStream()));
  };
  await turn(session, { tools: [write("a-mode", "same\n")] }, { text: "one" });
  await put("b-text", "one\n");
  await put("c-large", new Uint8Array(DIFFED_BYTES_MAX / 2));
  await put("d-text", "one\n");
  const { last_seq } = await unwrap(session.door().get(session.owner));
  await turn(session, { tools: [bash("chmod 600 a-mode")] }, { text: "two" });
  await put("b-text", "two\n");
  await put("c-large", new Uint8Array(DIFFED_BYTES_MAX / 2).fill(1));
  await put("d-text", "two\n");
  const compared = await unwrap(
    session.door().compare(session.owner, { from: String(last_seq), to: "now" }),
  );
  expect(compared.files.map(({ path, diff }) => [path, diff])).toEqual([
    ["a-mode", ""],
    ["b-text", expect.stringContaining("+two")],
    ["c-large", null],
    ["d-text", null],
  ]);
});
