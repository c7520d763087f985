// One secret planted in every input that there is, and looked for everywhere that is not the session itself.
import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import type { Id } from "../../src/contract/ids.ts";
import { withoutSecrets } from "../../src/contract/secret.ts";
import { newId } from "../../src/runtime.ts";
import { type Answer, admin, type Client, call, newUser } from "../support/api.ts";
import { bodyFor, operations, pathOf } from "../support/operations.ts";
import { caughtUp, publishedBy } from "../support/plane.ts";
import { caller, sessionOf } from "../support/session.ts";

afterEach(() => vi.restoreAllMocks());

// Made for this test; no such key was ever given out.
const SECRET = "sk-ant-api03-CANARYcanaryCANARYcanary0123456789";
const SEEN = /canary[a-z0-9]/i;

const bash = (command: string) => ({ name: "Bash", input: { command } });

/** Every line that the service logs from here on. */
function logged(): unknown[][] {
  const lines: unknown[][] = [];
  for (const level of ["log", "warn", "error", "info", "debug"] as const) {
    vi.spyOn(console, level).mockImplementation((...line) => void lines.push(line));
  }
  return lines;
}

async function made(user: Client): Promise<string> {
  const answer = await user.post(
    "/sessions",
    {
      ...{ model: "offline-script", name: SECRET, description: SECRET, system_prompt: SECRET },
      ...{ metadata: { note: SECRET }, allowed_tools: [`Bash(echo ${SECRET})`] },
      ...{ disallowed_tools: [`Bash(cat ${SECRET})`], ask_tools: [`Bash(ls ${SECRET})`] },
      working_directory: `/${SECRET}`,
      custom_tools: [
        {
          ...{ name: "look_up", description: SECRET },
          input_schema: { type: "object", properties: { [SECRET]: { description: SECRET } } },
        },
      ],
    },
    { "user-agent": `canary ${SECRET}`, "x-request-id": SECRET },
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return (answer.body as { id: string }).id;
}

/** A turn with everything that a model, a tool, a person and a client can say in one. */
async function lives(user: Client, id: string): Promise<void> {
  const message = JSON.stringify([
    { thinking: SECRET, text: SECRET, tools: [bash(`echo ${SECRET}`)] },
    { tools: [bash(`cat ${SECRET}`)] },
    { tools: [bash(`true ${SECRET}`)] },
    { tools: [bash(`true; true ${SECRET}`)] },
    { tools: [{ name: "look_up", input: { [SECRET]: SECRET } }] },
    { text: SECRET },
  ]);
  const { put, post, get, patch } = user;
  await put(`/sessions/${id}/files/${SECRET}.txt`, SECRET);
  await patch(`/sessions/${id}`, { description: `again ${SECRET}`, metadata: { [SECRET]: 1 } });
  await post(`/sessions/${id}/query?wait=20`, { message });
  const answers = [
    { decision: "deny", reason: SECRET },
    { decision: "allow", reason: SECRET, updated_input: { command: `echo ${SECRET}` } },
  ];
  for (const answer of answers) {
    const open = async () =>
      ((await get(`/sessions/${id}/permissions/pending`)).body as { data: { id: string }[] }).data;
    await expect.poll(async () => (await open()).length, { timeout: 10_000 }).toBe(1);
    const [request] = await open();
    const path = `/sessions/${id}/permissions/${request?.id}`;
    expect((await post(path, answer)).status).toBe(200);
  }
  const waits = async () => {
    const { body } = await get(`/sessions/${id}/events?types=agent.custom_tool_use`);
    return (body as { data: { id: string }[] }).data[0]?.id;
  };
  await expect.poll(waits, { timeout: 10_000 }).toBeDefined();
  const result = {
    ...{ type: "user.custom_tool_result", custom_tool_use_id: await waits() },
    content: [{ type: "text", text: SECRET }],
  };
  const sent = await post(`/sessions/${id}/events`, { events: [result] });
  expect(sent.status, JSON.stringify(sent.body)).toBeLessThan(300);
  const ended = async () =>
    ((await get(`/sessions/${id}`)).body as { last_stop_reason: string }).last_stop_reason;
  await expect.poll(ended, { timeout: 10_000 }).toBe("end_turn");
  await post(`/sessions/${id}/compact`, { instructions: SECRET });
  await post(`/sessions/${id}/query?wait=20`, { message: `[{"text":"${SECRET}"}]` });
}

/** What a user sets for their sessions: its owner reads the address and the paths as they were given. */
async function controls(user: Client, session_id: string): Promise<void> {
  const hook = { name: SECRET, event: "Stop", session_id, enabled: false };
  const address = `hooks.example.com/${SECRET}?key=${SECRET}`;
  const withPassword = { ...hook, url: `https://user:${SECRET}@${address}` };
  const refused = await user.post("/hooks-config", withPassword);
  expect(refused.status).toBe(400);
  expect(textOf(refused)).not.toMatch(SEEN);
  const made = await user.post("/hooks-config", { ...hook, url: `https://${address}` });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const { id } = made.body as { id: string };
  expect((await user.patch(`/hooks-config/${id}`, { name: `again ${SECRET}` })).status).toBe(200);
  const policies = { restricted_paths: [`/${SECRET}`], blocked_commands: [`echo ${SECRET} x`] };
  const set = await call("PUT", "/policies-config", { token: user.token, json: policies });
  expect(set.status, JSON.stringify(set.body)).toBe(200);
  expect((await user.delete(`/hooks-config/${id}`)).status).toBeLessThan(300);
}

it("[SECRET-4] a secret in every input is in nothing but the session itself", async () => {
  expect(withoutSecrets(SECRET)).toBe("[redacted]");
  const lines = logged();
  const [user, stranger] = [await newUser(), await newUser()];
  await user.post("/keys", { name: SECRET, scopes: ["read"] });
  const id = await made(user);
  await lives(user, id);
  await controls(user, id);
  const session = sessionOf(id as Id<"sesn">, caller(user.user_id));
  await caughtUp(session);

  // What goes to the queue, and so to its dead letters when nobody takes it.
  const queued = JSON.stringify(await publishedBy(session));
  expect(queued).toContain("[redacted]");
  expect(queued).not.toMatch(SEEN);

  // What is read of it beside the session: its owner's lists and records, and an admin's.
  const lists = [
    ...["/sessions", "/sessions/active", "/sessions/stats", "/keys", "/usage?group_by=session"],
    ...["/audit-logs?limit=1000", "/audit-logs?order=asc", `/sessions/${id}/permissions`],
    ...[
      `/sessions/${id}/metrics`,
      `/sessions/${id}/metrics/history`,
      `/sessions/${id}/audit/verify`,
    ],
  ];
  const shown = await Promise.all(
    [user, admin()].flatMap((reader) => [
      ...lists.map((path) => reader.get(path)),
      reader.get("/audit-logs", { accept: "application/x-ndjson" }),
    ]),
  );
  for (const [at, answer] of shown.entries()) {
    expect(answer.status, lists[at]).toBe(200);
    expect(textOf(answer), lists[at]).not.toMatch(SEEN);
  }
  expect(shown.map(textOf).join()).toContain("[redacted]");
  expect(textOf(await call("GET", "/openapi.json"))).not.toMatch(SEEN);
  expect(textOf(await call("GET", "/docs"))).not.toMatch(SEEN);

  // What somebody else is told, on every route, about this session and with the secret in their own words.
  for (const operation of operations) {
    const path = pathOf(operation, id);
    const query = operation.queries.map(({ name }) => `${encodeURIComponent(name)}=${SECRET}`);
    const json = operation.takes_json
      ? { json: { ...(bodyFor(operation, newId("sesn")) as object), [SECRET]: SECRET } }
      : {};
    for (const asked of [path, `${path}?${query.join("&")}`, `${path}/${SECRET}`]) {
      const answer = await call(operation.method, asked, { token: stranger.token, ...json });
      expect(textOf(answer), `${operation.method} ${asked}`).not.toMatch(SEEN);
      expect(JSON.stringify([...answer.headers])).not.toMatch(SEEN);
    }
  }
  expect(JSON.stringify(lines)).not.toMatch(SEEN);
  const { results: rows } = await env.DB.prepare("select * from audit_logs").all();
  expect(rows.length).toBeGreaterThan(10);
  expect(JSON.stringify(rows)).not.toMatch(SEEN);
}, 60_000);

function textOf({ body }: Answer): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}
