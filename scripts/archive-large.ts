// Packs 10,000 files and 500 MB in each format on a real workerd, and says how long that took and how
// much memory: `npm run test:archive`. It fails when that is over what a Worker may have.
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { workerdMib } from "../bench/process-group.ts";
import { startWrangler } from "./wrangler.ts";

/** What a Worker's isolate may take; here it also holds the simulated R2. */
const MEMORY_MIB_MAX = 128;
const START_MS_MAX = 60_000;
const SAMPLE_MS = 50;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

const folder = await mkdtemp(join(tmpdir(), "ledge-archive-large-"));
const port = await freePort();
const wrangler = startWrangler(
  [
    ...["dev", "--config", "bench/archive/wrangler.toml", "--port", `${port}`],
    ...["--ip", "127.0.0.1", "--persist-to", folder, "--inspector-port", `${await freePort()}`],
    "--show-interactive-dev-session=false",
  ],
  join(folder, "wrangler.log"),
);
let over = false;
try {
  const address = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_MS_MAX;
  while ((await fetch(address).catch(() => null)) === null) {
    if (Date.now() > deadline) throw new Error(`workerd did not start:\n${wrangler.output()}`);
    await sleep(SAMPLE_MS);
  }
  for (const compression of process.argv.slice(2)) {
    const before = workerdMib(wrangler.pid);
    let peak = before;
    let answer: Response | undefined;
    const asked = fetch(`${address}/${compression}`, { method: "POST" }).then((response) => {
      answer = response;
    });
    while (answer === undefined) {
      await Promise.race([asked, sleep(SAMPLE_MS)]);
      peak = Math.max(peak, workerdMib(wrangler.pid));
    }
    if (!answer.ok) throw new Error(`${await answer.text()}\n${wrangler.output()}`);
    const result = (await answer.json()) as Record<string, number>;
    const grown = peak - before;
    over ||= grown > MEMORY_MIB_MAX;
    console.log(JSON.stringify({ ...result, before_mib: before, peak_mib: peak }));
  }
} finally {
  await wrangler.stop();
  await rm(folder, { recursive: true });
}
if (over) {
  console.error(`more than ${MEMORY_MIB_MAX} MiB over what workerd had before`);
  process.exitCode = 1;
}
