// Keeps a session's turn running: one loop at a time, owned by no request, watched over by an alarm
// that takes it up again after a crash. It decides nothing: what to do next is the agent's to say.

import type { StagedWork } from "../agent/call.ts";
import type { Model, TokenCounter } from "../agent/claude.ts";
import type { Fingerprint } from "../agent/drift.ts";
import { combinedPolicies } from "../agent/policy/combine.ts";
import type { PolicySettings } from "../agent/policy/table.ts";
import { recovery } from "../agent/recovery.ts";
import type { SessionState } from "../agent/state.ts";
import { news } from "../agent/step.ts";
import type { Tool } from "../agent/tool.ts";
import { emptyTranscript, extend, mend, type Transcript, UNREADABLE } from "../agent/transcript.ts";
import { drive, type TurnDeps } from "../agent/turn.ts";
import type { Admission, Entry, SessionUse } from "../contract/account.ts";
import { type Controls, NO_CONTROLS } from "../contract/controls.ts";
import type { EventDraft, EventOf, SessionEvent } from "../contract/event.ts";
import type { CallHook, Hook } from "../contract/hook.ts";
import { ALIVE_ALARM_MS, LINE_RETRY_MS, PLACE_LEASE_MS } from "../contract/limits.ts";
import type { Published } from "../contract/published.ts";
import { newId, now } from "../runtime.ts";
import { HeardControls, type HookSwitches } from "./controls.ts";
import type { Hub } from "./hub.ts";
import { type Log, Superseded } from "./log.ts";
import { drain, isBehind } from "./outbox.ts";
import type { SpanOutbox } from "./span-outbox.ts";
import type { Store } from "./store.ts";

export interface EngineParts extends HookSwitches {
  readonly storage: DurableObjectStorage;
  readonly store: Store;
  readonly log: Log;
  readonly hub: Hub;
  readonly queue: Queue<Published>;
  /** Null when nobody wants traces. */
  readonly spans: SpanOutbox | null;
  readonly model: Model;
  readonly countTokens: TokenCounter;
  /** Where the user's running sessions and spending are counted. */
  readonly account: {
    enter(use: SessionUse): Promise<Entry>;
    leave(use: SessionUse): Promise<void>;
    forget(use: SessionUse): Promise<void>;
    controls(session_id: string): Promise<Controls>;
  };
  readonly callHook: CallHook;
  readonly limits: TurnDeps["limits"];
  /** What the operator has forbidden. */
  readonly policies: PolicySettings;
  tool(name: string): Tool | undefined;
  stage(): StagedWork;
  /** Has the log here that is to be read from its beginning. Throws `unavailable` when it cannot be had. */
  wholeLog(): Promise<void>;
  /** When other work of the session is due, which the alarm is set for as well; null when there is none. */
  otherwiseDue(): number | null;
}

/** What people say and decide: a session that rests has something to do. */
const STIRRING =
  /^(?:user\.|permission\.decided$|session\.(?:updated|completed|rewound|status_terminated)$)/;

export class Engine {
  readonly #parts: EngineParts;
  /** This instance of the object. Another one's unfinished turn is a turn that crashed. */
  readonly #owner = newId("req");
  #transcript: Transcript | undefined;
  #abort = new AbortController();
  #idle = new AbortController();
  #running = false;
  #wokenMeanwhile = false;
  #draining = false;
  #closed = false;
  #admitted_at = 0;
  readonly #controls: HeardControls;
  /** When the alarm is set for; undefined: not known since the object woke. */
  #alarm_at: number | null | undefined;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#controls = new HeardControls(parts.store, parts);
  }

  /** Takes in what was just appended: the transcript grows, the alarm follows the state. */
  appended(events: readonly SessionEvent[]): void {
    if (events.some(({ type }) => type === "session.rewound")) this.#transcript = undefined;
    if (this.#transcript !== undefined) {
      for (const event of events) extend(this.#transcript, event);
    }
    if (events.some(({ type }) => STIRRING.test(type))) {
      this.#idle.abort();
      this.#idle = new AbortController();
    }
    this.#arm();
  }

  /** Starts the loop, unless it runs. Returns at once: the turn is nobody's request. */
  wake(): void {
    if (this.#closed) return;
    if (this.#running) {
      this.#wokenMeanwhile = true;
      return;
    }
    void this.#run().finally(() => this.publish());
  }

  /** Cuts off the model call or tool that is running now. What is appended first decides what follows. */
  stop(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  /**
   * Ends the engine for good, before the session is erased: nothing is appended or sent any more. Throws
   * when the account cannot be told, and is called again then.
   */
  async close(): Promise<void> {
    this.#closed = true;
    // The loop that runs finds itself replaced at its next write.
    this.#parts.store.set("owner", "nobody");
    this.stop();
    await this.#parts.account.forget(this.#use());
  }

  /** False while something has still to be read from the log: a turn, hooks, messages to a queue. */
  get isAtRest(): boolean {
    if (this.#running || this.#draining || this.#isBehind()) return false;
    return !this.hasNews;
  }

  /** Whether hooks have still to be told why the session rests. */
  get hasNews(): boolean {
    return news(this.#state(), { hooks: this.#hooks() }) !== null;
  }

  /** The alarm rang: continue what should be running, send what is unsent, and set the next one. */
  async alarm(): Promise<void> {
    this.#alarm_at = null;
    // A model call or a tool may outlast the lease on the session's place.
    const isLong = now() - this.#admitted_at > PLACE_LEASE_MS / 3;
    if (this.#running && isLong && this.#state().status === "processing") void this.#admit();
    this.wake();
    this.#arm();
    await this.publish();
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      this.#takeOver();
      do {
        this.#wokenMeanwhile = false;
        await drive(this.#deps());
      } while (this.#wokenMeanwhile);
      this.#arm();
    } catch (error) {
      // Superseded, or erased while it ran: there is nothing to go on with.
      if (error instanceof Superseded || this.#closed) return;
      report(error);
      this.#survive(error);
    } finally {
      // Not later: who wakes the engine from here on must find that nothing runs.
      this.#running = false;
    }
  }

  /** Becomes the owner; a turn that its last owner left in the middle is made good first. */
  #takeOver(): void {
    const { store } = this.#parts;
    if (store.get("owner") === this.#owner) return;
    store.set("owner", this.#owner);
    const { turn, status } = this.#state();
    const cutOff = turn?.request != null || turn?.calls.some((call) => call.status === "running");
    if (status === "processing" && cutOff) {
      this.#append(this.#recovery("the session's object was restarted"));
    }
  }

  /** A bug broke the loop: it is tried again at the next alarm, as often as recovery may cost. */
  #survive(error: unknown): void {
    if (this.#state().turn === null) return;
    const name = error instanceof Error ? error.name : "error";
    try {
      this.#append(this.#recovery(`an internal ${name} stopped the turn`));
    } catch (again) {
      // The log takes nothing now; the alarm that watches a running turn comes back to it.
      if (!(again instanceof Superseded)) report(again);
    }
  }

  #recovery(reason: string): EventDraft[] {
    return recovery(this.#state(), this.#parts.tool, reason, now());
  }

  #state(): SessionState {
    const state = this.#parts.log.state();
    if (state === null) throw new Error("the engine needs a session");
    return state;
  }

  #append(drafts: readonly EventDraft[], commit?: (seq: number) => void): SessionEvent[] {
    return this.#parts.log.append(drafts, {
      owner: this.#owner,
      commit: (_, state) => commit?.(state.last_seq),
    });
  }

  /** The conversation from its last compaction on: nothing before that is sent any more. */
  #loadTranscript(): Transcript {
    if (this.#transcript === undefined) {
      const transcript = emptyTranscript((seq) => this.#inputAt(seq));
      const { path, context } = this.#state();
      const from = Math.max(0, context.from_seq - 1);
      for (const event of this.#parts.log.along(path, from)) extend(transcript, event);
      mend(transcript);
      this.#transcript = transcript;
    }
    return this.#transcript;
  }

  /** What an accepted message says; a damaged one says that it is. */
  #inputAt(seq: number): EventOf<"user.message">["content"] {
    const event = this.#parts.log.find(seq);
    return event?.type === "user.message" ? event.content : [UNREADABLE];
  }

  #use(): SessionUse {
    const { id, config, counters, last_seq } = this.#state();
    const { total_cost_usd } = counters;
    const { version: controls_version } = this.#controls.heard() ?? NO_CONTROLS;
    return { session_id: id, mode: config.mode, total_cost_usd, last_seq, controls_version };
  }

  async #admit(): Promise<Admission> {
    this.#admitted_at = now();
    try {
      const { controls, ...admission } = await this.#parts.account.enter(this.#use());
      this.#controls.keep(controls);
      return admission;
    } catch (error) {
      report(error);
      // Who counts is away: work does not stop for that, and what it costs is counted the next time.
      // But a session does not begin before it has heard what its user has forbidden.
      return { verdict: this.#controls.heard() === null ? "busy" : "granted" };
    }
  }

  async #refreshControls(): Promise<void> {
    try {
      this.#controls.keep(await this.#parts.account.controls(this.#state().id));
    } catch (error) {
      // What was heard last holds until the account can be asked again.
      report(error);
    }
  }

  #hooks(): readonly Hook[] {
    return this.#controls.hooks(this.#state().config);
  }

  #deps(): TurnDeps {
    const { store, log, hub, model, countTokens, limits, policies, tool, stage, callHook } =
      this.#parts;
    return {
      state: () => this.#state(),
      append: (drafts, commit) => this.#append(drafts, commit),
      eventAt: (seq) => log.at(seq),
      inputAt: (seq) => this.#inputAt(seq),
      transcript: () => this.#loadTranscript(),
      fingerprint: {
        // A damaged one costs the answer to what has changed, and nothing else.
        get: () => store.object<Fingerprint>("fingerprint"),
        set: (fingerprint) => store.set("fingerprint", JSON.stringify(fingerprint)),
      },
      model,
      countTokens,
      admit: () => this.#admit(),
      tool,
      stage,
      publish: (frame) => hub.preview(frame),
      signal: () => this.#abort.signal,
      idleSignal: () => this.#idle.signal,
      now,
      newId: (prefix) => newId(prefix),
      random: Math.random,
      report,
      limits,
      policies: () => combinedPolicies(policies, (this.#controls.heard() ?? NO_CONTROLS).policies),
      hooks: () => this.#hooks(),
      refreshControls: () => this.#refreshControls(),
      callHook,
    };
  }

  /** Hands to the queue what the log has and the queue has not; the alarm tries again if it fails. */
  async publish(): Promise<void> {
    const { store, log, queue, operator_hooks, spans } = this.#parts;
    if (this.#draining || this.#closed) return;
    this.#draining = true;
    try {
      while (!this.#closed && this.#isBehind()) {
        // Before the queue is told: what a crash cuts off in between is done again, both of it.
        if (this.#state().status !== "processing") await this.#leave();
        await this.#parts.wholeLog();
        await drain(store, log, queue, operator_hooks);
        await spans?.drain();
      }
    } catch (error) {
      report(error);
    } finally {
      this.#draining = false;
    }
    this.#arm();
  }

  /** True when the log holds something that a queue has not been handed. */
  #isBehind(): boolean {
    const { store, log, spans } = this.#parts;
    return isBehind(store, log) || spans?.isBehind() === true;
  }

  /** Gives the session's place back and tells its account what was spent. */
  async #leave(): Promise<void> {
    try {
      await this.#parts.account.leave(this.#use());
    } catch (error) {
      // The place is free again when its lease ends; what was spent is told the next time.
      report(error);
    }
  }

  /**
   * One alarm, for whichever is due first: a retry, the check that a turn is still running, the end of
   * a wait, or unsent messages. An idle session that has sent everything has none.
   */
  #arm(): void {
    if (this.#closed) return;
    const { storage } = this.#parts;
    const retry_at = this.#state().turn?.retry_at ?? null;
    const soon = now() + ALIVE_ALARM_MS;
    const turn_due = this.#turnDue(soon);
    // What is unsent is looked up only where it counts: a running turn has its alarm as soon already.
    const is_soon = turn_due !== null && turn_due <= soon;
    const own_due = !is_soon && this.#isBehind() ? soon : turn_due;
    const due = earlier(own_due, this.#parts.otherwiseDue());

    if (due === null) {
      if (this.#alarm_at !== null) void storage.deleteAlarm();
      this.#alarm_at = null;
    } else if (this.#alarm_at == null || this.#alarm_at > due || retry_at !== null) {
      if (this.#alarm_at !== due) void storage.setAlarm(due);
      this.#alarm_at = due;
    }
  }

  /** When the turn needs the alarm: null when only somebody's input can move it. */
  #turnDue(soon: number): number | null {
    const state = this.#state();
    const { status, turn } = state;
    // Whoever is to be told why it rests is told now, and not with the next request.
    if (status !== "processing" && this.hasNews) return soon;
    if (status === "processing") {
      if (turn?.retry_at == null) return soon;
      if (turn.in_line) return this.#ahead(turn.retry_at, now() + LINE_RETRY_MS);
      // A time that has come wakes the loop at once; while it runs, it is on the way.
      return this.#running ? this.#ahead(turn.retry_at, soon) : Date.parse(turn.retry_at);
    }
    if (turn?.suspended?.until != null) return this.#ahead(turn.suspended.until, soon);
    const deadlines = turn?.calls.flatMap(({ deadline }) => deadline ?? []) ?? [];
    if (deadlines.length === 0) return null;
    const first = new Date(Math.min(...deadlines.map((at) => Date.parse(at)))).toISOString();
    return this.#running ? this.#ahead(first, soon) : Date.parse(first);
  }

  /** A time, or another one when that has come already. */
  #ahead(at: string, otherwise: number): number {
    return Date.parse(at) > now() ? Date.parse(at) : otherwise;
  }
}

function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

/** For the operator: the session goes on. */
function report(error: unknown): void {
  console.error(error);
}
