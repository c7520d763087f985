// One-use passes for a browser's stream: a browser cannot set headers on a WebSocket or EventSource,
// so it brings a ticket in the address instead. Only a hash of it is kept.
import { sha256 } from "../agent/digest.ts";
import type { Caller } from "../contract/caller.ts";
import { LedgeError } from "../contract/errors.ts";
import { STREAM_TICKET_TTL_MS } from "../contract/limits.ts";
import { now, randomBytes } from "../runtime.ts";
import type { Store } from "./store.ts";

/** Makes a ticket for a caller who was just authenticated. */
export function issueTicket(store: Store, caller: Caller): { ticket: string; expires_at: string } {
  const bytes = randomBytes(32);
  const ticket = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const expires_at = now() + STREAM_TICKET_TTL_MS;
  store.sql.exec("DELETE FROM tickets WHERE expires_at <= ?", now());
  store.sql.exec(
    "INSERT INTO tickets (hash, caller, expires_at) VALUES (?, ?, ?)",
    sha256(ticket),
    JSON.stringify(caller),
    expires_at,
  );
  return { ticket, expires_at: new Date(expires_at).toISOString() };
}

/** Uses a ticket up and returns whom it was made for. Throws `unauthenticated`. */
export function redeemTicket(store: Store, ticket: string): Caller {
  const rows = store.exists()
    ? store.sql
        .exec<{ caller: string; expires_at: number }>(
          "DELETE FROM tickets WHERE hash = ? RETURNING caller, expires_at",
          sha256(ticket),
        )
        .toArray()
    : [];
  const [row] = rows;
  if (row === undefined || row.expires_at <= now()) {
    throw new LedgeError(
      "unauthenticated",
      "this stream ticket is unknown, used or expired; ask POST /stream-tickets for a new one",
    );
  }
  return JSON.parse(row.caller) as Caller;
}
