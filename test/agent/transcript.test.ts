import { expect, it } from "vitest";
import { emptyTranscript, extend, messagesOf } from "../../src/agent/transcript.ts";
import type { EventDraft } from "../../src/contract/event.ts";
import {
  answered,
  asked,
  called,
  replied,
  running,
  said,
  settled,
  tell,
} from "../support/story.ts";

function messages(drafts: EventDraft[]) {
  const transcript = emptyTranscript();
  for (const event of tell(drafts).events) extend(transcript, event);
  return messagesOf(transcript);
}

const round = [
  said("do it"),
  running(1, [2]),
  asked(),
  replied("I look.", "msg_a"),
  called("sevt_c", "msg_a"),
  called("sevt_d", "msg_a"),
  answered("tool_use"),
];

it("[PROMPT-1] results stand in the order of their calls, whichever came first", () => {
  const inOrder = messages([...round, settled("sevt_c", "msg_1"), settled("sevt_d", "msg_2")]);
  const reversed = messages([...round, settled("sevt_d", "msg_1"), settled("sevt_c", "msg_2")]);
  expect(JSON.stringify(reversed)).toBe(JSON.stringify(inOrder));
  expect(inOrder.map((message) => message.role)).toEqual(["user", "assistant", "user"]);
});

it("[PROMPT-2] a queued message stands where its turn takes it up, not where it arrived", () => {
  const told = messages([
    ...round.slice(0, 4),
    said("and then?"),
    answered("end_turn"),
    { type: "session.status_idle", turn: 1, stop_reason: { type: "end_turn" }, stop_details: null },
    running(2, [6]),
  ]);
  expect(told.map((message) => message.content)).toEqual([
    [{ type: "text", text: "do it" }],
    [{ type: "text", text: "I look." }],
    [{ type: "text", text: "and then?" }],
  ]);
});

it("[PROMPT-3] a steering message stands behind the results of the round that it joins", () => {
  const told = messages([
    ...round,
    said("stop at two", "steer"),
    settled("sevt_d", "msg_2"),
    settled("sevt_c", "msg_1"),
    { type: "session.inputs_steered", turn: 1, inputs: [9] },
  ]);
  const last = told.at(-1)?.content as { type: string }[];
  expect(last.map((block) => block.type)).toEqual(["tool_result", "tool_result", "text"]);
});

it("[PROMPT-4] what was sent before is a prefix of what is sent later, byte for byte", () => {
  const drafts = [
    ...round,
    settled("sevt_c", "msg_1"),
    settled("sevt_d", "msg_2"),
    asked(),
    replied("Done.", "msg_b"),
    answered("end_turn"),
    { type: "session.status_idle", turn: 1, stop_reason: { type: "end_turn" }, stop_details: null },
    said("thanks"),
    running(2, [15]),
  ] as EventDraft[];
  const { events } = tell(drafts);
  const transcript = emptyTranscript();
  let sent = "[";
  for (const event of events) {
    extend(transcript, event);
    if (event.type !== "span.model_request_start" && event.type !== "session.status_running")
      continue;
    const now = JSON.stringify(messagesOf(transcript)).slice(0, -1);
    expect(now.startsWith(sent)).toBe(true);
    sent = now;
  }
  expect(sent).toContain("thanks");
});
