// Patterns that come from the model, as machines that run in linear time: RE2 instead of RegExp,
// also for globs. A backtracking engine takes minutes for `*a*a*a*a*b` and one long name.
import { RE2JS } from "re2js";
import { PATTERN_CHARS_MAX } from "../../contract/limits.ts";

/** What can be told before a pattern is run: the text for the model when it cannot be. */
export type Compiled<T> =
  | { readonly value: T; readonly problem: null }
  | { readonly problem: string };

/** A regular expression in RE2's syntax: no lookaround, no backreferences. */
export function compileRegex(source: string, flags: number): Compiled<RE2JS> {
  if (source.length > PATTERN_CHARS_MAX) {
    return { problem: `The pattern is longer than ${PATTERN_CHARS_MAX} characters.` };
  }
  try {
    return { value: RE2JS.compile(RE2JS.translateRegExp(source), flags), problem: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `Invalid pattern: ${reason}` };
  }
}

/**
 * A glob as ripgrep reads one, over paths relative to the searched directory: without a slash it is
 * for the last name at any depth; `!` in front turns it round. `*` and `?` also match a leading
 * dot.
 */
export function compileGlob(pattern: string): Compiled<(path: string) => boolean> {
  const isNegated = pattern.startsWith("!");
  const glob = (isNegated ? pattern.slice(1) : pattern).replace(/^(\.\/)+/, "");
  const anyDepth = glob.includes("/") ? "" : "(?:.*/)?";
  const compiled = compileRegex(`^${anyDepth}${regexOfGlob(glob)}$`, RE2JS.DOTALL);
  if (compiled.problem !== null) return compiled;
  const { value: regex } = compiled;
  return { value: (path) => regex.test(path) !== isNegated, problem: null };
}

/**
 * One piece of a glob: a doubled star between its slashes, stars, a class, an escape, a character.
 */
const GLOB_PIECE = /(?:^|(?<=\/))\*\*\/|(?:^|\/)\*\*$|\*+|\[!?\]?[^\]]*\]|\\.|[\s\S]/gu;

function regexOfGlob(glob: string): string {
  let depth = 0;
  const pieces = glob.match(GLOB_PIECE) ?? [];
  return pieces
    .map((piece) => {
      if (piece === "**/") return "(?:.*/)?";
      if (piece === "/**") return "/.*";
      if (piece.startsWith("*")) return "[^/]*";
      if (piece === "?") return "[^/]";
      if (piece === "{") {
        depth += 1;
        return "(?:";
      }
      if (piece === "," && depth > 0) return "|";
      if (piece === "}" && depth > 0) {
        depth -= 1;
        return ")";
      }
      if (piece.length > 1 && piece.startsWith("[")) return classOf(piece);
      return RE2JS.quote(piece.length > 1 ? piece.slice(1) : piece);
    })
    .join("");
}

function classOf(piece: string): string {
  const isNegated = piece.startsWith("[!");
  const members = piece.slice(isNegated ? 2 : 1, -1).replace(/[\\[\]^]/g, "\\$&");
  return `[${isNegated ? "^" : ""}${members}]`;
}
