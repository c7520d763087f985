// What a session publishes of events, as the outbox would have it: in one page or in many, with whatever
// the operator has set.
import type { SessionEvent } from "../../src/contract/event.ts";
import { BUILTIN_HOOKS } from "../../src/contract/hook.ts";
import type { Rows } from "../../src/contract/published.ts";
import { messageOf } from "../../src/session/hooks/persistence.ts";
import type { OperatorHooks } from "../../src/session/hooks/table.ts";
import {
  type Behind,
  type Publication,
  publish,
  setNow,
  UNPUBLISHED,
} from "../../src/session/publication.ts";
import { followedThrough } from "../../src/session/tool-calls.ts";

export const actor = { user_id: "user_1", key_id: "key_1", ip: "192.0.2.1", user_agent: "test" };
export const SESSION = { id: "sesn_1", user_id: "owner" };
const EVERYTHING_ON: OperatorHooks = { on: BUILTIN_HOOKS, snapshot_interval_ms: 60_000 };

/** The log behind a page, as the outbox looks into it. */
function behindOf(events: readonly SessionEvent[]): Behind {
  return {
    actorOf: (seq) =>
      /^(session.(created|updated)|user)/.test(events[seq - 1]?.type ?? "") ? actor : null,
    callBefore(call_id) {
      const use = events.find(({ id }) => id === call_id);
      if (use?.type !== "agent.tool_use") return null;
      return followedThrough(use, events.slice(use.seq), SESSION.id);
    },
    eventAt: (seq) => events[seq - 1] ?? null,
    messageBefore: (seq, id) =>
      events.filter((event) => event.seq < seq && messageOf(event) === id),
  };
}

/** Publishes what is unpublished, in pages that end after the given places. */
export function publishedIn(
  events: readonly SessionEvent[],
  cuts: readonly number[],
  { before = UNPUBLISHED, operator = EVERYTHING_ON } = {},
) {
  let publication: Publication = setNow(before, operator);
  const pages: Rows[] = [];
  for (const to of [...cuts, events.length]) {
    const page = events.slice(publication.seq, to);
    const { rows, after } = publish(publication, page, SESSION, behindOf(events));
    publication = after;
    pages.push(rows);
  }
  return { pages, publication };
}

/** What stays of rows when the later version of each replaces the earlier. */
export function merged(pages: readonly Rows[], kind: Exclude<keyof Rows, "audit">) {
  const rows = new Map<string, { id: string; version: number }>();
  for (const page of pages) {
    for (const row of page[kind]) {
      if ((rows.get(row.id)?.version ?? 0) < row.version) rows.set(row.id, row);
    }
  }
  return [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

export const KINDS = [
  ...(["messages", "tool_calls", "permission_decisions", "hook_executions"] as const),
  ...(["model_calls", "metrics"] as const),
];
