// A session whose log is written at once, as an object that has slept: for tests of long and large logs
// that no conversation could make in a test's time.
import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import type { EventDraft } from "../../src/contract/event.ts";
import { Log } from "../../src/session/log.ts";
import { Store } from "../../src/session/store.ts";
import type { TestSession } from "./session.ts";

/** Appends each batch in one transaction, then lets the object be opened anew. */
export async function seed(
  session: TestSession,
  batches: Iterable<readonly EventDraft[]>,
): Promise<void> {
  await runInDurableObject(session.object(), (_: unknown, { storage }: DurableObjectState) => {
    const log = new Log(new Store(storage), () => {});
    for (const batch of batches) log.append(batch);
  });
  await abortAllDurableObjects();
}
