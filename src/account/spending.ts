// What a user's sessions have spent in a UTC month. A session reports its total, which only grows, so a
// report that comes twice or late changes nothing: the month's sum is what the totals grew by.
import type { SessionUse } from "../contract/account.ts";
import { SPENDING_MONTHS_KEPT } from "../contract/limits.ts";

/** What is known of one session: its total, and what that was before `month` (as `2026-11`) began. */
export interface Spending extends Record<string, SqlStorageValue> {
  month: string;
  base_usd: number;
  total_usd: number;
}

/**
 * What is known after a session reported `total_usd` in `month`. A total that is unknown, no amount or
 * lower than before leaves the known one; null when nothing is known of the session at all.
 */
export function spendingAfter(
  known: Spending | null,
  total_usd: number | null,
  month: string,
): Spending | null {
  const reported = total_usd !== null && Number.isFinite(total_usd) ? total_usd : null;
  if (known === null) {
    return reported === null ? null : { month, base_usd: 0, total_usd: Math.max(0, reported) };
  }
  const grown = Math.max(known.total_usd, reported ?? 0);
  // A clock that steps back into the month before opens no month anew.
  if (month <= known.month) return { ...known, total_usd: grown };
  return { month, base_usd: known.total_usd, total_usd: grown };
}

/** The spending of one account, over its table. Time is given, in milliseconds. */
export class Ledger {
  readonly #sql: SqlStorage;
  /** The last sum asked for, kept up to date: a month may have very many sessions. */
  #sum: { month: string; spent_usd: number } | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Takes in what a session reports. Not part of a transaction, which could be undone behind the sum. */
  record(use: SessionUse, now_ms: number): void {
    const [row] = this.#sql.exec<Spending>(
      "SELECT month, base_usd, total_usd FROM spending WHERE session_id = ?",
      use.session_id,
    );
    const known = row ?? null;
    const next = spendingAfter(known, use.total_cost_usd, monthOf(now_ms));
    if (next === null) return;
    const isNewMonth = next.month !== known?.month;
    if (!isNewMonth && next.total_usd === known.total_usd) return;
    // Once for each session and month is often enough.
    if (isNewMonth) this.#forget(monthOf(now_ms, -SPENDING_MONTHS_KEPT));
    this.#sql.exec(
      `INSERT INTO spending (session_id, month, base_usd, total_usd) VALUES (?, ?, ?, ?)
       ON CONFLICT (session_id) DO UPDATE SET month = excluded.month,
         base_usd = excluded.base_usd, total_usd = excluded.total_usd`,
      use.session_id,
      next.month,
      next.base_usd,
      next.total_usd,
    );
    if (this.#sum?.month === next.month) {
      this.#sum.spent_usd += next.total_usd - (isNewMonth ? next.base_usd : known.total_usd);
    }
  }

  /** The sum of the UTC month that it is, in dollars. */
  spent(now_ms: number): number {
    const month = monthOf(now_ms);
    if (this.#sum?.month !== month) {
      const { spent_usd } = this.#sql
        .exec<{ spent_usd: number }>(
          "SELECT total(total_usd - base_usd) AS spent_usd FROM spending WHERE month = ?",
          month,
        )
        .one();
      this.#sum = { month, spent_usd };
    }
    return this.#sum.spent_usd;
  }

  /** Deletes the sessions last heard of before `month`. */
  #forget(month: string): void {
    this.#sql.exec("DELETE FROM spending WHERE month < ?", month);
  }
}

/** The UTC month of a moment, as `2026-11`; `later` months after it, or before. */
export function monthOf(now_ms: number, later = 0): string {
  return monthStart(now_ms, later).slice(0, 7);
}

/** The first moment of the UTC month after this one. */
export function resetsAt(now_ms: number): string {
  return monthStart(now_ms, 1);
}

function monthStart(now_ms: number, later: number): string {
  const at = new Date(now_ms);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + later)).toISOString();
}
