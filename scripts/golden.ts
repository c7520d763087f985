// `npm run golden -- <version>`: plays every golden story on a service of its own, kills it, and keeps
// the sessions' databases as SQL below test/golden/<version>, for all later versions to open.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "../src/client.ts";
import { dumpDatabase } from "./golden/dump.ts";
import { STORIES, type Story } from "./golden/stories.ts";
import { ServiceError, startService } from "./service.ts";
import { localSettings } from "./settings.ts";
import { stopSignal } from "./stopping.ts";
import { PROJECT } from "./wrangler.ts";

class GoldenError extends Error {}

async function main(version: string | undefined, signal: AbortSignal): Promise<void> {
  if (version === undefined || !/^[0-9a-z.-]+$/.test(version)) {
    throw new GoldenError("usage: npm run golden -- <version>");
  }
  const target = join(PROJECT, "test/golden", version);
  if (existsSync(target))
    throw new GoldenError(`${target} is there already; it is never made anew`);
  const folder = mkdtempSync(join(tmpdir(), "ledge-golden-"));
  try {
    const dumps = await played(folder, signal);
    mkdirSync(target, { recursive: true });
    for (const [name, sql] of dumps) writeFileSync(join(target, `${name}.sql`), sql);
    console.log(`${dumps.size} databases in ${target}`);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Story → the SQL of its session, as the kill left it. */
async function played(folder: string, signal: AbortSignal): Promise<Map<string, string>> {
  const settings = localSettings({ RATE_LIMIT_PER_MINUTE: "1000000" }, "");
  const service = await startService({ settings, persist_to: folder, signal });
  const ids = new Map<string, string>();
  try {
    const client = createClient({ baseUrl: service.url, token: service.admin_key });
    const play = async ([name, story]: [string, Story]) => ids.set(await story(client), name);
    const isCut = ([name]: [string, Story]) => name.endsWith("-cut");
    const stories = Object.entries(STORIES);
    await Promise.all(stories.filter((entry) => !isCut(entry)).map(play));
    await Promise.all(stories.filter(isCut).map(play));
    process.kill(-service.wrangler.pid, "SIGKILL");
  } finally {
    await service.stop();
  }
  const objects = join(folder, "v3/do/ledge-Session");
  const dumps = new Map<string, string>();
  for (const file of readdirSync(objects).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))) {
    const dump = dumpDatabase(join(objects, file));
    const name = ids.get(dump?.session_id ?? "");
    if (dump !== null && name !== undefined) dumps.set(name, dump.sql);
  }
  if (dumps.size !== ids.size) throw new GoldenError("a session's database was not found");
  return dumps;
}

const stopping = stopSignal(new GoldenError("stopped"));
try {
  await main(process.argv[2], stopping);
} catch (error) {
  const reason: unknown = stopping.aborted ? stopping.reason : error;
  const isExpected = reason instanceof GoldenError || reason instanceof ServiceError;
  console.error(isExpected ? reason.message : reason);
  process.exitCode = 1;
}
