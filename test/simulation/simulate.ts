// One whole session from a seed: created, used, crashed and brought to rest, then checked. What fails
// is returned, with the story of how it came to it.
import type { SessionEvent } from "../../src/contract/event.ts";
import type { SessionConfig } from "../../src/contract/session.ts";
import { config } from "../support/story.ts";
import { checkEnd } from "./check.ts";
import { act, answer, confirm, type Told } from "./clients.ts";
import { historyOf } from "./history.ts";
import { type Outside, SessionObject } from "./object.ts";
import { checkPromises } from "./promises.ts";
import { Random } from "./random.ts";
import { checkReadings } from "./readings.ts";
import { type Violation, World } from "./world.ts";

/** A client's call may wait for so long: longer than any simulated session lives. */
const WAITS_LONG_S = 10 * 24 * 3600;

/** More steps than any session of this size needs: what takes more is stuck. */
const STEPS_MAX = 4_000;

export interface Outcome {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly story: readonly string[];
  readonly seen: ReadonlyMap<string, number>;
}

/** Runs the session of a seed. Never throws for what the session does wrong. */
export async function simulate(seed: number): Promise<Outcome> {
  const run = new Run(seed);
  const { world } = run;
  world.enter();
  try {
    await run.play();
  } catch (error) {
    world.violated("SIM-9", `the session's door threw: ${stackOf(error)}`);
  } finally {
    world.leave();
  }
  return { seed, violations: world.violations, story: world.story, seen: world.seen };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function randomConfig(random: Random): SessionConfig {
  const schema = { type: "object" as const };
  return config({
    tools: ["Read", "Glob", "Write", "Bash", "Edit"],
    allowed_tools: random.chance(0.6) ? ["Read", "Glob", "Write", "Bash"] : ["Read", "Write"],
    custom_tools: [
      {
        name: "ask_person",
        description: "asks",
        input_schema: schema,
        ...(random.chance(0.5) ? { timeout_seconds: WAITS_LONG_S } : {}),
      },
    ],
    max_retries: random.between(0, 3),
    retry_delay: random.pick([0, 1, 20]),
    timeout_seconds: 30,
    sdk_options: {
      ...(random.chance(0.5) ? { max_turns: random.between(1, 8) } : {}),
      ...(random.chance(0.3) ? { compact_at_tokens: 1000 } : {}),
    },
    budget: random.chance(0.1) ? { max_tokens: random.between(500, 5000) } : null,
  });
}

class Run {
  readonly world: World;
  readonly #outside: Outside = {
    asked: { count: 0, messages: [], cuts: 0 },
    published: [],
    runs: new Map(),
  };
  readonly #told: Told = { sent: [], given: [], confirmed: [] };
  #object: SessionObject | undefined;

  constructor(seed: number) {
    this.world = new World(new Random(seed), () => this.#crashed());
  }

  /** The object as the platform gives it to whoever asks: the one that lives, or a new one. */
  #open(): SessionObject {
    this.#object ??= new SessionObject(this.world, this.#outside);
    return this.#object;
  }

  #crashed(): void {
    const { storage, wall_ms } = this.world;
    // The platform rings again for an alarm whose handler died.
    if (this.#object?.ringing) storage.setAlarm(storage.alarm_at ?? wall_ms + 2000);
    this.#object = undefined;
  }

  /** A second instance takes over while the first one still runs. */
  #replace(): void {
    if (this.#object === undefined) return;
    this.world.count("replaced");
    this.world.tell("*** another instance takes over");
    this.#object.replaced = true;
    this.#object = undefined;
    this.#open().alarm();
  }

  async play(): Promise<void> {
    const { world } = this;
    const { random } = world;
    const settings = randomConfig(random);
    while (world.storage.rows.length === 0) this.#open().create(settings);
    let at_ms = 0;
    for (let actions = random.between(2, 14); actions > 0; actions -= 1) {
      at_ms += random.pick([0, 0, 1, 10, 300, 1000, 5000, 40_000]);
      world.later(at_ms, () => void this.#act(random.chance(0.5) ? 0 : random.between(1, 25)));
    }
    if (random.chance(0.15)) world.later(random.between(0, at_ms), () => this.#replace());
    await this.#rest();
    // Somebody answers what is left, or nobody ever does.
    for (let rounds = 0; rounds < 30 && random.chance(0.9); rounds += 1) {
      if (world.violations.length > 0 || !this.#waits()) break;
      world.later(1000, () => {
        answer(world, this.#open(), this.#told, false);
        confirm(world, this.#open(), this.#told, false);
      });
      await this.#rest();
    }
    if (world.violations.length === 0) this.#check();
  }

  /** Somebody acts, in between the microtasks of what goes on at that moment. */
  async #act(microtasks: number): Promise<void> {
    for (let turn = 0; turn < microtasks; turn += 1) await undefined;
    try {
      act(this.world, this.#open(), this.#told);
    } catch (error) {
      this.world.violated("SIM-9", `the session's door threw: ${stackOf(error)}`);
    }
  }

  #waits(): boolean {
    return this.#open().state().status === "waiting";
  }

  async #rest(): Promise<void> {
    const { world } = this;
    const far_ms = world.now_ms + (WAITS_LONG_S * 1000) / 2;
    for (let steps = 0; (world.nextAt() ?? far_ms) < far_ms; steps += 1) {
      if (world.violations.length > 0) return;
      if (steps > STEPS_MAX) return world.violated("SIM-10", "the session does not come to rest");
      await world.step(() => this.#open().alarm());
    }
  }

  #check(): void {
    const { world } = this;
    const events = world.storage.rows.map((row) => JSON.parse(row.body) as SessionEvent);
    const history = historyOf(events, (rule, text) => world.violated(rule, text));
    checkEnd(world, history, this.#outside);
    checkPromises(world, history, this.#told);
    // Looking an id up by its time needs one clock for ids and events: set back, ids keep the older time.
    if (world.skew_ms === 0) checkReadings(world, history);
  }
}
