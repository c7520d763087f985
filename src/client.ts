// The typed client of Ledge's HTTP API, for Node, browsers and workerd: one method a call, one
// error class for what the service refuses, and streams that survive their connections.

import type { z } from "zod";
import { archiveCalls } from "./client/archives.ts";
import { branchCalls } from "./client/branches.ts";
import {
  type CallJson,
  type CallNothing,
  type Page,
  type PageQuery,
  type PeriodQuery,
  sessionPath,
} from "./client/calls.ts";
import {
  type Call,
  type HttpOptions,
  LedgeApiError,
  request,
  UnreachableError,
} from "./client/http.ts";
import { sessionCalls } from "./client/sessions.ts";
import { type Connection, connectSocket, type WebSocketConstructor } from "./client/socket.ts";
import { follow, openSse, type StreamFrame, type StreamOptions } from "./client/stream.ts";
import type { AuditRecord, AuditVerdict } from "./contract/audit.ts";
import type { UserPolicies } from "./contract/controls.ts";
import type { SessionEvent } from "./contract/event.ts";
import type { FileEntry, filesImported } from "./contract/file.ts";
import type { HookCreated, HookResource, HookUpdate, hookCreate } from "./contract/hook.ts";
import type { KeyCreate, KeyCreated, KeyResource, me } from "./contract/key.ts";
import type { UsageGrouping, UsageReport } from "./contract/metrics.ts";
import type { OpenPermission, PermissionAnswer } from "./contract/permission.ts";
import type { ticket } from "./contract/ticket.ts";

export type { Connection, StreamFrame, StreamOptions };
export { LedgeApiError, UnreachableError };

export interface ClientOptions extends HttpOptions {
  /** For `connect`, where the platform has no WebSocket of its own (Node before 22). */
  WebSocket?: WebSocketConstructor;
}

export type Me = z.infer<typeof me>;

interface AuditQuery extends PageQuery, PeriodQuery {
  session_id?: string | undefined;
  action?: string | undefined;
  /** The user who did it. */
  actor?: string | undefined;
  order?: "asc" | "desc" | undefined;
}

export type Client = ReturnType<typeof createClient>;

/**
 * A client for the service at `baseUrl`. Its methods throw LedgeApiError when the service refuses
 * and UnreachableError when it cannot be reached; calls that may be repeated safely are, a few
 * times.
 */
export function createClient(options: ClientOptions) {
  const json = <T>(call: Call): Promise<T> =>
    request(options, call, async (response) => (await response.json()) as T);
  const nothing = (call: Call): Promise<void> =>
    request(options, call, async (response) => {
      await response.text();
    });
  const issueTicket = (session_id: string, signal?: AbortSignal) =>
    json<z.infer<typeof ticket>>({
      method: "POST",
      path: "/stream-tickets",
      json: { session_id },
      signal,
    });

  return {
    me: () => json<Me>({ method: "GET", path: "/me" }),
    keys: keyCalls(json),
    sessions: sessionCalls(json, nothing),
    branches: branchCalls(json),
    archives: archiveCalls(options, json),
    permissions: permissionCalls(json),
    hooks: hookCalls(json, nothing),
    policies: policyCalls(json),
    files: fileCalls(options, json, nothing),
    audit: auditCalls(options, json),
    admin: adminCalls(json),
    /** Where the user stands now, and what they used: this month by day, unless it says otherwise. */
    usage: (query: PeriodQuery & { group_by?: UsageGrouping | undefined } = {}) =>
      json<UsageReport>({ method: "GET", path: "/usage", query: { ...query } }),
    issueTicket,

    /**
     * A session's frames over SSE, across connections: every event once, in order, without a gap.
     */
    streamEvents: (session_id: string, stream: StreamOptions = {}): AsyncGenerator<StreamFrame> =>
      follow(
        openSse(options, `${sessionPath(session_id)}/stream`, stream.partial),
        stream,
        options.baseUrl,
      ),

    /** The same over WebSocket, over which inputs can be sent as well. */
    connect: (session_id: string, stream: StreamOptions = {}): Connection => {
      const WebSocket = options.WebSocket ?? globalThis.WebSocket;
      if (WebSocket === undefined) throw new Error("no WebSocket on this platform: pass one");
      return connectSocket(
        { ...options, WebSocket },
        `${sessionPath(session_id)}/stream`,
        async (signal) => (await issueTicket(session_id, signal)).ticket,
        stream,
      );
    },
  };
}

function keyCalls(json: CallJson) {
  return {
    /** Makes a key. `key` is shown this once: null when the first answer was lost on its way. */
    create: (input: KeyCreate) =>
      json<KeyCreated>({ method: "POST", path: "/keys", json: input, keyed: true }),
    list: (page: PageQuery & { user_id?: string } = {}) =>
      json<Page<KeyResource>>({ method: "GET", path: "/keys", query: { ...page } }),
    revoke: (id: string) =>
      json<KeyResource>({ method: "DELETE", path: `/keys/${encodeURIComponent(id)}` }),
  };
}

/** `session_id` names the session that a hook is of: for admins, who reach no other hooks of a user. */
function hookCalls(json: CallJson, nothing: CallNothing) {
  const at = (id: string) => `/hooks-config/${encodeURIComponent(id)}`;
  return {
    /** Registers a hook. `secret` is shown this once: null when the first answer was lost on its way. */
    create: (input: z.input<typeof hookCreate>) =>
      json<HookCreated>({ method: "POST", path: "/hooks-config", json: input, keyed: true }),
    list: (query: PageQuery & { session_id?: string | undefined } = {}) =>
      json<Page<HookResource>>({ method: "GET", path: "/hooks-config", query: { ...query } }),
    get: (id: string, session_id?: string) =>
      json<HookResource>({ method: "GET", path: at(id), query: { session_id } }),
    update: (id: string, changes: HookUpdate, session_id?: string) =>
      json<HookResource>({ method: "PATCH", path: at(id), query: { session_id }, json: changes }),
    remove: (id: string, session_id?: string) =>
      nothing({ method: "DELETE", path: at(id), query: { session_id } }),
    /** Gives the hook another secret, shown this once; sessions use it from their next model call on. */
    rotateSecret: (id: string, session_id?: string) =>
      json<HookCreated>({
        method: "POST",
        path: `${at(id)}/rotate-secret`,
        query: { session_id },
      }),
  };
}

/** What holds in all sessions of a user: your own, or for an admin the named one's. */
function policyCalls(json: CallJson) {
  return {
    get: (user_id?: string) =>
      json<UserPolicies>({ method: "GET", path: "/policies-config", query: { user_id } }),
    /** What is left out is set to nothing. */
    set: (policies: Partial<UserPolicies>, user_id?: string) =>
      json<UserPolicies>({
        method: "PUT",
        path: "/policies-config",
        query: { user_id },
        json: policies,
      }),
  };
}

function permissionCalls(json: CallJson) {
  return {
    /** What waits in all of your sessions. */
    pending: (cursor?: string) =>
      json<Page<OpenPermission>>({
        method: "GET",
        path: "/permissions/pending",
        query: { cursor },
      }),
    /** What waits in one of them. */
    pendingIn: (id: string) =>
      json<{ data: OpenPermission[] }>({
        method: "GET",
        path: `${sessionPath(id)}/permissions/pending`,
      }),
    /** Answers a request; the first answer counts, and a later one is a conflict that holds it. */
    answer: (id: string, permission_id: string, answer: PermissionAnswer) =>
      json<SessionEvent>({
        method: "POST",
        path: `${sessionPath(id)}/permissions/${encodeURIComponent(permission_id)}`,
        json: answer,
      }),
  };
}

function auditCalls(options: HttpOptions, json: CallJson) {
  return {
    list: (query: AuditQuery = {}) =>
      json<Page<AuditRecord>>({ method: "GET", path: "/audit-logs", query: { ...query } }),
    /** Everything that matches, as JSON Lines, while it is read. */
    export: (query: Omit<AuditQuery, "limit"> = {}) =>
      request(
        options,
        {
          ...{ method: "GET", path: "/audit-logs", query: { ...query } },
          headers: { accept: "application/x-ndjson" },
        },
        async (response) => response.body ?? new ReadableStream<Uint8Array>(),
      ),
    /** Whether a session's trail is whole, or the first row that is not. */
    verify: (session_id: string) =>
      json<AuditVerdict>({ method: "GET", path: `${sessionPath(session_id)}/audit/verify` }),
  };
}

function adminCalls(json: CallJson) {
  return {
    sessions: (page: PageQuery = {}) =>
      json<Page<{ id: string; user_id: string }>>({
        method: "GET",
        path: "/admin/sessions",
        query: { ...page },
      }),
    /** Has a session publish everything to D1 again. */
    publish: (session_id: string) =>
      json<{ session_id: string; last_seq: number }>({
        method: "POST",
        path: `/admin${sessionPath(session_id)}/publish`,
      }),
  };
}

function fileCalls(options: HttpOptions, json: CallJson, nothing: CallNothing) {
  // Encoded as one segment: an address would resolve `..` before the service could refuse it.
  const at = (id: string, path: string) =>
    `${sessionPath(id)}/files/${encodeURIComponent(/^\.\.?$/.test(path) ? `./${path}` : path)}`;
  return {
    /** The entries of one folder, by name; the working directory when `path` is not given. */
    list: (id: string, path?: string) =>
      json<Page<FileEntry>>({
        method: "GET",
        path: `${sessionPath(id)}/files`,
        query: { path },
      }),
    read: (id: string, path: string): Promise<Uint8Array<ArrayBuffer>> =>
      request(
        options,
        { method: "GET", path: at(id, path) },
        async (response) => new Uint8Array(await response.arrayBuffer()),
      ),
    write: (id: string, path: string, bytes: Uint8Array<ArrayBuffer>) =>
      json<FileEntry>({ method: "PUT", path: at(id, path), bytes }),
    remove: (id: string, path: string) => nothing({ method: "DELETE", path: at(id, path) }),
    /** Unpacks a tar or tar.gz into the folder `into`: all of it or nothing. */
    import: (id: string, archive: Uint8Array<ArrayBuffer>, into?: string) =>
      json<z.infer<typeof filesImported>>({
        method: "POST",
        path: `${sessionPath(id)}/files/import`,
        query: { into },
        bytes: archive,
      }),
  };
}
