import { expect, it } from "vitest";
import { emptyTranscript, extend, mend, type Transcript } from "../../src/agent/transcript.ts";
import type { EventDraft, SessionEvent } from "../../src/contract/event.ts";
import {
  answered,
  asked,
  called,
  compacted,
  replied,
  running,
  said,
  settled,
  tell,
} from "../support/story.ts";

/** A transcript that has read nothing of these events yet, and finds messages among them. */
function transcriptOf(events: readonly SessionEvent[]): Transcript {
  return emptyTranscript((seq) => {
    const event = events[seq - 1];
    return event?.type === "user.message" ? event.content : [];
  });
}

function messages(drafts: EventDraft[], from_seq = 1) {
  const { events } = tell(drafts);
  const transcript = transcriptOf(events);
  for (const event of events.slice(from_seq - 1)) extend(transcript, event);
  return transcript.messages;
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
  const transcript = transcriptOf(events);
  let sent = "[";
  for (const event of events) {
    extend(transcript, event);
    if (event.type !== "span.model_request_start" && event.type !== "session.status_running")
      continue;
    const now = JSON.stringify(transcript.messages).slice(0, -1);
    expect(now.startsWith(sent)).toBe(true);
    sent = now;
  }
  expect(sent).toContain("thanks");
});

const idle: EventDraft = {
  type: "session.status_idle",
  turn: 1,
  stop_reason: { type: "end_turn" },
  stop_details: null,
};

it("[PROMPT-5] after a compaction the model is sent the summary and the turn's own messages", () => {
  const drafts = [
    ...round,
    settled("sevt_c", "msg_1"),
    settled("sevt_d", "msg_2"),
    said("and hurry", "steer"),
    { type: "session.inputs_steered", turn: 1, inputs: [11] } as EventDraft,
    compacted(1, [2, 11]),
  ];
  const [only, ...more] = messages(drafts);
  expect(more).toEqual([]);
  const texts = only?.content.map((block) => (block.type === "text" ? block.text : block.type));
  expect(texts?.[0]).toContain("What was before.");
  expect(texts?.slice(2)).toEqual(["do it", "and hurry"]);
});

it("[PROMPT-6] reading from the last compaction on gives what reading everything gives", () => {
  const drafts = [
    ...round,
    said("for later"),
    settled("sevt_c", "msg_1"),
    settled("sevt_d", "msg_2"),
    compacted(1, [2]),
    asked(),
    replied("Done.", "msg_b"),
    answered("end_turn"),
    idle,
    running(2, [9]),
    asked(),
    replied("Later is now.", "msg_c"),
  ];
  const place = drafts.findIndex(({ type }) => type === "session.compacted") + 2;
  expect(JSON.stringify(messages(drafts, place))).toBe(JSON.stringify(messages(drafts)));
});

it("[PROMPT-7] a refused turn is left out of every later request", () => {
  const before = [said("hello"), running(1, [2]), asked(), replied("Hi.", "msg_a")];
  const told = messages([
    ...before,
    answered("end_turn"),
    idle,
    said("something bad"),
    running(2, [8]),
    asked(),
    replied("I began", "msg_b"),
    answered("refusal"),
    { ...idle, turn: 2 } as EventDraft,
    said("something good"),
    running(3, [14]),
  ]);
  expect(told.map(({ role, content }) => [role, content])).toEqual([
    ["user", [{ type: "text", text: "hello" }]],
    ["assistant", [{ type: "text", text: "Hi." }]],
    ["user", [{ type: "text", text: "something good" }]],
  ]);
});

it("[PROMPT-7] a refused turn takes nothing with it of the message that it joined", () => {
  const told = messages([
    said("hello"),
    running(1, [2]),
    { ...idle, stop_reason: { type: "interrupted" } } as EventDraft,
    said("something bad"),
    running(2, [5]),
    asked(),
    answered("refusal"),
  ]);
  expect(told).toEqual([{ role: "user", content: [{ type: "text", text: "hello" }] }]);
});

it("[PROMPT-8] a paused answer of the API's own tools is sent back as it ends", () => {
  const search = { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: {} };
  const paused = (block: { type: string }): EventDraft[] => [
    said("look it up"),
    running(1, [2]),
    asked(),
    { type: "agent.message", message_id: "msg_a", content: [block], is_partial: false },
    answered("pause_turn"),
    { type: "session.continued", turn: 1, count: 1, reason: "pause_turn" },
  ];
  expect(messages(paused(search)).at(-1)?.role).toBe("assistant");
  expect(messages(paused({ type: "text", text: "so far" } as never)).at(-1)?.role).toBe("user");
});

it("[PROMPT-9] a result that damage took away is replaced, and whole rounds stay as they are", () => {
  const whole = [...round, settled("sevt_c", "msg_1"), settled("sevt_d", "msg_2")];
  const without = (lost: (type: string) => boolean) => {
    const { events } = tell([...whole, asked(), replied("Done.", "msg_b")]);
    const transcript = transcriptOf(events);
    for (const event of events) if (!lost(event.type)) extend(transcript, event);
    mend(transcript);
    return transcript.messages;
  };
  expect(without(() => false)).toEqual(messages([...whole, asked(), replied("Done.", "msg_b")]));
  const [, , results, ...more] = without((type) => type === "agent.tool_result");
  expect(results?.content).toMatchObject([
    { type: "tool_result", tool_use_id: "toolu_sevt_c", is_error: true },
    { type: "tool_result", tool_use_id: "toolu_sevt_d", is_error: true },
  ]);
  expect(more.map(({ role }) => role)).toEqual(["assistant"]);
});
