// The only door to a user's account: one Durable Object per user, called by RPC. Only our own code
// calls it, so nothing is refused; a call rejects when the object cannot be reached.
import type {
  AccountHeard,
  AccountUsage,
  Entry,
  SessionHeard,
  SessionUse,
} from "../contract/account.ts";
import type { Controls, UserPolicies } from "../contract/controls.ts";
import type { HookCreate, HookResource, HookUpdate } from "../contract/hook.ts";
import type { HookWithSecret } from "./controls.ts";

export interface AccountDoor {
  /**
   * Asks whether the session may make its next model call, and records what it has spent. Asked again it
   * renews the session's place, or its position in line: a place is free again 60 s after it was last
   * asked for, a position is lost after 5 min. Whoever is `busy` is woken when it is their turn, has 10 s
   * to ask then, and should ask every 30 s in case nobody could wake them. Whoever is `spent` holds no
   * place. The budget is judged before a call and not during it: calls under way may go beyond it.
   * The user's controls come with the answer when the session knows another version of them.
   */
  enter(use: SessionUse): Promise<Entry>;
  /** Gives the place back, records what was spent, and wakes who is next in line. May be repeated. */
  leave(use: SessionUse): Promise<void>;
  /** What was heard of the user's sessions, without those of which it was said that they are listed. */
  heard(): Promise<AccountHeard>;
  /** The directory has these sessions as far as this. */
  listed(sessions: readonly SessionHeard[]): Promise<void>;
  /** Where the user stands now. Asking stores nothing. */
  usage(): Promise<AccountUsage>;

  /** What the user's controls are for a session that goes on without asking for its next model call. */
  controls(session_id: string): Promise<Controls>;
  /** Leaves for good: the session is erased, and its hooks and what was heard of it with it. May be repeated. */
  forget(use: SessionUse): Promise<void>;
  policies(): Promise<UserPolicies>;
  setPolicies(policies: UserPolicies): Promise<UserPolicies>;

  /** In the order of their registration: of one session, or all, those of single sessions included. */
  hooks(session_id: string | null): Promise<HookResource[]>;
  /** Null when there is none, as for every method below that is given an id. */
  hook(id: string): Promise<HookResource | null>;
  /** Null when the user has as many as a user may have. The same id again gives what is there. */
  addHook(
    named: Pick<HookResource, "id" | "user_id">,
    created: HookCreate,
  ): Promise<HookWithSecret | null>;
  updateHook(id: string, changes: HookUpdate): Promise<HookResource | null>;
  rotateHookSecret(id: string): Promise<HookWithSecret | null>;
  /** False when there was none. */
  removeHook(id: string): Promise<boolean>;
}

/** The door of a user's account; it costs nothing until a method is called. */
export function accountDoor(env: Env, user_id: string): AccountDoor {
  return env.ACCOUNTS.getByName(user_id);
}
