// A session whose log is written at once, as an object that has slept: for tests of long and large logs
// that no conversation could make in a test's time, and of events that come from none.
import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { EventDraft } from "../../src/contract/event.ts";
import { Log } from "../../src/session/log.ts";
import { Store } from "../../src/session/store.ts";

/**
 * Appends each batch in one transaction to the log of a session that rests, and gives the place of the last
 * event. The instance that was alive knows nothing of what was written behind its back: all instances end.
 */
export async function seed(id: string, batches: Iterable<readonly EventDraft[]>): Promise<number> {
  const object = env.SESSIONS.getByName(id);
  const seq = await runInDurableObject(object, (_: unknown, { storage }: DurableObjectState) => {
    const log = new Log(new Store(storage), () => {});
    for (const batch of batches) log.append(batch);
    return log.state()?.last_seq ?? 0;
  });
  await abortAllDurableObjects();
  return seq;
}
