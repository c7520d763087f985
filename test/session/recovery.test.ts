// Crashes: the object is aborted after event k, for every k of a scenario, and must come to the same
// end by itself, by its alarm, with no request to wake it.
import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import type { SessionEvent } from "../../src/contract/event.ts";
import type { Session } from "../../src/session/session.ts";
import { ofType, openSession, script, type TestSession, typesOf } from "../support/session.ts";

const scenario = script(
  {
    text: "I write.",
    chunks: 4,
    delay_ms: 2,
    tools: [
      { name: "Bash", input: { command: "echo one >> notes.txt" } },
      { name: "Bash", input: { command: "echo two >> notes.txt" } },
    ],
  },
  { tools: [{ name: "Bash", input: { command: "cat notes.txt" } }] },
  { text: "Notes: {{last_result}}", chunks: 4, delay_ms: 2 },
);

/** Waits until the log has an event at `seq`, by following the stored log. */
async function reach(session: TestSession, seq: number): Promise<void> {
  while ((await session.get()).last_seq < seq) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function endByAlarm(session: TestSession): Promise<SessionEvent[]> {
  await runDurableObjectAlarm(session.object());
  const wait = { seq: 2, id: "", status: "processing" } as never;
  await session.ended(wait);
  return session.events();
}

it("[RECOVER-1] a turn cut off after any of its events comes to the same end", async () => {
  const whole = await openSession();
  await whole.ended(await whole.query(scenario));
  const length = (await whole.events()).length;
  const expected = (await whole.messages()).map((message) =>
    message.content.map((block) => block.text),
  );
  expect(length).toBeGreaterThan(15);

  for (let seq = 3; seq < length; seq += 1) {
    const session = await openSession();
    await session.query(scenario);
    await reach(session, seq);
    await abortAllDurableObjects();
    const events = await endByAlarm(session);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    const messages = (await session.messages()).map((message) =>
      message.content.map((block) => block.text),
    );
    expect(messages, `cut off after ${seq}`).toEqual(expected);
    expect(ofType(events, "session.status_idle")).toHaveLength(1);
    const last = (await session.messages()).at(-1)?.content[0]?.text;
    expect(last).toBe("Notes: one\ntwo");
  }
}, 60_000);

it("[RECOVER-2] an idle session has no alarm, and a running one has", async () => {
  const session = await openSession();
  const query = await session.query(script({ text: "a b c d", chunks: 4, delay_ms: 50 }));
  const alarm = () =>
    runInDurableObject(session.object(), (_: Session, state) => state.storage.getAlarm());
  expect(await alarm()).not.toBeNull();
  await session.ended(query);
  await expect.poll(alarm, { timeout: 5000 }).toBeNull();
});

it("[RECOVER-3] the cut-off attempt is on record, and its text is not", async () => {
  const session = await openSession();
  await session.query(script({ text: "slowly spoken words", chunks: 10, delay_ms: 30 }));
  await reach(session, 4);
  await abortAllDurableObjects();
  const events = await endByAlarm(session);
  expect(typesOf(events)).toEqual([
    "session.created",
    "user.message",
    "session.status_running",
    "session.recovered",
    "agent.message",
    "session.status_idle",
  ]);
  const starts = ofType(events, "span.model_request_start").length;
  expect(ofType(events, "span.model_request_end")).toHaveLength(starts);
});
