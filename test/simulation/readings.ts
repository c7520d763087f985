// The projections that readers see, held against the history: messages, tool calls, ends of turns.
import { Log } from "../../src/session/log.ts";
import { toolCallById, toolCallPage } from "../../src/session/tool-calls.ts";
import * as view from "../../src/session/view.ts";
import { HELD_UP, type History } from "./history.ts";
import type { World } from "./world.ts";

interface Page<T> {
  readonly data: T[];
  readonly next_cursor: string | null;
}

/** Every entry of a list, read in pages of so many. */
function whole<T>(read: (cursor: string | undefined) => Page<T>): T[] {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page = read(cursor);
    all.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined && all.length < 10_000);
  return all;
}

/** Checks what the readers' views make of a log. */
export function checkReadings(world: World, history: History): void {
  const log = new Log(world.storage.store(), () => {});
  const limit = world.random.between(1, 7);
  const state = log.state();
  if (state === null) return;
  const report = (text: string) => world.violated("SIM-11", text);

  const messages = whole((cursor) => view.messagePage(log, state, { cursor, limit }));
  const ids = new Set(
    history.events.flatMap((event) => ("message_index" in event ? event.message_id : [])),
  );
  if (messages.map(({ id }) => id).join() !== [...ids].join()) report("messages are not the log's");
  for (const [index, message] of messages.entries()) {
    if (message.index !== index) report(`message ${message.id} has index ${message.index}`);
    if (message.parent_message_id !== (messages[index - 1]?.id ?? null)) {
      report(`message ${message.id} has another parent than the message before it`);
    }
    const alone = view.messageById(log, state, message.id);
    if (JSON.stringify(alone) !== JSON.stringify(message)) {
      report(`message ${message.id} reads differently alone and in a page`);
    }
  }

  const calls = whole((cursor) => toolCallPage(log, state, { cursor, limit }));
  if (calls.map(({ id }) => id).join() !== [...history.calls.keys()].join()) {
    report("tool calls are not the log's");
  }
  for (const call of calls) {
    const known = history.calls.get(call.id);
    const open = ["pending", "running", "waiting"].includes(call.status);
    if (open !== (known?.result === null)) report(`call ${call.id} reads as ${call.status}`);
    const alone = toolCallById(log, "sesn_1", call.id);
    if (JSON.stringify(alone) !== JSON.stringify(call)) {
      report(`call ${call.id} reads differently alone and in a page`);
    }
  }
  checkTurnResults(log, history, report);
}

function checkTurnResults(log: Log, history: History, report: (text: string) => void): void {
  for (const [seq, [take]] of history.taken) {
    const turn = history.turns.get(take?.turn ?? 0);
    const result = view.turnResult(log, seq);
    if (result === null) {
      report(`the turn of message ${seq} ended ${turn?.end}, and its reader waits for ever`);
    }
    const waited = HELD_UP.includes(result?.stop_reason ?? "");
    const unreasoned = turn?.end === "failed" || turn?.end === "terminated";
    const end = unreasoned ? null : turn?.end;
    if (result !== null && !waited && result.stop_reason !== end) {
      report(`the turn of message ${seq} ended ${turn?.end}, not ${result.stop_reason}`);
    }
  }
}
