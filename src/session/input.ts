// What people and programs say to a session, turned into events. Accepting is one transaction; what
// the session then does about it is the engine's. Receipts say what really happened.
import { denial } from "../agent/ending.ts";
import { ruleFor } from "../agent/permission/remember.ts";
import { type SessionState, seal } from "../agent/state.ts";
import type { Caller } from "../contract/caller.ts";
import type { InputBlock } from "../contract/content.ts";
import { LedgeError } from "../contract/errors.ts";
import type { EventDraft, EventOf, InputEvent } from "../contract/event.ts";
import { QUEUED_INPUTS_MAX, SESSION_CONFIG_BYTES_MAX } from "../contract/limits.ts";
import { withoutSecretsIn } from "../contract/secret.ts";
import { type OnBusy, type Receipt, type SessionConfig, takesInput } from "../contract/session.ts";
import { newId, now } from "../runtime.ts";
import { bytesOf } from "./outbox.ts";

/** Drafts to append together, and what to tell the sender once they are. */
export interface Accepted {
  drafts: EventDraft[];
  receipt: Receipt | null;
  message_id: string | null;
  /** Where among the drafts the sender's own message stands. */
  own: number;
  /** True when what runs now must be cut off. */
  interrupts: boolean;
}

/** Throws `conflict` for a session that takes no more input. */
export function assertOpen(state: SessionState): void {
  if (!takesInput(state.status)) {
    throw new LedgeError("conflict", `the session is ${state.status}; it takes no more input`);
  }
}

/** Throws `conflict` for a change that would take away a policy: who runs a session could undo its denials. */
export function assertAdds(config: SessionConfig, changes: Partial<SessionConfig>): void {
  const kept = changes.custom_policies ?? config.custom_policies;
  const lost = config.custom_policies.filter((name) => !kept.includes(name));
  if (lost.length === 0) return;
  throw new LedgeError(
    "conflict",
    `custom_policies: a session only adds policies; expected ${lost.join(", ")} to stay`,
  );
}

/** Throws `forbidden`: who may send messages may not for that reason decide what the agent may do. */
export function assertMayApprove({ scopes }: Caller): void {
  if (scopes.includes("approve")) return;
  throw new LedgeError("forbidden", 'this needs a key with the scope "approve"');
}

/**
 * Throws `too_large`: the configuration travels in every message to the directory, which the queue limits
 * to 128 KB. It goes without its secrets, and what stands in their place can be longer than they were.
 */
export function assertSmall(config: SessionConfig): void {
  const size_bytes = Math.max(bytesOf(config), bytesOf(withoutSecretsIn(config)));
  if (size_bytes > SESSION_CONFIG_BYTES_MAX) {
    throw new LedgeError(
      "too_large",
      `the session's settings may not be larger than ${SESSION_CONFIG_BYTES_MAX} bytes together`,
    );
  }
}

/** The state that appending drafts would give, to a log that is adopted up to a seq if need be. Nothing is written. */
export function stateAfter(
  before: SessionState | null,
  drafts: EventDraft[],
  adopted_seq = 0,
): SessionState {
  return seal(before, drafts, { now_ms: now(), newId: () => newId("sevt"), adopted_seq }).state;
}

/** The open permission request with this id. Throws `conflict` for one that was answered, or `not_found`. */
type OpenRequest = (state: SessionState, permission_id: string) => EventOf<"permission.requested">;

/** Accepts inputs in order, each in the state that those before it leave. Throws if any is refused. */
export function acceptAll(
  before: SessionState,
  inputs: readonly InputEvent[],
  openRequest: OpenRequest,
): Accepted[] {
  let state = before;
  return inputs.map((input) => {
    const accepted = accept(state, input, openRequest);
    state = stateAfter(state, accepted.drafts);
    return accepted;
  });
}

/** The first events of a session, with those of its first message if it begins with one. */
export function withFirstMessage(
  drafts: EventDraft[],
  message: InputBlock[] | null,
  adopted_seq = 0,
): EventDraft[] {
  if (message === null) return drafts;
  const first = acceptMessage(stateAfter(null, drafts, adopted_seq), message, "queue");
  return [...drafts, ...first.drafts];
}

/** Accepts one input event. Throws `conflict` when the session's state forbids it. */
function accept(state: SessionState, input: InputEvent, openRequest: OpenRequest): Accepted {
  switch (input.type) {
    case "user.message":
      return acceptMessage(state, input.content, input.on_busy ?? "queue");
    case "user.interrupt":
      return { ...nothing, drafts: [{ type: "user.interrupt" }], interrupts: state.turn !== null };
    case "user.tool_confirmation":
      return acceptConfirmation(state, input, openRequest);
    case "user.custom_tool_result":
      return acceptResult(state, input);
    default:
      return input satisfies never;
  }
}

const nothing = { receipt: null, message_id: null, own: 0, interrupts: false };

function acceptMessage(state: SessionState, content: InputBlock[], on_busy: OnBusy): Accepted {
  const message_id = newId("msg");
  const message = { type: "user.message" as const, message_id, content };
  if (state.turn === null && state.inputs.length === 0) {
    const seq = state.last_seq + 1;
    const turn = state.turn_count + 1;
    return {
      ...nothing,
      message_id,
      receipt: "started",
      drafts: [
        { ...message, on_busy: "queue" },
        { type: "session.status_running", turn, inputs: [seq] },
      ],
    };
  }
  if (state.inputs.length >= QUEUED_INPUTS_MAX) {
    throw new LedgeError("conflict", `${QUEUED_INPUTS_MAX} messages are waiting already`);
  }
  switch (on_busy) {
    case "reject":
      throw new LedgeError("conflict", "the session is busy and on_busy is reject");
    case "queue":
      return { ...nothing, message_id, receipt: "queued", drafts: [{ ...message, on_busy }] };
    case "steer": {
      const joins = state.turn !== null && !state.turn.interrupted;
      const receipt = joins ? "steered" : "queued";
      return { ...nothing, message_id, receipt, drafts: [{ ...message, on_busy }] };
    }
    case "interrupt":
      // Between two turns there is nothing to interrupt: the message is taken up next.
      if (state.turn === null) {
        return {
          ...nothing,
          message_id,
          receipt: "queued",
          drafts: [{ ...message, on_busy: "queue" }],
        };
      }
      return {
        message_id,
        own: 1,
        interrupts: true,
        receipt: "interrupted_previous",
        drafts: [{ type: "user.interrupt" }, { ...message, on_busy: "queue" }],
      };
    default:
      return on_busy satisfies never;
  }
}

/** An answer to an open permission request. */
function acceptConfirmation(
  state: SessionState,
  input: Extract<InputEvent, { type: "user.tool_confirmation" }>,
  openRequest: OpenRequest,
): Accepted {
  const { permission_id, decision, updated_input, interrupt = false } = input;
  const open = openRequest(state, permission_id);
  if (decision === "deny" ? updated_input !== undefined : interrupt) {
    const [field, with_] = interrupt ? ["interrupt", "deny"] : ["updated_input", "allow"];
    throw new LedgeError("invalid_request", `${field}: it goes with ${with_} only`);
  }
  if (decision === "deny") {
    const reason = input.reason ?? "the user said no";
    const drafts = denial(open, { decided_by: "user", reason });
    if (!interrupt) return { ...nothing, drafts };
    return { ...nothing, drafts: [...drafts, { type: "user.interrupt" }], interrupts: true };
  }
  const { tool_use_id, tool_name } = open;
  const reason = input.reason ?? "the user said yes";
  // What a hook made of the call is what the person has seen.
  const changed = updated_input ?? (open.is_updated ? (open.input as object) : undefined);
  const decided = { permission_id, tool_use_id, tool_name, decision, reason };
  return {
    ...nothing,
    drafts: [
      {
        type: "permission.decided",
        ...decided,
        decided_by: "user",
        ...(changed === undefined ? {} : { updated_input: { ...changed } }),
        ...(input.remember === "session" ? { remembered: ruleToKeep(open, updated_input) } : {}),
      },
    ],
  };
}

function ruleToKeep(open: EventOf<"permission.requested">, updated_input: unknown): string {
  const rule = ruleFor(open.tool_name, updated_input ?? open.input);
  if (rule !== null) return rule;
  throw new LedgeError("invalid_request", "remember: this call cannot be written as a rule");
}

function acceptResult(
  state: SessionState,
  input: Extract<InputEvent, { type: "user.custom_tool_result" }>,
): Accepted {
  const open = state.turn?.calls.find((call) => call.id === input.custom_tool_use_id);
  if (open?.status !== "waiting") {
    throw new LedgeError(
      "conflict",
      `${input.custom_tool_use_id} is no call that waits for a result; it may have been settled already`,
    );
  }
  return { ...nothing, drafts: [{ ...input, message_id: newId("msg") }] };
}

/** Accepts a request to summarise the context. Throws `conflict` when there is nothing to summarise. */
export function acceptCompaction(state: SessionState, instructions: string | null): EventDraft[] {
  const { context, turn, inputs } = state;
  if (context.tokens <= context.compacted_tokens) {
    throw new LedgeError("conflict", "nothing has been said that is not summarised already");
  }
  const asked = { type: "session.compaction_requested" as const, instructions };
  if (turn !== null || inputs.length > 0) return [asked];
  return [asked, { type: "session.status_running", turn: state.turn_count + 1, inputs: [] }];
}
