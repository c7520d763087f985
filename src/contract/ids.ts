// Ids: a prefix that says what it names, and a UUIDv7 in 32 hex digits, so that ids sort by time and
// the digits alone, with dashes, are the plain UUID which other tools ask for.

const ID_PREFIXES = [
  "sesn",
  "sevt",
  "msg",
  "perm",
  "hook",
  "ckpt",
  "arch",
  "tmpl",
  "task",
  "run",
  "trig",
  "whk",
  "mcps",
  "wfr",
  "key",
  "user",
  "req",
  "audit",
] as const;

export type IdPrefix = (typeof ID_PREFIXES)[number];
export type Id<P extends IdPrefix> = `${P}_${string}`;

const HEX = /^[0-9a-f]{32}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Makes an id from a UUID with or without dashes. */
export function idFromUuid<P extends IdPrefix>(prefix: P, uuid: string): Id<P> {
  return `${prefix}_${uuid.replaceAll("-", "").toLowerCase()}`;
}

/**
 * Reads an id of one kind as a client may write it: with its prefix, or as a plain UUID.
 * Returns null for anything else, so that a malformed id answers like a missing one.
 */
export function parseId<P extends IdPrefix>(prefix: P, text: string): Id<P> | null {
  if (UUID.test(text)) return idFromUuid(prefix, text);
  if (!text.startsWith(`${prefix}_`)) return null;
  const digits = text.slice(prefix.length + 1);
  return HEX.test(digits) ? `${prefix}_${digits}` : null;
}

/** The same digits as a plain UUID, as Claude Code wants a session id. */
export function uuidOfId(id: string): string {
  const digits = id.slice(id.indexOf("_") + 1);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
