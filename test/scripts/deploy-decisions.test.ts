// What a deployment decides by itself, as values in and values out: names, the account, secrets,
// and what wrangler's answers mean.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { findAccount } from "../../scripts/deploy/account.ts";
import type { Outcome, RunWrangler } from "../../scripts/deploy/command.ts";
import { readDeployment } from "../../scripts/deploy/configuration.ts";
import { makeResource } from "../../scripts/deploy/resources.ts";
import { chooseSecrets, readSecrets } from "../../scripts/deploy/secrets.ts";
import { addressOf, untilHealthy } from "../../scripts/deploy/worker.ts";

const ANTHROPIC_API_KEY = "sk-ant-of-the-deployment-test";
const JWT_SECRET = "jwt-secret-of-the-deployment-test-0123456789";

const answering =
  (outcome: Outcome): RunWrangler =>
  async () =>
    outcome;

it("[DEPLOY-6] another name shares nothing with the first deployment", () => {
  const { configuration: _, ...first } = readDeployment();
  expect(first).toMatchObject({
    worker: "ledge",
    databases: ["ledge"],
    buckets: ["ledge-blobs"],
    queues: ["ledge-events", "ledge-traces", "ledge-events-dead", "ledge-traces-dead"],
  });
  const { configuration, ...second } = readDeployment("staging");
  expect(second).toMatchObject({
    worker: "staging",
    databases: ["staging"],
    buckets: ["staging-blobs"],
    queues: ["staging-events", "staging-traces", "staging-events-dead", "staging-traces-dead"],
  });
  expect(configuration.queues?.consumers?.[0]?.dead_letter_queue).toBe("staging-events-dead");
  // The rest is the same code: what a name stands for is the only thing that may differ.
  expect(configuration.durable_objects).toEqual(readDeployment().configuration.durable_objects);
});

it.each(["", "Ledge", "1st", "a", "two words", "-x", "x-", "a".repeat(41)])(
  "[DEPLOY-1] %j is refused as a name",
  (name) => {
    expect(() => readDeployment(name)).toThrow("--name: expected");
  },
);

describe("the account", () => {
  const [home, work] = [
    { id: "1".repeat(32), name: "Home" },
    { id: "2".repeat(32), name: "Work" },
  ];
  const seeing = (...accounts: object[]) =>
    answering({
      ok: true,
      output: `▲ [WARNING] something\n${JSON.stringify({ loggedIn: true, accounts }, null, 2)}\n`,
    });

  it("[DEPLOY-1] it is the only one that the login sees, or the one that was chosen", async () => {
    expect(await findAccount(seeing(home), undefined)).toEqual(home);
    expect(await findAccount(seeing(home, work), work?.id)).toEqual(work);
    const unseen = "3".repeat(32);
    expect(await findAccount(seeing(), unseen)).toEqual({ id: unseen, name: unseen });
  });

  it("[DEPLOY-1] it is never guessed among several", async () => {
    const refused = findAccount(seeing(home, work), undefined);
    await expect(refused).rejects.toThrow(/CLOUDFLARE_ACCOUNT_ID: .*several\n.*Home\n.*Work/);
    await expect(findAccount(seeing(), undefined)).rejects.toThrow("this login sees none");
  });
});

describe("secrets", () => {
  const given = (environment: Record<string, string>, vars = {}) => readSecrets(environment, vars);

  it("[DEPLOY-4] the environment wins over what is stored, and nothing else does", () => {
    const stored = new Set(["ANTHROPIC_API_KEY", "ADMIN_API_KEY"]);
    expect(chooseSecrets(given({}), stored)).toEqual({
      values: {},
      kept: ["ANTHROPIC_API_KEY", "ADMIN_API_KEY"],
      lacks_model_key: false,
      admin_key_is_new: false,
    });
    expect(chooseSecrets(given({ ANTHROPIC_API_KEY, JWT_SECRET: "" }), stored)).toEqual({
      values: { ANTHROPIC_API_KEY },
      kept: ["ADMIN_API_KEY"],
      lacks_model_key: false,
      admin_key_is_new: false,
    });
  });

  it("[DEPLOY-4] an admin's key is made when there is none, and never the same", () => {
    const keys = [1, 2].map(() => chooseSecrets(given({ ANTHROPIC_API_KEY }), new Set()));
    expect(keys.map(({ admin_key_is_new }) => admin_key_is_new)).toEqual([true, true]);
    expect(new Set(keys.map(({ values }) => values.ADMIN_API_KEY)).size).toBe(2);
    for (const { values } of keys) {
      // Not one that the service would look for among the keys of users.
      expect(values.ADMIN_API_KEY).toMatch(/^admin_[\w-]{43}$/);
    }
  });

  it.each([
    ["production", {}, true],
    ["a gateway", { ANTHROPIC_BASE_URL: "https://gateway.example.com" }, false],
    ["the offline model", { ENVIRONMENT: "development" }, false],
  ])("[DEPLOY-1] %s: whether a key of the Messages API is needed", (_name, vars, needed) => {
    expect(chooseSecrets(given({}, vars), new Set()).lacks_model_key).toBe(needed);
  });

  it("[DEPLOY-5] a secret in [vars] is refused without being shown", () => {
    expect(() => given({}, { JWT_SECRET })).toThrow(/^JWT_SECRET: a secret must not stand in/);
  });
});

describe("what wrangler says", () => {
  const resource = { label: "R2 bucket b", exists: false, make: ["r2", "bucket", "create", "b"] };
  it("[DEPLOY-3] a bucket that the list did not show is found when it is made", async () => {
    const output = "The bucket you tried to create already exists, and you own it. [code: 10004]";
    expect(await makeResource(answering({ ok: false, output }), resource)).toBe(false);
    const other = answering({ ok: false, output: "✘ [ERROR] Please enable R2 [code: 10042]" });
    await expect(makeResource(other, resource)).rejects.toThrow(/R2 bucket b .*\n.*enable R2/);
  });

  it.each([
    [
      "workers.dev",
      ["https://ledge.me.workers.dev", "Producer for q"],
      "https://ledge.me.workers.dev",
    ],
    ["a domain", ["ai.example.com (custom domain)"], "https://ai.example.com"],
    [
      "both",
      ["https://ledge.me.workers.dev", "ai.example.com (custom domain - zone name: example.com)"],
      "https://ai.example.com",
    ],
    ["a route", ["example.com/ai/* (zone name: example.com)"], null],
  ])("[DEPLOY-7] the address is told from the targets: %s", (_name, targets, address) => {
    const lines = [{ type: "wrangler-session" }, { type: "deploy", targets }];
    expect(addressOf(`${lines.map((line) => JSON.stringify(line)).join("\n")}\n`)).toBe(address);
  });
});

it("[DEPLOY-7] a deployment waits for its address to answer, and says what it answered", async () => {
  const answers = [503, 500, 200];
  const server = createServer((_request, response) => {
    response.writeHead(answers.shift() ?? 500).end("not yet");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  expect(await untilHealthy(address, 30_000)).toBeNull();
  expect(answers).toEqual([]);
  expect(await untilHealthy(address, 0)).toBe("500 not yet");
  await new Promise((resolve) => server.close(resolve));
  expect(await untilHealthy(address, 0)).not.toBeNull();
});
