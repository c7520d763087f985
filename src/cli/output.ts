// How results look: tables for people, one JSON document for scripts. Text that came from elsewhere
// loses its control characters first, so that it cannot move the cursor or color the terminal.
import { styleText } from "node:util";
import Table from "cli-table3";

export type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

/** Colors when standard output is a terminal that has them (NO_COLOR is respected). */
export const style: Style = (format, text) =>
  process.stdout.hasColors?.() ? styleText(format, text) : text;

/**
 * Text without control characters, line breaks and tabs aside, and without the marks that turn the
 * direction of writing: they would show a command in another order than the one in which it runs.
 */
export function clean(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    "",
  );
}

/** One line of at most `chars_max` characters. */
export function short(text: string, chars_max: number): string {
  const line = clean(text).replace(/\s+/g, " ").trim();
  return line.length <= chars_max ? line : `${line.slice(0, chars_max - 1)}…`;
}

/** A cost as money; null, which is "no known price", never reads as zero. */
export function cost(usd: number | null): string {
  if (usd === null) return "unknown";
  return `$${usd === 0 || usd >= 0.01 ? usd.toFixed(2) : usd.toFixed(4)}`;
}

export function count(number: number): string {
  return number.toLocaleString("en-US");
}

export function duration(ms: number | null): string {
  if (ms === null) return "–";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KiB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}

/** A time to the second, in UTC, as `2026-11-20 08:12:31`. */
export function time(iso: string | null): string {
  return iso === null ? "–" : iso.slice(0, 19).replace("T", " ");
}

/** No colors of the library's own, and no line between rows. */
const TABLE_STYLE = { head: [], border: [], compact: true };

/** Rows of a name and a value, under a line that says what happened. */
export function keyValueTable(title: string, rows: readonly (readonly [string, string])[]): string {
  const table = new Table({ head: ["Key", "Value"], style: TABLE_STYLE });
  for (const [key, value] of rows) table.push([key, clean(value)]);
  return `${title}\n${table.toString()}`;
}

/** A list as a table; `empty` stands for one without rows. */
export function listTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  empty: string,
): string {
  if (rows.length === 0) return empty;
  const table = new Table({ head: [...head], style: TABLE_STYLE });
  for (const row of rows) table.push(row.map(clean));
  return table.toString();
}

/** Writes a result: the data itself for scripts, or what a person should see of it. */
export function print(asJson: boolean, data: unknown, forPeople: () => string): void {
  process.stdout.write(`${asJson ? JSON.stringify(data, null, 2) : forPeople()}\n`);
}

export function done(text: string): string {
  return `${style("green", "✓")} ${text}`;
}

/** A remark that is no result: on standard error, so that pipes carry data only. */
export function notice(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Says how to get the next page, when there is one. */
export function more(next_cursor: string | null): void {
  if (next_cursor !== null) notice(`more: --cursor ${next_cursor}`);
}
