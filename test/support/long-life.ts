// The log of a session that grew large: 100,000 events and 50 MB, in turns of a few long texts.
import type { EventDraft } from "../../src/contract/event.ts";
import { newId } from "../../src/runtime.ts";
import { answered, asked, replied, running, said } from "./story.ts";

export const EVENTS = 100_000;
const EVENTS_PER_TURN = 6;
const TURNS_TOGETHER = 10;
const TEXT = "All the words of a long conversation. ".repeat(19);

export function* longLife(): Generator<EventDraft[]> {
  const turns = Math.ceil(EVENTS / EVENTS_PER_TURN);
  for (let turn = 1; turn <= turns; ) {
    const batch: EventDraft[] = [];
    for (let left = TURNS_TOGETHER; left > 0 && turn <= turns; left -= 1) {
      const seq = 2 + (turn - 1) * EVENTS_PER_TURN;
      batch.push(
        { ...said(TEXT), message_id: newId("msg") } as EventDraft,
        running(turn, [seq]),
        asked(),
        replied(TEXT, newId("msg")),
        answered("end_turn"),
        {
          type: "session.status_idle",
          turn,
          stop_reason: { type: "end_turn" },
          stop_details: null,
        },
      );
      turn += 1;
    }
    yield batch;
  }
}
