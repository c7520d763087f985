// How an event's JSON is stored: as text or, when that is long, deflated, in its row or, when it does not
// fit there, in parts beside it, so that no stored value outgrows its limit and a scan over the rows
// stays light. The row of an event in parts holds what the whole must be: JSON that misses a part may
// still be JSON, and deflated bytes may be whole and yet wrong.
import { crc32 } from "node:zlib";
import {
  EVENT_PART_BYTES_MAX,
  EVENT_PART_CHARS_MAX,
  EVENT_ROW_BYTES_MAX,
  EVENT_ROW_CHARS_MAX,
} from "../contract/limits.ts";
import { deflated, inflated } from "../deflate.ts";

/** A stored value: text as it is, bytes for what is deflated. */
export type Held = string | ArrayBuffer;

/** Before deflated bytes: the CRC-32 of all that follows it, and the length of the text in bytes. */
const HEADER_BYTES = 8;
const CRC_BYTES = 4;

const TEXT = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });

/**
 * Stores what of a body does not fit its row, and returns what the row is to hold. A body of more than
 * `compress_over` characters is deflated where that pays.
 */
export function storeBody(sql: SqlStorage, seq: number, body: string, compress_over: number): Held {
  const packed = body.length > compress_over ? pack(body) : null;
  if (packed !== null) {
    if (packed.byteLength <= EVENT_ROW_BYTES_MAX) return packed;
    storeParts(sql, seq, cutBytes(packed));
    return packed.slice(0, HEADER_BYTES);
  }
  if (body.length <= EVENT_ROW_CHARS_MAX) return body;
  storeParts(sql, seq, partsOf(body));
  return String(body.length);
}

/** The whole body of an event whose row holds `held`; null when it is not what was stored. */
export function wholeBody(sql: SqlStorage, seq: number, held: Held): string | null {
  if (typeof held !== "string") {
    if (held.byteLength !== HEADER_BYTES) return unpack([held]);
    return unpack([held, ...partsAt(sql, seq).filter((part) => typeof part !== "string")]);
  }
  if (!/^\d+$/.test(held)) return held;
  const body = partsAt(sql, seq).join("");
  return body.length === Number(held) ? body : null;
}

function storeParts(sql: SqlStorage, seq: number, parts: readonly Held[]): void {
  for (const [part, body] of parts.entries()) {
    sql.exec("INSERT INTO event_parts (seq, part, body) VALUES (?, ?, ?)", seq, part, body);
  }
}

function partsAt(sql: SqlStorage, seq: number): Held[] {
  const query = "SELECT body FROM event_parts WHERE seq = ? ORDER BY part";
  return [...sql.exec<{ body: Held }>(query, seq)].map(({ body }) => body);
}

/** A header and the deflated text; null where deflating it does not pay. */
function pack(text: string): ArrayBuffer | null {
  const plain = new TextEncoder().encode(text);
  const small = deflated(plain);
  if (small === null) return null;
  const packed = new Uint8Array(HEADER_BYTES + small.byteLength);
  packed.set(small, HEADER_BYTES);
  const header = new DataView(packed.buffer);
  header.setUint32(CRC_BYTES, plain.byteLength);
  header.setUint32(0, crc32(packed.subarray(CRC_BYTES)));
  return packed.buffer;
}

/** The text of a header and deflated bytes that are given in pieces; null when a bit of them is wrong. */
function unpack(pieces: readonly ArrayBuffer[]): string | null {
  const packed = Buffer.concat(pieces.map((piece) => new Uint8Array(piece)));
  if (packed.byteLength <= HEADER_BYTES) return null;
  if (packed.readUInt32BE(0) !== crc32(packed.subarray(CRC_BYTES))) return null;
  const plain = inflated(packed.subarray(HEADER_BYTES), packed.readUInt32BE(CRC_BYTES));
  return plain === null ? null : TEXT.decode(plain);
}

/** Everything behind the header, which the row holds, in pieces that fit a stored value. */
function cutBytes(packed: ArrayBuffer): ArrayBuffer[] {
  const parts: ArrayBuffer[] = [];
  for (let from = HEADER_BYTES; from < packed.byteLength; from += EVENT_PART_BYTES_MAX) {
    parts.push(packed.slice(from, from + EVENT_PART_BYTES_MAX));
  }
  return parts;
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
