// Making a fork: the rows of its parent up to a whole step, copied to an object that is nobody's session
// until all of them are there. A copy that dies is erased; the next try begins anew.
import type { SessionState } from "../agent/state.ts";
import type { ForkPoint } from "../contract/branch.ts";
import type { Caller } from "../contract/caller.ts";
import type { InputBlock } from "../contract/content.ts";
import type { EventDraft, EventOf } from "../contract/event.ts";
import type { Id } from "../contract/ids.ts";
import { NAME_CHARS_MAX } from "../contract/limits.ts";
import type { SessionConfig } from "../contract/session.ts";
import type { Adopted } from "./adoption.ts";
import { bigContents, type CopyPage, takeRows } from "./copy.ts";
import { assertVersions, contentPrefix } from "./files.ts";
import { withFirstMessage } from "./input.ts";
import type { Log } from "./log.ts";
import { type Place, placeOf } from "./places.ts";
import type { Store } from "./store.ts";
import { type SessionDoor, unwrap } from "./stub.ts";

/** What a parent gives to its fork, besides the rows. */
export interface ForkPlan {
  readonly place: Place;
  readonly user_id: string;
  readonly config: SessionConfig;
  readonly turn_count: number;
  /** What the parent has cost, with what it inherited itself. */
  readonly cost_usd: number | null;
  readonly versions_from: number;
}

/** Where a fork would begin, and with what. Throws `invalid_request` for a place that is not there. */
export function forkPlan(log: Log, state: SessionState, store: Store, point: ForkPoint): ForkPlan {
  const { fork_at_message: message, fork_at_seq: seq } = point;
  const field = message === undefined ? "fork_at_seq" : "fork_at_message";
  const { total_cost_usd } = state.counters;
  // Null: it is not known, or there is none.
  const inherited = state.parent_session_id === null ? 0 : state.inherited_cost_usd;
  return {
    place: placeOf(log, state, { message, seq }, field),
    user_id: state.user_id,
    config: state.config,
    turn_count: state.turn?.number ?? state.turn_count,
    cost_usd: total_cost_usd === null || inherited === null ? null : total_cost_usd + inherited,
    versions_from: store.get("versions_from") ?? 0,
  };
}

export interface ForkRequest {
  readonly id: Id<"sesn">;
  readonly parent_id: Id<"sesn">;
  readonly point: ForkPoint;
  /** What is other than in the parent. */
  readonly changes: Partial<SessionConfig>;
  readonly files: boolean;
  /** Its first message of its own. */
  readonly message: InputBlock[] | null;
}

interface Target {
  readonly store: Store;
  /** Where the big contents of all sessions are. */
  readonly contents: R2Bucket;
}

/**
 * Copies everything that the fork needs of its parent, and gives the events that make the copy a session.
 * Throws what the parent throws; then a part of it may be there.
 */
export async function forkSession(
  target: Target,
  parent: SessionDoor,
  caller: Caller,
  request: ForkRequest,
): Promise<Adopted> {
  const plan = await copyRows(target, parent, caller, request);
  for (const hash of bigContents(target.store)) {
    if (await copyContent(target, request, hash)) continue;
    // Lost in the parent, it is lost in the fork as well; but a parent that is being erased has no fork.
    await unwrap(parent.get(caller));
  }
  const adopted_seq = plan.place.to_seq;
  const drafts = withFirstMessage([forked(request, plan)], request.message, adopted_seq);
  return { drafts, adopted_seq };
}

async function copyRows(
  { store }: Target,
  parent: SessionDoor,
  caller: Caller,
  { id, point, files }: ForkRequest,
): Promise<ForkPlan> {
  const plan = await unwrap(parent.forkPlan(caller, point));
  const { to_seq } = plan.place;
  if (files) assertVersions(plan.versions_from, to_seq, "include_working_directory");
  store.transaction(() => {
    store.migrate();
    store.set("copying", id);
    store.set("adopted_seq", to_seq);
    if (plan.versions_from > 0) store.set("versions_from", plan.versions_from);
  });
  let from: CopyPage["next"] = null;
  do {
    const page: CopyPage = await unwrap(parent.copyPage(caller, { to_seq, files, from }));
    takeRows(store, page);
    from = page.next;
  } while (from !== null);
  return plan;
}

/** False when the parent has lost it. */
async function copyContent(
  { contents }: Target,
  { id, parent_id }: ForkRequest,
  hash: string,
): Promise<boolean> {
  const content = await contents.get(contentPrefix(parent_id) + hash);
  if (content === null) return false;
  await contents.put(contentPrefix(id) + hash, await content.arrayBuffer(), { sha256: hash });
  return true;
}

/** The event that makes the copy a session. */
function forked(
  { id, parent_id, changes }: ForkRequest,
  { place, user_id, config, turn_count, cost_usd }: ForkPlan,
): EventDraft<"session.forked"> {
  const { to_seq: _, ...placement } = place;
  const { legal_hold: _held, ...retention } = config.retention;
  return {
    type: "session.forked",
    session_id: id,
    user_id,
    config: { ...config, mode: "forked", name: forkName(config.name), retention, ...changes },
    turn_count,
    ...placement,
    parent_session_id: parent_id,
    inherited_cost_usd: cost_usd,
  };
}

const FORK_SUFFIX = " (fork)";

function forkName(name: string | null): string | null {
  if (name === null || name.endsWith(FORK_SUFFIX)) return name;
  return `${name.slice(0, NAME_CHARS_MAX - FORK_SUFFIX.length)}${FORK_SUFFIX}`;
}

/** The fork's first message of its own, where it was made with one. */
export function firstMessage(log: Log, state: SessionState): EventOf<"user.message"> | null {
  const event = log.find(state.adopted_seq + 2);
  return event?.type === "user.message" ? event : null;
}
