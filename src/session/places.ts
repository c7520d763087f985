// Places in a session's log that people name, by a seq, a message, a checkpoint or "the end", and what the
// conversation is when it ends at one: where a rewind goes back to and a fork begins.
import { lastOnPath, type Path, pathUntil, pathWithout } from "../agent/path.ts";
import { apply, type Context, type SessionState, tokensOf } from "../agent/state.ts";
import { endsTurn, TURN_ENDS, wholeSteps } from "../agent/whole-steps.ts";
import { LedgeError } from "../contract/errors.ts";
import type { Placement, SessionEvent } from "../contract/event.ts";
import type { Log } from "./log.ts";
import { MESSAGE_TYPES, type MessageEvent } from "./view.ts";

/** What a caller may name: at most one of these, and the end of the last whole step without any. */
export interface Point {
  /** The last event that is wanted. */
  readonly seq?: number | undefined;
  /** The last message that is wanted, by its index on the active path or its id. */
  readonly message?: number | string | undefined;
}

/** A conversation that ends at `to_seq`. */
export interface Place extends Placement {
  readonly to_seq: number;
}

/** The place that a point names on the active path. Throws `invalid_request` naming `field`. */
export function placeOf(log: Log, state: SessionState, point: Point, field: string): Place {
  const { path, last_seq } = state;
  if (point.message !== undefined) {
    const message = messageOn(log, state, point.message, field);
    return placeAt(log, state, endBehind(log, path, message) ?? endBefore(log, path, message.seq));
  }
  const seq = point.seq ?? last_seq;
  if (seq > last_seq || lastOnPath(path, seq) !== seq) {
    throw new LedgeError(
      "invalid_request",
      `${field}: expected a seq of the active path, from 1 to ${last_seq}`,
    );
  }
  return placeAt(log, state, endBefore(log, path, seq));
}

/** The last event before or at `seq` behind which the path may be cut. */
function endBefore(log: Log, path: Path, seq: number): number {
  const base = turnEndBefore(log, path, seq);
  const isWhole = wholeSteps();
  let end = base;
  for (const event of log.along(pathUntil(path, seq), base)) {
    if (isWhole(event)) end = event.seq;
  }
  return end;
}

/** The first event from a message's on behind which the path may be cut with the message sent; null while there is none. */
function endBehind(log: Log, path: Path, message: MessageEvent): number | null {
  const isWhole = wholeSteps();
  let isSent = message.type !== "user.message";
  for (const event of log.along(path, turnEndBefore(log, path, message.seq - 1))) {
    const may = isWhole(event);
    if ("inputs" in event && event.inputs?.includes(message.seq)) isSent = true;
    const isPast = event.seq >= message.seq && !isPartOf(message, event);
    if (isSent && may && (isPast || event.seq === message.seq)) return event.seq;
  }
  return null;
}

/** True for an event behind which the same message may go on. */
function isPartOf(message: MessageEvent, event: SessionEvent): boolean {
  return (
    event.seq !== message.seq && "message_index" in event && event.message_id === message.message_id
  );
}

/** The seq of the last turn's end at or before a place; 0 before the first. */
function turnEndBefore(log: Log, path: Path, seq: number): number {
  for (let place = seq; ; ) {
    const event = log.lastAlong(path, place, TURN_ENDS);
    if (event === null) return 0;
    if (endsTurn(event)) return event.seq;
    place = event.seq - 1;
  }
}

/** The conversation as it is when the active path ends at `to_seq`, behind a whole step. */
function placeAt(log: Log, state: SessionState, to_seq: number): Place {
  const until = pathUntil(state.path, to_seq);
  const path = pathWithout(until, waitingInputs(log, until, to_seq));
  return {
    to_seq,
    path,
    last_message: lastMessage(log, path, to_seq),
    context: contextAt(log, state, path, to_seq),
  };
}

/** Messages that were accepted by then and taken up later: the conversation does not have them yet. */
function waitingInputs(log: Log, path: Path, seq: number): number[] {
  let begun = seq;
  for (;;) {
    const event = log.lastAlong(path, begun, ["session.status_running"]);
    if (event === null || (event.type === "session.status_running" && event.inputs.length > 0)) {
      begun = event?.seq ?? 0;
      break;
    }
    begun = event.seq - 1;
  }
  const waiting = new Set<number>();
  for (const event of log.along(path, begun, ["user.message", "session.inputs_steered"])) {
    if (event.type === "user.message") waiting.add(event.seq);
    if (event.type === "session.inputs_steered")
      for (const sent of event.inputs) waiting.delete(sent);
  }
  return [...waiting];
}

function lastMessage(log: Log, path: Path, seq: number): Place["last_message"] {
  const event = log.lastAlong(path, seq, MESSAGE_TYPES);
  if (event === null || !("message_index" in event)) return null;
  const { message_id, message_index, parent_message_id } = event;
  return { message_id, message_index, parent_message_id };
}

/** Where the context begins, and about how large it is, for a conversation that ends at `seq`. */
function contextAt(log: Log, state: SessionState, path: Path, seq: number): Context {
  const from_seq = compactionBefore(log, state, path, seq);
  const compaction = from_seq === 0 ? null : log.find(from_seq);
  const compacted_tokens = compaction?.type === "session.compacted" ? compaction.post_tokens : 0;
  const counted = lastCount(log, path, seq, from_seq);
  const base: SessionState = {
    ...state,
    turn: null,
    context: { from_seq, compacted_tokens, tokens: counted.tokens ?? compacted_tokens },
  };
  let after = base;
  for (const event of log.along(path, Math.max(counted.seq, from_seq))) {
    // Only the size of what was said counts here.
    after = { ...after, turn: null, last_seq: event.seq - 1 };
    after = apply(after, event);
  }
  return after.context;
}

function compactionBefore(log: Log, state: SessionState, path: Path, seq: number): number {
  const { from_seq } = state.context;
  // On the active path there is none behind the last one.
  if (from_seq <= seq) return from_seq;
  return log.lastAlong(path, seq, ["session.compacted"])?.seq ?? 0;
}

/** The size of the context as the last answer of the model counted it. */
function lastCount(
  log: Log,
  path: Path,
  seq: number,
  from_seq: number,
): { seq: number; tokens: number | null } {
  for (let place = seq; place > from_seq; ) {
    const event = log.lastAlong(path, place, ["span.model_request_end"]);
    if (event?.type !== "span.model_request_end" || event.seq < from_seq) break;
    if (!event.is_error && event.model_usage !== null) {
      return { seq: event.seq, tokens: tokensOf(event.model_usage) };
    }
    place = event.seq - 1;
  }
  return { seq: from_seq, tokens: null };
}

/** The first event of a message on the active path. Throws `invalid_request` naming `field`. */
function messageOn(
  log: Log,
  { path }: SessionState,
  named: number | string,
  field: string,
): MessageEvent {
  const event = typeof named === "number" ? messageAtIndex(log, path, named) : null;
  for (const each of typeof named === "string" ? log.along(path, 0, MESSAGE_TYPES) : []) {
    if ("message_index" in each && each.message_id === named) return each;
  }
  if (event !== null) return event;
  throw new LedgeError(
    "invalid_request",
    `${field}: expected the index or id of a message on the active path`,
  );
}

/** Indexes grow along the path: the message is found by halving each of its stretches. */
function messageAtIndex(log: Log, path: Path, index: number): MessageEvent | null {
  const end = log.state()?.last_seq ?? 0;
  for (const { from_seq, to_seq } of pathUntil(path, end)) {
    const range: Path = [{ from_seq, to_seq }];
    let low = from_seq;
    let high = to_seq ?? end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const before = log.lastAlong(range, middle, MESSAGE_TYPES) as MessageEvent | null;
      if (before !== null && before.message_index >= index) high = middle;
      else low = middle + 1;
    }
    const found = log.find(low);
    if (found !== null && "message_index" in found && found.message_index === index) return found;
  }
  return null;
}
