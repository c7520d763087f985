// What a user has set, as their account keeps it: versions, whom a hook is for, and what is stored.
import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { accountDoor } from "../../src/account/stub.ts";
import { NO_CONTROLS, NO_POLICIES } from "../../src/contract/controls.ts";
import { hookCreate } from "../../src/contract/hook.ts";
import { HOOKS_MAX } from "../../src/contract/limits.ts";
import { newId } from "../../src/runtime.ts";
import { unwrap } from "../../src/session/stub.ts";
import { openSession } from "../support/session.ts";
import { use } from "./bench.ts";

const newAccount = () => accountDoor(env, crypto.randomUUID());

function registration(changes: Record<string, unknown> = {}) {
  return hookCreate.parse({
    ...{ name: "a hook", event: "PreToolUse", url: "https://hooks.example.com/in" },
    ...changes,
  });
}

async function add(door: ReturnType<typeof newAccount>, changes: Record<string, unknown> = {}) {
  const added = await door.addHook(
    { id: newId("hook"), user_id: "u" },
    registration({ ...changes }),
  );
  if (added === null) throw new Error("the account took no hook");
  return added;
}

const knows = (session_id: string, controls_version: number) => ({
  ...use(session_id),
  controls_version,
});

it("[ACCT-19] every change makes the version grow, and what finds nothing to change does not", async () => {
  const door = newAccount();
  const version = async () => (await door.controls("s")).version;
  expect(await door.controls("s")).toEqual(NO_CONTROLS);
  const { hook } = await add(door);
  const changes = [
    () => door.setPolicies({ ...NO_POLICIES, policies: ["NetworkPolicy"] }),
    () => door.updateHook(hook.id, { name: "another name" }),
    () => door.rotateHookSecret(hook.id),
    () => add(door, { session_id: "s" }),
    () => door.forget(use("s")),
    () => door.removeHook(hook.id),
  ];
  for (const [n, change] of changes.entries()) {
    expect(await version()).toBe(n + 1);
    await change();
  }
  expect(await version()).toBe(7);
  const missing = newId("hook");
  expect(await door.updateHook(missing, { name: "x" })).toBeNull();
  expect(await door.rotateHookSecret(missing)).toBeNull();
  expect(await door.removeHook(hook.id)).toBe(false);
  await door.forget(use("s"));
  expect(await version()).toBe(7);
});

it("[ACCT-20] a session that knows another version is given the controls with its place, and no other", async () => {
  const door = newAccount();
  expect(await door.enter(knows("s", 0))).toEqual({ verdict: "granted" });
  await door.setPolicies({ ...NO_POLICIES, blocked_commands: ["git push"] });
  const entry = await door.enter(knows("s", 0));
  expect(entry).toEqual({
    verdict: "granted",
    controls: {
      version: 1,
      policies: { ...NO_POLICIES, blocked_commands: ["git push"] },
      hooks: [],
    },
  });
  expect(await door.enter(knows("s", 1))).toEqual({ verdict: "granted" });
  // One that knows more than is known here is put right as well.
  expect(await newAccount().enter(knows("s", 9))).toEqual({
    verdict: "granted",
    controls: NO_CONTROLS,
  });
});

it("[ACCT-20] who stands in line or has spent everything is given them too", async () => {
  const door = newAccount();
  await door.setPolicies({ ...NO_POLICIES, policies: ["NetworkPolicy"] });
  for (let n = 0; n < 10; n++) await door.enter(knows(`s${n}`, 1));
  expect(await door.enter(knows("late", 0))).toMatchObject({
    verdict: "busy",
    controls: { version: 1 },
  });
  expect(await door.enter({ ...knows("late", 0), total_cost_usd: 1000 })).toMatchObject({
    verdict: "spent",
    controls: { version: 1 },
  });
});

it("[ACCT-21] a session's controls have the hooks that are on and for it, in the order of their registration, with their secrets", async () => {
  const door = newAccount();
  const added = [
    await add(door, { name: "first" }),
    await add(door, { name: "of s", session_id: "s", matcher: "Bash", max_retries: 0 }),
    await add(door, { name: "off", enabled: false }),
    await add(door, { name: "of t", session_id: "t" }),
    await add(door, { name: "last" }),
  ];
  const { hooks } = await door.controls("s");
  expect(hooks.map(({ name }) => name)).toEqual(["first", "of s", "last"]);
  expect(hooks.map(({ secret }) => secret)).toEqual([0, 1, 4].map((place) => added[place]?.secret));
  expect(hooks[1]).toEqual({
    id: added[1]?.hook.id,
    name: "of s",
    event: "PreToolUse",
    matcher: "Bash",
    url: "https://hooks.example.com/in",
    timeout_seconds: 10,
    max_retries: 0,
    on_failure: "continue",
    secret: added[1]?.secret,
  });
  const names = async (id: string) => (await door.controls(id)).hooks.map(({ name }) => name);
  expect(await names("t")).toEqual(["first", "of t", "last"]);
  expect(await names("other")).toEqual(["first", "last"]);
});

it("[ACCT-22] a user has at most HOOKS_MAX hooks, however many are registered at once", async () => {
  const door = newAccount();
  const asked = Array.from({ length: HOOKS_MAX + 20 }, () =>
    door.addHook({ id: newId("hook"), user_id: "u" }, registration()),
  );
  const made = (await Promise.all(asked)).filter((hook) => hook !== null);
  expect(made).toHaveLength(HOOKS_MAX);
  expect(await door.hooks(null)).toHaveLength(HOOKS_MAX);
  await door.removeHook(made[0]?.hook.id ?? "");
  expect(await door.addHook({ id: newId("hook"), user_id: "u" }, registration())).not.toBeNull();
});

it("[ACCT-13] what a user has set outlives the object", async () => {
  const user_id = crypto.randomUUID();
  const { hook, secret } = await add(accountDoor(env, user_id));
  await accountDoor(env, user_id).setPolicies({ ...NO_POLICIES, policies: ["CommandPolicy"] });
  await abortAllDurableObjects();
  const door = accountDoor(env, user_id);
  expect(await door.controls("s")).toMatchObject({
    version: 2,
    policies: { policies: ["CommandPolicy"] },
    hooks: [{ id: hook.id, secret }],
  });
  await door.removeHook(hook.id);
  expect((await door.controls("s")).version).toBe(3);
});

it("[ACCT-14] asking what a user has set stores nothing, and an ask for a place looks into none of it", async () => {
  const stub = env.ACCOUNTS.getByName(crypto.randomUUID());
  const tables = () =>
    runInDurableObject(stub, (_, { storage }) =>
      storage.sql
        .exec<{ name: string }>(
          "SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'",
        )
        .toArray()
        .map(({ name }) => name),
    );
  expect(await stub.controls("s")).toEqual(NO_CONTROLS);
  expect([await stub.hooks(null), await stub.hook(newId("hook"))]).toEqual([[], null]);
  await stub.forget(use("s"));
  expect(await tables()).toEqual([]);
  await stub.enter(use("s"));
  expect(await tables()).not.toContain("hooks");
  await stub.setPolicies(NO_POLICIES);
  // What is not there any more cannot have been read.
  await runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec("DROP TABLE hooks; DROP TABLE controls");
  });
  expect(await stub.enter(knows("s", 1))).toEqual({ verdict: "granted" });
});

it("[ACCT-23] a purged session takes its hooks with it, and an ended one keeps them", async () => {
  const session = await openSession();
  const door = accountDoor(env, session.owner.user_id);
  await add(door, { name: "of the session", session_id: session.id });
  await add(door, { name: "of the user" });
  await unwrap(session.door().terminate(session.owner));
  expect(await door.hooks(session.id)).toHaveLength(1);
  await unwrap(session.door().purge(session.owner));
  expect((await door.hooks(null)).map(({ name }) => name)).toEqual(["of the user"]);
});
