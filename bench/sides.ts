// The two services that are compared, both under a real `wrangler dev` and up at the same time, each
// with its own port and folder; nothing of them is left when the run ends, however it ends.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { claimPort, explain, startService } from "../scripts/service.ts";
import { localSettings } from "../scripts/settings.ts";
import { startWrangler } from "../scripts/wrangler.ts";
import { type Client, createClient } from "./client.ts";

const START_MS_MAX = 60_000;
/** What keeps one user from loading a service is out of the way of the one who does it here. */
const ONE_USER_SETTINGS = {
  RATE_LIMIT_PER_MINUTE: "1000000",
  MAX_CONCURRENT_INTERACTIVE_SESSIONS: "1000",
  USER_MONTHLY_BUDGET_USD: "1000000",
};

export interface Side {
  readonly name: "Ledge" | "floor";
  readonly client: Client;
  /** Its process group. */
  readonly group: number;
  /** The folder that holds everything it stores. */
  readonly folder: string;
  stop(): Promise<void>;
}

export interface Sides {
  readonly ledge: Side;
  readonly floor: Side;
}

/** Starts both. Throws, with nothing left running, when one cannot be started. */
export async function startSides(): Promise<Sides & { stop(): Promise<void> }> {
  const root = mkdtempSync(join(tmpdir(), "ledge-bench-"));
  const erase = () => rmSync(root, { recursive: true, force: true });
  process.once("exit", erase);
  const started: Side[] = [];
  const stop = async () => {
    await Promise.all(started.map((side) => side.stop()));
    erase();
  };
  try {
    const floor = await startFloor(join(root, "floor"));
    started.push(floor);
    const ledge = await startLedge(join(root, "ledge"));
    started.push(ledge);
    return { ledge, floor, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a measure needs otherwise than `npm run dev` has it. */
interface LedgeOptions {
  readonly settings?: Readonly<Record<string, string>>;
  /** A Worker around Ledge's own. */
  readonly entry?: string;
}

/** Ledge as `npm run dev` has it, asked with an API key as a program asks it. */
export async function startLedge(folder: string, options: LedgeOptions = {}): Promise<Side> {
  const { settings, ...others } = options;
  const local = localSettings({ ...ONE_USER_SETTINGS, ...settings }, "");
  const service = await startService({ settings: local, persist_to: folder, ...others });
  const base_url = `${service.url}/api/v1`;
  const admin = createClient(base_url, { authorization: `Bearer ${service.admin_key}` });
  try {
    const made = await admin.post("/keys", { name: "bench", scopes: ["read", "write"] });
    const { key } = JSON.parse(made.body) as { key: string };
    const client = createClient(base_url, { authorization: `Bearer ${key}` });
    const stop = () => {
      client.close();
      return service.stop();
    };
    return { name: "Ledge", client, group: service.wrangler.pid, folder, stop };
  } catch (error) {
    await service.stop();
    throw error;
  } finally {
    admin.close();
  }
}

async function startFloor(folder: string): Promise<Side> {
  mkdirSync(folder, { recursive: true });
  const [port, inspector_port] = [await claimPort(0), await claimPort(0)];
  const wrangler = startWrangler(
    [
      ...["dev", "--config", "bench/floor/wrangler.toml", "--persist-to", folder],
      ...["--ip", "127.0.0.1", "--port", `${port}`, "--inspector-port", `${inspector_port}`],
      "--show-interactive-dev-session=false",
    ],
    join(folder, "dev.log"),
  );
  const client = createClient(`http://127.0.0.1:${port}`, {});
  const stop = () => {
    client.close();
    return wrangler.stop();
  };
  const deadline_ms = performance.now() + START_MS_MAX;
  while (!(await answers(port))) {
    if (performance.now() > deadline_ms || wrangler.output().includes("Build failed")) {
      await stop();
      throw new Error(`the floor did not start:\n${explain(wrangler.output())}`);
    }
    await sleep(50);
  }
  return { name: "floor", client, group: wrangler.pid, folder, stop };
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`, {
      signal: AbortSignal.timeout(2_000),
    });
    await response.text();
    return response.ok;
  } catch {
    return false;
  }
}
