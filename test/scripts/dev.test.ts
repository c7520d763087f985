// `npm run dev` as a person meets it: it says where it is, stops when told to, and never hangs.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { PROJECT } from "../../scripts/wrangler.ts";
import { livingWith } from "./processes.ts";

let folder: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ledge-dev-"));
});
afterEach(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Run {
  output: () => string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
}

const SCRIPT = join(PROJECT, "scripts/dev.ts");

function dev(environment: Record<string, string>, command = [process.execPath, SCRIPT]): Run {
  const [program = "", ...args] = command;
  const started = spawn(program, args, {
    // Away from the project, so that nobody's .dev.vars has a say.
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      PERSIST_TO: join(folder, "state"),
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child = started;
  let output = "";
  for (const stream of [started.stdout, started.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => started.once("close", resolve));
  return { output: () => output, ended };
}

it("[DEV-9] a wrong setting ends it at once with exit code 1 and the setting's name", async () => {
  const run = dev({ MAX_TURNS: "many" });
  expect(await run.ended).toBe(1);
  expect(run.output()).toMatch(/^wrong settings: MAX_TURNS: /);
});

it("[DEV-10] it says where it is and who answers, and ends with all its children on SIGTERM", async () => {
  const run = dev({ PORT: `${20_000 + (process.pid % 20_000)}` });
  await Promise.race([saying(run, "Ctrl-C stops it."), run.ended]);
  expect(run.output()).toMatch(/^Ledge is running at http:\/\/127\.0\.0\.1:\d+/);
  expect(run.output()).toContain("the OFFLINE emulator");
  expect(run.output()).toContain(join(folder, "state/admin-api-key"));
  expect(livingWith(folder).length).toBeGreaterThan(0);
  child?.kill("SIGTERM");
  expect(await run.ended).toBe(0);
  expect(livingWith(folder)).toEqual([]);
});

it("[DEV-11] told to stop while it starts, it stops", async () => {
  const run = dev({});
  setTimeout(() => child?.kill("SIGTERM"), 1000);
  expect(await run.ended).toBe(0);
  expect(run.output()).toBe("");
  expect(livingWith(folder)).toEqual([]);
});

it("[DEV-12] when the npm that started it is gone, it stops as well", async () => {
  // npm's shell, which takes a signal for itself and leaves its child alone.
  const shell = ["sh", "-c", `"${process.execPath}" "${SCRIPT}"; exit $?`];
  const run = dev({ npm_lifecycle_event: "dev" }, shell);
  while (livingWith(join(folder, "state")).length === 0) await sleep(20);
  child?.kill("SIGKILL");
  // Its output is the child's too: it closes when the child has ended.
  await run.ended;
  expect(livingWith(folder)).toEqual([]);
});

async function saying(run: Run, text: string): Promise<void> {
  while (!run.output().includes(text)) await sleep(50);
}
