import { expect, it } from "vitest";
import { apply, type SessionState, seal } from "../../src/agent/state.ts";
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

const round = [
  said("do it"),
  running(1, [2]),
  asked(),
  replied("I look.", "msg_a"),
  called("sevt_c", "msg_a"),
  answered("tool_use"),
  settled("sevt_c", "msg_r"),
];

it("[LOG-1] folding the log gives the state that appending it gave", () => {
  const { events, state } = tell(round);
  const folded = events.reduce<SessionState | null>(apply, null);
  expect(folded).toEqual(state);
});

it("[LOG-2] a seq follows the one before it, or the event is refused", () => {
  const { events } = tell(round);
  const [first, , third] = events;
  expect(() => apply(apply(null, first as never), third as never)).toThrow(/does not follow/);
});

it("[LOG-3] time never runs backwards within a log, whatever the clock does", () => {
  const { state } = tell(round);
  const { events } = seal(state, [said("again")], { now_ms: START_MS - 1, newId: () => "sevt_x" });
  expect(events[0]?.created_at).toBe(state.updated_at);
});

it("[LOG-4] the blocks of one message share its id, its index and its parent", () => {
  const { events } = tell(round);
  const places = events.flatMap((event) =>
    "message_index" in event
      ? [[event.message_id, event.message_index, event.parent_message_id]]
      : [],
  );
  const asks = places[0]?.[0];
  expect(places.slice(1)).toEqual([
    ["msg_a", 1, asks],
    ["msg_a", 1, asks],
    ["msg_r", 2, "msg_a"],
  ]);
});

it("[COST-1] a call without a known price makes the session's cost unknown, never zero", () => {
  const unpriced = { ...answered("end_turn"), cost_usd: null } as ReturnType<typeof answered>;
  const { state } = tell([...round, asked(), unpriced, asked(), answered("end_turn")]);
  expect(state.counters.total_cost_usd).toBeNull();
  expect(state.counters.total_output_tokens).toBe(15);
});

it("[LOG-5] the state stays small however long the log is", () => {
  const long = Array.from({ length: 500 }, () => said("x".repeat(1000))).flatMap(
    (message, turn) => [
      message,
      running(turn + 1, [2 + turn * 3]),
      {
        type: "session.status_idle",
        turn,
        stop_reason: { type: "end_turn" },
        stop_details: null,
      } as const,
    ],
  );
  const { config: _, ...state } = tell(long).state;
  expect(JSON.stringify(state).length).toBeLessThan(2000);
});
