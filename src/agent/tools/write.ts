// Write: a whole file at once, new or in place of one the model has read.
import { z } from "zod";
import type { Tool } from "../tool.ts";
import { done, refused } from "./answer.ts";
import { absolutePath, currentDirectory } from "./places.ts";
import { rememberRead, staleness } from "./read-state.ts";

const input = z.strictObject({
  file_path: z.string().min(1).describe("The absolute path of the file to write"),
  content: z.string().describe("The whole content of the file"),
});

export const writeTool: Tool<typeof input> = {
  name: "Write",
  description: `Writes a file of the workspace, making the directories it needs.

- Replaces what is there. A file that exists must have been read first, and be unchanged since.
- file_path should be absolute; a relative one starts at the shell's current directory.
- To change a part of a file, use Edit.`,
  input,
  rerunnable: true,
  async run({ file_path, content }, context) {
    const { files } = context;
    const path = absolutePath(file_path, await currentDirectory(context));
    const before = await files.stat(path);
    if (before?.kind === "directory") {
      return refused(`EISDIR: illegal operation on a directory, open '${file_path}'`);
    }
    const stale = before === null ? null : staleness(context, before);
    if (stale !== null) return refused(stale);
    await files.write(path, new TextEncoder().encode(content));
    const after = await files.stat(path);
    if (after !== null) rememberRead(context, after);
    return done(
      before === null
        ? `File created successfully at: ${file_path}`
        : `The file ${file_path} has been updated successfully.`,
    );
  },
};
