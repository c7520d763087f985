// "What files are in the current directory?": lists it, then names what the listing holds.
import { type Answer, answer, say, text, toolUse } from "../answer.ts";
import type { Conversation } from "../conversation.ts";
import { counted, failedCall, missingTools } from "./tools.ts";

const LONG_LINE =
  /^(?<kind>[-dlbcps])[-rwxsStT]{9}\S*\s+\d+\s+\S+\s+\S+\s+\S+\s+\S+\s+\S+\s+\S+\s(?<name>.+)$/;

export const listFiles = {
  form: /what files are in/i,
  answer(conversation: Conversation): Answer {
    const { calls, tools, working_directory } = conversation;
    const stop = tools.has("Glob") ? null : missingTools(conversation, ["Bash"]);
    if (stop !== null) return stop;
    const [listing] = calls;
    if (listing !== undefined) {
      return failedCall(calls) ?? say(describe(namesIn(listing.result), working_directory));
    }
    const opening = text("I'll look at what is in the current directory.");
    if (!tools.has("Bash")) return answer([opening, toolUse("Glob", { pattern: "**/*" })]);
    const input = { command: "ls -la", description: "List the files in the current directory" };
    return answer([opening, toolUse("Bash", input)]);
  },
};

function describe(names: readonly string[], directory: string): string {
  if (names.length === 0) return `${directory} is empty.`;
  const list = names.map((name) => `- ${name}`).join("\n");
  const there = names.length === 1 ? "There is" : "There are";
  return `${there} ${counted(names.length, "entry", "entries")} in ${directory}:\n\n${list}`;
}

/** Names in the output of `ls -la`, directories with a slash; or a name a line, as Glob has it. */
function namesIn(listing: string): string[] {
  const lines = listing.split("\n").map((line) => line.trimEnd());
  const long = lines.flatMap((line) => {
    const { kind, name } = LONG_LINE.exec(line)?.groups ?? {};
    if (name === undefined || name === "." || name === "..") return [];
    // Some shells mark a directory themselves.
    return [kind === "d" && !name.endsWith("/") ? `${name}/` : name];
  });
  if (long.length > 0 || /^total \d+$/.test(lines[0] ?? "")) return long;
  return lines.filter((line) => line !== "" && !/^No files found/i.test(line));
}
