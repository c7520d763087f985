// The body of a streamed answer. A frame is made when the reader asks for it, never ahead; the
// stream stops at once when the request is aborted or the reader leaves. No delay, no timer.
import { OFFLINE_STALL_MS_MAX } from "../contract/limits.ts";
import type { Ending } from "./answer.ts";
import { errorJson } from "./failure.ts";
import type { Frame } from "./wire.ts";

export interface Delivery {
  readonly delay_ms: number;
  readonly ending: Ending | null;
  readonly request_id: string;
  /** The request's signal: on abort the body errors with its reason. */
  readonly signal: AbortSignal;
}

/** Streams the frames as `delivery` says. Owns the iterator. */
export function streamBody(
  frames: Iterator<Frame, void>,
  { delay_ms, ending, request_id, signal }: Delivery,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  // Ends a wait that is under way when the request or the reader goes.
  const gone = new AbortController();
  let deltas = 0;
  let leave = () => {};

  function endEarly(
    controller: ReadableStreamDefaultController<Uint8Array>,
    early: Ending,
  ): boolean {
    switch (early.kind) {
      case "cut":
        controller.error(new Error("The offline model cut its stream."));
        return true;
      case "error":
        controller.enqueue(
          encoder.encode(`event: error\ndata: ${errorJson(early.failure, request_id)}\n\n`),
        );
        controller.close();
        return true;
      case "stall":
        return false;
      default:
        return early satisfies never;
    }
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const abort = () => {
          gone.abort();
          controller.error(signal.reason);
        };
        if (signal.aborted) return abort();
        signal.addEventListener("abort", abort, { once: true });
        leave = () => signal.removeEventListener("abort", abort);
      },
      pull(controller) {
        if (ending !== null && deltas >= ending.after_deltas) {
          const isOver = endEarly(controller, ending);
          return isOver ? leave() : pause(OFFLINE_STALL_MS_MAX, gone.signal);
        }
        const next = frames.next();
        if (next.done) {
          leave();
          controller.close();
          return;
        }
        const { text, isDelta } = next.value;
        if (isDelta) deltas += 1;
        if (!isDelta || delay_ms === 0) return controller.enqueue(encoder.encode(text));
        return pause(delay_ms, gone.signal).then(() => {
          if (!gone.signal.aborted) controller.enqueue(encoder.encode(text));
        });
      },
      cancel() {
        leave();
        gone.abort();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Resolves after so many milliseconds, or as soon as the signal aborts. Never rejects. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end, { once: true });
    function end() {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    }
  });
}
