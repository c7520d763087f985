// What a tool call was asked to do, and what it runs with: a person or a hook may have changed it.
import type { EventOf } from "../contract/event.ts";
import type { TurnDeps } from "./turn.ts";

interface Asked {
  /** Place of the event by which the model asked. */
  readonly seq: number;
  /** Place of the decision by which it may run; null when there is none yet. */
  readonly granted_seq: number | null;
}

/** What the call runs with: what the model asked for, or what somebody made of it. */
export function inputOf(deps: Pick<TurnDeps, "eventAt">, call: Asked): unknown {
  const { input } = deps.eventAt(call.seq) as UseEvent;
  if (call.granted_seq === null) return input;
  const granted = deps.eventAt(call.granted_seq) as EventOf<"permission.decided">;
  return granted.updated_input ?? input;
}

/** The model's own id of a call, by which clients and hooks know it. */
export function modelIdOf(deps: Pick<TurnDeps, "eventAt">, call: Pick<Asked, "seq">): string {
  return String((deps.eventAt(call.seq) as UseEvent).block.id);
}

type UseEvent = EventOf<"agent.tool_use" | "agent.custom_tool_use">;
