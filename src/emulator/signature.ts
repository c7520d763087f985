// Thinking is signed with a keyed hash of its text, so that a later request can be checked without
// remembering the earlier one: a thinking block comes back unaltered or is refused.
import { hashHex } from "./hash.ts";

const KEY = "offline thinking, signed";
const REDACTED_MARK = "offline_redacted_";

/** The `signature` of a thinking block with this text. */
export function signThinking(text: string): string {
  return `offline_${hashHex(KEY + text)}${hashHex(text + KEY)}`;
}

/** The `data` of a redacted_thinking block; `seed` keeps two of them apart. */
export function redactedData(seed: string): string {
  const id = hashHex(seed);
  return `${REDACTED_MARK}${id}${hashHex(KEY + id)}`;
}

/** Whether redacted data is ours: its second half is the keyed hash of its first. */
export function isOurRedactedData(data: string): boolean {
  if (!data.startsWith(REDACTED_MARK)) return false;
  const digits = data.slice(REDACTED_MARK.length);
  return digits.slice(16) === hashHex(KEY + digits.slice(0, 16));
}
