// Cursors of lists that are paged by id: the last id seen, in a wrapping that nobody builds on.
import { decodeBase64Url, encodeBase64Url } from "hono/utils/encode";
import { type IdPrefix, parseId } from "../contract/ids.ts";
import { wrongField } from "./error.ts";

export function cursorAfter(id: string): string {
  return encodeBase64Url(new TextEncoder().encode(id).buffer);
}

/** A page of what was found, of which one more than `limit` was asked for. */
export function pageUpTo<T extends { id: string }>(limit: number, found: readonly T[]) {
  const data = found.slice(0, limit);
  const last = data.at(-1);
  const next_cursor = found.length > limit && last !== undefined ? cursorAfter(last.id) : null;
  return { data, next_cursor };
}

/** The id in a cursor, or null without one. Throws `invalid_request` for a made-up cursor. */
export function idInCursor(prefix: IdPrefix, cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const id = parseId(prefix, decoded(cursor));
  if (id !== null) return id;
  throw wrongField("cursor", "not a cursor of this list");
}

function decoded(cursor: string): string {
  try {
    return new TextDecoder().decode(decodeBase64Url(cursor));
  } catch {
    // Not base64: no id either.
    return "";
  }
}
