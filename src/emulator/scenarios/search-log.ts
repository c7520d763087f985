// "Search for ERROR in application.log from the last hour": asks for the log's last entry and the
// matching lines at once, then reports those within the hour that the last entry closes. The hour
// is counted from the log, because the model knows no clock.
import { type Answer, answer, say, text, toolUse } from "../answer.ts";
import type { Conversation } from "../conversation.ts";
import { absolutePath, counted, failedCall, findCall, missingTools } from "./tools.ts";

const HOUR_MS = 3_600_000;
const LINES_SHOWN_MAX = 20;
const TIMESTAMP = /(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)/;

interface Entry {
  readonly line: string;
  readonly at_ms: number;
}

export const searchLog = {
  form: /search for (\S+) in (\S+) from the last hour/i,
  answer(conversation: Conversation, [pattern = "", file = ""]: readonly string[]): Answer {
    const { calls } = conversation;
    const stop = missingTools(conversation, ["Bash", "Grep"]) ?? failedCall(calls);
    if (stop !== null) return stop;
    const tail = findCall(conversation, "Bash");
    const grep = findCall(conversation, "Grep");
    if (tail === undefined || grep === undefined) return search(conversation, pattern, file);
    return say(report(pattern, file, tail.result, entriesOf(grep.result)));
  },
};

function search(conversation: Conversation, pattern: string, file: string): Answer {
  const path = absolutePath(conversation, file);
  return answer([
    text(`I'll look at the last entry of ${file} and search it for ${pattern}.`),
    toolUse("Bash", { command: `tail -n 1 ${file}`, description: "Show the log's last entry" }),
    toolUse("Grep", { pattern, path, output_mode: "content", "-n": true }),
  ]);
}

/** The lines that carry a time, without what Grep puts in front of them. */
function entriesOf(result: string): Entry[] {
  return result.split("\n").flatMap((raw) => {
    const match = TIMESTAMP.exec(raw);
    if (match === null) return [];
    return [{ line: raw.slice(match.index).trimEnd(), at_ms: timeOf(match) }];
  });
}

/** Every time in one log is taken as UTC: only their differences matter. */
function timeOf([, day, time]: RegExpExecArray): number {
  return Date.parse(`${day}T${time}Z`);
}

function report(pattern: string, file: string, last: string, entries: readonly Entry[]): string {
  const closing = TIMESTAMP.exec(last);
  const end_ms =
    closing === null ? Math.max(0, ...entries.map(({ at_ms }) => at_ms)) : timeOf(closing);
  if (end_ms === 0) return `I found no ${pattern} lines with a time in ${file}.`;
  const recent = entries.filter(({ at_ms }) => at_ms > end_ms - HOUR_MS && at_ms <= end_ms);
  const until = new Date(end_ms).toISOString().slice(0, 19).replace("T", " ");
  const span = `the hour up to the log's last entry (${until})`;
  const older = counted(entries.length - recent.length, "older one");
  if (recent.length === 0) return `No ${pattern} lines in ${file} in ${span}; ${older}.`;
  const shown = recent.slice(0, LINES_SHOWN_MAX).map(({ line }) => `    ${line}`);
  if (recent.length > shown.length) shown.push(`    … and ${recent.length - shown.length} more`);
  const kinds = countKinds(recent, pattern).map(([kind, count]) => `- ${count} × ${kind}`);
  return [
    `${counted(recent.length, `${pattern} line`)} in ${file} in ${span}, and ${older}:`,
    shown.join("\n"),
    `By kind:\n${kinds.join("\n")}`,
  ].join("\n\n");
}

/** Messages that differ only in numbers or quoted names are one kind. Most frequent first. */
function countKinds(entries: readonly Entry[], pattern: string): [string, number][] {
  const counts = new Map<string, number>();
  for (const { line } of entries) {
    const message = line.slice(line.indexOf(pattern) + pattern.length).replace(/^[\]\s:-]+/, "");
    const kind = message.replace(/"[^"]*"|'[^']*'/g, "…").replace(/\d+(\.\d+)?/g, "N");
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].sort(([, left], [, right]) => right - left);
}
