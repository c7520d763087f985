// The `ai-agent` command as tests run it: built once into a folder of the test's own, started as a
// process of its own, with nothing of the machine's configuration.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { buildCli } from "../../scripts/build.ts";
import { type Service, startService } from "../../scripts/service.ts";
import { localSettings } from "../../scripts/settings.ts";

const TERMINAL_WAIT = { timeout: 15_000, interval: 20 };

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Running {
  child: ChildProcess;
  /** What it has printed so far. */
  stdout: () => string;
  ended: Promise<Ended>;
}

interface OnTerminal {
  /** What is on the screen so far, results and remarks alike. */
  screen: () => string;
  /** Resolves once the screen shows this text, which must come after what the last call waited for. */
  shows(text: string): Promise<void>;
  type(text: string): void;
  /** The exit code. */
  ended: Promise<number | null>;
}

export interface AiAgent {
  /** Where it is installed; also its configuration folder. */
  folder: string;
  start(args: readonly string[], options?: RunOptions): Running;
  /** Starts it on a terminal of its own; needs `script` of util-linux. */
  startOnTerminal(args: readonly string[]): OnTerminal;
  /** Runs it to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** Runs it with --json and returns the document; throws when it does not end with 0. */
  json(args: readonly string[]): Promise<Record<string, unknown>>;
  remove(): void;
}

interface RunOptions {
  input?: string | Uint8Array;
  environment?: Record<string, string>;
}

interface AgentOnService {
  agent: AiAgent;
  service: Service;
  /** Where the service keeps its data. */
  state: string;
  /** Ends the service and removes everything of both. */
  remove: () => Promise<void>;
}

/** Builds the command and starts a service for it, which it talks to as an admin. */
export async function startWithService(): Promise<AgentOnService> {
  const state = mkdtempSync(join(tmpdir(), "ledge-cli-"));
  let service: Service | undefined;
  let agent: AiAgent | undefined;
  const remove = async () => {
    agent?.remove();
    await service?.stop();
    rmSync(state, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    service = await startService({ settings: localSettings({}, ""), persist_to: state });
    agent = await buildAiAgent({ AI_AGENT_URL: service.url, AI_AGENT_KEY: service.admin_key });
    return { agent, service, state, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Builds the command; `environment` is what each run gets. */
export async function buildAiAgent(environment: Record<string, string>): Promise<AiAgent> {
  const folder = mkdtempSync(join(tmpdir(), "ai-agent-"));
  const file = join(folder, "ai-agent.js");
  await buildCli(file);
  const onTerminals: ChildProcess[] = [];
  const start = (args: readonly string[], options: RunOptions = {}): Running => {
    const child = spawn(process.execPath, [file, ...args], {
      env: { HOME: folder, XDG_CONFIG_HOME: folder, ...environment, ...options.environment },
      stdio: ["pipe", "pipe", "pipe"],
    });
    child.stdin.on("error", () => undefined).end(options.input ?? "");
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    const ended = new Promise<Ended>((resolve) => {
      child.once("close", (code) =>
        resolve({ code, stdout: `${Buffer.concat(stdout)}`, stderr: `${Buffer.concat(stderr)}` }),
      );
    });
    return { child, stdout: () => `${Buffer.concat(stdout)}`, ended };
  };
  const startOnTerminal = (args: readonly string[]): OnTerminal => {
    const words = [process.execPath, file, ...args].map(
      (word) => `'${word.replaceAll("'", "'\\''")}'`,
    );
    const child = spawn(
      "script",
      ["-qefc", `stty cols 200; exec ${words.join(" ")}`, "/dev/null"],
      {
        env: {
          HOME: folder,
          XDG_CONFIG_HOME: folder,
          TERM: "xterm",
          PATH: "/usr/bin:/bin",
          ...environment,
        },
        stdio: ["pipe", "pipe", "inherit"],
      },
    );
    onTerminals.push(child);
    let screen = "";
    let seen = 0;
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      screen += chunk;
    });
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    return {
      screen: () => screen,
      shows: async (text) => {
        await vi.waitFor(() => expect(screen.slice(seen)).toContain(text), TERMINAL_WAIT);
        seen = screen.indexOf(text, seen) + text.length;
      },
      type: (text) => void child.stdin.write(text),
      ended,
    };
  };
  const run = (args: readonly string[], options: RunOptions = {}) => start(args, options).ended;
  return {
    folder,
    start,
    startOnTerminal,
    run,
    json: async (args) => {
      const { code, stdout, stderr } = await run([...args, "--json"]);
      if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as Record<string, unknown>;
    },
    remove: () => {
      // A test that failed may have left a question on the screen.
      for (const child of onTerminals) child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
