// A session told as drafts: seals them with a counting clock and counting ids, for tests of the core.
import { type SessionState, seal } from "../../src/agent/state.ts";
import type { EventDraft, EventOf, SessionEvent } from "../../src/contract/event.ts";
import { BUILTIN_HOOKS, type HookEventName } from "../../src/contract/hook.ts";
import type { SessionConfig } from "../../src/contract/session.ts";

export const START_MS = Date.parse("2026-11-01T00:00:00.000Z");

export function config(changes: Partial<SessionConfig> = {}): SessionConfig {
  return {
    name: null,
    description: null,
    mode: "interactive",
    model: "offline-script",
    working_directory: "/workspace",
    tools: ["Read", "Write", "Bash"],
    custom_tools: [],
    allowed_tools: ["Read", "Write", "Bash"],
    disallowed_tools: [],
    ask_tools: [],
    system_prompt: null,
    sdk_options: {},
    include_partial_messages: false,
    max_retries: 3,
    retry_delay: 2,
    timeout_seconds: 120,
    hooks_enabled: [...BUILTIN_HOOKS],
    permission_mode: "default",
    custom_policies: [],
    budget: null,
    retention: {},
    template_id: null,
    metadata: {},
    ...changes,
  };
}

export interface Story {
  events: SessionEvent[];
  state: SessionState;
}

/** Tells a session from its creation on. Each draft is written one second after the one before. */
export function tell(drafts: EventDraft[], changes: Partial<SessionConfig> = {}): Story {
  const created: EventDraft = {
    type: "session.created",
    session_id: "sesn_1",
    user_id: "user_1",
    config: config(changes),
  };
  const events: SessionEvent[] = [];
  let state: SessionState | null = null;
  for (const [index, draft] of [created, ...drafts].entries()) {
    const sealed = seal(state, [draft], {
      now_ms: START_MS + index * 1000,
      newId: () => `sevt_${index}`,
    });
    events.push(...sealed.events);
    state = sealed.state;
  }
  return { events, state: state as SessionState };
}

let messages = 0;

export function said(text: string, on_busy: "queue" | "steer" = "queue"): EventDraft {
  messages += 1;
  return {
    type: "user.message",
    message_id: `msg_u${messages}`,
    content: [{ type: "text", text }],
    on_busy,
  };
}

export function running(turn: number, inputs: number[]): EventDraft {
  return { type: "session.status_running", turn, inputs };
}

export function asked(attempt = 1, purpose: "turn" | "compaction" = "turn"): EventDraft {
  const type = "span.model_request_start";
  return { type, model: "offline-script", step: 1, attempt, purpose, cache_drift: null };
}

export function answered(
  stop_reason: string | null,
  is_error = false,
  message_id: string | null = is_error ? null : "msg_a",
): EventDraft {
  return {
    type: "span.model_request_end",
    model_request_start_id: "sevt_0",
    message_id,
    is_error,
    model: "offline-script",
    model_usage: is_error
      ? null
      : {
          input_tokens: 10,
          output_tokens: 5,
          cache_creation_input_tokens: 2,
          cache_read_input_tokens: 3,
        },
    cost_usd: is_error ? null : 0.5,
    stop_reason,
    stop_details: null,
    time_to_first_token_ms: 1,
    duration_ms: 2,
  };
}

export function replied(text: string, message_id: string): EventDraft {
  return {
    type: "agent.message",
    message_id,
    content: [{ type: "text", text }],
    is_partial: false,
  };
}

export function called(id: string, message_id: string, name = "Bash", custom = false): EventDraft {
  const input = { command: "ls" };
  return {
    type: custom ? "agent.custom_tool_use" : "agent.tool_use",
    id,
    message_id,
    name,
    input,
    block: { type: "tool_use", id: `toolu_${id}`, name, input },
  };
}

export function settled(
  tool_use_id: string,
  message_id: string,
  text = `result of ${tool_use_id}`,
): EventDraft {
  return {
    type: "agent.tool_result",
    message_id,
    tool_use_id,
    content: [{ type: "text", text }],
    is_error: false,
    outcome: "success",
    duration_ms: 1,
  };
}

/** A summary took the place of everything before it. */
export function compacted(turn: number, inputs: number[], post_tokens = 5): EventDraft {
  return {
    type: "session.compacted",
    turn,
    trigger: "auto",
    summary: "What was before.",
    inputs,
    pre_tokens: 20,
    post_tokens,
    is_summarized: true,
  };
}

/** A call did not fit into the model's window. */
export const overflowed: EventDraft = {
  type: "session.error",
  error: {
    type: "context_overflow_error",
    message: "prompt is too long",
    retry_status: { type: "retrying", attempt: 1, max_attempts: 3, delay_ms: 0 },
  },
};

/** A hook was run at a point of a turn; it said something, unless it failed. */
export function hooked(
  hook_event: HookEventName,
  tool_use_id: string | null,
  changes: Partial<EventOf<"hook.executed">> = {},
): EventDraft {
  return {
    type: "hook.executed",
    ...{ hook_id: "hook_1", hook_name: "guard", hook_event, call_id: "call_1", tool_use_id },
    ...{ input: { hook_event_name: hook_event }, output: { systemMessage: "seen" }, error: null },
    ...{ continue_execution: true, attempts: 1, duration_ms: 7 },
    ...changes,
  };
}

/** The turn has ended. */
export const idle: EventDraft = {
  type: "session.status_idle",
  turn: 1,
  stop_reason: { type: "end_turn" },
  stop_details: null,
};

/** A rule has decided on a call. */
export function decided(tool_use_id: string, decision: "allow" | "deny" = "allow"): EventDraft {
  return {
    type: "permission.decided",
    ...{ permission_id: `perm_${tool_use_id}`, tool_use_id, tool_name: "Bash", decision },
    ...{ decided_by: "rule", reason: "because" },
  };
}
