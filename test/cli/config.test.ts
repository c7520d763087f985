// Where address and key come from, and how a login is kept.
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { configPath, loadLogin, pickTarget, saveLogin } from "../../src/cli/config.ts";
import { CliError } from "../../src/cli/exit.ts";

const stored = { url: "https://stored.example", key: "stored-key" };

it.each([
  [{}, {}, null, { url: "http://127.0.0.1:8787", key: null }],
  [{}, {}, stored, { url: "https://stored.example", key: "stored-key" }],
  [{}, { AI_AGENT_KEY: "env" }, stored, { url: "https://stored.example", key: "env" }],
  [
    { key: "flag" },
    { AI_AGENT_KEY: "env" },
    stored,
    { url: "https://stored.example", key: "flag" },
  ],
  [
    { url: "http://flag/" },
    { AI_AGENT_URL: "http://env" },
    null,
    { url: "http://flag", key: null },
  ],
  [
    {},
    { AI_AGENT_URL: "https://stored.example/" },
    stored,
    { url: "https://stored.example", key: "stored-key" },
  ],
])("[CLI-8] flags %j, environment %j and login %j give %j", (flags, environment, login, target) => {
  expect(pickTarget(flags, environment, login)).toEqual(target);
});

it("[CLI-9] a stored key is never sent to another address than the one it was stored with", () => {
  expect(pickTarget({ url: "https://other.example" }, {}, stored).key).toBeNull();
  expect(pickTarget({}, { AI_AGENT_URL: "https://other.example" }, stored).key).toBeNull();
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ai-agent-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("[CLI-10] a login is kept where only its owner can read it", () => {
  const environment = { XDG_CONFIG_HOME: folder };
  expect(loadLogin(environment)).toBeNull();
  const path = saveLogin(environment, stored);
  expect(path).toBe(join(folder, "ai-agent/config.json"));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  expect(loadLogin(environment)).toEqual(stored);
});

it("[CLI-11] a damaged login says how to mend it", () => {
  const environment = { XDG_CONFIG_HOME: folder };
  writeFileSync(saveLogin(environment, stored), '{"url":');
  expect(() => loadLogin(environment)).toThrow(CliError);
  expect(() => loadLogin(environment)).toThrow(`${configPath(environment)} is damaged`);
});
