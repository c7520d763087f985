// Hooks from the outside: registered in their user's account, called over the network at a receiver that
// behaves as its address says, and heeded by a session that runs for real.
import { Webhook } from "standardwebhooks";
import { expect, it } from "vitest";
import type { HookEventName } from "../../src/contract/hook.ts";
import { receivedOf } from "../egress/calling.ts";
import { answering, at, register } from "../support/hooks.ts";
import { ofType, openSession, script } from "../support/session.ts";

const hello = { name: "Bash", input: { command: "echo hello" } };
const callAndEnd = script({ tools: [hello] }, { text: "done" });
const newUser = () => crypto.randomUUID();

it("[HOOK-15] a hook is told what Claude Code tells it, signed, under an id of this call", async () => {
  const user_id = newUser();
  const { secret } = await register(user_id, { event: "PreToolUse", url: answering({}) });
  const session = await openSession({ allowed_tools: ["Bash"] }, user_id);
  await session.ended(await session.query(callAndEnd));
  const events = await session.events();
  const [run] = ofType(events, "hook.executed");
  const [use] = ofType(events, "agent.tool_use");
  const [received, ...more] = await receivedOf(run?.call_id ?? "");
  expect(more).toEqual([]);
  expect(new Webhook(secret).verify(received?.body ?? "", received?.headers ?? {})).toEqual({
    session_id: session.id,
    transcript_path: `/api/v1/sessions/${session.id}/messages`,
    cwd: "/workspace",
    permission_mode: "default",
    hook_event_name: "PreToolUse",
    tool_name: "Bash",
    tool_input: hello.input,
    tool_use_id: use?.block.id,
  });
});

it("[HOOK-16] the points of a session come in their order, each with what it tells", async () => {
  const user_id = newUser();
  const points: HookEventName[] = [
    ...(["SessionStart", "UserPromptSubmit", "PreToolUse", "PostToolUse"] as const),
    ...(["PostToolUseFailure", "Stop", "SessionEnd"] as const),
  ];
  for (const event of points) await register(user_id, { event, name: event, url: answering({}) });
  const session = await openSession({ allowed_tools: ["Bash", "Read"] }, user_id);
  const missing = { name: "Read", input: { file_path: "/workspace/none" } };
  const query = await session.query(script({ tools: [hello, missing] }, { text: "done" }));
  await session.ended(query);
  await session.door().terminate(session.owner);
  await expect
    .poll(async () => ofType(await session.events(), "hook.executed").map((run) => run.hook_event))
    .toEqual([
      ...["SessionStart", "UserPromptSubmit", "PreToolUse", "PostToolUse"],
      ...["PreToolUse", "PostToolUseFailure", "Stop", "SessionEnd"],
    ]);
  const told = async (event: HookEventName) => {
    const run = ofType(await session.events(), "hook.executed").find(
      (one) => one.hook_event === event,
    );
    return JSON.parse((await receivedOf(run?.call_id ?? ""))[0]?.body ?? "null");
  };
  expect(await told("SessionStart")).toMatchObject({ source: "startup", model: "offline-script" });
  expect(JSON.parse((await told("UserPromptSubmit")).prompt)).toHaveLength(2);
  expect(await told("PostToolUse")).toMatchObject({
    tool_name: "Bash",
    tool_input: hello.input,
    tool_response: { content: "hello" },
  });
  expect((await told("PostToolUseFailure")).error).toContain("File does not exist");
  expect(await told("Stop")).toMatchObject({
    stop_hook_active: false,
    last_assistant_message: "done",
  });
  expect(await told("SessionEnd")).toMatchObject({ reason: "terminated" });
});

it("[HOOK-17] whoever is to be told that a person is asked is told, while the session waits", async () => {
  const user_id = newUser();
  await register(user_id, {
    event: "Notification",
    matcher: "permission_prompt",
    url: answering({}),
  });
  const session = await openSession({ allowed_tools: [] }, user_id);
  await session.ended(await session.query(callAndEnd));
  await expect
    .poll(async () => ofType(await session.events(), "hook.executed"))
    .toMatchObject([{ hook_event: "Notification", continue_execution: true }]);
  expect((await session.get()).status).toBe("waiting");
});

it.each([
  ["stalls", "/silent"],
  ["stalls in the middle of its answer", "/stall"],
  ["fails", "/recovers?at=100"],
  ["answers 5 MB", "/huge"],
  ["hangs up", "/reset"],
  ["sends the session elsewhere", "/redirect?status=307&to=http%3A%2F%2F169.254.169.254%2F"],
  ["says nonsense", "/say?base64=PGh0bWw%2B"],
  [
    "lies about its types",
    `/say?base64=${btoa('{"hookSpecificOutput":{"permissionDecision":7}}')}`,
  ],
])("[HOOK-18] a hook that %s harms nothing, and blocks where it must answer", async (_, path) => {
  const user_id = newUser();
  const hook = { event: "PreToolUse" as const, url: at(path), timeout_seconds: 0.3 };
  await register(user_id, hook);
  const session = await openSession({ allowed_tools: ["Bash"] }, user_id);
  await session.ended(await session.query(callAndEnd));
  const [run] = ofType(await session.events(), "hook.executed");
  expect(run).toMatchObject({ output: null, continue_execution: true });
  expect(run?.error).toMatch(/^the hook /);
  expect(ofType(await session.events(), "agent.tool_result")).toMatchObject([{ is_error: false }]);

  await register(user_id, { ...hook, name: "must", on_failure: "block" });
  await session.ended(await session.query(callAndEnd));
  expect(ofType(await session.events(), "permission.decided").at(-1)).toMatchObject({
    decision: "deny",
    decided_by: "hook",
    rule: "must",
  });
});

it("[HOOK-19] an interrupt waits for no hook", async () => {
  const user_id = newUser();
  await register(user_id, { event: "PreToolUse", url: at("/silent"), timeout_seconds: 60 });
  const session = await openSession({ allowed_tools: ["Bash"] }, user_id);
  const query = await session.query(callAndEnd);
  await expect.poll(async () => ofType(await session.events(), "agent.tool_use")).toHaveLength(1);
  await session.door().interrupt(session.owner);
  expect(await session.ended(query)).toMatchObject({ stop_reason: "interrupted" });
  const [run] = ofType(await session.events(), "hook.executed");
  expect(run?.error).toMatch(/called off|aborted|interrupt/);
  expect(ofType(await session.events(), "tool.started")).toEqual([]);
});

it("[HOOK-20] no hook lifts a deny rule or a policy, also for the input that it has made", async () => {
  const user_id = newUser();
  const allow = (command: string) =>
    answering({ hookSpecificOutput: { permissionDecision: "allow", updatedInput: { command } } });
  await register(user_id, {
    event: "PreToolUse",
    matcher: "Bash",
    url: allow("rm -rf /workspace"),
  });
  const session = await openSession({ disallowed_tools: ["Bash(curl:*)"] }, user_id);
  await session.ended(await session.query(callAndEnd));
  expect(ofType(await session.events(), "permission.decided").at(-1)).toMatchObject({
    decision: "deny",
    decided_by: "policy",
    rule: "CommandPolicy",
  });
  const curl = { name: "Bash", input: { command: "curl example.com" } };
  await session.ended(await session.query(script({ tools: [curl] }, { text: "done" })));
  expect(ofType(await session.events(), "permission.decided").at(-1)).toMatchObject({
    decision: "deny",
    decided_by: "rule",
  });
  // The deny rule came first: nobody was asked about that call.
  expect(ofType(await session.events(), "hook.executed")).toHaveLength(1);
});

it("[HOOK-21] a hook of one session is called in no other, and one that is off in none", async () => {
  const user_id = newUser();
  const one = await openSession({ allowed_tools: ["Bash"] }, user_id);
  const other = await openSession({ allowed_tools: ["Bash"] }, user_id);
  await register(user_id, { event: "Stop", url: answering({}), session_id: one.id });
  await register(user_id, { event: "Stop", url: answering({}), enabled: false });
  for (const session of [one, other]) await session.ended(await session.query(callAndEnd));
  expect(ofType(await one.events(), "hook.executed")).toHaveLength(1);
  expect(ofType(await other.events(), "hook.executed")).toEqual([]);
});

it("[HOOK-22] a hook registered while a call waits for a person holds for what comes after", async () => {
  const user_id = newUser();
  const session = await openSession({ allowed_tools: [] }, user_id);
  await session.ended(await session.query(callAndEnd));
  await register(user_id, {
    event: "PostToolUse",
    url: answering({ hookSpecificOutput: { updatedToolOutput: "(seen)" } }),
  });
  const [asked] = ofType(await session.events(), "permission.requested");
  await session.send([
    {
      type: "user.tool_confirmation",
      permission_id: asked?.permission_id ?? "",
      decision: "allow",
    },
  ]);
  await expect
    .poll(async () => ofType(await session.events(), "hook.applied"))
    .toMatchObject([{ hook_event: "PostToolUse", updated_output: "(seen)" }]);
});
