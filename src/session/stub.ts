// The only door to a session from outside: one Durable Object per id, called by RPC. What can go
// wrong comes back as data, because classes do not survive the boundary, and is thrown again here.
import type { ArchiveCompression, ArchiveResource, SessionStorage } from "../contract/archive.ts";
import type {
  CheckpointResource,
  Comparison,
  ForkPoint,
  RewindInput,
  RewindResult,
  UndoInput,
} from "../contract/branch.ts";
import type { Caller } from "../contract/caller.ts";
import type { InputBlock } from "../contract/content.ts";
import { type Failure, LedgeError } from "../contract/errors.ts";
import type { EventOf, InputEvent, SessionEvent } from "../contract/event.ts";
import type { FileEntry } from "../contract/file.ts";
import type { Id } from "../contract/ids.ts";
import type { MessageResource, ToolCallResource } from "../contract/message.ts";
import type { SessionMetrics } from "../contract/metrics.ts";
import type { OpenPermission, PermissionAnswer } from "../contract/permission.ts";
import type { PublishedSoFar } from "../contract/published.ts";
import type {
  CompactReceipt,
  OnBusy,
  QueryReceipt,
  SessionConfig,
  SessionSnapshot,
  TurnResult,
} from "../contract/session.ts";

import type { ImportRequest } from "./archive/import.ts";
import type { CompareRequest } from "./compare.ts";
import type { CopyPage, CopyRequest } from "./copy.ts";
import type { ForkPlan, ForkRequest } from "./fork.ts";
import type { JsonBody } from "./json-body.ts";

export type { FileEntry, JsonBody };

export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

export interface PageRequest {
  /** The `next_cursor` of the page before. */
  cursor?: string | undefined;
  limit: number;
}

/** A page of the conversation: of its active path, or of everything that was ever said. */
export interface PathPageRequest extends PageRequest {
  /** Without it, the active one. */
  path?: "active" | "all" | undefined;
}

/** Events behind a place or, descending, before it; of some types or of all. */
export interface EventPageRequest {
  /** A seq; 0 for the beginning or, descending, for the end. */
  after: number;
  limit: number;
  types: string[];
  order: "asc" | "desc";
}

/** An Idempotency-Key with the digest of the request it came with; kept 24 h by the object. */
export interface IdempotencyKey {
  key: string;
  digest: string;
}

/** Every call names its caller; the object itself checks that the caller may see this session. */
export interface SessionDoor {
  /** Makes the session. The same id and owner again answers with what is there. */
  create(
    caller: Caller,
    input: { id: Id<"sesn">; config: SessionConfig; message: InputBlock[] | null },
  ): Promise<Outcome<SessionSnapshot>>;
  /**
   * Makes the session as a fork. The same id again answers with what is there. `first` is its first message of
   * its own, where it was given one.
   */
  fork(
    caller: Caller,
    input: ForkRequest,
  ): Promise<Outcome<{ session: SessionSnapshot; first: EventOf<"user.message"> | null }>>;
  /** For a fork that is being made: where it begins, and its rows. */
  forkPlan(caller: Caller, point: ForkPoint): Promise<Outcome<ForkPlan>>;
  copyPage(caller: Caller, request: CopyRequest): Promise<Outcome<CopyPage>>;

  checkpoints(caller: Caller, page: PageRequest): Promise<Outcome<Page<CheckpointResource>>>;
  checkpoint(caller: Caller, id: string): Promise<Outcome<CheckpointResource>>;
  createCheckpoint(
    caller: Caller,
    name: string,
    idempotency: IdempotencyKey | null,
  ): Promise<Outcome<CheckpointResource>>;
  /** What files are different between two places. */
  compare(caller: Caller, request: CompareRequest): Promise<Outcome<Comparison>>;
  /** Goes back, or tells what that would change. */
  rewind(caller: Caller, input: RewindInput): Promise<Outcome<RewindResult>>;
  undo(caller: Caller, input: UndoInput): Promise<Outcome<RewindResult>>;

  /** Has the session archived: it is done behind the answer. */
  archive(
    caller: Caller,
    compression: ArchiveCompression | null,
  ): Promise<Outcome<ArchiveResource>>;
  archiveOf(caller: Caller): Promise<Outcome<ArchiveResource>>;
  /** Makes the session of an archive that was uploaded to `path`. */
  importArchive(
    caller: Caller,
    input: Omit<ImportRequest, "user_id">,
  ): Promise<Outcome<SessionSnapshot>>;
  /** Brings an archived session back to life. */
  restore(caller: Caller): Promise<Outcome<SessionSnapshot>>;

  get(caller: Caller): Promise<Outcome<SessionSnapshot>>;
  update(caller: Caller, changes: Partial<SessionConfig>): Promise<Outcome<SessionSnapshot>>;
  query(
    caller: Caller,
    input: { content: InputBlock[]; on_busy: OnBusy; idempotency: IdempotencyKey | null },
  ): Promise<Outcome<QueryReceipt>>;
  /** The permission requests that wait for an answer. */
  openPermissions(caller: Caller): Promise<Outcome<OpenPermission[]>>;
  /** Answers one of them; gives the `permission.decided`. The second answer is a `conflict` with the first. */
  answerPermission(
    caller: Caller,
    permission_id: string,
    answer: PermissionAnswer,
  ): Promise<Outcome<SessionEvent>>;
  /** Has the context summarised before the next model call; at once when no turn runs. */
  compact(caller: Caller, instructions: string | null): Promise<Outcome<CompactReceipt>>;
  /** Resolves when the turn that answers the message at `seq` has ended; null after `seconds`. */
  wait(caller: Caller, seq: number, seconds: number): Promise<Outcome<TurnResult | null>>;
  /** Appends all of the events or none. */
  send(
    caller: Caller,
    events: InputEvent[],
    idempotency: IdempotencyKey | null,
  ): Promise<Outcome<{ data: SessionEvent[] }>>;
  /** Stops the running turn. `interrupted` is false when there was none to stop. */
  interrupt(caller: Caller): Promise<Outcome<{ interrupted: boolean; session: SessionSnapshot }>>;
  /** Declares the session done; with `at_seq` only when nothing happened since, or else `conflict`. */
  complete(caller: Caller, at_seq?: number | null): Promise<Outcome<SessionSnapshot>>;
  terminate(caller: Caller): Promise<Outcome<SessionSnapshot>>;
  /**
   * Erases everything that the session keeps, here and in R2. Throws `conflict` on legal hold and, with
   * `at_seq`, when something happened since; then nothing was erased. Past that it is nobody's session any
   * more, and is erased to the end whatever fails.
   */
  purge(caller: Caller, at_seq?: number | null): Promise<Outcome<null>>;
  /** What the session takes, without loading any of it. */
  storage(caller: Caller): Promise<Outcome<SessionStorage>>;

  /** Lists come as the JSON of a `Page`, which ends at its limit or after about 1 MB. */
  events(caller: Caller, page: EventPageRequest): Promise<Outcome<JsonBody>>;
  messages(caller: Caller, page: PathPageRequest): Promise<Outcome<JsonBody>>;
  message(caller: Caller, id: string): Promise<Outcome<MessageResource>>;
  toolCalls(caller: Caller, page: PathPageRequest): Promise<Outcome<JsonBody>>;
  toolCall(caller: Caller, id: string): Promise<Outcome<ToolCallResource>>;

  /** The entries of one directory, by name; `path` relative to the working directory. */
  listFiles(caller: Caller, path: string): Promise<Outcome<FileEntry[]>>;
  readFile(
    caller: Caller,
    path: string,
  ): Promise<Outcome<{ entry: FileEntry; body: ReadableStream<Uint8Array> }>>;
  writeFile(
    caller: Caller,
    path: string,
    body: ReadableStream<Uint8Array>,
  ): Promise<Outcome<FileEntry>>;
  deleteFile(caller: Caller, path: string): Promise<Outcome<null>>;
  /** A tar or tar.gz into the directory `into`: all of it or nothing. */
  importFiles(
    caller: Caller,
    into: string,
    body: ReadableStream<Uint8Array>,
  ): Promise<Outcome<{ file_count: number; size_bytes: number }>>;

  metrics(caller: Caller): Promise<Outcome<SessionMetrics>>;
  /** How far the session has been published, for whoever compares D1 with it. */
  publishedSoFar(caller: Caller): Promise<Outcome<PublishedSoFar>>;
  /** Publishes everything again, from the first event on. Resolves before it is done. */
  publishAgain(caller: Caller): Promise<Outcome<{ last_seq: number }>>;

  /** A one-use pass for a browser's stream, good for 60 s. */
  issueTicket(caller: Caller): Promise<Outcome<{ ticket: string; expires_at: string }>>;
}

/**
 * The header by which the Worker tells the object who asked for a stream. Set by us, never taken
 * from a client; URI-encoded JSON, since a header holds no more than Latin-1.
 */
export const CALLER_HEADER = "x-ledge-caller";

/**
 * The door of a session; it costs nothing until a method is called. What crosses it is plain data and
 * streams, which come out as they went in.
 */
export function sessionDoor(env: Env, id: Id<"sesn">): SessionDoor {
  return env.SESSIONS.getByName(id) as unknown as SessionDoor;
}

/** The value of an RPC, or its failure thrown as LedgeError. */
export async function unwrap<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const settled = await outcome;
  if (settled.ok) return settled.value;
  const { code, message, details } = settled.failure;
  throw new LedgeError(code, message, details);
}

/** Marks an answer of the object's own fetch as a failure, for this file to throw. */
export const FAILURE_HEADER = "x-ledge-failure";

/**
 * Opens the session's event stream: SSE, or a WebSocket when the request is an upgrade. The URL's
 * query (`after`, `partial`) and the `last-event-id` header go through; `caller` null means that
 * the request carries a ticket instead. Throws LedgeError.
 */
export async function openStream(
  env: Env,
  id: Id<"sesn">,
  caller: Caller | null,
  request: Request,
): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.delete("authorization");
  headers.delete("x-api-key");
  headers.delete(CALLER_HEADER);
  if (caller !== null) headers.set(CALLER_HEADER, encodeURIComponent(JSON.stringify(caller)));
  const response = await env.SESSIONS.getByName(id).fetch(new Request(request, { headers }));
  if (response.headers.get(FAILURE_HEADER) === null) return response;
  const { code, message, details } = (await response.json()) as Failure;
  throw new LedgeError(code, message, details);
}
