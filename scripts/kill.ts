// `npm run test:kill`: a service of its own is killed with SIGKILL, every process of it, while
// sessions work; restarted, they must go on by themselves, and nothing be lost or done twice. Until
// its turn has ended no request names a session: it is watched through its database file. With
// `--keep` the times go into docs/reliability.md.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readDeployment } from "./deploy/configuration.ts";
import { randomOf } from "./kill/play.ts";
import { keepSummary, linesOf, summaryOf, violationsIn } from "./kill/report.ts";
import { playRound, type Round, wokenSince } from "./kill/round.ts";
import { type Stage, start } from "./kill/stage.ts";
import { ServiceError } from "./service.ts";
import { stopSignal } from "./stopping.ts";

class KillTestError extends Error {}

/** The project's configuration in a folder of its own, beside which wrangler keeps what it builds. */
function writeConfiguration(folder: string): string {
  const path = join(folder, "wrangler.json");
  writeFileSync(path, JSON.stringify(readDeployment().configuration));
  return path;
}

async function main(signal: AbortSignal): Promise<number> {
  const {
    rounds: count,
    seed: given,
    keep,
  } = parseArgs({
    options: {
      rounds: { type: "string", default: "100" },
      seed: { type: "string" },
      keep: { type: "boolean", default: false },
    },
  }).values;
  const seed = given === undefined ? Date.now() % 1_000_000_007 : Number(given);
  if (!Number.isSafeInteger(seed) || !(Number(count) >= 1)) {
    throw new KillTestError(
      "usage: npm run test:kill -- [--rounds <count>] [--seed <number>] [--keep]",
    );
  }
  console.log(`seed ${seed}`);
  const folder = mkdtempSync(join(tmpdir(), "ledge-kill-"));
  const data = join(folder, "state");
  const scratch = join(folder, "scratch");
  mkdirSync(scratch);
  // What a killed wrangler leaves behind, it leaves here.
  process.env.TMPDIR = scratch;
  const prepared = { data, scratch, signal, config: writeConfiguration(folder) };
  const rounds: Round[] = [];
  let woken: string[] = [];
  let stage: Stage | undefined;
  try {
    stage = { ...prepared, service: await start(prepared) };
    for (let number = 1; number <= Number(count); number += 1) {
      const round = await playRound(stage, randomOf(seed + number * 7919));
      rounds.push(round);
      console.log(linesOf(number, round));
    }
    woken = wokenSince(rounds, scratch);
    for (const sentence of woken) console.log(`VIOLATION ${sentence}`);
  } finally {
    await stage?.service.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    if (rounds.length > 0) console.log(summaryOf(rounds, seed));
  }
  if (keep) keepSummary(summaryOf(rounds, seed));
  return woken.length > 0 || violationsIn(rounds).length > 0 ? 1 : 0;
}

const stopping = stopSignal(new KillTestError("stopped"));
try {
  process.exitCode = await main(stopping);
} catch (error) {
  const reason: unknown = stopping.aborted ? stopping.reason : error;
  const isExpected = reason instanceof KillTestError || reason instanceof ServiceError;
  console.error(isExpected ? reason.message : reason);
  process.exitCode = 1;
}
