// Texts of lines and edits of them, the same for the same seed: for tests of what compares two texts.
import type { Random } from "../simulation/random.ts";

const LINES = [
  "",
  "a",
  "b",
  "  indented",
  "--- a/x",
  "+++ b/x",
  "@@ -1 +1 @@",
  "\\ No newline",
  "größe 世界👋",
  "\r",
];

function line(random: Random): string {
  return random.chance(0.7) ? random.pick(LINES) : `line ${random.between(0, 1000)}`;
}

export function textFrom(random: Random): string {
  const lines = Array.from({ length: random.between(0, 60) }, () => line(random));
  return lines.join("\n") + (random.chance(0.7) ? "\n" : "");
}

/** The text after some lines were added, taken away or written anew. */
export function changed(text: string, random: Random): string {
  const lines = text.split("\n");
  for (let edits = random.between(1, 8); edits > 0; edits -= 1) {
    const at = random.between(0, lines.length);
    lines.splice(at, random.between(0, 3), ...(random.chance(0.7) ? [line(random)] : []));
  }
  return lines.join("\n");
}
