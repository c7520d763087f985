// A session's storage in memory: the few statements that the log and the store make, transactions that
// roll back, and a fork, which is what a crash leaves behind. An unknown statement throws.
import { Store } from "../../src/session/store.ts";

/** An event as it is stored. */
export interface Row {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly at: number;
  readonly body: string;
  readonly actor: string | null;
}

type Value = string | number | null;

interface Contents {
  events: Row[];
  meta: Map<string, Value>;
  /** Call id → how often its staged change was made durable. */
  effects: Map<string, number>;
  alarm_at: number | null;
}

function copyOf({ events, meta, effects, alarm_at }: Contents): Contents {
  return { events: [...events], meta: new Map(meta), effects: new Map(effects), alarm_at };
}

export class MemoryStorage {
  #contents: Contents;
  readonly #seam: (place: string) => void;
  #inTransaction = false;

  /** `seam` is called before each write outside of a transaction, and before each transaction. */
  constructor(seam: (place: string) => void, contents?: Contents) {
    this.#seam = seam;
    this.#contents = contents ?? {
      events: [],
      meta: new Map<string, Value>([["schema_version", 1]]),
      effects: new Map(),
      alarm_at: null,
    };
  }

  /** What is durable now, as another storage: later writes to this one do not reach it. */
  fork(seam: (place: string) => void): MemoryStorage {
    return new MemoryStorage(seam, copyOf(this.#contents));
  }

  /** The session's own store over this storage. */
  store(): Store {
    return new Store(this.asDurableObjectStorage(() => true));
  }

  /**
   * Only what a session's log, store and engine ask of it is there. An instance that was replaced can
   * set the alarm no more; its other writes the log itself must refuse.
   */
  asDurableObjectStorage(mayArm: () => boolean): DurableObjectStorage {
    const arm = async (at: number | null) => (mayArm() ? this.setAlarm(at) : undefined);
    return {
      sql: { exec: (query: string, ...values: Value[]) => this.#exec(query, values) },
      transactionSync: <T>(write: () => T) => this.#transaction(write),
      setAlarm: arm,
      deleteAlarm: () => arm(null),
    } as unknown as DurableObjectStorage;
  }

  get rows(): readonly Row[] {
    return this.#contents.events;
  }

  get alarm_at(): number | null {
    return this.#contents.alarm_at;
  }

  /** Belongs to the write before it, as on the platform: no crash comes between the two. */
  setAlarm(at: number | null): void {
    this.#contents.alarm_at = at;
  }

  meta(key: string): Value | undefined {
    return this.#contents.meta.get(key);
  }

  effects(): ReadonlyMap<string, number> {
    return this.#contents.effects;
  }

  commitEffect(call_id: string): void {
    const { effects } = this.#contents;
    effects.set(call_id, (effects.get(call_id) ?? 0) + 1);
  }

  #transaction<T>(write: () => T): T {
    this.#seam("write");
    const before = copyOf(this.#contents);
    this.#inTransaction = true;
    try {
      return write();
    } catch (error) {
      this.#contents = before;
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  #exec(query: string, values: Value[]) {
    const rows = this.#answer(query, values);
    const raw = () => rows.map((row) => Object.values(row));
    return Object.assign(rows, { toArray: () => rows, raw });
  }

  #answer(query: string, values: Value[]): object[] {
    const { events, meta } = this.#contents;
    const [first, second] = values;
    // A simulated session always exists.
    if (query.includes("sqlite_master")) return [{}];
    if (query.startsWith("SELECT value FROM meta")) {
      const value = meta.get(String(first));
      return value === undefined ? [] : [{ value }];
    }
    if (query.startsWith("INSERT INTO meta")) {
      if (!this.#inTransaction) this.#seam(`set ${first}`);
      this.#contents.meta.set(String(first), second ?? null);
      return [];
    }
    if (query.startsWith("INSERT INTO events")) {
      this.#insert(values);
      return [];
    }
    if (/^SELECT (body|at) FROM events WHERE seq = \?$/.test(query)) {
      return events.slice(Number(first) - 1, Number(first));
    }
    if (query.startsWith("SELECT seq, actor FROM events WHERE seq > ?")) {
      return events.slice(Number(first)).filter((row) => row.actor !== null);
    }
    if (query.startsWith("SELECT seq, body FROM events WHERE seq > ?")) {
      const types = values.slice(1, -1);
      const limit = Number(values.at(-1));
      return events
        .slice(Number(first))
        .filter((row) => types.length === 0 || types.includes(row.type))
        .slice(0, limit)
        .map(({ seq, body }) => ({ seq, body }));
    }
    throw new Error(`the simulated storage does not know: ${query}`);
  }

  #insert(values: Value[]): void {
    const [seq, id, type, at, body, actor] = values as [
      number,
      string,
      string,
      number,
      string,
      string | null,
    ];
    const { events } = this.#contents;
    // The primary key of the real table, and a little more: no gap either.
    if (seq !== events.length + 1) {
      throw new Error(`UNIQUE or gap: seq ${seq} after ${events.length}`);
    }
    events.push({ seq, id, type, at, body, actor });
  }
}
