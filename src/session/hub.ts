// The subscribers of a session. The log is their only buffer: each has a place in it, is sent what
// comes next while it keeps up, and reads from the log again once it has room. So a slow reader costs
// no memory, and nobody sees a gap or a double.
import type { Caller } from "../contract/caller.ts";
import type { SessionEvent } from "../contract/event.ts";
import { STREAM_HEARTBEAT_MS, STREAM_PAGE_EVENTS } from "../contract/limits.ts";
import type { Draft, PartialFrame, SnapshotFrame } from "../contract/stream.ts";
import type { Log, StoredEvent } from "./log.ts";

const SSE_BUFFER_BYTES = 256 * 1024;
/** A reader that took nothing for so many heartbeats is disconnected; it comes back by its cursor. */
const STALLED_HEARTBEATS_MAX = 4;

interface Subscription {
  /** The place after which the subscriber wants events; null for: from now on. */
  after: number | null;
  partial: boolean;
}

/** What is kept with a WebSocket while the object sleeps. */
export interface SocketAttachment {
  partial: boolean;
  caller: Caller;
}

export class Hub {
  readonly #ctx: DurableObjectState;
  readonly #log: Log;
  readonly #streams = new Set<EventStream>();
  readonly #sockets = new Map<WebSocket, { sent: number; partial: boolean }>();
  #draft: Draft | null = null;
  #heartbeat: ReturnType<typeof setInterval> | undefined;

  constructor(ctx: DurableObjectState, log: Log) {
    this.#ctx = ctx;
    this.#log = log;
    // A socket that outlived the object's sleep had been sent everything there was.
    for (const socket of ctx.getWebSockets()) {
      const { partial } = socket.deserializeAttachment() as SocketAttachment;
      this.#sockets.set(socket, { sent: this.#lastSeq(), partial });
    }
  }

  #lastSeq(): number {
    return this.#log.state()?.last_seq ?? 0;
  }

  /** Sends what has just been written to everyone who is up to date. */
  publish(events: readonly SessionEvent[], stored: readonly StoredEvent[]): void {
    if (events.some((event) => event.type.startsWith("span."))) this.#draft = null;
    for (const event of stored) {
      const frame = sseFrame(event);
      for (const stream of this.#streams) stream.next(event.seq, frame);
      for (const [socket, place] of this.#sockets) {
        if (place.sent === event.seq - 1 && this.#send(socket, event.body)) place.sent = event.seq;
      }
    }
  }

  /** Sends a piece of what the model is saying to those who asked for it; it is stored nowhere. */
  preview(frame: PartialFrame): void {
    this.#keep(frame);
    const text = JSON.stringify(frame);
    const bytes = encode(`event: ${frame.type}\ndata: ${text}\n\n`);
    for (const stream of this.#streams) stream.extra(bytes);
    for (const [socket, place] of this.#sockets) {
      if (place.partial && place.sent === this.#lastSeq()) this.#send(socket, text);
    }
  }

  #keep(frame: PartialFrame): void {
    if (frame.type === "event_start") {
      if (this.#draft?.message_id !== frame.message_id) {
        this.#draft = { message_id: frame.message_id, events: [] };
      }
      const type = frame.event.type === "agent.message" ? "text" : "thinking";
      this.#draft.events.push({ event_id: frame.event.id, content: { type, text: "" } });
      return;
    }
    const entry = this.#draft?.events.find((event) => event.event_id === frame.event_id);
    if (entry !== undefined) entry.content.text += frame.delta.content.text;
  }

  /** What a subscriber is told first. The draft only goes to those who follow partial frames. */
  #snapshot(partial: boolean): SnapshotFrame {
    const state = this.#log.state();
    if (state === null) throw new Error("a stream needs a session");
    return {
      type: "stream.snapshot",
      as_of: state.last_seq,
      status: state.status,
      last_stop_reason: state.last_stop_reason,
      open_permissions: [],
      ...(partial && this.#draft !== null ? { draft: this.#draft } : {}),
    };
  }

  /** Opens an SSE stream; it ends when `signal` says that the client has left. */
  openStream(subscription: Subscription, signal: AbortSignal): Response {
    const place = subscription.after ?? this.#lastSeq();
    const snapshot = JSON.stringify(this.#snapshot(subscription.partial));
    const stream = new EventStream(this.#log, place, subscription.partial, (closed) => {
      this.#streams.delete(closed);
      if (this.#streams.size === 0) this.#stopHeartbeat();
    });
    this.#streams.add(stream);
    this.#heartbeat ??= setInterval(() => {
      for (const open of this.#streams) open.heartbeat();
    }, STREAM_HEARTBEAT_MS);
    signal.addEventListener("abort", () => stream.close(), { once: true });
    return new Response(stream.open(encode(`event: stream.snapshot\ndata: ${snapshot}\n\n`)), {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      },
    });
  }

  /** Accepts a WebSocket that hibernates with the object. */
  openSocket(subscription: Subscription, caller: Caller): Response {
    const pair = new WebSocketPair();
    const [client, server] = [pair[0], pair[1]];
    this.#ctx.acceptWebSocket(server);
    const attachment: SocketAttachment = { partial: subscription.partial, caller };
    server.serializeAttachment(attachment);
    const place = { sent: subscription.after ?? this.#lastSeq(), partial: subscription.partial };
    this.#sockets.set(server, place);
    this.#send(server, JSON.stringify(this.#snapshot(subscription.partial)));
    this.#catchUp(server, place);
    return new Response(null, { status: 101, webSocket: client });
  }

  #catchUp(socket: WebSocket, place: { sent: number }): void {
    for (;;) {
      const { events, more } = this.#log.page({ from: place.sent, limit: STREAM_PAGE_EVENTS });
      for (const event of events) {
        if (!this.#send(socket, event.body)) return;
        place.sent = event.seq;
      }
      if (!more) return;
    }
  }

  /** Forgets a socket that has closed. */
  dropSocket(socket: WebSocket): void {
    this.#sockets.delete(socket);
  }

  /** Sends to one socket; false when it is gone. */
  #send(socket: WebSocket, text: string): boolean {
    try {
      socket.send(text);
      return true;
    } catch {
      this.#sockets.delete(socket);
      return false;
    }
  }

  /** Ends every stream: the session is being erased. */
  close(): void {
    for (const stream of [...this.#streams]) stream.close();
    for (const socket of this.#sockets.keys()) socket.close(1001, "the session was erased");
    this.#sockets.clear();
  }

  /** How many subscribers there are now. */
  get size(): number {
    return this.#streams.size + this.#sockets.size;
  }

  #stopHeartbeat(): void {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
  }
}

/** One SSE subscriber. */
class EventStream {
  readonly #log: Log;
  readonly #partial: boolean;
  readonly #onClose: (stream: EventStream) => void;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #sent: number;
  #stalled = 0;

  constructor(log: Log, after: number, partial: boolean, onClose: (stream: EventStream) => void) {
    this.#log = log;
    this.#sent = after;
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
      new ByteLengthQueuingStrategy({ highWaterMark: SSE_BUFFER_BYTES }),
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
      this.#controller?.enqueue(encode(events.map(sseText).join("")));
      if (!more) return;
    }
  }

  /** The event at `seq` has been written; `frame` is how it looks on the wire. */
  next(seq: number, frame: () => Uint8Array): void {
    if (!this.#hasRoom()) return;
    if (this.#sent !== seq - 1) {
      this.#catchUp();
      return;
    }
    this.#sent = seq;
    this.#controller?.enqueue(frame());
  }

  /** A partial frame: dropped for a reader that has no room or is behind. */
  extra(frame: Uint8Array): void {
    const upToDate = this.#sent === this.#log.state()?.last_seq;
    if (this.#partial && upToDate && this.#hasRoom()) this.#controller?.enqueue(frame);
  }

  heartbeat(): void {
    if (this.#hasRoom()) {
      this.#stalled = 0;
      this.#controller?.enqueue(encode(": still here\n\n"));
      return;
    }
    this.#stalled += 1;
    if (this.#stalled >= STALLED_HEARTBEATS_MAX) this.close();
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

function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

function sseText(event: StoredEvent): string {
  return `id: ${event.seq}\nevent: ${event.type}\ndata: ${event.body}\n\n`;
}

/** The frame of an event, encoded once however many streams want it, and not at all when none does. */
function sseFrame(event: StoredEvent): () => Uint8Array {
  let bytes: Uint8Array | undefined;
  return () => {
    bytes ??= encode(sseText(event));
    return bytes;
  };
}
