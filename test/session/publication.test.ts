// What a session publishes: rows out of events, the same wherever the log is cut into pages, and the
// chain of its audit trail.
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { auditForm } from "../../src/contract/audit.ts";
import { PUBLISHED_BYTES_MAX } from "../../src/contract/limits.ts";
import { published, type Rows } from "../../src/contract/published.ts";
import { packed } from "../../src/session/outbox.ts";
import { snapshotOf } from "../../src/session/view.ts";
import { actor, KINDS, merged, publishedIn, SESSION } from "../support/publication.ts";
import { seeded } from "../support/queue.ts";
import {
  answered,
  asked,
  called,
  decided,
  hooked,
  idle,
  replied,
  running,
  type Story,
  said,
  settled,
  tell,
} from "../support/story.ts";

const hashOf = (...of: Parameters<typeof auditForm>) =>
  createHash("sha256")
    .update(auditForm(...of))
    .digest("hex");

/** A turn of two calls in one answer, and one that says how it went. */
function story(): Story {
  return tell([
    said("Look around, please."),
    running(1, [2]),
    asked(),
    { ...replied("I will.", "msg_a") },
    called("sevt_c1", "msg_a"),
    called("sevt_c2", "msg_a"),
    answered("tool_use"),
    hooked("PreToolUse", "sevt_c1"),
    decided("sevt_c1"),
    { type: "tool.started", tool_use_id: "sevt_c1", attempt: 1 },
    settled("sevt_c1", "msg_r1"),
    hooked("PostToolUse", "sevt_c1", { output: null, error: "no answer in 10 s" }),
    { type: "hook.applied", hook_event: "PostToolUse", tool_use_id: "sevt_c1" },
    decided("sevt_c2", "deny"),
    settled("sevt_c2", "msg_r2"),
    asked(),
    replied("All is well.", "msg_b"),
    answered("end_turn", false, "msg_b"),
    idle,
  ]);
}

it("[PLANE-1] events become rows: messages, calls, decisions, hook runs, model calls and metrics", () => {
  const { events, state } = story();
  const { pages, publication } = publishedIn(events, []);
  const [rows] = pages;
  expect(rows?.messages).toMatchObject([
    { role: "user", position: 0, preview: "Look around, please.", block_count: 1, seq: 2 },
    { id: "msg_a", role: "assistant", preview: "I will.", block_count: 3, token_count: 5, seq: 5 },
    { id: "msg_r1", role: "user", preview: "result of sevt_c1", block_count: 1 },
    { id: "msg_r2", role: "user", preview: "result of sevt_c2", block_count: 1 },
    { id: "msg_b", preview: "All is well.", cost_usd: 0.5, version: 19 },
  ]);
  expect(rows?.tool_calls).toMatchObject([
    {
      ...{ id: "sevt_c1", tool_use_id: "toolu_sevt_c1", tool_name: "Bash", version: 14 },
      ...{ tool_input: { command: "ls" }, tool_output: "result of sevt_c1", status: "success" },
      ...{ permission_decision: "allow", duration_ms: 1 },
    },
    { id: "sevt_c2", status: "success", permission_decision: "deny", version: 16 },
  ]);
  expect(rows?.permission_decisions).toMatchObject([
    { id: "perm_sevt_c1", decision: "allow", tool_use_id: "toolu_sevt_c1", reason: "because" },
    { id: "perm_sevt_c2", decision: "deny", input_data: { command: "ls" } },
  ]);
  expect(rows?.hook_executions).toMatchObject([
    { hook_type: "PreToolUse", tool_use_id: "toolu_sevt_c1", continue_execution: true },
    { hook_type: "PostToolUse", output_data: null, error: "no answer in 10 s" },
  ]);
  expect(rows?.model_calls).toMatchObject([
    { input_tokens: 10, output_tokens: 5, cache_read_tokens: 3, cost_usd: 0.5 },
    { message_id: "msg_b", cost_usd: 0.5 },
  ]);
  expect(rows?.metrics).toMatchObject([
    { seq: 20, total_messages: 5, total_tool_calls: 2, total_cost_usd: 1, duration_ms: 17_000 },
  ]);
  expect(publication).toMatchObject({
    ...{ seq: 20, audit: { count: 8 } },
    counts: {
      ...{ messages: 5, tool_calls: 2, settled_tool_calls: 2, permission_decisions: 2 },
      ...{ hook_executions: 2, model_calls: 2, metrics: 1 },
    },
  });
  expect(publication.tally.counters).toEqual(state.counters);
  expect(publication.tally.active_ms).toBe(state.active_ms);
});

for (const seed of [1, 2, 3, 4, 5, 6]) {
  it(`[PLANE-2] wherever the log is cut into pages, the rows come out the same (seed ${seed})`, () => {
    const random = seeded(seed);
    const { events } = story();
    const whole = publishedIn(events, []);
    const cuts = events.map(({ seq }) => seq).filter(() => random() < 0.4);
    const cut = publishedIn(events, cuts);
    for (const kind of KINDS) {
      expect(merged(cut.pages, kind)).toEqual(merged(whole.pages, kind));
    }
    const chain = (pages: readonly Rows[]) => pages.flatMap(({ audit }) => audit);
    expect(chain(cut.pages)).toEqual(chain(whole.pages));
    expect(cut.publication).toEqual(whole.publication);
  });
}

it("[PLANE-3] a queue message stays below its limit, and only the last one holds the session", () => {
  const text = "é".repeat(5000);
  const drafts = Array.from({ length: 600 }, () => said(text));
  const { events, state } = tell(drafts, { system_prompt: "é".repeat(50_000) });
  const { pages } = publishedIn(events, []);
  const [rows] = pages;
  if (rows === undefined) throw new Error("there is one page");
  const messages = packed(snapshotOf(state), true, rows);
  expect(messages.length).toBeGreaterThan(1);
  for (const message of messages) {
    expect(published.safeParse(message).success).toBe(true);
    const bytes = new TextEncoder().encode(JSON.stringify(message)).byteLength;
    expect(bytes).toBeLessThanOrEqual(PUBLISHED_BYTES_MAX);
  }
  expect(messages.filter(({ snapshot }) => snapshot !== null)).toHaveLength(1);
  expect(messages.flatMap((message) => message.messages)).toHaveLength(600);
  expect(packed(snapshotOf(state), false, rows).every(({ snapshot }) => snapshot === null)).toBe(
    true,
  );
});

it("[AUDIT-1] each row of a session's audit carries the hash of the one before", () => {
  const { events } = story();
  const { pages } = publishedIn(events, [3]);
  const chain = pages.flatMap(({ audit }) => audit);
  expect(chain.map(({ position, action }) => [position, action])).toEqual([
    [1, "session.created"],
    [2, "session.queried"],
    [3, "hook.executed"],
    [4, "permission.decided"],
    [5, "tool.settled"],
    [6, "hook.executed"],
    [7, "permission.decided"],
    [8, "tool.settled"],
  ]);
  let prev_hash: string | null = null;
  for (const entry of chain) {
    expect(entry.prev_hash).toBe(prev_hash);
    expect(entry.hash).toBe(hashOf(prev_hash, SESSION.id, entry));
    prev_hash = entry.hash;
  }
});

it("[AUDIT-2] the form that is hashed is what it always was", () => {
  const entry = {
    ...{ id: "audit_1", seq: 7, action: "file.written", at: "2026-11-20T10:00:00.000Z" },
    ...{ actor, resource_type: "file", resource_id: "/workspace/ä.txt" },
    details: { size_bytes: 3, hash: "abc" },
  };
  const before = "0".repeat(64);
  const hash = hashOf(before, SESSION.id, entry);
  const reordered = { ...entry, details: { hash: "abc", size_bytes: 3 } };
  expect(hashOf(before, SESSION.id, reordered)).toBe(hash);
  expect(hash).toBe("413c4f5c657d695a72cb55fcef367b8285adbebba0b76c167b2e0c07c1eb843d");
});
