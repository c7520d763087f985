// What is deployed, as wrangler.toml says it, and the copy of it that is bound to one account. The
// committed file names things; only the copy, which git ignores, knows ids.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { experimental_readRawConfig, type Unstable_RawConfig } from "wrangler";
import { PROJECT } from "../wrangler.ts";
import { DeployError } from "./command.ts";

/** The keys under which names stand that are unique in an account, and paths of this project. */
const NAME_KEYS = new Set(["name", "database_name", "bucket_name", "queue", "dead_letter_queue"]);
const PATH_KEYS = new Set(["main", "migrations_dir", "directory"]);

// As a host name of workers.dev and a bucket with a suffix take it.
const WORKER_NAME = /^[a-z][a-z0-9-]{0,38}[a-z0-9]$/;

export interface Deployment {
  worker: string;
  databases: string[];
  buckets: string[];
  queues: string[];
  vars: Record<string, unknown>;
  /** With absolute paths, since the copy lies in another folder than the original. */
  configuration: Unstable_RawConfig;
}

/**
 * Reads wrangler.toml. A `name` stands in for the Worker's in its own name and in every name that
 * begins with it, so that two deployments of one account share nothing. Throws DeployError.
 */
export function readDeployment(name?: string): Deployment {
  if (name !== undefined && !WORKER_NAME.test(name)) {
    throw new DeployError("--name: expected 2 to 40 of a-z, 0-9 and -, a letter first");
  }
  const { rawConfig } = experimental_readRawConfig({ config: join(PROJECT, "wrangler.toml") });
  const original = rawConfig.name ?? "ledge";
  const worker = name ?? original;
  const rename = (text: string) =>
    text === original || text.startsWith(`${original}-`)
      ? worker + text.slice(original.length)
      : text;
  const configuration: Unstable_RawConfig = JSON.parse(
    JSON.stringify({ ...rawConfig, name: original }),
    (key, value: unknown) => {
      if (typeof value !== "string") return value;
      if (NAME_KEYS.has(key)) return rename(value);
      return PATH_KEYS.has(key) ? resolve(PROJECT, value) : value;
    },
  );
  const { producers = [], consumers = [] } = configuration.queues ?? {};
  return {
    worker,
    databases: named(configuration.d1_databases?.map(({ database_name }) => database_name)),
    buckets: named(configuration.r2_buckets?.map(({ bucket_name }) => bucket_name)),
    queues: named([
      ...producers.map(({ queue }) => queue),
      ...consumers.flatMap(({ queue, dead_letter_queue }) => [queue, dead_letter_queue]),
    ]),
    vars: configuration.vars ?? {},
    configuration,
  };
}

function named(names: readonly unknown[] = []): string[] {
  return [...new Set(names.filter((name) => typeof name === "string"))];
}

/**
 * Writes the copy for one account and returns its path: the one to give wrangler as `--config` for
 * everything that has to do with this deployment. `database_ids` is by database name. Throws
 * DeployError when one is missing.
 */
export function writeBoundConfiguration(
  { worker, configuration }: Deployment,
  account_id: string,
  database_ids: ReadonlyMap<string, string>,
): string {
  const bound = {
    ...configuration,
    account_id,
    d1_databases: configuration.d1_databases?.map((database) => {
      const database_id = database_ids.get(database.database_name ?? "");
      // Without one wrangler would make a database under a name of its own.
      if (database_id === undefined) {
        throw new DeployError(
          `D1 database ${database.database_name}: not listed yet. Run it again.`,
        );
      }
      return { ...database, database_id };
    }),
  };
  const path = join(PROJECT, ".wrangler/deploy", `${worker}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(bound, null, 2)}\n`);
  return path;
}
