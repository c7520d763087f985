// Databases of earlier versions, and of this one, as a kill left them: each is loaded into a fresh
// object, opened by today's code, read through every method of the door, and gone on with.
import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { apply, type SessionState } from "../../src/agent/state.ts";
import type { SessionEvent } from "../../src/contract/event.ts";
import { newId } from "../../src/runtime.ts";
import { unwrap } from "../../src/session/stub.ts";
import { snapshotOf } from "../../src/session/view.ts";
import { caller, ofType, script, sessionOf, type TestSession } from "../support/session.ts";
import { followSse } from "../support/stream.ts";

const FILES = import.meta.glob("../golden/*/*.sql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** What the story's last turn says once it is ended, where it says anything. */
const LAST_WORDS: Record<string, string> = {
  "client-call-waiting": "the left one",
  "model-call-cut": "then this",
  "retry-cut": "At last.",
  "tool-call-cut": "Yes.",
  "tool-round": "a.txt",
};

/** Longer texts may not stand in a statement, and are bound to it. */
const LITERAL_CHARS_MAX = 50_000;

function execute(sql: SqlStorage, statement: string): void {
  const bound: string[] = [];
  const text = statement.replaceAll(/'((?:[^']|'')*)'/g, (literal, value: string) => {
    if (literal.length < LITERAL_CHARS_MAX) return literal;
    bound.push(value.replaceAll("''", "'"));
    return "?";
  });
  sql.exec(text, ...bound);
}

/** Puts the database into an object of its own, under an id of its own, and lets it be opened anew. */
async function load(sql: string): Promise<TestSession> {
  const id = newId("sesn");
  const [dumped] = /sesn_[0-9a-f]{32}/.exec(sql) ?? [""];
  const session = sessionOf(id, caller("admin"));
  await runInDurableObject(session.object(), (_: unknown, { storage }: DurableObjectState) => {
    const statements = sql.replaceAll(dumped, id).split(/;\n(?=CREATE|INSERT|$)/);
    for (const statement of statements) if (statement !== "") execute(storage.sql, statement);
  });
  await abortAllDurableObjects();
  return session;
}

function fold(events: readonly SessionEvent[]): SessionState {
  let state: SessionState | null = null;
  for (const event of events) state = apply(state, event);
  return state as SessionState;
}

/** What is in the log's way is done as in life: the alarm rings, a client gives what it owes. */
async function goOn(session: TestSession): Promise<void> {
  const { status } = await session.get();
  const events = await session.events();
  const waiting = ofType(events, "agent.custom_tool_use").at(-1);
  if (status === "waiting" && waiting !== undefined) {
    await session.send([
      {
        type: "user.custom_tool_result",
        custom_tool_use_id: waiting.id,
        content: [{ type: "text", text: "the left one" }],
        is_error: false,
      },
    ]);
  }
  if (status === "processing") {
    // The alarm stands in a table of the runtime's own, which no dump holds.
    await runInDurableObject(session.object(), (_: unknown, { storage }: DurableObjectState) =>
      storage.setAlarm(Date.now()),
    );
    await runDurableObjectAlarm(session.object());
  }
  if (status !== "terminated") await session.ended({ seq: lastMessage(events) });
}

function lastMessage(events: readonly SessionEvent[]): number {
  return ofType(events, "user.message").at(-1)?.seq ?? 0;
}

async function readEverything(session: TestSession, events: readonly SessionEvent[]) {
  const door = session.door();
  const messages = await session.messages("all");
  for (const message of messages) {
    expect(await unwrap(door.message(session.owner, message.id))).toEqual(message);
  }
  const calls = await session.toolCalls("all");
  for (const call of calls) {
    expect(await unwrap(door.toolCall(session.owner, call.id))).toEqual(call);
  }
  const reader = await followSse(session, "after=0");
  await reader.until((frame) => frame.seq === events.length);
  reader.leave();
  expect((await unwrap(door.issueTicket(session.owner))).ticket).toMatch(/^[0-9a-f]{64}$/);
  return { messages, calls };
}

async function contentOf(session: TestSession, path: string): Promise<Uint8Array> {
  const { body } = await unwrap(session.door().readFile(session.owner, path));
  return new Uint8Array(await new Response(body).arrayBuffer());
}

describe.each(Object.entries(FILES))(
  "%s",
  (path, sql) => {
    const story = /([^/]+)\.sql$/.exec(path)?.[1] ?? "";

    it("[GOLDEN-1] a database of an earlier version opens and reads as its log says", async () => {
      const session = await load(sql);
      const events = await session.events();
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      expect(sql.match(/INSERT INTO "events"/g)).toHaveLength(events.length);
      expect(await session.get()).toEqual(snapshotOf(fold(events)));
      const { messages, calls } = await readEverything(session, events);
      expect(messages.length).toBe((await session.get()).message_count);
      expect(calls.length).toBe((await session.get()).tool_call_count);
      if (story === "large-message") {
        const texts = messages[0]?.content.map((block) => String(block.text).length);
        expect(texts).toEqual([expect.any(Number), 360_000]);
      }
      if (story === "rewound") {
        expect((await session.messages()).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
        expect((await session.get()).undoable_seq).not.toBeNull();
        expect(await contentOf(session, "a.txt")).toHaveLength(2700);
      }
      if (story === "files") {
        const listed = await unwrap(session.door().listFiles(session.owner, ""));
        expect(listed.map((entry) => entry.path)).toEqual(["bytes.bin", "link", "notes"]);
        expect([...(await contentOf(session, "bytes.bin"))]).toEqual([0, 1, 0xff, 0xfe, 39]);
        const text = new TextDecoder().decode(await contentOf(session, "notes/größe.md"));
        expect(text).toBe("# Größe\n");
      }
    });

    it("[GOLDEN-4] a session from before built-in hooks could be chosen has those that it had then", async () => {
      const { hooks_enabled } = await (await load(sql)).get();
      const isOld = /\/v[12]\//.test(path);
      expect(hooks_enabled).toEqual([
        ...(isOld ? [] : ["audit"]),
        ...["metrics", "persistence", "notification"],
      ]);
    });

    it("[GOLDEN-2] a session of an earlier version goes on where it was", async () => {
      const session = await load(sql);
      await goOn(session);
      const words = (await session.messages()).at(-1)?.content.at(-1)?.text;
      if (LAST_WORDS[story] !== undefined) expect(words).toContain(LAST_WORDS[story]);
      const { status } = await session.get();
      if (story === "terminated") {
        expect(status).toBe("terminated");
        await expect(session.query(script({ text: "more" }))).rejects.toThrow("no more input");
        return;
      }
      expect(status).toBe("active");
      const result = await session.ended(await session.query(script({ text: "and on" })));
      expect(result).toMatchObject({ stop_reason: "end_turn", text: "and on" });
      const events = await session.events();
      expect(await session.get()).toEqual(snapshotOf(fold(events)));
    });
  },
  30_000,
);

it("[GOLDEN-3] every version that has golden databases has the same stories", () => {
  const versions = Map.groupBy(Object.keys(FILES), (path) => path.split("/").at(-2) ?? "");
  const storiesOf = (paths: readonly string[]) => paths.map((path) => path.split("/").at(-1));
  const [first = [], ...others] = [...versions.values()].map(storiesOf);
  expect(first.length).toBeGreaterThan(0);
  for (const stories of others) expect(stories).toEqual(expect.arrayContaining(first));
});
