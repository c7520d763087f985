// A turn as the command follows it, from its events to its summary and to the screen.
import { describe, expect, it } from "vitest";
import { ConversationPrinter, inputSummary } from "../../src/cli/printer.ts";
import { foldTurn, NO_TURN, type Turn, turnSummary } from "../../src/cli/turn.ts";
import { foldWaiting, NOTHING_WAITS, type Waiting } from "../../src/cli/waiting.ts";
import type { StreamFrame } from "../../src/client.ts";
import type { SessionEvent } from "../../src/contract/event.ts";

type Fields = Record<string, unknown>;

/** Events with consecutive seqs from `first` on; each a second after the one before. */
function events(
  first: number,
  ...payloads: (Fields & { type: SessionEvent["type"] })[]
): SessionEvent[] {
  return payloads.map((payload, index) => {
    const seq = first + index;
    const created_at = new Date(Date.UTC(2026, 10, 20, 8, 0, seq)).toISOString();
    return { seq, id: `sevt_${seq}`, created_at, ...payload } as unknown as SessionEvent;
  });
}

const running = (turn: number, ...inputs: number[]) => ({
  ...{ type: "session.status_running" as const, turn, inputs },
});
const idle = (turn: number, type = "end_turn") => ({
  ...{ type: "session.status_idle" as const, turn, stop_reason: { type }, stop_details: null },
});
const step = (fields: Fields = {}) => ({
  type: "span.model_request_end" as const,
  model: "claude-sonnet-5-5",
  is_error: false,
  cost_usd: 0.01,
  model_usage: {
    input_tokens: 1000,
    output_tokens: 20,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 5000,
  },
  ...fields,
});
const said = (text: string) => ({
  ...{ type: "agent.message" as const, content: [{ type: "text", text }], is_partial: false },
});

function folded(seq: number | null, log: SessionEvent[]): Turn {
  return log.reduce((turn, event) => foldTurn(turn, event, seq), NO_TURN);
}

describe("[CLI-12] a message's turn is found among others", () => {
  const other = [running(1, 2), step({ model: "other" }), idle(1)];

  it.each([
    {
      name: "one that begins with it",
      log: [running(1, 5), step(), idle(1)],
      end: "end_turn",
      steps: 1,
    },
    {
      name: "one that comes after another",
      log: [...other, running(2, 5), step(), step(), idle(2)],
      end: "end_turn",
      steps: 2,
    },
    { name: "none yet", log: other, end: null, steps: 0 },
    {
      name: "one that it was steered into",
      log: [
        running(1, 2),
        { type: "session.inputs_steered" as const, turn: 1, inputs: [5] },
        step(),
        idle(1),
      ],
      end: "end_turn",
      steps: 1,
    },
    {
      name: "one that waited and went on",
      log: [running(1, 5), step(), idle(1, "requires_action"), running(1), step(), idle(1)],
      end: "end_turn",
      steps: 2,
    },
    {
      name: "one that was interrupted",
      log: [running(1, 5), idle(1, "interrupted")],
      end: "interrupted",
      steps: 0,
    },
    {
      name: "one of a session that failed",
      log: [running(1, 5), { type: "session.failed" as const, reason: "x" }],
      end: "failed",
      steps: 0,
    },
    {
      name: "one of a session that was ended",
      log: [{ type: "session.status_terminated" as const, reason: "x" }],
      end: "terminated",
      steps: 0,
    },
  ])("$name", ({ log, end, steps }) => {
    expect(folded(5, events(6, ...log))).toMatchObject({ end, steps });
  });
});

it("[CLI-13] a turn's summary adds up its steps", () => {
  const turn = folded(5, events(6, running(1, 5), step(), step(), idle(1)));
  expect(turnSummary(turn)).toBe(
    "— end_turn · 2 steps · 12,000 (10,000 cached) in, 40 out tokens · cost $0.02 · 3.0 s · claude-sonnet-5-5",
  );
});

it("[CLI-14] a cost that is not known is said to be unknown; a failed call without usage has none", () => {
  const unpriced = folded(5, events(6, running(1, 5), step(), step({ cost_usd: null }), idle(1)));
  expect(turnSummary(unpriced)).toContain("cost unknown");
  const failed = step({ is_error: true, cost_usd: null, model_usage: null });
  const retried = folded(5, events(6, running(1, 5), failed, step(), idle(1)));
  expect(turnSummary(retried)).toContain("cost $0.01");
});

it("[CLI-15] an answer of the offline model says so", () => {
  const offline = folded(5, events(6, running(1, 5), step({ model: "offline-sonnet" }), idle(1)));
  expect(turnSummary(offline)).toContain("the offline model answered");
  expect(turnSummary(folded(5, events(6, running(1, 5), step())))).not.toContain("offline");
});

function printed(frames: StreamFrame[], after = 0): string {
  let screen = "";
  const printer = new ConversationPrinter(
    (text) => (screen += text),
    (_format, text) => text,
    after,
  );
  for (const frame of frames) printer.frame(frame);
  return screen;
}

const delta = (event_id: string, text: string): StreamFrame => ({
  type: "event_delta",
  event_id,
  delta: { type: "content_delta", index: 0, content: { type: "text", text } },
});
const snapshot = (as_of: number, event_id: string, text: string): StreamFrame => ({
  ...{ type: "stream.snapshot", as_of, status: "processing", last_stop_reason: null },
  open_permissions: [],
  draft: { message_id: "msg_1", events: [{ event_id, content: { type: "text", text } }] },
});

describe("[CLI-16] the conversation is printed once, whatever way its pieces come", () => {
  it.each([
    { name: "whole", frames: events(1, said("one two\nthree")), screen: "one two\nthree\n" },
    {
      name: "in deltas, then confirmed",
      frames: [delta("sevt_1", "one "), delta("sevt_1", "two"), ...events(1, said("one two"))],
      screen: "one two\n",
    },
    {
      name: "cut by a lost connection and made up by a draft",
      frames: [
        delta("sevt_1", "one "),
        snapshot(0, "sevt_1", "one two "),
        delta("sevt_1", "three"),
        ...events(1, said("one two three")),
      ],
      screen: "one two three\n",
    },
    {
      name: "with the rest only in the event",
      frames: [delta("sevt_1", "one "), ...events(1, said("one two"))],
      screen: "one two\n",
    },
    {
      name: "as a draft that waits for the events before it",
      frames: [snapshot(1, "sevt_2", "two"), ...events(1, said("one"), said("two"))],
      screen: "one\ntwo\n",
    },
    {
      name: "taken back and said anew",
      frames: [delta("sevt_9", "on"), ...events(1, step({ is_error: true }), said("one"))],
      screen: "on\n(cut off: the text above is taken back)\none\n",
    },
  ])("$name", ({ frames, screen }) => {
    expect(printed(frames)).toBe(screen);
  });
});

it("[CLI-17] tool calls are shown as they run, with the first lines of what came out", () => {
  const use = (name: string, input: unknown) => ({ type: "agent.tool_use" as const, name, input });
  const result = (tool_use_id: string, text: string) => ({
    ...{ type: "agent.tool_result" as const, tool_use_id, is_error: false },
    content: [{ type: "text", text }],
  });
  const log = events(
    1,
    use("Bash", { command: "ls -la" }),
    result("sevt_1", "a\nb\nc\nd\ne\nf\ng\n"),
    use("Read", { file_path: "main.py" }),
    use("Grep", { pattern: "ERROR", path: "." }),
    result("sevt_3", "x"),
    result("sevt_4", ""),
  );
  expect(printed(log)).toBe(
    [
      "⏺ Bash(ls -la)",
      "  ⎿ a\n    b\n    c\n    d\n    e\n    … 2 more lines",
      "⏺ Read(main.py)",
      "⏺ Grep(ERROR)",
      "  ⎿ Read(main.py): x",
      "  ⎿ (no output)",
      "",
    ].join("\n"),
  );
  expect(inputSummary("search_web", { query: "a" })).toBe('{"query":"a"}');
  expect(inputSummary("Bash", null)).toBe("null");
});

it("[CLI-47] what hooks say to people is shown, with the hook that stopped or changed the course", () => {
  const applied = (fields: Fields) => ({
    ...{ type: "hook.applied" as const, hook_event: "Stop", tool_use_id: null, ...fields },
  });
  const log = events(
    1,
    { type: "hook.executed", hook_event: "Stop", hook_name: "tests", error: "timed out" },
    applied({
      system_message: "Recorded.",
      blocked: { hook_name: "tests", reason: "run\u001b[2J" },
    }),
    applied({ stopped: { hook_name: "budget", reason: "enough" } }),
    applied({ additional_context: "for the model only" }),
  );
  expect(printed(log)).toBe(
    "Stop hook tests: timed out\n! Stop hook tests: run[2J\nRecorded.\n! Stop hook budget: enough\n",
  );
});

const rewound = (fields: Fields = {}) => ({
  ...{ type: "session.rewound" as const, to_seq: 4, conversation: true, files: true },
  ...{ undoes_seq: null, messages_dropped: 0, files_changed: 0 },
  path: [{ from_seq: 1, to_seq: 4 }],
  ...fields,
});

it("[CLI-65] a session's own course is told where it comes: rewinds, forks, checkpoints, archives", () => {
  const log = events(
    1,
    { type: "session.forked", parent_session_id: "sesn_a" },
    { type: "session.imported", source_session_id: "sesn_b\u001b[2J" },
    { type: "checkpoint.created", name: "before\u001b[2J it" },
    rewound({ messages_dropped: 3, files_changed: 1 }),
    rewound({ undoes_seq: 4 }),
    { type: "session.archived", archive_id: "arch_a", size_bytes: 2048 },
    { type: "session.restored", archive_id: "arch_a" },
  );
  expect(printed(log)).toBe(
    [
      "⑂ forked from sesn_a: what is above is its past too",
      "⇣ imported: what is above happened in sesn_b[2J",
      "⚑ checkpoint: before[2J it",
      "↩ went back to seq 4 · 3 messages hidden · 1 file changed",
      "↩ undid seq 4",
      "▣ archived: arch_a (2.0 KiB)",
      "▣ restored from arch_a",
      "",
    ].join("\n"),
  );
});

describe("[CLI-66] a message that a rewind hides is not waited for", () => {
  it.each([
    { name: "one that waited for its turn", log: [rewound()], end: "rewound" },
    { name: "one on the path", log: [rewound({ path: [{ from_seq: 1, to_seq: 5 }] })], end: null },
    { name: "one whose files alone went back", log: [rewound({ conversation: false })], end: null },
    {
      name: "one whose turn was stopped before",
      log: [running(1, 5), idle(1, "interrupted"), rewound()],
      end: "interrupted",
    },
  ])("$name", ({ log, end }) => {
    expect(folded(5, events(6, ...log)).end).toBe(end);
  });

  it("and its questions are not asked any more", () => {
    const open = [{ id: "perm_a" }] as unknown as Waiting["open"];
    const waiting: Waiting = { ...NOTHING_WAITS, open, isResting: true, isLive: true };
    const [all, filesOnly] = events(6, rewound(), rewound({ conversation: false }));
    const closed = { ...NOTHING_WAITS, isLive: true };
    expect(foldWaiting(waiting, all as SessionEvent, 6)).toEqual(closed);
    expect(foldWaiting(waiting, filesOnly as SessionEvent, 7)).toEqual(waiting);
  });

  it("and how a session or its parent had ended is not the end of what goes on", () => {
    const ended = { type: "session.status_terminated" as const, reason: "x" };
    for (const type of ["session.forked", "session.imported", "session.restored"] as const) {
      expect(folded(null, events(1, running(1), idle(1), ended, { type }))).toEqual(NO_TURN);
    }
  });
});
