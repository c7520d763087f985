// The Durable Object of one session: the RPC door, the stream, the alarm. It checks who asks, hands
// the work to the log and the engine, and answers failures as data. It holds no rule of its own.
import { DurableObject } from "cloudflare:workers";
import { accountDoor } from "../account/stub.ts";
import { closing } from "../agent/ending.ts";
import type { SessionState } from "../agent/state.ts";
import { TOOLS } from "../agent/tools/table.ts";
import { archiveStoreOf } from "../archive/store.ts";
import type { ArchiveCompression } from "../contract/archive.ts";
import type { RewindInput, RewindResult, UndoInput } from "../contract/branch.ts";
import type { Actor, Caller } from "../contract/caller.ts";
import { LedgeError } from "../contract/errors.ts";
import type { EventDraft, InputEvent, SessionEvent } from "../contract/event.ts";
import {
  ALIVE_ALARM_MS,
  COPY_ABANDONED_MS,
  SESSION_CONFIG_BYTES_MAX,
  STREAM_HEARTBEAT_MS,
  UNOPENED_ALARM_MS,
} from "../contract/limits.ts";
import type { PermissionAnswer } from "../contract/permission.ts";
import { withoutSecretsIn } from "../contract/secret.ts";
import type { CompactReceipt, QueryReceipt, SessionConfig } from "../contract/session.ts";
import { hookCaller } from "../egress/hook-call.ts";
import { settingsOf } from "../env.ts";
import { now, sleep } from "../runtime.ts";
import { Archiver } from "./archive/archiver.ts";
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
import { Engine } from "./engine.ts";
import { eraseContents, SessionFiles } from "./files.ts";
import { copyParent, firstMessage, forked, forkPlan } from "./fork.ts";
import { operatorHooksOf } from "./hooks/table.ts";
import { Hub } from "./hub.ts";
import { remember, replay } from "./idempotency.ts";
import {
  type Accepted,
  acceptAll,
  acceptCompaction,
  assertAdds,
  assertOpen,
  stateAfter,
} from "./input.ts";
import { bodyOfJson } from "./json-body.ts";
import { LOG_ARCHIVED, Log } from "./log.ts";
import { modelOf } from "./model.ts";
import { bytesOf, forgetPublication, metricsOf, publishedSoFar } from "./outbox.ts";
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
import { SpanOutbox } from "./span-outbox.ts";
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
import { Waiters } from "./waiters.ts";

/** What an object is made of once its session exists. */
interface Parts {
  readonly log: Log;
  readonly hub: Hub;
  readonly engine: Engine;
  readonly files: SessionFiles;
  readonly waiters: Waiters;
  readonly archiver: Archiver;
}

/** What a caller of `send` has said, among the events that came of it. */
const OWN_TYPES = /^(user\.|permission\.decided$)/;

/** What makes rows of another session this one, and the last seq of those rows. */
interface Adoption {
  readonly drafts: EventDraft[];
  readonly adopted_seq: number;
}

export class Session extends DurableObject<Env> implements SessionDoor {
  readonly #store: Store;
  #parts: Parts | undefined;
  /** Why what is stored here cannot be opened: the answer to every request. */
  #unopened: LedgeError | undefined;
  /** The copy that is being made here. */
  #copying: Promise<void> | undefined;
  /** True from the moment that its erasure was decided: the session is nobody's any more. */
  #isErasing = false;
  #erasure: Promise<void> | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new Store(ctx.storage);
    ctx.setWebSocketAutoResponse(
      new WebSocketRequestResponsePair('{"type":"ping"}', '{"type":"pong"}'),
    );
    // A copy that died half-way is nobody's session; its alarm erases it.
    if (this.#store.exists() && this.#store.get("copying") === undefined) this.#openStored();
  }

  #openStored(): void {
    try {
      this.#open().log.state();
      this.#isErasing = this.#store.get("erasing") === 1;
    } catch (error) {
      if (!(error instanceof LedgeError)) throw error;
      console.error({ event: "session.unavailable", ...error.toFailure() });
      this.#unopened = error;
    }
  }

  #open(): Parts {
    this.#store.migrate();
    const settings = settingsOf(this.env);
    const compress_over = settings.SESSION_COMPRESS_THRESHOLD;
    const log = new Log(
      this.#store,
      (events, stored) => {
        hub.publish(events, stored);
        archiver.appended();
        engine.appended(events);
        waiters.check();
      },
      compress_over,
    );
    const hub = new Hub(this.ctx, log, quietBeatsMax(settings.SESSION_IDLE_TIMEOUT_MINUTES));
    const waiters = new Waiters(log);
    const files = new SessionFiles(this.ctx.storage, this.env.BLOBS, log, compress_over);
    const archiver = new Archiver({
      ...{ store: this.#store, log, files },
      archives: archiveStoreOf(settings, this.env.BLOBS),
      contents: this.env.BLOBS,
      settings: {
        prefix: settings.ARCHIVE_PREFIX,
        compression: settings.ARCHIVE_COMPRESSION,
        auto_cleanup: settings.ARCHIVE_AUTO_CLEANUP,
      },
      isAtRest: () => engine.isAtRest && hub.size === 0,
      hasNews: () => engine.hasNews,
      changed: () => this.#unopened === undefined && engine.wake(),
    });
    const engine = new Engine({
      storage: this.ctx.storage,
      store: this.#store,
      log,
      hub,
      queue: this.env.EVENTS,
      spans:
        settings.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
          ? null
          : new SpanOutbox(this.#store, log, this.env.TRACES),
      ...modelOf(settings),
      account: {
        enter: (use) => accountDoor(this.env, ownerOf(log)).enter(use),
        leave: (use) => accountDoor(this.env, ownerOf(log)).leave(use),
        forget: (use) => accountDoor(this.env, ownerOf(log)).forget(use),
        controls: (id) => accountDoor(this.env, ownerOf(log)).controls(id),
      },
      callHook: hookCaller(settings, { now, random: Math.random, sleep }),
      has_custom_hooks: settings.ENABLE_CUSTOM_HOOKS,
      operator_hooks: operatorHooksOf(settings),
      limits: {
        max_turns: settings.MAX_TURNS,
        max_continuations: settings.MAX_CONTINUATIONS,
        compact_at_tokens: settings.COMPACT_AT_TOKENS,
        max_retry_delay_ms: settings.MAX_RETRY_DELAY_SECONDS * 1000,
        client_tool_timeout_ms: settings.CLIENT_TOOL_TIMEOUT_SECONDS * 1000,
        approval_timeout_ms: settings.APPROVAL_TIMEOUT_SECONDS * 1000,
      },
      policies: {
        policies: settings.DEFAULT_POLICIES,
        restricted_paths: settings.DEFAULT_RESTRICTED_PATHS,
        blocked_commands: settings.DEFAULT_BLOCKED_COMMANDS,
        tool_allowlist: settings.DEFAULT_TOOL_ALLOWLIST,
        user_tool_allowlist: null,
        tool_calls_per_minute: settings.TOOL_CALLS_PER_MINUTE,
        tool_budget_usd: settings.TOOL_BUDGET_USD,
      },
      tool: (name) => TOOLS.get(name),
      stage: () => files.stage(),
      wholeLog: () => archiver.unpack("log"),
      otherwiseDue: () => archiver.due(),
    });
    this.#parts = { log, hub, engine, files, waiters, archiver };
    return this.#parts;
  }

  /** The session, for a caller who may see it; for anybody else it is not there. */
  #visible(caller: Caller): Parts & { state: SessionState } {
    if (this.#isErasing) throw new LedgeError("not_found", "no such session");
    return this.#stored(caller);
  }

  /** The same, also while it is being erased. */
  #stored(caller: Caller): Parts & { state: SessionState } {
    const state = this.#parts?.log.state();
    const allowed = state?.user_id === caller.user_id || caller.role === "admin";
    if (this.#parts === undefined || state == null || !allowed) {
      throw new LedgeError("not_found", "no such session");
    }
    return { ...this.#parts, state };
  }

  /** The same for whoever reads the log, or files: what is only in the archive is unpacked first. */
  async #readable(caller: Caller, what: "log" | "files" = "log") {
    await this.#visible(caller).archiver.unpack(what);
    return this.#visible(caller);
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
      assertMayHold(caller, {}, input.config.retention);
      assertSmall(input.config);
      const { log, engine } = this.#open();
      const drafts: EventDraft[] = [
        {
          type: "session.created",
          session_id: input.id,
          user_id: caller.user_id,
          config: input.config,
        },
      ];
      if (input.message !== null) {
        const first = { type: "user.message" as const, content: input.message };
        drafts.push(
          ...acceptAll(stateAfter(null, drafts), [first], nothingOpen).flatMap((one) => one.drafts),
        );
      }
      log.append(drafts, { actor: actorOf(caller) });
      engine.wake();
      return view.snapshotOf(this.#visible(caller).state);
    });
  }

  fork(caller: Caller, input: Parameters<SessionDoor["fork"]>[1]) {
    return this.#answer(async () => {
      await this.#adopting(caller, () => this.#fork(caller, input));
      const { log, state } = this.#visible(caller);
      return { session: view.snapshotOf(state), first: firstMessage(log, state) };
    });
  }

  async #fork(caller: Caller, input: Parameters<SessionDoor["fork"]>[1]) {
    const parent = sessionDoor(this.env, input.parent_id);
    const target = { store: this.#store, bucket: this.env.BLOBS };
    const plan = await copyParent(target, parent, caller, input);
    const drafts: EventDraft[] = [forked(input, plan)];
    const adopted_seq = plan.place.to_seq;
    if (input.message !== null) {
      const first = { type: "user.message" as const, content: input.message };
      const state = stateAfter(null, drafts, adopted_seq);
      drafts.push(...acceptAll(state, [first], nothingOpen).flatMap((one) => one.drafts));
    }
    return { drafts, adopted_seq };
  }

  importArchive(caller: Caller, input: Parameters<SessionDoor["importArchive"]>[1]) {
    return this.#answer(async () => {
      await this.#adopting(caller, async () => {
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

  /** Makes the session here of rows from elsewhere, unless it is there already; many who ask at once wait for one. */
  async #adopting(caller: Caller, prepare: () => Promise<Adoption>): Promise<void> {
    if (this.#parts !== undefined) return;
    this.#copying ??= this.#adopt(caller, prepare).finally(() => {
      this.#copying = undefined;
    });
    await this.#copying;
  }

  async #adopt(caller: Caller, prepare: () => Promise<Adoption>): Promise<void> {
    if (this.#store.exists()) await this.#eraseCopy();
    // Durable with the first rows.
    void this.ctx.storage.setAlarm(now() + COPY_ABANDONED_MS);
    try {
      const { drafts, adopted_seq } = await prepare();
      const { config } = stateAfter(null, drafts, adopted_seq);
      assertSmall(config);
      assertMayHold(caller, {}, config.retention);
      const { log, engine } = this.#open();
      const commit = () => this.#store.delete("copying");
      log.append(drafts, { actor: actorOf(caller), adopted_seq, commit });
      engine.wake();
    } catch (error) {
      this.#parts = undefined;
      await this.#eraseCopy();
      throw error;
    }
  }

  /** Erases what a copy that came to no end has left. */
  async #eraseCopy(): Promise<void> {
    const id = this.#store.exists() ? this.#store.get("copying") : undefined;
    if (id !== undefined) await eraseContents(this.env.BLOBS, id);
    await this.#store.erase();
  }

  forkPlan(caller: Caller, point: Parameters<SessionDoor["forkPlan"]>[1]) {
    return this.#answer(async () => {
      const { log, state } = await this.#readable(caller);
      return forkPlan(log, state, this.#store, point);
    });
  }

  copyPage(caller: Caller, request: CopyRequest) {
    return this.#answer(async () => {
      await this.#readable(caller, "files");
      return copyPage(this.#store, request);
    });
  }

  checkpoints(caller: Caller, page: PageRequest) {
    return this.#answer(async () => {
      const { state, ...parts } = await this.#readable(caller, "files");
      return checkpointPage(this.#checkpoints(parts), state, page);
    });
  }

  checkpoint(caller: Caller, id: string) {
    return this.#answer(async () => {
      const { state, ...parts } = await this.#readable(caller, "files");
      return checkpointById(this.#checkpoints(parts), state, id);
    });
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
    return this.#answer(async () => {
      return compare(this.#rewinding(await this.#readable(caller, "files")), request);
    });
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
      const { log } = await this.#readable(caller);
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
    return this.#answer(async () => (await this.#readable(caller)).waiters.wait(seq, seconds));
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
      if (!this.#isErasing) {
        assertErasable(state);
        assertUnchanged(state, at_seq);
        this.#store.set("erasing", 1);
        this.#isErasing = true;
        // Durable together with the mark: what a crash cuts off is gone on with.
        void this.ctx.storage.setAlarm(now() + ALIVE_ALARM_MS);
      }
      await this.#erase();
      return null;
    });
  }

  /** Takes away all that is stored, here and elsewhere. May be called again; rejects when it got stuck. */
  #erase(): Promise<void> {
    this.#erasure ??= this.#eraseAll().finally(() => {
      this.#erasure = undefined;
    });
    return this.#erasure;
  }

  async #eraseAll(): Promise<void> {
    if (this.#parts === undefined) return;
    const { engine, hub, files, archiver } = this.#parts;
    hub.close();
    await engine.close();
    await archiver.close();
    await files.erase();
    await this.#store.erase();
    this.#parts = undefined;
    this.#isErasing = false;
  }

  storage(caller: Caller) {
    return this.#answer(() => {
      const { log, state } = this.#visible(caller);
      const fate = fateOf(view.snapshotOf(state), settingsOf(this.env));
      return storageOf({ sql: this.ctx.storage.sql, log, state, fate, now_ms: now() });
    });
  }

  events(caller: Caller, page: Parameters<SessionDoor["events"]>[1]) {
    return this.#answer(async () => {
      const { log, state } = await this.#readable(caller);
      if (page.order === "asc") assertPast(page.after, state);
      const from = page.order === "desc" && page.after === 0 ? state.last_seq + 1 : page.after;
      const { events, more } = log.page({ ...page, from });
      const next_cursor = JSON.stringify(more ? String(events.at(-1)?.seq) : null);
      const data = events.map((event) => event.body).join(",");
      return bodyOfJson(`{"data":[${data}],"next_cursor":${next_cursor}}`);
    });
  }

  messages(caller: Caller, page: Parameters<SessionDoor["messages"]>[1]) {
    return this.#answer(async () => {
      const { log, state } = await this.#readable(caller);
      return bodyOfJson(JSON.stringify(view.messagePage(log, state, page)));
    });
  }

  message(caller: Caller, id: string) {
    return this.#answer(async () => {
      const { log, state } = await this.#readable(caller);
      return view.messageById(log, state, id);
    });
  }

  toolCalls(caller: Caller, page: Parameters<SessionDoor["toolCalls"]>[1]) {
    return this.#answer(async () => {
      const { log, state } = await this.#readable(caller);
      return bodyOfJson(JSON.stringify(toolCallPage(log, state, page)));
    });
  }

  toolCall(caller: Caller, id: string) {
    return this.#answer(async () => {
      const { log, state } = await this.#readable(caller);
      return toolCallById(log, state.id, id);
    });
  }

  listFiles(caller: Caller, path: string) {
    return this.#answer(async () => {
      const { files } = await this.#readable(caller, "files");
      return files.list(path);
    });
  }

  readFile(caller: Caller, path: string) {
    return this.#answer(async () => {
      const { files } = await this.#readable(caller, "files");
      return files.read(path);
    });
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
      const { engine, state } = await this.#readable(caller);
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
    return { store: this.#store, readable: (caller) => this.#readable(caller) };
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
    if (this.#copying !== undefined) {
      await this.ctx.storage.setAlarm(now() + COPY_ABANDONED_MS);
      return;
    }
    if (this.#parts === undefined && this.#unopened === undefined) {
      await this.#eraseCopy();
      return;
    }
    if (this.#unopened !== undefined && !(await this.#answer(() => null)).ok) {
      // The version that can open it starts the object anew, and a turn may wait in it.
      await this.ctx.storage.setAlarm(now() + UNOPENED_ALARM_MS);
      return;
    }
    if (this.#isErasing) {
      try {
        await this.#erase();
      } catch (error) {
        console.error(error);
        await this.ctx.storage.setAlarm(now() + UNOPENED_ALARM_MS);
      }
      return;
    }
    await this.#parts?.engine.alarm();
    this.#parts?.archiver.work();
  }
}

/** Who may send messages may not for that reason decide what the agent may do. */
function assertMayApprove({ scopes }: Caller): void {
  if (scopes.includes("approve")) return;
  throw new LedgeError("forbidden", 'this needs a key with the scope "approve"');
}

/** A session that is being made has asked nobody anything. */
function nothingOpen(_state: SessionState, permission_id: string): never {
  throw new LedgeError("not_found", `no permission request ${permission_id}`);
}

/** How many heartbeats a stream may be without anything else; null for as many as there are. */
function quietBeatsMax(minutes: number | null): number | null {
  return minutes === null ? null : Math.ceil((minutes * 60_000) / STREAM_HEARTBEAT_MS);
}

function ownerOf(log: Log): string {
  const state = log.state();
  if (state === null) throw new Error("a session that runs has an owner");
  return state.user_id;
}

function actorOf(caller: Caller): Actor {
  const { user_id, key_id, ip, user_agent } = caller;
  return { user_id, key_id, ip, user_agent };
}

/**
 * The configuration travels in every message to the directory, which the queue limits to 128 KB. It goes
 * without its secrets, and what stands in their place can be longer than they were.
 */
function assertSmall(config: SessionConfig): void {
  const size_bytes = Math.max(bytesOf(config), bytesOf(withoutSecretsIn(config)));
  if (size_bytes > SESSION_CONFIG_BYTES_MAX) {
    throw new LedgeError(
      "too_large",
      `the session's settings may not be larger than ${SESSION_CONFIG_BYTES_MAX} bytes together`,
    );
  }
}

function assertPast(after: number, state: SessionState): void {
  if (after > state.last_seq) {
    throw new LedgeError(
      "invalid_request",
      `after: expected a seq of this session, at most ${state.last_seq}`,
    );
  }
}
