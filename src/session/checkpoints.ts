// Checkpoints: places to come back to. Each turn's end is one, and whatever a person names. They are read
// from the log; the files of each are known by their versions.
import { type Path, pathGoingOn, pathUntil, WHOLE_LOG } from "../agent/path.ts";
import type { SessionState } from "../agent/state.ts";
import { endsTurn } from "../agent/whole-steps.ts";
import type { CheckpointResource } from "../contract/branch.ts";
import { LedgeError } from "../contract/errors.ts";
import { type EventDraft, type EventOf, isOnPath, type SessionEvent } from "../contract/event.ts";
import type { SessionFiles } from "./files.ts";
import type { Log } from "./log.ts";
import { cursorPlace, find } from "./look-up.ts";
import type { Page, PageRequest } from "./stub.ts";
import { MESSAGE_TYPES } from "./view.ts";

const TYPES = ["session.status_idle", "session.failed", "checkpoint.created"] as const;
type Checkpoint = EventOf<(typeof TYPES)[number]>;

/** What checkpoints are read from, and how many turns lie between two that nobody named. */
export interface Checkpoints {
  readonly log: Log;
  readonly files: SessionFiles;
  readonly interval: number;
}

/** Checkpoints, newest first. */
export function checkpointPage(
  checkpoints: Checkpoints,
  state: SessionState,
  page: PageRequest,
): Page<CheckpointResource> {
  const found: Checkpoint[] = [];
  let from = page.cursor === undefined ? state.last_seq + 1 : cursorPlace(page.cursor);
  for (let more = true; more && found.length <= page.limit; ) {
    const read = checkpoints.log.page({ from, limit: page.limit, types: TYPES, order: "desc" });
    for (const { event } of read.events) {
      if (event !== null && isListed(event, state, checkpoints)) found.push(event);
    }
    from = read.events.at(-1)?.seq ?? 0;
    more = read.more;
  }
  const shown = found.slice(0, page.limit);
  const next_cursor = found.length > page.limit ? String(shown.at(-1)?.seq) : null;
  return { data: resourcesOf(checkpoints, state, shown), next_cursor };
}

/** One checkpoint. Throws `not_found`. */
export function checkpointById(
  checkpoints: Checkpoints,
  state: SessionState,
  id: string,
): CheckpointResource {
  const event = eventOf(checkpoints.log, id);
  const [resource] = resourcesOf(checkpoints, state, [event]);
  if (resource === undefined) throw missing(id);
  return resource;
}

/** Where a checkpoint is. Throws `not_found`. */
export function checkpointSeq(log: Log, id: string): number {
  return eventOf(log, id).seq;
}

/** A name for the place where the session is now. */
export function namedCheckpoint(state: SessionState, name: string): EventDraft {
  return {
    type: "checkpoint.created",
    name,
    last_message_index: state.last_message?.message_index ?? null,
    turn_number: state.turn?.number ?? state.turn_count,
  };
}

/** The same digits as the event that made it. */
export function checkpointIdOf(event: Pick<SessionEvent, "id"> | undefined): string {
  return (event?.id ?? "").replace(/^sevt_/, "ckpt_");
}

function eventOf(log: Log, id: string): Checkpoint {
  const event = find(log, id.replace(/^ckpt_/, "sevt_"), TYPES);
  if (event === null || !id.startsWith("ckpt_") || !isCheckpoint(event)) throw missing(id);
  return event;
}

function missing(id: string): LedgeError {
  return new LedgeError("not_found", `no checkpoint ${id} in this session`);
}

function isCheckpoint(event: SessionEvent): event is Checkpoint {
  return (
    event.type === "checkpoint.created" || (event.type !== "session.rewound" && endsTurn(event))
  );
}

function isListed(
  event: SessionEvent,
  state: SessionState,
  { interval }: Checkpoints,
): event is Checkpoint {
  if (!isCheckpoint(event)) return false;
  return !("turn" in event) || event.turn % interval === 0 || event.seq === state.last_seq;
}

function resourcesOf(
  { log, files }: Checkpoints,
  state: SessionState,
  events: readonly Checkpoint[],
): CheckpointResource[] {
  const totals = files.totalsAt(events.map(({ seq }) => seq));
  return events.map((event, index) => ({
    id: checkpointIdOf(event),
    session_id: state.id,
    name: event.type === "checkpoint.created" ? event.name : null,
    seq: event.seq,
    ...placeIn(log, event),
    file_count: totals[index]?.file_count ?? 0,
    size_bytes: totals[index]?.size_bytes ?? 0,
    is_active: isOnPath(state.path, event.seq),
    created_at: event.created_at,
  }));
}

function placeIn(
  log: Log,
  event: Checkpoint,
): Pick<CheckpointResource, "message_index" | "turn_number"> {
  if (event.type === "checkpoint.created") {
    return { message_index: event.last_message_index, turn_number: event.turn_number };
  }
  const path = pathThen(log, event.seq);
  const last = log.lastAlong(path, event.seq, MESSAGE_TYPES);
  const message_index = last !== null && "message_index" in last ? last.message_index : null;
  const running = log.lastAlong(path, event.seq, ["session.status_running"]);
  return {
    message_index,
    turn_number: running?.type === "session.status_running" ? running.turn : 0,
  };
}

const PATH_TYPES = ["session.forked", "session.imported", "session.rewound"] as const;
type PathEvent = EventOf<(typeof PATH_TYPES)[number]>;

/** The active path as it was at an event, which a later rewind may have hidden. */
function pathThen(log: Log, seq: number): Path {
  const event = log.lastAlong(WHOLE_LOG, seq, PATH_TYPES) as PathEvent | null;
  const path = event === null ? WHOLE_LOG : pathGoingOn(event.path, event.seq);
  return pathUntil(path, seq);
}
