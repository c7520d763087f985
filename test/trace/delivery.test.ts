// How spans reach the collector when something on the way is down, and what they never hold.
import { runInDurableObject } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import type { Session } from "../../src/session/session.ts";
import { Store } from "../../src/session/store.ts";
import { unwrap } from "../../src/session/stub.ts";
import { ringAlarm } from "../support/crash.ts";
import { CATCH_UP, caughtUp } from "../support/plane.ts";
import { openSession, script } from "../support/session.ts";
import {
  accept,
  bash,
  outline,
  rawSpansOf,
  refuse,
  requestsOf,
  spansOf,
  TURN,
  tracedBy,
} from "./received.ts";

afterEach(() => vi.restoreAllMocks());

it("[OTEL-7] told again from the beginning, a session sends the same spans", async () => {
  const session = await openSession({ allowed_tools: ["Bash"] });
  await session.ended(await session.query(script({ tools: [bash("echo hi")] }, { text: "Done." })));
  const expected = await tracedBy(session);
  await runInDurableObject(session.object(), (_: unknown, { storage }: DurableObjectState) =>
    new Store(storage).set("tracing", "not readable"),
  );
  await session.ended(await session.query(script({ text: "Next." })));
  const spans = await tracedBy(session, 2);
  expect(spans.slice(0, expected.length)).toEqual(expected);
  await vi.waitFor(async () => {
    const again = (await rawSpansOf(session.id)).filter(
      ({ spanId }) => spanId === expected[0]?.span_id,
    );
    expect(again).toHaveLength(2);
    expect(again[1]).toEqual(again[0]);
  }, CATCH_UP);
});

it("[OTEL-7] what was sent and is thought unsent is sent once more, the same", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const session = await openSession();
  await runInDurableObject(session.object(), (one: Session) => {
    const { TRACES } = (one as unknown as { env: Env }).env;
    const send = TRACES.send.bind(TRACES);
    vi.spyOn(TRACES, "send").mockImplementationOnce(async (message) => {
      await send(message);
      throw new Error("the answer of the queue was lost");
    });
  });
  await session.ended(await session.query(script({ text: "Hello." })));
  await vi.waitFor(() => expect(told).toHaveBeenCalled());
  told.mockRestore();
  await ringAlarm(session);
  const bodies = await vi.waitFor(async () => {
    const requests = await requestsOf(session.id);
    expect(requests.length).toBeGreaterThan(1);
    return requests.map(({ body }) => body);
  }, CATCH_UP);
  expect(new Set(bodies).size).toBe(1);
});

it("[OTEL-8] while the collector is down D1 follows all the same, and the spans come later", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const [session, other] = [await openSession(), await openSession()];
  await refuse(session.id, { status: 503 });
  await session.ended(await session.query(script({ text: "Hello." })));
  expect((await caughtUp(session)).model_calls).toHaveLength(1);
  await other.ended(await other.query(script({ text: "Hello." })));
  expect(await tracedBy(other)).toHaveLength(2);
  expect(await spansOf(session.id)).toEqual([]);
  await accept(session.id);
  expect(outline(await tracedBy(session))).toEqual([
    ["chat offline-script", TURN, undefined],
    [TURN, null, undefined],
  ]);
});

it("[OTEL-8] a collector that hangs holds up neither D1 nor another session", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const [session, other] = [await openSession(), await openSession()];
  await refuse(session.id, { status: 0 });
  await session.ended(await session.query(script({ text: "Hello." })));
  await caughtUp(session);
  await other.ended(await other.query(script({ text: "Hello." })));
  expect(await tracedBy(other)).toHaveLength(2);
  await caughtUp(other);
  await accept(session.id);
});

it("[OTEL-8] a queue of spans that takes nothing holds up no row, and has all of them later", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const session = await openSession();
  const refused = await runInDurableObject(session.object(), (one: Session) =>
    vi
      .spyOn((one as unknown as { env: Env }).env.TRACES, "send")
      .mockRejectedValue(new Error("the queue of spans is away")),
  );
  await session.ended(await session.query(script({ text: "Hello." })));
  await session.ended(await session.query(script({ text: "Again." })));
  expect((await caughtUp(session)).model_calls).toHaveLength(2);
  await vi.waitFor(() => expect(told).toHaveBeenCalled());
  await runInDurableObject(session.object(), () => refused.mockRestore());
  told.mockRestore();
  await ringAlarm(session);
  expect(await tracedBy(session, 2)).toHaveLength(4);
});

it("[OTEL-10] what stands in every input and output of a session is in no request", async () => {
  const CANARY = "canary-of-the-traces";
  const session = await openSession({
    ...{ name: CANARY, description: CANARY, system_prompt: CANARY, metadata: { of: CANARY } },
    allowed_tools: [`Bash(echo ${CANARY}*)`, "Read"],
    custom_tools: [{ name: "look_up", description: CANARY, input_schema: { type: "object" } }],
  });
  const read = { name: "Read", input: { file_path: `${CANARY}.txt` } };
  const lookUp = { name: "look_up", input: { of: CANARY } };
  const tools = [bash(`echo ${CANARY}`), read, bash(`cat ${CANARY}`), lookUp];
  await session.ended(
    await session.query(script({ thinking: CANARY, text: CANARY, tools }, { text: CANARY })),
  );
  const [asked] = await unwrap(session.door().openPermissions(session.owner));
  const no = { decision: "deny" as const, reason: CANARY };
  await unwrap(session.door().answerPermission(session.owner, asked?.id ?? "", no));
  const custom = (await session.toolCalls()).find(({ tool_name }) => tool_name === "look_up");
  await session.send([
    {
      ...{ type: "user.custom_tool_result", custom_tool_use_id: custom?.id ?? "" },
      ...{ content: [{ type: "text", text: CANARY }], is_error: false },
    },
  ]);
  await vi.waitFor(async () => {
    const names = (await spansOf(session.id)).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith("execute_tool "))).toHaveLength(4);
    expect(names.filter((name) => name.startsWith("chat "))).toHaveLength(2);
    expect(names.at(-1)).toBe(TURN);
  }, CATCH_UP);
  const seen = JSON.stringify(await session.events()).split(CANARY).length;
  expect(seen).toBeGreaterThan(10);
  expect(JSON.stringify(await requestsOf(session.id))).not.toContain(CANARY);
});
