// Bash: one command line in the workspace's shell, which goes on in the directory the last one left.
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
- There are the usual text and file commands (grep, rg, sed, awk, jq, find, sort, diff, tar excepted) and no network, git, package manager or interpreter such as python or node.
- Only the working directory and /tmp can be changed. Nothing runs in the background.
- Loops are bounded: about 10,000 commands a call. To read, write or search files, prefer the tools made for it.`,
  input,
  rerunnable: true,
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
