// The `ai-agent` command as tests run it: built once into a folder of the test's own, started as a
// process of its own, with nothing of the machine's configuration.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildCli } from "../../scripts/build.ts";

interface Ended {
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

export interface AiAgent {
  /** Where it is installed; also its configuration folder. */
  folder: string;
  start(args: readonly string[], options?: RunOptions): Running;
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

/** Builds the command; `environment` is what each run gets. */
export async function buildAiAgent(environment: Record<string, string>): Promise<AiAgent> {
  const folder = mkdtempSync(join(tmpdir(), "ai-agent-"));
  const file = join(folder, "ai-agent.js");
  await buildCli(file);
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
  const run = (args: readonly string[], options: RunOptions = {}) => start(args, options).ended;
  return {
    folder,
    start,
    run,
    json: async (args) => {
      const { code, stdout, stderr } = await run([...args, "--json"]);
      if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as Record<string, unknown>;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
