// Where a log can be cut: between two steps, never inside one. A model call that is open, or a tool call
// without its result, would make a conversation that the API refuses.
import type { SessionEvent } from "../contract/event.ts";
import { holdsUp } from "../contract/session.ts";

/** Events at which nothing of the turn before is open any more. */
export const TURN_ENDS = [
  "session.created",
  "session.forked",
  "session.imported",
  "session.rewound",
  "session.status_idle",
  "session.failed",
  "session.status_terminated",
] as const satisfies readonly SessionEvent["type"][];

const ENDS: readonly string[] = TURN_ENDS;

/** True for an event after which no turn is running or waiting. */
export function endsTurn(event: SessionEvent): boolean {
  if (event.type === "session.rewound") return event.conversation;
  return (
    ENDS.includes(event.type) &&
    !(event.type === "session.status_idle" && holdsUp(event.stop_reason.type))
  );
}

/** Follows a log from the end of a turn on, and says after each event whether it may be cut there. */
export function wholeSteps(): (event: SessionEvent) => boolean {
  const open = new Set<string>();
  return (event) => {
    if (endsTurn(event)) open.clear();
    switch (event.type) {
      case "span.model_request_start":
      case "agent.tool_use":
      case "agent.custom_tool_use":
        open.add(event.id);
        break;
      case "span.model_request_end":
        open.delete(event.model_request_start_id);
        break;
      case "agent.tool_result":
        open.delete(event.tool_use_id);
        break;
      case "user.custom_tool_result":
        open.delete(event.custom_tool_use_id);
        break;
      default:
    }
    return open.size === 0;
  };
}
