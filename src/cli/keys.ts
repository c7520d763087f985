// The `keys` commands: making, listing and revoking API keys.
import type { Command } from "commander";
import type { KeyCreate } from "../contract/key.ts";
import { collect, isoTime, wholeNumber } from "./arguments.ts";
import { confirm } from "./ask.ts";
import { contextOf } from "./context.ts";
import { done, keyValueTable, listTable, more, notice, print, short, time } from "./output.ts";

const SCOPES_DEFAULT = ["read", "write"];

interface CreateOptions {
  scopes?: string[];
  user?: string;
  expiresAt?: string;
}

/** Adds the `keys` commands to the program. */
export function addKeyCommands(program: Command): void {
  const keys = program.command("keys").description("API keys");
  keys
    .command("create")
    .description("make a key; it is shown this once")
    .argument("<name>", "what it is for")
    .option(
      "--scopes <scope>",
      "read, write, approve, admin (repeatable; default: read, write)",
      collect,
    )
    .option("--user <id>", "whose key it is (admin)")
    .option("--expires-at <time>", "when it stops working, as 2027-01-31T00:00:00Z", isoTime)
    .action(async (name: string, options: CreateOptions, command: Command) => {
      const { client, json } = contextOf(command);
      const made = await client.keys.create({
        name,
        // The service checks them, and names each wrong one.
        scopes: (options.scopes ?? SCOPES_DEFAULT) as KeyCreate["scopes"],
        ...(options.user === undefined ? {} : { user_id: options.user }),
        ...(options.expiresAt === undefined ? {} : { expires_at: options.expiresAt }),
      });
      print(json, made, () =>
        keyValueTable(done(`Key created: ${made.id}`), [
          ["Name", made.name],
          ["Key", made.key ?? "lost on its way: revoke this one and make another"],
          ["Scopes", made.scopes.join(", ")],
          ["Expires", expiry(made.expires_at)],
        ]),
      );
      if (!json) notice("the key is not shown again");
    });
  keys
    .command("list")
    .description("your keys, without their secret")
    .option("--limit <number>", "rows on a page", wholeNumber)
    .option("--cursor <cursor>", "the next page")
    .action(async (options, command: Command) => {
      const { client, json } = contextOf(command);
      const page = await client.keys.list(options);
      print(json, page, () =>
        listTable(
          ["Id", "Begins with", "Name", "Scopes", "Created", "Expires"],
          page.data.map((key) => [
            key.id,
            `${key.prefix}…`,
            short(key.name, 30),
            key.scopes.join(", "),
            time(key.created_at),
            key.revoked_at !== null ? "revoked" : expiry(key.expires_at),
          ]),
          "no keys yet: `ai-agent keys create` makes one",
        ),
      );
      if (!json) more(page.next_cursor);
    });
  keys
    .command("revoke")
    .description("make a key stop working, at once and for good")
    .argument("<key>", "id of the key")
    .option("-y, --yes", "do not ask")
    .action(async (id: string, options: { yes?: boolean }, command: Command) => {
      const { client, json } = contextOf(command);
      await confirm(`Revoke key ${id}? This cannot be undone.`, options.yes === true);
      const key = await client.keys.revoke(id);
      print(json, key, () => done(`Key revoked: ${id}`));
    });
}

function expiry(expires_at: string | null): string {
  return expires_at === null ? "never" : time(expires_at);
}
