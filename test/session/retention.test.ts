import { describe, expect, it } from "vitest";
import { SESSION_STATUSES, type SessionStatus } from "../../src/contract/session.ts";
import { dueFor, fateOf } from "../../src/session/retention.ts";

const DEFAULTS = {
  SESSION_CLEANUP_DAYS: 30,
  SESSION_AUTO_ARCHIVE_DAYS: 180,
  ARCHIVE_RETENTION_DAYS: 90,
};
const NEVER = {
  SESSION_CLEANUP_DAYS: null,
  SESSION_AUTO_ARCHIVE_DAYS: null,
  ARCHIVE_RETENTION_DAYS: null,
};
const DAY = 24 * 3600 * 1000;
const updated_at = "2026-11-20T12:00:00.000Z";
const dayAfter = (days: number) => Date.parse(updated_at) + days * DAY;

type Retention = Parameters<typeof fateOf>[0]["retention"];
const session = (status: SessionStatus, retention: Retention = {}, message_count = 1) => ({
  ...{ status, message_count, updated_at, retention },
});

/** Status → days until it is archived and until it is erased. */
const CLASSES: [SessionStatus, number, number | null, number | null][] = [
  ["created", 0, null, 30],
  ["created", 1, null, null],
  ["processing", 1, null, null],
  ["waiting", 1, null, null],
  ["active", 1, 180, 270],
  ["completed", 1, 180, 270],
  ["failed", 1, 180, 270],
  ["terminated", 1, 180, 270],
  ["archived", 1, null, 90],
];

describe("by its class", () => {
  it.each(CLASSES)(
    "[RETAIN-1] a session that is %s with %i messages is archived and erased so many days after its last change: %s, %s",
    (status, messages, archive_days, purge_days) => {
      const one = session(status, {}, messages);
      const at = (days: number | null) => (days === null ? null : dayAfter(days));
      expect(fateOf(one, DEFAULTS)).toEqual({
        archive_at_ms: at(archive_days),
        purge_at_ms: at(purge_days),
      });
      const first = archive_days ?? purge_days;
      const due = archive_days === null ? "purge" : "archive";
      if (first === null) expect(dueFor(one, DEFAULTS, dayAfter(36_500))).toBeNull();
      else {
        expect(dueFor(one, DEFAULTS, dayAfter(first) - 1)).toBeNull();
        expect(dueFor(one, DEFAULTS, dayAfter(first))).toBe(due);
        // However late it is, an archive comes first.
        expect(dueFor(one, DEFAULTS, dayAfter(36_500))).toBe(due);
      }
      expect(dueFor(one, NEVER, dayAfter(36_500))).toBeNull();
    },
  );

  it("[RETAIN-1] every status is in the table", () => {
    expect(new Set(CLASSES.map(([status]) => status))).toEqual(new Set(SESSION_STATUSES));
  });
});

describe("by its own word", () => {
  it("[RETAIN-2] a session is kept for longer, shorter or ever, whatever the operator has set", () => {
    const own = { archive_after_days: 7, keep_archive_days: 1 };
    for (const defaults of [DEFAULTS, NEVER]) {
      expect(fateOf(session("completed", own), defaults)).toEqual({
        ...{ archive_at_ms: dayAfter(7), purge_at_ms: dayAfter(8) },
      });
      expect(fateOf(session("archived", own), defaults).purge_at_ms).toBe(dayAfter(1));
      const ever = { archive_after_days: null, keep_archive_days: null };
      for (const status of ["completed", "archived"] as const) {
        expect(fateOf(session(status, ever), defaults)).toEqual({
          ...{ archive_at_ms: null, purge_at_ms: null },
        });
      }
    }
    expect(fateOf(session("active", { keep_archive_days: null }), DEFAULTS)).toEqual({
      ...{ archive_at_ms: dayAfter(180), purge_at_ms: null },
    });
  });

  it("[RETAIN-3] nothing is ever due for one on legal hold", () => {
    const own = { archive_after_days: 1, keep_archive_days: 1, legal_hold: true };
    for (const status of SESSION_STATUSES) {
      for (const messages of [0, 1]) {
        expect(
          dueFor(session(status, own, messages), DEFAULTS, dayAfter(36_500)),
          status,
        ).toBeNull();
      }
    }
  });
});
