import { expect, it } from "vitest";
import { nextStep, type Step } from "../../src/agent/step.ts";
import type { EventDraft } from "../../src/contract/event.ts";
import type { SessionConfig } from "../../src/contract/session.ts";
import {
  answered,
  asked,
  called,
  running,
  START_MS,
  said,
  settled,
  tell,
} from "../support/story.ts";

const LIMITS = { max_turns: 3, max_continuations: 1 };

function step(drafts: EventDraft[], config: Partial<SessionConfig> = {}): Step {
  return nextStep(tell(drafts, config).state, START_MS + 60_000, LIMITS);
}

const begun = [said("hello"), running(1, [2])];
const retryAt = (ms: number): EventDraft => ({
  type: "session.status_rescheduled",
  retry_at: new Date(START_MS + ms).toISOString(),
});

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
    "an answer that fills the model's window is not asked on",
    [...begun, asked(), answered("model_context_window_exceeded")],
    {},
    { do: "end_turn", stop_reason: "max_tokens" },
  ],
  [
    "a paused answer is asked on",
    [...begun, asked(), answered("pause_turn")],
    {},
    { do: "call_model" },
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
    { do: "call_model" },
  ],
];

it.each(TABLE)("[TURN-1] %s", (_, drafts, config, expected) => {
  expect(step(drafts, config)).toMatchObject(expected);
});
