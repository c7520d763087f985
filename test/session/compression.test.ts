// Events that are stored compressed: when they are, that they come back as they were, and that nothing
// can happen to their bytes without being noticed.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { EVENT_PART_BYTES_MAX, EVENT_ROW_BYTES_MAX } from "../../src/contract/limits.ts";
import { type Held, storeBody, wholeBody } from "../../src/session/event-body.ts";
import { EventRows } from "../../src/session/event-rows.ts";
import { Log } from "../../src/session/log.ts";
import { Store } from "../../src/session/store.ts";
import { unwrap } from "../../src/session/stub.ts";
import { Random } from "../simulation/random.ts";
import { noisyText } from "../support/noise.ts";
import { openSession, script } from "../support/session.ts";
import { said } from "../support/story.ts";

const OVER = 1000;
const PROSE = "All the words of a long conversation, and a few more. ";
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

function withTables<T>(work: (sql: SqlStorage) => T): Promise<T> {
  const stub = env.SESSIONS.getByName(crypto.randomUUID());
  return runInDurableObject(stub, (_: unknown, { storage }: DurableObjectState) => {
    new Store(storage).migrate();
    return work(storage.sql);
  }) as Promise<T>;
}

/** A text without a pattern in printable ASCII: too short, nothing is saved by deflating it. */
function printable(chars: number, random: Random): string {
  return String.fromCharCode(...Array.from({ length: chars }, () => random.between(32, 126)));
}

describe("a text that is stored", () => {
  const exactly = (chars: number) => PROSE.repeat(1 + chars / PROSE.length).slice(0, chars);

  it.each<[string, string, "text" | "bytes"]>([
    ["of nothing", "", "text"],
    ["of one character", "a", "text"],
    ["below the threshold", exactly(OVER - 1), "text"],
    ["at the threshold", exactly(OVER), "text"],
    ["above the threshold", exactly(OVER + 1), "bytes"],
    ["above it in bytes and not in characters", "世".repeat(OVER), "text"],
    ["of characters outside of ASCII", "世界é👋".repeat(400), "bytes"],
    ["with NUL and a byte order mark", `\ufeff\0${exactly(2000)}\0`, "bytes"],
    ["of one character many times", "x".repeat(7_900_000), "bytes"],
  ])("[COMPRESS-1] %s is compressed where that pays, and read as it was", async (_, text, form) => {
    await withTables((sql) => {
      const held = storeBody(sql, 1, text, OVER);
      expect(typeof held === "string" ? "text" : "bytes").toBe(form);
      if (typeof held !== "string") {
        expect(held.byteLength).toBeLessThan(
          (new TextEncoder().encode(text).byteLength * 7) / 8 + 9,
        );
      }
      expect(wholeBody(sql, 1, held) === text).toBe(true);
    });
  });

  it("[COMPRESS-1] a text that saves less than an eighth stays as it is", async () => {
    await withTables((sql) => {
      const text = printable(200, new Random(7));
      expect(storeBody(sql, 1, text, 100)).toBe(text);
    });
  });

  it("[COMPRESS-1] half a surrogate pair in an event comes back as it was", async () => {
    await withTables((sql) => {
      const text = `\ud83d${exactly(1500)}\udc4b`;
      const held = storeBody(sql, 1, JSON.stringify({ text }), OVER);
      expect(JSON.parse(wholeBody(sql, 1, held) ?? "")).toEqual({ text });
    });
  });

  it.each(SEEDS)(
    "[COMPRESS-1] seed %i: texts of all lengths and alphabets come back",
    async (seed) => {
      const random = new Random(seed);
      const alphabets = ["ab", PROSE, 'é世👋\u2028\0"\\', "0123456789abcdef"].map((text) => [
        ...text,
      ]);
      await withTables((sql) => {
        for (let seq = 1; seq <= 40; seq += 1) {
          const alphabet = random.pick(alphabets);
          const length = Math.floor(10 ** (1 + random.next() * 4));
          const text = Array.from({ length }, () => random.pick(alphabet)).join("");
          const over = random.pick([100, OVER, 50_000, Number.POSITIVE_INFINITY]);
          expect(wholeBody(sql, seq, storeBody(sql, seq, text, over)) === text).toBe(true);
        }
      });
    },
  );

  it("[COMPRESS-3] a large one fits its row once it is compressed, or stands in parts that fit theirs", async () => {
    await withTables((sql) => {
      const count = () => sql.exec<{ n: number }>("SELECT count(*) AS n FROM event_parts").one().n;
      const prose = PROSE.repeat(20_000);
      expect((storeBody(sql, 1, prose, OVER) as ArrayBuffer).byteLength).toBeLessThan(50_000);
      expect(count()).toBe(0);
      const around = [EVENT_ROW_BYTES_MAX, EVENT_PART_BYTES_MAX, 2 * EVENT_PART_BYTES_MAX];
      for (const [index, chars] of around.flatMap((size) => [size, size + 1]).entries()) {
        const text = noisyText(chars, index);
        const held = storeBody(sql, index + 2, text, OVER) as ArrayBuffer;
        expect(held.byteLength).toBeLessThanOrEqual(EVENT_ROW_BYTES_MAX);
        expect(wholeBody(sql, index + 2, held) === text).toBe(true);
      }
      const sizes = "SELECT length(body) AS bytes, typeof(body) AS type FROM event_parts";
      const parts = sql.exec<{ bytes: number; type: string }>(sizes).toArray();
      expect(parts.length).toBeGreaterThan(around.length);
      expect(new Set(parts.map(({ type }) => type))).toEqual(new Set(["blob"]));
      expect(Math.max(...parts.map(({ bytes }) => bytes))).toBe(EVENT_PART_BYTES_MAX);
    });
  });

  it("[COMPRESS-6] what was stored as text is read as before, in parts as well", async () => {
    await withTables((sql) => {
      for (const [index, text] of [PROSE.repeat(100), "世界👋".repeat(120_000)].entries()) {
        const held = storeBody(sql, index, text, Number.POSITIVE_INFINITY);
        expect(typeof held).toBe("string");
        expect(wholeBody(sql, index, held) === text).toBe(true);
      }
    });
  });
});

describe("damage to a compressed event", () => {
  /** Every way in which stored bytes can be wrong at one place. */
  function wrongAt(bytes: Uint8Array, at: number, random: Random): Uint8Array[] {
    const flipped = bytes.slice();
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random.between(0, 7));
    const other = bytes.slice();
    other[at] = (other[at] ?? 0) ^ random.between(1, 255);
    const cut = bytes.slice(0, at);
    const without = new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]);
    const more = new Uint8Array([...bytes.subarray(0, at), 0, ...bytes.subarray(at)]);
    return [flipped, other, cut, without, more];
  }

  it.each(SEEDS)("[COMPRESS-2] seed %i: is found at every byte of its row", async (seed) => {
    const random = new Random(seed);
    const words = Array.from({ length: 300 }, () => random.pick(PROSE.split(" ")));
    await withTables((sql) => {
      const bytes = new Uint8Array(storeBody(sql, 1, words.join(" "), OVER) as ArrayBuffer);
      expect(bytes.byteLength).toBeGreaterThan(200);
      for (let at = 0; at < bytes.byteLength; at += 1) {
        for (const wrong of wrongAt(bytes, at, random)) {
          expect(wholeBody(sql, 1, wrong.slice().buffer)).toBeNull();
        }
      }
      const longer = new Uint8Array([...bytes, 0]);
      expect(wholeBody(sql, 1, longer.buffer)).toBeNull();
    });
  });

  it.each(SEEDS)(
    "[COMPRESS-2] seed %i: is found in its parts and in what its row says of them",
    async (seed) => {
      const random = new Random(seed);
      const text = noisyText(400_000, seed);
      await withTables((sql) => {
        const held = storeBody(sql, 1, text, OVER) as ArrayBuffer;
        const select = "SELECT body FROM event_parts WHERE seq = 1";
        const stored = new Uint8Array(sql.exec<{ body: ArrayBuffer }>(select).one().body);
        for (let round = 0; round < 6; round += 1) {
          const [flipped, , cut] = wrongAt(stored, random.between(0, stored.length - 1), random);
          for (const wrong of [flipped, cut]) {
            sql.exec("UPDATE event_parts SET body = ? WHERE seq = 1", wrong?.slice().buffer);
            expect(wholeBody(sql, 1, held)).toBeNull();
          }
        }
        sql.exec("UPDATE event_parts SET body = ? WHERE seq = 1", stored.buffer);
        for (const [at] of new Uint8Array(held).entries()) {
          const [flipped] = wrongAt(new Uint8Array(held), at, random);
          expect(wholeBody(sql, 1, flipped?.slice().buffer as Held)).toBeNull();
        }
        expect(wholeBody(sql, 1, held) === text).toBe(true);
      });
    },
  );

  it("[COMPRESS-2] shows as a damaged event, is told once, and stops no other", async () => {
    const report = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const session = await openSession();
    await runInDurableObject(session.object(), (_: unknown, { storage }: DurableObjectState) => {
      const log = new Log(new Store(storage), () => undefined, OVER);
      for (let turn = 0; turn < 3; turn += 1) log.append([said(PROSE.repeat(40))]);
      const { sql } = storage;
      const seq = log.state()?.last_seq ?? 0;
      const at = "SELECT body FROM events WHERE seq = ?";
      const bytes = new Uint8Array(sql.exec<{ body: ArrayBuffer }>(at, seq - 1).one().body);
      bytes[40] = (bytes[40] ?? 0) ^ 4;
      sql.exec("UPDATE events SET body = ? WHERE seq = ?", bytes.buffer, seq - 1);
      // Another event's bytes are true bytes, and still the wrong ones.
      sql.exec(`UPDATE events SET body = (${at}) WHERE seq = ?`, seq, seq - 2);

      const rows = new EventRows(sql);
      const { events } = rows.page({ from: 0, limit: 100 });
      const damaged = events.filter(({ event }) => event === null);
      expect(damaged.map((event) => event.seq)).toEqual([seq - 2, seq - 1]);
      expect(damaged.map(({ type }) => type)).toEqual(["event.damaged", "event.damaged"]);
      expect(events).toHaveLength(seq);
      rows.at(seq - 1);
      expect(report).toHaveBeenCalledTimes(2);
    });
    report.mockRestore();
  });
});

it("[COMPRESS-7] a session stores its events and files by the operator's threshold, and shows them as ever", async () => {
  const session = await openSession();
  const text = PROSE.repeat(100);
  await session.ended(await session.query(script({ text })));
  const file = new Blob([text]).stream();
  await session.door().writeFile(session.owner, "notes.txt", file);
  const types = await runInDurableObject(
    session.object(),
    (_: unknown, { storage }: DurableObjectState) => {
      const typeOf = "SELECT DISTINCT typeof(body) AS type FROM events WHERE type =";
      return {
        said: storage.sql.exec(`${typeOf} 'agent.message'`).toArray(),
        idle: storage.sql.exec(`${typeOf} 'session.status_idle'`).toArray(),
        files: storage.sql.exec("SELECT encoding FROM blobs").toArray(),
      };
    },
  );
  expect(types).toEqual({
    said: [{ type: "blob" }],
    idle: [{ type: "text" }],
    files: [{ encoding: "deflate" }],
  });
  expect((await session.messages()).at(-1)?.content.at(-1)?.text).toBe(text);
});

it("[COMPRESS-5] a damaged file is told once, costs no turn, and is mended by writing the same again", async () => {
  const report = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const session = await openSession();
  const door = () => session.door();
  const text = PROSE.repeat(100);
  const write = () => unwrap(door().writeFile(session.owner, "a.txt", new Blob([text]).stream()));
  await write();
  const listed = await unwrap(door().listFiles(session.owner, ""));
  await runInDurableObject(session.object(), (_: unknown, { storage }: DurableObjectState) => {
    storage.sql.exec("UPDATE blobs SET body = zeroblob(length(body))");
  });

  const damaged = {
    code: "internal",
    message: expect.stringContaining('damaged; write the file anew: "/workspace/a.txt"'),
  };
  for (let round = 0; round < 2; round += 1) {
    await expect(unwrap(door().readFile(session.owner, "a.txt"))).rejects.toMatchObject(damaged);
  }
  const tools = [
    { name: "Bash", input: { command: "cat a.txt || echo failed; echo on > b.txt" } },
    { name: "Read", input: { file_path: "/workspace/a.txt" } },
  ];
  const turn = await session.query(script({ tools }, { text: "On." }));
  expect(await session.ended(turn)).toMatchObject({ text: "On.", stop_reason: "end_turn" });
  const outputs = JSON.stringify((await session.toolCalls()).map(({ tool_output }) => tool_output));
  expect(outputs).toContain("damaged");
  expect(await unwrap(door().listFiles(session.owner, ""))).toHaveLength(listed.length + 1);
  const told = report.mock.calls.filter(([said]) => said?.event === "session.file_damaged");
  expect(told).toHaveLength(1);
  expect(told[0]?.[0]).toMatchObject({ session_id: session.id, path: "/workspace/a.txt" });
  report.mockRestore();

  const events = (await session.events()).length;
  await write();
  const { body } = await unwrap(door().readFile(session.owner, "a.txt"));
  expect(await new Response(body).text()).toBe(text);
  expect(await session.events()).toHaveLength(events);
});
