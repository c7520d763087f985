// Archives whose object dies: at every call of R2 and every transaction of sealing, emptying, unpacking,
// restoring and importing, before it and after it. What was begun is finished, and nothing is lost or left.
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, it } from "vitest";
import { newId } from "../../src/runtime.ts";
import { sessionDoor, unwrap } from "../../src/session/stub.ts";
import {
  archiveOf,
  emptied,
  keysIn,
  metaOf,
  setIn,
  shown,
  small,
  surviving,
} from "../support/archive.ts";
import { isDeath } from "../support/crash.ts";
import { dieAt, mendAll } from "../support/faults.ts";
import { sessionOf, type TestSession } from "../support/session.ts";

afterEach(mendAll);

const WHEN = ["before", "after"] as const;
/** More steps than any of these has. */
const STEPS_MAX = 60;

/** Asks for an archive like a client who asks again when nobody answered. */
async function ask(session: TestSession) {
  return surviving(() => unwrap(session.door().archive(session.owner, null)));
}

it.each(WHEN)(
  "[ARCHIVE-5] an archive that is killed %s any of its steps is finished after the restart, once",
  async (when) => {
    const done: string[] = [];
    for (let at = 0; at < STEPS_MAX; at += 1) {
      const session = await small();
      const before = await shown(session);
      const steps = await dieAt(session, { at, when });
      await ask(session);
      await surviving(() => emptied(session));
      steps.mend();
      const where = `${when} step ${at}: ${steps.names.at(at)}`;
      const archive = await unwrap(session.door().archiveOf(session.owner));
      expect(archive, where).toMatchObject({ status: "completed", error_message: null });
      expect(await keysIn(`archives/${session.id}/`), where).toEqual([archive.archive_path]);
      expect(await keysIn(`blobs/${session.id}/`), where).toEqual([]);
      expect(await shown(session), where).toEqual(before);
      await unwrap(session.door().restore(session.owner));
      expect(await shown(session), where).toEqual(before);
      if (!steps.happened) break;
      done.push(steps.names.at(at) ?? "");
    }
    expect(done).toEqual(expect.arrayContaining(["get", "put", "head", "transaction", "list"]));
    expect(done).toContain("delete");
  },
  120_000,
);

it.each(WHEN)(
  "[ARCHIVE-10] a restore that is killed %s any of its steps leaves the session archived or alive, never half",
  async (when) => {
    const session = await small();
    const before = await shown(session);
    await archiveOf(session);
    let deaths = 0;
    for (let at = 0; at < STEPS_MAX; at += 1) {
      await emptied(session);
      const steps = await dieAt(session, { at, when });
      const restored = await session
        .door()
        .restore(session.owner)
        .catch((error: unknown) => {
          if (!isDeath(error)) throw error;
          return null;
        });
      const where = `${when} step ${at}: ${steps.names.at(at)}`;
      steps.mend();
      const { status } = await surviving(() => session.get());
      if (status === "active") {
        expect(restored === null || restored.ok, where).toBe(true);
        break;
      }
      deaths += 1;
      expect(status, where).toBe("archived");
      // What the dead restore unpacked is packed away again, contents included.
      await setIn(session, "sealed", "until_ms", 1);
      await emptied(session);
      expect(await keysIn(`blobs/${session.id}/`), where).toEqual([]);
    }
    expect(deaths).toBeGreaterThan(6);
    expect(await metaOf(session, "sealed")).toBe(null);
    expect(await shown(session)).toEqual(before);
  },
  120_000,
);

it.each(WHEN)(
  "[ARCHIVE-11] an import that is killed %s any of its steps is no session, leaves nothing, and can be made again",
  async (when) => {
    const origin = await small();
    const theirs = await shown(origin);
    const { archive_path } = await archiveOf(origin);
    const path = "archives/imports/of-the-tests";
    await env.BLOBS.put(path, (await (await env.BLOBS.get(archive_path))?.bytes()) ?? "");
    let deaths = 0;
    for (let at = 0; at < STEPS_MAX; at += 1) {
      const id = newId("sesn");
      const session = sessionOf(id, origin.owner);
      const asked = () =>
        sessionDoor(env, id).importArchive(origin.owner, { id, path, name: null });
      const steps = await dieAt(session, { at, when });
      const outcome = await asked().catch((error: unknown) => {
        if (!isDeath(error)) throw error;
        return null;
      });
      steps.mend();
      const where = `${when} step ${at}: ${steps.names.at(at)}`;
      const found = await surviving(() => session.door().get(session.owner));
      if (outcome === null && !found.ok) {
        deaths += 1;
        expect(found, where).toMatchObject({ failure: { code: "not_found" } });
        await runDurableObjectAlarm(session.object());
        const tables = await runInDurableObject(session.object(), (_, { storage }) =>
          storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'events'").toArray(),
        );
        expect(tables, where).toEqual([]);
        expect(await keysIn(`blobs/${id}/`), where).toEqual([]);
        await unwrap(asked());
      }
      const ours = await shown(session);
      expect(ours.files, where).toEqual(theirs.files);
      expect(ours.events.slice(0, -1), where).toEqual(theirs.events);
      if (!steps.happened) break;
    }
    expect(deaths).toBeGreaterThan(6);
  },
  120_000,
);
