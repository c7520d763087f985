// The `sessions` commands that make, show and end sessions.
import { type Command, Option } from "commander";
import type { PermissionMode, SessionCreate } from "../contract/session.ts";
import { addArchiveCommands } from "./archives.ts";
import { collect, collectPair, given, textArgument, wholeNumber } from "./arguments.ts";
import { confirm } from "./ask.ts";
import { addBranchCommands } from "./branches.ts";
import { contextOf } from "./context.ts";
import { type GuardOptions, guardsOf, withGuardOptions } from "./guards.ts";
import { done, keyValueTable, more, print } from "./output.ts";
import { addQueryCommands } from "./query.ts";
import { addRewindCommands } from "./rewind.ts";
import {
  messageText,
  noticeLag,
  sessionRows,
  sessionTable,
  toolCallTable,
  usageRows,
} from "./session-view.ts";
import { addSessionRecords } from "./usage.ts";

const PERMISSION_MODES: readonly PermissionMode[] = [
  "default",
  "acceptEdits",
  "plan",
  "dontAsk",
  "bypassPermissions",
];

/** Adds the `sessions` commands to the program. */
export function addSessionCommands(program: Command): void {
  const sessions = program.command("sessions").description("sessions and what happens in them");
  addCreate(sessions);
  addQueryCommands(sessions);
  addReaders(sessions);
  addBranchCommands(sessions);
  addRewindCommands(sessions);
  addArchiveCommands(sessions);
  addSessionRecords(sessions);
  addEndings(sessions);
}

interface CreateOptions extends GuardOptions {
  name?: string;
  description?: string;
  mode?: "interactive" | "background";
  model?: string;
  workingDirectory?: string;
  tools?: string[];
  allowedTools?: string[];
  disallowedTools?: string[];
  systemPrompt?: string;
  permissionMode?: PermissionMode;
  maxTurns?: number;
  metadata?: Record<string, string>;
}

function addCreate(sessions: Command): void {
  withGuardOptions(sessions.command("create").description("make a session"))
    .option("--name <name>", "what to call it")
    .option("--description <text>", "what it is for")
    .addOption(new Option("--mode <mode>").choices(["interactive", "background"]))
    .option("--model <model>", "the model that answers")
    .option("--working-directory <path>", "where its tools start")
    .option("--tools <tool>", "a tool the model is offered (repeatable; default: all)", collect)
    .option("--allowed-tools <tool>", "a tool that runs without asking (repeatable)", collect)
    .option("--disallowed-tools <tool>", "a tool that never runs (repeatable)", collect)
    .option("--system-prompt <text>", "instructions; - reads them from standard input")
    .addOption(new Option("--permission-mode <mode>").choices(PERMISSION_MODES))
    .option("--max-turns <number>", "model calls in one turn", wholeNumber)
    .option("--metadata <key=value>", "a pair to keep with it (repeatable)", collectPair)
    .action(async (options: CreateOptions, command: Command) => {
      const { client, json } = contextOf(command);
      const session = await client.sessions.create(await createBody(options));
      print(json, session, () =>
        keyValueTable(done(`Session created: ${session.id}`), sessionRows(session)),
      );
    });
}

async function createBody(options: CreateOptions): Promise<SessionCreate> {
  return given({
    name: options.name,
    description: options.description,
    mode: options.mode,
    model: options.model,
    working_directory: options.workingDirectory,
    tools: options.tools as SessionCreate["tools"],
    allowed_tools: options.allowedTools,
    disallowed_tools: options.disallowedTools,
    ...guardsOf(options),
    system_prompt:
      options.systemPrompt === undefined ? undefined : await textArgument(options.systemPrompt),
    permission_mode: options.permissionMode,
    sdk_options: options.maxTurns === undefined ? undefined : { max_turns: options.maxTurns },
    metadata: options.metadata,
  });
}

interface ConversationOptions {
  all?: boolean;
  limit?: number;
  cursor?: string;
}

const pathOf = (all: boolean | undefined) => (all === true ? { path: "all" as const } : {});

function addReaders(sessions: Command): void {
  sessions
    .command("list")
    .description("your sessions, newest first")
    .option("--status <status>")
    .option("--mode <mode>")
    .option("-q, --query <text>", "only those whose name or description has it")
    .option("--limit <number>", "rows on a page", wholeNumber)
    .option("--cursor <cursor>", "the next page, as the page before named it")
    .action(async (options: Record<string, string> & { limit?: number }, command: Command) => {
      const { client, json } = contextOf(command);
      const { query, ...rest } = options;
      const page = await client.sessions.list({ ...rest, q: query });
      print(json, page, () => sessionTable(page.data));
      if (json) return;
      more(page.next_cursor);
      noticeLag(page.as_of);
    });
  sessions
    .command("get")
    .description("one session with all that is known of it")
    .argument("<session>")
    .action(async (id: string, _options, command: Command) => {
      const { client, json } = contextOf(command);
      const session = await client.sessions.get(id);
      print(json, session, () =>
        keyValueTable(session.id, [...sessionRows(session), ...usageRows(session)]),
      );
    });
  sessions
    .command("messages")
    .description("the conversation")
    .argument("<session>")
    .option("--all", "what rewinds have hidden as well")
    .option("--limit <number>", "messages on a page", wholeNumber)
    .option("--cursor <cursor>", "the next page")
    .action(async (id: string, { all, ...options }: ConversationOptions, command: Command) => {
      const { client, json } = contextOf(command);
      const page = await client.sessions.messages(id, { ...options, ...pathOf(all) });
      print(json, page, () => page.data.map(messageText).join("\n\n") || "no messages yet");
      if (!json) more(page.next_cursor);
    });
  sessions
    .command("tool-calls")
    .description("what its tools did")
    .argument("<session>")
    .option("--all", "what rewinds have hidden as well")
    .option("--limit <number>", "calls on a page", wholeNumber)
    .option("--cursor <cursor>", "the next page")
    .action(async (id: string, { all, ...options }: ConversationOptions, command: Command) => {
      const { client, json } = contextOf(command);
      const page = await client.sessions.toolCalls(id, { ...options, ...pathOf(all) });
      print(json, page, () => toolCallTable(page.data));
      if (!json) more(page.next_cursor);
    });
}

function addEndings(sessions: Command): void {
  sessions
    .command("interrupt")
    .description("stop the running turn; the session stays")
    .argument("<session>")
    .action(async (id: string, _options, command: Command) => {
      const { client, json } = contextOf(command);
      const answer = await client.sessions.interrupt(id);
      print(json, answer, () =>
        answer.interrupted ? done(`Turn interrupted: ${id}`) : `no turn was running: ${id}`,
      );
    });
  sessions
    .command("compact")
    .description("summarise the context, so that the model is sent less; nothing is lost")
    .argument("<session>")
    .option("--instructions <text>", "what the summary should keep above all")
    .action(async (id: string, options: { instructions?: string }, command: Command) => {
      const { client, json } = contextOf(command);
      const answer = await client.sessions.compact(id, options.instructions);
      print(json, answer, () =>
        answer.receipt === "started"
          ? done(`Compaction started: ${id}`)
          : `a turn is running: ${id} is compacted before its next model call`,
      );
    });
  sessions
    .command("complete")
    .description("say that a session has done its work")
    .argument("<session>")
    .action(async (id: string, _options, command: Command) => {
      const { client, json } = contextOf(command);
      const session = await client.sessions.complete(id);
      print(json, session, () => done(`Session completed: ${session.id}`));
    });
  sessions
    .command("terminate")
    .description("end a session for good; its log and files stay readable")
    .argument("<session>")
    .option("--purge", "erase its log and files as well")
    .option("-y, --yes", "do not ask")
    .action(async (id: string, options: { purge?: boolean; yes?: boolean }, command: Command) => {
      const { client, json } = contextOf(command);
      const purge = options.purge === true;
      const what = purge ? "Erase session" : "Terminate session";
      await confirm(`${what} ${id}? This cannot be undone.`, options.yes === true);
      if (purge) {
        await client.sessions.purge(id);
        print(json, { id, purged: true }, () => done(`Session erased: ${id}`));
        return;
      }
      const session = await client.sessions.terminate(id);
      print(json, session, () => done(`Session terminated: ${session.id}`));
    });
}
