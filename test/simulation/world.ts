// The world of one simulated session: its time, its scheduler and its accidents. While a step runs,
// the process's clock, timers and randomness are the world's, so that a seed replays exactly.
import type { Random } from "./random.ts";
import { MemoryStorage } from "./storage.ts";

/** An error that the simulation threw on purpose: the operator is told of it, and nothing breaks. */
export class Injected extends Error {}

/** What is lost in a crash: everything that one instance of the object holds. */
export interface Instance {
  dead: boolean;
}

interface Task {
  readonly at_ms: number;
  /** Decides among tasks that are due at once. */
  readonly rank: number;
  readonly run: () => void;
}

/** Something that must hold and did not. */
export interface Violation {
  readonly rule: string;
  readonly text: string;
}

/** Later than any real clock: ids that were minted before must not be newer than the events. */
let epoch_ms = Date.UTC(2100, 0, 1);

const real = {
  now: Date.now,
  random: Math.random,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  error: console.error,
};

const MICROTASKS_PER_STEP = 100;

export class World {
  readonly random: Random;
  readonly violations: Violation[] = [];
  readonly story: string[] = [];
  /** What the session went through, by name. */
  readonly seen = new Map<string, number>();
  readonly started_ms = epoch_ms;
  storage: MemoryStorage;
  instances: Instance[] = [];
  now_ms = epoch_ms;
  /** How far the clock of the machine stands from the time: another machine may be behind. */
  skew_ms = 0;
  #tasks: Task[] = [];
  #names = 0;
  /** Seams left until the next crash, and crashes left. */
  #fuse = Number.POSITIVE_INFINITY;
  #crashesLeft: number;
  readonly #onCrash: () => void;

  constructor(random: Random, onCrash: () => void) {
    this.random = random;
    this.#onCrash = onCrash;
    this.storage = this.#fresh();
    this.#crashesLeft = random.chance(0.75) ? random.pick([1, 2, 3, 4, 5, 20]) : 0;
    this.#lightFuse(40);
  }

  #fresh(from?: MemoryStorage): MemoryStorage {
    let own: MemoryStorage | undefined;
    const seam = (place: string) => {
      if (this.storage === own) this.seam(place);
    };
    own = from === undefined ? new MemoryStorage(seam) : from.fork(seam);
    return own;
  }

  #lightFuse(most: number): void {
    this.#fuse = this.#crashesLeft > 0 ? this.random.between(1, most) : Number.POSITIVE_INFINITY;
  }

  /** What the clock of the machine says. */
  get wall_ms(): number {
    return this.now_ms + this.skew_ms;
  }

  tell(line: string): void {
    this.story.push(`+${String(this.now_ms - this.started_ms).padStart(7)} ms  ${line}`);
  }

  count(name: string): void {
    this.seen.set(name, (this.seen.get(name) ?? 0) + 1);
  }

  /** A text that nobody else in this world says. */
  name(kind: string): string {
    this.#names += 1;
    return `${kind} ${this.#names}`;
  }

  violated(rule: string, text: string): void {
    this.violations.push({ rule, text });
    this.tell(`VIOLATION ${rule}: ${text}`);
  }

  /**
   * A place where the process may die. Nothing is thrown: what the dead instance still does, it does to
   * a storage that nobody reads, and whatever it awaits never comes. What is durable stays.
   */
  seam(place: string): void {
    this.#fuse -= 1;
    if (this.#fuse > 0) return;
    this.#crashesLeft -= 1;
    this.crash(place);
    // Half of the crashes are followed by another one at once: in the recovery, or right behind it.
    this.#lightFuse(this.random.chance(0.5) ? 6 : 60);
  }

  crash(place: string): void {
    this.count("crashes");
    this.count(`crash before ${place}`);
    this.tell(`*** crash, before: ${place}`);
    for (const instance of this.instances) instance.dead = true;
    if (this.random.chance(0.05)) {
      this.skew_ms -= this.random.between(1, 30_000);
      this.count("clocks set back");
    }
    this.instances = [];
    this.storage = this.#fresh(this.storage);
    this.#onCrash();
  }

  /** Runs something at a later time of this world. Returns how to call it off. */
  later(delay_ms: number, run: () => void): () => void {
    const task = { at_ms: this.now_ms + delay_ms, rank: this.random.next(), run };
    this.#tasks.push(task);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
  }

  /** An await of an instance: ends after a while, or at once when the signal is aborted. */
  pause(instance: Instance, place: string, delay_ms: number, signal?: AbortSignal): Promise<void> {
    if (!instance.dead) this.seam(place);
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      if (instance.dead) return;
      const callOff = this.later(delay_ms, () => {
        if (instance.dead) return;
        this.seam(`the end of ${place}`);
        if (!instance.dead) resolve();
      });
      signal?.addEventListener("abort", () => {
        callOff();
        resolve();
      });
    });
  }

  /** When the next thing is due; null when nothing is left to come. */
  nextAt(): number | null {
    const times = this.#tasks.map((task) => task.at_ms);
    if (this.storage.alarm_at !== null) times.push(this.storage.alarm_at - this.skew_ms);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Lets time pass until the next thing, and does it. `ring` is called when it is the alarm. */
  async step(ring: () => void): Promise<void> {
    const at_ms = this.nextAt();
    if (at_ms === null) return;
    this.now_ms = Math.max(this.now_ms, at_ms);
    epoch_ms = this.now_ms + 1000;
    const due = this.#tasks.filter((task) => task.at_ms <= this.now_ms);
    const { alarm_at } = this.storage;
    const alarm = alarm_at !== null && alarm_at - this.skew_ms <= this.now_ms;
    if (alarm && (due.length === 0 || this.random.chance(0.5))) {
      this.storage.setAlarm(null);
      ring();
    } else {
      due.sort((a, b) => a.at_ms - b.at_ms || a.rank - b.rank);
      // What is due at once may happen in one turn of the event loop, or in several.
      const together = this.random.chance(0.3) ? due : due.slice(0, 1);
      this.#tasks = this.#tasks.filter((other) => !together.includes(other));
      for (const task of together) task.run();
    }
    await settle();
  }

  /** Puts this world's clock, timers and randomness in the place of the process's. */
  enter(): void {
    Date.now = () => this.wall_ms;
    Math.random = () => this.random.next();
    const timers = new Map<number, () => void>();
    const setTimer = (run: () => void, delay_ms: number) => {
      timers.set(timers.size + 1, this.later(delay_ms, run));
      return timers.size;
    };
    globalThis.setTimeout = setTimer as unknown as typeof setTimeout;
    globalThis.clearTimeout = ((timer: number) => timers.get(timer)?.()) as typeof clearTimeout;
    console.error = (error: unknown) => {
      if (error instanceof Injected) return;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.violated("SIM-9", `the operator was told of a bug: ${text}`);
    };
  }

  /** Gives the process back what `enter` took. */
  leave(): void {
    Date.now = real.now;
    Math.random = real.random;
    globalThis.setTimeout = real.setTimeout;
    globalThis.clearTimeout = real.clearTimeout;
    console.error = real.error;
  }
}

/** Lets everything run that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < MICROTASKS_PER_STEP; turn += 1) await undefined;
}
