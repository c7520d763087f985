// One WebSocket subscriber. The platform queues what its reader does not take, without a bound and
// without a word, so what is on its way is counted here, and never more than a window of it.
import type { Caller } from "../contract/caller.ts";
import {
  SOCKET_AHEAD_BYTES_MAX,
  SOCKET_FRAME_OVERHEAD_BYTES,
  SOCKET_MARK_BYTES,
  STREAM_PAGE_EVENTS,
  STREAM_STALLED_HEARTBEATS_MAX,
} from "../contract/limits.ts";
import type { MarkFrame } from "../contract/stream.ts";
import type { RunningDraft } from "./draft.ts";
import type { Sources } from "./event-stream.ts";
import type { Log, StoredEvent } from "./log.ts";

const DONE = 1000;
/** "Try again later": the client comes back by its cursor. */
const TRY_AGAIN = 1013;
const UNCONFIRMED = "this much unconfirmed: come back with after, or with confirm=true";

const NORMAL = 1000;
const QUIET = "nothing happened for long: come back with after";

/** What is kept with a WebSocket while the object sleeps. */
export interface SocketAttachment {
  caller: Caller;
  partial: boolean;
  /** Whether the client sends marks back. */
  confirms: boolean;
  /** Bytes put on their way, and how many of them the client has confirmed. */
  sent_bytes: number;
  taken_bytes: number;
}

export class EventSocket {
  readonly #socket: WebSocket;
  readonly #log: Log;
  readonly #draft: RunningDraft;
  readonly #onClose: (socket: WebSocket) => void;
  readonly #kept: SocketAttachment;
  #sent: number;
  #previewed: number;
  #marked_bytes: number;
  #stalled = 0;
  /** Heartbeats since anything was sent. */
  #quiet_beats = 0;

  /** `after` is the place in the log after which it wants events. */
  constructor(
    socket: WebSocket,
    { log, draft }: Sources,
    place: { kept: SocketAttachment; after: number },
    onClose: (socket: WebSocket) => void,
  ) {
    this.#socket = socket;
    this.#log = log;
    this.#draft = draft;
    this.#kept = place.kept;
    this.#sent = place.after;
    this.#previewed = draft.end;
    this.#marked_bytes = place.kept.sent_bytes;
    this.#onClose = onClose;
  }

  /** The first frame, then what the log holds after the cursor. */
  open(opening: string): void {
    this.#send(opening);
    this.#catchUp();
    this.keep();
  }

  /** Whether events wait here until the client confirms. */
  get isWaiting(): boolean {
    return this.#sent !== this.#log.state()?.last_seq;
  }

  #ahead_bytes(): number {
    return this.#kept.sent_bytes - this.#kept.taken_bytes;
  }

  /** An event has been written. */
  next(event: StoredEvent): void {
    if (this.#sent === event.seq - 1) this.#put(event);
    this.#endIfOver();
  }

  /** Nothing comes any more of an archived session. */
  #endIfOver(): void {
    const isOver = this.#log.state()?.status === "archived" && !this.isWaiting;
    if (isOver) this.close(DONE, "the session is archived");
  }

  /** Sends an event if there is room; false when it has to wait, or the socket is gone. */
  #put(event: StoredEvent): boolean {
    if (this.#ahead_bytes() >= SOCKET_AHEAD_BYTES_MAX) {
      if (!this.#kept.confirms) this.close(TRY_AGAIN, UNCONFIRMED);
      return false;
    }
    if (!this.#send(event.body)) return false;
    this.#sent = event.seq;
    return true;
  }

  #catchUp(): void {
    while (this.isWaiting) {
      const { events, more } = this.#log.page({ from: this.#sent, limit: STREAM_PAGE_EVENTS });
      for (const event of events) {
        if (!this.#put(event)) return;
      }
      if (!more) break;
    }
    this.#endIfOver();
  }

  /**
   * A partial frame, which moved the draft on from `before`. A reader that is behind or has half a
   * window to take goes without, and is given the whole of what it missed with a later one.
   */
  extra(frame: string, before: number): void {
    const { partial, confirms } = this.#kept;
    // The other half is for events, which would have to wait.
    const room_bytes = confirms ? SOCKET_AHEAD_BYTES_MAX / 2 : SOCKET_AHEAD_BYTES_MAX;
    if (!partial || this.isWaiting || this.#ahead_bytes() >= room_bytes) return;
    const seen = this.#previewed;
    this.#previewed = this.#draft.end;
    const due =
      seen === before ? [frame] : this.#draft.since(seen).map((one) => JSON.stringify(one));
    for (const text of due) this.#send(text);
  }

  /** An answer to what the client said. Who talks on and does not read is disconnected too. */
  answer(text: string): void {
    if (this.#ahead_bytes() < 2 * SOCKET_AHEAD_BYTES_MAX) this.#send(text);
    else this.close(TRY_AGAIN, UNCONFIRMED);
  }

  /** The client has taken what came before the mark `at`; a mark that was never sent says nothing. */
  confirm(at: number): void {
    if (!this.#kept.confirms || at > this.#marked_bytes || at <= this.#kept.taken_bytes) return;
    this.#kept.taken_bytes = at;
    this.#stalled = 0;
    if (this.#ahead_bytes() <= SOCKET_AHEAD_BYTES_MAX / 2) this.#catchUp();
    this.keep();
  }

  /**
   * Ends the connection of a client that has let events wait for too many heartbeats, and of one that
   * had nothing to be sent for `quiet_beats_max` of them.
   */
  heartbeat(quiet_beats_max: number): void {
    if (!this.isWaiting) {
      if (this.#quiet_beats >= quiet_beats_max) this.close(NORMAL, QUIET);
      this.#quiet_beats += 1;
      return;
    }
    this.#stalled += 1;
    if (this.#stalled < STREAM_STALLED_HEARTBEATS_MAX) return;
    this.close(TRY_AGAIN, "nothing was confirmed for too long: come back with after");
  }

  /** Keeps with the socket what must outlive the object's sleep. */
  keep(): void {
    this.#socket.serializeAttachment(this.#kept);
  }

  /** Sends a frame, and a mark when one is due; false when the socket is gone. */
  #send(text: string): boolean {
    try {
      this.#socket.send(text);
      this.#quiet_beats = 0;
      this.#kept.sent_bytes += Buffer.byteLength(text) + SOCKET_FRAME_OVERHEAD_BYTES;
      const since_mark = this.#kept.sent_bytes - this.#marked_bytes;
      if (this.#kept.confirms && since_mark >= SOCKET_MARK_BYTES) {
        this.#marked_bytes = this.#kept.sent_bytes;
        const mark: MarkFrame = { type: "stream.mark", at: this.#marked_bytes };
        this.#socket.send(JSON.stringify(mark));
      }
      return true;
    } catch {
      this.#onClose(this.#socket);
      return false;
    }
  }

  close(code: number, reason: string): void {
    this.#onClose(this.#socket);
    this.#socket.close(code, reason);
  }
}
