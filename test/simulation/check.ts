// What must hold of a session that has come to rest: its state, its counters, its effects, and what the
// outside was told of it, each held against its history.
import { apply, type SessionState } from "../../src/agent/state.ts";
import type { SessionEvent } from "../../src/contract/event.ts";
import type { Published } from "../../src/contract/published.ts";
import type { SessionCounters } from "../../src/contract/session.ts";
import type { Publication } from "../../src/session/publication.ts";
import type { History, Report } from "./history.ts";
import type { Outside } from "./object.ts";
import type { World } from "./world.ts";

/** Holds what the session left behind against its history. */
export function checkEnd(world: World, history: History, outside: Outside): SessionState {
  const report: Report = (rule, text) => world.violated(rule, text);
  const { events, calls } = history;
  const state = checkFold(world, events, report);
  checkCounters(events, state.counters, report);
  for (const [id, call] of calls) {
    const effects = world.storage.effects().get(id) ?? 0;
    if (effects !== call.written) {
      report("SIM-3", `${id} changed ${effects} files, and its events say ${call.written}`);
    }
    if (effects > 1) report("SIM-3", `the change of ${id} was committed ${effects} times`);
    if (call.written > 0 && call.result?.type !== "agent.tool_result") {
      report("SIM-3", `${id} changed files and has no result`);
    }
  }
  checkRest(world, state, report);
  const snapshot = outside.published.some(({ snapshot }) => snapshot?.last_seq === events.length);
  if (!snapshot) report("SIM-9", "the directory was never told of the last event");
  const audited = new Set(outside.published.flatMap(({ audit }) => audit.map(({ seq }) => seq)));
  for (const event of events) {
    if (!event.type.startsWith("user.") || audited.has(event.seq)) continue;
    report("SIM-9", `event ${event.seq}, ${event.type}, was never audited`);
  }
  checkPublication(world, state, outside, report);
  return state;
}

/** What was published adds up to what the session counted. */
function checkPublication(world: World, state: SessionState, outside: Outside, report: Report) {
  const { seq, tally, counts, audit }: Publication = JSON.parse(
    String(world.storage.meta("publication")),
  );
  if (seq !== state.last_seq) report("SIM-9", `published to ${seq} of ${state.last_seq}`);
  if (JSON.stringify(tally.counters) !== JSON.stringify(state.counters)) {
    report("SIM-8", `published as ${JSON.stringify(tally.counters)}`);
  }
  const rows = (of: (message: Published) => readonly { id: string }[]) =>
    new Set(outside.published.flatMap(of).map(({ id }) => id)).size;
  if (rows(({ messages }) => messages) !== state.counters.message_count) {
    report("SIM-9", "the directory was not told of every message once");
  }
  if (rows(({ tool_calls }) => tool_calls) !== state.counters.tool_call_count) {
    report("SIM-9", "the directory was not told of every call once");
  }
  for (const kind of ["messages", "tool_calls", "model_calls", "metrics"] as const) {
    const told = rows((message) => message[kind]);
    if (told !== counts[kind]) report("SIM-9", `${counts[kind]} rows of ${kind}, and ${told} told`);
  }
  checkChain(outside, audit, report);
}

/** What a crash had sent twice was the same twice, and each entry follows the one before. */
function checkChain(outside: Outside, end: Publication["audit"], report: Report): void {
  const chain = new Map<number, { prev_hash: string | null; hash: string }>();
  for (const entry of outside.published.flatMap(({ audit }) => audit)) {
    const known = chain.get(entry.position);
    if (known !== undefined && known.hash !== entry.hash) {
      report("SIM-9", `two entries of the audit have place ${entry.position}`);
    }
    if (entry.position > 1 && chain.get(entry.position - 1)?.hash !== entry.prev_hash) {
      report("SIM-9", `entry ${entry.position} of the audit follows no other`);
    }
    chain.set(entry.position, entry);
  }
  if (chain.size !== end.count || (chain.get(end.count)?.hash ?? null) !== end.hash) {
    report("SIM-9", `the audit was told to ${chain.size} entries of ${end.count}`);
  }
}

function checkFold(world: World, events: readonly SessionEvent[], report: Report): SessionState {
  let folded: SessionState | null = null;
  for (const event of events) folded = apply(folded, event);
  if (folded === null) throw new Error("an empty log");
  const { config, ...rest } = folded;
  if (JSON.stringify(rest) !== world.storage.meta("state")) {
    report(
      "SIM-2",
      `the log folds to ${JSON.stringify(rest)}, not to ${world.storage.meta("state")}`,
    );
  }
  if (JSON.stringify(config) !== world.storage.meta("config")) {
    report("SIM-2", "the log does not fold to the stored configuration");
  }
  return folded;
}

/** The session has come to rest, and to a rest that it may come to. */
function checkRest(world: World, state: SessionState, report: Report): void {
  const { status, turn, inputs } = state;
  const waits =
    status === "waiting" &&
    turn?.calls.some(({ status: is }) => is === "waiting" || is === "asking");
  const spent = status === "active" && turn?.suspended != null;
  if (turn !== null && !waits && !spent)
    report("SIM-10", `turn ${turn.number} never ended (${status})`);
  if (turn === null && inputs.length > 0) {
    report("SIM-1", `messages wait and nothing runs: ${inputs.map(({ seq }) => seq)}`);
  }
  if (status === "processing") report("SIM-10", "the session is processing, and at rest");
  const timed = turn?.calls.some(({ deadline }) => deadline !== null) || turn?.suspended?.until;
  if (world.storage.alarm_at !== null && !timed) {
    report("SIM-10", "a session at rest has an alarm");
  }
}

function checkCounters(
  events: readonly SessionEvent[],
  counters: SessionCounters,
  report: Report,
): void {
  const of = (...types: string[]) => events.filter(({ type }) => types.includes(type)).length;
  const usages = events.flatMap((event) =>
    event.type === "span.model_request_end" && event.model_usage !== null
      ? [event.model_usage]
      : [],
  );
  const sum = (name: keyof (typeof usages)[number]) =>
    usages.reduce((total, usage) => total + usage[name], 0);
  const messages = events.flatMap((event) => ("message_index" in event ? event.message_id : []));
  const told: Partial<SessionCounters> = {
    message_count: new Set(messages).size,
    tool_call_count: of("agent.tool_use", "agent.custom_tool_use"),
    permission_check_count: of("permission.decided"),
    error_count: of("session.error"),
    retry_count: events.filter(
      (event) => event.type === "session.status_rescheduled" && event.reason !== "running_sessions",
    ).length,
    total_input_tokens: sum("input_tokens"),
    total_output_tokens: sum("output_tokens"),
    total_cache_creation_tokens: sum("cache_creation_input_tokens"),
    total_cache_read_tokens: sum("cache_read_input_tokens"),
  };
  for (const [name, value] of Object.entries(told)) {
    const counted = counters[name as keyof SessionCounters];
    if (counted !== value) report("SIM-8", `${name} is ${counted}, and the log says ${value}`);
  }
}
