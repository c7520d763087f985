// What a collector is told of turns, from the front door to its HTTP request.
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import type { SessionMetrics } from "../../src/contract/metrics.ts";
import { newId } from "../../src/runtime.ts";
import { sessionDoor, unwrap } from "../../src/session/stub.ts";
import { newUser } from "../support/api.ts";
import { dieNow, ringAlarm, until } from "../support/crash.ts";
import { openSession, script, sessionOf } from "../support/session.ts";
import { bash, outline, type SeenSpan, TURN, tracedBy } from "./received.ts";

function turnsIn(spans: readonly SeenSpan[]): SeenSpan[] {
  return spans.filter(({ name }) => name === TURN);
}

it("[OTEL-1] a turn with its model calls and tools is one trace, named as the convention says", async () => {
  const session = await openSession({ allowed_tools: ["Bash"] });
  const steps = script({ text: "Looking.", tools: [bash("echo hello")] }, { text: "Done." });
  await session.ended(await session.query(steps));
  const spans = await tracedBy(session);
  const conversation = { "gen_ai.conversation.id": session.id };
  const by = { ...conversation, "gen_ai.provider.name": "anthropic" };
  const model = "offline-script";
  const chat = {
    ...{ name: `chat ${model}`, kind: 3, parent: "invoke_agent ledge", is_error: false },
    events: [],
    attributes: {
      ...by,
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": model,
      "gen_ai.request.stream": true,
      "gen_ai.response.model": model,
      "gen_ai.response.time_to_first_chunk": expect.any(Number),
      "gen_ai.usage.input_tokens": expect.any(Number),
      "gen_ai.usage.output_tokens": expect.any(Number),
      "gen_ai.usage.cache_creation.input_tokens": expect.any(Number),
      "gen_ai.usage.cache_read.input_tokens": expect.any(Number),
      "ledge.cost_usd": expect.any(Number),
      "ledge.model_call.attempt": 1,
      "ledge.model_call.purpose": "turn",
    },
  };
  expect(spans).toMatchObject([
    { ...chat, attributes: { ...chat.attributes, "gen_ai.response.finish_reasons": ["tool_use"] } },
    {
      ...{ name: "execute_tool Bash", kind: 1, parent: "invoke_agent ledge", is_error: false },
      events: [
        [
          "ledge.permission.decided",
          { "ledge.permission.decision": "allow", "ledge.permission.decided_by": "rule" },
        ],
      ],
      attributes: {
        ...by,
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "Bash",
        "gen_ai.tool.call.id": expect.stringMatching(/^toolu_/),
        "gen_ai.tool.type": "extension",
        "ledge.tool.attempt": 1,
      },
    },
    { ...chat, attributes: { ...chat.attributes, "gen_ai.response.finish_reasons": ["end_turn"] } },
    {
      ...{ name: "invoke_agent ledge", kind: 1, parent: null, is_error: false },
      attributes: {
        ...by,
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.agent.name": "ledge",
        "ledge.turn.number": 1,
        "ledge.turn.stretch": 1,
        "ledge.turn.stop_reason": "end_turn",
      },
    },
  ]);
  expect(new Set(spans.map(({ trace_id }) => trace_id)).size).toBe(1);
  const usage = await session.get();
  const turn = spans.at(-1)?.attributes ?? {};
  expect(turn["gen_ai.usage.output_tokens"]).toBe(usage.total_output_tokens);
  expect(turn["ledge.cost_usd"]).toBe(usage.total_cost_usd);
});

it("[OTEL-1] the next turn is a trace of its own", async () => {
  const session = await openSession();
  await session.ended(await session.query(script({ text: "One." })));
  await session.ended(await session.query(script({ text: "Two." })));
  const spans = await tracedBy(session, 2);
  expect(turnsIn(spans).map(({ attributes }) => attributes["ledge.turn.number"])).toEqual([1, 2]);
  expect(new Set(spans.map(({ trace_id }) => trace_id)).size).toBe(2);
});

it("[OTEL-2] a denied call is a failed span with the decision on it", async () => {
  const session = await openSession({ allowed_tools: ["Read"], permission_mode: "dontAsk" });
  const write = { name: "Write", input: { file_path: "a.txt", content: "x" } };
  await session.ended(await session.query(script({ tools: [write] }, { text: "No." })));
  const spans = await tracedBy(session);
  expect(spans.find(({ name }) => name === "execute_tool Write")).toMatchObject({
    is_error: true,
    attributes: { "error.type": "denied" },
    events: [
      [
        "ledge.permission.decided",
        { "ledge.permission.decision": "deny", "ledge.permission.decided_by": "mode" },
      ],
    ],
  });
  expect(turnsIn(spans)).toMatchObject([{ is_error: false }]);
});

it("[OTEL-2] a tool that fails is a failed span, and its turn is not", async () => {
  const session = await openSession({ allowed_tools: ["Read"] });
  const read = { name: "Read", input: { file_path: "none.txt" } };
  await session.ended(await session.query(script({ tools: [read] }, { text: "None." })));
  expect(outline(await tracedBy(session))).toEqual([
    ["chat offline-script", TURN, undefined],
    ["execute_tool Read", TURN, "tool_error"],
    ["chat offline-script", TURN, undefined],
    [TURN, null, undefined],
  ]);
});

it("[OTEL-3] a model call that failed and was tried again is a span for each attempt", async () => {
  const session = await openSession({ max_retries: 3, retry_delay: 0 });
  const error = { status: 529, type: "overloaded_error", message: "Overloaded", times: 1 };
  await session.ended(await session.query(script({ text: "Yes.", error })));
  const spans = await tracedBy(session);
  expect(outline(spans)).toEqual([
    ["chat offline-script", TURN, "model_overloaded_error"],
    ["chat offline-script", TURN, undefined],
    [TURN, null, undefined],
  ]);
  expect(spans.map(({ attributes }) => attributes["ledge.model_call.attempt"])).toEqual([
    ...[1, 2, undefined],
  ]);
  expect(spans[0]?.is_error).toBe(true);
  expect(spans[0]?.attributes).not.toHaveProperty("gen_ai.response.model");
  expect(spans.at(-1)?.events.map(([name]) => name)).toEqual(["ledge.turn.rescheduled"]);
});

it("[OTEL-3] a turn whose retries are spent has failed, and says of what", async () => {
  const session = await openSession({ max_retries: 0 });
  const error = { status: 529, type: "overloaded_error", message: "Overloaded" };
  await session.ended(await session.query(script({ error })));
  expect(turnsIn(await tracedBy(session))).toMatchObject([
    {
      is_error: true,
      attributes: {
        "error.type": "model_overloaded_error",
        "ledge.turn.stop_reason": "retries_exhausted",
      },
    },
  ]);
});

it("[OTEL-4] an interrupted turn ends its model call as interrupted, and has not failed", async () => {
  const session = await openSession();
  const query = await session.query(script({ text: "a b c d e f g h", chunks: 8, delay_ms: 250 }));
  await until(async () => (await session.get()).last_seq >= 4);
  await session.send([{ type: "user.interrupt" }]);
  await session.ended(query);
  const spans = await tracedBy(session);
  expect(outline(spans)).toEqual([
    ["chat offline-script", TURN, "interrupted"],
    [TURN, null, undefined],
  ]);
  expect(spans.at(-1)).toMatchObject({
    attributes: { "ledge.turn.stop_reason": "interrupted" },
    events: [["ledge.turn.interrupted", {}]],
  });
});

it("[OTEL-5] a crash leaves the attempt that it cut off, and one turn that says it was taken up", async () => {
  const session = await openSession();
  const query = await session.query(script({ text: "a b c d e f g h", chunks: 8, delay_ms: 250 }));
  await until(async () => (await session.get()).last_seq >= 4);
  await dieNow(session);
  await ringAlarm(session);
  await session.ended(query);
  const spans = await tracedBy(session);
  expect(outline(spans)).toEqual([
    ["chat offline-script", TURN, "cut_off"],
    ["chat offline-script", TURN, undefined],
    [TURN, null, undefined],
  ]);
  expect(spans.at(-1)?.events).toEqual([
    ["ledge.turn.recovered", { "ledge.turn.recovery_attempt": 1 }],
  ]);
});

it("[OTEL-6] a turn that waits for a person runs in stretches of one trace, without the wait", async () => {
  const session = await openSession({ allowed_tools: ["Read"] });
  await session.ended(await session.query(script({ tools: [bash("echo hi")] }, { text: "Done." })));
  const [asked] = await unwrap(session.door().openPermissions(session.owner));
  const WAITED_MS = 300;
  await new Promise((resolve) => setTimeout(resolve, WAITED_MS));
  const answer = { decision: "allow" as const };
  await unwrap(session.door().answerPermission(session.owner, asked?.id ?? "", answer));
  const spans = await tracedBy(session, 2);
  expect(outline(spans)).toEqual([
    ["chat offline-script", TURN, undefined],
    [TURN, null, undefined],
    ["execute_tool Bash", TURN, undefined],
    ["chat offline-script", TURN, undefined],
    [TURN, null, undefined],
  ]);
  const [first, second] = turnsIn(spans);
  expect(first).toMatchObject({
    attributes: { "ledge.turn.stretch": 1, "ledge.turn.stop_reason": "requires_action" },
    events: [["ledge.permission.requested", { "gen_ai.tool.name": "Bash" }]],
  });
  expect(second?.attributes["ledge.turn.stretch"]).toBe(2);
  expect(second?.trace_id).toBe(first?.trace_id);
  expect((second?.start_ms ?? 0) - (first?.end_ms ?? 0)).toBeGreaterThanOrEqual(WAITED_MS);
  const tool = spans[2];
  expect((tool?.end_ms ?? 0) - (tool?.start_ms ?? 0)).toBeLessThan(WAITED_MS);
  expect(tool?.events).toEqual([
    [
      "ledge.permission.decided",
      { "ledge.permission.decision": "allow", "ledge.permission.decided_by": "user" },
    ],
  ]);
});

const OVERLOADED = { status: 529, type: "overloaded_error", message: "Overloaded" };
const write = { name: "Write", input: { file_path: "a.txt", content: "x" } };
it.each([
  ["one answer", [{ text: "Hello." }]],
  ["tools, one of them denied", [{ tools: [bash("echo a"), write] }, { text: "Done." }]],
  ["a retry", [{ text: "Hello.", error: { ...OVERLOADED, times: 2 } }]],
  ["retries that are spent", [{ error: OVERLOADED }]],
])("[OTEL-15] the counters of a session agree with its spans: %s", async (_, steps) => {
  const user = await newUser();
  const changes = { max_retries: 2, retry_delay: 0, permission_mode: "dontAsk" } as const;
  const session = await openSession({ ...changes, allowed_tools: ["Bash"] }, user.user_id);
  await session.ended(await session.query(script(...steps)));
  const spans = await tracedBy(session);
  const metrics = (await user.get(`/sessions/${session.id}/metrics`)).body as SessionMetrics;
  const chats = spans.filter(({ name }) => name.startsWith("chat "));
  const sum = (name: string) =>
    chats.reduce((total, { attributes }) => total + Number(attributes[name] ?? 0), 0);
  const named = (prefix: string) => spans.filter(({ name }) => name.startsWith(prefix)).length;
  const noted = (event: string) =>
    spans.flatMap(({ events }) => events).filter(([name]) => name === event).length;
  const cached =
    sum("gen_ai.usage.cache_read.input_tokens") + sum("gen_ai.usage.cache_creation.input_tokens");
  expect(metrics).toMatchObject({
    total_tool_calls: named("execute_tool "),
    total_hook_executions: named("execute_hook "),
    total_permission_checks: noted("ledge.permission.decided"),
    total_errors: chats.filter(({ is_error }) => is_error).length,
    total_retries: noted("ledge.turn.rescheduled"),
    total_cost_usd: sum("ledge.cost_usd"),
    total_input_tokens: sum("gen_ai.usage.input_tokens") - cached,
    total_output_tokens: sum("gen_ai.usage.output_tokens"),
    total_cache_read_tokens: sum("gen_ai.usage.cache_read.input_tokens"),
    total_cache_creation_tokens: sum("gen_ai.usage.cache_creation.input_tokens"),
    duration_ms: turnsIn(spans).reduce((total, turn) => total + turn.end_ms - turn.start_ms, 0),
  });
});

it("[FORK-24] a fork's traces are of its own turns only", async () => {
  const session = await openSession();
  await session.ended(await session.query(script({ text: "in the parent" })));
  const before = await tracedBy(session);
  const id = newId("sesn");
  const parent = { id, parent_id: session.id, point: {}, changes: {}, files: true, message: null };
  await unwrap(sessionDoor(env, id).fork(session.owner, parent));
  const fork = sessionOf(id, session.owner);
  await fork.ended(await fork.query(script({ text: "in the fork" })));
  const spans = await tracedBy(fork);
  expect(turnsIn(spans)).toHaveLength(1);
  expect(spans).toHaveLength(2);
  expect(await tracedBy(session)).toEqual(before);
});
