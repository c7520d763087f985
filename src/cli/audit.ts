// The `audit` commands: who did what, and whether the trail of a session is whole.
import { once } from "node:events";
import { type Command, Option } from "commander";
import type { AuditVerdict } from "../contract/audit.ts";
import { wholeNumber } from "./arguments.ts";
import { contextOf } from "./context.ts";
import { CliError, EXIT } from "./exit.ts";
import { done, listTable, more, print, short, time } from "./output.ts";

interface FilterOptions {
  session?: string;
  action?: string;
  actor?: string;
  from?: string;
  to?: string;
  order?: "asc" | "desc";
}

interface ListOptions extends FilterOptions {
  limit?: number;
  cursor?: string;
}

function withFilterOptions(command: Command): Command {
  return command
    .option("--session <session>", "only what was done to this one")
    .option("--action <action>", "such as session.queried")
    .option("--actor <user>", "only what this user did")
    .option("--from <time>", "a day or a time, as 2026-11-20")
    .option("--to <time>", "a day or a time, not included")
    .addOption(new Option("--order <order>").choices(["asc", "desc"]));
}

/** Adds the `audit` commands to the program. */
export function addAuditCommands(program: Command): void {
  const audit = program.command("audit").description("who did what, when and from where");
  withFilterOptions(audit.command("list"))
    .description("what was done to your sessions and keys, newest first (admin: to everybody's)")
    .option("--limit <number>", "rows on a page", wholeNumber)
    .option("--cursor <cursor>", "the next page")
    .action(async ({ session, ...options }: ListOptions, command: Command) => {
      const { client, json } = contextOf(command);
      const page = await client.audit.list({ ...options, session_id: session });
      print(json, page, () =>
        listTable(
          ["When", "Who", "From", "Action", "What"],
          page.data.map((row) => [
            time(row.at),
            short(row.actor.user_id, 30),
            row.actor.ip ?? "–",
            row.action,
            short(row.resource_id, 50),
          ]),
          "nothing was done yet",
        ),
      );
      if (!json) more(page.next_cursor);
    });
  withFilterOptions(audit.command("export"))
    .description("everything that matches, as JSON Lines on standard output")
    .action(async ({ session, ...options }: FilterOptions, command: Command) => {
      const { client } = contextOf(command);
      const lines = await client.audit.export({ ...options, session_id: session });
      for await (const chunk of lines) {
        // No faster than they are taken: a trail may be long.
        if (!process.stdout.write(chunk)) await once(process.stdout, "drain");
      }
    });
  audit
    .command("verify")
    .description("check that no row of a session's trail was changed, dropped or moved")
    .argument("<session>")
    .action(async (id: string, _options, command: Command) => {
      const { client, json } = contextOf(command);
      const verdict = await client.audit.verify(id);
      if (verdict.status === "broken") {
        if (json) print(json, verdict, () => "");
        throw new CliError(EXIT.refused, faultOf(verdict));
      }
      const rest = verdict.status === "behind" ? "; the others are on their way" : "";
      print(json, verdict, () =>
        done(`${verdict.verified_count} of ${verdict.expected_count} rows hold${rest}`),
      );
    });
}

/** What is wrong with the first row that is. */
function faultOf({ first_fault, expected_count }: AuditVerdict): string {
  if (first_fault === null) return "the trail is broken";
  const { fault, position, id, action } = first_fault;
  const which = id === null ? "" : ` (${action}, ${id})`;
  return `row ${position} of ${expected_count}${which} of the trail was ${WORDS[fault]}`;
}

const WORDS: Record<NonNullable<AuditVerdict["first_fault"]>["fault"], string> = {
  changed: "changed",
  missing: "dropped",
  moved: "moved",
  added: "put in by somebody else",
  rewritten: "rewritten with all before it",
};
