// "Analyze the main.py file and summarize its functionality": reads the file, finds its
// definitions, and tells from the text what the file imports, defines and runs.
import { type Answer, answer, say, text, toolUse } from "../answer.ts";
import type { Conversation } from "../conversation.ts";
import { absolutePath, counted, failedCall, findCall, missingTools } from "./tools.ts";

const DEFINITIONS = "^def |^class |^import |^from ";
const MAIN = /^if __name__ == ["']__main__["']:/;

export const analyzeFile = {
  form: /analy[sz]e the (\S+) file/i,
  answer(conversation: Conversation, [file = ""]: readonly string[]): Answer {
    const path = absolutePath(conversation, file);
    const stop = missingTools(conversation, ["Read"]) ?? failedCall(conversation.calls);
    if (stop !== null) return stop;
    const read = findCall(conversation, "Read");
    if (read === undefined) {
      return answer([text(`I'll read ${file} first.`), toolUse("Read", { file_path: path })]);
    }
    if (conversation.tools.has("Grep") && findCall(conversation, "Grep") === undefined) {
      const input = { pattern: DEFINITIONS, path, output_mode: "content", "-n": true };
      return answer([text("Now its definitions."), toolUse("Grep", input)]);
    }
    return say(summarize(file, linesOf(read.result)));
  },
};

/** A file's lines out of Read's numbered ones. */
function linesOf(result: string): string[] {
  const numbered = result.split("\n").flatMap((line) => {
    const content = /^\s*\d+[\t→](.*)$/.exec(line)?.[1];
    return content === undefined ? [] : [content];
  });
  return numbered.length > 0 ? numbered : result.trimEnd().split("\n");
}

function summarize(file: string, lines: readonly string[]): string {
  const parts = [
    `**${file}** has ${counted(lines.length, "line")}.`,
    section("Its purpose, in its own words", docstringFrom(lines, -1).slice(0, 1)),
    section("Imports", lines.filter((line) => /^(import|from) /.test(line)).map(asCode)),
    section("Classes", definitions(lines, /^class (\w+)/)),
    section("Functions", definitions(lines, /^(?:async )?def (\w+\(.*\)).*:/)),
    section("Run as a program, it does", programOf(lines).map(asCode)),
  ];
  const known = parts.filter((part) => part !== "");
  if (known.length === 1) known.push("I found no Python definitions in it.");
  return known.join("\n\n");
}

function section(title: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `${title}:\n${items.map((item) => `- ${item}`).join("\n")}`;
}

function asCode(line: string): string {
  return `\`${line.trim()}\``;
}

function definitions(lines: readonly string[], form: RegExp): string[] {
  return lines.flatMap((line, index) => {
    const signature = form.exec(line)?.[1];
    if (signature === undefined) return [];
    const [docstring] = docstringFrom(lines, index);
    return [docstring === undefined ? asCode(signature) : `${asCode(signature)}: ${docstring}`];
  });
}

/** The first sentence line of the docstring right below line `index`, if there is one. */
function docstringFrom(lines: readonly string[], index: number): string[] {
  const below = lines.slice(index + 1).findIndex((line) => line.trim() !== "" && !/^#/.test(line));
  const opening = /^\s*[rRuU]?("""|''')(.*)$/.exec(lines[index + 1 + below] ?? "");
  if (below < 0 || opening === null) return [];
  const [, quote = "", first = ""] = opening;
  const next = lines[index + 2 + below] ?? "";
  const sentence = (first.trim() === "" ? next : first).split(quote)[0]?.trim() ?? "";
  return sentence === "" ? [] : [sentence];
}

function programOf(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => MAIN.test(line));
  if (start < 0) return [];
  const body = lines.slice(start + 1);
  const end = body.findIndex((line) => line.trim() !== "" && !/^\s/.test(line));
  return body.slice(0, end < 0 ? body.length : end).filter((line) => line.trim() !== "");
}
