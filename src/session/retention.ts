// How long a session is kept: when it is archived and when it is erased if nothing changes until then,
// who may hold it back, and that nobody erases one that is held.
import type { SessionState } from "../agent/state.ts";
import type { Retention } from "../contract/archive.ts";
import type { Caller } from "../contract/caller.ts";
import { LedgeError } from "../contract/errors.ts";
import { DAY_MS } from "../contract/limits.ts";
import type { SessionConfig, SessionSnapshot } from "../contract/session.ts";
import type { Settings } from "../env.ts";

/** What retention will do to a session, in ms since 1970; null for never. */
export interface Fate {
  archive_at_ms: number | null;
  purge_at_ms: number | null;
}

type Kept = Pick<SessionSnapshot, "status" | "message_count" | "updated_at" | "retention">;
type Defaults = Pick<
  Settings,
  "SESSION_CLEANUP_DAYS" | "SESSION_AUTO_ARCHIVE_DAYS" | "ARCHIVE_RETENTION_DAYS"
>;

const KEPT: Fate = { archive_at_ms: null, purge_at_ms: null };

/** When a session that stays as it is will be archived and erased. */
export function fateOf(session: Kept, defaults: Defaults): Fate {
  const { status, message_count, updated_at, retention } = session;
  const { archive_after_days, keep_archive_days, legal_hold } = retention;
  if (legal_hold === true) return KEPT;
  const since_ms = Date.parse(updated_at);
  const keep_days =
    keep_archive_days === undefined ? defaults.ARCHIVE_RETENTION_DAYS : keep_archive_days;
  switch (status) {
    case "created": {
      const days = message_count === 0 ? defaults.SESSION_CLEANUP_DAYS : null;
      return { archive_at_ms: null, purge_at_ms: after(since_ms, days) };
    }
    case "processing":
    case "waiting":
      return KEPT;
    case "active":
    case "completed":
    case "failed":
    case "terminated": {
      const days =
        archive_after_days === undefined ? defaults.SESSION_AUTO_ARCHIVE_DAYS : archive_after_days;
      const archive_at_ms = after(since_ms, days);
      return { archive_at_ms, purge_at_ms: after(archive_at_ms, keep_days) };
    }
    case "archived":
      return { archive_at_ms: null, purge_at_ms: after(since_ms, keep_days) };
    default:
      return status satisfies never;
  }
}

function after(since_ms: number | null, days: number | null): number | null {
  return since_ms === null || days === null ? null : since_ms + days * DAY_MS;
}

/** What is due for a session now; an archive comes before an erasure. */
export function dueFor(
  session: Kept,
  defaults: Defaults,
  now_ms: number,
): "archive" | "purge" | null {
  const { archive_at_ms, purge_at_ms } = fateOf(session, defaults);
  if (archive_at_ms !== null) return archive_at_ms <= now_ms ? "archive" : null;
  return purge_at_ms !== null && purge_at_ms <= now_ms ? "purge" : null;
}

/** Throws `forbidden` for a legal hold that is set or taken back by anybody but an admin. */
export function assertMayHold(
  { scopes }: Caller,
  before: Retention,
  changes: Retention | undefined,
): void {
  const held = before.legal_hold ?? false;
  if ((changes?.legal_hold ?? held) === held || scopes.includes("admin")) return;
  const message = 'this needs a key with the scope "admin"';
  throw new LedgeError("forbidden", `retention.legal_hold: ${message}`, {
    issues: [{ path: "retention.legal_hold", message }],
  });
}

/** Whether a change says only how long the session is kept: one that has ended takes no other. */
export function isAboutRetention(changes: Partial<SessionConfig>): boolean {
  return Object.keys(changes).join() === "retention";
}

/** Throws `conflict` for a session on legal hold, whoever asks. */
export function assertErasable({ config }: SessionState): void {
  if (config.retention.legal_hold !== true) return;
  throw new LedgeError(
    "conflict",
    "the session is on legal hold: nobody erases it until that is taken back",
    { reason: "legal_hold" },
  );
}

/** Throws `conflict` for a session that is no longer what somebody decided on, at `at_seq`. */
export function assertUnchanged({ last_seq }: SessionState, at_seq: number | null): void {
  if (at_seq === null || at_seq === last_seq) return;
  throw new LedgeError("conflict", `the session has changed: it is at ${last_seq}, not ${at_seq}`);
}
