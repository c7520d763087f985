import { expect, it } from "vitest";
import { nextStep, type Step } from "../../src/agent/step.ts";
import type { Admission } from "../../src/contract/account.ts";
import type { EventDraft } from "../../src/contract/event.ts";
import type { SessionConfig } from "../../src/contract/session.ts";
import {
  answered,
  asked,
  called,
  compacted,
  overflowed,
  running,
  START_MS,
  said,
  settled,
  tell,
} from "../support/story.ts";

const LIMITS = { max_turns: 3, max_continuations: 1, compact_at_tokens: 1000 };
const GRANTED: Admission = { verdict: "granted" };

function step(
  drafts: EventDraft[],
  config: Partial<SessionConfig> = {},
  admission: Admission | null = GRANTED,
): Step {
  const given = { now_ms: START_MS + 60_000, limits: LIMITS, admission, hooks: [] };
  return nextStep(tell(drafts, config).state, given);
}

const begun = [said("hello"), running(1, [2])];
const retryAt = (ms: number): EventDraft => ({
  type: "session.status_rescheduled",
  retry_at: new Date(START_MS + ms).toISOString(),
});

const BUSY: Admission = { verdict: "busy" };
const SPENT = { verdict: "spent", resets_at: "2026-12-01T00:00:00.000Z" } as const;
const inLine = (ms: number): EventDraft =>
  ({ ...retryAt(ms), reason: "running_sessions" }) as never;
const monthSpent: EventDraft = {
  type: "session.status_idle",
  turn: 1,
  stop_reason: { type: "budget_reached" },
  stop_details: { type: "user_monthly_budget", resets_at: SPENT.resets_at },
};
/** A context of about 1,500 tokens, by what was said since the last answer. */
const large = [said("x".repeat(6000)), running(1, [2])];
/** A client's call with a deadline. */
const owed = (ms: number): EventDraft => {
  const deadline = new Date(START_MS + ms).toISOString();
  return { ...called("sevt_c", "msg_a", "Mine", true), deadline } as EventDraft;
};

const budgetReached: EventDraft = {
  type: "session.status_idle",
  turn: 1,
  stop_reason: { type: "budget_reached" },
  stop_details: null,
};

const TABLE: [string, EventDraft[], Partial<SessionConfig>, Partial<Step>][] = [
  ["a new session rests", [], {}, { do: "rest" }],
  ["an accepted message starts a turn", [said("hello")], {}, { do: "start_turn", inputs: [2] }],
  [
    "waiting messages start one turn together",
    [said("a"), said("b", "steer")],
    {},
    { do: "start_turn", inputs: [2, 3] },
  ],
  ["a begun turn asks the model", begun, {}, { do: "call_model" }],
  [
    "an answer without calls ends the turn",
    [...begun, asked(), answered("end_turn")],
    {},
    { do: "end_turn", stop_reason: "end_turn" },
  ],
  [
    "a cut answer is asked on",
    [...begun, asked(), answered("max_tokens")],
    {},
    { do: "continue", count: 1 },
  ],
  [
    "an answer cut too often ends the turn as such",
    [
      ...begun,
      asked(),
      answered("max_tokens"),
      { type: "session.continued", turn: 1, count: 1 },
      asked(),
      answered("max_tokens"),
    ],
    {},
    { do: "end_turn", stop_reason: "max_tokens" },
  ],
  [
    "an answer that fills the model's window makes room first",
    [...begun, asked(), answered("model_context_window_exceeded")],
    {},
    { do: "compact", trigger: "overflow" },
  ],
  [
    "a paused answer is asked on",
    [...begun, asked(), answered("pause_turn")],
    {},
    { do: "continue", count: 1, reason: "pause_turn" },
  ],
  [
    "an answer without a word is asked on",
    [...begun, asked(), answered("end_turn", false, null)],
    {},
    { do: "continue", count: 1, reason: "empty" },
  ],
  [
    "an answer without a word is asked on once",
    [
      ...begun,
      asked(),
      answered("end_turn", false, null),
      { type: "session.continued", turn: 1, count: 1, reason: "empty" },
      asked(),
      answered("end_turn", false, null),
    ],
    {},
    { do: "end_turn", stop_reason: "end_turn" },
  ],
  [
    "a refusal ends the turn",
    [...begun, asked(), answered("refusal")],
    {},
    { do: "end_turn", stop_reason: "refusal" },
  ],
  [
    "an open call is run",
    [...begun, asked(), called("sevt_c", "msg_a"), answered("tool_use")],
    {},
    { do: "run_tool" },
  ],
  [
    "settled calls lead to the next model call",
    [
      ...begun,
      asked(),
      called("sevt_c", "msg_a"),
      answered("tool_use"),
      settled("sevt_c", "msg_r"),
    ],
    {},
    { do: "call_model" },
  ],
  [
    "a call that a client runs is asked for",
    [...begun, asked(), called("sevt_c", "msg_a", "Mine", true), answered("tool_use")],
    {},
    { do: "ask_client" },
  ],
  [
    "calls that run here go first",
    [
      ...begun,
      asked(),
      called("sevt_c", "msg_a", "Mine", true),
      called("sevt_d", "msg_a"),
      answered("tool_use"),
    ],
    {},
    { do: "run_tool" },
  ],
  [
    "an interrupt ends the turn whatever is open",
    [
      ...begun,
      asked(),
      called("sevt_c", "msg_a"),
      answered("tool_use"),
      { type: "user.interrupt" },
    ],
    {},
    { do: "end_turn", stop_reason: "interrupted" },
  ],
  [
    "a steering message joins before the turn ends",
    [...begun, asked(), answered("end_turn"), said("wait", "steer")],
    {},
    { do: "steer", inputs: [6] },
  ],
  [
    "a queued message does not join",
    [...begun, asked(), answered("end_turn"), said("later")],
    {},
    { do: "end_turn", stop_reason: "end_turn" },
  ],
  [
    "a retry that is not due is waited for",
    [...begun, asked(), answered(null, true), retryAt(90_000)],
    {},
    { do: "wait_until" },
  ],
  [
    "a retry that is due is made",
    [...begun, asked(), answered(null, true), retryAt(30_000)],
    {},
    { do: "call_model" },
  ],
  [
    "max_turns of the session limits the model calls of a turn",
    [...begun, asked(), answered("pause_turn")],
    { sdk_options: { max_turns: 1 } },
    { do: "end_turn", stop_reason: "max_turns" },
  ],
  [
    "spent time holds the turn up before the next call",
    begun,
    { budget: { max_seconds: 58 } },
    { do: "suspend" },
  ],
  ["time with room does not", begun, { budget: { max_seconds: 59 } }, { do: "call_model" }],
  [
    "a spent cost budget holds the turn up before the next call",
    [...begun, asked(), answered("pause_turn")],
    { budget: { max_cost_usd: 0.5 } },
    { do: "suspend" },
  ],
  [
    "a spent token budget holds the turn up before the next call",
    [...begun, asked(), answered("pause_turn")],
    { budget: { max_tokens: 20 } },
    { do: "suspend" },
  ],
  [
    "a turn that was held up rests while its budget is spent",
    [...begun, asked(), answered("pause_turn"), budgetReached],
    { budget: { max_tokens: 20 } },
    { do: "rest" },
  ],
  [
    "a turn that was held up goes on once its budget is raised",
    [
      ...begun,
      asked(),
      answered("pause_turn"),
      budgetReached,
      { type: "session.updated", changes: { budget: { max_tokens: 21 } } },
    ],
    { budget: { max_tokens: 20 } },
    { do: "resume" },
  ],
  [
    "a budget with room does not",
    [...begun, asked(), answered("pause_turn")],
    { budget: { max_tokens: 21, max_cost_usd: 0.51, max_turns: 1 } },
    { do: "continue" },
  ],
  [
    "a large context is compacted before the next call",
    large,
    {},
    { do: "compact", trigger: "auto" },
  ],
  [
    "the session's own size counts before the operator's",
    large,
    { sdk_options: { compact_at_tokens: 5000 } },
    { do: "call_model" },
  ],
  [
    "a context that could not be made smaller is not tried at every step",
    [...large, compacted(1, [2], 1500)],
    {},
    { do: "call_model" },
  ],
  [
    "a compaction that failed is not tried again in its turn",
    [...large, { type: "session.compaction_failed", turn: 1, trigger: "auto", reason: "?" }],
    {},
    { do: "call_model" },
  ],
  [
    "a size that the model refused is made smaller, whatever was tried",
    [
      ...begun,
      { type: "session.compaction_failed", turn: 1, trigger: "auto", reason: "?" },
      asked(),
      answered(null, true),
      overflowed,
    ],
    {},
    { do: "compact", trigger: "overflow" },
  ],
  [
    "a compaction that was asked for starts a turn of its own",
    [{ type: "session.compaction_requested", instructions: null }],
    {},
    { do: "start_turn", inputs: [] },
  ],
  [
    "it is made before the next model call of a running turn",
    [...begun, { type: "session.compaction_requested", instructions: null }],
    {},
    { do: "compact", trigger: "manual" },
  ],
  [
    "a turn made for a compaction ends with it",
    [
      { type: "session.compaction_requested", instructions: null },
      running(1, []),
      asked(1, "compaction"),
      answered("end_turn"),
      compacted(1, []),
    ],
    {},
    { do: "end_turn", stop_reason: "end_turn" },
  ],
  [
    "an interrupt withdraws a compaction that was asked for",
    [
      { type: "session.compaction_requested", instructions: null },
      running(1, []),
      { type: "user.interrupt" },
      {
        type: "session.status_idle",
        turn: 1,
        stop_reason: { type: "interrupted" },
        stop_details: null,
      },
    ],
    {},
    { do: "rest" },
  ],
  [
    "a call that nobody answered in time is settled",
    [...begun, asked(), owed(59_000), answered("tool_use")],
    {},
    { do: "expire" },
  ],
  [
    "a call that may still be answered is not",
    [...begun, asked(), owed(61_000), answered("tool_use")],
    {},
    { do: "ask_client" },
  ],
];

it("[ADMIT-2] a turn that its own budget holds up too waits for no month", () => {
  const config = { budget: { max_seconds: 1 } };
  expect(step([...begun, monthSpent], config, null)).toEqual({ do: "suspend", resets_at: null });
});

const ADMISSIONS: [string, EventDraft[], Admission | null, Partial<Step>][] = [
  ["a model call is asked for first", begun, null, { do: "admit" }],
  ["a session without a place stands in line", begun, BUSY, { do: "stand_in_line" }],
  ["who stands in line says it once", [...begun, inLine(30_000)], BUSY, { do: "wait_until" }],
  ["who stands in line asks again when woken", [...begun, inLine(90_000)], null, { do: "admit" }],
  ["a place ends the wait at once", [...begun, inLine(90_000)], GRANTED, { do: "call_model" }],
  [
    "a spent month holds the turn up until the next one",
    begun,
    SPENT,
    { do: "suspend", resets_at: SPENT.resets_at },
  ],
  ["a turn that a month holds up asks again", [...begun, monthSpent], null, { do: "admit" }],
  ["it rests while the month is spent", [...begun, monthSpent], SPENT, { do: "rest" }],
  ["it goes on when there is money again", [...begun, monthSpent], GRANTED, { do: "resume" }],
];

it.each(ADMISSIONS)("[ADMIT-1] %s", (_, drafts, admission, expected) => {
  expect(step(drafts, {}, admission)).toMatchObject(expected);
});

it.each(TABLE)("[TURN-1] %s", (_, drafts, config, expected) => {
  expect(step(drafts, config)).toMatchObject(expected);
});
