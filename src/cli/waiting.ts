// What a followed session waits for a person to allow, folded from its frames. What was answered while the
// connection was away is in no snapshot, so it is never asked again.
import type { StreamFrame } from "../client.ts";
import type { OpenPermission } from "../contract/permission.ts";

/** A request as it is shown to the person who decides. */
export type Request = Pick<
  OpenPermission,
  "id" | "tool_name" | "input_data" | "reason" | "expires_at"
>;

export interface Waiting {
  /** The open requests, in the order in which they were made. */
  readonly open: readonly Request[];
  /** Whether the turn is at rest because of what is open. */
  readonly isResting: boolean;
  /** Whether the last open request was decided and the turn has yet to say that it goes on. */
  readonly isResuming: boolean;
  /** Up to where the last snapshot has told everything already. */
  readonly as_of: number;
  /** Whether every event up to the snapshot has been seen. */
  readonly isLive: boolean;
}

const NOTHING_OPEN = { open: [], isResting: false, isResuming: false };

/** A session of which nothing has been seen yet. */
export const NOTHING_WAITS: Waiting = {
  ...NOTHING_OPEN,
  as_of: 0,
  isLive: false,
};

/** Folds the next frame in; `seq` is the last event that is known after it. */
export function foldWaiting(state: Waiting, frame: StreamFrame, seq: number): Waiting {
  if (frame.type === "stream.snapshot") {
    const isResting = frame.status === "waiting";
    const { open_permissions: open, as_of } = frame;
    return { open, isResting, isResuming: false, as_of, isLive: seq >= as_of };
  }
  if (!("seq" in frame)) return state;
  if (frame.seq <= state.as_of) return { ...state, isLive: frame.seq === state.as_of };
  switch (frame.type) {
    case "permission.requested": {
      const { permission_id: id, tool_name, input: input_data, reason, expires_at } = frame;
      return { ...state, open: [...state.open, { id, tool_name, input_data, reason, expires_at }] };
    }
    case "permission.decided": {
      const open = state.open.filter(({ id }) => id !== frame.permission_id);
      if (open.length === state.open.length) return state;
      const isOver = open.length === 0 && state.isResting;
      return { ...state, open, isResting: state.isResting && !isOver, isResuming: isOver };
    }
    case "session.status_running":
      return { ...state, isResting: false, isResuming: false };
    case "session.status_idle": {
      const isResting = frame.stop_reason.type === "requires_action";
      return { ...state, isResting, isResuming: false, open: isResting ? state.open : [] };
    }
    case "session.rewound":
      return frame.conversation ? { ...state, ...NOTHING_OPEN } : state;
    case "session.failed":
    case "session.status_terminated":
    case "session.completed":
      return { ...state, ...NOTHING_OPEN };
    default:
      return state;
  }
}
