// `npm run deploy`: from an empty Cloudflare account to an address that answers. Every step looks
// before it makes, so it may be run again at any time: after a failure, and to update.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { CliError } from "../src/cli/exit.ts";
import { SettingsError } from "../src/env.ts";
import { findAccount } from "./deploy/account.ts";
import { DeployError, failed, type RunWrangler, wranglerLoggingTo } from "./deploy/command.ts";
import {
  type Deployment,
  readDeployment,
  writeBoundConfiguration,
} from "./deploy/configuration.ts";
import { findDatabases, findResources, makeResource, type Resource } from "./deploy/resources.ts";
import {
  askForModelKey,
  chooseSecrets,
  findSecrets,
  readSecrets,
  type Secrets,
} from "./deploy/secrets.ts";
import { outputPath, publishWorker, untilHealthy } from "./deploy/worker.ts";
import { PROJECT } from "./wrangler.ts";

const HEALTHY_WITHIN_MS = 180_000;

const USAGE = `npm run deploy [-- OPTIONS]

  --dry-run     say what would be made and set; change nothing
  --name NAME   deploy under this name instead of the one in wrangler.toml, with a
                database, a bucket and queues of its own
  --help        this text

docs/guides/deploy.md says the rest.`;

/** Looks at everything first: whatever can be found wrong is found before anything is made. */
async function deploy(folder: string, options: { name?: string; dry_run: boolean }) {
  const run = wranglerLoggingTo(folder);
  const deployment = readDeployment(options.name);
  const given = readSecrets(process.env, deployment.vars);
  const chosen = deployment.configuration.account_id ?? process.env.CLOUDFLARE_ACCOUNT_ID;
  const account = await findAccount(run, chosen || undefined);
  process.env.CLOUDFLARE_ACCOUNT_ID = account.id;
  console.log(`Cloudflare account: ${account.name}`);

  const secrets = chooseSecrets(given, await findSecrets(run, deployment.worker));
  if (secrets.lacks_model_key && !options.dry_run) await askForModelKey(secrets);
  const { resources, database_ids } = await findResources(run, deployment);
  if (options.dry_run) return sayPlan(deployment, resources, secrets);

  let made = 0;
  for (const resource of resources) {
    const is_new = await makeResource(run, resource);
    say(resource.label, is_new ? "made" : "is there");
    if (is_new) made += 1;
  }
  const configuration_path = writeBoundConfiguration(
    deployment,
    account.id,
    made === 0 ? database_ids : await findDatabases(run),
  );
  say("configuration", relative(PROJECT, configuration_path));
  await migrate(run, deployment, configuration_path);

  const address = await publish(run, deployment, secrets, { configuration_path, folder });
  sayAdminKey(secrets);
  if (address === null) {
    console.log("\nDeployed to the routes of wrangler.toml.");
    return;
  }
  say("address", address);
  say("health", "asking until it answers, for 3 minutes at most");
  const unhealthy = await untilHealthy(address, HEALTHY_WITHIN_MS);
  if (unhealthy !== null) {
    throw new DeployError(
      `deployed, but ${address}/healthz does not answer yet: ${unhealthy}\n` +
        `Its log: npx wrangler tail ${deployment.worker} --config ${configuration_path}`,
    );
  }
  sayNextSteps(address);
}

async function migrate(run: RunWrangler, { configuration }: Deployment, path: string) {
  for (const { binding } of configuration.d1_databases ?? []) {
    const outcome = await run("d1", "migrations", "apply", binding, "--remote", "--config", path);
    if (!outcome.ok) throw failed("the D1 migrations could not be applied", outcome);
    say("D1 migrations", /No migrations to apply/.test(outcome.output) ? "up to date" : "applied");
  }
}

/** A key that was made here is told even if the deployment failed, once the Worker may have it. */
async function publish(
  run: RunWrangler,
  { worker }: Deployment,
  secrets: Secrets,
  where: { configuration_path: string; folder: string },
): Promise<string | null> {
  try {
    const address = await publishWorker(run, { ...where, values: secrets.values });
    for (const name of Object.keys(secrets.values)) say(name, "set");
    for (const name of secrets.kept) say(name, "kept as it was");
    say(`Worker ${worker}`, "deployed");
    return address;
  } catch (error) {
    const stored = await findSecrets(run, worker).catch(() => null);
    if (stored === null || stored.has("ADMIN_API_KEY")) sayAdminKey(secrets);
    throw error;
  }
}

function sayAdminKey({ admin_key_is_new, values }: Secrets): void {
  if (!admin_key_is_new) return;
  console.log(`\nThe first admin's key, shown this once: keep it.\n\n  ${values.ADMIN_API_KEY}\n`);
}

function sayPlan(deployment: Deployment, resources: Resource[], secrets: Secrets): void {
  for (const { label, exists, make } of resources) {
    say(label, exists ? "is there" : `would be made: wrangler ${make.join(" ")}`);
  }
  for (const { binding } of deployment.configuration.d1_databases ?? []) {
    say("D1 migrations", `would be applied: wrangler d1 migrations apply ${binding} --remote`);
  }
  if (secrets.lacks_model_key) say("ANTHROPIC_API_KEY", "is missing: would be asked for");
  for (const name of Object.keys(secrets.values)) {
    const is_new = name === "ADMIN_API_KEY" && secrets.admin_key_is_new;
    say(name, is_new ? "would be made and shown once" : "would be set from the environment");
  }
  for (const name of secrets.kept) say(name, "would be kept as it is");
  say(`Worker ${deployment.worker}`, "would be deployed: wrangler deploy");
  console.log("\nNothing was changed.");
}

function sayNextSteps(address: string): void {
  console.log(
    [
      `\nLedge answers at ${address}  (API docs: ${address}/api/v1/docs)`,
      "Log in with the admin's key, which is asked for, and make a key of your own:",
      `  npx ai-agent login --url ${address} && npx ai-agent keys create my-key`,
      "The same with curl, the admin's key in $ADMIN_API_KEY:",
      `  curl ${address}/api/v1/keys -H "x-api-key: $ADMIN_API_KEY" \\`,
      `    -H "content-type: application/json" -d '{"name":"my-key","scopes":["read","write"]}'`,
    ].join("\n"),
  );
}

function say(what: string, how: string): void {
  console.log(`  ${what.padEnd(28)} ${how}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      "dry-run": { type: "boolean", default: false },
      name: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  // Logs and the secrets' file live here, and are gone with the process, however it ends.
  const folder = mkdtempSync(join(tmpdir(), "ledge-deploy-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => process.exit(130));
  }
  process.env.WRANGLER_OUTPUT_FILE_PATH = outputPath(folder);
  await deploy(folder, {
    dry_run: values["dry-run"],
    ...(values.name === undefined ? {} : { name: values.name }),
  });
}

try {
  await main();
} catch (error) {
  const expected =
    error instanceof DeployError || error instanceof SettingsError || error instanceof CliError;
  const isUsage = error instanceof TypeError && "code" in error;
  if (!expected && !isUsage) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
