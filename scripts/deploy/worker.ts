// The Worker itself: uploaded together with its secrets as one version, so that no version ever
// serves without them, and asked over the network whether it is up.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { failed, type RunWrangler } from "./command.ts";
import type { Secrets } from "./secrets.ts";

const HEALTH_REQUEST_MS = 5_000;
const HEALTH_INTERVAL_MS = 1_000;

/** The line of wrangler's output file that a finished deployment leaves. */
const deployed = z.object({ type: z.literal("deploy"), targets: z.array(z.string()) });

/**
 * Uploads and publishes the Worker. The secrets lie in a file of `folder`, readable by its owner
 * alone; the folder is the caller's to remove. Returns the Worker's address, or null when routes
 * make one that cannot be told. Throws DeployError.
 */
export async function publishWorker(
  run: RunWrangler,
  options: { configuration_path: string; values: Secrets["values"]; folder: string },
): Promise<string | null> {
  const args = ["deploy", "--config", options.configuration_path];
  if (Object.keys(options.values).length > 0) {
    const path = join(options.folder, "secrets.json");
    writeFileSync(path, JSON.stringify(options.values), { mode: 0o600 });
    args.push("--secrets-file", path);
  }
  const outcome = await run(...args);
  if (!outcome.ok) throw failed("the Worker could not be deployed", outcome);
  return addressOf(readFileSync(outputPath(options.folder), "utf8"));
}

/** Where wrangler is to leave its output file: WRANGLER_OUTPUT_FILE_PATH. */
export function outputPath(folder: string): string {
  return join(folder, "wrangler-output.ndjson");
}

/** The address among the targets that wrangler's output file names; a domain of one's own first. */
export function addressOf(output: string): string | null {
  const entries = output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => deployed.safeParse(JSON.parse(line)));
  const targets = entries.flatMap(({ data }) => data?.targets ?? []);
  const domain = targets.map((target) => /^(\S+) \(custom domain/.exec(target)?.[1]).find(Boolean);
  if (domain !== undefined) return `https://${domain}`;
  return targets.find((target) => target.startsWith("https://")) ?? null;
}

/**
 * Waits until `address`/healthz answers 200: a new name takes a while to be known everywhere.
 * Returns null, or after `within_ms` what it answered last.
 */
export async function untilHealthy(address: string, within_ms: number): Promise<string | null> {
  const deadline_ms = Date.now() + within_ms;
  for (;;) {
    const answer = await healthOf(address);
    if (answer === null || Date.now() >= deadline_ms) return answer;
    await sleep(HEALTH_INTERVAL_MS);
  }
}

async function healthOf(address: string): Promise<string | null> {
  try {
    const response = await fetch(`${address}/healthz`, {
      signal: AbortSignal.timeout(HEALTH_REQUEST_MS),
    });
    const body = await response.text();
    return response.ok ? null : `${response.status} ${body.slice(0, 500)}`;
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}
