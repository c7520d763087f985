// One service of our own on this machine, from nothing to answering and back to nothing: D1
// migrated, wrangler dev up on loopback, /healthz green. A start that cannot succeed fails with the
// reason.
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { envFileText, type LocalSettings } from "./settings.ts";
import { startWrangler, type Wrangler } from "./wrangler.ts";

const START_MS_MAX = 60_000;
const HEALTH_REQUEST_MS = 2_000;
const HEALTH_INTERVAL_MS = 50;

export interface ServiceOptions {
  settings: Pick<LocalSettings, "variables" | "parsed">;
  /** The folder that holds everything the service stores. Made when missing. */
  persist_to: string;
  /** A free one when not given. */
  port?: number;
  /** The wrangler configuration; the project's own when not given. */
  config?: string;
  /** The Worker's entry point; the one of the configuration when not given. */
  entry?: string;
  /** Gives the start up. Has no effect once the service runs. */
  signal?: AbortSignal;
}

export interface Service {
  url: string;
  admin_key: string;
  /** Wrangler's output. */
  log_path: string;
  /** Where a generated admin key is kept; null when the settings brought one. */
  admin_key_path: string | null;
  wrangler: Wrangler;
  /** Stops it and every process it started. The data stays. */
  stop(): Promise<void>;
}

/** Why the service could not be started; the message is meant for the person who tried. */
export class ServiceError extends Error {}

/**
 * Starts a service and resolves once it answers. Throws ServiceError, with nothing left running,
 * when the port is taken, a migration or the build fails, 60 s pass, or `signal` aborts.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const persist_to = resolve(options.persist_to);
  const port = await claimPort(options.port ?? 0);
  mkdirSync(persist_to, { recursive: true });
  const log_path = join(persist_to, "dev.log");
  rmSync(log_path, { force: true });

  const given = options.settings.parsed.ADMIN_API_KEY;
  const admin_key_path = given === undefined ? join(persist_to, "admin-api-key") : null;
  const admin_key = given ?? keptAdminKey(join(persist_to, "admin-api-key"));
  const variables = { ...options.settings.variables, ADMIN_API_KEY: admin_key };

  const config = options.config === undefined ? [] : ["--config", resolve(options.config)];
  const signal = options.signal ?? new AbortController().signal;
  await migrate([...config, "--persist-to", persist_to], log_path, signal);

  const env_path = join(persist_to, "settings.env");
  writeSecret(env_path, envFileText(variables));
  const inspector_port = await claimPort(0);
  const wrangler = startWrangler(
    [
      "dev",
      ...(options.entry === undefined ? [] : [resolve(options.entry)]),
      ...config,
      ...["--ip", "127.0.0.1", "--port", `${port}`, "--inspector-port", `${inspector_port}`],
      ...["--persist-to", persist_to, "--env-file", env_path],
      "--show-interactive-dev-session=false",
    ],
    log_path,
  );
  const stop = async () => {
    await wrangler.stop();
    rmSync(env_path, { force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilHealthy(url, wrangler, signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, admin_key, log_path, admin_key_path, wrangler, stop };
}

/** Checks that a port of loopback is free, and finds one for 0. Throws ServiceError if it is not. */
export async function claimPort(port: number): Promise<number> {
  const server = createServer();
  return await new Promise((resolvePort, reject) => {
    server.once("error", () => {
      reject(new ServiceError(`port ${port} is in use: set PORT to another one`));
    });
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
      const address = server.address();
      const claimed = typeof address === "object" && address !== null ? address.port : port;
      server.close(() => resolvePort(claimed));
    });
  });
}

/** The admin key that this data folder was given before, or a new one that it keeps from now on. */
function keptAdminKey(path: string): string {
  try {
    const kept = readFileSync(path, "utf8").trim();
    if (kept.length >= 16) return kept;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const made = `ledge_admin_${randomBytes(24).toString("base64url")}`;
  writeSecret(path, `${made}\n`);
  return made;
}

/** Writes a file that only its owner can read, even if one was there that others could. */
function writeSecret(path: string, text: string): void {
  rmSync(path, { force: true });
  writeFileSync(path, text, { mode: 0o600 });
}

async function migrate(
  args: readonly string[],
  log_path: string,
  signal: AbortSignal,
): Promise<void> {
  const wrangler = startWrangler(["d1", "migrations", "apply", "DB", "--local", ...args], log_path);
  const code = await Promise.race([wrangler.exited, deadline(signal)]);
  await wrangler.stop();
  if (code === 0) return;
  const what = typeof code === "string" ? code : "the D1 migrations could not be applied";
  throw new ServiceError(`${what}:\n${explain(wrangler.output())}`);
}

async function untilHealthy(url: string, wrangler: Wrangler, signal: AbortSignal): Promise<void> {
  let failure: string | null = null;
  void wrangler.exited.then(() => {
    failure ??= "wrangler ended before the service answered";
  });
  void deadline(signal).then((reason) => {
    failure ??= reason;
  });
  while (!(await isHealthy(url))) {
    // A failed build leaves wrangler holding the port without ever answering.
    if (wrangler.output().includes("Build failed")) failure ??= "the build failed";
    if (failure !== null) throw new ServiceError(`${failure}:\n${explain(wrangler.output())}`);
    await sleep(HEALTH_INTERVAL_MS);
  }
}

/** Resolves with the reason to give a start up: too much time, or told to. */
async function deadline(signal: AbortSignal): Promise<string> {
  try {
    await sleep(START_MS_MAX, undefined, { ref: false, signal });
    return `the service did not answer within ${START_MS_MAX / 1000} s`;
  } catch {
    return "the start was given up";
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, {
      signal: AbortSignal.timeout(HEALTH_REQUEST_MS),
    });
    await response.text();
    return response.ok;
  } catch {
    return false;
  }
}

/** The part of wrangler's output that a person needs: from the first error on, else its end. */
export function explain(output: string): string {
  const lines = output.trimEnd().split("\n");
  const first = lines.findIndex((line) => /\[ERROR\]|\bError:/.test(line));
  const part = first === -1 ? lines.slice(-20) : lines.slice(first, first + 40);
  return part.map((line) => `  ${line}`).join("\n");
}
