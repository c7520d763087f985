// A session's history, told from its events alone and by other means than the code that wrote them: an
// event that cannot have followed those before it is reported.
import { type EventOf, eventSchema, type SessionEvent } from "../../src/contract/event.ts";
import type { SessionConfig } from "../../src/contract/session.ts";
import { LIMITS } from "./object.ts";

interface TurnStory {
  readonly inputs: number[];
  readonly began_seq: number;
  /** How it ended: a stop reason, `failed` or `terminated`; null while it goes on. */
  end: string | null;
  /** Model calls that were answered. */
  steps: number;
  /** At its end a limit forbade one more model call. */
  limited: boolean;
  interrupted: boolean;
}

interface CallStory {
  readonly name: string;
  readonly custom: boolean;
  starts: number;
  /** A hook has said that it must not run. */
  barred: boolean;
  result: EventOf<"agent.tool_result" | "user.custom_tool_result"> | null;
  written: number;
}

/** The log as told by its events alone. */
export interface History {
  readonly events: readonly SessionEvent[];
  readonly turns: Map<number, TurnStory>;
  readonly calls: Map<string, CallStory>;
  /** Seq of a message → the events that took it up. */
  /** Points whose hooks have been applied. */
  readonly hooked: Set<string>;
  readonly taken: Map<number, { turn: number; steered: boolean; seq: number }[]>;
  /** The configuration and the tokens used, as of the event that is being read. */
  config: Partial<SessionConfig>;
  tokens: number;
  /** A compaction was asked for and has not been made or refused. */
  compaction: boolean;
  /** The model call that was begun last is a compaction's. */
  summing: boolean;
}

/** Takes down what cannot be, under the rule that it breaks. */
export type Report = (rule: string, text: string) => void;

/** Reads a log from its beginning and reports whatever cannot have happened. */
export function historyOf(events: readonly SessionEvent[], report: Report): History {
  const history: History = {
    events,
    turns: new Map(),
    calls: new Map(),
    hooked: new Set(),
    taken: new Map(),
    config: {},
    tokens: 0,
    compaction: false,
    summing: false,
  };
  let span: string | null = null;
  let before = 0;
  let time = "";
  for (const event of events) {
    const parsed = eventSchema.safeParse(event);
    if (!parsed.success) report("SIM-2", `event ${event.seq} is no event: ${parsed.error.message}`);
    if (event.seq !== before + 1) report("SIM-2", `event ${event.seq} comes after ${before}`);
    if (event.created_at < time) report("SIM-2", `event ${event.seq} is older than the one before`);
    before = event.seq;
    time = event.created_at;
    if (event.type === "span.model_request_start") {
      if (span !== null) report("SIM-8", `event ${event.seq} begins a model call inside another`);
      span = event.id;
    }
    if (event.type === "span.model_request_end") {
      if (span !== event.model_request_start_id) report("SIM-8", `event ${event.seq} ends no call`);
      span = null;
    }
    readLimits(history, event);
    readInterrupt(history, event, report);
    readTurn(history, event, report);
    readHooks(history, event, report);
    readCall(history, event, report);
  }
  if (span !== null) report("SIM-8", "a model call was never closed");
  return history;
}

/** Reasons to be idle that hold a turn up and do not end it. */
export const HELD_UP: readonly string[] = ["requires_action", "budget_reached"];

/** The turn that is running at this point of a history; undefined between turns. */
function running({ turns }: History): [number, TurnStory] | undefined {
  const last = [...turns].at(-1);
  return last !== undefined && last[1].end === null ? last : undefined;
}

function readTurn(history: History, event: SessionEvent, report: Report): void {
  const now = running(history);
  const end = (how: string) => {
    if (now !== undefined) {
      now[1].end = how;
      now[1].limited = limited(history, ...now);
    }
    const open = [...history.calls].filter(([, call]) => call.result === null);
    for (const [id] of open) report("SIM-3", `the turn ended with ${id} open, at ${event.seq}`);
  };
  switch (event.type) {
    case "session.status_running": {
      const { turn, inputs, seq } = event;
      if (now === undefined) {
        if (turn !== history.turns.size + 1) report("SIM-7", `turn ${turn} is out of order`);
        if (inputs.length === 0 && !history.compaction) {
          report("SIM-7", `turn ${turn} began with nothing to do`);
        }
        history.turns.set(turn, { inputs: [...inputs], began_seq: seq, end: null, ...FRESH });
      } else if (now[0] !== turn || inputs.length > 0) {
        report("SIM-7", `event ${seq} begins turn ${turn} inside turn ${now[0]}`);
      }
      take(history, event, false);
      return;
    }
    case "session.inputs_steered":
      if (now?.[0] !== event.turn) report("SIM-7", `event ${event.seq} steers no running turn`);
      take(history, event, true);
      return;
    case "session.status_idle":
      if (now?.[0] !== event.turn) report("SIM-7", `event ${event.seq} ends no running turn`);
      if (!HELD_UP.includes(event.stop_reason.type)) end(event.stop_reason.type);
      return;
    case "session.failed":
      if (now === undefined) report("SIM-7", `event ${event.seq} fails no running turn`);
      end("failed");
      return;
    case "session.status_terminated":
      end("terminated");
      return;
    default:
      if (now === undefined && /^(agent|span|tool|permission|session\.rec)/.test(event.type)) {
        report("SIM-7", `event ${event.seq}, ${event.type}, is outside of any turn`);
      }
  }
}

const FRESH = { steps: 0, limited: false, interrupted: false };

function limited({ config, tokens }: History, number: number, turn: TurnStory): boolean {
  const { budget, sdk_options } = config;
  return (
    turn.steps >= (sdk_options?.max_turns ?? LIMITS.max_turns) ||
    tokens >= (budget?.max_tokens ?? Number.POSITIVE_INFINITY) ||
    number > (budget?.max_turns ?? Number.POSITIVE_INFINITY)
  );
}

/** Nothing begins and nothing is changed in a turn that was interrupted. */
function readInterrupt(history: History, { type, seq }: SessionEvent, report: Report): void {
  const turn = running(history)?.[1];
  if (turn === undefined) return;
  if (type === "user.interrupt") turn.interrupted = true;
  const begins = /^(tool\.started|span\.model_request_start|file\.|permission\.|session\.inputs)/;
  if (turn.interrupted && begins.test(type))
    report("SIM-7", `event ${seq}, ${type}, after an interrupt`);
}

/** Follows what limits are measured against. */
function readLimits(history: History, event: SessionEvent): void {
  if (event.type === "session.created") history.config = event.config;
  if (event.type === "session.updated") {
    history.config = { ...history.config, ...(event.changes as Partial<SessionConfig>) };
  }
  if (event.type === "session.compaction_requested") history.compaction = true;
  if (/^(session\.compact(ed|ion_failed)|user\.interrupt|session\.failed)$/.test(event.type)) {
    history.compaction = false;
  }
  if (event.type === "span.model_request_start") history.summing = event.purpose === "compaction";
  if (event.type !== "span.model_request_end" || event.model_usage === null) return;
  for (const tokens of Object.values(event.model_usage)) history.tokens += tokens;
  const turn = running(history)?.[1];
  if (turn !== undefined && !history.summing) turn.steps += 1;
}

function take(
  { taken }: History,
  event: EventOf<"session.status_running" | "session.inputs_steered">,
  steered: boolean,
): void {
  for (const seq of event.inputs) {
    const place = { turn: event.turn, steered, seq: event.seq };
    taken.set(seq, [...(taken.get(seq) ?? []), place]);
  }
}

/** What hooks decide is decided once, and holds. */
function readHooks(history: History, event: SessionEvent, report: Report): void {
  if (event.type === "hook.executed" && event.hook_event === "PreToolUse") {
    const call = history.calls.get(event.tool_use_id ?? "");
    if (call !== undefined && /"(?:deny|block)"/.test(JSON.stringify(event.output)))
      call.barred = true;
  }
  if (event.type !== "hook.applied") return;
  const { hook_event, tool_use_id, inputs } = event;
  if (tool_use_id === null && inputs === undefined) return;
  const place = `${hook_event} ${tool_use_id ?? inputs}`;
  if (history.hooked.has(place)) report("SIM-13", `event ${event.seq} applies ${place} again`);
  history.hooked.add(place);
}

function readCall({ calls }: History, event: SessionEvent, report: Report): void {
  switch (event.type) {
    case "agent.tool_use":
    case "agent.custom_tool_use": {
      const custom = event.type === "agent.custom_tool_use";
      calls.set(event.id, {
        name: event.name,
        custom,
        starts: 0,
        barred: false,
        result: null,
        written: 0,
      });
      return;
    }
    case "tool.started": {
      const call = calls.get(event.tool_use_id);
      if (call === undefined || call.custom || call.result !== null) {
        report("SIM-3", `event ${event.seq} starts a call that is not open`);
        return;
      }
      if (call.barred) report("SIM-13", `event ${event.seq} starts what a hook has denied`);
      call.starts += 1;
      if (event.attempt !== call.starts) report("SIM-3", `event ${event.seq} counts wrong`);
      return;
    }
    case "file.written": {
      if (event.tool_use_id === null) return;
      const call = calls.get(event.tool_use_id);
      if (call?.result !== null) report("SIM-3", `event ${event.seq} writes for no open call`);
      else call.written += 1;
      return;
    }
    case "agent.tool_result":
    case "user.custom_tool_result": {
      const id = event.type === "agent.tool_result" ? event.tool_use_id : event.custom_tool_use_id;
      const call = calls.get(id);
      if (call === undefined) report("SIM-3", `event ${event.seq} settles an unknown call`);
      else if (call.result !== null) report("SIM-3", `event ${event.seq} settles ${id} again`);
      else call.result = event;
      return;
    }
    default:
  }
}
