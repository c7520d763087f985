// `ai-agent`: the command line of Ledge. Results go to standard output, everything else to standard
// error, and the exit code says what happened.
import { Command, CommanderError } from "commander";
import { addAuditCommands } from "./audit.ts";
import { EXIT, explainFailure } from "./exit.ts";
import { addFileCommands } from "./files.ts";
import { addHookRunsCommand } from "./hooks.ts";
import { addHookConfigCommands } from "./hooks-config.ts";
import { addKeyCommands } from "./keys.ts";
import { addLoginCommands } from "./login.ts";
import { addPermissionCommands } from "./permissions.ts";
import { addPolicyCommands } from "./policies.ts";
import { addSessionCommands } from "./sessions.ts";
import { addUsageCommand } from "./usage.ts";

const EXIT_CODES = `
Exit codes: 0 ok · 1 refused · 2 wrong usage · 3 key missing or not allowed · 4 not found ·
5 conflict · 6 service not reachable · 7 the turn ended otherwise than end_turn · 130 Ctrl-C
Environment: AI_AGENT_URL, AI_AGENT_KEY (go before the stored login)`;

function buildProgram(): Command {
  const program = new Command("ai-agent")
    .description("sessions of AI agents on a Ledge service")
    .option("--json", "one JSON document (query, watch: JSON Lines of events) and nothing else")
    .option("--url <address>", "the service")
    .option("--key <key>", "an API key or a token")
    .configureHelp({ showGlobalOptions: true })
    .addHelpText("after", EXIT_CODES)
    .showSuggestionAfterError(true)
    .exitOverride();
  addLoginCommands(program);
  addKeyCommands(program);
  addSessionCommands(program);
  addPermissionCommands(program);
  addHookConfigCommands(program);
  addPolicyCommands(program);
  addFileCommands(program);
  addHookRunsCommand(program);
  addAuditCommands(program);
  addUsageCommand(program);
  return program;
}

/** Says what went wrong, as text or as JSON, and returns the exit code. Rethrows a bug of ours. */
function report(error: unknown, asJson: boolean): number {
  const failure = explainFailure(error);
  if (failure === null) throw error;
  const { exit_code, message, hint, request_id, issues, type } = failure;
  // The parser has printed its own.
  if (error instanceof CommanderError) return exit_code;
  if (asJson) {
    const body = { type, message, hint, request_id, issues };
    process.stderr.write(`${JSON.stringify({ error: body, exit_code })}\n`);
    return exit_code;
  }
  const lines = [
    `error: ${message}`,
    ...issues.map((issue) => `  ${issue.path}: ${issue.message}`),
    ...(hint === null ? [] : [`  ${hint}`]),
    ...(request_id === null ? [] : [`  request ${request_id}`]),
  ];
  process.stderr.write(`${lines.join("\n")}\n`);
  return exit_code;
}

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.ok);
  throw error;
});
const program = buildProgram();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error, process.argv.includes("--json"));
}
