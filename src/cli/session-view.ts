// How sessions, their messages and their tool calls look in a terminal.
import type { MessageResource, ToolCallResource } from "../contract/message.ts";
import type { SessionResource } from "../contract/session.ts";
import { clean, cost, count, duration, listTable, notice, short, style, time } from "./output.ts";
import { inputSummary, textOf } from "./printer.ts";

function modelName(model: string): string {
  return model.startsWith("offline-") ? `${model} (offline: scripted answers)` : model;
}

/** What a session is, as rows of a table; what it has not is left out. */
export function sessionRows(session: SessionResource): [string, string][] {
  const ended = session.last_stop_reason === null ? "" : ` (${session.last_stop_reason})`;
  const rows: [string, string | null][] = [
    ["Name", session.name],
    ["Description", session.description],
    ["Status", `${session.status}${ended}`],
    ["Mode", session.mode],
    ["Model", modelName(session.model)],
    ["Working directory", session.working_directory],
    ["Tools", session.tools.join(", ")],
    ["Allowed tools", session.allowed_tools.join(", ")],
    ["Disallowed tools", session.disallowed_tools.join(", ")],
    ["Permission mode", session.permission_mode],
    ["Parent", session.parent_session_id],
    ["Forked at", session.forked_at_seq === null ? null : `seq ${session.forked_at_seq}`],
    ["Parent's cost then", session.is_fork ? cost(session.inherited_cost_usd) : null],
    ["Archive", session.archive_id],
    ["Created", time(session.created_at)],
    ["Error", session.error_message],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null && row[1] !== "");
}

/** What a session has done and used so far, as rows of a table. */
export function usageRows(session: SessionResource): [string, string][] {
  return [
    ["Messages", count(session.message_count)],
    ["Tool calls", count(session.tool_call_count)],
    ["Tokens in", count(inputTokens(session))],
    ["Tokens out", count(session.total_output_tokens)],
    ["Cost", cost(session.total_cost_usd)],
    ["Updated", time(session.updated_at)],
  ];
}

/** All that went in: read from the cache, written to it, or neither. */
function inputTokens(session: SessionResource): number {
  const { total_input_tokens, total_cache_creation_tokens, total_cache_read_tokens } = session;
  return total_input_tokens + total_cache_creation_tokens + total_cache_read_tokens;
}

/** Sessions, one a row. */
export function sessionTable(sessions: readonly SessionResource[]): string {
  return listTable(
    ["Session", "Name", "Status", "Messages", "Tokens in/out", "Cost", "Created"],
    sessions.map((session) => [
      session.id,
      short(session.name ?? "–", 30),
      session.status,
      count(session.message_count),
      `${count(inputTokens(session))} / ${count(session.total_output_tokens)}`,
      cost(session.total_cost_usd),
      time(session.created_at),
    ]),
    "no sessions yet: `ai-agent sessions create` makes one",
  );
}

/** A list that is behind by less is as new as it can be read. */
const LAG_SHOWN_MS = 10_000;

/** What to say of a list that may not hold everything yet; null when there is nothing to say. */
export function lagRemark(as_of: string | null, now_ms: number): string | null {
  if (as_of === null) return "how far this list is behind is not known now";
  if (now_ms - Date.parse(as_of) < LAG_SHOWN_MS) return null;
  return `as of ${time(as_of)}: your sessions may have said more since`;
}

/** Says of a list that has just been printed how far it is behind, where that is worth saying. */
export function noticeLag(as_of: string | null): void {
  const remark = lagRemark(as_of, Date.now());
  if (remark !== null) notice(remark);
}

/** A message as a transcript shows it. */
export function messageText(message: MessageResource): string {
  const tokens = message.token_count === null ? "" : ` · ${count(message.token_count)} tokens`;
  const head = `#${message.index} ${message.role} · ${time(message.created_at)}${tokens}`;
  const blocks = message.content.map((block) => {
    if (block.type === "tool_use") {
      const name = String(block.name);
      return `⏺ ${clean(name)}(${inputSummary(name, block.input)})`;
    }
    if (block.type === "tool_result") {
      const text = Array.isArray(block.content) ? textOf(block.content) : String(block.content);
      return `  ⎿ ${short(text, 120)}`;
    }
    return clean(textOf([block]));
  });
  return [style("dim", head), ...blocks].join("\n");
}

/** Tool calls, one a row, oldest first. */
export function toolCallTable(calls: readonly ToolCallResource[]): string {
  return listTable(
    ["Tool", "Input", "Status", "Took", "Started", "Id"],
    calls.map((call) => [
      call.tool_name,
      inputSummary(call.tool_name, call.tool_input).slice(0, 50),
      call.status,
      duration(call.duration_ms),
      time(call.started_at),
      call.id,
    ]),
    "no tool calls yet",
  );
}
