// The `sessions` commands for branching off and looking back: forks and their tree, checkpoints, and what
// is different between two places.
import type { Command } from "commander";
import { comparedPlace, given, messagePlace, textArgument, wholeNumber } from "./arguments.ts";
import {
  checkpointTable,
  diffSummary,
  diffTable,
  diffText,
  forkTable,
  treeText,
} from "./branch-view.ts";
import { contextOf } from "./context.ts";
import { clean, done, keyValueTable, more, notice, print, style } from "./output.ts";
import { noticeLag, sessionRows } from "./session-view.ts";

/** Adds them to the `sessions` commands. */
export function addBranchCommands(sessions: Command): void {
  addForks(sessions);
  addCheckpoints(sessions);
  addDiff(sessions);
}

interface ForkOptions {
  atMessage?: number | string;
  atSeq?: number;
  files: boolean;
  name?: string;
  message?: string;
}

interface PageOptions {
  limit?: number;
  cursor?: string;
}

function addForks(sessions: Command): void {
  sessions
    .command("fork")
    .description("make a session that goes on from here, or from an earlier place; this one stays")
    .argument("<session>")
    .option("--at-message <message>", "the last message to take along", messagePlace)
    .option("--at-seq <seq>", "the last event to take along", wholeNumber)
    .option("--no-files", "begin with no files")
    .option("--name <name>", "what to call it")
    .option("-m, --message <text>", "its first message of its own; - reads standard input")
    .action(async (id: string, options: ForkOptions, command: Command) => {
      const { client, json } = contextOf(command);
      const { atMessage, atSeq, files, name, message } = options;
      const fork = await client.branches.fork(
        id,
        given({
          name,
          fork_at_message: atMessage,
          fork_at_seq: atSeq,
          include_working_directory: files ? undefined : false,
          message: message === undefined ? undefined : await textArgument(message),
        }),
      );
      print(json, fork, () => keyValueTable(done(`Session forked: ${fork.id}`), sessionRows(fork)));
      if (!json && message !== undefined) {
        notice(`watch its answer: ai-agent sessions watch ${fork.id}`);
      }
    });
  sessions
    .command("forks")
    .description("the sessions that were forked from this one")
    .argument("<session>")
    .option("--limit <number>", "rows on a page", wholeNumber)
    .option("--cursor <cursor>", "the next page")
    .action(async (id: string, options: PageOptions, command: Command) => {
      const { client, json } = contextOf(command);
      const page = await client.branches.forks(id, options);
      print(json, page, () => forkTable(page.data));
      if (json) return;
      more(page.next_cursor);
      noticeLag(page.as_of);
    });
  sessions
    .command("tree")
    .description("all sessions that were forked from one another, with this one marked")
    .argument("<session>")
    .action(async (id: string, _options, command: Command) => {
      const { client, json } = contextOf(command);
      const lineage = await client.branches.lineage(id);
      print(json, lineage, () => treeText(lineage, id, style));
      if (!json && lineage.is_cut) notice("the tree is larger than this; `forks` shows all of one");
    });
}

function addCheckpoints(sessions: Command): void {
  sessions
    .command("checkpoints")
    .description("places to come back to: the turns' ends, and those with a name; newest first")
    .argument("<session>")
    .option("--create <name>", "give the place where the session is now a name")
    .option("--limit <number>", "rows on a page", wholeNumber)
    .option("--cursor <cursor>", "the next page")
    .action(async (id: string, options: PageOptions & { create?: string }, command: Command) => {
      const { client, json } = contextOf(command);
      const { create, ...query } = options;
      if (create !== undefined) {
        const made = await client.branches.createCheckpoint(id, create);
        print(json, made, () => {
          return `${done(`Checkpoint created: ${made.id}`)}\n${checkpointTable([made])}`;
        });
        return;
      }
      const page = await client.branches.checkpoints(id, query);
      print(json, page, () => checkpointTable(page.data));
      if (!json) more(page.next_cursor);
    });
}

function addDiff(sessions: Command): void {
  sessions
    .command("diff")
    .description("which files are different between two places, and how")
    .argument("<session>")
    .requiredOption("--from <place>", "a checkpoint or a seq", comparedPlace)
    .option("--to <place>", "a checkpoint, a seq or now (default: now)", comparedPlace)
    .option("--stat", "only count the lines")
    .action(
      async (
        id: string,
        options: { from: string; to?: string; stat?: boolean },
        command: Command,
      ) => {
        const { client, json } = contextOf(command);
        const { stat, ...places } = options;
        const comparison = await client.branches.compare(id, places);
        if (json) {
          print(json, comparison, () => "");
          return;
        }
        // To a file or a program the text goes as it is: a patch has to apply.
        const show = process.stdout.isTTY === true ? clean : (text: string) => text;
        const text = stat === true ? diffTable(comparison) : diffText(comparison, style, show);
        if (text !== "") process.stdout.write(`${text}\n`);
        notice(diffSummary(comparison));
        const { added, changed, removed, files } = comparison;
        const rest = added + changed + removed - files.length;
        if (rest > 0) notice(`${rest} more are not shown`);
      },
    );
}
