// Spending as values in and values out, and as rows.
import { describe, expect, it } from "vitest";
import {
  Ledger,
  monthOf,
  resetsAt,
  type Spending,
  spendingAfter,
} from "../../src/account/spending.ts";
import { Random } from "../simulation/random.ts";
import { use, withSql } from "./bench.ts";

const november = Date.UTC(2026, 10, 20);
const december = Date.UTC(2026, 11, 1);

describe("one session's report", () => {
  const known: Spending = { month: "2026-11", base_usd: 1, total_usd: 3 };
  const rows: [string, Spending | null, number | null, string, Spending | null][] = [
    ["a first total counts whole", null, 2, "2026-11", { ...known, base_usd: 0, total_usd: 2 }],
    ["a first unknown one is nothing", null, null, "2026-11", null],
    ["no number is nothing", null, Number.NaN, "2026-11", null],
    ["a negative one is zero", null, -5, "2026-11", { ...known, base_usd: 0, total_usd: 0 }],
    ["a higher one counts", known, 5, "2026-11", { ...known, total_usd: 5 }],
    ["the same again changes nothing", known, 3, "2026-11", known],
    ["a lower one changes nothing", known, 2, "2026-11", known],
    ["an unknown one changes nothing", known, null, "2026-11", known],
    ["NaN changes nothing", known, Number.NaN, "2026-11", known],
    ["infinity changes nothing", known, Number.POSITIVE_INFINITY, "2026-11", known],
  ];
  it.each(rows)("[ACCT-8] %s", (_name, before, total_usd, month, after) => {
    expect(spendingAfter(before, total_usd, month)).toEqual(after);
  });

  const turns: [string, number | null, string, Spending][] = [
    ["begins at the last total", 7, "2026-12", { month: "2026-12", base_usd: 3, total_usd: 7 }],
    ["may skip months", 3, "2027-02", { month: "2027-02", base_usd: 3, total_usd: 3 }],
    ["begins without a cost", null, "2026-12", { month: "2026-12", base_usd: 3, total_usd: 3 }],
    ["is not the one before", 4, "2026-10", { month: "2026-11", base_usd: 1, total_usd: 4 }],
  ];
  it.each(turns)("[ACCT-9] a new month %s", (_name, total_usd, month, after) => {
    expect(spendingAfter(known, total_usd, month)).toEqual(after);
  });
});

it.each([
  ["2026-11-20T12:00:00.000Z", "2026-11", "2026-12-01T00:00:00.000Z"],
  ["2026-12-31T23:59:59.999Z", "2026-12", "2027-01-01T00:00:00.000Z"],
  ["2027-01-01T00:00:00.000Z", "2027-01", "2027-02-01T00:00:00.000Z"],
  ["2028-01-31T23:00:00.000Z", "2028-01", "2028-02-01T00:00:00.000Z"],
])("[ACCT-9] %s lies in %s, which ends at %s", (at, month, end) => {
  expect(monthOf(Date.parse(at))).toBe(month);
  expect(resetsAt(Date.parse(at))).toBe(end);
});

describe("the sum of a month", () => {
  it("[ACCT-8] counts every dollar once, however often it is reported", () =>
    withSql((sql) => {
      const ledger = new Ledger(sql);
      for (const total of [0.25, 0.25, 0.5, null, 0.25, 1, Number.NaN]) {
        ledger.record(use("a", total), november);
        ledger.record(use("b", total), november);
      }
      expect(ledger.spent(november)).toBe(2);
    }));

  it("[ACCT-9] is of that month alone", () =>
    withSql((sql) => {
      const ledger = new Ledger(sql);
      ledger.record(use("a", 10), november);
      ledger.record(use("b", 20), november);
      expect(ledger.spent(december)).toBe(0);
      ledger.record(use("a", 12), december);
      expect(ledger.spent(december)).toBe(2);
      ledger.record(use("new", 1), december);
      expect(ledger.spent(december)).toBe(3);
    }));

  const seeds = Array.from({ length: 10 }, (_, n) => n + 1);
  it.each(seeds)("[ACCT-8] is what the totals grew by, also after a restart (seed %i)", (seed) =>
    withSql((sql) => {
      const random = new Random(seed);
      const ledger = new Ledger(sql);
      const totals = new Map<string, number>();
      let expected_usd = 0;
      let now_ms = november;
      for (let step = 0; step < 300; step += 1) {
        const name = `s${random.between(1, 8)}`;
        const known = totals.get(name) ?? 0;
        // Quarters add up without an error, whatever the order.
        const total = random.chance(0.2) ? null : known + random.between(-4, 4) / 4;
        if (random.chance(0.03)) {
          now_ms += 31 * 24 * 3_600_000;
          expected_usd = 0;
        }
        ledger.record(use(name, total), now_ms);
        const grown = Math.max(known, total ?? 0);
        totals.set(name, grown);
        expected_usd += grown - known;
        const where = `seed ${seed}, step ${step}`;
        expect(ledger.spent(now_ms), where).toBe(expected_usd);
        expect(new Ledger(sql).spent(now_ms), where).toBe(expected_usd);
      }
    }),
  );

  it("[ACCT-17] sessions not heard of for over thirteen months are forgotten", () =>
    withSql((sql) => {
      const ledger = new Ledger(sql);
      ledger.record(use("old", 10), Date.UTC(2025, 8, 30));
      ledger.record(use("kept", 10), Date.UTC(2025, 9, 1));
      ledger.record(use("new", 1), november);
      const left = sql.exec("SELECT session_id FROM spending ORDER BY session_id").toArray();
      expect(left).toEqual([{ session_id: "kept" }, { session_id: "new" }]);
    }));
});
