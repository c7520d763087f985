// JSON that somebody else wrote, made safe to keep: no deeper than what reads the log can follow, and
// with whole characters only, since half a surrogate pair would be refused by the model's API later.
import { JSON_DEPTH_MAX } from "./limits.ts";

/**
 * The value of a JSON text, every text in it well formed, names of fields included. Throws SyntaxError
 * when it is no JSON and RangeError when it is nested deeper than JSON_DEPTH_MAX.
 */
export function foreignJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (isDeeper(value, JSON_DEPTH_MAX)) {
    throw new RangeError(`nested deeper than ${JSON_DEPTH_MAX} levels`);
  }
  return withTexts(value, (part) => part.toWellFormed());
}

/** The same JSON value with every text in it changed, names of fields included. */
export function withTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((entry) => withTexts(entry, change)) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, entry]) => [
    change(name),
    withTexts(entry, change),
  ]);
  return Object.fromEntries(entries) as T;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
