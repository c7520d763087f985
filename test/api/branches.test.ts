// Branches through the front door: what is refused and by what name, what happens twice or at once, and what the
// directory, the audit trail and D1 know of a fork.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { auditVerdict } from "../../src/contract/audit.ts";
import {
  checkpointResource,
  comparison,
  lineage,
  rewindResult,
} from "../../src/contract/branch.ts";
import type { Id } from "../../src/contract/ids.ts";
import { PLANE_LAG_MS } from "../../src/contract/limits.ts";
import { followingPage, page } from "../../src/contract/page.ts";
import { sessionResource } from "../../src/contract/session.ts";
import { checkSessions } from "../../src/jobs/check.ts";
import { now } from "../../src/runtime.ts";
import type { Session } from "../../src/session/session.ts";
import { unwrap } from "../../src/session/stub.ts";
import { admin, type Client, exactly, expectError, newUser } from "../support/api.ts";
import { dieNow } from "../support/crash.ts";
import { CATCH_UP, caughtUp, dumpOf, eraseFrom } from "../support/plane.ts";
import { caller, sessionOf } from "../support/session.ts";

const bash = (command: string) => ({ name: "Bash", input: { command } });

async function say(user: Client, id: string, ...steps: object[]): Promise<void> {
  const message = JSON.stringify(steps);
  const answer = await user.post(`/sessions/${id}/query?wait=20`, { message });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

/** A user with a session of two turns that wrote a file each. */
async function worked(changes: object = {}) {
  const user = await newUser();
  const settings = { model: "offline-script", allowed_tools: ["Bash"], ...changes };
  const { id } = (await user.post("/sessions", settings)).body as { id: string };
  await say(user, id, { tools: [bash("echo one > a")] }, { text: "one" });
  await say(user, id, { tools: [bash("echo two > b")] }, { text: "two" });
  return { user, id, at: `/sessions/${id}` };
}

async function fork(user: Client, id: string, input: object = {}, headers = {}) {
  const answer = await user.post(`/sessions/${id}/fork`, input, headers);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return exactly(sessionResource, answer.body);
}

const HUGE = 2 ** 53;
const LONG = "x".repeat(10_000);

describe("what is asked of a branch", () => {
  it("[FORK-15] is refused by the name of the field that is wrong, and changes nothing", async () => {
    const { user, at } = await worked();
    const other = await worked();
    const { data } = exactly(
      page(checkpointResource),
      (await other.user.get(`${other.at}/checkpoints`)).body,
    );
    const before = (await user.get(`${at}/events?limit=1000`)).body;
    const wrong: [string, unknown, string][] = [
      ["fork", [], "expected object"],
      ["fork", { name: 1 }, "name"],
      ["fork", { name: "" }, "name"],
      ["fork", { name: LONG }, "name"],
      ["fork", { fork_at_seq: "1" }, "fork_at_seq"],
      ["fork", { fork_at_seq: 0 }, "fork_at_seq"],
      ["fork", { fork_at_seq: 1.5 }, "fork_at_seq"],
      ["fork", { fork_at_seq: HUGE }, "fork_at_seq"],
      ["fork", { fork_at_seq: 1_000_000 }, "fork_at_seq"],
      ["fork", { fork_at_message: -1 }, "fork_at_message"],
      ["fork", { fork_at_message: 99 }, "fork_at_message"],
      ["fork", { fork_at_message: "" }, "fork_at_message"],
      ["fork", { fork_at_message: LONG }, "fork_at_message"],
      ["fork", { fork_at_message: 1, fork_at_seq: 1 }, "fork_at_seq"],
      ["fork", { include_working_directory: "yes" }, "include_working_directory"],
      ["fork", { message: "" }, "message"],
      ["fork", { unknown: 1 }, "unknown"],
      ["checkpoints", {}, "name"],
      ["checkpoints", { name: "" }, "name"],
      ["checkpoints", { name: LONG }, "name"],
      ["rewind", {}, "to_seq"],
      ["rewind", { to_seq: 1, to_message: 1 }, "to_seq"],
      ["rewind", { to_seq: -1 }, "to_seq"],
      ["rewind", { to_seq: HUGE }, "to_seq"],
      ["rewind", { to_message: {} }, "to_message"],
      ["rewind", { checkpoint_id: 1 }, "checkpoint_id"],
      ["rewind", { checkpoint_id: LONG }, "checkpoint_id"],
      ["rewind", { to_seq: 1, files: false, conversation: false }, "files"],
      ["rewind", { to_seq: 1, dry_run: "true" }, "dry_run"],
      ["rewind/undo", { seq: 0 }, "seq"],
      ["rewind/undo", { seq: 1 }, "seq"],
      ["rewind/undo", { seq: 1_000_000 }, "seq"],
    ];
    for (const [route, body, field] of wrong) {
      const answer = await user.post(`${at}/${route}`, body);
      const error = expectError(answer, 400, "invalid_request_error");
      expect(error.message, `${route} ${JSON.stringify(body).slice(0, 80)}`).toContain(field);
    }
    for (const query of [
      "",
      "from=",
      "from=x",
      "from=-1",
      "from=1.5",
      `from=${HUGE}`,
      "from=1&to=x",
      "from=1&to=9999",
    ]) {
      expectError(await user.get(`${at}/compare?${query}`), 400, "invalid_request_error");
    }
    for (const id of [data[0]?.id, "ckpt_none", "%00", "sevt_1"]) {
      expectError(await user.get(`${at}/checkpoints/${id}`), 404, "not_found_error");
      if (id === "%00") continue;
      expectError(await user.post(`${at}/rewind`, { checkpoint_id: id }), 404, "not_found_error");
    }
    const theirs = await user.get(`${at}/compare?from=${data[0]?.id}`);
    expectError(theirs, 404, "not_found_error");
    expectError(await user.post(`${at}/rewind/undo`, {}), 409, "conflict_error");
    for (const query of ["limit=0", "limit=100000", "cursor=x"]) {
      expectError(await user.get(`${at}/checkpoints?${query}`), 400, "invalid_request_error");
      expectError(await user.get(`${at}/forks?${query}`), 400, "invalid_request_error");
    }
    expect((await user.get(`${at}/events?limit=1000`)).body).toEqual(before);
    expect((await user.get(`${at}/forks`)).body).toMatchObject({ data: [] });
  });

  it("[FORK-16] of a stranger's session is a 404 that says no more than of one that is not there", async () => {
    const { user, at } = await worked();
    const stranger = await newUser();
    const { data } = exactly(page(checkpointResource), (await user.get(`${at}/checkpoints`)).body);
    for (const [route, body] of [
      ["fork", {}],
      ["checkpoints", { name: "n" }],
      ["rewind", { to_seq: 1 }],
      ["rewind/undo", {}],
      ["query", { message: "hello", fork: true }],
    ] as const) {
      expectError(await stranger.post(`${at}/${route}`, body), 404, "not_found_error");
    }
    for (const route of [
      "forks",
      "lineage",
      "checkpoints",
      `checkpoints/${data[0]?.id}`,
      "compare?from=1",
    ]) {
      expectError(await stranger.get(`${at}/${route}`), 404, "not_found_error");
    }
    expect((await stranger.get("/sessions")).body).toMatchObject({ data: [] });
  });

  it("[FORK-17] answers in the form that is described, from fork to undo", async () => {
    const { user, id, at } = await worked();
    const named = await user.post(`${at}/checkpoints`, { name: "here" });
    expect(named.status).toBe(201);
    const checkpoint = exactly(checkpointResource, named.body);
    const one = await user.get(`${at}/checkpoints/${checkpoint.id}`);
    expect(one.body).toEqual(named.body);
    const child = await fork(user, id, { name: "try", fork_at_message: 0 });
    expect(child).toMatchObject({ name: "try", parent_session_id: id, is_fork: true });
    const difference = await user.get(`${at}/compare?from=1&to=${checkpoint.id}`);
    expect(exactly(comparison, difference.body)).toMatchObject({
      added: 2,
      changed: 0,
      removed: 0,
    });
    for (const dry_run of [true, false]) {
      const answer = await user.post(`${at}/rewind`, { to_message: 0, dry_run });
      expect(exactly(rewindResult, answer.body)).toMatchObject({ dry_run, files_changed_count: 2 });
    }
    const undone = await user.post(`${at}/rewind/undo`, {});
    expect(exactly(rewindResult, undone.body)).toMatchObject({ files_changed_count: 2 });
  });
});

describe("a fork under an Idempotency-Key", () => {
  it("[FORK-18] is one, however often it is asked for, at once and later, by fork and by query", async () => {
    const { user, id, at } = await worked();
    for (const [route, body] of [
      ["fork", { name: "once" }],
      ["query", { message: JSON.stringify([{ text: "hello" }]), fork: true }],
    ] as const) {
      const headers = { "idempotency-key": `one ${route}` };
      const ask = () => user.post(`${at}/${route}`, body, headers);
      const all = await Promise.all(Array.from({ length: 6 }, ask));
      const later = await ask();
      const made = [...all, later].filter(({ status }) => status < 300);
      expect(new Set(made.map((answer) => (answer.body as { id: string }).id)).size).toBe(1);
      expect([...all, later].every(({ status }) => status < 300 || status === 409)).toBe(true);
      expect(later.headers.get("idempotent-replayed")).toBe("true");
      expectError(
        await user.post(`${at}/${route}`, { ...body, message: "another" }, headers),
        422,
        "invalid_request_error",
      );
    }
    const { data } = exactly(followingPage(sessionResource), (await user.get(`${at}/forks`)).body);
    expect(data).toHaveLength(2);
    const asked = data.find(({ name }) => name !== "once");
    expect(asked).toMatchObject({ parent_session_id: id });
    await vi.waitFor(async () => {
      const messages = (await user.get(`/sessions/${asked?.id}/messages`)).body;
      expect(JSON.stringify(messages)).toContain('"hello"');
    }, CATCH_UP);
    expect(JSON.stringify((await user.get(`${at}/messages`)).body)).not.toContain("hello");
  });

  it("[FORK-19] that fails because its parent died is whole when it is asked for again", async () => {
    const { user, id, at } = await worked();
    const parent = sessionOf(id as Id<"sesn">, caller(user.user_id));
    for (let turn = 0; turn < 6; turn += 1) {
      const headers = { "idempotency-key": `again ${turn}` };
      const first = user.post(`${at}/fork`, {}, headers);
      for (let left = turn * 3; left > 0; left -= 1) await Promise.resolve();
      const [answer] = await Promise.all([first, dieNow(parent)]);
      expect([201, 500, 503], JSON.stringify(answer.body)).toContain(answer.status);
      const child = await fork(user, id, {}, headers);
      expect(child.message_count).toBe(8);
      expect((await user.get(`/sessions/${child.id}/files/b`)).body).toBe("two\n");
    }
    const { data } = exactly(followingPage(sessionResource), (await user.get(`${at}/forks`)).body);
    expect(data).toHaveLength(6);
  });
});

describe("the tree of forks", () => {
  it("[FORK-20] is seen from everywhere in it, and goes on below one that was erased", async () => {
    const { user, id, at } = await worked();
    const child = await fork(user, id);
    const sibling = await fork(user, id);
    const grandchild = await fork(user, child.id, { name: "grandchild" });
    const treeOf = async (of: string) =>
      exactly(lineage, (await user.get(`/sessions/${of}/lineage`)).body);
    const whole = await treeOf(id);
    expect(whole.data.map((node) => [node.id, node.depth])).toEqual([
      ...[
        [id, 0],
        [child.id, 1],
        [grandchild.id, 2],
        [sibling.id, 1],
      ],
    ]);
    expect(await treeOf(grandchild.id)).toEqual(whole);
    const forks = exactly(followingPage(sessionResource), (await user.get(`${at}/forks`)).body);
    expect(forks.data.map((each) => each.id)).toEqual([sibling.id, child.id]);
    const first = exactly(
      followingPage(sessionResource),
      (await user.get(`${at}/forks?limit=1`)).body,
    );
    const rest = exactly(
      followingPage(sessionResource),
      (await user.get(`${at}/forks?limit=1&cursor=${first.next_cursor}`)).body,
    );
    expect([...first.data, ...rest.data]).toEqual(forks.data);
    const gone = await user.delete(`/sessions/${child.id}?purge=true`);
    expect(gone.status, JSON.stringify(gone.body)).toBeLessThan(300);
    const above = await treeOf(id);
    expect(above.data.map((node) => node.id)).toEqual([id, sibling.id]);
    const below = await treeOf(grandchild.id);
    expect(below).toMatchObject({ root_session_id: grandchild.id, is_cut: false });
    expect(below.data).toMatchObject([
      { id: grandchild.id, parent_session_id: child.id, depth: 0 },
    ]);
    await say(user, grandchild.id, { text: "lives on" });
  });
});

describe("what D1 knows of a fork", () => {
  it("[FORK-21] is what the fork itself did: rows, audit and usage begin with it, also when they are published again", async () => {
    const { user, id } = await worked({ model: "offline-script" });
    await caughtUp(sessionOf(id as Id<"sesn">, caller(user.user_id)));
    const { id: fork_id } = await fork(user, id);
    const child = sessionOf(fork_id as Id<"sesn">, caller(user.user_id));
    await say(user, fork_id, { tools: [bash("cat a")] }, { text: "three" });
    const parent_rows = await dumpOf(id);
    const dump = await caughtUp(child);
    expect(dump.messages).toHaveLength(4);
    expect(dump.tool_calls).toHaveLength(1);
    expect(dump.model_calls).toHaveLength(2);
    expect(dump.audit_logs?.map(({ action }) => action)).toEqual([
      ...["session.forked", "session.queried", "permission.decided", "tool.settled"],
    ]);
    for (const rows of Object.values(dump)) {
      for (const row of rows) expect(row.session_id ?? row.id).toBe(fork_id);
    }
    await eraseFrom(fork_id);
    await unwrap(child.door().publishAgain(child.owner));
    await vi.waitFor(async () => expect(await dumpOf(fork_id)).toEqual(dump), CATCH_UP);
    expect(await dumpOf(id)).toEqual(parent_rows);
    await runInDurableObject(child.object(), (_: Session, { storage }) => {
      storage.sql.exec(
        "UPDATE meta SET value = json_set(value, '$.at_ms', 1) WHERE key = 'publication'",
      );
    });
    const verdict = await admin().get(`/sessions/${fork_id}/audit/verify`);
    expect(exactly(auditVerdict, verdict.body)).toMatchObject({
      ...{ status: "holds", verified_count: 4, expected_count: 4 },
    });
    const found = await checkSessions(env, now() + 2 * PLANE_LAG_MS);
    expect(found.repaired[fork_id]).toBeUndefined();
    expect(found.unreachable[fork_id]).toBeUndefined();
  });
});
