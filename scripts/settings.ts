// The settings of a local service: what the environment says, else what `.dev.vars` says; checked
// before anything starts, so that a wrong one is named at once.
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { parseSettings, type Settings, SettingsError, settingsSchema } from "../src/env.ts";

const PORT_DEFAULT = 8787;
/** A local service listens on loopback: under another name only a page that was pointed at it asks. */
const LOOPBACK_NAMES = "localhost,127.0.0.1,[::1]";
const PERSIST_TO_DEFAULT = ".ledge/state";

export interface LocalSettings {
  /** The settings as text, by name: what the Worker is given. */
  variables: Record<string, string>;
  parsed: Settings;
  port: number;
  /** The folder that holds everything the service stores. */
  persist_to: string;
}

/**
 * Picks the settings, PORT and PERSIST_TO out of `environment` and, where it says nothing, out of
 * the text of a `.dev.vars` file. Throws SettingsError naming every wrong one.
 */
export function localSettings(
  environment: Record<string, string | undefined>,
  devVars: string,
): LocalSettings {
  const merged: Record<string, string | undefined> = { ...parseEnv(devVars) };
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && value !== "") merged[name] = value;
  }
  const variables: Record<string, string> = {};
  for (const name of Object.keys(settingsSchema.shape)) {
    const value = merged[name];
    if (value !== undefined && value !== "") variables[name] = value;
  }
  variables.ENVIRONMENT = "development";
  // What is tried out locally mostly calls something that is local too.
  variables.ALLOW_PRIVATE_EGRESS ??= "true";
  variables.ALLOWED_HOSTS ??= LOOPBACK_NAMES;
  return {
    variables,
    parsed: parseSettings(variables),
    port: portOf(merged.PORT),
    persist_to: merged.PERSIST_TO || PERSIST_TO_DEFAULT,
  };
}

function portOf(text: string | undefined): number {
  if (text === undefined || text === "") return PORT_DEFAULT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SettingsError("wrong settings: PORT: expected a whole number from 1 to 65535");
  }
  return port;
}

/** The text of `.dev.vars` in the current folder; empty when there is none. */
export function readDevVars(): string {
  try {
    return readFileSync(".dev.vars", "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

/**
 * Writes settings as the env file that wrangler reads: quoted, so that no character of a value is
 * taken for syntax. Throws on a value that no quoting of that format can hold.
 */
export function envFileText(variables: Record<string, string>): string {
  const lines = Object.entries(variables).map(([name, value]) => {
    const quote = ["'", "`", '"'].find((mark) => !value.includes(mark));
    if (quote === undefined || value.endsWith("\\") || (quote === '"' && value.includes("\\"))) {
      throw new Error(
        `${name}: its value mixes quotes and backslashes in a way that cannot be kept`,
      );
    }
    return `${name}=${quote}${value.replaceAll("$", "\\$")}${quote}`;
  });
  return `${lines.join("\n")}\n`;
}
