import { expect, it } from "vitest";
import { unwrap } from "../../src/session/stub.ts";
import { until } from "../support/crash.ts";
import { ofType, openSession, script, typesOf } from "../support/session.ts";
import { followSse } from "../support/stream.ts";

it("[TURN-2] an accepted message becomes a turn that ends, with nobody waiting for it", async () => {
  const session = await openSession();
  const query = await session.query(script({ text: "Hello." }));
  expect(query).toMatchObject({ receipt: "started", status: "processing", seq: 2 });
  const result = await session.ended(query);
  expect(result).toMatchObject({ text: "Hello.", stop_reason: "end_turn", num_steps: 1 });
  expect(typesOf(await session.events())).toEqual([
    "session.created",
    "user.message",
    "session.status_running",
    "agent.message",
    "session.status_idle",
  ]);
  expect(await session.get()).toMatchObject({ status: "active", last_stop_reason: "end_turn" });
});

it("[TURN-3] a tool round runs, and its files and its result are there together", async () => {
  const session = await openSession();
  const query = await session.query(
    script(
      {
        text: "I write.",
        tools: [{ name: "Write", input: { file_path: "/workspace/a.txt", content: "hi" } }],
      },
      { tools: [{ name: "Bash", input: { command: "cat a.txt" } }] },
      { text: "It says {{last_result}}" },
    ),
  );
  expect(await session.ended(query)).toMatchObject({ text: "It says hi", num_steps: 3 });
  const events = await session.events();
  const types = typesOf(events);
  expect(types.indexOf("file.written")).toBe(types.indexOf("agent.tool_result") - 1);
  const calls = await session.toolCalls();
  expect(calls.map((call) => [call.tool_name, call.status, call.permission_decision])).toEqual([
    ["Write", "success", "allow"],
    ["Bash", "success", "allow"],
  ]);
});

it("[TURN-4] calls of one answer all run, and their results go back in one message", async () => {
  const session = await openSession();
  const query = await session.query(
    script(
      {
        tools: ["one", "two", "three"].map((word) => ({
          name: "Bash",
          input: { command: `echo ${word}` },
        })),
      },
      { text: "Three." },
    ),
  );
  expect(await session.ended(query)).toMatchObject({ text: "Three.", num_steps: 2 });
  const outputs = (await session.toolCalls()).map((call) => call.tool_output);
  expect(outputs).toEqual(["one", "two", "three"]);
});

it("[PERM-1] a call that nothing allows is refused with the reason, and the turn goes on", async () => {
  const session = await openSession({ allowed_tools: ["Read"], permission_mode: "dontAsk" });
  const query = await session.query(
    script({ tools: [{ name: "Bash", input: { command: "ls" } }] }, { text: "Too bad." }),
  );
  expect(await session.ended(query)).toMatchObject({ text: "Too bad.", stop_reason: "end_turn" });
  const [call] = await session.toolCalls();
  expect(call).toMatchObject({ status: "denied", is_error: true, permission_decision: "deny" });
  expect(call?.tool_output).toContain("no rule of allowed_tools covers this call of Bash");
});

it("[PERM-2] bypassPermissions lets every offered call run, except what disallowed_tools names", async () => {
  const session = await openSession({
    permission_mode: "bypassPermissions",
    allowed_tools: [],
    disallowed_tools: ["Write"],
  });
  const query = await session.query(
    script(
      { tools: [{ name: "Bash", input: { command: "echo ran" } }] },
      { tools: [{ name: "Write", input: { file_path: "/workspace/x", content: "" } }] },
      { text: "ok" },
    ),
  );
  await session.ended(query);
  const calls = await session.toolCalls();
  expect(calls.map((call) => call.status)).toEqual(["success", "error"]);
  expect(calls[1]?.tool_output).toBe("No such tool available: Write");
});

it("[TURN-5] a message that comes while a turn runs waits for its own turn", async () => {
  const session = await openSession();
  const first = await session.query(script({ text: "one", chunks: 3, delay_ms: 200 }));
  const second = await session.query(script({ text: "two" }));
  const third = await session.query(script({ text: "three" }));
  expect([second.receipt, third.receipt]).toEqual(["queued", "queued"]);
  expect(await session.ended(first)).toMatchObject({ text: "one" });
  expect(await session.ended(third)).toMatchObject({ text: "three" });
  const runs = ofType(await session.events(), "session.status_running");
  expect(runs.map((event) => event.inputs)).toEqual([[first.seq], [second.seq, third.seq]]);
});

it("[TURN-6] a steering message joins the running turn at its next step", async () => {
  const session = await openSession();
  const first = await session.query(script({ text: "one", chunks: 3, delay_ms: 200 }));
  // Before the model is asked is a step's edge too.
  await until(async () =>
    (await session.events()).some(({ type }) => type === "span.model_request_start"),
  );
  const second = await session.query(script({ text: "steered" }), "steer");
  expect(second.receipt).toBe("steered");
  expect(await session.ended(first)).toMatchObject({ text: "steered", num_steps: 2 });
  const events = await session.events();
  expect(ofType(events, "session.inputs_steered").map((event) => event.inputs)).toEqual([
    [second.seq],
  ]);
  expect(ofType(events, "session.status_idle")).toHaveLength(1);
});

it("[TURN-7] on_busy reject refuses a message while a turn runs, and nothing is recorded", async () => {
  const session = await openSession();
  const first = await session.query(script({ text: "one", chunks: 3, delay_ms: 200 }));
  await expect(session.query(script({ text: "two" }), "reject")).rejects.toMatchObject({
    code: "conflict",
  });
  await session.ended(first);
  expect(ofType(await session.events(), "user.message")).toHaveLength(1);
});

it("[TURN-8] on_busy interrupt ends the running turn as interrupted and starts its own", async () => {
  const session = await openSession();
  const first = await session.query(
    script({ text: "a long story ".repeat(50), chunks: 200, delay_ms: 50 }),
  );
  const second = await session.query(script({ text: "short" }), "interrupt");
  expect(second.receipt).toBe("interrupted_previous");
  expect(await session.ended(second)).toMatchObject({ text: "short", stop_reason: "end_turn" });
  expect(await session.ended(first)).toMatchObject({ stop_reason: "interrupted" });
});

it("[TURN-9] an interrupted turn keeps what was said until then, marked as partial", async () => {
  const session = await openSession();
  const first = await session.query(
    script({ text: "a long story ".repeat(50), chunks: 50, delay_ms: 20 }),
  );
  const reader = await followSse(session, "partial=true&after=0");
  await until(() => reader.frames.some(({ type }) => type === "event_delta"));
  reader.leave();
  const { interrupted } = await unwrap(session.door().interrupt(session.owner));
  expect(interrupted).toBe(true);
  expect(await session.ended(first)).toMatchObject({ stop_reason: "interrupted" });
  const said = (await session.messages()).at(-1);
  expect(said).toMatchObject({ role: "assistant", is_partial: true });
  const next = await session.query(script({ text: "{{last_result}}go on" }));
  expect(await session.ended(next)).toMatchObject({ stop_reason: "end_turn" });
});

it("[TURN-10] an interrupt of an idle session changes nothing and says so", async () => {
  const session = await openSession();
  const before = await session.get();
  const { interrupted } = await unwrap(session.door().interrupt(session.owner));
  expect(interrupted).toBe(false);
  expect(await session.get()).toEqual(before);
});

it("[TURN-11] a call that a client runs waits for its result, once, and the turn goes on with it", async () => {
  const session = await openSession({
    custom_tools: [{ name: "Ask", description: "asks", input_schema: { type: "object" } }],
  });
  const query = await session.query(
    script({ tools: [{ name: "Ask", input: { q: 1 } }] }, { text: "He said {{last_result}}" }),
  );
  expect(await session.ended(query)).toMatchObject({ stop_reason: "requires_action" });
  expect(await session.get()).toMatchObject({ status: "waiting" });
  const [call] = await session.toolCalls();
  const answer = {
    type: "user.custom_tool_result" as const,
    custom_tool_use_id: call?.id ?? "",
    content: [{ type: "text" as const, text: "yes" }],
    is_error: false,
  };
  await unwrap(session.door().send(session.owner, [answer], null));
  const again = unwrap(session.door().send(session.owner, [answer], null));
  await expect(again).rejects.toMatchObject({ code: "conflict" });
  const next = await session.query(script({ text: "next" }));
  await session.ended(next);
  const texts = (await session.messages()).flatMap((message) =>
    message.content.map((block) => block.text),
  );
  expect(texts).toContain("He said yes");
});

it("[TURN-12] events sent together are appended all or none", async () => {
  const session = await openSession();
  const before = await session.events();
  const both = unwrap(
    session.door().send(
      session.owner,
      [
        { type: "user.message", content: script({ text: "hi" }) },
        {
          type: "user.custom_tool_result",
          custom_tool_use_id: "sevt_none",
          content: [],
          is_error: false,
        },
      ],
      null,
    ),
  );
  await expect(both).rejects.toMatchObject({ code: "conflict" });
  expect(await session.events()).toEqual(before);
});

it("[TURN-13] max_turns ends a turn that would go on for ever", async () => {
  const session = await openSession({ sdk_options: { max_turns: 2 } });
  const round = { tools: [{ name: "Bash", input: { command: "true" } }] };
  const query = await session.query(script(round, round, round, round));
  expect(await session.ended(query)).toMatchObject({ stop_reason: "max_turns", num_steps: 2 });
});

it("[MODEL-1] a failed call is tried again after its delay, and every attempt is on record", async () => {
  const session = await openSession({ max_retries: 3, retry_delay: 0.01 });
  const error = { status: 529, type: "overloaded_error", message: "Overloaded", times: 2 };
  const query = await session.query(script({ error, text: "at last" }));
  expect(await session.ended(query)).toMatchObject({ text: "at last", stop_reason: "end_turn" });
  const events = await session.events();
  const retries = ofType(events, "session.error").map((event) => event.error.retry_status);
  expect(retries).toMatchObject([
    { type: "retrying", attempt: 1, max_attempts: 3 },
    { type: "retrying", attempt: 2, max_attempts: 3 },
  ]);
  expect(ofType(events, "session.status_rescheduled")).toHaveLength(2);
  expect(await session.get()).toMatchObject({
    retry_count: 2,
    error_count: 2,
    error_message: null,
  });
});

it("[MODEL-2] retries that are spent end the turn, and the session takes the next message", async () => {
  const session = await openSession({ max_retries: 1, retry_delay: 0.01 });
  const error = { status: 500, type: "api_error", message: "Internal server error" };
  const query = await session.query(script({ error }));
  expect(await session.ended(query)).toMatchObject({ stop_reason: "retries_exhausted" });
  expect((await session.get()).error_message).toContain("Internal server error");
  const next = await session.query(script({ text: "better" }));
  expect(await session.ended(next)).toMatchObject({ text: "better" });
});

it("[MODEL-3] an error that no retry can mend ends the turn at once and says why", async () => {
  const session = await openSession({ model: "claude-of-tomorrow" });
  const query = await session.query(script({ text: "never" }));
  await session.ended(query);
  const state = await session.get();
  expect(state).toMatchObject({ status: "failed", retry_count: 0, total_cost_usd: 0 });
  expect(state.error_message).toContain("claude-of-tomorrow");
});

it("[MODEL-4] a stream that breaks off leaves no partial text in the log", async () => {
  const session = await openSession({ max_retries: 0 });
  const query = await session.query(
    script({ text: "never to be finished", chunks: 8, cut_after: 3 }),
  );
  expect(await session.ended(query)).toMatchObject({ stop_reason: "retries_exhausted" });
  const events = await session.events();
  expect(ofType(events, "agent.message")).toEqual([]);
  expect(ofType(events, "span.model_request_end")).toMatchObject([{ is_error: true }]);
});

it("[MODEL-5] thinking goes back to the model as it came, signature and all", async () => {
  const session = await openSession();
  const query = await session.query(
    script(
      { thinking: "Let me see.", tools: [{ name: "Bash", input: { command: "echo 1" } }] },
      { text: "Seen." },
    ),
  );
  // The emulator refuses a thinking block whose text or signature differs from what it signed.
  expect(await session.ended(query)).toMatchObject({ text: "Seen.", stop_reason: "end_turn" });
  expect((await session.messages())[1]?.thinking_content).toBe("Let me see.");
});

it("[SES-1] a terminated session stops what runs, takes no more input, and stays readable", async () => {
  const session = await openSession();
  const query = await session.query(script({ text: "a long story", chunks: 50, delay_ms: 50 }));
  const after = await unwrap(session.door().terminate(session.owner));
  expect(after.status).toBe("terminated");
  expect(await session.ended(query)).toMatchObject({ stop_reason: null });
  await expect(session.query(script({ text: "x" }))).rejects.toMatchObject({ code: "conflict" });
  const events = await session.events();
  expect(events.at(-1)?.type).toBe("session.status_terminated");
  expect(await session.messages()).toHaveLength(1);
});

it("[SES-2] a purged session is gone for its owner, and nothing of it is left in the object", async () => {
  const session = await openSession();
  await session.ended(await session.query(script({ text: "secret" })));
  await unwrap(session.door().purge(session.owner));
  await expect(session.get()).rejects.toMatchObject({ code: "not_found" });
});

it("[SES-3] a session answers a stranger as if it were not there", async () => {
  const session = await openSession();
  const stranger = { ...session.owner, user_id: "stranger" };
  await expect(unwrap(session.door().get(stranger))).rejects.toMatchObject({ code: "not_found" });
  const admin = { ...stranger, role: "admin" as const };
  expect(await unwrap(session.door().get(admin))).toMatchObject({ id: session.id });
});

it("[TURN-14] a call that changes very many files records their number", async () => {
  const session = await openSession();
  const command = "for i in $(seq 1 150); do echo x > f$i; done";
  const query = await session.query(
    script({ tools: [{ name: "Bash", input: { command } }] }, { text: "ok" }),
  );
  await session.ended(query);
  const events = await session.events();
  expect(ofType(events, "file.written")).toEqual([]);
  expect(ofType(events, "files.changed")).toMatchObject([{ written_count: 150, deleted_count: 0 }]);
});

it("[TURN-15] a tool call that fails is a result for the model, and the turn goes on", async () => {
  const session = await openSession();
  const query = await session.query(
    script(
      { tools: [{ name: "Write", input: { file_path: "/workspace/a", content: 5 } }] },
      { tools: [{ name: "Bash", input: { command: "cat a; exit 3" } }] },
      { text: "{{last_result}}" },
    ),
  );
  expect(await session.ended(query)).toMatchObject({ stop_reason: "end_turn" });
  const calls = await session.toolCalls();
  expect(calls.map((call) => [call.status, call.is_error])).toEqual([
    ["error", true],
    ["error", true],
  ]);
  expect(calls[1]?.tool_output).toMatch(/^Exit code 3/);
});

it("[MODEL-6] an answer cut at its token limit is asked on, and readers get it joined", async () => {
  const session = await openSession();
  const query = await session.query(
    script(
      { text: "The first half ", stop_reason: "max_tokens" },
      { text: "and the second, ", stop_reason: "max_tokens" },
      { text: "and the end." },
    ),
  );
  expect(await session.ended(query)).toMatchObject({
    text: "The first half and the second, and the end.",
    stop_reason: "end_turn",
    num_steps: 3,
  });
  const said = ofType(await session.events(), "agent.message");
  expect(said.map((event) => event.continuation)).toEqual([undefined, true, true]);
});

it("[MODEL-7] an answer that is cut again and again ends the turn as max_tokens", async () => {
  const session = await openSession();
  const cut = { text: "more ", stop_reason: "max_tokens" };
  const query = await session.query(script(...Array.from({ length: 10 }, () => cut)));
  expect(await session.ended(query)).toMatchObject({ stop_reason: "max_tokens", num_steps: 6 });
});

it("[TURN-16] a spent budget holds the turn up, and raising it lets the turn go on where it was", async () => {
  const session = await openSession({ budget: { max_tokens: 1 } });
  const query = await session.query(
    script({ tools: [{ name: "Bash", input: { command: "echo once >> log" } }] }, { text: "done" }),
  );
  expect(await session.ended(query)).toMatchObject({ stop_reason: "budget_reached", num_steps: 1 });
  const later = await session.query(script({ text: "later" }));
  expect(later.receipt).toBe("queued");
  const raised = { budget: { max_tokens: 1_000_000 } };
  await unwrap(session.door().update(session.owner, raised));
  expect(await session.ended(later)).toMatchObject({ text: "later", stop_reason: "end_turn" });
  const events = await session.events();
  expect(ofType(events, "session.status_idle").map((event) => event.stop_reason.type)).toEqual([
    "budget_reached",
    "end_turn",
    "end_turn",
  ]);
  expect(ofType(events, "tool.started")).toHaveLength(1);
});
