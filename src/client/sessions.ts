// The client's calls on sessions themselves: making, asking, reading and ending them.
import type { EventType, InputEvent, SessionEvent } from "../contract/event.ts";
import type { HookEventName, HookExecution } from "../contract/hook.ts";
import type { MessageResource, ToolCallResource } from "../contract/message.ts";
import type { MetricsSnapshot, SessionMetrics } from "../contract/metrics.ts";
import type { PermissionDecision } from "../contract/permission-decision.ts";
import type {
  CompactReceipt,
  QueryInput,
  QueryReceipt,
  SessionCreate,
  SessionResource,
  SessionUpdate,
} from "../contract/session.ts";
import type { SessionStatistics } from "../contract/statistics.ts";
import {
  type CallJson,
  type CallNothing,
  type Page,
  type PageQuery,
  type PeriodQuery,
  sessionPath,
} from "./calls.ts";
import type { Call } from "./http.ts";

export interface SessionsQuery extends PageQuery {
  /** Several statuses are separated by commas. */
  status?: string | undefined;
  mode?: string | undefined;
  parent_session_id?: string | undefined;
  working_directory?: string | undefined;
  q?: string | undefined;
  order?: "asc" | "desc" | undefined;
}

export interface PathQuery {
  /** `all`: what a rewind has hidden as well; without it, what the conversation is now. */
  path?: "active" | "all" | undefined;
}

/** Making, asking, reading and ending sessions. */
export function sessionCalls(json: CallJson, nothing: CallNothing) {
  const get = <T>(path: string, query: Call["query"] = {}) =>
    json<T>({ method: "GET", path, query });
  return {
    create: (input: SessionCreate) =>
      json<SessionResource>({ method: "POST", path: "/sessions", json: input, keyed: true }),
    /** `as_of`: everything said before that time is in the list; null when that is not known. */
    list: (query: SessionsQuery = {}) =>
      get<Page<SessionResource> & { as_of: string | null }>("/sessions", { ...query }),
    get: (id: string) => get<SessionResource>(sessionPath(id)),
    update: (id: string, changes: SessionUpdate) =>
      json<SessionResource>({ method: "PATCH", path: sessionPath(id), json: changes }),
    /** Ends the session for good; its log and files stay readable. */
    terminate: (id: string) => json<SessionResource>({ method: "DELETE", path: sessionPath(id) }),
    /** Ends the session and erases everything it holds. */
    purge: (id: string) =>
      nothing({ method: "DELETE", path: sessionPath(id), query: { purge: true } }),
    complete: (id: string) =>
      json<SessionResource>({ method: "POST", path: `${sessionPath(id)}/complete` }),
    /**
     * Sends a message; with `wait` (seconds) the answer holds the turn's `result` once it ended. With
     * `fork` it goes to a new fork, whose id the answer names.
     */
    query: (id: string, input: QueryInput, { wait }: { wait?: number } = {}) =>
      json<QueryReceipt>({
        method: "POST",
        path: `${sessionPath(id)}/query`,
        query: { wait },
        json: input,
        keyed: true,
      }),
    interrupt: (id: string) =>
      json<{ interrupted: boolean; session: SessionResource }>({
        method: "POST",
        path: `${sessionPath(id)}/interrupt`,
      }),
    /** Has the context summarised before the next model call; `instructions`: what to keep above all. */
    compact: (id: string, instructions?: string) =>
      json<CompactReceipt>({
        method: "POST",
        path: `${sessionPath(id)}/compact`,
        json: instructions === undefined ? {} : { instructions },
      }),
    /** Sends inputs together: all of them count, or none. */
    send: (id: string, events: InputEvent[]) =>
      json<{ data: SessionEvent[] }>({
        method: "POST",
        path: `${sessionPath(id)}/events`,
        json: { events },
        keyed: true,
      }),
    events: (
      id: string,
      query: PageQuery & { after?: number; types?: EventType[]; order?: "asc" | "desc" } = {},
    ) => {
      const { types, ...rest } = query;
      return get<Page<SessionEvent>>(`${sessionPath(id)}/events`, { ...rest, "types[]": types });
    },
    messages: (id: string, query: PageQuery & PathQuery = {}) =>
      get<Page<MessageResource>>(`${sessionPath(id)}/messages`, { ...query }),
    message: (id: string, message_id: string) =>
      get<MessageResource>(`${sessionPath(id)}/messages/${encodeURIComponent(message_id)}`),
    toolCalls: (id: string, query: PageQuery & PathQuery = {}) =>
      get<Page<ToolCallResource>>(`${sessionPath(id)}/tool-calls`, { ...query }),
    toolCall: (id: string, call_id: string) =>
      get<ToolCallResource>(`${sessionPath(id)}/tool-calls/${encodeURIComponent(call_id)}`),
    permissions: (
      id: string,
      query: PageQuery & {
        decision?: "allow" | "deny" | undefined;
        tool_name?: string | undefined;
      } = {},
    ) => get<Page<PermissionDecision>>(`${sessionPath(id)}/permissions`, { ...query }),
    /** Which hooks were run, what they were told and what they answered. */
    hooks: (id: string, query: PageQuery & { hook_type?: HookEventName | undefined } = {}) =>
      get<Page<HookExecution>>(`${sessionPath(id)}/hooks`, { ...query }),
    metrics: (id: string) => get<SessionMetrics>(`${sessionPath(id)}/metrics`),
    metricsHistory: (id: string, query: PageQuery & PeriodQuery = {}) =>
      get<Page<MetricsSnapshot>>(`${sessionPath(id)}/metrics/history`, { ...query }),
    stats: () => get<SessionStatistics>("/sessions/stats"),
    active: (page: PageQuery = {}) => get<Page<SessionResource>>("/sessions/active", { ...page }),
  };
}
