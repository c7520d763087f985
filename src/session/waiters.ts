// Callers who wait for the end of a turn. They hold nothing up: the turn is not theirs, and one who
// stops waiting changes nothing.
import type { TurnResult } from "../contract/session.ts";
import type { Log } from "./log.ts";
import { turnResult } from "./view.ts";

export class Waiters {
  readonly #log: Log;
  readonly #checks = new Set<() => void>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Looks again for every waiter: to be called after each append. */
  check(): void {
    for (const check of this.#checks) check();
  }

  /** Resolves when the turn that answers the message at `seq` rests or ends; null after `seconds`. */
  async wait(seq: number, seconds: number): Promise<TurnResult | null> {
    const { promise, resolve } = Promise.withResolvers<TurnResult | null>();
    const look = () => {
      const result = turnResult(this.#log, seq);
      if (result !== null) resolve(result);
    };
    // While a turn runs there is nothing new to find, and the log need not be read.
    const check = () => {
      if (this.#log.state()?.status !== "processing") look();
    };
    const timer = setTimeout(() => resolve(null), seconds * 1000);
    this.#checks.add(check);
    look();
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#checks.delete(check);
    }
  }
}
