// Permission requests as people see and answer them: what is open is read from the state, what was
// decided from the log. The first answer counts; whoever comes later is told what it was.
import type { SessionState } from "../agent/state.ts";
import { LedgeError } from "../contract/errors.ts";
import type { EventOf } from "../contract/event.ts";
import type { OpenPermission } from "../contract/permission.ts";
import type { Log } from "./log.ts";
import { LOOK_UP_EVENTS_MAX, timeOf } from "./look-up.ts";

/** The open requests of a session, in the order of their calls. */
export function openPermissions(log: Log, state: SessionState): OpenPermission[] {
  return requestsIn(log, state).map((event) => ({
    id: event.permission_id,
    session_id: state.id,
    tool_use_id: event.tool_use_id,
    tool_name: event.tool_name,
    input_data: event.input,
    digest: event.digest,
    reason: event.reason,
    requested_at: event.created_at,
    expires_at: event.expires_at,
    default_decision: event.default_decision,
  }));
}

/** The open request with this id. Throws `conflict` with the first answer, or `not_found`. */
export function openRequest(
  log: Log,
  state: SessionState,
  permission_id: string,
): EventOf<"permission.requested"> {
  const open = requestsIn(log, state).find((event) => event.permission_id === permission_id);
  if (open !== undefined) return open;
  const first = decisionOf(log, permission_id);
  if (first === null) throw new LedgeError("not_found", `no permission request ${permission_id}`);
  const { decision, decided_by, reason, created_at } = first;
  throw new LedgeError("conflict", `${permission_id} has been answered already: ${decision}`, {
    first: { decision, decided_by, reason, decided_at: created_at },
  });
}

function requestsIn(log: Log, { turn }: SessionState): EventOf<"permission.requested">[] {
  const places = turn?.calls.flatMap(({ requested_seq }) => requested_seq ?? []) ?? [];
  return places.map((seq) => log.at(seq) as EventOf<"permission.requested">);
}

function decisionOf(log: Log, permission_id: string): EventOf<"permission.decided"> | null {
  let seen = 0;
  for (const event of log.after(log.placeBefore(timeOf(permission_id)), ["permission.decided"])) {
    const found = event as EventOf<"permission.decided">;
    if (found.permission_id === permission_id) return found;
    seen += 1;
    if (seen > LOOK_UP_EVENTS_MAX) break;
  }
  return null;
}
