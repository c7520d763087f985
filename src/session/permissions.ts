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

/** The open request with this id. Throws `conflict`, with the first answer if there was one, or `not_found`. */
export function openRequest(
  log: Log,
  state: SessionState,
  permission_id: string,
): EventOf<"permission.requested"> {
  const open = requestsIn(log, state).find((event) => event.permission_id === permission_id);
  if (open !== undefined) return open;
  const last = lastAbout(log, permission_id);
  if (last === null) throw new LedgeError("not_found", `no permission request ${permission_id}`);
  if (last.type === "permission.requested") {
    throw new LedgeError("conflict", `the turn that asked for ${permission_id} was stopped`);
  }
  const { decision, decided_by, reason, created_at } = last;
  throw new LedgeError("conflict", `${permission_id} has been answered already: ${decision}`, {
    first: { decision, decided_by, reason, decided_at: created_at },
  });
}

/** What an interrupt has stopped asks for nothing more, even before its turn has ended. */
function requestsIn(log: Log, { turn }: SessionState): EventOf<"permission.requested">[] {
  if (turn === null || turn.interrupted) return [];
  const places = turn.calls.flatMap(({ requested_seq }) => requested_seq ?? []);
  return places.map((seq) => log.at(seq) as EventOf<"permission.requested">);
}

/** The decision about a request, or the request that nobody decided; null when there was none. */
function lastAbout(
  log: Log,
  permission_id: string,
): EventOf<"permission.requested" | "permission.decided"> | null {
  let found: EventOf<"permission.requested" | "permission.decided"> | null = null;
  let seen = 0;
  for (const event of log.after(log.placeBefore(timeOf(permission_id)), TYPES)) {
    if (event.type !== "permission.requested" && event.type !== "permission.decided") continue;
    if (event.permission_id === permission_id) found = event;
    seen += 1;
    if (found?.type === "permission.decided" || seen > LOOK_UP_EVENTS_MAX) break;
  }
  return found;
}

const TYPES = ["permission.requested", "permission.decided"] as const;
