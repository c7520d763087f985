// Rows from elsewhere, a parent's or an archive's, on their way to being a session. Until all of them are
// here the object is nobody's; what a copy left that came to no end is erased, by the next try or the alarm.
import type { EventDraft } from "../contract/event.ts";
import { COPY_ABANDONED_MS } from "../contract/limits.ts";
import { now } from "../runtime.ts";
import { eraseContents } from "./files.ts";
import type { Store } from "./store.ts";

/** The events that make rows of another session this one, and the last seq of those rows. */
export interface Adopted {
  readonly drafts: EventDraft[];
  readonly adopted_seq: number;
}

export class Adoption {
  readonly #storage: DurableObjectStorage;
  readonly #store: Store;
  readonly #contents: R2Bucket;
  #running: Promise<void> | undefined;

  constructor(storage: DurableObjectStorage, store: Store, contents: R2Bucket) {
    this.#storage = storage;
    this.#store = store;
    this.#contents = contents;
  }

  /**
   * Has `copy` bring the rows and then `begin` make them a session; many who ask at once wait for one.
   * Rejects with what either of them throws; then nothing is left here.
   */
  run(copy: () => Promise<Adopted>, begin: (adopted: Adopted) => void): Promise<void> {
    this.#running ??= this.#run(copy, begin).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #run(copy: () => Promise<Adopted>, begin: (adopted: Adopted) => void): Promise<void> {
    if (this.#store.exists()) await this.#erase();
    // Durable with the first rows.
    void this.#storage.setAlarm(now() + COPY_ABANDONED_MS);
    try {
      begin(await copy());
    } catch (error) {
      await this.#erase();
      throw error;
    }
  }

  /** The alarm of an object that is no session: a copy goes on, or is erased when nobody makes it any more. */
  async alarm(): Promise<void> {
    if (this.#running === undefined) await this.#erase();
    else await this.#storage.setAlarm(now() + COPY_ABANDONED_MS);
  }

  async #erase(): Promise<void> {
    const id = this.#store.exists() ? this.#store.get("copying") : undefined;
    if (id !== undefined) await eraseContents(this.#contents, id);
    await this.#store.erase();
  }
}
