// `npm run demo`: the main job from beginning to end, on a service of its own with a data folder of
// its own, through the `ai-agent` command as a person would type it. Nothing of it stays.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isOffline, SettingsError } from "../src/env.ts";
import { buildCli } from "./build.ts";
import { ServiceError, startService } from "./service.ts";
import { localSettings } from "./settings.ts";
import { stopSignal } from "./stopping.ts";
import { PROJECT } from "./wrangler.ts";

const DEMO_MS_MAX = 300_000;
const SAMPLE = "examples/sample-project";
const TOOLS = "Read,Bash,Grep,Glob,Write";
const QUESTIONS = [
  "What files are in the current directory?",
  "Analyze the main.py file and summarize its functionality",
  "Search for ERROR in application.log from the last hour",
  "Find all Python files, count lines of code, and create a summary report",
];

/** A step of the demo that did not go as it should. */
class DemoError extends Error {}

/** Runs `ai-agent` and returns what it printed; shows command and output unless `quiet`. */
type Run = (args: readonly string[], options?: { quiet: boolean }) => Promise<string>;

function runner(cli: string, environment: NodeJS.ProcessEnv, signal: AbortSignal): Run {
  return async (args, { quiet } = { quiet: false }) => {
    if (!quiet) console.log(`\n$ ai-agent ${args.map(quoted).join(" ")}`);
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: PROJECT,
      env: environment,
      stdio: ["ignore", "pipe", "inherit"],
      signal,
      killSignal: "SIGKILL",
    });
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      if (!quiet) process.stdout.write(text);
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
    });
    if (code !== 0) throw new DemoError(`ai-agent ${args.join(" ")} ended with ${code}`);
    return printed;
  };
}

function quoted(word: string): string {
  return /^[\w.,/:=-]+$/.test(word) ? word : `"${word}"`;
}

async function play(run: Run, folder: string): Promise<void> {
  const name = ["--name", "Investigation Session"];
  const tools = ["--tools", TOOLS, "--allowed-tools", TOOLS];
  const created = await run(["sessions", "create", ...name, ...tools]);
  const session = /sesn_[0-9a-f]{32}/.exec(created)?.[0];
  if (session === undefined) throw new DemoError("the answer names no session");
  await run(["files", "import", session, SAMPLE]);
  for (const question of QUESTIONS) await run(["sessions", "query", session, question]);

  const report = await reportPath(run, session);
  const local = join(folder, "report.md");
  await run(["files", "get", session, report, "-o", local]);
  await run(["files", "get", session, report]);
  await run(["sessions", "tool-calls", session]);
  await run(["sessions", "get", session]);
  await run(["sessions", "list"]);
  await run(["sessions", "terminate", session, "--yes"]);
}

/** The report: the file that was written last, else one that the folder did not have before. */
async function reportPath(run: Run, session: string): Promise<string> {
  const read = async (args: readonly string[]) => {
    const { data } = JSON.parse(await run([...args, "--json"], { quiet: true })) as {
      data: Record<string, unknown>[];
    };
    return data;
  };
  const calls = await read(["sessions", "tool-calls", session, "--limit", "1000"]);
  const write = calls.findLast((call) => call.tool_name === "Write" && call.status === "success");
  const input = write?.tool_input as { file_path?: string } | undefined;
  const known = new Set(readdirSync(join(PROJECT, SAMPLE)));
  const files = await read(["files", "ls", session]);
  const made = files.find(({ kind, path }) => kind === "file" && !known.has(String(path)));
  const path = input?.file_path ?? made?.path;
  if (path === undefined) throw new DemoError("the agent wrote no report");
  return String(path).replace(/^\/workspace\//, "");
}

async function main(signal: AbortSignal): Promise<void> {
  const started_ms = Date.now();
  const settings = localSettings(process.env, "");
  const folder = mkdtempSync(join(tmpdir(), "ledge-demo-"));
  try {
    const cli = join(folder, "ai-agent.js");
    await buildCli(cli);
    console.log("Starting a service of its own, with a temporary data folder …");
    const service = await startService({ settings, persist_to: join(folder, "state"), signal });
    try {
      const model = isOffline(settings.parsed)
        ? "The OFFLINE emulator answers: its words are scripted, its tools really run.\n" +
          "Set ANTHROPIC_API_KEY for a real model."
        : "The Messages API answers.";
      console.log(`It is at ${service.url}.\n${model}`);
      const environment = {
        ...process.env,
        AI_AGENT_URL: service.url,
        AI_AGENT_KEY: service.admin_key,
        XDG_CONFIG_HOME: folder,
      };
      await play(runner(cli, environment, signal), folder);
    } finally {
      await service.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  const seconds = ((Date.now() - started_ms) / 1000).toFixed(1);
  console.log(`\nThat took ${seconds} s. The service is stopped and its data is gone.`);
}

const stopping = AbortSignal.any([
  stopSignal(new DemoError("stopped")),
  AbortSignal.timeout(DEMO_MS_MAX),
]);
try {
  await main(stopping);
} catch (error) {
  const reason: unknown = stopping.aborted ? stopping.reason : error;
  const kinds = [DemoError, ServiceError, SettingsError, DOMException];
  const isExpected = reason instanceof Error && kinds.some((kind) => reason instanceof kind);
  console.error(isExpected ? reason.message : reason);
  process.exitCode = 1;
}
