// The erasure of a session. Once it is decided the session is nobody's any more, and all that it keeps is
// taken away to the end, by the alarm where a crash or a failure cut it off.
import { ALIVE_ALARM_MS, UNOPENED_ALARM_MS } from "../contract/limits.ts";
import { now } from "../runtime.ts";
import type { Parts } from "./parts.ts";
import type { Store } from "./store.ts";

export class Erasure {
  readonly #storage: DurableObjectStorage;
  readonly #store: Store;
  #isDecided = false;
  #running: Promise<void> | undefined;

  constructor(storage: DurableObjectStorage, store: Store) {
    this.#storage = storage;
    this.#store = store;
  }

  get isDecided(): boolean {
    return this.#isDecided;
  }

  /** Takes up what was decided before the object was restarted. */
  takeUp(): void {
    this.#isDecided = this.#store.get("erasing") === 1;
  }

  /** Decides it: there is no way back. */
  decide(): void {
    this.#store.set("erasing", 1);
    this.#isDecided = true;
    // Durable together with the mark: what a crash cuts off is gone on with.
    void this.#storage.setAlarm(now() + ALIVE_ALARM_MS);
  }

  /**
   * Takes away all that is stored, here and elsewhere, and then calls `gone`. May be called again, also
   * while it runs; rejects when it got stuck.
   */
  run(parts: Parts, gone: () => void): Promise<void> {
    this.#running ??= this.#run(parts, gone).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #run({ engine, hub, files, archiver }: Parts, gone: () => void): Promise<void> {
    hub.close();
    await engine.close();
    await archiver.close();
    await files.erase();
    await this.#store.erase();
    this.#isDecided = false;
    gone();
  }

  /** The same by the alarm, which comes back to what got stuck. */
  async alarm(parts: Parts, gone: () => void): Promise<void> {
    try {
      await this.run(parts, gone);
    } catch (error) {
      console.error(error);
      await this.#storage.setAlarm(now() + UNOPENED_ALARM_MS);
    }
  }
}
