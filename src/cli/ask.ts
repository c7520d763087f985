// Questions to the person at the terminal, on standard error; without a terminal a command must get
// its answers as options, and says which.
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { CliError, EXIT } from "./exit.ts";

/** Whether somebody is there to be asked. */
export const isInteractive = () => process.stdin.isTTY === true && process.stderr.isTTY === true;

/** Asks for a line. Throws CliError when nobody is there, naming the option to use instead. */
export async function askLine(question: string, option: string): Promise<string> {
  return await ask(question, option, true);
}

/** Asks for a secret: what is typed is not shown. */
export async function askSecret(question: string, option: string): Promise<string> {
  return await ask(question, option, false);
}

async function ask(question: string, option: string, echo: boolean): Promise<string> {
  if (!isInteractive()) {
    throw new CliError(EXIT.usage, `no terminal to ask on: give ${option}`);
  }
  const silent = new Writable({ write: (_chunk, _encoding, written) => written() });
  const lines = createInterface({
    input: process.stdin,
    output: echo ? process.stderr : silent,
    terminal: true,
  });
  lines.once("SIGINT", () => process.exit(EXIT.interrupted));
  try {
    if (!echo) process.stderr.write(question);
    const answer = await lines.question(echo ? question : "");
    if (!echo) process.stderr.write("\n");
    return answer.trim();
  } finally {
    lines.close();
  }
}

/**
 * Asks for a line for as long as `signal` is not aborted. Null when there will be none: the question
 * was taken back, the input has ended, or Ctrl-C was typed, which `onInterrupt` is told.
 */
export async function askWhile(
  question: string,
  { signal, onInterrupt }: { signal: AbortSignal; onInterrupt: () => void },
): Promise<string | null> {
  const over = new AbortController();
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: true });
  lines.once("SIGINT", () => {
    over.abort();
    onInterrupt();
  });
  lines.once("close", () => over.abort());
  try {
    const answer = await lines.question(question, {
      signal: AbortSignal.any([signal, over.signal]),
    });
    return answer.trim();
  } catch (error) {
    if (signal.aborted || over.signal.aborted) return null;
    throw error;
  } finally {
    lines.close();
  }
}

/**
 * Asks before something that cannot be undone; `yes` answers in advance. Throws CliError for no.
 */
export async function confirm(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  const answer = await askLine(`${question} [y/N] `, "--yes");
  if (!/^y(es)?$/i.test(answer)) throw new CliError(EXIT.refused, "nothing was done");
}

/** All of standard input as text. */
export async function readStdin(): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
