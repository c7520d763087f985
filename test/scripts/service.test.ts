// Starting and stopping a service on this machine, with a small Worker in Ledge's place: what
// counts here is that a start ends one way or the other, and that nothing stays behind.
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ServiceError, type ServiceOptions, startService } from "../../scripts/service.ts";
import { localSettings } from "../../scripts/settings.ts";
import { PROJECT } from "../../scripts/wrangler.ts";
import { livingOfGroup, livingWith } from "./processes.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ledge-service-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Options for a service that runs `source`. */
function workerOf(source: string, environment: Record<string, string> = {}): ServiceOptions {
  writeFileSync(join(folder, "worker.js"), source);
  const config = join(folder, "wrangler.toml");
  writeFileSync(
    config,
    `name = "small"
main = "worker.js"
compatibility_date = "2026-09-18"
[[d1_databases]]
binding = "DB"
database_name = "small"
database_id = "00000000-0000-0000-0000-000000000000"
migrations_dir = "${join(PROJECT, "migrations")}"
`,
  );
  const settings = localSettings(environment, "");
  return { settings, persist_to: join(folder, "state"), config };
}

const ECHO = "export default { fetch: (_, env) => Response.json({ ...env, DB: undefined }) };";

it("[DEV-4] a service answers once it is started, and leaves no process when it is stopped", async () => {
  const value = `it's $HOME "x" #1 at least so long`;
  const service = await startService(workerOf(ECHO, { JWT_SECRET: value }));
  const answer = await fetch(service.url);
  expect(await answer.json()).toEqual({
    ...{ ENVIRONMENT: "development", ALLOW_PRIVATE_EGRESS: "true", JWT_SECRET: value },
    ALLOWED_HOSTS: "localhost,127.0.0.1,[::1]",
    ADMIN_API_KEY: service.admin_key,
  });
  expect(livingOfGroup(service.wrangler.pid).length).toBeGreaterThan(0);
  await service.stop();
  expect(livingOfGroup(service.wrangler.pid)).toEqual([]);
  expect(livingWith(folder)).toEqual([]);
  await expect(fetch(service.url)).rejects.toThrow();
});

it("[DEV-5] a generated admin key survives a restart, and only its owner can read it", async () => {
  const options = workerOf(ECHO);
  const first = await startService(options);
  await first.stop();
  const second = await startService(options);
  await second.stop();
  expect(second.admin_key).toBe(first.admin_key);
  expect(statSync(first.admin_key_path ?? "").mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, "state"))).not.toContain("settings.env");
});

it("[DEV-6] a build that fails ends the start with the reason, and leaves no process", async () => {
  const failure = await startService(workerOf('import "./missing.js";\n')).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ServiceError);
  expect(String(failure)).toContain("the build failed");
  expect(String(failure)).toContain("missing.js");
  expect(livingWith(folder)).toEqual([]);
});

it("[DEV-7] a port that is taken is said to be, before anything starts", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const failure = await startService({ ...workerOf(ECHO), port }).catch((error: unknown) => error);
  expect(String(failure)).toContain(`port ${port} is in use: set PORT to another one`);
  await new Promise((resolve) => other.close(resolve));
});

it("[DEV-8] a start that is given up ends soon, and leaves no process", async () => {
  const never = "export default { fetch: () => new Promise(() => {}) };";
  const giveUp = new AbortController();
  const starting = startService({ ...workerOf(never), signal: giveUp.signal });
  setTimeout(() => giveUp.abort(), 1500);
  const failure = await starting.catch((error: unknown) => error);
  expect(String(failure)).toContain("the start was given up");
  expect(livingWith(folder)).toEqual([]);
});
