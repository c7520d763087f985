// One wrangler command, run to its end. Everything asked of Cloudflare goes through here, so that
// this project never holds the account's credentials; no argument may be a secret.
import { join } from "node:path";
import type { z } from "zod";
import { explain } from "../service.ts";
import { startWrangler } from "../wrangler.ts";

/** Why a deployment stopped; the message is meant for the person who asked for it. */
export class DeployError extends Error {}

export interface Outcome {
  ok: boolean;
  /** Standard output and standard error together. */
  output: string;
}

export type RunWrangler = (...args: string[]) => Promise<Outcome>;

/** Commands that keep their logs in `folder`. Whether one failed is data: nothing is thrown. */
export function wranglerLoggingTo(folder: string): RunWrangler {
  return async (...args) => {
    const wrangler = startWrangler(args, join(folder, "wrangler.log"));
    let output = "";
    wrangler.onOutput((text) => {
      output += text;
    });
    const code = await wrangler.exited;
    await wrangler.stop();
    return { ok: code === 0, output };
  };
}

/** The error for a command that failed: what was being done, and wrangler's own words. */
export function failed(what: string, { output }: Outcome): DeployError {
  // The log that it points to is gone before anybody can read it.
  const words = output.replace(/^.*Logs were written to.*$/m, "").trimEnd();
  return new DeployError(`${what}:\n${explain(words)}`);
}

/**
 * The JSON that a command printed; its warnings may stand around it. Throws DeployError when the
 * command failed or printed something else.
 */
export function jsonOf<T>(what: string, outcome: Outcome, schema: z.ZodType<T>): T {
  if (!outcome.ok) throw failed(what, outcome);
  const text = /^[[{][\s\S]*[\]}]$/m.exec(outcome.output)?.[0] ?? "";
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw failed(`${what}, since wrangler's answer cannot be read`, outcome);
  }
}
