// What a session publishes: rows out of events, the same wherever the log is cut into pages, and the
// chain of its audit trail.
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { auditForm } from "../../src/contract/audit.ts";
import type { EventDraft, SessionEvent } from "../../src/contract/event.ts";
import { PUBLISHED_BYTES_MAX } from "../../src/contract/limits.ts";
import { published, type Rows } from "../../src/contract/published.ts";
import { packed } from "../../src/session/outbox.ts";
import { type Behind, messageOf, publish, UNPUBLISHED } from "../../src/session/publication.ts";
import { callAbout, callOf, follow } from "../../src/session/tool-calls.ts";
import { snapshotOf } from "../../src/session/view.ts";
import { seeded } from "../support/queue.ts";
import {
  answered,
  asked,
  called,
  replied,
  running,
  type Story,
  said,
  settled,
  tell,
} from "../support/story.ts";

const actor = { user_id: "user_1", key_id: "key_1", ip: "192.0.2.1", user_agent: "test" };
const ID = "sesn_1";

const hashOf = (...of: Parameters<typeof auditForm>) =>
  createHash("sha256")
    .update(auditForm(...of))
    .digest("hex");

const idle: EventDraft = {
  type: "session.status_idle",
  turn: 1,
  stop_reason: { type: "end_turn" },
  stop_details: null,
};

function decided(tool_use_id: string, decision: "allow" | "deny" = "allow"): EventDraft {
  return {
    type: "permission.decided",
    ...{ permission_id: `perm_${tool_use_id}`, tool_use_id, tool_name: "Bash", decision },
    ...{ decided_by: "rule", reason: "because" },
  };
}

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
    decided("sevt_c1"),
    { type: "tool.started", tool_use_id: "sevt_c1", attempt: 1 },
    settled("sevt_c1", "msg_r1"),
    decided("sevt_c2", "deny"),
    settled("sevt_c2", "msg_r2"),
    asked(),
    replied("All is well.", "msg_b"),
    answered("end_turn", false, "msg_b"),
    idle,
  ]);
}

/** The log behind a page, as the outbox looks into it. */
function behindOf(events: readonly SessionEvent[]): Behind {
  return {
    actorOf: (seq) => (/^(session.created|user)/.test(events[seq - 1]?.type ?? "") ? actor : null),
    callBefore(call_id) {
      const use = events.find(({ id }) => id === call_id);
      if (use?.type !== "agent.tool_use") return null;
      const followed = { call: callOf(use, ID), seq: use.seq, version: use.seq };
      for (const event of events.slice(use.seq)) {
        if (callAbout(event) !== call_id) continue;
        followed.version = event.seq;
        if (follow(followed.call, event)) break;
      }
      return followed;
    },
    messageBefore: (seq, id) =>
      events.filter((event) => event.seq < seq && messageOf(event) === id),
  };
}

/** Publishes in pages that end after the given places. */
function publishedIn(events: readonly SessionEvent[], cuts: readonly number[]) {
  let publication = UNPUBLISHED;
  const pages: Rows[] = [];
  for (const to of [...cuts, events.length]) {
    const page = events.slice(publication.seq, to);
    const { rows, after } = publish(publication, page, ID, behindOf(events));
    publication = after;
    pages.push(rows);
  }
  return { pages, publication };
}

/** What stays of rows when the later version of each replaces the earlier. */
function merged(pages: readonly Rows[], kind: Exclude<keyof Rows, "audit">) {
  const rows = new Map<string, { id: string; version: number }>();
  for (const page of pages) {
    for (const row of page[kind]) {
      if ((rows.get(row.id)?.version ?? 0) < row.version) rows.set(row.id, row);
    }
  }
  return [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const KINDS = ["messages", "tool_calls", "permission_decisions", "model_calls", "metrics"] as const;

it("[PLANE-1] events become rows: messages, calls, decisions, model calls and metrics", () => {
  const { events, state } = story();
  const { pages, publication } = publishedIn(events, []);
  const [rows] = pages;
  expect(rows?.messages).toMatchObject([
    { role: "user", position: 0, preview: "Look around, please.", block_count: 1, seq: 2 },
    { id: "msg_a", role: "assistant", preview: "I will.", block_count: 3, token_count: 5, seq: 5 },
    { id: "msg_r1", role: "user", preview: "result of sevt_c1", block_count: 1 },
    { id: "msg_r2", role: "user", preview: "result of sevt_c2", block_count: 1 },
    { id: "msg_b", preview: "All is well.", cost_usd: 0.5, version: 16 },
  ]);
  expect(rows?.tool_calls).toMatchObject([
    {
      ...{ id: "sevt_c1", tool_use_id: "toolu_sevt_c1", tool_name: "Bash", version: 11 },
      ...{ tool_input: { command: "ls" }, tool_output: "result of sevt_c1", status: "success" },
      ...{ permission_decision: "allow", duration_ms: 1 },
    },
    { id: "sevt_c2", status: "success", permission_decision: "deny", version: 13 },
  ]);
  expect(rows?.permission_decisions).toMatchObject([
    { id: "perm_sevt_c1", decision: "allow", tool_use_id: "toolu_sevt_c1", reason: "because" },
    { id: "perm_sevt_c2", decision: "deny", input_data: { command: "ls" } },
  ]);
  expect(rows?.model_calls).toMatchObject([
    { input_tokens: 10, output_tokens: 5, cache_read_tokens: 3, cost_usd: 0.5 },
    { message_id: "msg_b", cost_usd: 0.5 },
  ]);
  expect(rows?.metrics).toMatchObject([
    { seq: 17, total_messages: 5, total_tool_calls: 2, total_cost_usd: 1, duration_ms: 14_000 },
  ]);
  expect(publication).toMatchObject({ seq: 17, audit: { count: 2 } });
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
  ]);
  let prev_hash: string | null = null;
  for (const entry of chain) {
    expect(entry.prev_hash).toBe(prev_hash);
    expect(entry.hash).toBe(hashOf(prev_hash, ID, entry));
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
  const hash = hashOf(before, ID, entry);
  const reordered = { ...entry, details: { hash: "abc", size_bytes: 3 } };
  expect(hashOf(before, ID, reordered)).toBe(hash);
  expect(hash).toBe("413c4f5c657d695a72cb55fcef367b8285adbebba0b76c167b2e0c07c1eb843d");
});
