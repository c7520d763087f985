// What a user's sessions use now and have spent this month: asked of the account itself, which
// counts, and so never behind.
import { createRoute, z } from "@hono/zod-openapi";
import { accountDoor } from "../account/stub.ts";
import { accountUsage } from "../contract/account.ts";
import { router } from "./context.ts";
import { guarded, json, refusals } from "./route.ts";

export const usage = router();

const current = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/usage",
  summary: "Your running sessions, what this month has cost, and what is left of your budget",
  // Periods and groups are refused by name until there are some.
  request: { query: z.strictObject({}) },
  responses: { 200: json("Where you stand now", accountUsage), ...refusals },
});
usage.openapi(current, async (c) => {
  return c.json(await accountDoor(c.env, c.get("caller").user_id).usage(), 200);
});
