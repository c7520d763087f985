// What the hooks of a point come to together, and when each point comes: decided by pure functions.
import { describe, expect, it } from "vitest";
import {
  answerOf,
  blockOf,
  commonOf,
  executed,
  type HookRun,
  updatedInputOf,
  updatedOutputOf,
  verdictOf,
} from "../../src/agent/hook/outcome.ts";
import { matching } from "../../src/agent/hook/point.ts";
import { nextStep, type Step } from "../../src/agent/step.ts";
import { emptyTranscript, extend } from "../../src/agent/transcript.ts";
import type { EventDraft, EventOf } from "../../src/contract/event.ts";
import type { Hook, HookEventName, HookOutput } from "../../src/contract/hook.ts";
import { HOOK_CONTEXT_CHARS_MAX } from "../../src/contract/limits.ts";
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

function hook(name: string, changes: Partial<Hook> = {}): Hook {
  return {
    id: `hook_${name}`,
    name,
    event: "PreToolUse",
    matcher: "*",
    url: "https://hooks.example.com",
    timeout_seconds: 1,
    max_retries: 0,
    on_failure: "continue",
    secret: "whsec_",
    ...changes,
  };
}

const INPUT = {
  ...{ session_id: "sesn_1", transcript_path: "/", cwd: "/workspace" },
  ...{ permission_mode: "default", hook_event_name: "PreToolUse" as const },
};

/** Hooks a, b, c … with what each answered; a text is why it gave no answer. */
function runs(...replies: (HookOutput | string)[]): HookRun[] {
  return replies.map((reply, index) => {
    const name = "abcdef"[index] ?? "?";
    const given =
      typeof reply === "string" ? { output: null, error: reply } : { output: reply, error: null };
    return {
      hook: hook(name, { on_failure: reply === "must answer" ? "block" : "continue" }),
      call_id: `call_${name}`,
      input: INPUT,
      reply: { ...given, attempts: 1, duration_ms: 2 } as HookRun["reply"],
    };
  });
}

const says = (permissionDecision: "allow" | "deny" | "ask", why?: string): HookOutput => ({
  hookSpecificOutput: {
    permissionDecision,
    ...(why === undefined ? {} : { permissionDecisionReason: why }),
  },
});
const own = (fields: Record<string, unknown>): HookOutput => ({ hookSpecificOutput: fields });

describe("what hooks come to together", () => {
  it.each<[string, (HookOutput | string)[], string | null, string?]>([
    ["nobody says anything", [{}, {}], null],
    ["one allows", [{}, says("allow")], "allow", "b"],
    ["ask beats allow", [says("allow"), says("ask")], "ask", "b"],
    ["deny beats ask and allow", [says("allow"), says("ask"), says("deny")], "deny", "c"],
    ["the older block is a denial", [{ decision: "block", reason: "no" }], "deny", "a"],
    ["the older approve allows", [{ decision: "approve" }], "allow", "a"],
    ["the newer field counts where both are", [{ decision: "block", ...says("allow") }], "allow"],
    ["no answer leaves it to the rules", ["timed out"], null],
    ["no answer of one that must answer denies", [says("allow"), "must answer"], "deny", "b"],
  ])("[HOOK-1] before a call, %s", (_, replies, decision, name) => {
    const verdict = verdictOf(runs(...replies));
    expect(verdict?.decision ?? null).toBe(decision);
    if (name !== undefined) expect(verdict?.hook_name).toBe(name);
  });

  it("[HOOK-1] the reason is the one that the hook gave", () => {
    expect(verdictOf(runs(says("deny", "no deploys on Friday")))?.reason).toBe(
      "no deploys on Friday",
    );
  });

  it.each<[string, (HookOutput | string)[], string | null]>([
    ["nobody answers", [{}, says("allow")], null],
    ["one allows", [own({ decision: { behavior: "allow" } })], "allow"],
    [
      "deny beats allow",
      [own({ decision: { behavior: "allow" } }), own({ decision: { behavior: "deny" } })],
      "deny",
    ],
    ["no answer of one that must answer denies", ["must answer"], "deny"],
  ])("[HOOK-2] in a person's place, %s", (_, replies, decision) => {
    expect(answerOf(runs(...replies))?.decision ?? null).toBe(decision);
  });

  it("[HOOK-2] a denial in a person's place may stop the turn, an approval may change the input", () => {
    const deny = own({ decision: { behavior: "deny", message: "never", interrupt: true } });
    expect(answerOf(runs(deny))).toMatchObject({ reason: "never", interrupt: true });
    const allow = own({ decision: { behavior: "allow", updatedInput: { a: 1 } } });
    expect(answerOf(runs(allow))).toMatchObject({ updated_input: { a: 1 }, interrupt: false });
  });

  it("[HOOK-3] of two changes of one thing the later registration's holds", () => {
    const two = runs(own({ updatedInput: { n: 1 } }), own({ updatedInput: { n: 2 } }), {});
    expect(updatedInputOf(two)).toEqual({ n: 2 });
    const outputs = runs(own({ updatedToolOutput: "one" }), own({ updatedToolOutput: { two: 2 } }));
    expect(updatedOutputOf(outputs)).toBe('{"two":2}');
    expect(updatedInputOf(runs({}, "down"))).toBeUndefined();
    expect(updatedOutputOf(runs({}, "down"))).toBeUndefined();
  });

  it("[HOOK-3] a change of the input counts whichever hook approves first", () => {
    const allow = (updatedInput?: Record<string, unknown>) =>
      own({
        decision: { behavior: "allow", ...(updatedInput === undefined ? {} : { updatedInput }) },
      });
    expect(answerOf(runs(allow(), allow({ n: 2 }), allow()))?.updated_input).toEqual({ n: 2 });
  });

  it("[HOOK-3] context adds up, to a limit, and one that stops the turn is enough", () => {
    const both = runs(own({ additionalContext: "one" }), own({ additionalContext: "two" }));
    expect(commonOf(both)).toEqual({ additional_context: "one\ntwo" });
    const long = commonOf(runs(own({ additionalContext: "x".repeat(50_000) })));
    expect(long.additional_context?.length).toBe(HOOK_CONTEXT_CHARS_MAX + 1);
    expect(commonOf(runs({}, { continue: false, stopReason: "enough" }))).toEqual({
      stopped: { hook_name: "b", reason: "enough" },
    });
    expect(commonOf(runs({ systemMessage: "hear this" }))).toEqual({ system_message: "hear this" });
    expect(commonOf(runs({}, { continue: true }, "down"))).toEqual({});
  });

  it("[HOOK-3] a block is the first one's, with its reason", () => {
    const blocks = runs({}, { decision: "block", reason: "first" }, { decision: "block" });
    expect(blockOf(blocks)).toEqual({ hook_name: "b", reason: "first" });
    expect(blockOf(runs({}, { decision: "approve" }, "down"))).toBeUndefined();
    expect(blockOf(runs("must answer"))?.reason).toContain("must answer");
  });

  it.each<[HookOutput | string, boolean]>([
    [{}, true],
    [says("ask"), true],
    [says("deny"), false],
    [{ decision: "block" }, false],
    [{ continue: false }, false],
    [own({ decision: { behavior: "deny" } }), false],
    ["down", true],
    ["must answer", false],
  ])("[HOOK-4] a run is on record with its answer and whether it went on: %j", (reply, goesOn) => {
    const [record] = executed("PreToolUse", "sevt_1", runs(reply));
    expect(record).toMatchObject({
      hook_name: "a",
      call_id: "call_a",
      tool_use_id: "sevt_1",
      continue_execution: goesOn,
      error: typeof reply === "string" ? reply : null,
      attempts: 1,
      duration_ms: 2,
    });
  });

  it("[HOOK-4] what is on record of a run is cut, and holds no secret", () => {
    const secret = `sk-ant-${"x".repeat(40)}`;
    const [run] = runs(own({ additionalContext: `${secret} ${"y".repeat(5000)}` }));
    const told = { ...INPUT, tool_input: { command: `echo ${secret} ${"z".repeat(5000)}` } };
    const [record] = executed("PreToolUse", "sevt_1", [{ ...(run as HookRun), input: told }]);
    expect(JSON.stringify(record)).not.toContain(secret);
    expect(JSON.stringify(record).length).toBeLessThan(2000);
  });
});

describe("which hooks are called", () => {
  it.each<[string, string, boolean]>([
    ["*", "Bash", true],
    ["", "Bash", true],
    ["Bash", "Bash", true],
    ["Bash", "BashOutput", false],
    ["bash", "Bash", false],
    ["Edit|Write", "Write", true],
    ["Edit | Write", "Write", true],
    ["Edit|Write", "Read", false],
    ["mcp__github__*", "mcp__github__get_issue", true],
    ["mcp__github__*", "mcp__gitlab__get_issue", false],
    ["*Edit", "NotebookEdit", true],
    ["B.sh", "Bash", false],
  ])("[HOOK-5] %j for %s: %s", (matcher, target, expected) => {
    expect(matching([hook("a", { matcher })], "PreToolUse", target)).toHaveLength(expected ? 1 : 0);
  });

  it("[HOOK-5] a hook is for its own event, and without a target every matcher holds", () => {
    const hooks = [hook("a", { matcher: "Bash" }), hook("b", { event: "Stop", matcher: "Bash" })];
    expect(matching(hooks, "Stop", null).map(({ name }) => name)).toEqual(["b"]);
  });
});

const LIMITS = { max_turns: 5, max_continuations: 1, compact_at_tokens: 1000 };
const begun = [said("hello"), running(1, [2])];

function step(drafts: EventDraft[], ...events: HookEventName[]): Step {
  return nextStep(tell(drafts).state, {
    now_ms: START_MS + 60_000,
    limits: LIMITS,
    admission: { verdict: "granted" },
    hooks: events.map((event) => hook(event, { event })),
  });
}

function applied(
  hook_event: HookEventName,
  changes: Partial<EventOf<"hook.applied">> = {},
): EventDraft {
  return { type: "hook.applied", hook_event, tool_use_id: null, ...changes };
}

const blocked = { hook_name: "a", reason: "no" };
const point = (event: HookEventName) => ({ do: "run_hooks", point: { event } });

describe("when a point comes", () => {
  it("[HOOK-6] the session's start and its prompts come before the first model call, each once", () => {
    expect(step(begun)).toEqual({ do: "call_model" });
    expect(step(begun, "SessionStart", "UserPromptSubmit")).toMatchObject(point("SessionStart"));
    const started = [...begun, applied("SessionStart")];
    expect(step(started, "SessionStart", "UserPromptSubmit")).toMatchObject({
      do: "run_hooks",
      point: { event: "UserPromptSubmit", input: 2 },
    });
    const seen = [...started, applied("UserPromptSubmit", { inputs: [2] })];
    expect(step(seen, "SessionStart", "UserPromptSubmit")).toEqual({ do: "call_model" });
    expect(step([...begun, asked()], "SessionStart")).not.toMatchObject(point("SessionStart"));
  });

  it("[HOOK-7] a blocked prompt ends its turn without a model call", () => {
    const events = [...begun, applied("UserPromptSubmit", { inputs: [2], blocked })];
    expect(step(events, "UserPromptSubmit", "Stop")).toEqual({
      do: "end_turn",
      stop_reason: "hook_stopped",
      details: { type: "prompt_blocked", ...blocked },
    });
  });

  it("[HOOK-8] a result is shown to its hooks before anything else is done, a denial to none", () => {
    const call = [...begun, asked(), called("sevt_c", "msg_a"), answered("tool_use")];
    const done = [...call, settled("sevt_c", "msg_t")];
    expect(step(done, "PostToolUse")).toMatchObject(point("PostToolUse"));
    expect(step(done, "PostToolUseFailure")).toEqual({ do: "call_model" });
    expect(
      step([...done, applied("PostToolUse", { tool_use_id: "sevt_c" })], "PostToolUse"),
    ).toEqual({ do: "call_model" });
    const denied = {
      ...settled("sevt_c", "msg_t"),
      outcome: "denied",
      is_error: true,
    } as EventDraft;
    expect(step([...call, denied], "PostToolUseFailure")).toEqual({ do: "call_model" });
  });

  it("[HOOK-9] Stop hooks are asked before the end, and send the model back a bounded number of times", () => {
    const ended = [...begun, asked(), answered("end_turn")];
    expect(step(ended, "Stop")).toMatchObject({ point: { event: "Stop", blocks: 0 } });
    expect(step([...ended, applied("Stop")], "Stop")).toMatchObject({ do: "end_turn" });
    const back = [...ended, applied("Stop", { blocked })];
    expect(step(back, "Stop")).toEqual({ do: "call_model" });
    const again = [...back, asked(), answered("end_turn")];
    expect(step(again, "Stop")).toMatchObject({ point: { event: "Stop", blocks: 1 } });
    const often = Array.from({ length: 8 }, () => applied("Stop", { blocked }));
    expect(step([...ended, ...often, asked(), answered("end_turn")], "Stop")).toMatchObject({
      do: "end_turn",
    });
  });

  it("[HOOK-10] a hook that stops the turn ends it before the next model call", () => {
    const stopped = { hook_name: "a", reason: "enough" };
    const events = [...begun, asked(), called("sevt_c", "msg_a"), answered("tool_use")];
    const pending = [...events, applied("PreToolUse", { tool_use_id: "sevt_c", stopped })];
    expect(step(pending)).toMatchObject({ do: "run_tool" });
    expect(step([...pending, settled("sevt_c", "msg_t")])).toEqual({
      do: "end_turn",
      stop_reason: "hook_stopped",
      details: { type: "hook_stopped", ...stopped },
    });
  });

  it("[HOOK-11] whoever wants to know is told once that a session waits, has failed or is over", () => {
    const waits: EventDraft[] = [
      ...begun,
      asked(),
      called("sevt_c", "msg_a", "Mine", true),
      answered("tool_use"),
      {
        type: "session.status_idle",
        turn: 1,
        stop_reason: { type: "requires_action", event_ids: ["sevt_c"] },
        stop_details: null,
      },
    ];
    expect(step(waits, "Notification")).toMatchObject({
      point: { notice: { type: "client_tool" } },
    });
    expect(step([...waits, applied("Notification")], "Notification")).toEqual({ do: "rest" });
    expect(step(waits, "Stop")).toEqual({ do: "rest" });
    const failed: EventDraft[] = [...begun, { type: "session.failed", reason: "no credit" }];
    expect(step(failed, "Notification")).toMatchObject({
      point: { notice: { type: "turn_failed", message: "no credit" } },
    });
    const over: EventDraft[] = [{ type: "session.status_terminated", reason: "requested" }];
    expect(step(over, "SessionEnd")).toMatchObject({ point: { reason: "terminated" } });
    expect(step([...over, applied("SessionEnd")], "SessionEnd")).toEqual({ do: "rest" });
  });

  it("[HOOK-12] a compaction is shown to its hooks first, and starts the session's context anew", () => {
    const large = [said("x".repeat(6000)), running(1, [2])];
    expect(step(large, "PreCompact")).toMatchObject({
      point: { event: "PreCompact", trigger: "auto" },
    });
    expect(step([...large, applied("PreCompact")], "PreCompact")).toMatchObject({ do: "compact" });
    const refused = [
      ...large,
      applied("PreCompact", { blocked }),
      {
        type: "session.compaction_failed",
        turn: 1,
        trigger: "auto",
        reason: "a: no",
      } as EventDraft,
    ];
    expect(step(refused, "PreCompact")).toEqual({ do: "call_model" });
  });
});

describe("what the model is told", () => {
  const call = [...begun, asked(), called("sevt_c", "msg_a"), answered("tool_use")];
  const result = settled("sevt_c", "msg_t");
  const text = (content: string) => ({ type: "text", text: content });

  it("[HOOK-13] context from before a call stands behind its result", () => {
    const context = applied("PreToolUse", { tool_use_id: "sevt_c", additional_context: "mind it" });
    expect(sent([...call, context, result]).at(-1)).toMatchObject({
      role: "user",
      content: [{ type: "tool_result" }, text("PreToolUse hook additional context: mind it")],
    });
  });

  it("[HOOK-13] a replaced output is what it reads, and a block is added to it", () => {
    const changes = { tool_use_id: "sevt_c", updated_output: "[cut]", blocked };
    expect(sent([...call, result, applied("PostToolUse", changes)]).at(-1)).toMatchObject({
      content: [
        { type: "tool_result", tool_use_id: "toolu_sevt_c", content: [text("[cut]")] },
        text("PostToolUse hook feedback: no"),
      ],
    });
  });

  it("[HOOK-13] a blocked prompt is not sent, now or later; the others are", () => {
    const two = [said("first"), said("second"), running(1, [2, 3])];
    const one = applied("UserPromptSubmit", { inputs: [2], blocked });
    expect(sent([...two, one])).toEqual([{ role: "user", content: [text("second")] }]);
    expect(sent([...begun, one, said("next"), running(2, [5])])).toEqual([
      { role: "user", content: [text("next")] },
    ]);
  });

  it("[HOOK-13] what sends it back to work is said to it in its user's place", () => {
    const ended = [...begun, asked(), replied("done", "msg_a"), answered("end_turn")];
    expect(sent([...ended, applied("Stop", { blocked })]).at(-1)).toEqual({
      role: "user",
      content: [text("Stop hook feedback: no")],
    });
  });

  it("[HOOK-13] what people are told, the model is not", () => {
    const words = applied("SessionStart", { system_message: "hello people" });
    expect(sent([...begun, words])).toEqual(sent(begun));
  });

  function sent(drafts: EventDraft[]) {
    const { events } = tell(drafts);
    const transcript = emptyTranscript((seq) => {
      const event = events.find((each) => each.seq === seq);
      return event?.type === "user.message" ? event.content : [];
    });
    for (const event of events) extend(transcript, event);
    return transcript.messages;
  }
});
