// Edit: one string of a file replaced by another, which must be found exactly once unless all are
// meant.
import { z } from "zod";
import { EDIT_SNIPPET_CONTEXT_LINES } from "../../contract/limits.ts";
import type { FileStat, Tool, ToolContext, ToolOutput } from "../tool.ts";
import { done, refused } from "./answer.ts";
import { absolutePath, currentDirectory, findFile } from "./places.ts";
import { rememberRead, staleness } from "./read-state.ts";
import { decodeText, encodeText, linesOf, numberedLines } from "./text.ts";

const input = z.strictObject({
  file_path: z.string().min(1).describe("The absolute path of the file to change"),
  old_string: z.string().describe("The text to replace, exactly as it stands in the file"),
  new_string: z.string().describe("The text to put in its place; must differ from old_string"),
  replace_all: z.boolean().optional().describe("Replace every occurrence (default false)"),
});
type EditInput = z.output<typeof input>;

export const editTool: Tool<typeof input> = {
  name: "Edit",
  description: `Replaces text in a file of the workspace.

- The file must have been read first, and be unchanged since.
- old_string must match exactly, indentation and line ends included, without the line numbers that Read shows.
- It must be found once: give enough of the lines around it, or set replace_all.
- An empty old_string makes a new file of new_string.`,
  input,
  rerunnable: true,
  async run(edit, context) {
    if (edit.old_string === edit.new_string) {
      return refused("No changes to make: old_string and new_string are exactly the same.");
    }
    const { stat, problem } = await findFile(context, edit.file_path);
    if (stat !== null) return change(edit, stat, context);
    const path = absolutePath(edit.file_path, await currentDirectory(context));
    const isNew = edit.old_string === "" && (await context.files.stat(path)) === null;
    if (!isNew) return refused(problem);
    await store(path, encodeText(edit.new_string, false), context);
    return done(`File created successfully at: ${edit.file_path}`);
  },
};

async function change(edit: EditInput, stat: FileStat, context: ToolContext): Promise<ToolOutput> {
  const stale = staleness(context, stat);
  if (stale !== null) return refused(stale);
  const decoded = decodeText(await context.files.read(stat.path));
  if (decoded?.is_exact !== true) {
    return refused(`${edit.file_path} is not UTF-8 text; editing it would change other bytes too.`);
  }
  const { text, is_crlf } = decoded;
  const replaced = replace(text, edit);
  if (replaced.problem !== null) return refused(replaced.problem);
  await store(stat.path, encodeText(replaced.text, is_crlf), context);
  if (edit.replace_all === true) {
    return done(
      `The file ${edit.file_path} has been updated. All occurrences were successfully replaced.`,
    );
  }
  const snippet = snippetOf(replaced.text, text.indexOf(edit.old_string), edit.new_string);
  return done(
    `The file ${edit.file_path} has been updated. Here's the result of running \`cat -n\` on a snippet of the edited file:\n${snippet}`,
  );
}

function replace(
  text: string,
  { old_string, new_string, replace_all }: EditInput,
): { text: string; problem: null } | { problem: string } {
  if (old_string === "") {
    if (text.trim() !== "") return { problem: "Cannot create new file - file already exists." };
    return { text: new_string, problem: null };
  }
  const parts = text.split(old_string);
  const matches = parts.length - 1;
  if (matches === 0) {
    return { problem: `String to replace not found in file.\nString: ${old_string}` };
  }
  if (matches > 1 && replace_all !== true) {
    return {
      problem: `Found ${matches} matches of the string to replace, but replace_all is false. To replace all occurrences, set replace_all to true. To replace only one occurrence, please provide more context to uniquely identify the instance.\nString: ${old_string}`,
    };
  }
  return { text: parts.join(new_string), problem: null };
}

/** The lines that changed, with a few around them. */
function snippetOf(text: string, index: number, new_string: string): string {
  const lines = linesOf(text);
  const changed = text.slice(0, index).split("\n").length - 1;
  const first = Math.max(changed - EDIT_SNIPPET_CONTEXT_LINES, 0);
  const end = changed + new_string.split("\n").length + EDIT_SNIPPET_CONTEXT_LINES;
  return numberedLines(lines.slice(first, end), first + 1).join("\n");
}

async function store(path: string, content: Uint8Array, context: ToolContext): Promise<void> {
  await context.files.write(path, content);
  const after = await context.files.stat(path);
  if (after !== null) rememberRead(context, after);
}
