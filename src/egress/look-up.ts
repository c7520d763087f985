// What a name stands for, by DNS over HTTPS: a Worker's own fetch does not tell which address it
// connects to, so a public name for a private address can only be found by asking.
import { z } from "zod";
import { bodyOf } from "./body.ts";
import { type EgressRules, refusalOfAddresses } from "./guard.ts";

const RECORD_TYPES = { A: 1, AAAA: 28 };
const ANSWER_BYTES_MAX = 64 * 1024;

/** The codes of an answer that can be relied on: there is the name, or there is none. */
const NO_ERROR = 0;
const NO_SUCH_NAME = 3;

/** The JSON form of an answer, as Cloudflare and Google give it. Other records are CNAMEs on the way. */
const dnsAnswer = z.object({
  Status: z.int(),
  Answer: z.array(z.object({ type: z.int(), data: z.string() })).default([]),
});

/**
 * Why a name may not be called after looking it up at `doh_url`; null when it may. Throws when there is
 * no answer that can be read: nobody can tell then.
 */
export async function refusalByDns(
  name: string,
  doh_url: string,
  rules: EgressRules,
  signal: AbortSignal,
): Promise<string | null> {
  let answers: string[][];
  try {
    const types = Object.values(RECORD_TYPES);
    answers = await Promise.all(types.map((type) => addressesOf(name, type, doh_url, signal)));
  } catch {
    throw new Error("its name could not be looked up");
  }
  return refusalOfAddresses(answers.flat(), rules);
}

async function addressesOf(
  name: string,
  type: number,
  doh_url: string,
  signal: AbortSignal,
): Promise<string[]> {
  const url = new URL(doh_url);
  url.searchParams.set("name", name);
  url.searchParams.set("type", String(type));
  const headers = { accept: "application/dns-json" };
  const response = await fetch(url.href, { headers, redirect: "manual", signal });
  const bytes = await bodyOf(response, ANSWER_BYTES_MAX, signal);
  if (!response.ok || bytes === null) throw new Error(`DNS answered ${response.status}`);
  const { Status, Answer } = dnsAnswer.parse(JSON.parse(new TextDecoder().decode(bytes)));
  if (Status !== NO_ERROR && Status !== NO_SUCH_NAME) throw new Error(`DNS answered ${Status}`);
  return Answer.filter((record) => record.type === type).map((record) => record.data);
}
