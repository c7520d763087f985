// What a user reads of their own account over HTTP.
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { accountDoor } from "../../src/account/stub.ts";
import { usageReport } from "../../src/contract/metrics.ts";
import { exactly, newUser } from "../support/api.ts";
import { use } from "./bench.ts";

it("[ACCT-15] a user reads where they stand, and nobody else's account", async () => {
  const [user, other] = [await newUser(), await newUser()];
  const door = accountDoor(env, user.user_id);
  await door.enter(use("a", 1.5));
  await door.enter(use("b", 2, "background"));
  await door.leave(use("a", 2));
  const answer = await user.get("/usage");
  expect(answer.status).toBe(200);
  expect(exactly(usageReport, answer.body)).toMatchObject({
    running: { interactive: 0, background: 1 },
    waiting: { interactive: 0, background: 0 },
    max_running: { interactive: 10, background: 50 },
    spent_usd: 4,
    budget_usd: 100,
    remaining_usd: 96,
  });
  expect(exactly(usageReport, (await other.get("/usage")).body).spent_usd).toBe(0);
});
