// Compaction on the real object: what is asked for, what comes of it, and what is left when it fails.
import { expect, it } from "vitest";
import { unwrap } from "../../src/session/stub.ts";
import { ofType, openSession, script, type TestSession } from "../support/session.ts";

const words = "the quick brown fox jumps over the lazy dog ".repeat(200);

async function compact(session: TestSession, instructions: string | null = null) {
  return unwrap(session.door().compact(session.owner, instructions));
}

/** Waits for the turn that a compaction made for itself. */
async function compacted(session: TestSession) {
  await expect.poll(async () => (await session.get()).status).toBe("active");
  return session.events();
}

it("[COMPACT-1] a context that nears its limit is summarised, and the turn goes on", async () => {
  const session = await openSession({ sdk_options: { compact_at_tokens: 2000 } });
  const query = await session.query(
    script(
      { tools: [{ name: "Bash", input: { command: "echo kept > a.txt; seq 1 3000" } }] },
      { tools: [{ name: "Bash", input: { command: "cat a.txt" } }] },
      { text: "It says {{last_result}}." },
    ),
  );
  expect(await session.ended(query)).toMatchObject({ text: "It says kept.", num_steps: 3 });
  const events = await session.events();
  const [event, ...more] = ofType(events, "session.compacted");
  expect(more).toEqual([]);
  expect(event).toMatchObject({ trigger: "auto", inputs: [query.seq], is_summarized: true });
  expect(event?.post_tokens).toBeLessThan(event?.pre_tokens ?? 0);
  const after = ofType(events, "span.model_request_end").at(-1)?.model_usage;
  expect((after?.input_tokens ?? 0) + (after?.cache_creation_input_tokens ?? 0)).toBeLessThan(2000);
});

it("[COMPACT-2] what was summarised stays readable, and the summary is no message", async () => {
  const session = await openSession();
  await session.ended(await session.query(script({ text: words })));
  const before = await session.messages();
  await compact(session);
  const events = await compacted(session);
  expect(ofType(events, "session.compacted")).toHaveLength(1);
  expect(await session.messages()).toEqual(before);
});

it("[COMPACT-3] a compaction on request is accepted, made by itself, and made once", async () => {
  const session = await openSession();
  await session.ended(await session.query(script({ text: words })));
  const receipt = await compact(session, "the fox");
  expect(receipt).toMatchObject({ receipt: "started", status: "processing" });
  const events = await compacted(session);
  expect(events.find(({ seq }) => seq === receipt.seq)).toMatchObject({ instructions: "the fox" });
  expect(ofType(events, "session.compacted")).toMatchObject([{ trigger: "manual" }]);
  await expect(compact(session)).rejects.toMatchObject({ code: "conflict" });
});

it("[COMPACT-3] asked for while a turn runs, it is made before the next model call", async () => {
  const session = await openSession();
  await session.ended(await session.query(script({ text: words })));
  const tool = { name: "Bash", input: { command: "true" } };
  const query = await session.query(
    script({ text: "slow words here", chunks: 3, delay_ms: 50, tools: [tool] }, { text: "end" }),
  );
  expect(await compact(session)).toMatchObject({ receipt: "queued" });
  expect(await session.ended(query)).toMatchObject({ text: "end" });
  const [event] = ofType(await session.events(), "session.compacted");
  expect(event).toMatchObject({ trigger: "manual", inputs: [query.seq] });
});

it("[COMPACT-4] a session in which nothing was said has nothing to summarise", async () => {
  const session = await openSession();
  await expect(compact(session)).rejects.toMatchObject({ code: "conflict" });
  expect(await session.events()).toHaveLength(1);
});

const FAILING: [string, unknown, RegExp][] = [
  ["says nothing", { text: "" }, /no summary/],
  ["is refused", { text: "I will not", stop_reason: "refusal" }, /refusal/],
  ["is no shorter", { text: words.repeat(2) }, /no shorter/],
  [
    "fails for longer than it is tried again",
    { error: { status: 500, type: "api_error", message: "Internal server error" } },
    /Internal server error/,
  ],
];

it.each(FAILING)(
  "[COMPACT-5] a summary that %s leaves everything as it was",
  async (_, step, why) => {
    const session = await openSession({ max_retries: 1, retry_delay: 0.01 });
    await session.ended(await session.query(script({ text: words })));
    await compact(session, JSON.stringify([step]));
    const events = await compacted(session);
    expect(ofType(events, "session.compacted")).toEqual([]);
    const [failed] = ofType(events, "session.compaction_failed");
    expect(failed?.reason).toMatch(why);
    const next = await session.query(script({ text: "still here" }));
    expect(await session.ended(next)).toMatchObject({ text: "still here" });
  },
);

it("[COMPACT-6] a prompt that the model finds too long is made to fit, and asked again", async () => {
  const session = await openSession({ model: "offline-script" });
  await session.ended(await session.query(script({ text: words })));
  await unwrap(session.door().update(session.owner, { model: "offline-context" }));
  const query = await session.query([{ type: "text", text: "window=1500, please" }]);
  expect(await session.ended(query)).toMatchObject({ stop_reason: "end_turn" });
  const events = await session.events();
  expect(ofType(events, "session.compacted")).toMatchObject([{ trigger: "overflow" }]);
  expect(ofType(events, "session.error")[0]?.error).toMatchObject({
    type: "context_overflow_error",
    retry_status: { type: "retrying" },
  });
});

it("[COMPACT-7] a message that alone is too long ends its turn and says so", async () => {
  const session = await openSession({ model: "offline-context" });
  const query = await session.query([{ type: "text", text: `window=900 ${words}` }]);
  expect(await session.ended(query)).toMatchObject({ stop_reason: null });
  expect(await session.get()).toMatchObject({ status: "failed" });
  expect((await session.get()).error_message).toMatch(/prompt is too long/);
  const calls = ofType(await session.events(), "span.model_request_start").length;
  expect(calls).toBeLessThan(10);
  const next = await session.query([{ type: "text", text: "window=100000 hello" }]);
  expect(await session.ended(next)).toMatchObject({ stop_reason: "end_turn" });
});

it("[COMPACT-8] a summary costs what it costs, and counts as no step of the turn", async () => {
  const session = await openSession();
  await session.ended(await session.query(script({ text: words })));
  const before = await session.get();
  await compact(session);
  await compacted(session);
  const after = await session.get();
  expect(after.total_output_tokens).toBeGreaterThan(before.total_output_tokens);
  expect(after.message_count).toBe(before.message_count);
});
