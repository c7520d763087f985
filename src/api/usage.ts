// What a user's sessions use now and have spent this month, asked of the account itself, which counts
// and so is never behind; and what their model calls used in a period, from D1.
import { createRoute } from "@hono/zod-openapi";
import { accountDoor } from "../account/stub.ts";
import { PRICES_AS_OF, usageGrouping, usageReport } from "../contract/metrics.ts";
import { loggedText } from "../contract/secret.ts";
import { database } from "../db/database.ts";
import { usageOf } from "../db/metrics.ts";
import { now } from "../runtime.ts";
import { router } from "./context.ts";
import { periodOf, periodQuery } from "./period.ts";
import { guarded, json, refusals } from "./route.ts";

export const usage = router();

const report = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/usage",
  summary: "Your running sessions, your budget, and what you used, by day, model or session",
  request: {
    query: periodQuery
      .extend({ group_by: usageGrouping.default("day") })
      .strict()
      .describe("this UTC month until now without `from` and `to`"),
  },
  responses: { 200: json("Where you stand now, and what you used", usageReport), ...refusals },
});
usage.openapi(report, async (c) => {
  const { group_by, ...given } = c.req.valid("query");
  const { user_id } = c.get("caller");
  const period = periodOf(given, thisMonth(now()));
  const [account, used] = await Promise.all([
    accountDoor(c.env, user_id).usage(),
    usageOf(database(c.env), { user_id, ...period }, group_by).catch(unavailable),
  ]);
  const [from, to] = [period.from_ms, period.to_ms].map((at_ms) => new Date(at_ms).toISOString());
  const asked = { from: from ?? "", to: to ?? "", group_by, prices_as_of: PRICES_AS_OF };
  return c.json({ ...account, ...asked, ...used }, 200);
});

/** What is left of the budget is told also while D1 is away: sums that nobody can make are null. */
function unavailable(error: unknown): { total: null; groups: null } {
  console.error({ event: "usage.unavailable", error: loggedText(error) });
  return { total: null, groups: null };
}

function thisMonth(now_ms: number) {
  const date = new Date(now_ms);
  return { from_ms: Date.UTC(date.getUTCFullYear(), date.getUTCMonth()), to_ms: now_ms + 1 };
}
