// What the operator's and the user's switches do to a session, seen through the front door.
import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { app } from "../../src/api/app.ts";
import { BUILTIN_HOOKS, type BuiltinHook } from "../../src/contract/hook.ts";
import { PLANE_LAG_MS } from "../../src/contract/limits.ts";
import { metricsSnapshot } from "../../src/contract/metrics.ts";
import { page } from "../../src/contract/page.ts";
import { settingsOf } from "../../src/env.ts";
import { checkSessions } from "../../src/jobs/check.ts";
import { isOn, operatorHooksOf } from "../../src/session/hooks/table.ts";
import {
  admin,
  answerOf,
  envWith,
  exactly,
  expectError,
  newUser,
  requestTo,
} from "../support/api.ts";
import { caughtUp } from "../support/plane.ts";
import { seed } from "../support/seeded.ts";
import { caller, script, sessionOf } from "../support/session.ts";
import { answered, asked, idle, replied, running, said } from "../support/story.ts";

const TURN = script(
  { tools: [{ name: "Bash", input: { command: "echo hi" } }] },
  { text: "Done." },
);

it("[BUILTIN-1] a session that has the hooks off works, is read, and is not taken for damaged", async () => {
  const user = await newUser();
  const made = await user.post("/sessions", {
    ...{ model: "offline-script", allowed_tools: ["Bash"], hooks_enabled: [] },
  });
  expect(made.body).toMatchObject({ hooks_enabled: [] });
  const session = sessionOf((made.body as { id: `sesn_${string}` }).id, caller(user.user_id));
  await session.ended(await session.query(TURN));
  const off = await caughtUp(session);
  expect(await session.messages()).toHaveLength(4);
  expect([off.messages, off.tool_calls, off.session_metrics_snapshots]).toEqual([[], [], []]);
  expect([off.permission_decisions?.length, off.model_calls?.length]).toEqual([1, 2]);
  expect(off.audit_logs?.map(({ action }) => action)).toEqual([
    ...["session.created", "session.queried"],
  ]);
  const later = Date.now() + 2 * PLANE_LAG_MS;
  expect(await checkSessions(env, later)).toMatchObject({ checked: 1, whole: 1, repaired: {} });

  await user.patch(`/sessions/${session.id}`, { hooks_enabled: BUILTIN_HOOKS });
  await session.ended(await session.query(TURN));
  const on = await caughtUp(session);
  expect([on.messages?.length, on.tool_calls?.length]).toEqual([4, 1]);
  expect(on.session_metrics_snapshots).toMatchObject([{ total_messages: 8, total_tool_calls: 2 }]);
  expect(on.audit_logs?.map(({ action }) => action).slice(2)).toEqual([
    ...["session.updated", "session.queried", "permission.decided", "tool.settled"],
  ]);
});

it("[PLANE-14] a turn that runs longer than the interval has snapshots while it runs", async () => {
  const user = await newUser();
  const made = await user.post("/sessions", { model: "offline-script" });
  const session = sessionOf((made.body as { id: `sesn_${string}` }).id, caller(user.user_id));
  await seed(session.id, [[said("Go."), running(1, [2]), asked()]]);
  const begun_ms = Date.now();
  const clock = vi.spyOn(Date, "now").mockReturnValue(begun_ms + 61_000);
  await seed(session.id, [[replied("Done.", "msg_a"), answered("end_turn"), idle]]);
  clock.mockRestore();
  await admin().post(`/admin/sessions/${session.id}/publish`);
  await caughtUp(session);
  const [from, to] = [begun_ms - 60_000, begun_ms + 120_000].map((ms) =>
    new Date(ms).toISOString(),
  );
  const history = await user.get(`/sessions/${session.id}/metrics/history?from=${from}&to=${to}`);
  const { data } = exactly(page(metricsSnapshot), history.body);
  expect(data.map(({ seq }) => seq)).toEqual([5, 7]);
  expect(data[0]).toMatchObject({ total_messages: 2, total_output_tokens: 0 });
  expect(data[0]?.duration_ms).toBeGreaterThanOrEqual(60_000);
  expect(data[1]).toMatchObject({ total_output_tokens: 5, duration_ms: data[0]?.duration_ms });
});

describe("the operator's switches", () => {
  const SWITCHES: [BuiltinHook, string][] = [
    ["audit", "ENABLE_AUDIT_HOOK"],
    ["metrics", "ENABLE_METRICS_HOOK"],
    ["persistence", "ENABLE_PERSISTENCE_HOOK"],
    ["notification", "ENABLE_NOTIFICATION_HOOK"],
  ];
  it.each(SWITCHES)("[BUILTIN-5] %s is on by default, and off by %s", (name, setting) => {
    const session = { hooks_enabled: [...BUILTIN_HOOKS] };
    const usual = operatorHooksOf(settingsOf(env));
    expect(isOn(usual, session, name)).toBe(true);
    expect(isOn(usual, { hooks_enabled: [] }, name)).toBe(false);
    const settings = settingsOf(envWith({ [setting]: "false" }));
    expect(isOn(operatorHooksOf(settings), session, name)).toBe(false);
    const others = BUILTIN_HOOKS.filter((other) => other !== name);
    expect(operatorHooksOf(settings)).toEqual({ on: others, snapshot_interval_ms: 60_000 });
  });

  it("[BUILTIN-5] policies of sessions are refused by name where they are switched off", async () => {
    const { token } = await newUser();
    const closed = envWith({ ENABLE_CUSTOM_POLICIES: "false" });
    const send = async (method: string, path: string, json: unknown) =>
      answerOf(
        await app.fetch(requestTo(method, path, { token, json }), closed, createExecutionContext()),
      );
    const custom_policies = ["NetworkPolicy"];
    const made = await send("POST", "/sessions", { custom_policies: [] });
    expect(made.status).toBe(201);
    const { id } = made.body as { id: string };
    for (const answer of [
      await send("POST", "/sessions", { custom_policies }),
      await send("PATCH", `/sessions/${id}`, { custom_policies }),
    ]) {
      const error = expectError(answer, 422, "invalid_request_error");
      expect(error.message).toContain("ENABLE_CUSTOM_POLICIES");
      expect(error.details?.issues?.[0]?.path).toBe("custom_policies");
    }
  });
});
