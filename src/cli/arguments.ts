// How words on the command line become values, each refused with what was expected.
import { InvalidArgumentError } from "commander";
import type { RewindInput } from "../contract/branch.ts";
import { readStdin } from "./ask.ts";

/** For an option that may be given more than once, or hold several values separated by commas. */
export function collect(value: string, previous: string[] | undefined): string[] {
  // A comma within parentheses belongs to a rule such as Bash(a,b).
  const values = value.split(/,(?![^(]*\))/).map((each) => each.trim());
  return [...(previous ?? []), ...values.filter((each) => each !== "")];
}

/** For a repeatable option that holds a pair. */
export function collectPair(
  text: string,
  previous: Record<string, string> | undefined,
): Record<string, string> {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) {
    throw new InvalidArgumentError("expected key=value");
  }
  return { ...previous, [key]: value };
}

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("expected a whole number");
  return Number(text);
}

/** A length of time in seconds, which need not be whole. */
export function seconds(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError("expected seconds, as 10 or 0.5");
  return Number(text);
}

/** The fields that were given: what is left out is the service's to fill in, or to leave as it is. */
export function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** A message, by its place in the conversation from 0 or by its id. */
export function messagePlace(text: string): number | string {
  if (/^\d+$/.test(text)) return Number(text);
  if (/^msg_\w+$/.test(text)) return text;
  throw new InvalidArgumentError("expected a message's number or its id, as 4 or msg_…");
}

/** Where a rewind goes: a checkpoint, an event or a message. */
export function rewindPlace(
  text: string,
): Pick<RewindInput, "checkpoint_id" | "to_seq" | "to_message"> {
  if (/^ckpt_\w+$/.test(text)) return { checkpoint_id: text };
  const [, kind, place = ""] = /^(seq|message):(.+)$/.exec(text) ?? [];
  if (kind === "seq") return { to_seq: wholeNumber(place) };
  if (kind === "message") return { to_message: messagePlace(place) };
  throw new InvalidArgumentError("expected ckpt_…, seq:12 or message:4");
}

/** A place to compare with another, as the service wants it. */
export function comparedPlace(text: string): string {
  const place = text.replace(/^seq:/, "");
  if (/^(ckpt_\w+|\d+|now)$/.test(place)) return place;
  throw new InvalidArgumentError("expected ckpt_…, a seq such as 12, or now");
}

/** A time in any of ISO 8601's forms, as the service wants it. */
export function isoTime(text: string): string {
  const at_ms = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at_ms)) throw new InvalidArgumentError("expected a time such as 2027-01-31");
  return new Date(at_ms).toISOString();
}

/** Text given on the line, or all of standard input for `-`. */
export async function textArgument(text: string): Promise<string> {
  return text === "-" ? (await readStdin()).toString("utf8") : text;
}
