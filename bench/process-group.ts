// What a service costs the machine: processor time and memory of every process of its group, read
// from /proc, so that no part of it goes uncounted. Linux only.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Length of a clock tick in /proc/<pid>/stat, which Linux fixes for user space. */
const TICK_MS = 10;
const QUIET_WINDOW_MS = 300;
const QUIET_CPU_MS_MAX = 30;
const QUIET_START_MS = 1_200;
/** Less than the 5 s after which connections inside wrangler close, and lose what comes just then. */
const QUIET_WAIT_MS_MAX = 4_000;

interface Process {
  readonly name: string;
  readonly cpu_ms: number;
  readonly rss_kb: number;
}

/** The living processes of a group. One that ends while we look is left out. */
function processesOf(group: number): Process[] {
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The name stands in parentheses and may itself hold some; what follows is divided by spaces.
      const [, , process_group, ...more] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(process_group) !== group) return [];
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      return {
        name: stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")")),
        cpu_ms: (Number(more[8]) + Number(more[9])) * TICK_MS,
        rss_kb: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0),
      };
    } catch {
      return [];
    }
  });
}

/** Processor time that a group's living processes have used, in ms. */
export function cpuMs(group: number): number {
  return processesOf(group).reduce((sum, one) => sum + one.cpu_ms, 0);
}

/** Resident memory of a group's workerd processes, in MiB. */
export function workerdMib(group: number): number {
  const workerds = processesOf(group).filter(({ name }) => name.startsWith("workerd"));
  return workerds.reduce((sum, one) => sum + one.rss_kb, 0) / 1024;
}

/** Waits until a group has next to nothing to do, for 4 s at most: work done later counts too. */
export async function quiet(group: number): Promise<void> {
  const deadline_ms = performance.now() + QUIET_WAIT_MS_MAX;
  // The queue's consumer starts up to a second after the last message: a pause shorter than that
  // proves nothing.
  await sleep(QUIET_START_MS);
  while (performance.now() < deadline_ms) {
    const before_ms = cpuMs(group);
    await sleep(QUIET_WINDOW_MS);
    if (cpuMs(group) - before_ms <= QUIET_CPU_MS_MAX) return;
  }
}

/** What the files under a folder take on the disk, in MiB. */
export function diskMib(folder: string): number {
  let blocks = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) blocks += statSync(join(entry.parentPath, entry.name)).blocks;
  }
  return (blocks * 512) / 1024 ** 2;
}
