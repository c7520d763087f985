// How far a long transfer is, on standard error of a terminal: a bar, the bytes and the rate. Elsewhere
// nothing is shown.
import ora from "ora";
import { size } from "./output.ts";

const BAR_CHARS = 20;

/** Elsewhere a spinner leaves its text behind; on a terminal without width ora clears for ever. */
export const canSpin = () => process.stderr.isTTY === true && process.stderr.columns > 0;

/** Shows that something goes on; `undefined` where there is no terminal to show it on. */
export function startSpinner(text: string): ReturnType<typeof ora> | undefined {
  if (!canSpin()) return undefined;
  return ora({ stream: process.stderr, discardStdin: false, text }).start();
}

export interface Transfer {
  what: string;
  total_bytes: number;
  /** What was there before this transfer began: no part of its rate. */
  from_bytes: number;
}

/** Runs a transfer with its bar, which is gone at its end; `run` says what is done, in bytes. */
export async function withProgress<T>(
  transfer: Transfer,
  run: (onDone: (done_bytes: number) => void) => Promise<T>,
): Promise<T> {
  const started_ms = Date.now();
  const text = (done_bytes: number) => barText(transfer, done_bytes, Date.now() - started_ms);
  const spinner = startSpinner(text(transfer.from_bytes));
  try {
    return await run((done_bytes) => {
      if (spinner !== undefined) spinner.text = text(done_bytes);
    });
  } finally {
    spinner?.stop();
  }
}

/** A transfer in one line, such as `downloading ██████░░░░ 60% · 6.0 MiB of 10.0 MiB · 2.0 MiB/s`. */
export function barText(
  { what, total_bytes, from_bytes }: Transfer,
  done_bytes: number,
  elapsed_ms: number,
): string {
  const share = total_bytes === 0 ? 1 : Math.min(1, done_bytes / total_bytes);
  const full = Math.floor(share * BAR_CHARS);
  const bar = "█".repeat(full) + "░".repeat(BAR_CHARS - full);
  const rate = elapsed_ms === 0 ? 0 : ((done_bytes - from_bytes) * 1000) / elapsed_ms;
  const bytes = `${size(done_bytes)} of ${size(total_bytes)}`;
  return `${what} ${bar} ${Math.floor(share * 100)}% · ${bytes} · ${size(Math.round(rate))}/s`;
}
