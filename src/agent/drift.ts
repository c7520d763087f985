// What the last request began with, as one digest for each block, and the first block of the next one
// that differs: from there on the API reads nothing from its cache. It holds no content.
import type { MessageCreateParamsStreaming } from "@anthropic-ai/sdk/resources/messages/messages";
import { sha256 } from "./digest.ts";

/** The blocks of a request in the order in which the API caches them. */
export interface Fingerprint {
  readonly model: string;
  readonly tools: readonly string[];
  readonly system: readonly string[];
  readonly messages: readonly (readonly string[])[];
}

const DIGEST_CHARS = 12;

/** A block that stands in a transcript never changes, so its digest is made once. */
const known = new WeakMap<object, string>();

function digest(block: unknown): string {
  const cached = typeof block === "object" && block !== null ? known.get(block) : undefined;
  if (cached !== undefined) return cached;
  const short = sha256(JSON.stringify(block)).slice(0, DIGEST_CHARS);
  if (typeof block === "object" && block !== null) known.set(block, short);
  return short;
}

/** The fingerprint of a request. */
export function fingerprintOf(request: MessageCreateParamsStreaming): Fingerprint {
  const { system = [], tools = [] } = request;
  return {
    model: request.model,
    tools: tools.map(digest),
    system: (typeof system === "string" ? [system] : system).map(digest),
    messages: request.messages.map(({ role, content }) =>
      (typeof content === "string" ? [content] : content).map(
        (block) => `${role[0]}${digest(block)}`,
      ),
    ),
  };
}

/** The first block that is not what it was, such as `messages[3].content[0]`; null when all are. */
export function driftOf(before: Fingerprint, now: Fingerprint): string | null {
  if (before.model !== now.model) return "model";
  return (
    differing("tools", before.tools, now.tools, true) ??
    differing("system", before.system, now.system, true) ??
    differingMessage(before.messages, now.messages)
  );
}

function differing(
  name: string,
  before: readonly string[],
  now: readonly string[],
  is_closed: boolean,
): string | null {
  const length = is_closed ? Math.max(before.length, now.length) : before.length;
  for (let index = 0; index < length; index += 1) {
    if (before[index] !== now[index]) return `${name}[${index}]`;
  }
  return null;
}

/** A message may have grown at its end only where it was the last one. */
function differingMessage(
  before: Fingerprint["messages"],
  now: Fingerprint["messages"],
): string | null {
  for (const [index, blocks] of before.entries()) {
    const is_closed = index < before.length - 1;
    const found = differing(`messages[${index}].content`, blocks, now[index] ?? [], is_closed);
    if (found !== null) return found;
  }
  return null;
}
