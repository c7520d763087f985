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
  return wellFormed(value);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.toWellFormed(), wellFormed(inner)]),
  );
}
