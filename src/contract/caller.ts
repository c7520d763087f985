// Who is asking: what authentication found out, carried to wherever a decision or a record needs it.

export const SCOPES = ["read", "write", "approve", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

export interface Caller {
  readonly user_id: string;
  readonly role: "user" | "admin";
  readonly scopes: readonly Scope[];
  /** The API key used; null for a JWT and for the configured admin key. */
  readonly key_id: string | null;
  readonly ip: string | null;
  readonly user_agent: string | null;
  readonly request_id: string;
}

/** The part of a caller that is kept with what it caused. */
export type Actor = Pick<Caller, "user_id" | "key_id" | "ip" | "user_agent">;

export function actorOf({ user_id, key_id, ip, user_agent }: Caller): Actor {
  return { user_id, key_id, ip, user_agent };
}
