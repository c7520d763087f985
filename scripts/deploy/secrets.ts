// The Worker's secrets: which ones a deployment brings. What the environment sets is brought, what
// the Worker has already is left alone, and none is written to the terminal or to an argument.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { askSecret } from "../../src/cli/ask.ts";
import { parseSettings } from "../../src/env.ts";
import { DeployError, jsonOf, type RunWrangler } from "./command.ts";

const SECRET_NAMES = [
  "ANTHROPIC_API_KEY",
  "ADMIN_API_KEY",
  "JWT_SECRET",
  "OTEL_EXPORTER_OTLP_HEADERS",
] as const;
type SecretName = (typeof SECRET_NAMES)[number];

const ADMIN_KEY_BYTES = 32;
const secretList = z.array(z.object({ name: z.string() }));

export interface Secrets {
  /** To upload with the Worker, by name. */
  values: Partial<Record<SecretName, string>>;
  /** Whether ANTHROPIC_API_KEY must be typed in before there can be a Worker. */
  lacks_model_key: boolean;
  /** The ones that the Worker has and keeps. */
  kept: SecretName[];
  /** Whether ADMIN_API_KEY is one that was made here, and that nobody knows yet. */
  admin_key_is_new: boolean;
}

export interface GivenSecrets {
  values: Secrets["values"];
  /** Whether the Worker needs a key of the Messages API: offline and gateway ones do not. */
  needs_model_key: boolean;
}

/**
 * Takes the secrets out of the environment and checks them together with `[vars]`, as the Worker
 * will. Throws SettingsError naming each wrong setting, DeployError for a secret in `[vars]`.
 */
export function readSecrets(
  environment: Record<string, string | undefined>,
  vars: Record<string, unknown>,
): GivenSecrets {
  const exposed = SECRET_NAMES.filter((name) => name in vars);
  if (exposed.length > 0) {
    throw new DeployError(`${exposed.join(", ")}: a secret must not stand in wrangler.toml`);
  }
  const values: Secrets["values"] = {};
  for (const name of SECRET_NAMES) {
    const value = environment[name];
    if (value !== undefined && value !== "") values[name] = value;
  }
  // A key that the Worker has already, or that is typed in later, is as good as a given one.
  const settings = parseSettings({ ANTHROPIC_API_KEY: "later", ...vars, ...values });
  const { ENVIRONMENT, ANTHROPIC_BASE_URL } = settings;
  return {
    values,
    needs_model_key: ENVIRONMENT === "production" && ANTHROPIC_BASE_URL === undefined,
  };
}

/** The names of the secrets that the Worker has; none when there is no such Worker yet. */
export async function findSecrets(run: RunWrangler, worker: string): Promise<Set<string>> {
  const outcome = await run("secret", "list", "--name", worker);
  if (!outcome.ok && outcome.output.includes(`Worker "${worker}" not found`)) return new Set();
  const secrets = jsonOf("the Worker's secrets cannot be listed", outcome, secretList);
  return new Set(secrets.map(({ name }) => name));
}

/** Decides on every secret, knowing what the Worker has; makes the first admin's key if need be. */
export function chooseSecrets(
  { values: given, needs_model_key }: GivenSecrets,
  stored: ReadonlySet<string>,
): Secrets {
  const isUnset = (name: SecretName) => given[name] === undefined && !stored.has(name);
  const admin_key_is_new = isUnset("ADMIN_API_KEY");
  const values = { ...given };
  if (admin_key_is_new) {
    values.ADMIN_API_KEY = `admin_${randomBytes(ADMIN_KEY_BYTES).toString("base64url")}`;
  }
  return {
    values,
    lacks_model_key: needs_model_key && isUnset("ANTHROPIC_API_KEY"),
    kept: SECRET_NAMES.filter((name) => given[name] === undefined && stored.has(name)),
    admin_key_is_new,
  };
}

/** Asks for the key of the Messages API. Throws CliError when there is no terminal to ask on. */
export async function askForModelKey({ values }: Secrets): Promise<void> {
  const key = await askSecret(
    "ANTHROPIC_API_KEY (not shown): ",
    "ANTHROPIC_API_KEY in the environment",
  );
  if (key === "") throw new DeployError("ANTHROPIC_API_KEY: needed in production");
  values.ANTHROPIC_API_KEY = key;
}
