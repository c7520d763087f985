// `login` and `me`: which service, with which key, and who that makes you.
import type { Command } from "commander";
import { createClient, type Me } from "../client.ts";
import { askLine, askSecret } from "./ask.ts";
import { saveLogin, trimUrl, URL_DEFAULT } from "./config.ts";
import { commonOptions, contextOf } from "./context.ts";
import { CliError, EXIT } from "./exit.ts";
import { done, keyValueTable, print } from "./output.ts";

/** Adds `login` and `me` to the program. */
export function addLoginCommands(program: Command): void {
  program
    .command("login")
    .description("store an address and a key, after checking them")
    .action(async (_options, command: Command) => {
      const { json, ...flags } = commonOptions(command);
      const url = trimUrl(
        flags.url ||
          process.env.AI_AGENT_URL ||
          (await askLine(`Address of the service [${URL_DEFAULT}]: `, "--url")) ||
          URL_DEFAULT,
      );
      const key =
        flags.key || process.env.AI_AGENT_KEY || (await askSecret("Key (not shown): ", "--key"));
      if (key === "") throw new CliError(EXIT.usage, "a key is needed");
      const me = await createClient({ baseUrl: url, token: key }).me();
      const path = saveLogin(process.env, { url, key });
      print(json, { url, config: path, ...me }, () =>
        keyValueTable(done(`Logged in to ${url}`), [...meRows(me), ["Stored in", path]]),
      );
    });
  program
    .command("me")
    .description("who you are to the service")
    .action(async (_options, command: Command) => {
      const { client, json, target } = contextOf(command);
      const me = await client.me();
      print(json, { url: target.url, ...me }, () => keyValueTable(target.url, meRows(me)));
    });
}

function meRows(me: Me): [string, string][] {
  return [
    ["User", me.user_id],
    ["Role", me.role],
    ["Scopes", me.scopes.join(", ")],
    ["Key", me.key_id ?? "–"],
  ];
}
