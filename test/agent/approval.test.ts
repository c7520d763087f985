import { expect, it } from "vitest";
import { nextStep } from "../../src/agent/step.ts";
import type { EventDraft } from "../../src/contract/event.ts";
import { answered, asked, called, running, START_MS, said, tell } from "../support/story.ts";

const LIMITS = { max_turns: 3, max_continuations: 1, compact_at_tokens: 1000 };
const requested = (ms: number): EventDraft => ({
  type: "permission.requested",
  permission_id: "perm_1",
  tool_use_id: "sevt_c",
  tool_name: "Bash",
  input: {},
  digest: "d",
  reason: "?",
  expires_at: new Date(START_MS + ms).toISOString(),
  default_decision: "deny",
});
const begun = [said("hi"), running(1, [2]), asked(), called("sevt_c", "msg_a")];

it("[APPROVE-11] a request that nobody answers is decided at its deadline, and not before", () => {
  const step = (ms: number) =>
    nextStep(tell([...begun, answered("tool_use"), requested(ms)]).state, {
      now_ms: START_MS + 60_000,
      limits: LIMITS,
      admission: null,
      hooks: [],
    });
  expect(step(61_000)).toMatchObject({ do: "ask_client" });
  expect(step(60_000)).toMatchObject({ do: "expire" });
});
