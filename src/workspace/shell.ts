// A shell over a stage: just-bash with no host, no network and a budget of steps. Its interpreter
// never lets go of the thread inside a loop, so that only counting can stop one (SHELL_STEPS_MAX).
import { Bash, type BashExecResult } from "just-bash/browser";
import type { Shell, ShellResult } from "../agent/tool.ts";
import {
  SHELL_COMMANDS_MAX,
  SHELL_MEMORY_BYTES_MAX,
  SHELL_SOURCE_BYTES_MAX,
  SHELL_STEPS_MAX,
  SHELL_STRING_BYTES_MAX,
} from "../contract/limits.ts";
import { TEMPORARY_DIRECTORY } from "./path.ts";
import { ShellFiles } from "./shell-files.ts";
import { EXIT_TIMEOUT, Meter } from "./shell-meter.ts";
import type { Stage } from "./stage.ts";

/** just-bash counts data commands' items (lines of `rg`, characters of `tr`) as loop iterations. */
const ITERATIONS_MAX = 10_000_000;

const LIMITS = {
  maxCommandCount: SHELL_COMMANDS_MAX,
  maxLoopIterations: ITERATIONS_MAX,
  // Each of these is per loop, and loops nest: the steps are what bounds them together.
  maxAwkIterations: ITERATIONS_MAX,
  maxSedIterations: 100_000,
  maxJqIterations: SHELL_STEPS_MAX,
  maxSourceBytes: SHELL_SOURCE_BYTES_MAX,
  maxStringLength: SHELL_STRING_BYTES_MAX,
  maxHeredocSize: SHELL_STRING_BYTES_MAX,
  maxOutputSize: SHELL_STRING_BYTES_MAX,
  maxLiveBytes: SHELL_MEMORY_BYTES_MAX,
  // The defaults are more than workerd's zlib accepts.
  maxArchiveBytes: SHELL_MEMORY_BYTES_MAX,
  maxArchiveEntryBytes: SHELL_MEMORY_BYTES_MAX,
  maxArchiveCompressedBytes: SHELL_MEMORY_BYTES_MAX,
};

/** The shell of one stage. Nothing but the stage's files lasts from one `run` to the next. */
export function createShell(stage: Stage): Shell {
  return {
    async run(command, { cwd, timeout_ms, signal }): Promise<ShellResult> {
      await stage.pace.rest(0);
      const meter = new Meter(stage.pace);
      const interrupt = () => meter.stop(EXIT_TIMEOUT, "interrupted");
      if (signal.aborted) interrupt();
      signal.addEventListener("abort", interrupt);
      const timer = setTimeout(() => {
        meter.stop(EXIT_TIMEOUT, `timed out after ${timeout_ms} ms`);
      }, timeout_ms);
      try {
        const running = newBash(stage, cwd, meter).exec(command, { rawScript: true });
        const { stdout, stderr, exitCode, env } = plain(await settle(running));
        if (meter.stopped !== null) {
          const { exit_code, reason } = meter.stopped;
          const told = stderr.includes(reason) ? stderr : `${stderr}bash: ${reason}\n`;
          return { stdout, stderr: told, exit_code, cwd };
        }
        return { stdout, stderr, exit_code: exitCode, cwd: endDirectory(stage, env.PWD, cwd) };
      } finally {
        clearTimeout(timer);
        signal.removeEventListener("abort", interrupt);
        // Ends the timers of sleeps that the script itself no longer waits for.
        meter.stop(0, "ended");
      }
    },
  };
}

function newBash(stage: Stage, cwd: string, meter: Meter): Bash {
  return new Bash({
    fs: new ShellFiles(stage, meter),
    cwd,
    env: { HOME: stage.root, TMPDIR: TEMPORARY_DIRECTORY, USER: "agent" },
    executionLimits: LIMITS,
    // It patches globals that the whole isolate shares.
    defenseInDepth: false,
    coverage: meter,
    sleep: (ms) => stage.pace.rest(ms, meter.signal),
  });
}

/** just-bash throws for what it did not foresee; to its caller that is a failed command. */
async function settle(running: Promise<BashExecResult>): Promise<BashExecResult> {
  try {
    return await running;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { stdout: "", stderr: `bash: ${reason}\n`, exitCode: 1, env: {} };
  }
}

/** Without the advice that just-bash has for whoever embeds it. */
function plain(result: BashExecResult): BashExecResult {
  const stderr = result.stderr
    .replace(/, increase executionLimits\.\w+/g, "")
    .replace(/: command not available in browser environments\..*/g, ": command not found");
  return { ...result, stderr };
}

/** A script may set PWD to anything; only a directory counts. */
function endDirectory(stage: Stage, pwd: string | undefined, cwd: string): string {
  if (pwd === undefined || !pwd.startsWith("/")) return cwd;
  try {
    return stage.lstat(stage.destination(pwd))?.kind === "directory" ? pwd : cwd;
  } catch {
    return cwd;
  }
}
