// A session with 100,000 events and 50 MB is sealed, emptied, read and brought back. How long each takes is
// printed, since a bound would say more about the machine.
import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { unwrap } from "../../src/session/stub.ts";
import { emptied, rowsIn, setIn } from "../support/archive.ts";
import { until } from "../support/crash.ts";
import { EVENTS, longLife } from "../support/long-life.ts";
import { seed } from "../support/seeded.ts";
import { openSession, pageIn } from "../support/session.ts";

it("[ARCHIVE-30] a session of 100,000 events is archived, read from its archive and restored", async () => {
  const session = await openSession();
  await seed(session.id, longLife());
  const { door, owner } = session;
  await unwrap(door().complete(owner));
  // What it publishes is another's to time: it is published already.
  await runInDurableObject(session.object(), async (one) => {
    await (one as unknown as { alarm(): Promise<void> }).alarm();
  });
  const timed: Record<string, number> = {};
  const time = async (name: string, work: () => Promise<unknown>) => {
    const from = performance.now();
    await work();
    timed[name] = Math.round(performance.now() - from);
  };
  await time("archive_ms", async () => {
    await unwrap(door().archive(owner, null));
    await until(async () => (await unwrap(door().archiveOf(owner))).status === "completed", 120);
  });
  const { size_bytes, manifest } = await unwrap(door().archiveOf(owner));
  await time("empty_ms", () => emptied(session));
  expect(await rowsIn(session, "events")).toBe(1);
  const tail = { after: EVENTS - 5, limit: 3, types: [], order: "asc" as const };
  await time("first_read_ms", async () => {
    expect((await pageIn(door().events(owner, tail))).data).toHaveLength(3);
  });
  await setIn(session, "sealed", "until_ms", 1);
  await emptied(session);
  await time("restore_ms", () => unwrap(door().restore(owner)));
  expect(await rowsIn(session, "events")).toBe((await session.get()).last_seq);
  expect(manifest?.log.events).toBeGreaterThan(EVENTS);
  console.log(JSON.stringify({ size_bytes, ...timed }));
}, 300_000);
