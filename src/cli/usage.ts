// What a user has used, and what one session has counted and been allowed.
import { type Command, Option } from "commander";
import type { SessionMetrics, UsageGrouping, UsageReport } from "../contract/metrics.ts";
import type { SessionStatistics } from "../contract/statistics.ts";
import { wholeNumber } from "./arguments.ts";
import { contextOf } from "./context.ts";
import {
  cost,
  count,
  duration,
  keyValueTable,
  listTable,
  more,
  print,
  short,
  time,
} from "./output.ts";

const GROUPINGS: readonly UsageGrouping[] = ["day", "model", "session"];

interface UsageOptions {
  from?: string;
  to?: string;
  by?: UsageGrouping;
}

/** Adds the command `usage`. */
export function addUsageCommand(program: Command): void {
  program
    .command("usage")
    .description("tokens and cost, and what is left of your budget")
    .option("--from <time>", "a day or a time, as 2026-11-20 (default: this month)")
    .option("--to <time>", "a day or a time, not included")
    .addOption(new Option("--by <group>", "what to sum up by").choices(GROUPINGS))
    .action(async ({ by, ...period }: UsageOptions, command: Command) => {
      const { client, json } = contextOf(command);
      const report = await client.usage({ ...period, group_by: by });
      print(json, report, () => {
        const budget = report.budget_usd === null ? "no limit" : cost(report.budget_usd);
        const month = `this month: ${cost(report.spent_usd)} of ${budget}`;
        return `${usageTable(report)}\n${month}, at the list prices of ${report.prices_as_of}`;
      });
    });
}

function usageTable({ group_by, total, groups }: UsageReport): string {
  if (total === null || groups === null)
    return "tokens and cost cannot be read now; try again later";
  const rows = [...groups, { ...total, key: "in all" }].map((group) => [
    short(group.key, 40),
    count(group.model_call_count),
    count(group.input_tokens + group.cache_creation_tokens + group.cache_read_tokens),
    count(group.output_tokens),
    `${cost(group.cost_usd)}${group.unpriced_call_count > 0 ? " + unknown" : ""}`,
  ]);
  return listTable([group_by, "Model calls", "Tokens in", "Tokens out", "Cost"], rows, "");
}

interface PermissionsOptions {
  decision?: "allow" | "deny";
  tool?: string;
  limit?: number;
  cursor?: string;
}

/** Adds what `sessions` tells of counts and decisions. */
export function addSessionRecords(sessions: Command): void {
  sessions
    .command("stats")
    .description("all of your sessions, counted and summed")
    .action(async (_options, command: Command) => {
      const { client, json } = contextOf(command);
      const statistics = await client.sessions.stats();
      print(json, statistics, () => keyValueTable("all sessions", statisticsRows(statistics)));
    });
  sessions
    .command("metrics")
    .description("what a session has counted until now")
    .argument("<session>")
    .option("--history", "at the end of each turn, and at intervals while it works")
    .option("--limit <number>", "rows on a page", wholeNumber)
    .option("--cursor <cursor>", "the next page")
    .action(async (id: string, { history, ...page }, command: Command) => {
      const { client, json } = contextOf(command);
      if (history !== true) {
        const metrics = await client.sessions.metrics(id);
        print(json, metrics, () => keyValueTable(id, metricsRows(metrics)));
        return;
      }
      const found = await client.sessions.metricsHistory(id, page);
      print(json, found, () =>
        listTable(
          ["When", "Messages", "Tool calls", "Errors", "Tokens out", "Cost", "Ran"],
          found.data.map((snapshot) => [
            time(snapshot.snapshot_at),
            count(snapshot.total_messages),
            count(snapshot.total_tool_calls),
            count(snapshot.total_errors),
            count(snapshot.total_output_tokens),
            cost(snapshot.total_cost_usd),
            duration(snapshot.duration_ms),
          ]),
          "no snapshot yet",
        ),
      );
      if (!json) more(found.next_cursor);
    });
  sessions
    .command("permissions")
    .description("what was decided on its tool calls, and why")
    .argument("<session>")
    .addOption(new Option("--decision <decision>").choices(["allow", "deny"]))
    .option("--tool <name>", "only calls of this tool")
    .option("--limit <number>", "decisions on a page", wholeNumber)
    .option("--cursor <cursor>", "the next page")
    .action(async (id: string, { tool, ...options }: PermissionsOptions, command: Command) => {
      const { client, json } = contextOf(command);
      const page = await client.sessions.permissions(id, { ...options, tool_name: tool });
      print(json, page, () =>
        listTable(
          ["When", "Tool", "Decision", "By", "Why"],
          page.data.map((row) => [
            time(row.decided_at),
            row.tool_name,
            row.decision,
            row.decided_by,
            short(row.reason, 60),
          ]),
          "nothing was decided yet",
        ),
      );
      if (!json) more(page.next_cursor);
    });
}

function statisticsRows(all: SessionStatistics): [string, string][] {
  const byStatus = Object.entries(all.by_status).flatMap(([status, sessions]) =>
    sessions === 0 ? [] : `${count(sessions)} ${status}`,
  );
  const unpriced = all.unpriced_session_count > 0 ? " + unknown" : "";
  return [
    ["Sessions", count(all.session_count)],
    ["By status", byStatus.join(", ")],
    ["Messages", count(all.message_count)],
    ["Tool calls", count(all.tool_call_count)],
    ["Errors", count(all.error_count)],
    ["Tokens in", count(tokensIn(all))],
    ["Tokens out", count(all.total_output_tokens)],
    ["Cost", `${cost(all.total_cost_usd)}${unpriced}`],
  ];
}

function tokensIn(
  all: Pick<
    SessionMetrics,
    "total_input_tokens" | "total_cache_creation_tokens" | "total_cache_read_tokens"
  >,
): number {
  return all.total_input_tokens + all.total_cache_creation_tokens + all.total_cache_read_tokens;
}

function metricsRows(metrics: SessionMetrics): [string, string][] {
  return [
    ["Messages", count(metrics.total_messages)],
    ["Tool calls", count(metrics.total_tool_calls)],
    ["Permission checks", count(metrics.total_permission_checks)],
    ["Hook runs", count(metrics.total_hook_executions)],
    ["Errors", count(metrics.total_errors)],
    ["Retries", count(metrics.total_retries)],
    ["Tokens in", count(tokensIn(metrics))],
    ["Tokens out", count(metrics.total_output_tokens)],
    ["Cost", cost(metrics.total_cost_usd)],
    ["Ran", duration(metrics.duration_ms)],
    ["A tool call takes", duration(metrics.avg_tool_duration_ms)],
  ];
}
