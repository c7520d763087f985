// From what went wrong to what a script can rely on: the exit codes, and for people a message that
// says what to do. docs/guides/cli.md lists the codes; they do not change meaning.
import { CommanderError } from "commander";
import { LedgeApiError, UnreachableError } from "../client.ts";

export const EXIT = {
  ok: 0,
  refused: 1,
  usage: 2,
  denied: 3,
  not_found: 4,
  conflict: 5,
  unreachable: 6,
  turn_not_finished: 7,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something that the command itself refuses, before or beside the service. */
export class CliError extends Error {
  readonly exit_code: ExitCode;

  constructor(exit_code: ExitCode, message: string) {
    super(message);
    this.exit_code = exit_code;
  }
}

export interface Failure {
  exit_code: ExitCode;
  message: string;
  /** What to do about it. */
  hint: string | null;
  type: string;
  request_id: string | null;
  issues: { path: string; message: string }[];
}

/** Explains an error that ends a command. Returns null for one that is a bug of ours. */
export function explainFailure(error: unknown): Failure | null {
  const plain = { hint: null, request_id: null, issues: [] };
  if (error instanceof CliError) {
    return { ...plain, exit_code: error.exit_code, message: error.message, type: "cli_error" };
  }
  if (error instanceof CommanderError) {
    const exit_code = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return { ...plain, exit_code, message: error.message, type: "usage_error" };
  }
  if (error instanceof UnreachableError) {
    const isLocal = /\/\/(localhost|127\.|\[::1\])/.test(error.message);
    const hint = isLocal
      ? "is the service running? `npm run dev` starts one"
      : "check the address (--url, AI_AGENT_URL or `ai-agent login`) and the network";
    return {
      ...plain,
      exit_code: EXIT.unreachable,
      message: error.message,
      hint,
      type: "unreachable",
    };
  }
  if (error instanceof LedgeApiError) {
    return {
      ...answerOf(error.status, error.message),
      message: error.message,
      type: error.type,
      request_id: error.request_id,
      issues: error.details?.issues ?? [],
    };
  }
  return null;
}

function answerOf(status: number, message: string): { exit_code: ExitCode; hint: string | null } {
  switch (status) {
    case 401:
      return {
        exit_code: EXIT.denied,
        hint: "the key is unknown, expired or revoked: `ai-agent login` stores another one",
      };
    case 403:
      return {
        exit_code: EXIT.denied,
        hint: "this key may not do that: `ai-agent me` shows its scopes",
      };
    case 404:
      return {
        exit_code: EXIT.not_found,
        hint: message.includes("session")
          ? "`ai-agent sessions list` shows the sessions that this key can see"
          : null,
      };
    case 409:
      return { exit_code: EXIT.conflict, hint: null };
    case 429:
      return { exit_code: EXIT.refused, hint: "too many requests with this key: wait a little" };
    default:
      return { exit_code: EXIT.refused, hint: null };
  }
}
