// Read: a file's lines with their numbers, a page at a time.
import { z } from "zod";
import { READ_LINES_DEFAULT, TOOL_OUTPUT_CHARS_MAX } from "../../contract/limits.ts";
import type { Tool, ToolOutput } from "../tool.ts";
import { done, refused, reminder } from "./answer.ts";
import { findFile } from "./places.ts";
import { rememberRead } from "./read-state.ts";
import { decodeText, linesOf, numberedLines } from "./text.ts";

/** Room for the remark below the lines. */
const REMARK_CHARS = 200;

const input = z.strictObject({
  file_path: z.string().describe("The absolute path of the file to read"),
  offset: z.int().min(0).optional().describe("The line to start at, counted from 1"),
  limit: z.int().min(1).optional().describe("How many lines to read"),
});

export const readTool: Tool<typeof input> = {
  name: "Read",
  description: `Reads a text file of the workspace and returns its lines, each as its number, a tab and its text.

- file_path should be absolute; a relative one starts at the shell's current directory.
- Returns up to ${READ_LINES_DEFAULT} lines from the start of the file; offset and limit choose others. Very long lines are cut.
- A file must be read before Edit or Write may change it.
- Only text: images and other binary files cannot be read. A directory cannot be read either; list it with Bash.`,
  input,
  rerunnable: true,
  async run({ file_path, offset, limit }, context) {
    const { stat, problem } = await findFile(context, file_path);
    if (stat === null) return refused(problem);
    const decoded = decodeText(await context.files.read(stat.path));
    if (decoded === null) {
      return refused(`This tool cannot read binary files: ${file_path} holds no text.`);
    }
    rememberRead(context, stat);
    return page(linesOf(decoded.text), Math.max(offset ?? 1, 1), limit);
  },
};

function page(lines: string[], first: number, limit: number | undefined): ToolOutput {
  const total = lines.length;
  if (total === 0) {
    return done(reminder("Warning: the file exists but the contents are empty."));
  }
  if (first > total) {
    const text = `Warning: the file exists but is shorter than the provided offset (${first}). The file has ${total} lines.`;
    return done(reminder(text));
  }
  const wanted = lines.slice(first - 1, first - 1 + (limit ?? READ_LINES_DEFAULT));
  const shown = fitting(numberedLines(wanted, first), TOOL_OUTPUT_CHARS_MAX - REMARK_CHARS);
  const last = first - 1 + shown.length;
  const isWhole = last === total || shown.length === limit;
  if (isWhole) return done(shown.join("\n"));
  const more = reminder(`Lines ${first} to ${last} of ${total}. Read on with offset ${last + 1}.`);
  return done(`${shown.join("\n")}\n${more}`);
}

/** As many whole lines as fit into so many characters; at least one. */
function fitting(lines: string[], chars_max: number): string[] {
  let chars = 0;
  const end = lines.findIndex((line, index) => {
    chars += line.length + 1;
    return chars > chars_max && index > 0;
  });
  return end === -1 ? lines : lines.slice(0, end);
}
