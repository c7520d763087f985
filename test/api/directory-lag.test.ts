// The list of sessions says how far it is behind. What leads to D1 is held back at its real place, while
// D1 itself can be read, and given back.
import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { Heard } from "../../src/account/heard.ts";
import { app } from "../../src/api/app.ts";
import { followingPage } from "../../src/contract/page.ts";
import { sessionResource } from "../../src/contract/session.ts";
import { withSql } from "../account/bench.ts";
import { answerOf, type Client, exactly, newUser, requestTo } from "../support/api.ts";

afterEach(() => vi.restoreAllMocks());

const CATCH_UP = { timeout: 30_000, interval: 200 };
const MESSAGE = { message: '[{"text":"Hello."}]' };

/** The list, with how far it is behind, in ms. */
async function listed(user: Client) {
  const asked_ms = Date.now();
  const { data, as_of } = exactly(
    followingPage(sessionResource),
    (await user.get("/sessions")).body,
  );
  return { data, as_of, behind_ms: Math.max(0, asked_ms - Date.parse(as_of ?? "")) };
}

it("[PLANE-16] the list is behind and further behind while D1 is held back, and not once it has caught up", async () => {
  const refused = vi.spyOn(console, "error").mockImplementation(() => {});
  const user = await newUser();
  expect(await listed(user)).toMatchObject({ data: [], behind_ms: 0 });
  const { id } = (await user.post("/sessions", { model: "offline-script" })).body as { id: string };
  await user.post(`/sessions/${id}/query?wait=20`, MESSAGE);
  await expect.poll(async () => (await listed(user)).behind_ms, CATCH_UP).toBe(0);
  expect((await listed(user)).data).toMatchObject([{ id, message_count: 2 }]);
  const other = await newUser();

  await env.DB.prepare("alter table audit_logs rename to audit_logs_away").run();
  try {
    await user.post(`/sessions/${id}/query?wait=20`, MESSAGE);
    const write_failed = expect.objectContaining({ event: "queue.write_failed" });
    await vi.waitFor(() => expect(refused).toHaveBeenCalledWith(write_failed), CATCH_UP);
    const first = await listed(user);
    expect(first.data).toMatchObject([{ message_count: 2, updated_at: first.as_of }]);
    expect(first.behind_ms).toBeGreaterThan(0);
    await user.post(`/sessions/${id}/query?wait=20`, MESSAGE);
    const second = await listed(user);
    expect(second.as_of).toBe(first.as_of);
    expect(second.behind_ms).toBeGreaterThan(first.behind_ms);
    const session = (await user.get(`/sessions/${id}`)).body as { updated_at: string };
    expect(Date.parse(session.updated_at)).toBeGreaterThan(Date.parse(second.as_of ?? ""));
    expect((await listed(other)).behind_ms).toBe(0);
  } finally {
    await env.DB.prepare("alter table audit_logs_away rename to audit_logs").run();
  }
  await expect.poll(async () => (await listed(user)).behind_ms, CATCH_UP).toBe(0);
  expect((await listed(user)).data).toMatchObject([{ message_count: 6 }]);
}, 90_000);

it("[PLANE-16] an erased session holds nothing back", async () => {
  const user = await newUser();
  const { id } = (await user.post("/sessions", { model: "offline-script" })).body as { id: string };
  await user.post(`/sessions/${id}/query?wait=20`, MESSAGE);
  expect((await user.delete(`/sessions/${id}?purge=true`)).status).toBe(204);
  await expect.poll(async () => (await listed(user)).behind_ms, CATCH_UP).toBe(0);
  expect((await listed(user)).data).toEqual([]);
});

it("[PLANE-17] the list is given all the same when nobody can say how far it is behind", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { token } = await newUser();
  const getByName = () => ({ heard: () => Promise.reject(new Error("the account is away")) });
  const alone = { ...env, ACCOUNTS: { getByName } } as unknown as Env;
  const request = requestTo("GET", "/sessions", { token });
  const answer = await answerOf(await app.fetch(request, alone, createExecutionContext()));
  expect(answer.body).toEqual({ data: [], next_cursor: null, as_of: null });
});

it("[PLANE-18] what a session says of itself late or twice takes nothing back", async () => {
  const left = await withSql((sql) => {
    const heard = new Heard(sql);
    heard.record({ session_id: "a", last_seq: 7 }, 1000);
    heard.record({ session_id: "a", last_seq: 5 }, 2000);
    heard.record({ session_id: "b", last_seq: 3 }, 3000);
    const all = heard.list();
    // The directory knew the first when it had said less.
    heard.listed([
      { session_id: "a", last_seq: 6 },
      { session_id: "b", last_seq: 3 },
    ]);
    return [all, heard.list()];
  });
  const a = { session_id: "a", last_seq: 7 };
  expect(left).toEqual([[{ session_id: "b", last_seq: 3 }, a], [a]]);
});
