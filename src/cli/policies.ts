// The `policies` commands: what holds in all sessions of a user, beside what the operator has set.
import type { Command } from "commander";
import type { UserPolicies } from "../contract/controls.ts";
import { collect, given } from "./arguments.ts";
import { contextOf } from "./context.ts";
import { done, keyValueTable, print } from "./output.ts";

interface SetOptions {
  policy?: string[];
  restrictedPath?: string[];
  blockedCommand?: string[];
  allowTool?: string[];
  user?: string;
}

/** Adds the `policies` commands to the program. */
export function addPolicyCommands(program: Command): void {
  const policies = program
    .command("policies")
    .description("what never runs in any of your sessions");
  policies
    .command("get")
    .description("your policies, beside the operator's")
    .option("--user <id>", "whose policies (admin)")
    .action(async ({ user }: { user?: string }, command: Command) => {
      const { client, json } = contextOf(command);
      const set = await client.policies.get(user);
      print(json, set, () => keyValueTable("Policies", rowsOf(set)));
    });
  policies
    .command("set")
    .description("set your policies as a whole: what is left out is set to nothing")
    .option("--policy <policy>", "a policy that holds in all of them (repeatable)", collect)
    .option("--restricted-path <path>", "what no tool reads or writes (repeatable)", collect)
    .option("--blocked-command <command>", "what no command line runs (repeatable)", collect)
    .option("--allow-tool <tool>", "the only tools that run (repeatable; default: all)", collect)
    .option("--user <id>", "whose policies (admin)")
    .action(async (options: SetOptions, command: Command) => {
      const { client, json } = contextOf(command);
      const set = await client.policies.set(
        given({
          // The service knows the names, and tells which are wrong.
          policies: options.policy as UserPolicies["policies"] | undefined,
          restricted_paths: options.restrictedPath,
          blocked_commands: options.blockedCommand,
          tool_allowlist: options.allowTool,
        }),
        options.user,
      );
      print(json, set, () => keyValueTable(done("Policies set"), rowsOf(set)));
    });
}

function rowsOf(set: UserPolicies): [string, string][] {
  const list = (entries: readonly string[]) => (entries.length === 0 ? "none" : entries.join(", "));
  return [
    ["Policies", list(set.policies)],
    ["Restricted paths", list(set.restricted_paths)],
    ["Blocked commands", list(set.blocked_commands)],
    ["Tools that may run", set.tool_allowlist === null ? "all" : list(set.tool_allowlist)],
  ];
}
