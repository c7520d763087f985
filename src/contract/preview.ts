// Previews: the beginning of what was said, short and without secrets. They are all that leaves a
// session of its content for the tables that many sessions share.
import { PREVIEW_CHARS_MAX, PREVIEW_JSON_CHARS_MAX } from "./limits.ts";
import { withoutSecrets } from "./secret.ts";

/** What is searched for secrets beyond a preview's end: one must not be seen half. */
const SEARCHED_CHARS = PREVIEW_CHARS_MAX + 4096;
const DEPTH_MAX = 8;
const ENTRIES_MAX = 50;

/** The first PREVIEW_CHARS_MAX characters of a text, never half of a surrogate pair. */
export function previewOf(text: string): string {
  const shown = withoutSecrets(text.slice(0, SEARCHED_CHARS));
  if (shown.length <= PREVIEW_CHARS_MAX) return shown.toWellFormed();
  return `${shown.slice(0, PREVIEW_CHARS_MAX - 1)}…`.toWellFormed();
}

/**
 * A JSON value with its texts as previews. What is deep, long or large in all is shown as the
 * preview of its JSON instead, so that the result has at most PREVIEW_JSON_CHARS_MAX characters.
 */
export function jsonPreviewOf(value: unknown): unknown {
  const shown = shortened(value, 0);
  const text = JSON.stringify(shown) ?? "null";
  return text.length <= PREVIEW_JSON_CHARS_MAX ? shown : previewOf(text);
}

function shortened(value: unknown, depth: number): unknown {
  if (typeof value === "string") return previewOf(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === DEPTH_MAX) return "…";
  if (Array.isArray(value)) {
    return value.slice(0, ENTRIES_MAX).map((entry) => shortened(entry, depth + 1));
  }
  const entries = Object.entries(value).slice(0, ENTRIES_MAX);
  return Object.fromEntries(
    entries.map(([name, entry]) => [previewOf(name), shortened(entry, depth + 1)]),
  );
}
