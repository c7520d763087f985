// How forks, checkpoints, comparisons and rewinds look in a terminal.
import type {
  CheckpointResource,
  Comparison,
  FileDifference,
  Lineage,
  RewindResult,
} from "../contract/branch.ts";
import type { SessionResource } from "../contract/session.ts";
import { clean, cost, count, listTable, type Style, short, size, time } from "./output.ts";

const NAME_CHARS_MAX = 40;
const PREVIEW_CHARS_MAX = 80;

/** A number with its noun, which takes an s for more than one. */
export function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** Forks of one session, one a row. */
export function forkTable(forks: readonly SessionResource[]): string {
  return listTable(
    ["Session", "Name", "Status", "Forked at", "Messages", "Cost", "Created"],
    forks.map((fork) => [
      fork.id,
      short(fork.name ?? "–", NAME_CHARS_MAX),
      fork.status,
      `seq ${fork.forked_at_seq ?? "–"}`,
      count(fork.message_count),
      cost(fork.total_cost_usd),
      time(fork.created_at),
    ]),
    "no forks yet: `ai-agent sessions fork` makes one",
  );
}

/** The tree that a session belongs to; `id`, the session itself, is marked. */
export function treeText({ data, total_cost_usd }: Lineage, id: string, style: Style): string {
  const lines = data.map((node, index) => {
    const facts = [
      node.name === null ? null : short(node.name, NAME_CHARS_MAX),
      node.status,
      counted(node.message_count, "message"),
      `cost ${cost(node.total_cost_usd)}`,
      node.forked_at_seq === null ? null : `forked at seq ${node.forked_at_seq}`,
    ];
    const text = `${node.id}  ${facts.filter((fact) => fact !== null).join(" · ")}`;
    const isItself = node.id === id;
    return `${branchesTo(data, index)}${isItself ? `${style("bold", text)}  ◀ this one` : text}`;
  });
  return [...lines, `in all: cost ${cost(total_cost_usd)}`].join("\n");
}

/** The lines of the tree in front of a node: for each level whether more of it follows below. */
function branchesTo(nodes: Lineage["data"], index: number): string {
  const depth = nodes[index]?.depth ?? 0;
  const goesOn = (level: number) => {
    const next = nodes.slice(index + 1).find((node) => node.depth <= level);
    return next?.depth === level;
  };
  return Array.from({ length: depth }, (_, above) => {
    if (above === depth - 1) return goesOn(depth) ? "├─ " : "└─ ";
    return goesOn(above + 1) ? "│  " : "   ";
  }).join("");
}

/** Checkpoints, one a row. */
export function checkpointTable(checkpoints: readonly CheckpointResource[]): string {
  return listTable(
    ["Checkpoint", "Name", "Seq", "Message", "Turn", "Files", "Size", "Path", "Created"],
    checkpoints.map((checkpoint) => [
      checkpoint.id,
      checkpoint.name === null ? "–" : short(checkpoint.name, NAME_CHARS_MAX),
      `${checkpoint.seq}`,
      checkpoint.message_index === null ? "–" : `#${checkpoint.message_index}`,
      `${checkpoint.turn_number}`,
      count(checkpoint.file_count),
      size(checkpoint.size_bytes),
      checkpoint.is_active ? "active" : "hidden",
      time(checkpoint.created_at),
    ]),
    "no checkpoints yet: each turn's end is one",
  );
}

/** Two places in unified diffs; `show` is what the text of a file goes through. */
export function diffText(
  { files }: Comparison,
  style: Style,
  show: (text: string) => string,
): string {
  return files
    .map((file) => {
      const heading = style("bold", `${file.change} ${clean(file.path)}${modeChange(file)}`);
      if (file.diff === null) return `${heading}\n(no text, or too large: ${sizes(file)})`;
      const lines = show(file.diff).replace(/\n$/, "").split("\n");
      return [heading, ...colored(file.diff === "" ? [] : lines, style)].join("\n");
    })
    .join("\n\n");
}

function colored(lines: readonly string[], style: Style): string[] {
  let isInHunk = false;
  return lines.map((line) => {
    if (line.startsWith("@@")) {
      isInHunk = true;
      return style("cyan", line);
    }
    // Before the first hunk the signs are those of the header.
    if (!isInHunk) return style("bold", line);
    if (line.startsWith("+")) return style("green", line);
    return line.startsWith("-") ? style("red", line) : line;
  });
}

function modeChange({ before, after }: FileDifference): string {
  if (before === null || after === null || before.mode === after.mode) return "";
  const octal = (mode: number) => (mode & 0o7777).toString(8);
  return ` (mode ${octal(before.mode)} → ${octal(after.mode)})`;
}

function sizes({ before, after }: FileDifference): string {
  const of = (version: FileDifference["before"]) =>
    version === null ? "–" : size(version.size_bytes);
  return `${of(before)} → ${of(after)}`;
}

/** The files that are different, one a row. */
export function diffTable(comparison: Comparison): string {
  return listTable(
    ["File", "Change", "Lines", "Size"],
    comparison.files.map((file) => [
      short(file.path, 100),
      file.change,
      file.diff === null ? "–" : linesChanged(file.diff),
      sizes(file),
    ]),
    "",
  );
}

function linesChanged(diff: string): string {
  const hunks = diff.slice(Math.max(0, diff.search(/^@@/m))).split("\n");
  const added = hunks.filter((line) => line.startsWith("+")).length;
  const removed = hunks.filter((line) => line.startsWith("-")).length;
  return `+${count(added)} -${count(removed)}`;
}

/** How many files are different, and between which places. */
export function diffSummary({ from_seq, to_seq, added, changed, removed }: Comparison): string {
  const files = `${added} added, ${changed} changed, ${removed} removed`;
  return `from seq ${from_seq} to seq ${to_seq}: ${files}`;
}

/** What a rewind comes to, in one line: `3 messages and 2 files; 1 effect cannot be undone: deploy`. */
export function rewindSummary(result: RewindResult): string {
  const { messages_dropped, messages_restored, files_changed_count, effects } = result;
  const changes = [
    messages_dropped > 0 ? counted(messages_dropped, "message") : null,
    messages_restored > 0 ? `${counted(messages_restored, "message")} brought back` : null,
    files_changed_count > 0 ? counted(files_changed_count, "file") : null,
  ].filter((change) => change !== null);
  const what = changes.length === 0 ? "no messages and no files" : changes.join(" and ");
  if (effects.length === 0) return what;
  const names = [...new Set(effects.map(({ name }) => clean(name)))].join(", ");
  return `${what}; ${counted(effects.length, "effect")} cannot be undone: ${short(names, 100)}`;
}

/** All that a rewind changes, or would change. */
export function rewindText(result: RewindResult): string {
  const { messages, messages_dropped, files_changed, files_changed_count, effects } = result;
  return [
    ...section(
      "messages that leave the conversation",
      messages.map(({ index, role, preview }) => {
        return `#${index} ${role}: ${short(preview, PREVIEW_CHARS_MAX)}`;
      }),
      messages_dropped,
    ),
    ...section(
      "files",
      files_changed.map(({ path, change, size_bytes }) => {
        return `${change} ${clean(path)}${size_bytes === null ? "" : ` (${size(size_bytes)})`}`;
      }),
      files_changed_count,
    ),
    ...section(
      "what cannot be undone",
      effects.map(({ seq, kind, name, description }) => {
        return short(`${name} (${kind}, seq ${seq}): ${description}`, 2 * PREVIEW_CHARS_MAX);
      }),
      effects.length,
    ),
    ...section("what waits and is closed", closings(result.closes), 0),
  ].join("\n");
}

function section(title: string, lines: readonly string[], all: number): string[] {
  if (lines.length === 0) return [];
  const rest = all - lines.length;
  const shown = lines.map((line) => `  ${line}`);
  return [`${title}:`, ...shown, ...(rest > 0 ? [`  … ${count(rest)} more`] : [])];
}

function closings({ turn, permission_ids, input_seqs }: RewindResult["closes"]): string[] {
  return [
    turn === null ? null : `turn ${turn}`,
    permission_ids.length === 0 ? null : counted(permission_ids.length, "question"),
    input_seqs.length === 0 ? null : counted(input_seqs.length, "unread message"),
  ].filter((closing) => closing !== null);
}
