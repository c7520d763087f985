// What a hook is sent: its input as JSON, whole as long as it is not too large. Unlike previews it keeps
// secrets: it goes to the session's owner, who has to see a call to judge it.
import type { HookInput } from "../contract/hook.ts";
import { HOOK_INPUT_BYTES_MAX } from "../contract/limits.ts";

/** How long a text may be, tried in turn until the input fits. */
const TEXT_CHARS_MAX = [100_000, 10_000, 1_000, 100];

/** What a field becomes that is too large without any long text: the beginning of its JSON. */
const FIELD_CHARS_MAX = 10_000;

/**
 * The input as JSON of at most HOOK_INPUT_BYTES_MAX bytes. When it is larger, its long texts are cut,
 * each ending in `…`, and the field `ledge_cut: true` says so.
 */
export function hookBody(input: HookInput): string {
  const whole = JSON.stringify(input);
  if (fits(whole)) return whole;
  for (const chars_max of TEXT_CHARS_MAX) {
    const body = marked(mapFields(input, (value) => textsCut(value, chars_max)));
    if (fits(body)) return body;
  }
  // Hundreds of thousands of short texts or numbers.
  return marked(mapFields(input, fieldCut));
}

function marked(input: Record<string, unknown>): string {
  return JSON.stringify({ ...input, ledge_cut: true });
}

function fits(body: string): boolean {
  if (body.length > HOOK_INPUT_BYTES_MAX) return false;
  return new TextEncoder().encode(body).byteLength <= HOOK_INPUT_BYTES_MAX;
}

function textsCut(value: unknown, chars_max: number): unknown {
  if (typeof value === "string") return cut(value, chars_max);
  if (Array.isArray(value)) return value.map((entry) => textsCut(entry, chars_max));
  if (typeof value !== "object" || value === null) return value;
  return mapFields(value, (entry) => textsCut(entry, chars_max));
}

function fieldCut(value: unknown): unknown {
  const json = JSON.stringify(value) ?? "null";
  return json.length > FIELD_CHARS_MAX ? cut(json, FIELD_CHARS_MAX) : value;
}

function cut(text: string, chars_max: number): string {
  return text.length > chars_max ? `${text.slice(0, chars_max - 1).toWellFormed()}…` : text;
}

function mapFields(value: object, change: (entry: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, change(entry)]));
}
