// Sessions of one user against their account: who runs, who stands in line, and whose money is spent.
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { accountDoor } from "../../src/account/stub.ts";
import { settingsOf } from "../../src/env.ts";
import { unwrap } from "../../src/session/stub.ts";
import { ofType, openSession, script } from "../support/session.ts";

const { MAX_CONCURRENT_INTERACTIVE_SESSIONS: MOST, USER_MONTHLY_BUDGET_USD } = settingsOf(env);
const words = "one two three four five six";

it("[ADMIT-3] a session beyond the limit stands in line, says so, and runs when a place is free", async () => {
  const user_id = "many-at-once";
  const slow = script({ text: words, chunks: 6, delay_ms: 100 });
  const running = await Promise.all(
    Array.from({ length: MOST }, async () => {
      const session = await openSession({}, user_id);
      return { session, query: await session.query(slow) };
    }),
  );
  await expect
    .poll(async () => (await accountDoor(env, user_id).usage()).running.interactive)
    .toBe(MOST);
  const late = await openSession({}, user_id);
  const query = await late.query(script({ text: "at last" }));
  expect(query).toMatchObject({ receipt: "started" });
  expect(await late.ended(query)).toMatchObject({ text: "at last" });
  const events = await late.events();
  expect(ofType(events, "session.status_rescheduled")).toMatchObject([
    { reason: "running_sessions" },
  ]);
  expect(await late.get()).toMatchObject({ retry_count: 0, error_count: 0 });
  for (const { session, query: first } of running) {
    expect(await session.ended(first)).toMatchObject({ text: words });
  }
  await expect
    .poll(async () => (await accountDoor(env, user_id).usage()).running.interactive)
    .toBe(0);
});

it("[ADMIT-4] a spent month holds a turn up, before its next call and until the month ends", async () => {
  const user_id = "spent-it-all";
  const other = {
    session_id: "sesn_other",
    mode: "interactive" as const,
    last_seq: 1,
    controls_version: 0,
  };
  await accountDoor(env, user_id).leave({ ...other, total_cost_usd: USER_MONTHLY_BUDGET_USD });
  const session = await openSession({}, user_id);
  const query = await session.query(script({ text: "never said" }));
  expect(await session.ended(query)).toMatchObject({ stop_reason: "budget_reached", num_steps: 0 });
  const [idle] = ofType(await session.events(), "session.status_idle");
  const resets_at = new Date(String(idle?.stop_details?.resets_at));
  expect(idle?.stop_details).toMatchObject({ type: "user_monthly_budget" });
  expect(resets_at.getUTCDate()).toBe(1);
  expect(resets_at.getTime()).toBeGreaterThan(Date.now());
  // Another message does not get around it, and is kept.
  await session.query(script({ text: "nor this" }));
  expect(ofType(await session.events(), "span.model_request_start")).toEqual([]);
  expect(await session.get()).toMatchObject({ status: "active", message_count: 2 });
});

it("[ADMIT-5] a session that ends or is purged gives its place back", async () => {
  const user_id = "leaves-early";
  const account = accountDoor(env, user_id);
  const slow = script({ text: words, chunks: 6, delay_ms: 200 });
  for (const leave of ["terminate", "purge"] as const) {
    const session = await openSession({}, user_id);
    await session.query(slow);
    await expect.poll(async () => (await account.usage()).running.interactive).toBe(1);
    await unwrap<unknown>(session.door()[leave](session.owner));
    await expect.poll(async () => (await account.usage()).running.interactive).toBe(0);
  }
});
