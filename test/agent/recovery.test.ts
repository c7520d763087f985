import { expect, it } from "vitest";
import { recovery } from "../../src/agent/recovery.ts";
import { nextStep } from "../../src/agent/step.ts";
import type { Tool } from "../../src/agent/tool.ts";
import type { EventDraft } from "../../src/contract/event.ts";
import { RECOVERY_ATTEMPTS_MAX } from "../../src/contract/limits.ts";
import { answered, asked, called, running, START_MS, said, tell } from "../support/story.ts";

const NOW_MS = START_MS + 100_000;

/** A turn that was cut off in a model call after so many attempts that got no further. */
function cutOff(attempts: number) {
  const tries = Array.from({ length: attempts }, (_, index): EventDraft[] => [
    asked(),
    { type: "session.recovered", turn: 1, attempt: index + 1, reason: "a restart" },
  ]);
  return tell([said("hello"), running(1, [2]), ...tries.flat(), asked()]).state;
}

it("[RECOVER-9] a turn that gets no further, life after life, fails with the reason", () => {
  const drafts = recovery(cutOff(RECOVERY_ATTEMPTS_MAX), () => undefined, "a restart", NOW_MS);
  expect(drafts.map(({ type }) => type)).toEqual([
    "span.model_request_end",
    "session.error",
    "session.failed",
  ]);
  const reason = `taken up ${RECOVERY_ATTEMPTS_MAX} times and got no further: a restart`;
  expect(drafts.at(-1)).toMatchObject({ reason: expect.stringContaining(reason) });
});

it("[RECOVER-10] the attempts of a turn are further and further apart", () => {
  const waits = Array.from({ length: RECOVERY_ATTEMPTS_MAX }, (_, attempts) => {
    const [first] = recovery(cutOff(attempts), () => undefined, "a restart", NOW_MS);
    const retry_at = first?.type === "session.recovered" ? first.retry_at : undefined;
    return retry_at == null ? 0 : (Date.parse(retry_at) - NOW_MS) / 1000;
  });
  expect(waits).toEqual([0, 0, 2, 4, 8, 16, 32, 60, 60, 60]);
});

it("[RECOVER-11] a call that was cut off and may not run again is settled as unknown, and is not run again", () => {
  const begun = [said("hello"), running(1, [2]), asked(), called("sevt_c", "msg_a")];
  const started = { type: "tool.started", tool_use_id: "sevt_c", attempt: 1 } as const;
  const cut = [...begun, answered("tool_use"), started];
  const recovered = (rerunnable: boolean) => {
    const tool = { name: "Bash", rerunnable } as Tool;
    const drafts = recovery(tell(cut).state, () => tool, "a restart", NOW_MS);
    const limits = { max_turns: 3, max_continuations: 1, compact_at_tokens: 1000 };
    const step = nextStep(tell([...cut, ...drafts]).state, {
      now_ms: NOW_MS,
      limits,
      admission: null,
      hooks: [],
    });
    return { drafts, step };
  };
  const never = recovered(false);
  expect(never.drafts.at(-1)).toMatchObject({
    ...{ type: "agent.tool_result", tool_use_id: "sevt_c", outcome: "unknown", is_error: true },
    content: [{ text: expect.stringContaining("whether it took effect is unknown") }],
  });
  expect(never.step.do).toBe("admit");
  const again = recovered(true);
  expect(again.drafts.map(({ type }) => type)).not.toContain("agent.tool_result");
  expect(again.step.do).toBe("run_tool");
});
