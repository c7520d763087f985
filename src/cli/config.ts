// Which service the command talks to, and with which key: from the flags, else the environment,
// else what `login` stored. A stored key is only ever sent to the address it was stored with.
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { CliError, EXIT } from "./exit.ts";

export const URL_DEFAULT = "http://127.0.0.1:8787";

export interface StoredLogin {
  url: string;
  key: string;
}

export interface Target {
  url: string;
  /** Null when there is none for this address. */
  key: string | null;
}

type Environment = Record<string, string | undefined>;

/** Where the login is kept. */
export function configPath(environment: Environment): string {
  return join(environment.XDG_CONFIG_HOME || join(homedir(), ".config"), "ai-agent", "config.json");
}

/** Picks address and key: each from the flag, else its variable, else the stored login. */
export function pickTarget(
  flags: { url?: string | undefined; key?: string | undefined },
  environment: Environment,
  stored: StoredLogin | null,
): Target {
  const url = trimUrl(flags.url || environment.AI_AGENT_URL || stored?.url || URL_DEFAULT);
  const storedKey = stored !== null && trimUrl(stored.url) === url ? stored.key : null;
  return { url, key: flags.key || environment.AI_AGENT_KEY || storedKey };
}

/** Checks an address. Throws CliError (usage) when it is none. */
export function trimUrl(text: string): string {
  const isHttp = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  if (!isHttp) throw new CliError(EXIT.usage, `not an http(s) address: ${text}`);
  return text.replace(/\/+$/, "");
}

/** The stored login; null when there is none. Throws CliError when the file is damaged. */
export function loadLogin(environment: Environment): StoredLogin | null {
  const path = configPath(environment);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new CliError(EXIT.usage, `cannot read ${path}: ${String(error)}`);
  }
  try {
    const { url, key } = JSON.parse(text) as Partial<StoredLogin>;
    if (typeof url === "string" && typeof key === "string") return { url, key };
  } catch {
    // Told below, like a file that is JSON but no login.
  }
  throw new CliError(EXIT.usage, `${path} is damaged: \`ai-agent login\` writes it anew`);
}

/** Stores a login so that only its owner can read it. Returns where. */
export function saveLogin(environment: Environment, login: StoredLogin): string {
  const path = configPath(environment);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
  return path;
}
