// What the model has said so far in the running request. Every partial frame moves its end; a reader
// that is shown only some of them gets the text in between with a later one, so nothing is missing.
import type { Draft, PartialFrame } from "../contract/stream.ts";

export class RunningDraft {
  #draft: Draft | null = null;
  #start = 0;
  #end = 0;

  /** What a subscriber that comes now is given; null while the model says nothing. */
  get value(): Draft | null {
    return this.#draft;
  }

  /** The place up to which a reader has seen everything; it only grows. */
  get end(): number {
    return this.#end;
  }

  /** The request is over: its events stand in the log, or nowhere. */
  clear(): void {
    this.#draft = null;
    this.#start = this.#end;
  }

  /** Adds a frame. A start counts one, a delta as many as its text has UTF-16 units. */
  take(frame: PartialFrame): void {
    if (frame.type === "event_start") {
      if (this.#draft?.message_id !== frame.message_id) {
        this.clear();
        this.#draft = { message_id: frame.message_id, events: [] };
      }
      const type = frame.event.type === "agent.message" ? "text" : "thinking";
      this.#draft.events.push({ event_id: frame.event.id, content: { type, text: "" } });
      this.#end += 1;
      return;
    }
    // Blocks come one after the other: a delta always belongs to the last one begun.
    const last = this.#draft?.events.at(-1);
    if (last?.event_id !== frame.event_id) return;
    last.content.text += frame.delta.content.text;
    this.#end += frame.delta.content.text.length;
  }

  /** The frames that a reader lacks who has seen everything up to `place`, each block's in one. */
  since(place: number): PartialFrame[] {
    if (this.#draft === null) return [];
    const { message_id, events } = this.#draft;
    const frames: PartialFrame[] = [];
    let at = this.#start;
    for (const { event_id, content } of events) {
      if (place <= at) {
        const type = content.type === "text" ? "agent.message" : "agent.thinking";
        frames.push({ type: "event_start", event: { type, id: event_id }, message_id });
      }
      at += 1;
      const text = content.text.slice(Math.max(0, place - at));
      if (text !== "") {
        const delta = { type: "content_delta", index: 0, content: { ...content, text } } as const;
        frames.push({ type: "event_delta", event_id, delta });
      }
      at += content.text.length;
    }
    return frames;
  }
}
