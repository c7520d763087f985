// A session as its object would publish it, for tests of what only reads snapshots.
import type { SessionSnapshot } from "../../src/contract/session.ts";
import { newId } from "../../src/runtime.ts";
import { snapshotOf } from "../../src/session/view.ts";
import { config, tell } from "./story.ts";

/** A quiet, empty session with the given fields changed. */
export function snapshotWith(changed: Partial<SessionSnapshot>): SessionSnapshot {
  const { state } = tell([], config({ model: "offline-sonnet" }));
  return { ...snapshotOf(state), id: newId("sesn"), user_id: "user", status: "active", ...changed };
}
