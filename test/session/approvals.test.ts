// A person decides whether a call may run: asked once, answered from anywhere, at any time, and the call
// then runs once or not at all.
import { expect, it } from "vitest";
import type { PermissionAnswer } from "../../src/contract/permission.ts";
import type { SessionConfig } from "../../src/contract/session.ts";
import { unwrap } from "../../src/session/stub.ts";
import { dieNow, ringAlarm } from "../support/crash.ts";
import { ofType, openSession, script, type TestSession, typesOf } from "../support/session.ts";
import { followSocket, followSse, type Reader } from "../support/stream.ts";

const bash = (command: string) => ({ name: "Bash", input: { command } });
const once = script({ tools: [bash("echo ran >> n; cat n")] }, { text: "It says {{last_result}}" });

/** A session in which Bash is asked about. */
function asking(changes: Partial<SessionConfig> = {}) {
  return openSession({ allowed_tools: ["Read", "Write"], ...changes });
}

async function open(session: TestSession) {
  return unwrap(session.door().openPermissions(session.owner));
}

async function waitingFor(session: TestSession) {
  await expect.poll(async () => (await open(session)).length).toBeGreaterThan(0);
  const [request] = await open(session);
  if (request === undefined) throw new Error("nobody was asked");
  return request;
}

function answer(session: TestSession, id: string, given: PermissionAnswer) {
  return unwrap(session.door().answerPermission(session.owner, id, given));
}

it("[APPROVE-1] a call that nothing allows waits for somebody, and runs once they say so", async () => {
  const session = await asking();
  const query = await session.query(once);
  expect(await session.ended(query)).toMatchObject({ stop_reason: "requires_action" });
  const request = await waitingFor(session);
  expect(request).toMatchObject({ tool_name: "Bash", default_decision: "deny" });
  expect(request.input_data).toEqual({ command: "echo ran >> n; cat n" });
  expect(await session.get()).toMatchObject({ status: "waiting" });
  const decided = await answer(session, request.id, { decision: "allow" });
  expect(decided).toMatchObject({ type: "permission.decided", decided_by: "user" });
  expect(await open(session)).toEqual([]);
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
  expect((await session.messages()).at(-1)?.content).toMatchObject([{ text: "It says ran" }]);
  const types = typesOf(await session.events());
  expect(types.filter((type) => type === "permission.decided")).toHaveLength(1);
  expect(types.filter((type) => type === "tool.started")).toHaveLength(1);
});

it("[APPROVE-2] what is denied is told to the model with the reason, and the turn goes on", async () => {
  const session = await asking();
  await session.query(once);
  const { id } = await waitingFor(session);
  await answer(session, id, { decision: "deny", reason: "not on a Friday" });
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
  const said = JSON.stringify((await session.messages()).at(-1)?.content);
  expect(said).toContain("denied: not on a Friday");
  expect(await session.toolCalls()).toMatchObject([
    { status: "denied", permission_decision: "deny", permission_reason: "not on a Friday" },
  ]);
});

it("[APPROVE-2] a reason that is no well-formed text does not end the session", async () => {
  const session = await asking();
  await session.query(once);
  const { id } = await waitingFor(session);
  await answer(session, id, { decision: "deny", reason: "half of it: \ud83d" });
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
});

it("[APPROVE-2] who denies may stop the turn as well", async () => {
  const session = await asking();
  await session.query(once);
  const { id } = await waitingFor(session);
  await answer(session, id, { decision: "deny", interrupt: true });
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("interrupted");
});

it("[APPROVE-3] of two opposite answers the first counts, and the second is told which it was", async () => {
  const session = await asking();
  await session.query(once);
  const { id } = await waitingFor(session);
  const outcomes = await Promise.all(
    (["deny", "allow"] as const).map((decision) =>
      session.door().answerPermission(session.owner, id, { decision }),
    ),
  );
  const late = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.failure));
  const first = outcomes.flatMap((outcome) => (outcome.ok ? outcome.value : []));
  expect([first.length, late.length]).toEqual([1, 1]);
  expect(late[0]).toMatchObject({ code: "conflict" });
  const told = (late[0]?.details as { first?: { decision?: string } } | undefined)?.first;
  expect(first[0]).toMatchObject({ decision: told?.decision });
  expect(ofType(await session.events(), "permission.decided")).toHaveLength(1);
  await expect(answer(session, "perm_unknown", { decision: "allow" })).rejects.toMatchObject({
    code: "not_found",
  });
});

it("[APPROVE-4] edited arguments run instead of the model's, and are on record", async () => {
  const session = await asking();
  await session.query(once);
  const { id } = await waitingFor(session);
  await answer(session, id, { decision: "allow", updated_input: { command: "echo edited" } });
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
  expect((await session.messages()).at(-1)?.content).toMatchObject([{ text: "It says edited" }]);
  expect(ofType(await session.events(), "permission.decided")).toMatchObject([
    { updated_input: { command: "echo edited" } },
  ]);
  for (const [field, given] of [
    ["updated_input", { decision: "deny", updated_input: {} }],
    ["interrupt", { decision: "allow", interrupt: true }],
  ] as const) {
    await session.query(once);
    const again = await waitingFor(session);
    await expect(answer(session, again.id, given)).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining(field),
    });
    await answer(session, again.id, { decision: "deny", interrupt: true });
    await expect.poll(async () => (await session.get()).status).toBe("active");
  }
});

it("[APPROVE-5] what is remembered is not asked again in that session, and nothing beside it", async () => {
  const session = await asking();
  await session.query(
    script(
      { tools: [bash("echo one")] },
      { tools: [bash("echo one")] },
      { tools: [bash("echo one; echo two")] },
      { text: "end" },
    ),
  );
  const { id } = await waitingFor(session);
  await answer(session, id, { decision: "allow", remember: "session" });
  await expect
    .poll(async () => (await open(session))[0]?.input_data)
    .toEqual({
      command: "echo one; echo two",
    });
  expect(ofType(await session.events(), "permission.requested")).toHaveLength(2);
  expect((await session.get()).allowed_tools).toContain("Bash(echo one)");
});

it("[APPROVE-5] what cannot be written as a rule that means just it is not remembered", async () => {
  const session = await asking();
  await session.query(script({ tools: [bash("echo *")] }, { text: "end" }));
  const { id } = await waitingFor(session);
  const given = { decision: "allow", remember: "session" } as const;
  await expect(answer(session, id, given)).rejects.toMatchObject({ code: "invalid_request" });
  await answer(session, id, { decision: "allow" });
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
});

it("[APPROVE-6] calls that need no answer are settled while one waits", async () => {
  const session = await asking();
  const write = { name: "Write", input: { file_path: "/workspace/a.txt", content: "hi" } };
  const query = await session.query(script({ tools: [bash("cat a.txt"), write] }, { text: "end" }));
  await session.ended(query);
  expect((await session.toolCalls()).map(({ tool_name, status }) => [tool_name, status])).toEqual([
    ["Bash", "asking"],
    ["Write", "success"],
  ]);
  const { id } = await waitingFor(session);
  await answer(session, id, { decision: "allow" });
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
  expect((await session.toolCalls())[0]?.tool_output).toBe("hi");
});

it("[APPROVE-7] an answer after the object died is taken, and the call runs once", async () => {
  const session = await asking();
  await session.query(once);
  const { id } = await waitingFor(session);
  await dieNow(session);
  await ringAlarm(session);
  expect((await open(session)).map((request) => request.id)).toEqual([id]);
  await answer(session, id, { decision: "allow" });
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
  expect((await session.messages()).at(-1)?.content).toMatchObject([{ text: "It says ran" }]);
});

it("[APPROVE-8] a rule that was tightened meanwhile holds, whatever was answered", async () => {
  const session = await asking();
  await session.query(once);
  const { id } = await waitingFor(session);
  await unwrap(session.door().update(session.owner, { disallowed_tools: ["Bash"] }));
  await answer(session, id, { decision: "allow" });
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
  expect(ofType(await session.events(), "tool.started")).toEqual([]);
});

it("[APPROVE-8] a policy that was added meanwhile holds as well", async () => {
  const session = await asking();
  await session.query(script({ tools: [bash("env curl x")] }, { text: "end" }));
  const { id } = await waitingFor(session);
  await unwrap(session.door().update(session.owner, { custom_policies: ["NetworkPolicy"] }));
  await answer(session, id, { decision: "allow" });
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
  const decisions = ofType(await session.events(), "permission.decided");
  expect(decisions).toMatchObject([
    { decision: "allow", decided_by: "user" },
    { decision: "deny", decided_by: "policy", rule: "NetworkPolicy" },
  ]);
  expect(ofType(await session.events(), "tool.started")).toEqual([]);
});

it("[APPROVE-15] what is approved is the call that was shown: the digest is of its arguments, and each call has its own request", async () => {
  const session = await asking();
  const commands = ["echo one", "echo one", "echo one; echo two"];
  await session.query(
    script(...commands.map((command) => ({ tools: [bash(command)] })), { text: "end" }),
  );
  const shown = [];
  for (const command of commands) {
    const request = await waitingFor(session);
    expect(request.input_data).toEqual({ command });
    shown.push(request);
    await answer(session, request.id, { decision: "allow" });
    await expect.poll(async () => (await open(session))[0]?.id).not.toBe(request.id);
  }
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
  expect(new Set(shown.map(({ id }) => id)).size).toBe(3);
  expect(new Set(shown.map(({ digest }) => digest)).size).toBe(2);
  for (const { digest, input_data } of shown) {
    const bytes = new TextEncoder().encode(JSON.stringify(input_data));
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    expect(digest).toBe([...hash].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
});

it("[APPROVE-15] an edit by whoever approves is judged again by the rules and policies", async () => {
  const session = await asking();
  await session.query(once);
  const { id } = await waitingFor(session);
  const edited = { decision: "allow", updated_input: { command: "rm -rf /workspace" } } as const;
  await answer(session, id, edited);
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
  expect(ofType(await session.events(), "tool.started")).toEqual([]);
  expect(ofType(await session.events(), "permission.decided").at(-1)).toMatchObject({
    ...{ decision: "deny", decided_by: "policy", rule: "CommandPolicy" },
  });
});

it.each([
  ["SSE", followSse],
  ["WebSocket", followSocket],
] as [string, (session: TestSession, query?: string) => Promise<Reader>][])(
  "[APPROVE-9] who comes back is shown what is open, and nothing that was answered (%s)",
  async (_, follow) => {
    const session = await asking();
    await session.query(
      script({ tools: [bash("echo one")] }, { tools: [bash("echo two")] }, { text: "end" }),
    );
    const first = await waitingFor(session);
    await answer(session, first.id, { decision: "allow" });
    await expect
      .poll(async () => (await open(session))[0]?.input_data)
      .toEqual({
        command: "echo two",
      });
    const waiting = (await open(session)).map(({ id }) => id);
    expect(waiting).toHaveLength(1);
    const { last_seq } = await session.get();
    // Wherever the cursor stands, before the first request or after the last, the first frame says what is open.
    for (const query of ["", "after=0", `after=${last_seq}`, "after=0&partial=true"]) {
      const reader = await follow(session, query);
      await expect.poll(() => reader.frames.length).toBeGreaterThan(0);
      const [snapshot] = reader.frames as { open_permissions?: { id: string }[] }[];
      reader.leave();
      expect(snapshot?.open_permissions?.map(({ id }) => id)).toEqual(waiting);
    }
  },
);

it("[APPROVE-13] a stopped turn asks for nothing more, and whoever answers is told", async () => {
  const session = await asking();
  await session.query(once);
  const { id } = await waitingFor(session);
  await unwrap(session.door().interrupt(session.owner));
  await expect(answer(session, id, { decision: "allow" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("was stopped"),
  });
  expect(await open(session)).toEqual([]);
  expect(ofType(await session.events(), "permission.decided")).toEqual([]);
});

it("[APPROVE-10] a caller without the scope approve decides nothing, by whatever door", async () => {
  const session = await asking();
  await session.query(once);
  const { id } = await waitingFor(session);
  const poor = { ...session.owner, scopes: ["read", "write"] as const };
  const given = { decision: "allow" as const };
  const event = { type: "user.tool_confirmation" as const, permission_id: id, ...given };
  for (const attempt of [
    session.door().answerPermission(poor, id, given),
    session.door().send(poor, [event], null),
  ]) {
    await expect(unwrap<unknown>(attempt)).rejects.toMatchObject({ code: "forbidden" });
  }
  const { data } = await unwrap(session.door().send(session.owner, [event], null));
  expect(data).toMatchObject([{ type: "permission.decided", decision: "allow" }]);
});

it("[APPROVE-14] where nobody can be asked the call is denied, and the reason says so", async () => {
  const modes: [Partial<SessionConfig>, RegExp][] = [
    [{ permission_mode: "dontAsk" }, /permission_mode is dontAsk/],
    [{ mode: "background" }, /background session has nobody to ask/],
  ];
  for (const [changes, why] of modes) {
    const session = await asking(changes);
    expect(await session.ended(await session.query(once))).toMatchObject({
      stop_reason: "end_turn",
    });
    expect((await session.toolCalls())[0]?.permission_reason).toMatch(why);
  }
});
