// Packs 10,000 files and 500 MB in each format on a real workerd, and says how long that took and how
// much workerd grew: `npm run test:archive`. That is more than a Worker holds: the simulated R2 lives in the same
// process, and locally nothing makes it collect its garbage early.
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { workerdMib } from "../bench/process-group.ts";
import { startWrangler } from "./wrangler.ts";

const FORMATS = process.argv.length > 2 ? process.argv.slice(2) : ["gzip", "tar", "zip"];
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
try {
  const address = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_MS_MAX;
  while ((await fetch(address).catch(() => null)) === null) {
    if (Date.now() > deadline) throw new Error(`workerd did not start:\n${wrangler.output()}`);
    await sleep(SAMPLE_MS);
  }
  for (const compression of FORMATS) {
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
    console.log(JSON.stringify({ ...result, before_mib: before, peak_mib: peak }));
  }
} finally {
  await wrangler.stop();
  await rm(folder, { recursive: true });
}
