// Going back: what a rewind or its undo changes, told before it is done, and the events that do it. The
// log keeps everything; files go back by their versions.
import { denial, idle, unsettled } from "../agent/ending.ts";
import { type Path, pathUntil, pathWithout } from "../agent/path.ts";
import type { SessionState } from "../agent/state.ts";
import type { RewindInput, RewindResult, UndoInput } from "../contract/branch.ts";
import { LedgeError } from "../contract/errors.ts";
import { type EventDraft, type EventOf, isOnPath, type SessionEvent } from "../contract/event.ts";
import { PATH_RANGES_MAX, REWIND_SHOWN_MAX } from "../contract/limits.ts";
import type { MessageResource } from "../contract/message.ts";
import { previewOf } from "../contract/preview.ts";
import { checkpointSeq } from "./checkpoints.ts";
import { assertVersions, type SessionFiles } from "./files.ts";
import { stateAfter } from "./input.ts";
import type { Log } from "./log.ts";
import { type Place, placeOf } from "./places.ts";
import { messagesAlong } from "./view.ts";

/** What a rewind is made of, before anything is written. */
export interface RewindPlan {
  readonly conversation: boolean;
  readonly files: boolean;
  /** Where the conversation goes on. */
  readonly place: Place;
  /** The last event whose files come back. */
  readonly files_seq: number;
  /** The `session.rewound` that is taken back. */
  readonly undone: EventOf<"session.rewound"> | null;
}

/** Where the log is read and the files are, and from which seq on these are known as they were. */
export interface Rewinding {
  readonly log: Log;
  readonly files: SessionFiles;
  readonly versions_from: number;
}

/** The plan of a rewind. Throws `invalid_request` for a place that is not there, `conflict` where it cannot be done. */
export function planRewind(parts: Rewinding, state: SessionState, input: RewindInput): RewindPlan {
  const { log } = parts;
  const { conversation = true, files = true, checkpoint_id, to_seq, to_message } = input;
  const place =
    checkpoint_id === undefined
      ? placeOf(log, state, { seq: to_seq, message: to_message }, fieldOf(input))
      : placeOf(log, state, { seq: checkpointSeq(log, checkpoint_id) }, "checkpoint_id");
  const plan = { conversation, files, place, files_seq: place.to_seq, undone: null };
  assertPossible(parts, state, plan);
  return plan;
}

function fieldOf({ to_message }: RewindInput): string {
  return to_message === undefined ? "to_seq" : "to_message";
}

/** The plan of taking a rewind back. Throws `conflict` when there is none, or `invalid_request`. */
export function planUndo(parts: Rewinding, state: SessionState, { seq }: UndoInput): RewindPlan {
  const undone_seq = seq ?? state.undoable_seq;
  if (undone_seq === null) throw new LedgeError("conflict", "there is no rewind to take back");
  const undone = undone_seq > state.last_seq ? null : parts.log.find(undone_seq);
  if (undone?.type !== "session.rewound") {
    throw new LedgeError("invalid_request", "seq: expected that of a session.rewound");
  }
  const { conversation, files, before } = undone;
  const place = { ...before, to_seq: undone.seq - 1 };
  const plan = { conversation, files, place, files_seq: undone.seq - 1, undone };
  assertPossible(parts, state, plan);
  return plan;
}

function assertPossible(parts: Rewinding, state: SessionState, plan: RewindPlan): void {
  if (state.status === "processing") {
    throw new LedgeError("conflict", "a turn is running; interrupt it or let it end first");
  }
  if (plan.place.path.length >= PATH_RANGES_MAX) {
    throw new LedgeError(
      "conflict",
      `the session was rewound too often (PATH_RANGES_MAX is ${PATH_RANGES_MAX}); fork it to go on`,
    );
  }
  if (plan.files) assertVersions(parts.versions_from, plan.files_seq, "files");
}

/** What the plan changes, for people to read. */
export function told(parts: Rewinding, state: SessionState, plan: RewindPlan): RewindResult {
  const dropped = plan.conversation ? leaving(parts.log, state, plan.place.path) : NOTHING;
  const files = plan.files ? parts.files.backTo(plan.files_seq) : [];
  const { turn, inputs } = plan.conversation ? state : { turn: null, inputs: [] };
  return {
    session_id: state.id,
    dry_run: true,
    seq: null,
    to_seq: plan.place.to_seq,
    conversation: plan.conversation,
    files: plan.files,
    ...dropped,
    messages_restored: plan.conversation ? restored(parts.log, state, plan.place.path) : 0,
    files_changed: files.slice(0, REWIND_SHOWN_MAX),
    files_changed_count: files.length,
    closes: {
      turn: turn?.number ?? null,
      permission_ids: (turn?.calls ?? []).flatMap(
        ({ requested_seq }) => requestAt(parts.log, requested_seq)?.permission_id ?? [],
      ),
      input_seqs: inputs.map(({ seq }) => seq),
    },
  };
}

/** True when everything is as it would be already: then nothing is written. */
export function changesNothing(
  { files }: Rewinding,
  state: SessionState,
  plan: RewindPlan,
  { messages_dropped, messages_restored, closes }: RewindResult,
): boolean {
  return (
    messages_dropped + messages_restored + closes.input_seqs.length === 0 &&
    closes.turn === null &&
    // A compaction changes no message, and yet what the model is sent.
    (!plan.conversation || plan.place.context.from_seq === state.context.from_seq) &&
    (!plan.files || files.isAsAt(plan.files_seq))
  );
}

type Dropped = Pick<RewindResult, "messages_dropped" | "messages" | "effects">;
const NOTHING: Dropped = { messages_dropped: 0, messages: [], effects: [] };

/** What of the active path is not on the new one. */
function leaving(log: Log, state: SessionState, kept: Path): Dropped {
  const common = firstLeaving(state.path, kept);
  let messages_dropped = 0;
  const messages: Dropped["messages"] = [];
  for (const { id, seq, index, role, content } of messagesAlong(log, state, state.path, common)) {
    if (isOnPath(kept, seq)) continue;
    messages_dropped += 1;
    if (messages.length === REWIND_SHOWN_MAX) continue;
    messages.push({ id, index, role, preview: previewOf(textIn(content)) });
  }
  const effects: Dropped["effects"] = [];
  const names = new Map<string, string>();
  for (const event of log.along(state.path, common, EFFECTS)) {
    if (isOnPath(kept, event.seq)) continue;
    if ("block" in event) names.set(event.id, event.name);
    const effect = effectOf(event, names);
    if (effect !== null && effects.length < REWIND_SHOWN_MAX) effects.push(effect);
  }
  return { messages_dropped, messages, effects };
}

/** What is said first in blocks, also in a tool's result. */
function textIn(content: MessageResource["content"]): string {
  for (const block of content) {
    if (typeof block.text === "string") return block.text;
    if (Array.isArray(block.content)) return textIn(block.content);
  }
  return "";
}

/** The last place before anything leaves the path. */
function firstLeaving(path: Path, kept: Path): number {
  const both = path.findIndex(({ from_seq, to_seq }, index) => {
    const other = kept[index];
    return other?.from_seq !== from_seq || other.to_seq !== to_seq;
  });
  const range = path[both];
  if (range === undefined) return 0;
  const other = kept[both];
  return other?.from_seq === range.from_seq ? (other.to_seq ?? 0) : range.from_seq - 1;
}

const EFFECTS = [
  "hook.executed",
  "agent.tool_use",
  "agent.custom_tool_use",
  "user.custom_tool_result",
] as const;

/** What an event did outside of the session; null for what stayed inside. */
function effectOf(
  event: SessionEvent,
  names: ReadonlyMap<string, string>,
): Dropped["effects"][number] | null {
  const { seq } = event;
  switch (event.type) {
    case "hook.executed":
      return {
        ...{ seq, kind: "hook", name: event.hook_name },
        description: `the hook was called at ${event.hook_event}`,
      };
    case "user.custom_tool_result":
      return {
        ...{ seq, kind: "client_tool", name: names.get(event.custom_tool_use_id) ?? "" },
        description: "a client ran this tool",
      };
    case "agent.tool_use":
      if (event.name.startsWith("mcp__")) {
        return { seq, kind: "mcp", name: event.name, description: "an MCP server ran this tool" };
      }
      if (event.name !== "WebFetch") return null;
      return { seq, kind: "request", name: event.name, description: "a request was sent" };
    default:
      return null;
  }
}

function restored(log: Log, state: SessionState, kept: Path): number {
  let count = 0;
  for (const { seq } of messagesAlong(log, state, kept, firstLeaving(kept, state.path))) {
    if (!isOnPath(state.path, seq)) count += 1;
  }
  return count;
}

/** The events that carry the plan out. What waits is closed first, and says why. */
export function rewinding(
  log: Log,
  state: SessionState,
  plan: RewindPlan,
  { messages_dropped, files_changed_count }: RewindResult,
): EventDraft[] {
  const closed = plan.conversation ? closingForRewind(log, state) : [];
  const after = closed.length === 0 ? state : stateAfter(state, closed);
  // Messages that no turn has taken up are closed for good: an undo does not bring them back.
  const waiting = plan.conversation ? state.inputs.map(({ seq }) => seq) : [];
  const before = {
    path: pathWithout(pathUntil(after.path, after.last_seq), waiting),
    context: after.context,
    last_message: after.last_message,
  };
  const { to_seq, ...place } = plan.place;
  return [
    ...closed,
    {
      type: "session.rewound",
      to_seq,
      conversation: plan.conversation,
      files: plan.files,
      undoes_seq: plan.undone?.seq ?? null,
      undoable_before: state.undoable_seq,
      undoable_after: plan.undone?.undoable_before ?? null,
      ...(plan.conversation ? place : before),
      before,
      messages_dropped,
      files_changed: files_changed_count,
    },
  ];
}

const REASON = "the session was rewound";

/** Ends a turn that waits: its questions are denied, and nobody owes it anything any more. */
function closingForRewind(log: Log, state: SessionState): EventDraft[] {
  const { turn } = state;
  if (turn === null) return [];
  return [
    ...turn.calls.flatMap((call) => {
      const asked = requestAt(log, call.requested_seq);
      if (asked === null) return unsettled(call.id, "error", `Not run: ${REASON}.`);
      return denial(asked, { decided_by: "user", reason: REASON });
    }),
    idle(turn, { type: "interrupted" }, null),
  ];
}

function requestAt(log: Log, seq: number | null): EventOf<"permission.requested"> | null {
  const event = seq === null ? null : log.find(seq);
  return event?.type === "permission.requested" ? event : null;
}
