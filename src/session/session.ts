// The Durable Object of one session: the RPC door, the stream, the alarm. It checks who asks, hands
// the work to the log and the engine, and answers failures as data. It holds no rule of its own.
import { DurableObject } from "cloudflare:workers";
import { closing } from "../agent/ending.ts";
import type { SessionState } from "../agent/state.ts";
import { archiveStoreOf } from "../archive/store.ts";
import type { ArchiveCompression } from "../contract/archive.ts";
import type { RewindInput, RewindResult, UndoInput } from "../contract/branch.ts";
import { type Actor, actorOf, type Caller } from "../contract/caller.ts";
import { LedgeError } from "../contract/errors.ts";
import type { EventDraft, InputEvent, SessionEvent } from "../contract/event.ts";
import { UNOPENED_ALARM_MS } from "../contract/limits.ts";
import type { PermissionAnswer } from "../contract/permission.ts";
import type { CompactReceipt, QueryReceipt, SessionConfig } from "../contract/session.ts";
import { settingsOf } from "../env.ts";
import { now } from "../runtime.ts";
import { type Adopted, Adoption } from "./adoption.ts";
import { importSession } from "./archive/import.ts";
import {
  type Checkpoints,
  checkpointById,
  checkpointIdOf,
  checkpointPage,
  namedCheckpoint,
} from "./checkpoints.ts";
import { type CompareRequest, compare } from "./compare.ts";
import { type CopyRequest, copyPage } from "./copy.ts";
import { Erasure } from "./erasure.ts";
import type { SessionFiles } from "./files.ts";
import { firstMessage, forkPlan, forkSession } from "./fork.ts";
import { remember, replay } from "./idempotency.ts";
import {
  type Accepted,
  acceptAll,
  acceptCompaction,
  assertAdds,
  assertMayApprove,
  assertOpen,
  assertSmall,
  stateAfter,
  withFirstMessage,
} from "./input.ts";
import { bodyOfJson } from "./json-body.ts";
import { LOG_ARCHIVED } from "./log.ts";
import { forgetPublication, metricsOf, publishedSoFar } from "./outbox.ts";
import { openParts, type Parts } from "./parts.ts";
import { openPermissions, openRequest } from "./permissions.ts";
import {
  assertErasable,
  assertMayHold,
  assertUnchanged,
  fateOf,
  isAboutRetention,
} from "./retention.ts";
import {
  changesNothing,
  planRewind,
  planUndo,
  type Rewinding,
  type RewindPlan,
  rewinding,
  told,
} from "./rewind.ts";
import { storageOf } from "./storage.ts";
import { Store, storageFailure } from "./store.ts";
import { answerFrame, openStream, type Streaming } from "./stream.ts";
import {
  FAILURE_HEADER,
  type IdempotencyKey,
  type Outcome,
  type PageRequest,
  type SessionDoor,
  sessionDoor,
} from "./stub.ts";
import { issueTicket } from "./ticket.ts";
import { toolCallById, toolCallPage } from "./tool-calls.ts";
import * as view from "./view.ts";

/** A session's parts with the state that a caller may see. */
type Visible = Parts & { readonly state: SessionState };

/** What a caller of `send` has said, among the events that came of it. */
const OWN_TYPES = /^(user\.|permission\.decided$)/;

export class Session extends DurableObject<Env> implements SessionDoor {
  readonly #store: Store;
  #parts: Parts | undefined;
  /** Why what is stored here cannot be opened: the answer to every request. */
  #unopened: LedgeError | undefined;
  readonly #adoption: Adoption;
  readonly #erasure: Erasure;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new Store(ctx.storage);
    this.#adoption = new Adoption(ctx.storage, this.#store, env.BLOBS);
    this.#erasure = new Erasure(ctx.storage, this.#store);
    ctx.setWebSocketAutoResponse(
      new WebSocketRequestResponsePair('{"type":"ping"}', '{"type":"pong"}'),
    );
    // A copy that died half-way is nobody's session; its alarm erases it.
    if (this.#store.exists() && this.#store.get("copying") === undefined) this.#openStored();
  }

  #openStored(): void {
    try {
      this.#parts = this.#open();
      this.#parts.log.state();
      this.#erasure.takeUp();
    } catch (error) {
      if (!(error instanceof LedgeError)) throw error;
      console.error({ event: "session.unavailable", ...error.toFailure() });
      this.#unopened = error;
    }
  }

  #open(): Parts {
    this.#store.migrate();
    return openParts(this.ctx, this.env, this.#store, () => this.#unopened === undefined);
  }

  /** The session, for a caller who may see it; for anybody else it is not there. */
  #visible(caller: Caller): Visible {
    if (this.#erasure.isDecided) throw new LedgeError("not_found", "no such session");
    return this.#stored(caller);
  }

  /** The same, also while it is being erased. */
  #stored(caller: Caller): Visible {
    const state = this.#parts?.log.state();
    const allowed = state?.user_id === caller.user_id || caller.role === "admin";
    if (this.#parts === undefined || state == null || !allowed) {
      throw new LedgeError("not_found", "no such session");
    }
    return { ...this.#parts, state };
  }

  /** The same for whoever reads the log, or files: what is only in the archive is unpacked first. */
  async #readable(caller: Caller, what: "log" | "files"): Promise<Visible> {
    await this.#visible(caller).archiver.readable(what);
    return this.#visible(caller);
  }

  /** Answers a reader, with what is only in the archive unpacked first. */
  #read<T>(
    caller: Caller,
    what: "log" | "files",
    read: (parts: Visible) => T | Promise<T>,
  ): Promise<Outcome<T>> {
    return this.#answer(async () => read(await this.#readable(caller, what)));
  }

  async #answer<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
    try {
      if (this.#unopened !== undefined) await this.#openAgain(this.#unopened);
      return { ok: true, value: await work() };
    } catch (error) {
      const failure = error instanceof LedgeError ? error : storageFailure(error);
      if (failure === null) throw error;
      return { ok: false, failure: failure.toFailure() };
    }
  }

  /**
   * Opens what could not be opened when the object woke: a state that has to be folded from a log which is in
   * the archive. Throws `why` for anything else, and `unavailable` when the archive cannot be read now.
   */
  async #openAgain(why: LedgeError): Promise<void> {
    if (this.#parts === undefined || why.details?.reason !== LOG_ARCHIVED) throw why;
    const { archiver, log, engine } = this.#parts;
    await archiver.unpack("log");
    log.state();
    this.#unopened = undefined;
    engine.wake();
  }

  create(caller: Caller, input: Parameters<SessionDoor["create"]>[1]) {
    return this.#answer(() => {
      // Tables without a session are what a creation left that was refused.
      if (this.#parts?.log.state() != null) return view.snapshotOf(this.#visible(caller).state);
      const { id: session_id, config, message } = input;
      const { user_id } = caller;
      const created = { type: "session.created" as const, session_id, user_id, config };
      this.#begin(caller, withFirstMessage([created], message));
      return view.snapshotOf(this.#visible(caller).state);
    });
  }

  /** Makes what is stored here the session of its first events. Throws what its settings are refused for. */
  #begin(caller: Caller, drafts: EventDraft[], adopted_seq?: number): void {
    const { config } = stateAfter(null, drafts, adopted_seq);
    assertMayHold(caller, {}, config.retention);
    assertSmall(config);
    const parts = this.#open();
    const commit = () => this.#store.delete("copying");
    parts.log.append(drafts, { actor: actorOf(caller), adopted_seq, commit });
    this.#parts = parts;
    parts.engine.wake();
  }

  fork(caller: Caller, input: Parameters<SessionDoor["fork"]>[1]) {
    return this.#answer(async () => {
      const parent = sessionDoor(this.env, input.parent_id);
      const target = { store: this.#store, contents: this.env.BLOBS };
      await this.#adopt(caller, () => forkSession(target, parent, caller, input));
      const { log, state } = this.#visible(caller);
      return { session: view.snapshotOf(state), first: firstMessage(log, state) };
    });
  }

  importArchive(caller: Caller, input: Parameters<SessionDoor["importArchive"]>[1]) {
    return this.#answer(async () => {
      await this.#adopt(caller, async () => {
        const settings = settingsOf(this.env);
        const source = await archiveStoreOf(settings, this.env.BLOBS).open(input.path);
        if (source === null) throw new LedgeError("conflict", "the upload is no longer there");
        const { storage } = this.ctx;
        const parts = { store: this.#store, storage, contents: this.env.BLOBS, settings };
        return importSession(parts, source, { ...input, user_id: caller.user_id });
      });
      return view.snapshotOf(this.#visible(caller).state);
    });
  }

  /** Makes the session here of rows from elsewhere, unless it is there already. */
  async #adopt(caller: Caller, copy: () => Promise<Adopted>): Promise<void> {
    if (this.#parts !== undefined) return;
    await this.#adoption.run(copy, ({ drafts, adopted_seq }) => {
      this.#begin(caller, drafts, adopted_seq);
    });
  }

  forkPlan(caller: Caller, point: Parameters<SessionDoor["forkPlan"]>[1]) {
    return this.#read(caller, "log", ({ log, state }) => forkPlan(log, state, this.#store, point));
  }

  copyPage(caller: Caller, request: CopyRequest) {
    return this.#read(caller, "files", () => copyPage(this.#store, request));
  }

  checkpoints(caller: Caller, page: PageRequest) {
    return this.#read(caller, "files", ({ state, ...parts }) =>
      checkpointPage(this.#checkpoints(parts), state, page),
    );
  }

  checkpoint(caller: Caller, id: string) {
    return this.#read(caller, "files", ({ state, ...parts }) =>
      checkpointById(this.#checkpoints(parts), state, id),
    );
  }

  createCheckpoint(caller: Caller, name: string, idempotency: IdempotencyKey | null) {
    return this.#answer(async () => {
      const { state, ...parts } = this.#visible(caller);
      const made = this.#once<string>(caller, idempotency, (keep) => {
        assertOpen(state);
        const commit = ([event]: readonly SessionEvent[]) => keep(checkpointIdOf(event));
        const drafts = [namedCheckpoint(state, name)];
        const [event] = parts.log.append(drafts, { actor: actorOf(caller), commit });
        parts.engine.wake();
        return checkpointIdOf(event);
      });
      // A repeated request may come when it is archived.
      const { state: after, ...there } = await this.#readable(caller, "files");
      return checkpointById(this.#checkpoints(there), after, made);
    });
  }

  /** Does it once per Idempotency-Key: `keep` is to be called in the transaction, with what a repetition is given. */
  #once<T>(
    caller: Caller,
    idempotency: IdempotencyKey | null,
    work: (keep: (value: T) => void) => T,
  ): T {
    if (idempotency === null) return work(() => undefined);
    const stored = replay<T>(this.#store, caller.user_id, idempotency);
    if (stored !== undefined) return stored;
    return work((value) => remember(this.#store, caller.user_id, idempotency, value));
  }

  compare(caller: Caller, request: CompareRequest) {
    return this.#read(caller, "files", (parts) => compare(this.#rewinding(parts), request));
  }

  #checkpoints({ log, files }: Parts): Checkpoints {
    return { log, files, interval: settingsOf(this.env).SESSION_CHECKPOINT_INTERVAL };
  }

  #rewinding({ log, files }: Pick<Parts, "log" | "files">): Rewinding {
    return { log, files, versions_from: this.#store.get("versions_from") ?? 0 };
  }

  rewind(caller: Caller, input: RewindInput) {
    return this.#rewind(caller, input, (parts, state) => planRewind(parts, state, input));
  }

  undo(caller: Caller, input: UndoInput) {
    return this.#rewind(caller, input, (parts, state) => planUndo(parts, state, input));
  }

  #rewind(
    caller: Caller,
    { dry_run = false }: { dry_run?: boolean | undefined },
    planned: (parts: Rewinding, state: SessionState) => RewindPlan,
  ): Promise<Outcome<RewindResult>> {
    return this.#answer(() => {
      const { log, files, engine, state } = this.#visible(caller);
      assertOpen(state);
      const parts = this.#rewinding({ log, files });
      const plan = planned(parts, state);
      const result = told(parts, state, plan);
      if (dry_run || changesNothing(parts, state, plan, result)) return { ...result, dry_run };
      const events = log.append(rewinding(log, state, plan, result), {
        actor: actorOf(caller),
        commit: (_, { last_seq }) => {
          if (plan.files) files.revert(plan.files_seq, last_seq);
          // What is sent next goes on from another place than what was sent last, and that is no drift.
          if (plan.conversation) this.#store.delete("fingerprint");
        },
      });
      engine.wake();
      return { ...result, dry_run, seq: events.at(-1)?.seq ?? null };
    });
  }

  archive(caller: Caller, compression: ArchiveCompression | null) {
    return this.#answer(() => {
      return this.#visible(caller).archiver.request(compression, actorOf(caller));
    });
  }

  archiveOf(caller: Caller) {
    return this.#answer(() => this.#visible(caller).archiver.resource());
  }

  restore(caller: Caller) {
    return this.#answer(async () => {
      const { archiver, log, engine } = this.#visible(caller);
      const actor = actorOf(caller);
      await archiver.restore((archive_id, commit) => {
        log.append([{ type: "session.restored", archive_id }], { actor, commit });
      });
      engine.wake();
      return view.snapshotOf(this.#visible(caller).state);
    });
  }

  get(caller: Caller) {
    return this.#answer(() => view.snapshotOf(this.#visible(caller).state));
  }

  update(caller: Caller, changes: Partial<SessionConfig>) {
    return this.#answer(() => {
      const { log, engine, state } = this.#visible(caller);
      if (!isAboutRetention(changes)) assertOpen(state);
      assertMayHold(caller, state.config.retention, changes.retention);
      assertAdds(state.config, changes);
      assertSmall({ ...state.config, ...changes });
      log.append([{ type: "session.updated", changes }], { actor: actorOf(caller) });
      engine.wake();
      return view.snapshotOf(this.#visible(caller).state);
    });
  }

  query(caller: Caller, input: Parameters<SessionDoor["query"]>[1]) {
    return this.#answer((): QueryReceipt => {
      const { content, on_busy, idempotency } = input;
      const event = { type: "user.message" as const, content, on_busy };
      return this.#take(caller, [event], idempotency, (events, [one], state) => ({
        id: state.id,
        status: state.status,
        parent_session_id: state.parent_session_id,
        is_fork: state.parent_session_id !== null,
        message_id: one?.message_id ?? "",
        seq: events[one?.own ?? 0]?.seq ?? 0,
        receipt: one?.receipt ?? "queued",
      }));
    });
  }

  send(caller: Caller, inputs: InputEvent[], idempotency: IdempotencyKey | null) {
    return this.#answer(async () => {
      // Kept for a repeated request as places: the events themselves may be too large for a row.
      const seqs = this.#take(caller, inputs, idempotency, (events) =>
        events.filter(({ type }) => OWN_TYPES.test(type)).map((event) => event.seq),
      );
      const { log } = await this.#readable(caller, "log");
      return { data: seqs.map((seq) => log.at(seq)) };
    });
  }

  /** Accepts inputs, all or none, in one transaction with the answer to their Idempotency-Key. */
  #take<T>(
    caller: Caller,
    inputs: InputEvent[],
    idempotency: IdempotencyKey | null,
    answer: (events: readonly SessionEvent[], accepted: Accepted[], state: SessionState) => T,
  ): T {
    const { log, engine, state: before } = this.#visible(caller);
    return this.#once(caller, idempotency, (keep) => {
      assertOpen(before);
      if (inputs.some(({ type }) => type === "user.tool_confirmation")) assertMayApprove(caller);
      const accepted = acceptAll(before, inputs, (state, id) => openRequest(log, state, id));
      const drafts = accepted.flatMap((one) => one.drafts);
      let value: T | undefined;
      log.append(drafts, {
        actor: actorOf(caller),
        commit: (events, state) => {
          value = answer(events, accepted, state);
          keep(value);
        },
      });
      if (accepted.some((one) => one.interrupts)) engine.stop();
      engine.wake();
      return value as T;
    });
  }

  openPermissions(caller: Caller) {
    return this.#answer(() => {
      const { log, state } = this.#visible(caller);
      return openPermissions(log, state);
    });
  }

  answerPermission(caller: Caller, permission_id: string, answer: PermissionAnswer) {
    return this.#answer(() => {
      const event = { type: "user.tool_confirmation" as const, permission_id, ...answer };
      return this.#take(caller, [event], null, ([decided]) => decided as SessionEvent);
    });
  }

  compact(caller: Caller, instructions: string | null) {
    return this.#answer((): CompactReceipt => {
      const { log, engine, state } = this.#visible(caller);
      assertOpen(state);
      const drafts = acceptCompaction(state, instructions);
      const [asked] = log.append(drafts, { actor: actorOf(caller) });
      engine.wake();
      const { id, status } = this.#visible(caller).state;
      return {
        id,
        status,
        seq: asked?.seq ?? 0,
        receipt: drafts.length > 1 ? "started" : "queued",
      };
    });
  }

  wait(caller: Caller, seq: number, seconds: number) {
    return this.#read(caller, "log", ({ waiters }) => waiters.wait(seq, seconds));
  }

  interrupt(caller: Caller) {
    return this.#answer(() => {
      const { log, engine, state } = this.#visible(caller);
      assertOpen(state);
      const interrupted = state.turn !== null;
      if (interrupted) {
        log.append([{ type: "user.interrupt" }], { actor: actorOf(caller) });
        engine.stop();
        engine.wake();
      }
      return { interrupted, session: view.snapshotOf(this.#visible(caller).state) };
    });
  }

  complete(caller: Caller, at_seq: number | null = null) {
    return this.#answer(() => {
      const { log, engine, state } = this.#visible(caller);
      if (state.status === "completed") return view.snapshotOf(state);
      assertUnchanged(state, at_seq);
      assertOpen(state);
      if (state.turn !== null) {
        throw new LedgeError("conflict", "a turn is running; interrupt it or let it end first");
      }
      log.append([{ type: "session.completed" }], { actor: actorOf(caller) });
      engine.wake();
      return view.snapshotOf(this.#visible(caller).state);
    });
  }

  terminate(caller: Caller) {
    return this.#answer(() => {
      const { log, engine, state } = this.#visible(caller);
      if (state.status === "terminated") return view.snapshotOf(state);
      log.append(
        [
          ...closing(state, "The session was terminated.", now()),
          { type: "session.status_terminated", reason: "requested" },
        ],
        { actor: actorOf(caller) },
      );
      engine.stop();
      engine.wake();
      return view.snapshotOf(this.#visible(caller).state);
    });
  }

  purge(caller: Caller, at_seq: number | null = null) {
    return this.#answer(async () => {
      const { state } = this.#stored(caller);
      if (!this.#erasure.isDecided) {
        assertErasable(state);
        assertUnchanged(state, at_seq);
        this.#erasure.decide();
      }
      if (this.#parts !== undefined) await this.#erasure.run(this.#parts, this.#gone);
      return null;
    });
  }

  readonly #gone = (): void => {
    this.#parts = undefined;
  };

  storage(caller: Caller) {
    return this.#answer(() => {
      const { log, state } = this.#visible(caller);
      const fate = fateOf(view.snapshotOf(state), settingsOf(this.env));
      return storageOf({ sql: this.ctx.storage.sql, log, state, fate, now_ms: now() });
    });
  }

  events(caller: Caller, page: Parameters<SessionDoor["events"]>[1]) {
    return this.#read(caller, "log", ({ log, state }) =>
      bodyOfJson(view.eventPage(log, state, page)),
    );
  }

  messages(caller: Caller, page: Parameters<SessionDoor["messages"]>[1]) {
    return this.#read(caller, "log", ({ log, state }) =>
      bodyOfJson(JSON.stringify(view.messagePage(log, state, page))),
    );
  }

  message(caller: Caller, id: string) {
    return this.#read(caller, "log", ({ log, state }) => view.messageById(log, state, id));
  }

  toolCalls(caller: Caller, page: Parameters<SessionDoor["toolCalls"]>[1]) {
    return this.#read(caller, "log", ({ log, state }) =>
      bodyOfJson(JSON.stringify(toolCallPage(log, state, page))),
    );
  }

  toolCall(caller: Caller, id: string) {
    return this.#read(caller, "log", ({ log, state }) => toolCallById(log, state.id, id));
  }

  listFiles(caller: Caller, path: string) {
    return this.#read(caller, "files", ({ files }) => files.list(path));
  }

  readFile(caller: Caller, path: string) {
    return this.#read(caller, "files", ({ files }) => files.read(path));
  }

  writeFile(caller: Caller, path: string, body: ReadableStream<Uint8Array>) {
    return this.#changeFiles(caller, (files, actor) => files.write(path, body, actor));
  }

  deleteFile(caller: Caller, path: string) {
    return this.#changeFiles(caller, (files, actor) => files.remove(path, actor));
  }

  importFiles(caller: Caller, into: string, body: ReadableStream<Uint8Array>) {
    return this.#changeFiles(caller, (files, actor) => files.importArchive(into, body, actor));
  }

  #changeFiles<T>(
    caller: Caller,
    change: (files: SessionFiles, actor: Actor) => Promise<T>,
  ): Promise<Outcome<T>> {
    return this.#answer(async () => {
      const { files, engine, state } = this.#visible(caller);
      assertOpen(state);
      const value = await change(files, actorOf(caller));
      engine.wake();
      return value;
    });
  }

  metrics(caller: Caller) {
    return this.#answer(() => metricsOf(this.#store, this.#visible(caller).state, now()));
  }

  publishedSoFar(caller: Caller) {
    return this.#answer(() => publishedSoFar(this.#store, this.#visible(caller).state));
  }

  publishAgain(caller: Caller) {
    return this.#answer(async () => {
      const { engine, state } = await this.#readable(caller, "log");
      forgetPublication(this.#store);
      // By the alarm as well, should the object die on the way.
      void engine.publish();
      return { last_seq: state.last_seq };
    });
  }

  /** The user's account has a place for this session's turn; nobody but the account calls this. */
  admitted(): void {
    this.#parts?.engine.wake();
  }

  issueTicket(caller: Caller) {
    return this.#answer(() => {
      this.#visible(caller);
      return issueTicket(this.#store, caller);
    });
  }

  /** How many streams and sockets are open. */
  get subscriberCount(): number {
    return this.#parts?.hub.size ?? 0;
  }

  #streaming(): Streaming {
    return { store: this.#store, readable: (caller) => this.#readable(caller, "log") };
  }

  override async fetch(request: Request): Promise<Response> {
    const outcome = await this.#answer(() => openStream(this.#streaming(), request));
    if (outcome.ok) return outcome.value;
    return Response.json(outcome.failure, { status: 400, headers: { [FAILURE_HEADER]: "1" } });
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const text = await answerFrame(socket, message, {
      confirm: (at) => this.#parts?.hub.confirm(socket, at),
      post: (caller, input, key) =>
        this.#answer(() =>
          this.#take(caller, [input], key, (events, accepted) => ({
            seq: events[accepted[0]?.own ?? 0]?.seq ?? null,
            message_id: accepted[0]?.message_id ?? null,
            receipt: accepted[0]?.receipt ?? null,
          })),
        ),
    });
    if (text !== null) this.#parts?.hub.answer(socket, text);
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    this.#parts?.hub.dropSocket(socket);
    // 1005 and 1006 say that there was no code; they may not be sent.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  override async alarm(): Promise<void> {
    if (this.#unopened !== undefined && !(await this.#answer(() => null)).ok) {
      // The version that can open it starts the object anew, and a turn may wait in it.
      await this.ctx.storage.setAlarm(now() + UNOPENED_ALARM_MS);
      return;
    }
    if (this.#parts === undefined) return this.#adoption.alarm();
    if (this.#erasure.isDecided) return this.#erasure.alarm(this.#parts, this.#gone);
    const { engine, archiver } = this.#parts;
    await engine.alarm();
    archiver.work();
  }
}
