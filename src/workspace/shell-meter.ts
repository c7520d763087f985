// What a command line may do before it is stopped. Steps are counted as the interpreters report
// them, since nothing from outside can stop a loop that never lets go of the thread.
import { Bash } from "just-bash/browser";
import { SHELL_BUSY_MS_MAX, SHELL_BYTES_PER_STEP, SHELL_STEPS_MAX } from "../contract/limits.ts";
import type { Pace } from "./pace.ts";

const EXIT_LIMIT = 126;
export const EXIT_TIMEOUT = 124;

/**
 * just-bash's coverage writer: it is told of each command, statement, expression and query node
 * before it is run, and what it throws ends the script.
 */
export class Meter {
  /** The first reason to stop, once there is one. */
  stopped: { readonly exit_code: number; readonly reason: string } | null = null;
  readonly #pace: Pace;
  readonly #controller = new AbortController();
  #steps = 0;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** Aborted when the script is stopped: for what waits rather than computes. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  hit(): void {
    this.#spend(1);
  }

  /** Counts bytes of files read or written. */
  move(size_bytes: number): void {
    this.#spend(size_bytes / SHELL_BYTES_PER_STEP);
  }

  /** Lets the script go no further than its next step. */
  stop(exit_code: number, reason: string): void {
    this.stopped ??= { exit_code, reason };
    this.#controller.abort();
  }

  #spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > SHELL_STEPS_MAX) {
      this.stop(EXIT_LIMIT, `stopped after ${SHELL_STEPS_MAX} steps`);
    }
    // A second guard, for few steps on much data. On the edge the clock may stand still meanwhile.
    if (this.#pace.busy_ms > SHELL_BUSY_MS_MAX) {
      this.stop(EXIT_LIMIT, `stopped after ${SHELL_BUSY_MS_MAX} ms without a pause`);
    }
    if (this.stopped !== null) throw scriptEnd(this.stopped.reason);
  }
}

type LimitError = new (message: string, limit: "iterations") => Error;
let limitError: LimitError | undefined;

/**
 * An error that ends a script and keeps what it has printed. It must be the one that just-bash ends
 * scripts with itself, which passes every `catch` of its commands; as it is not exported, it is had
 * by going over a limit.
 */
export function scriptEnd(reason: string): Error {
  limitError ??= findLimitError();
  return new limitError(reason, "iterations");
}

function findLimitError(): LimitError {
  try {
    new Bash({ commands: [], executionLimits: { maxSourceBytes: 0 } }).transform("true");
  } catch (error) {
    if (error instanceof Error) return error.constructor as LimitError;
  }
  throw new Error("just-bash let a script over its size limit pass");
}
