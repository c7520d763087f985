// What users read of what their sessions did: decisions, metrics and usage; and that no secret they
// ever typed stands in a table, a log line or an error.
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { metricsSnapshot, sessionMetrics, usageReport } from "../../src/contract/metrics.ts";
import { page } from "../../src/contract/page.ts";
import { permissionDecision } from "../../src/contract/permission-decision.ts";
import { withoutSecrets } from "../../src/contract/secret.ts";
import { admin, type Client, exactly, expectError, newUser } from "../support/api.ts";
import { CATCH_UP } from "../support/plane.ts";

afterEach(() => vi.restoreAllMocks());

const bash = (command: string) => ({ name: "Bash", input: { command } });
const write = { name: "Write", input: { file_path: "a.txt", content: "x" } };

/** A session of one turn with two calls, one of them refused; its rows are in D1. */
async function worked(user: Client, message?: string): Promise<string> {
  const made = await user.post("/sessions", {
    ...{ model: "offline-script", allowed_tools: ["Bash"], permission_mode: "dontAsk" },
  });
  const { id } = made.body as { id: string };
  const script = JSON.stringify([
    { text: "Now.", tools: [bash("echo hi"), write] },
    { text: "Done." },
  ]);
  const asked = await user.post(`/sessions/${id}/query?wait=20`, { message: message ?? script });
  expect(asked.body).toMatchObject({ result: { stop_reason: "end_turn" } });
  await vi.waitFor(async () => {
    const { body } = await user.get(`/sessions/${id}/metrics/history`);
    expect((body as { data: unknown[] }).data).toHaveLength(1);
  }, CATCH_UP);
  return id;
}

describe("a session's records", () => {
  it("[PLANE-9] decisions are listed in order, filtered by decision and tool, page by page", async () => {
    const user = await newUser();
    const id = await worked(user);
    const listed = async (query = "") =>
      exactly(
        page(permissionDecision),
        (await user.get(`/sessions/${id}/permissions${query}`)).body,
      );
    const { data } = await listed();
    expect(data).toMatchObject([
      {
        tool_name: "Bash",
        decision: "allow",
        decided_by: "rule",
        input_data: bash("echo hi").input,
      },
      { tool_name: "Write", decision: "deny", decided_by: "mode", interrupted: false },
    ]);
    expect((await listed("?decision=deny")).data).toEqual(data.slice(1));
    expect((await listed("?tool_name=Bash")).data).toEqual(data.slice(0, 1));
    const first = await listed("?limit=1");
    expect(first.data).toEqual(data.slice(0, 1));
    const rest = await listed(`?limit=1&cursor=${first.next_cursor}`);
    expect(rest).toEqual({ data: data.slice(1), next_cursor: null });
    const wrong = await user.get(`/sessions/${id}/permissions?decision=maybe`);
    expectError(wrong, 400, "invalid_request_error");
  });

  it("[PLANE-15] a denial is listed as interrupting when its answer stopped the turn as well", async () => {
    const user = await newUser();
    const message = JSON.stringify([{ tools: [bash("ls")] }, { text: "Done." }]);
    const made = await user.post("/sessions", { model: "offline-script", allowed_tools: ["Read"] });
    const { id } = made.body as { id: string };
    const decided = async () =>
      exactly(page(permissionDecision), (await user.get(`/sessions/${id}/permissions`)).body).data;
    const shown: boolean[] = [];
    for (const interrupt of [false, true]) {
      await user.post(`/sessions/${id}/query?wait=20`, { message });
      const open = await user.get(`/sessions/${id}/permissions/pending`);
      const [request] = (open.body as { data: { id: string }[] }).data;
      const path = `/sessions/${id}/permissions/${request?.id}`;
      const answer = await user.post(path, { decision: "deny", interrupt });
      expect(answer.status).toBe(200);
      shown.push(interrupt);
      await vi.waitFor(
        async () => expect((await decided()).map(({ interrupted }) => interrupted)).toEqual(shown),
        CATCH_UP,
      );
      const ended = interrupt ? "interrupted" : "end_turn";
      await vi.waitFor(async () => {
        const { body } = await user.get(`/sessions/${id}`);
        expect(body).toMatchObject({ last_stop_reason: ended });
      });
    }
  });

  it("[PLANE-10] metrics now are those of the last turn's end, while nothing runs", async () => {
    const user = await newUser();
    const id = await worked(user);
    const now = exactly(sessionMetrics, (await user.get(`/sessions/${id}/metrics`)).body);
    const history = exactly(
      page(metricsSnapshot),
      (await user.get(`/sessions/${id}/metrics/history`)).body,
    );
    const { id: _, snapshot_at: __, ...then } = history.data[0] ?? { id: "", snapshot_at: "" };
    expect(now).toMatchObject(then);
    expect(now).toMatchObject({
      total_messages: 5,
      total_tool_calls: 2,
      total_permission_checks: 2,
    });
    const before = await user.get(`/sessions/${id}/metrics/history?from=2020-01-01&to=2020-02-01`);
    expect(before.body).toEqual({ data: [], next_cursor: null });
  });

  it("[PLANE-11] usage adds up to what the sessions count, by day, model and session", async () => {
    const user = await newUser();
    const ids = [await worked(user), await worked(user)];
    const sessions = await Promise.all(
      ids.map(async (id) => (await user.get(`/sessions/${id}`)).body as Record<string, number>),
    );
    const output_tokens = sessions.reduce((sum, one) => sum + (one.total_output_tokens ?? 0), 0);
    const used = async (query: string) =>
      exactly(usageReport, (await user.get(`/usage${query}`)).body);
    const today = new Date().toISOString().slice(0, 10);
    const by_day = await used("");
    expect(by_day.total).toMatchObject({ model_call_count: 4, output_tokens, cost_usd: 0 });
    expect(by_day.groups).toEqual([{ key: today, ...by_day.total }]);
    const by_model = await used("?group_by=model");
    expect(by_model.groups).toEqual([{ key: "offline-script", ...by_day.total }]);
    const by_session = await used(`?group_by=session&from=${today}`);
    expect(by_session.groups?.map(({ key }) => key).sort()).toEqual([...ids].sort());
    expect((await used("?from=2020-01-01&to=2020-02-01")).groups).toEqual([]);
    expect((await used("?from=2020-01-01&to=2020-02-01")).total?.model_call_count).toBe(0);
  });

  it.each([
    ["from=2026-11-02&to=2026-11-01", "from"],
    ["from=2020-01-01&to=2026-01-01", "from"],
    ["from=yesterday", "from"],
    ["group_by=week", "group_by"],
    ["until=2026-11-01", "until"],
  ])(
    "[PLANE-12] a period or a group that means nothing is refused by name: %s",
    async (query, path) => {
      const user = await newUser();
      const error = expectError(await user.get(`/usage?${query}`), 400, "invalid_request_error");
      expect(error.details?.issues?.[0]?.path).toBe(path);
    },
  );
});

it("[PLANE-13] settings that no queue message can hold are refused, counted in bytes", async () => {
  const user = await newUser();
  const refused = await user.post("/sessions", { system_prompt: "é".repeat(60_000) });
  expectError(refused, 413, "request_too_large");
  // What stands in place of a secret counts too, where it is longer.
  const hidden = await user.post("/sessions", { system_prompt: "://a:b@".repeat(8_000) });
  expectError(hidden, 413, "request_too_large");
  const taken = await user.post("/sessions", { system_prompt: "e".repeat(60_000) });
  expect(taken.status).toBe(201);
});

// Made for this test; no such key was ever given out.
const SECRETS = [
  "sk-ant-api03-CANARYcanaryCANARYcanary0123456789",
  "lk_CANARYcanaryCANARYcanary0123456789abcdefghi",
  `${btoa('{"alg":"HS256"}')}.${btoa('{"sub":"canary"}')}.CANARYsignature0123`.replaceAll("=", ""),
  "ghp_CANARYcanaryCANARYcanary0123456789",
  "AKIACANARY0123456789",
  "-----BEGIN PRIVATE KEY-----\nCANARYcanary0123456789\n-----END PRIVATE KEY-----",
];

describe("a secret", () => {
  it.each(SECRETS)("[SECRET-1] is known by its form: %s", (secret) => {
    expect(withoutSecrets(`before ${secret} after`)).toBe("before [redacted] after");
  });

  it.each([
    "sesn_01a1f964ec58778ea2196911c18e4eff",
    "https://example.com/a?b=c#d",
    "a sketch of sk-learn and task-based risk",
    "2026-11-20T10:00:00.000Z",
    "the key is under the mat",
  ])("[SECRET-2] is not seen where there is none: %s", (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });

  it("[SECRET-3] that stands in every input is in no row, log line or error body", async () => {
    const lines: unknown[][] = [];
    for (const level of ["log", "warn", "error", "info", "debug"] as const) {
      vi.spyOn(console, level).mockImplementation((...line) => void lines.push(line));
    }
    const user = await newUser();
    const secret = SECRETS.join(" ");
    const bodies: string[] = [];
    const refused = async (answer: Promise<{ status: number; body: unknown }>) => {
      const { status, body } = await answer;
      expect(status).toBeGreaterThanOrEqual(400);
      bodies.push(JSON.stringify(body));
    };
    const message = JSON.stringify([
      { thinking: secret, text: `I know ${secret}`, tools: [bash(`echo '${secret}'`)] },
      { text: `${"x".repeat(180)} ${secret}` },
    ]);
    const made = await user.post(
      "/sessions",
      {
        ...{ model: "offline-script", allowed_tools: ["Bash"], name: secret.slice(0, 120) },
        ...{ description: secret, system_prompt: secret, metadata: { note: secret } },
      },
      { "idempotency-key": "a", "user-agent": `canary ${SECRETS[0]}` },
    );
    const { id } = made.body as { id: string };
    const path = encodeURIComponent(`notes ${SECRETS[0]}.txt`);
    await user.put(`/sessions/${id}/files/${path}`, secret);
    await user.patch(`/sessions/${id}`, { description: `again ${secret}` });
    await user.post("/keys", { name: `key ${SECRETS[0]}`, scopes: ["read"] });
    expect((await user.post(`/sessions/${id}/query?wait=20`, { message })).status).toBe(200);
    await refused(user.post("/sessions", { [SECRETS[0] ?? ""]: 1 }));
    await refused(user.post("/sessions", { model: { secret }, mode: SECRETS[0] }));
    await refused(user.get(`/sessions/${id}/messages/${encodeURIComponent(SECRETS[0] ?? "")}`));
    await refused(user.get(`/sessions/${id}/events?after=${encodeURIComponent(SECRETS[0] ?? "")}`));
    await refused(admin().get(`/sessions/${encodeURIComponent(SECRETS[0] ?? "")}`));
    await refused(user.get(`/audit-logs?cursor=${encodeURIComponent(SECRETS[0] ?? "")}`));
    await vi.waitFor(async () => {
      const { body } = await user.get(`/sessions/${id}/metrics/history`);
      expect((body as { data: unknown[] }).data).toHaveLength(1);
    }, CATCH_UP);
    const { results: tables } = await env.DB.prepare(
      "select name from sqlite_master where type = 'table' and name not like '\\_%' escape '\\' and name not like 'sqlite%'",
    ).all<{ name: string }>();
    expect(tables.length).toBeGreaterThan(8);
    const redacted: string[] = [];
    for (const { name } of tables) {
      const { results } = await env.DB.prepare(`select * from ${name}`).all();
      const rows = JSON.stringify(results);
      expect(rows.match(/canary[A-Z0-9].*/i)?.[0].slice(0, 100), name).toBeUndefined();
      if (rows.includes("[redacted]")) redacted.push(name);
    }
    expect(redacted.sort()).toEqual([
      ...["api_keys", "audit_logs", "idempotency_keys", "messages", "permission_decisions"],
      ...["sessions", "tool_calls"],
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/CANARY/);
    expect(bodies.join("\n")).not.toMatch(/CANARY/);
    // What the owner said is theirs to read: the session itself holds it as it was.
    const messages = JSON.stringify((await user.get(`/sessions/${id}/messages`)).body);
    expect(messages).toContain(SECRETS[0]);
  });
});
