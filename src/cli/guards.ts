// What keeps a session in check, as options of the commands that make one or send it a message.
import type { Command } from "commander";
import type { Client } from "../client.ts";
import type { SessionCreate, SessionUpdate } from "../contract/session.ts";
import { collect, given } from "./arguments.ts";

export interface GuardOptions {
  askTool?: string[];
  policy?: string[];
  hook?: string[];
}

export function withGuardOptions(command: Command): Command {
  return command
    .option("--ask-tool <tool>", "a tool whose calls wait for an answer (repeatable)", collect)
    .option("--policy <policy>", "a policy beside those that hold already (repeatable)", collect)
    .option(
      "--hook <hook>",
      "a built-in hook that works in it, or none (repeatable; default: all)",
      collect,
    );
}

/** The fields of a session for which there was an option. */
export function guardsOf({ askTool, policy, hook }: GuardOptions) {
  // The service knows the names, and tells which are wrong.
  return given({
    ask_tools: askTool,
    custom_policies: policy as SessionCreate["custom_policies"],
    hooks_enabled: (hook?.join() === "none" ? [] : hook) as SessionCreate["hooks_enabled"],
  });
}

/**
 * Gives a session that is there what the options say: tools and policies are added to its own, the
 * built-in hooks take the place of its own. Without such an option nothing is asked or changed.
 */
export async function setGuards(client: Client, id: string, options: GuardOptions): Promise<void> {
  const guards = guardsOf(options);
  if (Object.keys(guards).length === 0) return;
  const session = await client.sessions.get(id);
  const { ask_tools, custom_policies } = guards;
  const changes = {
    ...guards,
    ...given({
      ask_tools: ask_tools && union(session.ask_tools, ask_tools),
      custom_policies: custom_policies && union(session.custom_policies, custom_policies),
    }),
  };
  await client.sessions.update(id, changes as SessionUpdate);
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}
