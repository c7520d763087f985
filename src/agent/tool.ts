// What a tool is: a name, a description and schema the model is shown, and one function that never
// throws for what the model did wrong. A tool sees the world only through its context.
import type { z } from "zod";

/** What the model reads after a call. `is_error` results are data for the model, not failures of ours. */
export interface ToolOutput {
  readonly content: string;
  readonly is_error: boolean;
}

export interface FileStat {
  readonly path: string;
  readonly kind: "file" | "directory" | "symlink";
  readonly size_bytes: number;
  readonly mode: number;
  readonly modified_at_ms: number;
  /** sha256 of the content in hex; null for what has no content of its own. */
  readonly hash: string | null;
}

/**
 * The workspace as one tool call sees it. Paths are absolute POSIX paths and are normalised by the
 * implementation; whatever would leave the file system's root is refused. Changes are staged: they
 * become durable together with the call's result, so a call that dies half-way changed nothing.
 */
export interface Files {
  /** Where relative paths start: the session's `working_directory`. */
  readonly root: string;
  /** Follows symlinks. Null when nothing is there. */
  stat(path: string): Promise<FileStat | null>;
  /** Throws LedgeError `not_found` when there is no file, `invalid_request` for a directory. */
  read(path: string): Promise<Uint8Array>;
  /** Creates missing parent directories; replaces what was there. Throws `too_large` over the limits. */
  write(path: string, content: Uint8Array): Promise<void>;
  /** Every file below a directory, sorted by path. */
  walk(path: string): Promise<FileStat[]>;
}

/** What the session's tools remember between calls (cwd, files read, todos). JSON values, staged like files. */
export interface Memory {
  get<T>(key: string): T | undefined;
  set(key: string, value: unknown): void;
}

export interface ShellResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit_code: number;
  /** Where the shell stood when the command ended. */
  readonly cwd: string;
}

/** Runs one command line over the staged files. Bounded in steps, time and output; never throws for a failing command. */
export interface Shell {
  run(
    command: string,
    options: { cwd: string; timeout_ms: number; signal: AbortSignal },
  ): Promise<ShellResult>;
}

export interface ToolContext {
  readonly files: Files;
  readonly shell: Shell;
  readonly memory: Memory;
  /** Stable across reruns of the same call: a tool may use it as its idempotency key. */
  readonly call_id: string;
  readonly signal: AbortSignal;
  readonly now: () => number;
}

export interface Tool<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly description: string;
  readonly input: Schema;
  /** True when running the call again after a crash has the effect of running it once. */
  readonly rerunnable: boolean;
  /** A call is cut off after so long; TOOL_TIMEOUT_MS_DEFAULT when a tool does not say. */
  readonly timeout_ms?: number;
  run(input: z.output<Schema>, context: ToolContext): Promise<ToolOutput>;
}
