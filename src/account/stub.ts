// The only door to a user's account: one Durable Object per user, called by RPC. Only our own code
// calls it, so nothing is refused; a call rejects when the object cannot be reached.
import type { AccountUsage, Entry, SessionUse } from "../contract/account.ts";
import type { Controls } from "../contract/controls.ts";

export interface AccountDoor {
  /**
   * Asks whether the session may make its next model call, and records what it has spent. Asked again it
   * renews the session's place, or its position in line: a place is free again 60 s after it was last
   * asked for, a position is lost after 5 min. Whoever is `busy` is woken when it is their turn, has 10 s
   * to ask then, and should ask every 30 s in case nobody could wake them. Whoever is `spent` holds no
   * place. The budget is judged before a call and not during it: calls under way may go beyond it.
   */
  enter(use: SessionUse): Promise<Entry>;
  /** Gives the place back, records what was spent, and wakes who is next in line. May be repeated. */
  leave(use: SessionUse): Promise<void>;
  /** What the user has set for a session. Asking stores nothing. */
  controls(session_id: string): Promise<Controls>;
  /** Where the user stands now. Asking stores nothing. */
  usage(): Promise<AccountUsage>;
}

/** The door of a user's account; it costs nothing until a method is called. */
export function accountDoor(env: Env, user_id: string): AccountDoor {
  return env.ACCOUNTS.getByName(user_id);
}
