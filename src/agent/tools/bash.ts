// Bash: one command line in the workspace's shell, which goes on in the directory the last one
// left.
import { z } from "zod";
import { TOOL_TIMEOUT_MS_DEFAULT, TOOL_TIMEOUT_MS_MAX } from "../../contract/limits.ts";
import type { Tool } from "../tool.ts";
import { done, refused } from "./answer.ts";
import { currentDirectory, rememberDirectory } from "./places.ts";

const input = z.strictObject({
  command: z.string().describe("The command line to run"),
  timeout: z
    .int()
    .min(1)
    .max(TOOL_TIMEOUT_MS_MAX)
    .optional()
    .describe(
      `Milliseconds to let it run (default ${TOOL_TIMEOUT_MS_DEFAULT}, at most ${TOOL_TIMEOUT_MS_MAX})`,
    ),
  description: z.string().optional().describe("What the command does, in a few words"),
  run_in_background: z.boolean().optional().describe("Not available here; leave it out"),
});

export const bashTool: Tool<typeof input> = {
  name: "Bash",
  description: `Runs a command line in a Bash-like shell over the workspace's files.

- The working directory is kept from call to call; variables and functions are not.
- It has the usual commands for text and files, such as grep, rg, sed, awk, jq, find, sort, diff, gzip.
- It has no network, no tar, git or package manager, and no interpreter such as python or node.
- Only the working directory and /tmp can be changed. Nothing runs in the background.
- A call runs at most 10,000 commands. To read, write or search files, prefer the tools for it.`,
  input,
  rerunnable: true,
  // The shell keeps to its own time, and then keeps what the command did; this is for when it cannot.
  timeout_ms: TOOL_TIMEOUT_MS_MAX + 5_000,
  async run({ command, timeout, run_in_background }, context) {
    if (run_in_background === true) {
      return refused(
        "Commands cannot run in the background here. Run it without run_in_background.",
      );
    }
    const ended = await context.shell.run(command, {
      cwd: await currentDirectory(context),
      timeout_ms: timeout ?? TOOL_TIMEOUT_MS_DEFAULT,
      signal: context.signal,
    });
    rememberDirectory(context, ended.cwd);
    const stdout = ended.stdout.replace(/^(\s*\n)+/, "").trimEnd();
    const output = [stdout, ended.stderr.trim()].filter(Boolean).join("\n");
    if (ended.exit_code !== 0) {
      return refused([`Exit code ${ended.exit_code}`, output].filter(Boolean).join("\n"));
    }
    return done(output === "" ? "(Bash completed with no output)" : output);
  },
};
