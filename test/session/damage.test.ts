// Damaged rows, storage that refuses writes, and databases that this code cannot open: each is a typed
// answer to whoever asks, costs nothing around it, and is over once its cause is.
import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { InputBlock } from "../../src/contract/content.ts";
import type { Id } from "../../src/contract/ids.ts";
import { newId } from "../../src/runtime.ts";
import { sessionDoor, unwrap } from "../../src/session/stub.ts";
import { expectError, newUser } from "../support/api.ts";
import { noisyText } from "../support/noise.ts";
import {
  caller,
  ofType,
  openSession,
  script,
  sessionOf,
  type TestSession,
} from "../support/session.ts";
import { config } from "../support/story.ts";
import { followSocket, followSse, seqs } from "../support/stream.ts";

/** Changes a session's database behind its back. */
async function inDatabase<T>(session: TestSession, work: (sql: SqlStorage) => T): Promise<T> {
  return await runInDurableObject(session.object(), (_: unknown, state: DurableObjectState) =>
    work(state.storage.sql),
  );
}

/** The same, and the object is then opened anew. */
async function damage(session: TestSession, ...statements: string[]): Promise<void> {
  await inDatabase(session, (sql) => {
    for (const statement of statements) sql.exec(statement);
  });
  await abortAllDurableObjects();
}

/** It stands in two parts, compressed as it is. */
const LARGE: InputBlock = { type: "text", text: noisyText(700_000, 7) };

/** A session with two turns, the first with a tool call and a message that stands in parts. */
async function lived(): Promise<TestSession> {
  const session = await openSession();
  const steps = script(
    { tools: [{ name: "Bash", input: { command: "echo hi" } }] },
    { text: "One." },
  );
  await session.ended(await session.query([...steps, LARGE]));
  await session.ended(await session.query(script({ text: "Two." })));
  return session;
}

let reports: string[] = [];
beforeEach(() => {
  reports = [];
  vi.spyOn(console, "error").mockImplementation((...said) => {
    reports.push(said.map((one) => (one instanceof Error ? `${one}` : JSON.stringify(one))).join());
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

it("[DAMAGE-9] a session that lost a message and a result goes on, and the model is told", async () => {
  const session = await lived();
  const events = await session.events();
  const lost = [ofType(events, "user.message")[1], ofType(events, "agent.tool_result")[0]];
  for (const event of lost) {
    await damage(session, `UPDATE events SET body = 'gone' WHERE seq = ${event?.seq}`);
  }
  // The offline model refuses a call without its result, as the API does.
  const next = await session.query(script({ text: "On." }));
  expect(await session.ended(next)).toMatchObject({ text: "On.", stop_reason: "end_turn" });
  await damage(session, "UPDATE meta SET value = '{\"model\":' WHERE key = 'fingerprint'");
  const last = await session.query(script({ text: "And on." }));
  expect(await session.ended(last)).toMatchObject({ text: "And on." });
});

describe("a damaged event", () => {
  const seqOf = async (session: TestSession, type: "user.message" | "agent.message") =>
    ofType(await session.events(), type)[0]?.seq ?? 0;

  it.each([
    [
      "is no JSON",
      "agent.message",
      "UPDATE events SET body = '{\"seq\":' WHERE seq = $",
      "unreadable",
    ],
    [
      "says something else",
      "agent.message",
      "UPDATE events SET body = 'null' WHERE seq = $",
      "unreadable",
    ],
    [
      "stands for another",
      "agent.message",
      "UPDATE events SET body = (SELECT body FROM events WHERE seq = 1) WHERE seq = $",
      "unreadable",
    ],
    [
      "misses a part",
      "user.message",
      "DELETE FROM event_parts WHERE seq = $ AND part = 1",
      "unreadable",
    ],
    ["misses all parts", "user.message", "DELETE FROM event_parts WHERE seq = $", "unreadable"],
    [
      "has a part that was lost to zeros",
      "user.message",
      "UPDATE event_parts SET body = zeroblob(length(body)) WHERE seq = $ AND part = 1",
      "unreadable",
    ],
    [
      "has its parts in another order",
      "user.message",
      "UPDATE event_parts SET part = 2 WHERE seq = $ AND part = 0",
      "unreadable",
    ],
    [
      "has parts that became text",
      "user.message",
      "UPDATE event_parts SET body = CAST(body AS TEXT) WHERE seq = $",
      "unreadable",
    ],
    ["is empty", "user.message", "UPDATE events SET body = x'' WHERE seq = $", "unreadable"],
    [
      "is of a later version",
      "agent.message",
      "UPDATE events SET body = replace(body, 'agent.message', 'agent.song') WHERE seq = $",
      "unknown_type",
    ],
  ] as const)(
    "[DAMAGE-1] that %s stands as damaged, and everything else is given",
    async (_, type, statement, reason) => {
      const session = await lived();
      const before = await session.events();
      const messages = await session.messages();
      const seq = await seqOf(session, type);
      const hurt = before[seq - 1];
      await damage(session, statement.replace("$", String(seq)));

      const after = await session.events();
      const { id, created_at } = hurt ?? {};
      const shown = { seq, id, created_at, type: "event.damaged", event_type: type, reason };
      expect(after).toEqual(before.map((event) => (event.seq === seq ? shown : event)));
      const kept = messages.filter((message) => message.seq !== seq);
      expect((await session.messages()).map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
      expect(await session.toolCalls()).toHaveLength(1);
      for (const reader of [
        await followSse(session, "after=0"),
        await followSocket(session, "after=0"),
      ]) {
        const frames = await reader.until((frame) => frame.seq === before.length);
        expect(seqs(frames)).toEqual(before.map((event) => event.seq));
        expect(frames.find((frame) => frame.seq === seq)).toEqual(shown);
        reader.leave();
      }
      expect(reports.filter((said) => said.includes("session.event_damaged"))).toHaveLength(1);
      // It takes input and ends its turn; what the model makes of a gap is the model's.
      const query = await session.query(script({ text: "Still here." }));
      expect(await session.ended(query)).not.toBeNull();
    },
  );
});

describe("a damaged state", () => {
  it.each([
    ["is no JSON", "UPDATE meta SET value = '{' WHERE key = 'state'"],
    ["is empty", "UPDATE meta SET value = '{}' WHERE key = 'state'"],
    ["is gone", "DELETE FROM meta WHERE key = 'state'"],
    ["has lost its configuration", "UPDATE meta SET value = 'null' WHERE key = 'config'"],
  ])("[DAMAGE-2] that %s is folded from the log again and kept", async (_, statement) => {
    const session = await lived();
    // How far the queue has been told follows behind, and is no part of the state.
    const rows = "SELECT * FROM meta WHERE key <> 'publication' ORDER BY key";
    const read = (sql: SqlStorage) => sql.exec(rows).toArray();
    const before = await inDatabase(session, read);
    const snapshot = await session.get();
    await damage(session, statement);
    expect(await session.get()).toEqual(snapshot);
    expect(await inDatabase(session, read)).toEqual(before);
    const result = await session.ended(await session.query(script({ text: "On." })));
    expect(result?.text).toBe("On.");
  });

  it("[DAMAGE-3] that is lost together with events is folded from those that are left", async () => {
    const session = await lived();
    const snapshot = await session.get();
    const drop = "DELETE FROM meta WHERE key = 'state'";
    await damage(
      session,
      drop,
      "UPDATE events SET body = '' WHERE seq = 4",
      "DELETE FROM events WHERE seq = 5",
    );
    expect(await session.get()).toMatchObject({ last_seq: snapshot.last_seq, status: "active" });
    const query = await session.query(script({ text: "On." }));
    expect(query.seq).toBe(snapshot.last_seq + 1);
    await session.ended(query);

    await damage(session, drop, "UPDATE events SET body = '' WHERE seq = 1");
    await expect(session.get()).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("storage that refuses a write", () => {
  const full = (table: string, when: string) =>
    ["INSERT", "UPDATE"].map(
      (action) => `CREATE TRIGGER full_${action} BEFORE ${action} ON ${table} WHEN ${when}
        BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END`,
    );
  const emptied = ["DROP TRIGGER full_INSERT", "DROP TRIGGER full_UPDATE"];
  const file = () => new Blob(["content"]).stream();
  const key = { key: "k", digest: "d" };

  it.each<[string, string, string, (session: TestSession) => Promise<unknown>]>([
    ["a message", "events", "1", (s) => s.query(script({ text: "a" }))],
    [
      "a message's second event",
      "events",
      "new.type = 'session.status_running'",
      (s) => s.query(script({ text: "a" })),
    ],
    ["the state", "meta", "new.key = 'state'", (s) => s.query(script({ text: "a" }))],
    ["a part", "event_parts", "new.part = 1", (s) => s.query([...script({ text: "a" }), LARGE])],
    ["an Idempotency-Key", "idempotency", "1", (s) => s.query(script({ text: "a" }), "queue", key)],
    ["a ticket", "tickets", "1", (s) => unwrap(s.door().issueTicket(s.owner))],
    [
      "a file's content",
      "blobs",
      "1",
      (s) => unwrap(s.door().writeFile(s.owner, "new.txt", file())),
    ],
    [
      "a file's name",
      "entries",
      "1",
      (s) => unwrap(s.door().writeFile(s.owner, "new.txt", file())),
    ],
    [
      "new settings",
      "meta",
      "new.key = 'config'",
      (s) => unwrap(s.door().update(s.owner, { name: "new" })),
    ],
  ])(
    "[DAMAGE-4] of %s says so to its caller, changes nothing, and takes it later",
    async (_, table, when, write) => {
      const session = await openSession();
      await session.ended(await session.query(script({ text: "Before." })));
      const before = [await session.get(), await session.events(), await session.messages()];
      await inDatabase(session, (sql) => {
        for (const statement of full(table, when)) sql.exec(statement);
      });
      await expect(write(session)).rejects.toMatchObject({ code: "storage_full" });
      expect([await session.get(), await session.events(), await session.messages()]).toEqual(
        before,
      );
      await inDatabase(session, (sql) => {
        for (const statement of emptied) sql.exec(statement);
      });
      await write(session);
      const result = await session.ended(await session.query(script({ text: "After." })));
      expect(result?.text).toContain("After.");
    },
  );

  it("[DAMAGE-5] in the middle of a turn, the turn waits and ends once there is room", async () => {
    const session = await openSession();
    await inDatabase(session, (sql) => {
      for (const statement of full("events", "new.seq > 4")) sql.exec(statement);
    });
    const query = await session.query(script({ text: "At last." }));
    await vi.waitFor(() => expect(reports.join()).toContain("disk is full"));
    expect((await session.get()).status).toBe("processing");
    expect((await session.events()).length).toBeLessThanOrEqual(4);
    await inDatabase(session, (sql) => {
      for (const statement of emptied) sql.exec(statement);
    });
    expect(await runDurableObjectAlarm(session.object())).toBe(true);
    expect(await session.ended(query)).toMatchObject({ stop_reason: "end_turn", text: "At last." });
  });

  it("[DAMAGE-6] at its creation, a session is made by the next try", async () => {
    const id = newId("sesn");
    const session = sessionOf(id, caller("late"));
    const input = { id, config: config(), message: script({ text: "Made." }) };
    const huge = Array.from({ length: 20 }, () => ({
      type: "text" as const,
      text: "x".repeat(450_000),
    }));
    const create = (message: InputBlock[]) =>
      unwrap(sessionDoor(env, id).create(session.owner, { ...input, message }));
    await expect(create(huge)).rejects.toMatchObject({ code: "too_large" });
    await inDatabase(session, (sql) => {
      for (const statement of full("events", "1")) sql.exec(statement);
    });
    await expect(create(input.message)).rejects.toMatchObject({ code: "storage_full" });
    await expect(session.get()).rejects.toMatchObject({ code: "not_found" });
    await damage(session, ...emptied);
    await create(input.message);
    expect(await session.ended({ seq: 2 })).toMatchObject({ text: "Made." });
  });
});

describe("a database that this code cannot open", () => {
  const tablesOf = (sql: SqlStorage) =>
    ["sqlite_master", "meta", "events", "idempotency"].map((table) =>
      sql.exec(`SELECT * FROM ${table} WHERE 1 ORDER BY 1`).toArray(),
    );

  async function refusesEverything(session: TestSession, reason: string): Promise<void> {
    const door = () => session.door();
    const { owner } = session;
    const page = { after: 0, limit: 10, types: [], order: "asc" as const };
    const attempts: Promise<unknown>[] = [
      session.get(),
      session.query(script({ text: "a" })),
      session.send([{ type: "user.interrupt" }]),
      session.ended({ seq: 2 }),
      unwrap(door().create(owner, { id: session.id, config: config(), message: null })),
      unwrap(door().update(owner, { name: "a" })),
      unwrap(door().interrupt(owner)),
      unwrap(door().complete(owner)),
      unwrap(door().terminate(owner)),
      unwrap(door().archive(owner, null)),
      unwrap(door().purge(owner)),
      unwrap(door().storage(owner)),
      unwrap(door().events(owner, page)),
      unwrap(door().messages(owner, { limit: 1 })),
      unwrap(door().message(owner, "msg_1")),
      unwrap(door().toolCalls(owner, { limit: 1 })),
      unwrap(door().toolCall(owner, "sevt_1")),
      unwrap(door().listFiles(owner, "")),
      unwrap(door().readFile(owner, "a")),
      unwrap(door().writeFile(owner, "a", new Blob(["a"]).stream())),
      unwrap(door().deleteFile(owner, "a")),
      unwrap(door().importFiles(owner, "", new Blob(["a"]).stream())),
      unwrap(door().issueTicket(owner)),
      followSse(session),
      followSocket(session),
    ];
    // All are heard at once: one that was refused while another was waited for would count as unheard.
    const refused = { code: "unavailable", details: { reason } };
    await Promise.all(attempts.map((attempt) => expect(attempt).rejects.toMatchObject(refused)));
  }

  it.each([
    [
      "of a later version",
      "database_newer",
      ["UPDATE meta SET value = 99 WHERE key = 'schema_version'"],
      ["UPDATE meta SET value = 3 WHERE key = 'schema_version'"],
    ],
    [
      "whose migration fails in the middle",
      "migration_failed",
      [
        ...["entries_past", "memory_past"].map((table) => `DROP TABLE ${table}`),
        ...["entries", "memory"].map((table) => `ALTER TABLE ${table} DROP COLUMN from_seq`),
        "ALTER TABLE blobs DROP COLUMN encoding",
        "UPDATE meta SET value = 2 WHERE key = 'schema_version'",
        `CREATE TRIGGER broken BEFORE INSERT ON meta WHEN NEW.key = 'versions_from'
          BEGIN SELECT RAISE(FAIL, 'no'); END`,
      ],
      ["DROP TRIGGER broken"],
    ],
  ])(
    "[DAMAGE-7] %s answers so on every route, is left as it was, and works again with the right code",
    async (_, reason, breaking, mending) => {
      const session = await openSession();
      const query = await session.query(script({ text: "Slow.", chunks: 1, delay_ms: 400 }));
      await damage(session, ...breaking);
      const before = await inDatabase(session, tablesOf);
      await refusesEverything(session, reason);
      expect(await runDurableObjectAlarm(session.object())).toBe(true);
      expect(await inDatabase(session, tablesOf)).toEqual(before);

      // The right code: here it is the database that changes, and the object is opened anew.
      await damage(session, ...mending);
      expect(await runDurableObjectAlarm(session.object())).toBe(true);
      expect(await session.ended(query)).toMatchObject({ text: "Slow.", stop_reason: "end_turn" });
    },
  );
});

it("[DAMAGE-8] over HTTP full storage is a 507, and a session that cannot be opened a 503 with its reason", async () => {
  const client = await newUser();
  const { body } = await client.post("/sessions", { model: "offline-script" });
  const { id } = body as { id: Id<"sesn"> };
  const session = sessionOf(id, caller(client.user_id));
  const trigger = `CREATE TRIGGER full BEFORE INSERT ON events
    BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END`;
  await inDatabase(session, (sql) => sql.exec(trigger).rowsWritten);
  expectError(await client.post(`/sessions/${id}/query`, { message: "hi" }), 507, "api_error");
  expect((await client.get(`/sessions/${id}/messages`)).status).toBe(200);
  await damage(session, "UPDATE meta SET value = 99 WHERE key = 'schema_version'");
  const error = expectError(await client.get(`/sessions/${id}`), 503, "api_error");
  expect(error.details).toMatchObject({ reason: "database_newer", database_version: 99 });
});
