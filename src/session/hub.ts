// The subscribers of a session. The log is their only buffer: each has a place in it, is sent what
// comes next while it keeps up, and reads from the log again once it has room. So a slow reader costs
// a bounded piece of memory, and nobody sees a gap or a double.
import type { Caller } from "../contract/caller.ts";
import type { SessionEvent } from "../contract/event.ts";
import { STREAM_HEARTBEAT_MS } from "../contract/limits.ts";
import type { PartialFrame, SnapshotFrame } from "../contract/stream.ts";
import { RunningDraft } from "./draft.ts";
import { EventSocket, type SocketAttachment } from "./event-socket.ts";
import { EventStream, encode, previewText, type Sources, sseFrame } from "./event-stream.ts";
import type { Log, StoredEvent } from "./log.ts";
import { openPermissions } from "./permissions.ts";

interface Subscription {
  /** The place after which the subscriber wants events; null for: from now on. */
  after: number | null;
  partial: boolean;
}

export class Hub {
  readonly #ctx: DurableObjectState;
  readonly #log: Log;
  readonly #quiet_beats_max: number;
  readonly #streams = new Set<EventStream>();
  readonly #sockets = new Map<WebSocket, EventSocket>();
  readonly #draft = new RunningDraft();
  #heartbeat: ReturnType<typeof setInterval> | undefined;

  /** `quiet_beats_max`: after so many heartbeats with nothing else a subscriber is let go; null for never. */
  constructor(ctx: DurableObjectState, log: Log, quiet_beats_max: number | null) {
    this.#ctx = ctx;
    this.#log = log;
    this.#quiet_beats_max = quiet_beats_max ?? Number.POSITIVE_INFINITY;
    for (const socket of ctx.getWebSockets()) {
      if (socket.readyState !== WebSocket.READY_STATE_OPEN) continue;
      // Whoever is owed something keeps the object awake: the others were sent all there is.
      const kept = socket.deserializeAttachment() as SocketAttachment;
      this.#follow(socket, kept, this.#lastSeq());
    }
    this.#beat();
  }

  #lastSeq(): number {
    return this.#log.state()?.last_seq ?? 0;
  }

  get #sources(): Sources {
    return { log: this.#log, draft: this.#draft };
  }

  /** Sends what has just been written to everyone who is up to date. */
  publish(events: readonly SessionEvent[], stored: readonly StoredEvent[]): void {
    if (events.some((event) => event.type.startsWith("span."))) this.#draft.clear();
    for (const event of stored) {
      const frame = sseFrame(event);
      for (const stream of this.#streams) stream.next(event.seq, frame);
      for (const socket of this.#sockets.values()) socket.next(event);
    }
    this.#beat();
    // The object does not sleep while a turn runs: what it must know then is written down once.
    if (this.#log.state()?.status === "processing") return;
    for (const socket of this.#sockets.values()) socket.keep();
  }

  /** Sends a piece of what the model is saying to those who asked for it; it is stored nowhere. */
  preview(frame: PartialFrame): void {
    const before = this.#draft.end;
    this.#draft.take(frame);
    const text = JSON.stringify(frame);
    const bytes = encode(previewText(frame));
    for (const stream of this.#streams) stream.extra(bytes, before);
    for (const socket of this.#sockets.values()) socket.extra(text, before);
  }

  /** What a subscriber is told first. The draft only goes to those who follow partial frames. */
  #snapshot(partial: boolean): string {
    const state = this.#log.state();
    if (state === null) throw new Error("a stream needs a session");
    const draft = this.#draft.value;
    const snapshot: SnapshotFrame = {
      type: "stream.snapshot",
      as_of: state.last_seq,
      status: state.status,
      last_stop_reason: state.last_stop_reason,
      open_permissions: openPermissions(this.#log, state),
      ...(partial && draft !== null ? { draft } : {}),
    };
    return JSON.stringify(snapshot);
  }

  /** Opens an SSE stream; it ends when `signal` says that the client has left. */
  openStream(subscription: Subscription, signal: AbortSignal): Response {
    const { partial } = subscription;
    const after = subscription.after ?? this.#lastSeq();
    const snapshot = this.#snapshot(partial);
    const stream = new EventStream(this.#sources, { after, partial }, (closed) => {
      this.#streams.delete(closed);
      this.#beat();
    });
    this.#streams.add(stream);
    this.#beat();
    signal.addEventListener("abort", () => stream.close(), { once: true });
    return new Response(stream.open(encode(`event: stream.snapshot\ndata: ${snapshot}\n\n`)), {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      },
    });
  }

  /** Accepts a WebSocket that hibernates with the object. `confirms`: it sends marks back. */
  openSocket(subscription: Subscription & { confirms: boolean }, caller: Caller): Response {
    const { after, partial, confirms } = subscription;
    const pair = new WebSocketPair();
    const [client, server] = [pair[0], pair[1]];
    this.#ctx.acceptWebSocket(server);
    const kept = { caller, partial, confirms, sent_bytes: 0, taken_bytes: 0 };
    this.#follow(server, kept, after ?? this.#lastSeq()).open(this.#snapshot(partial));
    this.#beat();
    return new Response(null, { status: 101, webSocket: client });
  }

  #follow(socket: WebSocket, kept: SocketAttachment, after: number): EventSocket {
    const one = new EventSocket(socket, this.#sources, { kept, after }, () =>
      this.dropSocket(socket),
    );
    this.#sockets.set(socket, one);
    return one;
  }

  /** Answers what a socket's client said. */
  answer(socket: WebSocket, text: string): void {
    this.#sockets.get(socket)?.answer(text);
  }

  /** A socket's client has sent the mark `at` back. */
  confirm(socket: WebSocket, at: number): void {
    this.#sockets.get(socket)?.confirm(at);
    this.#beat();
  }

  /** Forgets a socket that has closed. */
  dropSocket(socket: WebSocket): void {
    this.#sockets.delete(socket);
    this.#beat();
  }

  /** Ends every stream: the session is being erased. */
  close(): void {
    for (const stream of [...this.#streams]) stream.close();
    for (const socket of [...this.#sockets.values()]) socket.close(1001, "the session was erased");
  }

  /** How many subscribers there are now. */
  get size(): number {
    return this.#streams.size + this.#sockets.size;
  }

  /** Runs the heartbeats while somebody needs them: a stream, or a socket that waits for room. */
  #beat(): void {
    const isWaiting = [...this.#sockets.values()].some((socket) => socket.isWaiting);
    if (this.#streams.size === 0 && !isWaiting) {
      clearInterval(this.#heartbeat);
      this.#heartbeat = undefined;
      return;
    }
    this.#heartbeat ??= setInterval(() => {
      for (const stream of [...this.#streams]) stream.heartbeat(this.#quiet_beats_max);
      for (const socket of [...this.#sockets.values()]) socket.heartbeat(this.#quiet_beats_max);
    }, STREAM_HEARTBEAT_MS);
  }
}
