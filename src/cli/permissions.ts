// The `permissions` commands: what waits for an answer, in one session or in all of them, and answering.
import type { Command } from "commander";
import type { PermissionAnswer } from "../contract/permission.ts";
import { contextOf } from "./context.ts";
import { done, listTable, more, print, short, time } from "./output.ts";

interface AnswerOptions {
  reason?: string;
  remember?: boolean;
  interrupt?: boolean;
}

/** Adds the `permissions` commands to the program. */
export function addPermissionCommands(program: Command): void {
  const permissions = program.command("permissions").description("what sessions ask you for");
  permissions
    .command("list")
    .description("the requests that wait for an answer")
    .option("--session <session>", "of one session only")
    .option("--cursor <cursor>", "the next page")
    .action(async (options: { session?: string; cursor?: string }, command: Command) => {
      const { client, json } = contextOf(command);
      const page =
        options.session === undefined
          ? await client.permissions.pending(options.cursor)
          : { ...(await client.permissions.pendingIn(options.session)), next_cursor: null };
      print(json, page, () =>
        listTable(
          ["Session", "Request", "Tool", "Input", "Denied at"],
          page.data.map((one) => [
            one.session_id,
            one.id,
            one.tool_name,
            short(JSON.stringify(one.input_data), 60),
            time(one.expires_at),
          ]),
          "nothing waits for you",
        ),
      );
      if (!json) more(page.next_cursor);
    });
  permissions
    .command("allow")
    .description("let a call run")
    .argument("<session>")
    .argument("<request>")
    .option("--remember", "allow such calls for the rest of the session")
    .action(async (session: string, request: string, options: AnswerOptions, command: Command) => {
      const remember = options.remember === true ? { remember: "session" as const } : {};
      await answer(command, session, request, { decision: "allow", ...remember });
    });
  permissions
    .command("deny")
    .description("refuse a call; the turn goes on without it")
    .argument("<session>")
    .argument("<request>")
    .option("--reason <text>", "told to the model")
    .option("--interrupt", "stop the turn as well")
    .action(async (session: string, request: string, options: AnswerOptions, command: Command) => {
      await answer(command, session, request, {
        decision: "deny",
        ...(options.reason === undefined ? {} : { reason: options.reason }),
        ...(options.interrupt === true ? { interrupt: true } : {}),
      });
    });
}

async function answer(
  command: Command,
  session: string,
  request: string,
  given: PermissionAnswer,
): Promise<void> {
  const { client, json } = contextOf(command);
  const decided = await client.permissions.answer(session, request, given);
  const said = given.decision === "allow" ? "Allowed" : "Denied";
  print(json, decided, () => done(`${said}: ${request}`));
}
