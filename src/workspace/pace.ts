// How a long run of file operations shares the object: after so many of them, or so long where the
// clock runs, it lets whatever else waits go first. Between two rests nothing else of the object
// runs.
import { FILE_OPERATIONS_PER_PAUSE, FILE_PAUSE_AFTER_MS } from "../contract/limits.ts";

const BYTES_PER_OPERATION = 4096;
/** A command of the shell computes as long as several operations on files. */
const OPERATIONS_PER_COMMAND = 16;

export class Pace {
  readonly #now: () => number;
  #operations = 0;
  #rested_at_ms: number;

  constructor(now: () => number) {
    this.#now = now;
    this.#rested_at_ms = now();
  }

  /** How long others have had no chance, as far as the clock tells. */
  get busy_ms(): number {
    return this.#now() - this.#rested_at_ms;
  }

  /** To be awaited before an operation on so many bytes. */
  async pause(size_bytes = 0): Promise<void> {
    await this.#count(1 + size_bytes / BYTES_PER_OPERATION);
  }

  /** To be awaited before a command of the shell. */
  async pauseForCommand(): Promise<void> {
    await this.#count(OPERATIONS_PER_COMMAND);
  }

  /** Lets others in for so many milliseconds; an abort ends it early. */
  async rest(ms: number, signal?: AbortSignal): Promise<void> {
    await scheduler.wait(ms, signal === undefined ? {} : { signal }).catch(() => undefined);
    this.rested();
  }

  /** To be called after anything else that was waited for. */
  rested(): void {
    this.#operations = 0;
    this.#rested_at_ms = this.#now();
  }

  async #count(operations: number): Promise<void> {
    this.#operations += operations;
    const isDue =
      this.#operations >= FILE_OPERATIONS_PER_PAUSE || this.busy_ms > FILE_PAUSE_AFTER_MS;
    if (isDue) await this.rest(0);
  }
}
