// What users read of the hooks of their sessions: the runs in D1, and what hooks said of a tool call. The
// events are put into the log of a session that was made through the front door.
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import type { EventDraft } from "../../src/contract/event.ts";
import { hookExecution } from "../../src/contract/hook.ts";
import type { Id } from "../../src/contract/ids.ts";
import { toolCallResource } from "../../src/contract/message.ts";
import { page } from "../../src/contract/page.ts";
import { newId } from "../../src/runtime.ts";
import { admin, type Client, exactly, expectError, newUser } from "../support/api.ts";
import { CATCH_UP } from "../support/plane.ts";
import { seed } from "../support/seeded.ts";
import {
  answered,
  asked,
  called,
  decided,
  hooked,
  idle,
  replied,
  running,
  said,
  settled,
} from "../support/story.ts";

/** A session in whose log these events stand; its rows are in D1. */
async function sessionWith(user: Client, drafts: EventDraft[]): Promise<Id<"sesn">> {
  const made = await user.post("/sessions", { model: "offline-script" });
  const { id } = made.body as { id: Id<"sesn"> };
  const last_seq = await seed(id, [drafts]);
  expect((await admin().post(`/admin/sessions/${id}/publish`)).body).toMatchObject({ last_seq });
  const version = env.DB.prepare("select version from sessions where id = ?").bind(id);
  await expect.poll(async () => await version.first("version"), CATCH_UP).toBe(last_seq);
  return id;
}

/** A turn of one call, with hooks before and after it. */
function hookedTurn(call: string): EventDraft[] {
  const key = "sk-ant-api03-CANARYcanaryCANARYcanary0123456789";
  return [
    ...[said("Go."), running(1, [2]), asked(), replied("I will.", "msg_a")],
    ...[called(call, "msg_a"), answered("tool_use")],
    hooked("PreToolUse", call, {
      input: { hook_event_name: "PreToolUse", tool_input: { command: `echo ${key}` } },
      output: { hookSpecificOutput: { permissionDecision: "allow", note: "x".repeat(5000) } },
    }),
    decided(call),
    settled(call, "msg_r"),
    hooked("PostToolUse", call, {
      ...{ hook_name: "linter", output: null, error: `no answer in 10 s from ${key}` },
      ...{ continue_execution: false, attempts: 3 },
    }),
    ...[asked(), replied("Done.", "msg_b"), answered("end_turn", false, "msg_b")],
    hooked("Stop", null, { hook_name: "reviewer" }),
    idle,
  ];
}

async function listed(user: Client, id: string, query = "") {
  return exactly(page(hookExecution), (await user.get(`/sessions/${id}/hooks${query}`)).body);
}

it("[HOOKROW-1] every run is a row, under the model's own id of its call and without secrets", async () => {
  const user = await newUser();
  const call = newId("sevt");
  const id = await sessionWith(user, hookedTurn(call));
  const { data } = await listed(user, id);
  expect(data).toMatchObject([
    {
      ...{ session_id: id, hook_type: "PreToolUse", hook_name: "guard", error: null },
      ...{ tool_use_id: `toolu_${call}`, continue_execution: true, attempts: 1, duration_ms: 7 },
      input_data: { tool_input: { command: "echo [redacted]" } },
      output_data: { hookSpecificOutput: { permissionDecision: "allow" } },
    },
    {
      ...{ hook_type: "PostToolUse", hook_name: "linter", output_data: null, attempts: 3 },
      ...{ continue_execution: false, error: "no answer in 10 s from [redacted]" },
    },
    { hook_type: "Stop", hook_name: "reviewer", tool_use_id: null },
  ]);
  expect(JSON.stringify(data).length).toBeLessThan(4000);
});

it("[HOOKROW-3] runs are listed in order, by their point, page by page, to the owner only", async () => {
  const [user, stranger] = [await newUser(), await newUser()];
  const id = await sessionWith(user, hookedTurn(newId("sevt")));
  const { data, next_cursor } = await listed(user, id);
  expect(next_cursor).toBeNull();
  expect(data.map(({ hook_type }) => hook_type)).toEqual(["PreToolUse", "PostToolUse", "Stop"]);
  expect((await listed(user, id, "?hook_type=PostToolUse")).data).toEqual(data.slice(1, 2));
  const first = await listed(user, id, "?limit=2");
  expect(first.data).toEqual(data.slice(0, 2));
  expect(await listed(user, id, `?limit=2&cursor=${first.next_cursor}`)).toEqual({
    ...{ data: data.slice(2), next_cursor: null },
  });
  const wrong = expectError(
    await user.get(`/sessions/${id}/hooks?hook_type=Before`),
    400,
    "invalid_request_error",
  );
  expect(wrong.details?.issues?.[0]?.path).toBe("hook_type");
  expectError(await stranger.get(`/sessions/${id}/hooks`), 404, "not_found_error");
});

it("[HOOKROW-2] a tool call shows what hooks said before and after it, also once it had its result", async () => {
  const user = await newUser();
  const [first, second] = [newId("sevt"), newId("sevt")];
  const id = await sessionWith(user, [
    ...hookedTurn(first),
    ...[said("Again."), running(2, [18]), asked(), replied("I will.", "msg_c")],
    ...[called(second, "msg_c"), answered("tool_use", false, "msg_c")],
    ...[settled(second, "msg_s"), hooked("PostToolUseFailure", second), idle],
  ]);
  const { body } = await user.get(`/sessions/${id}/tool-calls`);
  const { data } = exactly(page(toolCallResource), body);
  expect(data).toMatchObject([
    {
      id: first,
      hook_pre_data: [{ hook_name: "guard", error: null }],
      hook_post_data: [{ hook_name: "linter", output: null }],
    },
    { id: second, hook_pre_data: null, hook_post_data: [{ hook_name: "guard", error: null }] },
  ]);
  expect(JSON.stringify(data[0]?.hook_pre_data).length).toBeLessThan(500);
  for (const call of data) {
    expect((await user.get(`/sessions/${id}/tool-calls/${call.id}`)).body).toEqual(call);
    const paged = await user.get(`/sessions/${id}/tool-calls?limit=1`);
    expect((paged.body as { data: unknown[] }).data).toEqual(data.slice(0, 1));
  }
  const rows = await env.DB.prepare(
    "select id, hook_pre_data, hook_post_data from tool_calls where session_id = ? order by seq",
  )
    .bind(id)
    .all<Record<string, string>>();
  const post = JSON.parse(rows.results[0]?.hook_post_data ?? "null");
  expect(post).toEqual([
    { hook_name: "linter", output: null, error: "no answer in 10 s from [redacted]" },
  ]);
  expect(rows.results[1]?.hook_pre_data).toBeNull();
});
