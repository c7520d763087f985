// Bytes as the text that tools show and edit: UTF-8 with `\n`, whatever line ends the file keeps.
import { LINE_CHARS_MAX } from "../../contract/limits.ts";

/** Bytes in which a NUL marks a file as binary, as ripgrep and git look for one. */
const BINARY_SAMPLE_BYTES = 8_192;

export interface Text {
  readonly text: string;
  /** Every line end in the file is `\r\n`; they are `\n` in `text`. */
  readonly is_crlf: boolean;
  /** False when bytes that are no UTF-8 were replaced: what is shown cannot be written back. */
  readonly is_exact: boolean;
}

/** Null when the bytes are no text. */
export function decodeText(bytes: Uint8Array): Text | null {
  if (bytes.subarray(0, BINARY_SAMPLE_BYTES).includes(0)) return null;
  const text = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(bytes);
  const is_crlf = text.includes("\r\n") && !/(^|[^\r])\n/.test(text);
  return {
    text: is_crlf ? text.replaceAll("\r\n", "\n") : text,
    is_crlf,
    is_exact: !text.includes("\uFFFD") || isUtf8(bytes),
  };
}

export function encodeText(text: string, is_crlf: boolean): Uint8Array {
  return new TextEncoder().encode(is_crlf ? text.replaceAll("\n", "\r\n") : text);
}

/** Lines without their ends; a `\n` at the end of the text begins no further line. */
export function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Lines with their numbers, as `cat -n` numbers them, each cut at LINE_CHARS_MAX. */
export function numberedLines(lines: readonly string[], first: number): string[] {
  return lines.map((line, index) => `${first + index}\t${cutLine(line, LINE_CHARS_MAX)}`);
}

export function cutLine(line: string, chars_max: number): string {
  return line.length > chars_max ? `${line.slice(0, chars_max).toWellFormed()}… [line cut]` : line;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
