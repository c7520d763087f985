// What tool scenarios share: the words when one cannot go on, and how calls and paths are found.
import { type Answer, say } from "../answer.ts";
import type { Call, Conversation } from "../conversation.ts";

const REASON_CHARS_MAX = 500;

/** An answer that names the tools that are not offered, or null when all are. */
export function missingTools({ tools }: Conversation, names: readonly string[]): Answer | null {
  const missing = names.filter((name) => !tools.has(name));
  if (missing.length === 0) return null;
  return say(
    `I cannot do this: I would need ${missing.join(" and ")}, and it is not offered to me.`,
  );
}

/** An answer that says which of these calls failed and why, or null when none did. */
export function failedCall(calls: readonly Call[]): Answer | null {
  const failed = calls.find(({ is_error }) => is_error);
  if (failed === undefined) return null;
  const reason = Array.from(failed.result.trim()).slice(0, REASON_CHARS_MAX).join("");
  return say(`I stopped, because ${failed.name} failed: ${reason}`);
}

/** The first call of this tool since the prompt. */
export function findCall({ calls }: Conversation, name: string): Call | undefined {
  return calls.find((call) => call.name === name);
}

/** A path as the file tools want it: absolute. */
export function absolutePath({ working_directory }: Conversation, path: string): string {
  return path.startsWith("/") ? path : `${working_directory.replace(/\/$/, "")}/${path}`;
}

/** "1 file", "2 files". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
