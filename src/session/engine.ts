// Keeps a session's turn running: one loop at a time, owned by no request, watched over by an alarm
// that takes it up again after a crash. It decides nothing: what to do next is the agent's to say.

import type { StagedWork } from "../agent/call.ts";
import type { Model } from "../agent/claude.ts";
import type { SessionState } from "../agent/state.ts";
import type { Tool } from "../agent/tool.ts";
import { emptyTranscript, extend, type Transcript } from "../agent/transcript.ts";
import { drive, recovery, type TurnDeps } from "../agent/turn.ts";
import type { EventDraft, SessionEvent } from "../contract/event.ts";
import { ALIVE_ALARM_MS } from "../contract/limits.ts";
import type { Published } from "../contract/published.ts";
import { newId, now } from "../runtime.ts";
import type { Hub } from "./hub.ts";
import { type Log, Superseded } from "./log.ts";
import { drain, isBehind } from "./outbox.ts";
import type { Store } from "./store.ts";

export interface EngineParts {
  readonly storage: DurableObjectStorage;
  readonly store: Store;
  readonly log: Log;
  readonly hub: Hub;
  readonly queue: Queue<Published>;
  readonly model: Model;
  readonly limits: TurnDeps["limits"];
  tool(name: string): Tool | undefined;
  stage(): StagedWork;
}

export class Engine {
  readonly #parts: EngineParts;
  /** This instance of the object. Another one's unfinished turn is a turn that crashed. */
  readonly #owner = newId("req");
  #transcript: Transcript | undefined;
  #abort = new AbortController();
  #running = false;
  #wokenMeanwhile = false;
  #draining = false;
  /** When the alarm is set for; undefined: not known since the object woke. */
  #alarm_at: number | null | undefined;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** Takes in what was just appended: the transcript grows, the alarm follows the state. */
  appended(events: readonly SessionEvent[]): void {
    if (this.#transcript !== undefined) {
      for (const event of events) extend(this.#transcript, event);
    }
    this.#arm();
  }

  /** Starts the loop, unless it runs. Returns at once: the turn is nobody's request. */
  wake(): void {
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

  /** The alarm rang: continue what should be running, send what is unsent, and set the next one. */
  async alarm(): Promise<void> {
    this.#alarm_at = null;
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
      if (error instanceof Superseded) return;
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
      report(again);
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

  #append(drafts: readonly EventDraft[], commit?: () => void): SessionEvent[] {
    return this.#parts.log.append(drafts, { owner: this.#owner, commit });
  }

  #loadTranscript(): Transcript {
    if (this.#transcript === undefined) {
      const transcript = emptyTranscript();
      for (const event of this.#parts.log.after(0)) extend(transcript, event);
      this.#transcript = transcript;
    }
    return this.#transcript;
  }

  #deps(): TurnDeps {
    const { log, hub, model, limits, tool, stage } = this.#parts;
    return {
      state: () => this.#state(),
      append: (drafts, commit) => this.#append(drafts, commit),
      eventAt: (seq) => log.at(seq),
      transcript: () => this.#loadTranscript(),
      model,
      tool,
      stage,
      publish: (frame) => hub.preview(frame),
      signal: () => this.#abort.signal,
      now,
      newId: (prefix) => newId(prefix),
      random: Math.random,
      report,
      limits,
    };
  }

  /** Hands to the queue what the log has and the queue has not; the alarm tries again if it fails. */
  async publish(): Promise<void> {
    const { store, log, queue } = this.#parts;
    if (this.#draining) return;
    this.#draining = true;
    try {
      while (isBehind(store, log)) await drain(store, log, queue);
    } catch (error) {
      report(error);
    } finally {
      this.#draining = false;
    }
    this.#arm();
  }

  /**
   * One alarm, for whichever is due first: a retry, the check that a turn is still running, or unsent
   * messages. An idle session that has sent everything has none.
   */
  #arm(): void {
    const { store, log, storage } = this.#parts;
    const state = this.#state();
    const retry_at = state.turn?.retry_at ?? null;
    const soon = now() + ALIVE_ALARM_MS;
    let due: number | null = null;
    if (state.status === "processing") due = retry_at === null ? soon : Date.parse(retry_at);
    else if (isBehind(store, log)) due = soon;

    if (due === null) {
      if (this.#alarm_at !== null) void storage.deleteAlarm();
      this.#alarm_at = null;
    } else if (this.#alarm_at == null || this.#alarm_at > due || retry_at !== null) {
      if (this.#alarm_at !== due) void storage.setAlarm(due);
      this.#alarm_at = due;
    }
  }
}

/** For the operator: the session goes on. */
function report(error: unknown): void {
  console.error(error);
}
