// One SSE subscriber. It is sent what comes next while its small buffer has room, and reads from the
// log again once it has; so a slow reader costs that buffer, and nobody sees a gap or a double.
import {
  STREAM_BUFFER_BYTES,
  STREAM_PADDING_BYTES,
  STREAM_PAGE_EVENTS,
  STREAM_STALLED_HEARTBEATS_MAX,
} from "../contract/limits.ts";
import type { PartialFrame } from "../contract/stream.ts";
import type { RunningDraft } from "./draft.ts";
import type { Log, StoredEvent } from "./log.ts";

/** What a subscriber reads from: what is stored, and what is being said. */
export interface Sources {
  readonly log: Log;
  readonly draft: RunningDraft;
}

export class EventStream {
  readonly #log: Log;
  readonly #draft: RunningDraft;
  readonly #partial: boolean;
  readonly #onClose: (stream: EventStream) => void;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #sent: number;
  #previewed: number;
  #stalled = 0;
  /** Heartbeats since anything else was sent. */
  #quiet_beats = 0;

  /** `after` is the place in the log after which it wants events; the draft it is told by `open`. */
  constructor(
    { log, draft }: Sources,
    { after, partial }: { after: number; partial: boolean },
    onClose: (stream: EventStream) => void,
  ) {
    this.#log = log;
    this.#draft = draft;
    this.#sent = after;
    this.#previewed = draft.end;
    this.#partial = partial;
    this.#onClose = onClose;
  }

  /** The body: the opening frame, what the log holds after the cursor, then whatever comes. */
  open(opening: Uint8Array): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
          controller.enqueue(opening);
          this.#catchUp();
        },
        pull: () => this.#catchUp(),
        cancel: () => this.close(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: STREAM_BUFFER_BYTES }),
    );
  }

  #hasRoom(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0;
  }

  #catchUp(): void {
    // Every read of the body asks for more; one who is up to date costs no look at the log.
    while (this.#hasRoom() && this.#sent !== this.#log.state()?.last_seq) {
      const { events, more } = this.#log.page({ from: this.#sent, limit: STREAM_PAGE_EVENTS });
      const last = events.at(-1);
      if (last === undefined) return;
      // The place moves first: enqueueing may ask for more before it returns.
      this.#sent = last.seq;
      this.#enqueue(encode(events.map(sseText).join("")));
      if (!more) break;
    }
    this.#endIfOver();
  }

  /** Nothing comes any more of an archived session. */
  #endIfOver(): void {
    const state = this.#log.state();
    if (state?.status === "archived" && this.#sent === state.last_seq) this.close();
  }

  /** The event at `seq` has been written; `frame` is how it looks on the wire. */
  next(seq: number, frame: () => Uint8Array): void {
    if (!this.#hasRoom()) return;
    if (this.#sent !== seq - 1) {
      this.#catchUp();
      return;
    }
    this.#sent = seq;
    this.#enqueue(frame());
    this.#endIfOver();
  }

  /**
   * A partial frame, which moved the draft on from `before`. A reader that has no room or is behind
   * goes without, and is given the whole of what it missed with a later one.
   */
  extra(frame: Uint8Array, before: number): void {
    const upToDate = this.#sent === this.#log.state()?.last_seq;
    if (!this.#partial || !upToDate || !this.#hasRoom()) return;
    const seen = this.#previewed;
    this.#previewed = this.#draft.end;
    const due = seen === before ? frame : encode(this.#draft.since(seen).map(previewText).join(""));
    this.#enqueue(due);
  }

  /**
   * Says that the stream is alive, and ends it for a reader that takes nothing any more, or after
   * `quiet_beats_max` of them with nothing else. The first one after anything else is long, so that a
   * proxy that fills a buffer first lets go of the rest.
   */
  heartbeat(quiet_beats_max: number): void {
    if (this.#hasRoom()) {
      this.#stalled = 0;
      if (this.#quiet_beats >= quiet_beats_max) {
        this.close();
        return;
      }
      const padding = this.#quiet_beats > 0 ? "" : " ".repeat(STREAM_PADDING_BYTES);
      this.#controller?.enqueue(encode(`: still here${padding}\n\n`));
      this.#quiet_beats += 1;
      return;
    }
    this.#stalled += 1;
    if (this.#stalled >= STREAM_STALLED_HEARTBEATS_MAX) this.close();
  }

  #enqueue(bytes: Uint8Array): void {
    this.#quiet_beats = 0;
    this.#controller?.enqueue(bytes);
  }

  close(): void {
    this.#onClose(this);
    try {
      this.#controller?.close();
    } catch {
      // Closed already, by the client.
    }
  }
}

const encoder = new TextEncoder();

export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

function sseText(event: StoredEvent): string {
  return `id: ${event.seq}\nevent: ${event.type}\ndata: ${event.body}\n\n`;
}

/** A partial frame on the wire. It has no id: a client comes back to the event before it. */
export function previewText(frame: PartialFrame): string {
  return `event: ${frame.type}\ndata: ${JSON.stringify(frame)}\n\n`;
}

/** The frame of an event, encoded once however many streams want it, and not at all when none does. */
export function sseFrame(event: StoredEvent): () => Uint8Array {
  let bytes: Uint8Array | undefined;
  return () => {
    bytes ??= encode(sseText(event));
    return bytes;
  };
}
