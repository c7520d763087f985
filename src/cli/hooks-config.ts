// The `hooks-config` commands: registering, listing, changing and removing hooks, and their secrets.
import { type Command, Option } from "commander";
import {
  HOOK_EVENTS,
  type HookCreated,
  type HookResource,
  type HookUpdate,
} from "../contract/hook.ts";
import { given, seconds, wholeNumber } from "./arguments.ts";
import { confirm } from "./ask.ts";
import { contextOf } from "./context.ts";
import { done, keyValueTable, listTable, more, notice, print, short } from "./output.ts";

interface HookOptions {
  name?: string;
  event?: HookResource["event"];
  address?: string;
  matcher?: string;
  timeout?: number;
  maxRetries?: number;
  onFailure?: HookResource["on_failure"];
  session?: string;
}

/** Adds the `hooks-config` commands to the program. */
export function addHookConfigCommands(program: Command): void {
  const hooks = program
    .command("hooks-config")
    .description("servers that are called at points of your sessions' turns");
  addList(hooks);
  addCreate(hooks);
  addUpdate(hooks);
  addRemovals(hooks);
}

function addList(hooks: Command): void {
  hooks
    .command("list")
    .description("your hooks, in the order in which they are called")
    .option("--session <session>", "of one session only")
    .option("--limit <number>", "rows on a page", wholeNumber)
    .option("--cursor <cursor>", "the next page")
    .action(async (options, command: Command) => {
      const { client, json } = contextOf(command);
      const { session, ...paging } = options;
      const page = await client.hooks.list({ ...paging, session_id: session });
      print(json, page, () =>
        listTable(
          ["Id", "Name", "Event", "Matcher", "Address", "Session", "On"],
          page.data.map((hook) => [
            hook.id,
            short(hook.name, 20),
            hook.event,
            short(hook.matcher, 20),
            short(hook.url, 40),
            hook.session_id ?? "all",
            hook.enabled ? "yes" : "no",
          ]),
          "no hooks yet: `ai-agent hooks-config create` registers one",
        ),
      );
      if (!json) more(page.next_cursor);
    });
}

/** The options by which a hook is described, whether it is made (then some are needed) or changed. */
function described(command: Command, isNew: boolean): Command {
  const event = new Option("--event <event>", "the point of a turn").choices(HOOK_EVENTS);
  const address = new Option("--address <url>", "where it is called; --url is the service");
  const on_failure = new Option(
    "--on-failure <what>",
    "what becomes of the turn without an answer",
  );
  return command
    .addOption(event.makeOptionMandatory(isNew))
    .addOption(address.makeOptionMandatory(isNew))
    .option("--matcher <tools>", "tools that it is for, as Bash or Edit|Write (default: all)")
    .option("--timeout <seconds>", "how long one call may take", seconds)
    .option("--max-retries <number>", "further tries of a call that failed", wholeNumber)
    .addOption(on_failure.choices(["continue", "block"]));
}

function fieldsOf(options: HookOptions): HookUpdate {
  return given({
    name: options.name,
    event: options.event,
    url: options.address,
    matcher: options.matcher,
    timeout_seconds: options.timeout,
    max_retries: options.maxRetries,
    on_failure: options.onFailure,
  });
}

interface CreateOptions extends HookOptions {
  event: HookResource["event"];
  address: string;
  disabled?: boolean;
}

function addCreate(hooks: Command): void {
  const create = hooks.command("create");
  described(create.description("register a hook; its secret is shown this once"), true)
    .argument("<name>", "what to call it")
    .option("--session <session>", "only in this session (default: in all of yours)")
    .option("--disabled", "do not call it yet")
    .action(async (name: string, options: CreateOptions, command: Command) => {
      const { client, json } = contextOf(command);
      const { event, address, session, disabled } = options;
      const made = await client.hooks.create({
        ...fieldsOf(options),
        ...{ name, event, url: address, enabled: disabled !== true },
        ...given({ session_id: session }),
      });
      print(json, made, () => withSecret(`Hook registered: ${made.id}`, made));
      if (!json) notice("the secret is not shown again");
    });
}

function addUpdate(hooks: Command): void {
  described(hooks.command("update").description("change a hook"), false)
    .argument("<hook>", "id of the hook")
    .option("--name <name>", "what to call it")
    .option("--session <session>", "the session that it is of (admin)")
    .addOption(new Option("--enable", "call it again").conflicts("disable"))
    .option("--disable", "do not call it any more; it stays registered")
    .action(
      async (
        id: string,
        options: HookOptions & { enable?: boolean; disable?: boolean },
        command: Command,
      ) => {
        const { client, json } = contextOf(command);
        const { enable, disable } = options;
        const enabled = enable === true ? true : disable === true ? false : undefined;
        const changes = { ...fieldsOf(options), ...given({ enabled }) };
        const hook = await client.hooks.update(id, changes, options.session);
        print(json, hook, () => keyValueTable(done(`Hook changed: ${id}`), rowsOf(hook)));
      },
    );
}

function addRemovals(hooks: Command): void {
  hooks
    .command("delete")
    .description("remove a hook for good")
    .argument("<hook>", "id of the hook")
    .option("--session <session>", "the session that it is of (admin)")
    .option("-y, --yes", "do not ask")
    .action(async (id: string, options: { session?: string; yes?: boolean }, command: Command) => {
      const { client, json } = contextOf(command);
      await confirm(`Remove hook ${id}? This cannot be undone.`, options.yes === true);
      await client.hooks.remove(id, options.session);
      print(json, { id, deleted: true }, () => done(`Hook removed: ${id}`));
    });
  hooks
    .command("rotate-secret")
    .description("give a hook another secret; used from a session's next model call on")
    .argument("<hook>", "id of the hook")
    .option("--session <session>", "the session that it is of (admin)")
    .option("-y, --yes", "do not ask")
    .action(async (id: string, options: { session?: string; yes?: boolean }, command: Command) => {
      const { client, json } = contextOf(command);
      const question = `Replace the secret of hook ${id}? Its receiver refuses calls until it knows the new one.`;
      await confirm(question, options.yes === true);
      const hook = await client.hooks.rotateSecret(id, options.session);
      print(json, hook, () => withSecret(`Secret replaced: ${id}`, hook));
      if (!json) notice("the secret is not shown again");
    });
}

function withSecret(title: string, hook: HookCreated): string {
  const lost = "lost on its way: rotate-secret makes another";
  return keyValueTable(done(title), [...rowsOf(hook), ["Secret", hook.secret ?? lost]]);
}

function rowsOf(hook: HookResource): [string, string][] {
  return [
    ["Name", hook.name],
    ["Event", hook.event],
    ["Matcher", hook.matcher],
    ["Address", hook.url],
    ["Session", hook.session_id ?? "all of yours"],
    ["Timeout", `${hook.timeout_seconds} s`],
    ["Retries", `${hook.max_retries}`],
    ["On failure", hook.on_failure],
    ["Enabled", hook.enabled ? "yes" : "no"],
  ];
}
