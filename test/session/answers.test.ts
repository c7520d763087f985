// Answers that are not the last word, or none at all: each has its defined end.
import { runDurableObjectAlarm } from "cloudflare:test";
import { expect, it } from "vitest";
import { unwrap } from "../../src/session/stub.ts";
import { ofType, openSession, script, typesOf } from "../support/session.ts";

it("[MODEL-8] a paused answer is asked on, as often as a cut one", async () => {
  const session = await openSession();
  const query = await session.query(
    script({ text: "first ", stop_reason: "pause_turn" }, { text: "and last" }),
  );
  expect(await session.ended(query)).toMatchObject({
    text: "first and last",
    stop_reason: "end_turn",
  });
  const [continued] = ofType(await session.events(), "session.continued");
  expect(continued).toMatchObject({ reason: "pause_turn", count: 1 });
});

it("[MODEL-9] an answer without a word is asked on once, then the turn ends", async () => {
  const session = await openSession();
  const spoke = await session.query(script({}, { text: "now" }));
  expect(await session.ended(spoke)).toMatchObject({ text: "now", num_steps: 2 });
  const silent = await session.query(script({}, {}, { text: "never said" }));
  expect(await session.ended(silent)).toMatchObject({
    text: "",
    stop_reason: "end_turn",
    num_steps: 2,
  });
});

it("[MODEL-10] a refusal ends the turn, says why, and the next message is answered", async () => {
  const session = await openSession();
  const refused = await session.query(script({ text: "I began", stop_reason: "refusal" }));
  expect(await session.ended(refused)).toMatchObject({ stop_reason: "refusal" });
  expect(await session.get()).toMatchObject({ status: "active", last_stop_reason: "refusal" });
  const next = await session.query(script({ text: "gladly" }));
  expect(await session.ended(next)).toMatchObject({ text: "gladly", stop_reason: "end_turn" });
});

it("[MODEL-11] an answer that fills the model's window makes room and is given again", async () => {
  const session = await openSession();
  await session.ended(await session.query(script({ text: "long ".repeat(2000) })));
  const query = await session.query(
    script(
      { text: "as far as it", stop_reason: "model_context_window_exceeded" },
      { text: "whole" },
    ),
  );
  expect(await session.ended(query)).toMatchObject({ text: "whole", stop_reason: "end_turn" });
  expect(typesOf(await session.events())).toContain("session.compacted");
});

const tool = {
  name: "ask_person",
  description: "asks a person",
  input_schema: { type: "object" as const },
};
const asking = script({ tools: [{ name: "ask_person", input: {} }] }, { text: "{{last_result}}" });

it("[TURN-21] a call that nobody answers in time is settled, and the turn goes on", async () => {
  const session = await openSession({ custom_tools: [{ ...tool, timeout_seconds: 0.2 }] });
  const query = await session.query(asking);
  expect(await session.ended(query)).toMatchObject({ stop_reason: "requires_action" });
  const [call] = ofType(await session.events(), "agent.custom_tool_use");
  expect(Date.parse(call?.deadline ?? "")).toBeGreaterThan(Date.parse(call?.created_at ?? ""));
  // The alarm rings by itself; ringing it early changes nothing.
  await runDurableObjectAlarm(session.object());
  await expect.poll(async () => (await session.get()).status, { timeout: 10_000 }).toBe("active");
  expect(await session.toolCalls()).toMatchObject([{ status: "expired", is_error: true }]);
  expect((await session.messages()).at(-1)?.content).toMatchObject([
    { text: "Nobody gave the result of this call in time." },
  ]);
  const late = { type: "user.custom_tool_result" as const, custom_tool_use_id: call?.id ?? "" };
  const given = { ...late, content: [], is_error: false };
  await expect(unwrap(session.door().send(session.owner, [given], null))).rejects.toMatchObject({
    code: "conflict",
  });
});

it("[TURN-22] time that turns have run is a budget too, and waiting for people is not counted", async () => {
  const session = await openSession({ budget: { max_seconds: 0.15 }, custom_tools: [tool] });
  const slow = { text: "a b c d e f g h", chunks: 8, delay_ms: 40 };
  const query = await session.query(
    script({ ...slow, stop_reason: "pause_turn" }, { text: "end" }),
  );
  expect(await session.ended(query)).toMatchObject({ stop_reason: "budget_reached" });
  const raised = { budget: { max_seconds: 60 } };
  await unwrap(session.door().update(session.owner, raised));
  await expect.poll(async () => (await session.get()).last_stop_reason).toBe("end_turn");
});

it("[CACHE-1] a changed beginning of a request is named, and an unchanged one is not", async () => {
  const session = await openSession();
  await session.ended(await session.query(script({ text: "one" })));
  await session.ended(await session.query(script({ text: "two" })));
  await unwrap(session.door().update(session.owner, { disallowed_tools: ["Write"] }));
  await session.ended(await session.query(script({ text: "three" })));
  const spans = ofType(await session.events(), "span.model_request_start");
  expect(spans.map(({ cache_drift }) => cache_drift)).toEqual([null, null, "tools[1]"]);
});
