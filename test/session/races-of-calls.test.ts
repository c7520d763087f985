// A call that a client runs, beside calls that run here: what is done is seen at once, the answer may come
// after any sleep of the object, and of two answers one counts.
import { evictDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { unwrap } from "../../src/session/stub.ts";
import { type Client, call, newUser } from "../support/api.ts";
import { dieNow, ringAlarm, until } from "../support/crash.ts";
import { ofType, openSession, script, type TestSession } from "../support/session.ts";
import { followSse, isIdle } from "../support/stream.ts";
import { assertHistory, isOver } from "./seams.ts";

const ask = { name: "Ask", description: "asks", input_schema: { type: "object" as const } };
const bash = (command: string) => ({ name: "Bash", input: { command } });
const beside = script(
  { tools: [bash("echo a >> n"), { name: "Ask", input: { q: 1 } }, bash("echo b >> n")] },
  { tools: [bash("cat n")] },
  { text: "There is {{last_result}}" },
);

/** A session that has run what it can and waits for a client's answer to the call with this id. */
async function waiting(): Promise<{ session: TestSession; call_id: string; seq: number }> {
  const session = await openSession({ custom_tools: [ask] });
  const query = await session.query(beside);
  expect(await session.ended(query)).toMatchObject({ stop_reason: "requires_action" });
  const call_id = (await session.toolCalls()).find(({ status }) => status === "waiting")?.id;
  return { session, call_id: call_id ?? "", seq: query.seq };
}

const answerTo = (custom_tool_use_id: string, text: string) => ({
  type: "user.custom_tool_result" as const,
  custom_tool_use_id,
  content: [{ type: "text" as const, text }],
  is_error: false,
});

it("[TURN-17] calls beside one that waits for a client are settled and seen at once", async () => {
  const session = await openSession({ custom_tools: [ask] });
  const reader = await followSse(session);
  await session.query(beside);
  const frames = await reader.until(isIdle);
  reader.leave();
  expect(frames.filter(({ type }) => type === "agent.tool_result")).toHaveLength(2);
  const calls = await session.toolCalls();
  expect(calls.map(({ status }) => status)).toEqual(["success", "waiting", "success"]);
  expect(await session.get()).toMatchObject({ status: "waiting" });
});

for (const [how, sleep] of [
  ["evicted", (session: TestSession) => evictDurableObject(session.object())],
  ["killed", dieNow],
] as const) {
  it(`[TURN-18] an answer that comes after the object was ${how} is taken once, and the turn goes on once`, async () => {
    const { session, call_id } = await waiting();
    await sleep(session);
    // Were an alarm left, it would find that nothing is to be done.
    await ringAlarm(session);
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, (_, n) =>
        unwrap(session.door().send(session.owner, [answerTo(call_id, `yes ${n}`)], null)),
      ),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await until(() => isOver(session));
    const events = await session.events();
    assertHistory(events);
    expect(ofType(events, "tool.started").map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
    expect(ofType(events, "session.recovered")).toEqual([]);
    expect((await session.messages()).at(-1)?.content[0]?.text).toBe("There is a\nb");
  });
}

async function askedThroughTheDoor(user: Client): Promise<{ id: string; call_id: string }> {
  const made = await user.post("/sessions", {
    ...{ model: "offline-script", custom_tools: [ask], tools: ["Bash"], allowed_tools: ["Bash"] },
  });
  const { id } = made.body as { id: string };
  const [{ text: message } = { text: "" }] = beside as { text: string }[];
  const waited = await user.post(`/sessions/${id}/query?wait=20`, { message });
  expect(waited.body).toMatchObject({ result: { stop_reason: "requires_action" } });
  const { body } = await user.get(`/sessions/${id}/tool-calls`);
  const { data } = body as { data: { id: string; status: string }[] };
  return { id, call_id: data.find(({ status }) => status === "waiting")?.id ?? "" };
}

it("[RACE-6] of two opposite answers at once the first counts, and the other is a conflict", async () => {
  const user = await newUser();
  for (let trial = 0; trial < 8; trial += 1) {
    const { id, call_id } = await askedThroughTheDoor(user);
    const give = (text: string) =>
      user.post(`/sessions/${id}/events`, { events: [answerTo(call_id, text)] });
    const answers = await Promise.all(
      trial % 2 === 0 ? ["yes", "no"].map(give) : ["no", "yes"].map(give),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    const taken = answers.find(({ status }) => status === 202)?.body as { data: unknown[] };
    const log = await call("GET", `/sessions/${id}/events?types=user.custom_tool_result`, {
      token: user.token,
    });
    expect((log.body as { data: unknown[] }).data).toEqual(taken.data);
  }
});
