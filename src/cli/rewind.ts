// The `sessions` commands that go back: `rewind`, which shows what would change before it asks, and `undo`.
import type { Command } from "commander";
import type { RewindInput, RewindResult } from "../contract/branch.ts";
import { rewindPlace, wholeNumber } from "./arguments.ts";
import { confirm } from "./ask.ts";
import { rewindSummary, rewindText } from "./branch-view.ts";
import { contextOf } from "./context.ts";
import { CliError, EXIT } from "./exit.ts";
import { done, notice, print } from "./output.ts";

interface RewindOptions {
  to: Pick<RewindInput, "checkpoint_id" | "to_seq" | "to_message">;
  files: boolean;
  onlyFiles?: boolean;
  dryRun?: boolean;
  yes?: boolean;
}

/** Adds them to the `sessions` commands. */
export function addRewindCommands(sessions: Command): void {
  sessions
    .command("rewind")
    .description(
      "go back to a place; what is left out is hidden, not deleted, and `undo` brings it back",
    )
    .argument("<session>")
    .requiredOption("--to <place>", "ckpt_…, seq:12 or message:4: the last that stays", rewindPlace)
    .option("--no-files", "leave the files as they are")
    .option("--only-files", "leave the conversation as it is")
    .option("--dry-run", "only show what would change")
    .option("-y, --yes", "do not ask")
    .action(async (id: string, options: RewindOptions, command: Command) => {
      const { client, json } = contextOf(command);
      if (options.onlyFiles === true && !options.files) {
        throw new CliError(EXIT.usage, "--no-files and --only-files leave nothing to rewind");
      }
      const input: RewindInput = {
        ...options.to,
        files: options.files,
        conversation: options.onlyFiles !== true,
      };
      if (options.dryRun === true) {
        printRewind(json, await client.branches.rewind(id, { ...input, dry_run: true }));
        return;
      }
      if (options.yes !== true) {
        const plan = await client.branches.rewind(id, { ...input, dry_run: true });
        notice(outcomeOf(plan));
        await confirm(`Rewind ${id} to seq ${plan.to_seq}: ${rewindSummary(plan)}. Go on?`, false);
      }
      const result = await client.branches.rewind(id, input);
      printRewind(json, result);
      if (!json) notice(`take it back: ai-agent sessions undo ${id} --seq ${result.seq}`);
    });
  sessions
    .command("undo")
    .description("take a rewind back, also after new turns; an undo can be undone as well")
    .argument("<session>")
    .option("--seq <seq>", "the rewind or undo to take back (default: the last)", wholeNumber)
    .option("--dry-run", "only show what would change")
    .action(async (id: string, options: { seq?: number; dryRun?: boolean }, command: Command) => {
      const { client, json } = contextOf(command);
      const { seq, dryRun } = options;
      const result = await client.branches.undo(id, {
        ...(seq === undefined ? {} : { seq }),
        ...(dryRun === true ? { dry_run: true } : {}),
      });
      printRewind(json, result);
    });
}

function printRewind(json: boolean, result: RewindResult): void {
  print(json, result, () => outcomeOf(result));
}

function outcomeOf(result: RewindResult): string {
  const place = `seq ${result.to_seq}: ${rewindSummary(result)}`;
  const head = result.dry_run ? `would go to ${place}` : done(`Went to ${place}`);
  return [head, rewindText(result)].filter((text) => text !== "").join("\n");
}
