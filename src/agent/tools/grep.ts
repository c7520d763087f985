// Grep: what a regular expression finds in the workspace's files, as ripgrep would print it.
import { RE2JS } from "re2js";
import { z } from "zod";
import { GREP_LINE_CHARS_MAX, GREP_RESULTS_DEFAULT } from "../../contract/limits.ts";
import type { FileStat, Tool, ToolContext, ToolOutput } from "../tool.ts";
import { done, refused } from "./answer.ts";
import { FILE_TYPES } from "./file-types.ts";
import { type FoundLine, type MatchOptions, SearchedText } from "./matches.ts";
import { type Compiled, compileGlob, compileRegex } from "./pattern.ts";
import { shownPath } from "./places.ts";
import { newestFirst, searched } from "./search.ts";
import { cutLine, decodeText } from "./text.ts";

const lineCount = z.int().min(0).optional();
const input = z.strictObject({
  pattern: z.string().min(1).describe("The regular expression to search for, in RE2's syntax"),
  path: z
    .string()
    .optional()
    .describe("The file or directory to search; the current directory by default"),
  glob: z
    .string()
    .min(1)
    .optional()
    .describe('Only files that match this glob, such as "*.{ts,tsx}"'),
  type: z.string().optional().describe("Only files of this type, such as js, py, rust or go"),
  output_mode: z
    .enum(["content", "files_with_matches", "count"])
    .optional()
    .describe("Matching lines, paths of files (the default), or how many lines match in each"),
  "-A": lineCount.describe("Lines to show after each match, in content mode"),
  "-B": lineCount.describe("Lines to show before each match, in content mode"),
  "-C": lineCount.describe("Lines to show before and after each match, in content mode"),
  context: lineCount.describe("The same as -C"),
  "-n": z.boolean().optional().describe("Show line numbers in content mode (default true)"),
  "-i": z.boolean().optional().describe("Ignore case"),
  "-o": z.boolean().optional().describe("Show only what matched, in content mode"),
  head_limit: lineCount.describe(
    `How many lines or entries to return (default ${GREP_RESULTS_DEFAULT}, 0 for all)`,
  ),
  offset: lineCount.describe("How many lines or entries to skip first"),
  multiline: z.boolean().optional().describe("Let . match line ends and matches span lines"),
});
type GrepInput = z.output<typeof input>;

export const grepTool: Tool<typeof input> = {
  name: "Grep",
  description: `Searches the contents of the workspace's files with a regular expression.

- RE2's syntax, as ripgrep's: no lookaround, no backreferences; literal braces need a backslash.
- glob or type narrow the search to some files; binary files are left out.
- output_mode is files_with_matches (the default, newest first), content, or count.
- Patterns are matched within single lines unless multiline is true.`,
  input,
  rerunnable: true,
  async run(query, context) {
    const flags = query.multiline === true ? RE2JS.DOTALL | RE2JS.MULTILINE : 0;
    const regex = compileRegex(
      query.pattern,
      flags | (query["-i"] === true ? RE2JS.CASE_INSENSITIVE : 0),
    );
    if (regex.problem !== null) return refused(regex.problem);
    const filter = filterOf(query);
    if (filter.problem !== null) return refused(filter.problem);
    const base = await searched(context, query.path);
    if (base.problem !== null) return refused(base.problem);
    const files = base.files
      .filter(({ relative }) => base.is_single_file || filter.value(relative))
      .map(({ stat }) => stat);
    const found = await findIn(files, regex.value, query, context);
    const shown = (stat: FileStat) => shownPath(stat.path, base.directory);
    const mode = query.output_mode ?? "files_with_matches";
    switch (mode) {
      case "files_with_matches":
        return filesFound(found, query, shown);
      case "count":
        return countsFound(found, query, shown);
      case "content":
        return contentFound(found, query, base.is_single_file ? () => "" : shown);
      default:
        return mode satisfies never;
    }
  },
};

/** What was found in one file; `lines` only in content mode. */
interface Found {
  readonly stat: FileStat;
  readonly match_count: number;
  readonly lines: readonly FoundLine[];
}

function filterOf({ glob, type }: GrepInput): Compiled<(path: string) => boolean> {
  const globs: string[] = [];
  if (glob !== undefined) globs.push(glob);
  if (type !== undefined) {
    const ofType = FILE_TYPES.get(type);
    if (ofType === undefined) {
      return {
        problem: `Unknown file type: ${type}. Known are ${[...FILE_TYPES.keys()].join(", ")}.`,
      };
    }
    globs.push(ofType);
  }
  const matchers: ((path: string) => boolean)[] = [];
  for (const each of globs) {
    const compiled = compileGlob(each);
    if (compiled.problem !== null) return compiled;
    matchers.push(compiled.value);
  }
  return { value: (path) => matchers.every((matches) => matches(path)), problem: null };
}

async function findIn(
  files: readonly FileStat[],
  regex: RE2JS,
  query: GrepInput,
  context: ToolContext,
): Promise<Found[]> {
  const around = query["-C"] ?? query.context ?? 0;
  const options: MatchOptions = {
    before: query["-B"] ?? around,
    after: query["-A"] ?? around,
    only_matching: query["-o"] === true,
    multiline: query.multiline === true,
  };
  const isContent = query.output_mode === "content";
  const found: Found[] = [];
  for (const stat of files) {
    if (context.signal.aborted) break;
    const decoded = decodeText(await context.files.read(stat.path));
    if (decoded === null) continue;
    const text = new SearchedText(decoded.text);
    const matching = text.matching(regex, options.multiline);
    if (matching.length === 0) continue;
    const lines = isContent ? text.found(regex, matching, options) : [];
    found.push({ stat, match_count: matching.length, lines });
  }
  return found;
}

function filesFound(
  found: Found[],
  query: GrepInput,
  shown: (stat: FileStat) => string,
): ToolOutput {
  if (found.length === 0) return done("No files found");
  const paths = found
    .map(({ stat }) => stat)
    .sort(newestFirst)
    .map(shown);
  const { items, note } = paged(paths, query);
  const files = `Found ${items.length} ${items.length === 1 ? "file" : "files"}`;
  return done(`${[files, note].filter(Boolean).join(" ")}\n${items.join("\n")}`);
}

function countsFound(
  found: Found[],
  query: GrepInput,
  shown: (stat: FileStat) => string,
): ToolOutput {
  if (found.length === 0) return done("No matches found");
  const { items, note } = paged(found, query);
  const total = items.reduce((sum, { match_count }) => sum + match_count, 0);
  const lines = items.map(({ stat, match_count }) => `${shown(stat)}:${match_count}`);
  const occurrences = `${total} total ${total === 1 ? "occurrence" : "occurrences"}`;
  const files = `${items.length} ${items.length === 1 ? "file" : "files"}`;
  const pagination = note === "" ? "" : ` with pagination = ${note}`;
  return done(`${lines.join("\n")}\n\nFound ${occurrences} across ${files}.${pagination}`);
}

function contentFound(
  found: Found[],
  query: GrepInput,
  shown: (stat: FileStat) => string,
): ToolOutput {
  if (found.length === 0) return done("No matches found");
  const isNumbered = query["-n"] !== false;
  const all = found.flatMap(({ stat, lines }, index) => {
    const printed = printLines(lines, shown(stat), isNumbered);
    // With context, ripgrep sets groups apart, also those of two files.
    const hasContext = lines.some((line) => !line.is_match);
    return index > 0 && hasContext ? ["--", ...printed] : printed;
  });
  const { items, note } = paged(all, query);
  const pagination = note === "" ? "" : `\n\n[Showing results with pagination = ${note}]`;
  return done(`${items.join("\n")}${pagination}`);
}

/** `path:number:line`, with `-` for `:` on context lines and `--` where lines were left out. */
function printLines(lines: readonly FoundLine[], path: string, isNumbered: boolean): string[] {
  const hasContext = lines.some((line) => !line.is_match);
  const printed: string[] = [];
  let previous: number | undefined;
  for (const { number, text, is_match } of lines) {
    if (hasContext && previous !== undefined && number > previous + 1) printed.push("--");
    const mark = is_match ? ":" : "-";
    const place = [path, isNumbered ? String(number) : ""].filter(Boolean);
    const prefix = place.map((part) => `${part}${mark}`).join("");
    printed.push(`${prefix}${cutLine(text, GREP_LINE_CHARS_MAX)}`);
    previous = number;
  }
  return printed;
}

/** One page of results, and what the model must know to ask for the next. */
function paged<T>(
  all: readonly T[],
  { head_limit, offset }: GrepInput,
): { items: T[]; note: string } {
  const first = offset ?? 0;
  const limit = head_limit ?? GREP_RESULTS_DEFAULT;
  const rest = all.slice(first);
  const items = limit === 0 ? rest : rest.slice(0, limit);
  const note = [
    items.length < rest.length ? `limit: ${limit}` : "",
    first > 0 ? `offset: ${first}` : "",
  ];
  return { items, note: note.filter(Boolean).join(", ") };
}
