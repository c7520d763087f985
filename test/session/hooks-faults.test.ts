// What could go wrong around hooks and once did: turns that never rest, guards that hold once, words that
// come too late, and answers that a session could not live with.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { accountDoor } from "../../src/account/stub.ts";
import { NO_POLICIES } from "../../src/contract/controls.ts";
import type { Session } from "../../src/session/session.ts";
import { unwrap } from "../../src/session/stub.ts";
import { dieNow } from "../support/crash.ts";
import { answering, at, register } from "../support/hooks.ts";
import { ofType, openSession, script, type TestSession } from "../support/session.ts";

const bash = (command: string) => ({ name: "Bash", input: { command } });
const callAndEnd = script({ tools: [bash("echo hello")] }, { text: "done" });
const newUser = () => crypto.randomUUID();
const ask = { name: "ask", description: "asks", input_schema: { type: "object" as const } };

const alarmOf = (session: TestSession) =>
  runInDurableObject(session.object(), (_: Session, { storage }) => storage.getAlarm());
const runsOf = async (session: TestSession) => ofType(await session.events(), "hook.executed");

async function giveResult(session: TestSession): Promise<void> {
  const [use] = ofType(await session.events(), "agent.custom_tool_use");
  const custom_tool_use_id = use?.id ?? "";
  const content = [{ type: "text" as const, text: "42" }];
  await session.send([
    { type: "user.custom_tool_result", custom_tool_use_id, content, is_error: false },
  ]);
}

it("[HOOK-24] a hook that stops at a compaction ends it as well, and the session comes to rest", async () => {
  const user_id = newUser();
  const url = answering({ continue: false, stopReason: "not now" });
  await register(user_id, { event: "PreCompact", url });
  const session = await openSession({ allowed_tools: ["Bash"] }, user_id);
  await session.ended(await session.query(callAndEnd));
  await unwrap(session.door().compact(session.owner, null));
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("hook_stopped");
  expect((await session.get()).status).toBe("active");
  expect(await runsOf(session)).toHaveLength(1);
  const [failed] = ofType(await session.events(), "session.compaction_failed");
  expect(failed?.reason).toBe("guard: not now");
});

it("[HOOK-25] an output that a hook empties is one that the model takes, now and later", async () => {
  const user_id = newUser();
  const url = answering({ hookSpecificOutput: { updatedToolOutput: "" } });
  await register(user_id, { event: "PostToolUse", url });
  const session = await openSession({ allowed_tools: ["Bash"] }, user_id);
  for (const text of [callAndEnd, script({ text: "again" })]) {
    expect(await session.ended(await session.query(text))).toMatchObject({
      stop_reason: "end_turn",
    });
  }
});

it("[HOOK-26] a result that is shown to a hook while its turn waits is watched over, once", async () => {
  const user_id = newUser();
  await register(user_id, { event: "PostToolUse", url: at("/silent"), timeout_seconds: 2 });
  const custom_tools = [ask, { ...ask, name: "soon", timeout_seconds: 0.2 }];
  const session = await openSession({ custom_tools }, user_id);
  const tools = custom_tools.map(({ name }) => ({ name, input: {} }));
  const query = await session.query(script({ tools }, { text: "done" }));
  await session.ended(query);
  let alarms = 0;
  await runInDurableObject(session.object(), (one: Session) => {
    const alarm = one.alarm.bind(one);
    one.alarm = () => {
      alarms += 1;
      return alarm();
    };
  });
  await giveResult(session);
  // Its deadline has passed and the other one's result is still with the hook.
  await expect.poll(() => runsOf(session), { timeout: 10_000 }).not.toEqual([]);
  expect(alarms).toBeLessThan(3);
  await expect
    .poll(async () => (await session.get()).last_stop_reason, { timeout: 10_000 })
    .toBe("end_turn");
});

it("[HOOK-26] a death while a hook is shown a client's result loses nothing", async () => {
  const user_id = newUser();
  await register(user_id, { event: "PostToolUse", url: at("/silent"), timeout_seconds: 60 });
  const session = await openSession({ custom_tools: [ask] }, user_id);
  await session.ended(
    await session.query(script({ tools: [{ name: "ask", input: {} }] }, { text: "done" })),
  );
  await giveResult(session);
  await expect.poll(() => alarmOf(session)).not.toBeNull();
  await accountDoor(env, user_id)
    .hooks(null)
    .then(async ([hook]) => {
      await accountDoor(env, user_id).updateHook(hook?.id ?? "", { enabled: false });
    });
  await dieNow(session);
  await runInDurableObject(session.object(), (one: Session) => one.alarm());
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
});

it("[HOOK-27] a message that joins a turn and is blocked leaves the turn's answer as it was", async () => {
  const user_id = newUser();
  const session = await openSession({ allowed_tools: ["Bash"] }, user_id);
  // The tool is the moment at which both are heard of: the guard, and the message that joins.
  const query = await session.query(
    script({ tools: [bash("sleep 0.3")] }, { text: "the last word", chunks: 3, delay_ms: 150 }),
  );
  await expect.poll(async () => ofType(await session.events(), "tool.started")).toHaveLength(1);
  const url = answering({ decision: "block", reason: "no secrets" });
  await register(user_id, { event: "UserPromptSubmit", url });
  await expect
    .poll(async () => ofType(await session.events(), "span.model_request_start"))
    .toHaveLength(2);
  await session.query([{ type: "text", text: "my password is" }], "steer");
  expect(await session.ended(query)).toMatchObject({
    stop_reason: "end_turn",
    text: "the last word",
  });
  expect(ofType(await session.events(), "session.error")).toEqual([]);
});

it("[HOOK-28] a session that has not heard its user's policies does nothing, whoever stops it meanwhile", async () => {
  const user_id = newUser();
  await accountDoor(env, user_id).setPolicies({ ...NO_POLICIES, blocked_commands: ["echo"] });
  const account = env.ACCOUNTS.getByName(user_id);
  await runInDurableObject(account, (one: object) => {
    const away = () => Promise.reject(new Error("the account is away"));
    Object.assign(one, { enter: away, controls: away, leave: away });
  });
  const session = await openSession({ allowed_tools: ["Bash"] }, user_id);
  for (const _ of [1, 2]) {
    await session.query(callAndEnd);
    await expect
      .poll(async () => (await session.events()).at(-1)?.type)
      .toBe("session.status_rescheduled");
    await session.door().interrupt(session.owner);
    await expect.poll(async () => (await session.get()).status).toBe("active");
  }
  expect(ofType(await session.events(), "span.model_request_start")).toEqual([]);
});

it("[HOOK-29] what a hook allowed runs to its end, also when a crash cut it off", async () => {
  const user_id = newUser();
  const url = answering({ hookSpecificOutput: { permissionDecision: "allow" } });
  await register(user_id, { event: "PreToolUse", url });
  const session = await openSession({ permission_mode: "dontAsk", allowed_tools: [] }, user_id);
  const query = await session.query(
    script({ tools: [bash("sleep 0.5; echo hi")] }, { text: "done" }),
  );
  await expect.poll(async () => ofType(await session.events(), "tool.started")).toHaveLength(1);
  await dieNow(session);
  await runInDurableObject(session.object(), (one: Session) => one.alarm());
  await session.ended(query);
  const events = await session.events();
  expect(ofType(events, "permission.decided")).toHaveLength(1);
  expect(ofType(events, "agent.tool_result")).toMatchObject([{ outcome: "success" }]);
});

it("[HOOK-30] after an interrupt no further hook is called", async () => {
  const user_id = newUser();
  await register(user_id, { event: "PreToolUse", url: at("/silent"), timeout_seconds: 60 });
  await register(user_id, { event: "PermissionRequest", url: answering({}) });
  const session = await openSession({ allowed_tools: [] }, user_id);
  const query = await session.query(callAndEnd);
  await expect.poll(async () => ofType(await session.events(), "agent.tool_use")).toHaveLength(1);
  await session.door().interrupt(session.owner);
  expect(await session.ended(query)).toMatchObject({ stop_reason: "interrupted" });
  expect((await runsOf(session)).map(({ hook_event }) => hook_event)).not.toContain(
    "PermissionRequest",
  );
});

it("[HOOK-31] a policy that is set while a session is told of its wait holds for what is then allowed", async () => {
  const user_id = newUser();
  await register(user_id, { event: "Notification", url: at("/silent"), timeout_seconds: 60 });
  const session = await openSession({ allowed_tools: [] }, user_id);
  const query = await session.query(callAndEnd);
  await session.ended(query);
  const [asked] = ofType(await session.events(), "permission.requested");
  await accountDoor(env, user_id).setPolicies({ ...NO_POLICIES, blocked_commands: ["echo"] });
  const permission_id = asked?.permission_id ?? "";
  // The answer is heeded at once: who is only told holds nothing up.
  await session.send([{ type: "user.tool_confirmation", permission_id, decision: "allow" }]);
  await expect
    .poll(async () => ofType(await session.events(), "agent.tool_result"))
    .toMatchObject([{ outcome: "denied" }]);
});

it("[HOOK-32] a guard that must be there when a session begins is asked until it lets it begin", async () => {
  const user_id = newUser();
  await register(user_id, { event: "SessionStart", url: at("/echo"), on_failure: "block" });
  const session = await openSession({ allowed_tools: ["Bash"] }, user_id);
  for (const n of [1, 2]) {
    const end = await session.ended(await session.query(callAndEnd));
    expect(end).toMatchObject({ stop_reason: "hook_stopped", num_steps: 0 });
    expect(await runsOf(session)).toHaveLength(n);
  }
});

it("[HOOK-33] a session that is completed and then terminated says both", async () => {
  const user_id = newUser();
  const end = { event: "SessionEnd" as const };
  await register(user_id, {
    ...end,
    name: "slow",
    matcher: "completed",
    url: at("/silent"),
    timeout_seconds: 60,
  });
  await register(user_id, { ...end, name: "last", matcher: "terminated", url: answering({}) });
  const session = await openSession({ allowed_tools: ["Bash"] }, user_id);
  await session.ended(await session.query(callAndEnd));
  await session.door().complete(session.owner);
  await session.door().terminate(session.owner);
  await expect
    .poll(async () => (await runsOf(session)).map(({ hook_name }) => hook_name))
    .toContain("last");
});
