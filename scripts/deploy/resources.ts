// What a deployment keeps its data in: databases, buckets, queues. Each is looked for by its name
// before it is made, so that running twice makes nothing twice and never replaces anything.
import { z } from "zod";
import { failed, jsonOf, type Outcome, type RunWrangler } from "./command.ts";
import type { Deployment } from "./configuration.ts";

const databaseList = z.array(z.object({ name: z.string(), uuid: z.string() }));

export interface Resource {
  /** As a person would call it. */
  label: string;
  exists: boolean;
  /** The wrangler command that makes it. */
  make: string[];
}

/** The ids of the account's databases, by name. Throws DeployError. */
export async function findDatabases(run: RunWrangler): Promise<Map<string, string>> {
  const outcome = await run("d1", "list", "--json");
  const databases = jsonOf("the D1 databases cannot be listed", outcome, databaseList);
  return new Map(databases.map(({ name, uuid }) => [name, uuid]));
}

/**
 * Everything that wrangler.toml names, and whether the account has it; the ids of the account's
 * databases beside it. Throws DeployError.
 */
export async function findResources(
  run: RunWrangler,
  { databases, buckets, queues }: Deployment,
): Promise<{ resources: Resource[]; database_ids: Map<string, string> }> {
  const [database_ids, bucketList, ...queueExists] = await Promise.all([
    findDatabases(run),
    run("r2", "bucket", "list"),
    ...queues.map((name) => hasQueue(run, name)),
  ]);
  if (!bucketList.ok) throw failed("the R2 buckets cannot be listed", bucketList);
  const bucketNames = new Set(
    [...bucketList.output.matchAll(/^name:\s+(\S+)$/gm)].map((match) => match[1]),
  );
  const resources = [
    ...databases.map((name) => ({
      label: `D1 database ${name}`,
      exists: database_ids.has(name),
      make: ["d1", "create", name],
    })),
    ...buckets.map((name) => ({
      label: `R2 bucket ${name}`,
      exists: bucketNames.has(name),
      make: ["r2", "bucket", "create", name],
    })),
    ...queues.map((name, index) => ({
      label: `queue ${name}`,
      exists: queueExists[index] === true,
      make: ["queues", "create", name],
    })),
  ];
  return { resources, database_ids };
}

async function hasQueue(run: RunWrangler, name: string): Promise<boolean> {
  const outcome = await run("queues", "info", name);
  if (outcome.ok) return true;
  if (outcome.output.includes(`Queue "${name}" does not exist`)) return false;
  throw failed(`the queue ${name} cannot be looked up`, outcome);
}

/** Makes what is missing; whether there was anything to make. Throws DeployError. */
export async function makeResource(run: RunWrangler, resource: Resource): Promise<boolean> {
  if (resource.exists) return false;
  const outcome = await run(...resource.make);
  if (outcome.ok) return true;
  if (isOwnBucket(outcome)) return false;
  throw failed(`${resource.label} could not be made`, outcome);
}

/** `r2 bucket list` shows the first 20 alone: a bucket beyond them shows when it is made again. */
function isOwnBucket({ output }: Outcome): boolean {
  return /bucket you tried to create already exists, and you own it/i.test(output);
}
