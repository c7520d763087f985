// Wrangler as a child in its own process group, so that whatever it starts ends with it; its output
// goes to a log file and, the last part of it, to whoever has to explain a failure.
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { settingsSchema } from "../src/env.ts";

export const PROJECT = fileURLToPath(new URL("..", import.meta.url));
const WRANGLER = join(PROJECT, "node_modules/wrangler/bin/wrangler.js");

const OUTPUT_CHARS_KEPT = 64_000;
const TERMINATE_MS = 5_000;
const KILL_MS = 300;

export interface Wrangler {
  readonly pid: number;
  /** Settles when wrangler is gone, by itself or not. */
  readonly exited: Promise<number | null>;
  /** What it printed last. */
  output(): string;
  /** Called with every piece that it prints from now on. */
  onOutput(listener: (text: string) => void): void;
  /** Ends wrangler and all it started; resolves when none of them is left. */
  stop(): Promise<void>;
}

/**
 * Starts `wrangler ...args` in the project's folder, with telemetry, update checks and prompts off.
 * `log_path` is appended to; its folder must exist.
 */
export function startWrangler(args: readonly string[], log_path: string): Wrangler {
  const child = spawn(process.execPath, [WRANGLER, ...args], {
    cwd: PROJECT,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: wranglerEnvironment(dirname(log_path)),
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error("wrangler could not be started");

  const log = createWriteStream(log_path, { flags: "a", mode: 0o600 });
  const listeners: ((text: string) => void)[] = [];
  let kept = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (colored: string) => {
      // Some of its messages are colored whatever NO_COLOR says.
      const text = stripVTControlCharacters(colored);
      log.write(text);
      kept = (kept + text).slice(-OUTPUT_CHARS_KEPT);
      for (const listener of listeners) listener(text);
    });
  }
  // A parent that ends for whatever reason takes the group with it; only SIGKILL leaves it no time.
  const killGroup = () => signalGroup(pid, "SIGKILL");
  process.once("exit", killGroup);
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => resolve(code));
  });
  return {
    pid,
    exited,
    output: () => kept,
    onOutput: (listener) => listeners.push(listener),
    stop: async () => {
      child.kill("SIGTERM");
      await Promise.race([exited, sleep(TERMINATE_MS, undefined, { ref: false })]);
      killGroup();
      await exited;
      await groupGone(pid);
      process.off("exit", killGroup);
      await new Promise<void>((resolve) => log.end(resolve));
    },
  };
}

function wranglerEnvironment(state_directory: string): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  // Settings reach the Worker through the env file alone; wrangler would prefer these to it.
  for (const name of Object.keys(settingsSchema.shape)) delete environment[name];
  return {
    ...environment,
    CI: "1",
    NO_COLOR: "1",
    FORCE_COLOR: "0",
    DO_NOT_TRACK: "1",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_SEND_ERROR_REPORTS: "false",
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_LOG_PATH: join(state_directory, "logs"),
    // Two services on one machine must not find each other's objects by the Worker's name.
    WRANGLER_REGISTRY_PATH: join(state_directory, "registry"),
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    // The switch of wrangler's local trace store: left on, every call streams its spans to a collector
    // that writes them to the disk, for a third of the processor time of a turn.
    X_LOCAL_OBSERVABILITY: "false",
  };
}

/** Signals every process of the group; false when there is none left. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Waits for the group to be empty. Bounded: a container without an init keeps dead members. */
async function groupGone(pid: number): Promise<void> {
  const deadline_ms = Date.now() + KILL_MS;
  while (signalGroup(pid, 0) && Date.now() < deadline_ms) await sleep(10);
}
