// What every command starts from: the options common to all, and a client for the chosen service.
import type { Command } from "commander";
import { type Client, createClient } from "../client.ts";
import { loadLogin, pickTarget, type Target } from "./config.ts";
import { CliError, EXIT } from "./exit.ts";

export interface CommonOptions {
  json: boolean;
  url?: string;
  key?: string;
}

/** The options that every command takes, wherever on the line they were written. */
export function commonOptions(command: Command): CommonOptions {
  const { json, url, key } = command.optsWithGlobals<Partial<CommonOptions>>();
  return {
    json: json === true,
    ...(url === undefined ? {} : { url }),
    ...(key === undefined ? {} : { key }),
  };
}

export interface Context {
  client: Client;
  target: Target & { key: string };
  json: boolean;
}

/**
 * A client for the service that flags, environment or login name. Throws CliError without a key.
 */
export function contextOf(command: Command): Context {
  const { json, ...flags } = commonOptions(command);
  const target = pickTarget(flags, process.env, loadLogin(process.env));
  const { url, key } = target;
  if (key === null) {
    throw new CliError(
      EXIT.denied,
      `no key for ${url}: run \`ai-agent login\`, or set AI_AGENT_KEY`,
    );
  }
  return { client: createClient({ baseUrl: url, token: key }), target: { ...target, key }, json };
}
