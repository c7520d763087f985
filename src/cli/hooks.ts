// The command `hooks`: which hooks were run in a session, and what came of them.
import { type Command, Option } from "commander";
import { HOOK_EVENTS, type HookEventName, type HookExecution } from "../contract/hook.ts";
import { wholeNumber } from "./arguments.ts";
import { contextOf } from "./context.ts";
import { duration, listTable, more, print, short, time } from "./output.ts";

interface HookOptions {
  type?: HookEventName;
  limit?: number;
  cursor?: string;
}

/** Adds the command `hooks`. */
export function addHookRunsCommand(program: Command): void {
  program
    .command("hooks")
    .description("which hooks were run in a session, and what came of them")
    .argument("<session>")
    .addOption(new Option("--type <type>", "only those of one point").choices(HOOK_EVENTS))
    .option("--limit <number>", "runs on a page", wholeNumber)
    .option("--cursor <cursor>", "the next page")
    .action(async (id: string, { type, ...page }: HookOptions, command: Command) => {
      const { client, json } = contextOf(command);
      const found = await client.sessions.hooks(id, { ...page, hook_type: type });
      print(json, found, () =>
        listTable(
          ["When", "Type", "Hook", "Took", "Went on", "What it said"],
          found.data.map((run) => [
            time(run.executed_at),
            run.hook_type,
            short(run.hook_name, 30),
            duration(run.duration_ms),
            run.continue_execution ? "yes" : "no",
            short(answerOf(run), 60),
          ]),
          "no hook was run yet",
        ),
      );
      if (!json) more(found.next_cursor);
    });
}

/** What a hook answered, or why it did not. */
function answerOf({ error, output_data }: HookExecution): string {
  if (error !== null) return `error: ${error}`;
  return output_data === null ? "–" : JSON.stringify(output_data);
}
