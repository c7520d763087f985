// The server that docs/guides/hooks.md shows, run as it stands there, and called by a real service.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { claimPort, type Service, startService } from "../../scripts/service.ts";
import { localSettings } from "../../scripts/settings.ts";
import { type Client, createClient } from "../../src/client.ts";

const project = join(import.meta.dirname, "../..");

let folder: string;
let service: Service;
let client: Client;
let server: ChildProcess | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ledge-hooks-"));
  service = await startService({ settings: localSettings({}, ""), persist_to: folder });
  client = createClient({ baseUrl: service.url, token: service.admin_key });
});
afterAll(async () => {
  server?.kill();
  await service?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Runs the page's server, beside the project's packages as a user's would be beside theirs. */
function runServer(port: number, HOOK_SECRET: string): ChildProcess {
  const page = readFileSync(join(project, "docs/guides/hooks.md"), "utf8");
  const source = /```js\n([\s\S]+?)```/.exec(page)?.[1] ?? "";
  const place = join(project, "node_modules/.cache/hooks-guide");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "server.mjs"), source);
  const env = { ...process.env, PORT: String(port), HOOK_SECRET };
  return spawn(process.execPath, [join(place, "server.mjs")], { env, stdio: "inherit" });
}

it("[HOOK-23] the guide's server is called, believes only what is signed, and is heeded", async () => {
  const port = await claimPort(0);
  const url = `http://127.0.0.1:${port}/`;
  const guard = { name: "no pushes on Friday", event: "PreToolUse" as const, matcher: "Bash", url };
  const { secret } = await client.hooks.create(guard);
  server = runServer(port, String(secret));
  const unsigned = () => fetch(url, { method: "POST", body: "{}" });
  await expect.poll(async () => (await unsigned().catch(() => null))?.status).toBe(401);

  const { id } = await client.sessions.create({ model: "offline-script", allowed_tools: ["Bash"] });
  const run = async (command: string) => {
    const turn = [{ tools: [{ name: "Bash", input: { command } }] }, { text: "done" }];
    const { result } = await client.sessions.query(
      id,
      { message: JSON.stringify(turn) },
      { wait: 30 },
    );
    return result?.stop_reason;
  };
  expect(await run("git push origin main")).toBe("end_turn");
  const { data } = await client.sessions.toolCalls(id);
  expect(data).toMatchObject([
    {
      status: "denied",
      permission_reason: "no pushes on Friday: no pushes on Friday",
      hook_pre_data: [{ hook_name: "no pushes on Friday", error: null }],
    },
  ]);
  expect(await run("git status")).toBe("requires_action");
});
