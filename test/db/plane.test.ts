// The relational plane as a projection: whatever the queue does to its messages, and whatever is lost
// of its rows, it comes to what the logs say.
import { createScheduledController, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { PLANE_LAG_MS, PREVIEW_CHARS_MAX } from "../../src/contract/limits.ts";
import type { Published, Rows } from "../../src/contract/published.ts";
import { check, checkSessions, gapsBetween } from "../../src/jobs/check.ts";
import { unwrap } from "../../src/session/stub.ts";
import { caughtUp, dumpOf, eraseFrom, publishedBy } from "../support/plane.ts";
import { deliver, seeded, shuffled } from "../support/queue.ts";
import { seed } from "../support/seeded.ts";
import { caller, openSession, script, type TestSession } from "../support/session.ts";
import { hooked } from "../support/story.ts";

afterEach(() => vi.restoreAllMocks());

/** A session that has said, done and been refused something. */
async function lived(): Promise<TestSession> {
  const session = await openSession({ allowed_tools: ["Bash"], permission_mode: "dontAsk" });
  await session.ended(
    await session.query(
      script(
        {
          thinking: "Let me see.",
          text: "I will look.",
          tools: [
            { name: "Bash", input: { command: "echo hello" } },
            { name: "Write", input: { file_path: "a.txt", content: "x" } },
          ],
        },
        { text: "Done." },
      ),
    ),
  );
  await seed(session.id, [[hooked("Notification", null)]]);
  await session.ended(await session.query(script({ text: "word ".repeat(200) })));
  return session;
}

/** Every row in a message of its own, as hard as the queue can make it. */
function singly(messages: readonly Published[]): Published[] {
  return messages.flatMap((message) => {
    const { session_id, user_id, snapshot, ...rows } = message;
    const none = Object.fromEntries(Object.keys(rows).map((kind) => [kind, []])) as unknown;
    const empty = { session_id, user_id, snapshot: null, ...(none as Rows) };
    const each = Object.entries(rows).flatMap(([kind, entries]) =>
      entries.map((entry) => ({ ...empty, [kind]: [entry] })),
    );
    return [...each, { ...empty, snapshot }];
  });
}

describe("what sessions publish", () => {
  it("[PLANE-4] every table tells of what a session did, with previews of what was said", async () => {
    const dump = await caughtUp(await lived());
    expect(dump.messages?.map(({ role }) => role)).toEqual([
      ...["user", "assistant", "user", "user", "assistant", "user", "assistant"],
    ]);
    const previews = dump.messages?.map(({ preview }) => String(preview)) ?? [];
    expect(previews[1]).toBe("I will look.");
    expect(previews.every((preview) => preview.length <= PREVIEW_CHARS_MAX)).toBe(true);
    expect(previews.at(-1)).toMatch(/^word word .*…$/);
    expect(JSON.stringify(previews.filter((_, index) => index !== 0))).not.toContain("Let me see.");
    expect(dump.tool_calls).toMatchObject([
      {
        tool_name: "Bash",
        status: "success",
        tool_output: "hello",
        permission_decision: "allow",
      },
      { tool_name: "Write", status: "denied", permission_decision: "deny", is_error: 1 },
    ]);
    expect(dump.permission_decisions).toMatchObject([
      { tool_name: "Bash", decision: "allow", input_data: '{"command":"echo hello"}' },
      { tool_name: "Write", decision: "deny", decided_by: "mode" },
    ]);
    expect(dump.hook_executions).toMatchObject([
      { hook_type: "Notification", hook_name: "guard", output_data: '{"systemMessage":"seen"}' },
    ]);
    expect(dump.audit_logs?.map(({ action }) => action)).toEqual([
      ...["session.created", "session.queried"],
      ...["permission.decided", "tool.settled", "permission.decided", "tool.settled"],
      ...["hook.executed", "session.queried"],
    ]);
    expect(dump.model_calls).toHaveLength(3);
    expect(dump.session_metrics_snapshots).toMatchObject([
      { total_messages: 5, total_tool_calls: 2, total_permission_checks: 2 },
      { total_messages: 7, total_tool_calls: 2 },
    ]);
  });

  for (const seed of [11, 12, 13, 14]) {
    it(`[PLANE-5] delivered twice, shuffled and singly, every table comes out the same (seed ${seed})`, async () => {
      const random = seeded(seed);
      const session = await lived();
      const expected = await caughtUp(session);
      const messages = singly(await publishedBy(session));
      await eraseFrom(session.id);
      const deliveries = shuffled([...messages, ...messages.filter(() => random() < 0.5)], random);
      while (deliveries.length > 0) {
        const batch = deliveries.splice(0, 1 + Math.floor(random() * 9));
        expect((await deliver(batch)).explicitAcks).toHaveLength(batch.length);
      }
      expect(await dumpOf(session.id)).toEqual(expected);
    });
  }
});

describe("what was lost", () => {
  it("[PLANE-6] comes back when the session publishes again, and nothing else changes", async () => {
    const session = await lived();
    const expected = await caughtUp(session);
    await eraseFrom(session.id);
    await unwrap(session.door().publishAgain(caller("admin", { role: "admin" })));
    await vi.waitFor(async () => expect(await dumpOf(session.id)).toEqual(expected), 20_000);
  });

  it("[BUILTIN-4] comes back as it was, whatever the operator has switched off meanwhile", async () => {
    const session = await lived();
    const expected = await caughtUp(session);
    const operator = { on: [], snapshot_interval_ms: 1000 };
    const messages = await publishedBy(session, operator);
    await eraseFrom(session.id);
    await deliver(messages);
    expect(await dumpOf(session.id)).toEqual(expected);
    expect(await publishedBy(session, operator)).toEqual(messages);
  });

  it("[PLANE-20] comes back from a session whose record an earlier version made, in its next turn", async () => {
    const session = await lived();
    const expected = await caughtUp(session);
    await eraseFrom(session.id);
    await runInDurableObject(session.object(), (_: unknown, { storage }: DurableObjectState) => {
      // Such a record knew how far it had come, and counted no rows.
      storage.sql.exec(
        "UPDATE meta SET value = json_remove(value, '$.operator', '$.counts') WHERE key = 'publication'",
      );
    });
    await session.ended(await session.query(script({ text: "And on." })));
    const dump = await caughtUp(session);
    for (const [table, rows] of Object.entries(expected)) {
      if (table !== "sessions") expect(dump[table]).toEqual(expect.arrayContaining(rows));
    }
  });

  it("[PLANE-7] is found by the check and published again, and the log says of what", async () => {
    const session = await lived();
    const expected = await caughtUp(session);
    const later = Date.now() + 2 * PLANE_LAG_MS;
    await vi.waitFor(async () => {
      const { repaired, checked, whole } = await checkSessions(env, later);
      expect(repaired).toEqual({});
      expect(checked).toBe(whole);
    }, 20_000);
    await eraseFrom(session.id, ["messages", "model_calls"]);
    vi.spyOn(Date, "now").mockReturnValue(later + 1);
    const line = vi.spyOn(console, "warn").mockImplementation(() => {});
    await check(createScheduledController(), env);
    vi.mocked(Date.now).mockRestore();
    expect(line).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        ...{ event: "plane.checked", unreachable: {} },
        repaired: { [session.id]: ["messages", "model_calls"] },
      }),
    );
    await vi.waitFor(async () => expect(await dumpOf(session.id)).toEqual(expected), 20_000);
  });

  const counts = {
    ...{ audit: 1, messages: 2, tool_calls: 3, settled_tool_calls: 3 },
    ...{ permission_decisions: 3, hook_executions: 1, model_calls: 4, metrics: 5 },
  };
  const session = {
    ...{ user_id: "u", seq: 9, last_seq: 9, published_at_ms: 1000, audit_hash: null },
    counts,
  };
  it.each([
    ["nothing", { version: 9, rows: counts }, 1e9, []],
    ["a row more than the session knows", { version: 9, rows: { ...counts, audit: 2 } }, 1e9, []],
    ["an old directory row", { version: 8, rows: counts }, 1e9, ["sessions"]],
    [
      "a call that is still open",
      { version: 9, rows: { ...counts, settled_tool_calls: 2 } },
      1e9,
      ["settled_tool_calls"],
    ],
    ["what may be on its way", { version: 8, rows: { ...counts, messages: 0 } }, 2000, []],
  ])("[PLANE-8] the check tells a gap from what is none: %s", (_, rows, now_ms, gaps) => {
    expect(gapsBetween(session, rows, now_ms)).toEqual(gaps);
  });

  it("[PLANE-8] the check has all published that an earlier version published", () => {
    const old = { ...session, published_at_ms: null };
    expect(gapsBetween(old, { version: 9, rows: counts }, 1e9)).toEqual(["everything"]);
  });
});
