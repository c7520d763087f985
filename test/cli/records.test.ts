// What a session did, read on the command line: decisions, metrics, usage and the audit trail; and
// the rebuilding of what D1 lost. The database of the service is changed behind its back.
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Service } from "../../scripts/service.ts";
import { type AiAgent, startWithService } from "./ai-agent.ts";

let agent: AiAgent;
let service: Service;
let state: string;
let remove = async () => {};
let session: string;

const CATCH_UP = { timeout: 20_000, interval: 200 };
const MESSAGE = JSON.stringify([
  { text: "Now.", tools: [{ name: "Bash", input: { command: "echo hi" } }] },
  { text: "Done." },
]);

beforeAll(async () => {
  ({ agent, service, state, remove } = await startWithService());
  const options = [
    "--model",
    "offline-script",
    "--allowed-tools",
    "Bash",
    "--permission-mode",
    "dontAsk",
  ];
  session = String((await agent.json(["sessions", "create", ...options])).id);
  expect(await agent.run(["sessions", "query", session, MESSAGE])).toMatchObject({ code: 0 });
  await vi.waitFor(async () => {
    const { data } = await agent.json(["sessions", "metrics", session, "--history"]);
    expect(data).toHaveLength(1);
  }, CATCH_UP);
});
afterAll(() => remove());

/** Changes the service's D1 as somebody with access to the database would. */
function tamper(sql: string): void {
  const folder = join(state, "v3/d1/miniflare-D1DatabaseObject");
  const files = readdirSync(folder).filter((name) => /^[0-9a-f]+\.sqlite$/.test(name));
  for (const file of files) {
    const database = new DatabaseSync(join(folder, file));
    try {
      database.exec(`PRAGMA busy_timeout = 5000; ${sql}`);
    } finally {
      database.close();
    }
  }
}

it("[CLI-31] a session's metrics and decisions, and the user's usage, are shown", async () => {
  const metrics = await agent.run(["sessions", "metrics", session]);
  expect(metrics.stdout).toMatch(/Tool calls\s+│ 1 /);
  const history = await agent.run(["sessions", "metrics", session, "--history"]);
  expect(history.stdout).toMatch(/│ Ran/);
  const permissions = await agent.run(["sessions", "permissions", session, "--decision", "allow"]);
  expect(permissions.stdout).toMatch(/│ Bash │ allow\s+│ rule │ .*Bash/);
  const none = await agent.run(["sessions", "permissions", session, "--tool", "Write"]);
  expect(none.stdout).toContain("nothing was decided yet");
  const hooks = await agent.run(["hooks", session, "--type", "PreToolUse"]);
  expect(hooks).toMatchObject({ code: 0, stdout: "no hook was run yet\n" });
  const statistics = await agent.run(["sessions", "stats"]);
  expect(statistics.stdout).toMatch(/Tool calls\s+│ 1 /);
  const usage = await agent.run(["usage", "--by", "session"]);
  expect(usage.stdout).toContain(session.slice(0, 30));
  expect(usage.stdout).toMatch(/│ in all .*│ 2 /);
  expect(usage.stdout).toContain("this month: $0.00 of $100.00");
  const wrong = await agent.run(["usage", "--from", "2026-02-02", "--to", "2026-02-01"]);
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.stderr).toContain("from: expected a time before `to`");
});

it("[CLI-48] the audit trail is exported as JSON Lines, one row a line", async () => {
  const { stdout, code } = await agent.run([
    "audit",
    "export",
    "--session",
    session,
    "--order",
    "asc",
  ]);
  expect(code).toBe(0);
  const rows = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { action: string });
  expect(rows.map(({ action }) => action)).toEqual([
    ...["session.created", "session.queried", "permission.decided", "tool.settled"],
  ]);
});

it("[CLI-32] the trail is listed and verified, and a change of it ends with exit code 1 and is named", async () => {
  const listed = await agent.run(["audit", "list", "--session", session]);
  expect(listed.stdout).toMatch(/│ session\.queried\s+│ sesn_/);
  const holds = await agent.run(["audit", "verify", session]);
  expect(holds).toMatchObject({ code: 0, stdout: "✓ 4 of 4 rows hold\n" });
  tamper(
    `update audit_logs set ip = '203.0.113.9' where session_id = '${session}' and position = 2`,
  );
  const broken = await agent.run(["audit", "verify", session]);
  expect(broken).toMatchObject({ code: 1, stdout: "" });
  expect(broken.stderr).toMatch(/row 2 of 4 \(session\.queried, audit_\w+\) .* was changed/);
  const scripted = await agent.run(["audit", "verify", session, "--json"]);
  expect(scripted.code).toBe(1);
  expect(JSON.parse(scripted.stdout)).toMatchObject({ status: "broken", verified_count: 1 });
});

it("[CLI-33] npm run d1:rebuild brings back what D1 lost", async () => {
  const rebuild = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["scripts/d1-rebuild.ts", ...args], {
      cwd: join(import.meta.dirname, "../.."),
      env: { ...process.env, AI_AGENT_URL: service.url, AI_AGENT_KEY: service.admin_key },
    });
  tamper("delete from messages; delete from permission_decisions; delete from model_calls");
  const decisions = async () => (await agent.json(["sessions", "permissions", session])).data;
  expect(await decisions()).toEqual([]);
  expect((await rebuild("--all")).stdout).toMatch(/^1 sessions? publish/m);
  await vi.waitFor(async () => expect(await decisions()).toHaveLength(1), CATCH_UP);
  expect((await rebuild("--session", session)).stdout).toContain(`${session}: `);
  await expect(rebuild("--session", "sesn_nobodys")).rejects.toMatchObject({ code: 1 });
  await expect(rebuild()).rejects.toMatchObject({ code: 2 });
});
