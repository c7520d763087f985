// The fold that makes spans out of events: what front-door tests cannot bring about, and what must hold
// wherever the log is cut.
import { describe, expect, it } from "vitest";
import type { EventDraft, SessionEvent } from "../../src/contract/event.ts";
import { PREVIEW_CHARS_MAX, SPAN_EVENTS_MAX } from "../../src/contract/limits.ts";
import { type Span, traces } from "../../src/contract/trace.ts";
import { packed } from "../../src/session/span-outbox.ts";
import { NOTHING_OPEN, type OpenSpans, trace } from "../../src/session/spans.ts";
import { seeded } from "../support/queue.ts";
import {
  answered,
  asked,
  called,
  replied,
  running,
  START_MS,
  said,
  settled,
  tell,
} from "../support/story.ts";

const ID = "sesn_1";
/** What the platform takes. */
const QUEUE_MESSAGE_BYTES = 128_000;
/** A word that stands wherever a session has content, and a key that stands in names. */
const CANARY = "canary-word";
const KEY = "sk-ant-0123456789abcdefghij";

const idle: EventDraft = {
  type: "session.status_idle",
  turn: 1,
  stop_reason: { type: "end_turn" },
  stop_details: null,
};

function hook(changes: Partial<EventDraft<"hook.executed">> = {}): EventDraft {
  return {
    type: "hook.executed",
    ...{ hook_id: "hook_1", hook_name: "guard", hook_event: "PreToolUse", call_id: "call_1" },
    ...{ tool_use_id: "sevt_c1", input: { of: CANARY }, output: { reason: CANARY } },
    ...{ error: null, continue_execution: true, attempts: 2, duration_ms: 400.4 },
    ...changes,
  };
}

function decided(tool_use_id: string): EventDraft {
  return {
    type: "permission.decided",
    ...{ permission_id: "perm_1", tool_use_id, tool_name: "Bash", decision: "allow" },
    ...{ decided_by: "hook", reason: CANARY, rule: `Bash(${CANARY})` },
  };
}

/** The end of the last model call that began. */
function ended(events: EventDraft[], ...of: Parameters<typeof answered>): EventDraft {
  const begun = events.map(({ type }) => type).lastIndexOf("span.model_request_start");
  // Ids count the drafts, after the one that creates the session.
  const model_request_start_id = `sevt_${begun + 1}`;
  return { ...(answered(...of) as EventDraft<"span.model_request_end">), model_request_start_id };
}

/** A turn of two calls, one of them a client's, with hooks and a failed model call. */
function story(): SessionEvent[] {
  const drafts: EventDraft[] = [said(CANARY), running(1, [2])];
  const add = (...more: EventDraft[]) => drafts.push(...more);
  add(hook({ hook_event: "UserPromptSubmit", tool_use_id: null }), asked());
  add(ended(drafts, null, true), {
    type: "session.error",
    error: {
      ...{ type: "model_overloaded_error", message: CANARY },
      retry_status: { type: "retrying", attempt: 1, max_attempts: 3, delay_ms: 1 },
    },
  });
  add(asked(2), replied(CANARY, "msg_a"), called("sevt_c1", "msg_a"));
  add(called("sevt_c2", "msg_a", "lookup", true), ended(drafts, "tool_use"));
  add(hook(), decided("sevt_c1"), { type: "tool.started", tool_use_id: "sevt_c1", attempt: 1 });
  add(hook({ hook_event: "PostToolUse", error: CANARY }), settled("sevt_c1", "msg_r", CANARY));
  add({
    ...{ type: "session.status_idle", turn: 1, stop_details: null },
    stop_reason: { type: "requires_action", event_ids: ["sevt_c2"] },
  });
  add({
    ...{ type: "user.custom_tool_result", message_id: "msg_c", custom_tool_use_id: "sevt_c2" },
    ...{ content: [{ type: "text", text: CANARY }], is_error: true },
  });
  add(running(1, []), asked(), replied(CANARY, "msg_b"));
  add(ended(drafts, "end_turn"), idle);
  return tell(drafts).events;
}

/** The spans of events that are read in pages which end behind the given places. */
function spansIn(events: readonly SessionEvent[], cuts: readonly number[] = []): Span[] {
  let open: OpenSpans = NOTHING_OPEN;
  const spans: Span[] = [];
  let from = 0;
  for (const to of [...cuts, events.length]) {
    // As it is stored between two pages.
    const told = trace(JSON.parse(JSON.stringify(open)), events.slice(from, to), ID);
    open = told.open;
    spans.push(...told.spans);
    from = to;
  }
  return spans;
}

describe("the fold", () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    it(`[OTEL-7] wherever the log is cut into pages, the spans are the same (seed ${seed})`, () => {
      const random = seeded(seed);
      const events = story();
      const cuts = events.map(({ seq }) => seq).filter(() => random() < 0.5);
      expect(spansIn(events, cuts)).toEqual(spansIn(events));
    });
  }

  it("[OTEL-7] ids come from the log: no two spans share one, and each parent is there", () => {
    const spans = spansIn(story());
    const ids = spans.map(({ span_id }) => span_id);
    expect(new Set(ids).size).toBe(ids.length);
    const parents = spans.flatMap(({ parent_span_id }) => parent_span_id ?? []);
    expect(parents.filter((id) => !ids.includes(id))).toEqual([]);
    expect(parents).toHaveLength(spans.length - 2);
    const [other] = trace(NOTHING_OPEN, story(), "sesn_2").spans;
    expect(other?.trace_id).not.toBe(spans[0]?.trace_id);
  });

  it("[OTEL-9] a hook is a span below the call that it is about, or below the turn", () => {
    const spans = spansIn(story());
    const nameOf = (id: string | null) => spans.find(({ span_id }) => span_id === id)?.name ?? id;
    const hooks = spans.filter(({ name }) => name === "execute_hook guard");
    expect(
      hooks.map(({ parent_span_id, attributes, is_error }) => [
        nameOf(parent_span_id),
        attributes["ledge.hook.event"],
        is_error ? attributes["error.type"] : null,
      ]),
    ).toEqual([
      ["invoke_agent ledge", "UserPromptSubmit", null],
      ["execute_tool Bash", "PreToolUse", null],
      ["execute_tool Bash", "PostToolUse", "hook_failed"],
    ]);
    expect(hooks[1]).toMatchObject({
      kind: "client",
      start_ms: (hooks[1]?.end_ms ?? 0) - 400,
      attributes: {
        "ledge.hook.id": "hook_1",
        "ledge.hook.attempts": 2,
        "ledge.hook.continue_execution": true,
      },
    });
    const tool = spans.find(({ name }) => name === "execute_tool Bash");
    expect(tool?.start_ms).toBe(hooks[1]?.start_ms);
    expect(tool?.events.map(({ name }) => name)).toEqual(["ledge.permission.decided"]);
  });

  it("[OTEL-2] a call that a client runs lasts from the asking to the result", () => {
    const spans = spansIn(story());
    expect(spans.find(({ name }) => name === "execute_tool lookup")).toMatchObject({
      ...{ start_ms: START_MS + 10_000, end_ms: START_MS + 18_000, is_error: true },
      attributes: { "gen_ai.tool.type": "function", "error.type": "tool_error" },
    });
  });

  it("[OTEL-1] tokens read from the cache and written to it are part of a call's input", () => {
    const turn = spansIn(story()).at(-1)?.attributes;
    expect(turn).toMatchObject({
      "gen_ai.usage.input_tokens": 15,
      "gen_ai.usage.output_tokens": 5,
      "gen_ai.usage.cache_creation.input_tokens": 2,
      "gen_ai.usage.cache_read.input_tokens": 3,
      "ledge.cost_usd": { double: 0.5 },
    });
  });

  it("[OTEL-10] nothing of what was said or done is in a span, and no secret in a name", () => {
    expect(JSON.stringify(story())).toContain(CANARY);
    const drafts: EventDraft[] = [said(CANARY), running(1, [2]), asked()];
    drafts.push(called("sevt_c1", "msg_a", KEY), ended(drafts, "tool_use"));
    drafts.push(hook({ hook_name: KEY }), settled("sevt_c1", "msg_r"), idle);
    const spans = [...spansIn(story()), ...spansIn(tell(drafts).events)];
    expect(spans).toHaveLength(14);
    expect(JSON.stringify(spans)).not.toContain(CANARY);
    expect(JSON.stringify(spans)).not.toContain(KEY);
  });

  it("[OTEL-11] what began before anybody wanted traces is left out, and what follows is whole", () => {
    const events = story();
    const middle = events.findIndex(({ type }) => type === "session.status_idle");
    const names = trace(NOTHING_OPEN, events.slice(middle), ID).spans.map(({ name }) => name);
    expect(names).toEqual(["chat offline-script", "invoke_agent ledge"]);
  });

  it("[OTEL-11] a span has so many events at most, and says how many more there were", () => {
    const again: EventDraft = {
      type: "session.status_rescheduled",
      retry_at: "2026-11-01T00:00:00.000Z",
      reason: "running_sessions",
    };
    const many = Array.from({ length: SPAN_EVENTS_MAX + 5 }, () => again);
    const [turn] = spansIn(tell([said("Hello."), running(1, [2]), ...many, idle]).events);
    expect(turn?.events).toHaveLength(SPAN_EVENTS_MAX);
    expect(turn?.dropped_event_count).toBe(5);
  });

  it("[OTEL-11] a message of many spans stays below what the queue takes, and none is lost", () => {
    const name = "é".repeat(PREVIEW_CHARS_MAX);
    const calls = Array.from({ length: 500 }, (_, n) => called(`sevt_call_${n}`, "msg_a", name));
    const results = calls.map(({ id }, n) => settled(String(id), `msg_r${n}`));
    const spans = spansIn(tell([said("Go."), running(1, [2]), ...calls, ...results]).events);
    const messages = packed(ID, spans);
    expect(messages.length).toBeGreaterThan(1);
    expect(messages.flatMap((message) => message.spans)).toEqual(spans);
    for (const message of messages) {
      expect(traces.parse(message)).toEqual(message);
      const bytes = new TextEncoder().encode(JSON.stringify(message)).byteLength;
      expect(bytes).toBeLessThan(QUEUE_MESSAGE_BYTES);
    }
    expect(packed(ID, [])).toEqual([]);
  });
});
