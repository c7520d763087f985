// "Find all Python files, count lines of code, and create a summary report": four model calls, each
// made from the result of the one before: Glob, `wc -l`, Write, and the answer naming the report.
import { type Answer, answer, say, text, toolUse } from "../answer.ts";
import type { Conversation } from "../conversation.ts";
import { absolutePath, counted, failedCall, findCall, missingTools } from "./tools.ts";

const REPORT = "summary_report.md";

interface Count {
  readonly path: string;
  readonly lines: number;
}

export const countLines = {
  form: /find all python files.*count lines/i,
  answer(conversation: Conversation): Answer {
    const stop =
      missingTools(conversation, ["Glob", "Bash", "Write"]) ?? failedCall(conversation.calls);
    if (stop !== null) return stop;
    const found = findCall(conversation, "Glob");
    if (found === undefined) {
      return answer([text("I'll find the Python files."), toolUse("Glob", { pattern: "**/*.py" })]);
    }
    const paths = pathsIn(found.result, conversation.working_directory);
    if (paths.length === 0) return say("There are no Python files here, so I wrote no report.");
    const wc = findCall(conversation, "Bash");
    if (wc === undefined) {
      const command = `wc -l ${paths.map(quote).join(" ")}`;
      const input = { command, description: "Count the lines of the Python files" };
      return answer([text(`${counted(paths.length, "file")} found.`), toolUse("Bash", input)]);
    }
    const counts = countsIn(wc.result);
    const file_path = absolutePath(conversation, REPORT);
    if (findCall(conversation, "Write") === undefined) {
      const input = { file_path, content: reportOf(counts) };
      return answer([text("Now the report."), toolUse("Write", input)]);
    }
    return say(`I wrote ${file_path}: ${totals(counts)}`);
  },
};

/** Paths below the working directory are told relative to it. */
function pathsIn(result: string, working_directory: string): string[] {
  const root = `${working_directory.replace(/\/$/, "")}/`;
  return result
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.endsWith(".py"))
    .map((path) => (path.startsWith(root) ? path.slice(root.length) : path));
}

function quote(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

function countsIn(result: string): Count[] {
  return result.split("\n").flatMap((line) => {
    const [, lines, path] = /^\s*(\d+)\s+(.+\.py)$/.exec(line) ?? [];
    return path === undefined ? [] : [{ path, lines: Number(lines) }];
  });
}

function total(counts: readonly Count[]): number {
  return counts.reduce((sum, { lines }) => sum + lines, 0);
}

function totals(counts: readonly Count[]): string {
  const files = counted(counts.length, "Python file");
  return `${files}, ${counted(total(counts), "line")} in all.`;
}

function reportOf(counts: readonly Count[]): string {
  const byLines = [...counts].sort((left, right) => right.lines - left.lines);
  const rows = byLines.map(({ path, lines }) => `| ${path} | ${lines} |`);
  const [largest] = byLines;
  return [
    "# Summary report",
    "",
    totals(counts),
    ...(largest === undefined ? [] : [`The largest is ${largest.path} with ${largest.lines}.`]),
    "",
    "| File | Lines |",
    "| --- | ---: |",
    ...rows,
    `| **Total** | **${total(counts)}** |`,
    "",
  ].join("\n");
}
