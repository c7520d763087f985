// Stretches of time as a query names them: `from` and `to`, as a day or as a time.
import { z } from "@hono/zod-openapi";
import { PERIOD_DAYS_MAX } from "../contract/limits.ts";
import type { Period } from "../db/metrics.ts";
import { wrongField } from "./error.ts";

const DAY_MS = 24 * 3600 * 1000;

/** A day, which begins at midnight UTC, or a time; in ms since 1970 once it is read. */
const instant = z
  .union(
    [z.iso.date(), z.iso.datetime({ offset: true })],
    "expected a day or a time, as 2026-11-20",
  )
  .transform((text) => Date.parse(text));

export const periodQuery = z.object({
  from: instant.optional().describe("a day or a time, such as 2026-11-20"),
  to: instant.optional().describe("a day or a time, not included"),
});

/** The period that a query names. Throws `invalid_request` for one that is empty or too long. */
export function periodOf(given: z.output<typeof periodQuery>, otherwise: Period): Period {
  const { from: from_ms = otherwise.from_ms, to: to_ms = otherwise.to_ms } = given;
  if (from_ms >= to_ms) throw wrongField("from", "expected a time before `to`");
  if (to_ms - from_ms > PERIOD_DAYS_MAX * DAY_MS) {
    throw wrongField("from", `expected at most ${PERIOD_DAYS_MAX} days before \`to\``);
  }
  return { from_ms, to_ms };
}

/** The days up to now that a question may span. */
export function recently(now_ms: number): Period {
  return { from_ms: now_ms + 1 - PERIOD_DAYS_MAX * DAY_MS, to_ms: now_ms + 1 };
}
