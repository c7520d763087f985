// A session with 100,000 events and 50 MB is opened, read at both ends and asked for one message of its
// middle. What that costs is counted in rows, since a time would say more about the machine.
import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import type { MessageResource } from "../../src/contract/message.ts";
import { unwrap } from "../../src/session/stub.ts";
import { EVENTS, longLife } from "../support/long-life.ts";
import { seed } from "../support/seeded.ts";
import { openSession, pageIn, type TestSession } from "../support/session.ts";

const PAGE = 100;

/** Counts the rows that SQLite reads, in whichever object, while `work` is done. */
async function rowsReadIn(session: TestSession, work: () => Promise<void>): Promise<number> {
  const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
  const prototype = await runInDurableObject(
    session.object(),
    (_: unknown, { storage }: DurableObjectState) =>
      Object.getPrototypeOf(storage.sql) as SqlStorage,
  );
  const { exec } = prototype;
  prototype.exec = function counted(this: SqlStorage, ...given: Parameters<typeof exec>) {
    const cursor = exec.apply(this, given);
    cursors.push(cursor);
    return cursor;
  } as typeof exec;
  try {
    await abortAllDurableObjects();
    await work();
  } finally {
    prototype.exec = exec;
  }
  expect(cursors.length).toBeGreaterThan(0);
  return cursors.reduce((sum, cursor) => sum + cursor.rowsRead, 0);
}

it("[SIZE-9] a session of 100,000 events and 50 MB wakes and is read without loading it", async () => {
  const session = await openSession();
  await seed(session.id, longLife());
  const { last_seq } = await session.get();
  expect(last_seq).toBeGreaterThan(EVENTS);
  const size_bytes = await runInDurableObject(
    session.object(),
    (_: unknown, { storage }: DurableObjectState) => storage.sql.databaseSize,
  );
  expect(size_bytes).toBeGreaterThan(50_000_000);
  const { owner } = session;
  const read = async (after: number, order: "asc" | "desc") => {
    const events = session.door().events(owner, { after, limit: PAGE, types: [], order });
    expect((await pageIn(events)).data).toHaveLength(PAGE);
  };

  const woken = await rowsReadIn(session, async () => {
    expect((await session.get()).last_seq).toBe(last_seq);
  });
  expect(woken).toBeLessThan(60);

  const pages = await rowsReadIn(session, async () => {
    await read(0, "asc");
    await read(0, "desc");
    await read(EVENTS / 2, "asc");
  });
  expect(pages).toBeLessThan(woken + 3 * (PAGE + 1) + 10);

  const cursor = String(EVENTS / 2);
  const middle = session.door().messages(owner, { cursor, limit: 1 });
  const [message] = (await pageIn<MessageResource>(middle)).data;
  const found = await rowsReadIn(session, async () => {
    const alone = await unwrap(session.door().message(owner, message?.id ?? ""));
    expect(alone).toEqual(message);
  });
  // A binary search over the places, then what was written in the same milliseconds.
  expect(found).toBeLessThan(woken + 500);
}, 120_000);
