import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { IDEMPOTENCY_LEASE_MS, IDEMPOTENCY_TTL_MS } from "../../src/contract/limits.ts";
import { database, runTogether } from "../../src/db/database.ts";
import {
  abandonIdempotencyKey,
  claimIdempotencyKey,
  finishIdempotencyKey,
} from "../../src/db/idempotency.ts";

const db = database(env);
const claimOf = (key: string, resource_id: string, at_ms: number, digest = "d") => ({
  ...{ user_id: "u", key, digest, resource_id, at_ms },
});

it("[DB-1] of twenty who claim a key at once one gets it", async () => {
  const claims = Array.from({ length: 20 }, (_, n) =>
    claimIdempotencyKey(db, claimOf("race", `r${n}`, 1000)),
  );
  const states = (await Promise.all(claims)).map((claimed) => claimed.state);
  expect(states.filter((state) => state === "mine")).toHaveLength(1);
  expect(states.filter((state) => state === "running")).toHaveLength(19);
});

it("[DB-2] a finished key answers what was kept; another digest is another request", async () => {
  const claim = claimOf("done", "r1", 1000);
  expect(await claimIdempotencyKey(db, claim)).toEqual({ state: "mine", resource_id: "r1" });
  await runTogether(db, [finishIdempotencyKey(db, claim, { made: "r1" })]);
  const later = 1000 + IDEMPOTENCY_LEASE_MS;
  expect(await claimIdempotencyKey(db, claimOf("done", "r2", later))).toEqual({
    state: "done",
    response: { made: "r1" },
  });
  expect(await claimIdempotencyKey(db, claimOf("done", "r2", later, "other"))).toEqual({
    state: "other",
  });
});

it("[DB-3] a key whose holder died or gave up goes on under the id it reserved", async () => {
  await claimIdempotencyKey(db, claimOf("died", "r1", 1000));
  const almost = claimOf("died", "r2", 999 + IDEMPOTENCY_LEASE_MS);
  expect(await claimIdempotencyKey(db, almost)).toEqual({ state: "running" });
  const after = claimOf("died", "r3", 1000 + IDEMPOTENCY_LEASE_MS);
  expect(await claimIdempotencyKey(db, after)).toEqual({ state: "mine", resource_id: "r1" });
  expect(await claimIdempotencyKey(db, after)).toEqual({ state: "running" });

  const at_ms = 1001 + IDEMPOTENCY_LEASE_MS;
  await abandonIdempotencyKey(db, after);
  const other = claimOf("died", "r4", at_ms, "other");
  expect(await claimIdempotencyKey(db, other)).toEqual({ state: "other" });
  const next = claimOf("died", "r4", at_ms);
  expect(await claimIdempotencyKey(db, next)).toEqual({ state: "mine", resource_id: "r1" });
});

it("[DB-4] giving up changes nothing once the key is finished", async () => {
  const claim = claimOf("finished", "r1", 1000);
  await claimIdempotencyKey(db, claim);
  await runTogether(db, [finishIdempotencyKey(db, claim, "answer")]);
  await abandonIdempotencyKey(db, claim);
  const again = await claimIdempotencyKey(db, claimOf("finished", "r2", 2000));
  expect(again).toEqual({ state: "done", response: "answer" });
});

it("[DB-5] after its time a key is as good as new, and old keys are swept as new ones come", async () => {
  const claim = claimOf("old", "r1", 1000);
  await claimIdempotencyKey(db, claim);
  await runTogether(db, [finishIdempotencyKey(db, claim, "answer")]);
  const at_ms = 1000 + IDEMPOTENCY_TTL_MS;
  const kept = await claimIdempotencyKey(db, claimOf("old", "r2", at_ms - 1, "d"));
  expect(kept).toEqual({ state: "done", response: "answer" });
  const renewed = await claimIdempotencyKey(db, claimOf("old", "r2", at_ms, "other"));
  expect(renewed).toEqual({ state: "mine", resource_id: "r2" });

  await claimIdempotencyKey(db, claimOf("new", "r3", 10 * IDEMPOTENCY_TTL_MS));
  const { results } = await env.DB.prepare("select key from idempotency_keys").all();
  expect(results).toEqual([{ key: "new" }]);
});
