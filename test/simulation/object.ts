// One instance of a session's object: the real log and the real engine over simulated parts, and the
// door that people and programs come through, as the Durable Object has it, without its RPC.

import { closing } from "../../src/agent/ending.ts";
import type { SessionState } from "../../src/agent/state.ts";
import { LedgeError } from "../../src/contract/errors.ts";
import type { EventDraft, InputEvent, SessionEvent } from "../../src/contract/event.ts";
import { BUILTIN_HOOKS } from "../../src/contract/hook.ts";
import type { Published } from "../../src/contract/published.ts";
import type { SessionConfig } from "../../src/contract/session.ts";
import { Engine } from "../../src/session/engine.ts";
import type { Hub } from "../../src/session/hub.ts";
import {
  type Accepted,
  acceptAll,
  acceptCompaction,
  assertOpen,
  stateAfter,
} from "../../src/session/input.ts";
import { Log } from "../../src/session/log.ts";
import { openRequest } from "../../src/session/permissions.ts";
import { accountOf } from "./account.ts";
import { hookCaller } from "./hooks.ts";
import { type Asked, countTokens, simulatedModel } from "./model.ts";
import { simulatedTool, stageOn } from "./tools.ts";
import { Injected, type Instance, type World } from "./world.ts";

const ACTOR = { user_id: "user_1", key_id: null, ip: null, user_agent: null };
/** The operator's limits, as every session of the simulation has them. */
export const LIMITS = {
  max_turns: 8,
  max_continuations: 2,
  max_retry_delay_ms: 60_000,
  compact_at_tokens: 1_000_000,
  client_tool_timeout_ms: 30_000,
  approval_timeout_ms: 200_000,
};

/** What outlives every instance: what the outside world has received. */
export interface Outside {
  readonly asked: Asked;
  readonly published: Published[];
  /** Call id → how often the tool was begun. */
  readonly runs: Map<string, number>;
}

export class SessionObject implements Instance {
  dead = false;
  /** Another instance has taken over, while this one still runs. */
  replaced = false;
  /** The alarm has rung and has not been heard to its end. */
  ringing = false;
  readonly log: Log;
  readonly #engine: Engine;
  readonly #world: World;

  constructor(world: World, outside: Outside) {
    this.#world = world;
    const { storage } = world;
    const store = storage.store();
    this.log = new Log(store, (events) => {
      for (const event of events) this.#told(event);
      this.#engine.appended(events);
    });
    this.#engine = new Engine({
      storage: storage.asDurableObjectStorage(() => !this.replaced),
      store,
      log: this.log,
      hub: { preview: () => world.count("partial frames") } as unknown as Hub,
      queue: {
        send: (message: Published) => this.#publish(message, outside),
      } as unknown as Queue<Published>,
      spans: null,
      model: simulatedModel(world, this, outside.asked),
      countTokens: (request) => countTokens(world, this, request),
      account: accountOf(world, this),
      callHook: hookCaller(world, this),
      has_custom_hooks: true,
      operator_hooks: { on: BUILTIN_HOOKS, snapshot_interval_ms: 60_000 },
      limits: LIMITS,
      policies: {
        policies: [],
        restricted_paths: [],
        blocked_commands: [],
        tool_allowlist: [],
        user_tool_allowlist: null,
        tool_calls_per_minute: 60,
        tool_budget_usd: 10,
      },
      tool: (name) => simulatedTool(name, { world, instance: this, storage, outside }),
      otherwiseDue: () => null,
      stage: () => stageOn(world, this, storage),
      wholeLog: async () => undefined,
    });
    world.instances.push(this);
  }

  #told(event: SessionEvent): void {
    if (this.dead) return;
    const { seq, id: _, created_at: __, ...rest } = event;
    this.#world.tell(`${String(seq).padStart(4)} ${JSON.stringify(rest)}`);
    this.#world.count(event.type);
    if (event.type === "session.status_idle") this.#world.count(`idle: ${event.stop_reason.type}`);
    if (event.type === "session.compacted") this.#world.count(`compaction: ${event.trigger}`);
    if ("outcome" in event && event.outcome === "expired") this.#world.count("calls expired");
    if (event.type === "hook.applied") this.#world.count(`hooks applied: ${event.hook_event}`);
    if (event.type === "session.error") this.#world.count(`error: ${event.error.type}`);
  }

  async #publish(message: Published, outside: Outside): Promise<void> {
    const { random } = this.#world;
    const fails = random.chance(0.03);
    await this.#world.pause(this, "publishing", random.pick([0, 1, 50]));
    if (fails) {
      this.#world.count("queue failures");
      throw new Injected("the queue is not there");
    }
    outside.published.push(structuredClone(message));
  }

  state(): SessionState {
    const state = this.log.state();
    if (state === null) throw new Error("no session yet");
    return state;
  }

  create(config: SessionConfig): void {
    const session_id = "sesn_1";
    this.log.append([{ type: "session.created", session_id, user_id: "user_1", config }], {
      actor: ACTOR,
    });
    this.#engine.wake();
  }

  /** Accepts inputs, all or none. Throws LedgeError when they are refused. */
  take(inputs: readonly InputEvent[]): { accepted: Accepted[]; events: readonly SessionEvent[] } {
    const before = this.state();
    assertOpen(before);
    const accepted = acceptAll(before, inputs, (state, id) => openRequest(this.log, state, id));
    const drafts = accepted.flatMap((one) => one.drafts);
    const events = this.log.append(drafts, { actor: ACTOR });
    if (accepted.some((one) => one.interrupts)) this.#engine.stop();
    this.#engine.wake();
    return { accepted, events };
  }

  /** Asks for a compaction. Throws LedgeError when it is refused. */
  compact(): void {
    assertOpen(this.state());
    this.#do(acceptCompaction(this.state(), null));
  }

  update(changes: Partial<SessionConfig>): void {
    assertOpen(this.state());
    this.#do([{ type: "session.updated", changes }]);
  }

  interrupt(): void {
    assertOpen(this.state());
    if (this.state().turn === null) return;
    this.log.append([{ type: "user.interrupt" }], { actor: ACTOR });
    this.#engine.stop();
    this.#engine.wake();
  }

  complete(): void {
    const state = this.state();
    assertOpen(state);
    if (state.turn !== null) throw new LedgeError("conflict", "a turn is running");
    this.#do([{ type: "session.completed" }]);
  }

  terminate(): void {
    const state = this.state();
    if (state.status === "terminated") return;
    const last: EventDraft = { type: "session.status_terminated", reason: "requested" };
    const drafts = [...closing(state, "The session was terminated.", this.#world.wall_ms), last];
    this.log.append(drafts, { actor: ACTOR });
    this.#engine.stop();
    this.#engine.wake();
  }

  #do(drafts: EventDraft[]): void {
    this.log.append(drafts, { actor: ACTOR });
    this.#engine.wake();
  }

  /** The alarm rings; it rings again when the instance dies before it has been heard. */
  alarm(): void {
    this.#world.count("alarms");
    this.ringing = true;
    void this.#engine.alarm().then(() => {
      this.ringing = false;
    });
  }
}

/** The state before a batch of inputs, and after each of them: what their receipts speak of. */
export function statesOf(before: SessionState, accepted: readonly Accepted[]): SessionState[] {
  let state = before;
  return accepted.map((one) => {
    const was = state;
    state = stateAfter(state, one.drafts);
    return was;
  });
}
