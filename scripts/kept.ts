// Results of long runs that stand in the documentation, each between two comments that name it, so that
// the next run replaces them and whatever writes the page around them leaves them alone.
import { readFileSync, writeFileSync } from "node:fs";

/** The place of a result on a page, its comments included. Throws when the page has none. */
function placeOf(page: string, name: string): { from: number; to: number } {
  const end = `<!-- /${name} -->`;
  const from = page.indexOf(`<!-- ${name} -->`);
  const to = page.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`the page has no place for ${name}`);
  return { from, to: to + end.length };
}

/** The result that a page holds, with its comments. Throws when the page has no place for it. */
export function keptOn(page: string, name: string): string {
  const { from, to } = placeOf(page, name);
  return page.slice(from, to);
}

/** Puts a result into the page at `path`, in the place of the one before. Throws when it has no place. */
export function keep(path: string | URL, name: string, result: string): void {
  const page = readFileSync(path, "utf8");
  const { from, to } = placeOf(page, name);
  const whole = `<!-- ${name} -->\n${result}\n<!-- /${name} -->`;
  writeFileSync(path, page.slice(0, from) + whole + page.slice(to));
}

/** Today, as such a result is dated. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
