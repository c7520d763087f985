// The service that a round of the kill test is played on: started, killed with every process of it, and
// watched through its databases until a session has come to rest.
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, createClient } from "../../src/client.ts";
import { type Service, startService } from "../service.ts";
import { localSettings } from "../settings.ts";
import { type Outside, readDatabase } from "./outside.ts";

/** A turn takes a few seconds; one that takes so long will not end. */
export const END_MS_MAX = 40_000;
const POLL_MS = 50;

/** What a round is played with. */
export interface Stage {
  readonly data: string;
  /** The configuration that the service is started with. */
  readonly config: string;
  /** For copies of databases. */
  readonly scratch: string;
  readonly signal: AbortSignal;
  service: Service;
}

/** When the service was killed and when it answered again, in ms since 1970. */
export type Restarted = Record<"killed_at" | "healthy_at", number>;

/** Starts the service under test; without a port on a free one. Throws as startService does. */
export async function start(
  { data, config, signal }: Omit<Stage, "service">,
  port?: number,
): Promise<Service> {
  const settings = localSettings({ RATE_LIMIT_PER_MINUTE: "1000000", MAX_TURNS: "1000" }, "");
  return await startService({
    settings,
    persist_to: data,
    config,
    signal,
    ...(port === undefined ? {} : { port }),
  });
}

/** SIGKILL to wrangler and all it started; then it is started again on the same port and data. */
export async function killAndRestart(stage: Stage): Promise<Restarted> {
  const port = Number(new URL(stage.service.url).port);
  process.kill(-stage.service.wrangler.pid, "SIGKILL");
  const killed_at = Date.now();
  await stage.service.stop();
  stage.service = await start(stage, port);
  return { killed_at, healthy_at: Date.now() };
}

export function clientOf(service: Service): Client {
  return createClient({ baseUrl: service.url, token: service.admin_key });
}

/**
 * Watches the database until the session is in one of `statuses`; gives what it says then, or when
 * END_MS_MAX have passed since `from_ms`.
 */
export async function untilRest(
  { scratch, signal }: Stage,
  path: string,
  from_ms: number,
  statuses: readonly string[] = ["active", "waiting"],
): Promise<Outside> {
  for (;;) {
    const outside = readDatabase(path, scratch);
    if (outside === null) throw new Error(`${path} holds no session any more`);
    const isOver = statuses.includes(outside.status) || Date.now() - from_ms > END_MS_MAX;
    if (isOver) return outside;
    await sleep(POLL_MS, undefined, { signal });
  }
}
