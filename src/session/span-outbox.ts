// What a session tells the collector of traces, by a queue of its own. It stands beside the outbox of
// rows and keeps its own place in the log, so that neither waits for the other.
import { PUBLISHED_BYTES_MAX, PUBLISHED_EVENTS_MAX } from "../contract/limits.ts";
import type { Span, Traces } from "../contract/trace.ts";
import type { Log } from "./log.ts";
import { bytesOf, publicationOf } from "./outbox.ts";
import { NOTHING_OPEN, type OpenSpans, trace } from "./spans.ts";
import type { Store } from "./store.ts";

/** How far a session has been told as spans. */
interface Tracing {
  readonly seq: number;
  readonly open: OpenSpans;
}

export class SpanOutbox {
  readonly #store: Store;
  readonly #log: Log;
  readonly #queue: Queue<Traces>;

  /**
   * Begins with what the session has not published: of a session that is older than the setting,
   * nothing is told that was over before.
   */
  constructor(store: Store, log: Log, queue: Queue<Traces>) {
    this.#store = store;
    this.#log = log;
    this.#queue = queue;
    if (store.get("tracing") !== undefined) return;
    this.#keep({ seq: publicationOf(store).seq, open: NOTHING_OPEN });
  }

  /** True when the log holds something that was not looked at for spans. */
  isBehind(): boolean {
    return this.#tracing().seq < (this.#log.state()?.last_seq ?? 0);
  }

  /** Hands every finished span to the queue. Throws when the queue refuses; nothing is lost by that. */
  async drain(): Promise<void> {
    for (;;) {
      const state = this.#log.state();
      const { seq: from, open: before } = this.#tracing();
      if (state === null || from >= state.last_seq) return;
      const page = this.#log.page({ from, limit: PUBLISHED_EVENTS_MAX });
      const events = page.events.flatMap(({ event }) => event ?? []);
      const { open, spans } = trace(before, events, state.id);
      for (const message of packed(state.id, spans)) await this.#queue.send(message);
      this.#keep({ seq: page.events.at(-1)?.seq ?? state.last_seq, open });
    }
  }

  #tracing(): Tracing {
    const tracing = this.#store.object<Tracing>("tracing");
    // One that is damaged costs a repetition: told from the beginning, the spans are the same.
    return tracing !== null && Number.isInteger(tracing.seq)
      ? tracing
      : { seq: this.#store.get("adopted_seq") ?? 0, open: NOTHING_OPEN };
  }

  #keep(tracing: Tracing): void {
    this.#store.set("tracing", JSON.stringify(tracing));
  }
}

/** Spans in messages that the queue takes: what stands around them fits beside PUBLISHED_BYTES_MAX. */
export function packed(session_id: string, spans: readonly Span[]): Traces[] {
  const messages: Traces[] = [];
  let bytes = 0;
  for (const span of spans) {
    const size = bytesOf(span) + 1;
    const last = messages.at(-1);
    if (last === undefined || bytes + size > PUBLISHED_BYTES_MAX) {
      messages.push({ session_id, spans: [span] });
      bytes = size;
    } else {
      last.spans.push(span);
      bytes += size;
    }
  }
  return messages;
}
