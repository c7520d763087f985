// How an event's JSON is stored: in its row, or, when it is large, in parts beside it, so that no
// stored value outgrows its limit and a scan over the rows stays light. The row of a large event
// holds the length of the whole instead: JSON that misses a part may still be JSON.
import { EVENT_PART_CHARS_MAX, EVENT_ROW_CHARS_MAX } from "../contract/limits.ts";

/** Stores what of a body does not fit its row, and returns what the row is to hold. */
export function storeBody(sql: SqlStorage, seq: number, body: string): string {
  if (body.length <= EVENT_ROW_CHARS_MAX) return body;
  for (const [part, text] of partsOf(body).entries()) {
    sql.exec("INSERT INTO event_parts (seq, part, body) VALUES (?, ?, ?)", seq, part, text);
  }
  return String(body.length);
}

/** The whole body of an event whose row holds `held`; null when parts of it are missing. */
export function wholeBody(sql: SqlStorage, seq: number, held: string): string | null {
  if (!/^\d+$/.test(held)) return held;
  const parts = sql.exec<{ body: string }>(
    "SELECT body FROM event_parts WHERE seq = ? ORDER BY part",
    seq,
  );
  const body = [...parts].map((part) => part.body).join("");
  return body.length === Number(held) ? body : null;
}

/** Cuts a text into pieces that are text: never inside a surrogate pair. */
export function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = from + EVENT_PART_CHARS_MAX;
    if (isHighSurrogate(text.charCodeAt(to - 1))) to -= 1;
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
