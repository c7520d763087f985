// A session and the plain model of it, side by side: what was said, in a list; the disk after every event, each a
// whole copy; which events are on the way that the conversation took. What the model cannot know, such as ids, it
// learns once, when it first appears, and holds it against every later reading.
import { runInDurableObject } from "cloudflare:test";
import { expect } from "vitest";
import { emptyTranscript, extend, mend } from "../../../src/agent/transcript.ts";
import type { CheckpointResource } from "../../../src/contract/branch.ts";
import type { SessionEvent } from "../../../src/contract/event.ts";
import type { MessageResource } from "../../../src/contract/message.ts";
import { checkpointIdOf } from "../../../src/session/checkpoints.ts";
import { Log } from "../../../src/session/log.ts";
import { Store } from "../../../src/session/store.ts";
import { unwrap } from "../../../src/session/stub.ts";
import { pageIn, type TestSession } from "../../support/session.ts";
import { type Disk, EMPTY_DISK } from "./disk.ts";

type Message = Omit<MessageResource, "session_id" | "is_active">;

/** How things stood just before a rewind, and what it went back with. */
interface Before {
  readonly messages: readonly Message[];
  readonly active: ReadonlySet<number>;
  readonly transcript: string;
  readonly is_whole: boolean;
  readonly conversation: boolean;
  readonly files: boolean;
  readonly undoable: number | null;
}

type Checkpoint = Omit<CheckpointResource, "session_id" | "is_active" | "created_at">;

export interface World {
  readonly session: TestSession;
  last_seq: number;
  messages: readonly Message[];
  /** Event → true while it is on the way. */
  active: ReadonlySet<number>;
  disk: Disk;
  /** By seq; nothing at 0. */
  disks: Disk[];
  /** When each message of a person was sent to the model, by its seq. */
  sent: Map<number, number>;
  /** What the model was sent, where the session rested. */
  transcripts: Map<number, string>;
  /** Where the session rested and nothing waited: a place as it is. */
  rested: Set<number>;
  rewinds: Map<number, Before>;
  undoable: number | null;
  checkpoints: Checkpoint[];
  waiting: boolean;
  /** Where what was said before was summarised. */
  compacted: number[];
}

export function newWorld(session: TestSession): World {
  return {
    ...{ session, last_seq: 0, messages: [], active: new Set(), disk: EMPTY_DISK },
    ...{
      disks: [EMPTY_DISK],
      sent: new Map(),
      transcripts: new Map(),
      rested: new Set(),
      rewinds: new Map(),
    },
    ...{ undoable: null, checkpoints: [], waiting: false, compacted: [] },
  };
}

/** The model of a fork: everything up to `to_seq`, and the disks only if they came along. */
export function forkedWorld(world: World, session: TestSession, to_seq: number, files: boolean) {
  const until = <T>(map: ReadonlyMap<number, T>) =>
    new Map([...map].filter(([seq]) => seq <= to_seq));
  const then = diskAt(world, to_seq);
  const fork: World = {
    ...newWorld(session),
    last_seq: to_seq,
    messages: messagesAt(world, to_seq),
    active: activeAt(world, to_seq),
    disk: files ? then : EMPTY_DISK,
    disks: world.disks.slice(0, to_seq + 1).map((disk) => (files ? disk : EMPTY_DISK)),
    sent: until(world.sent),
    transcripts: until(world.transcripts),
    rested: new Set([...world.rested].filter((seq) => seq <= to_seq)),
    rewinds: until(world.rewinds),
    compacted: world.compacted.filter((seq) => seq <= to_seq),
    checkpoints: world.checkpoints
      .filter(({ seq }) => seq <= to_seq)
      .map((each) => (files ? each : { ...each, file_count: 0, size_bytes: 0 })),
  };
  return fork;
}

export function diskAt(world: World, seq: number): Disk {
  return world.disks[seq] ?? world.disk;
}

/** What had been said by then and sent to the model, or by it. */
export function messagesAt(world: World, seq: number): Message[] {
  return world.messages.filter(
    (message) => message.seq <= seq && !isWaitingAt(world, message, seq),
  );
}

export function activeAt(world: World, seq: number): Set<number> {
  const waiting = new Set(
    world.messages.filter((one) => isWaitingAt(world, one, seq)).map((one) => one.seq),
  );
  return new Set([...world.active].filter((each) => each <= seq && !waiting.has(each)));
}

function isWaitingAt({ sent }: World, { seq, role, content }: Message, at: number): boolean {
  if (role !== "user" || content.some(({ type }) => type === "tool_result")) return false;
  return (sent.get(seq) ?? Infinity) > at;
}

/** Takes in what has happened since. `grown` are the disks after each step of a turn, in order. */
export async function learn(
  world: World,
  grown: { after_results: number; disk: Disk }[] = [],
): Promise<SessionEvent[]> {
  const { session } = world;
  const page = { after: world.last_seq, limit: 1000, types: [], order: "asc" as const };
  const { data: events } = await pageIn<SessionEvent>(session.door().events(session.owner, page));
  const everything = { limit: 1000, path: "all" as const };
  const said = await pageIn<MessageResource>(session.door().messages(session.owner, everything));
  const fresh = said.data.filter(({ seq }) => seq > world.last_seq).map(bare);
  let results = 0;
  for (const event of events) {
    if (event.type === "agent.tool_result") results += 1;
    const step = grown.findLast(({ after_results }) => after_results <= results);
    if (step !== undefined && results > 0) world.disk = step.disk;
    world.disks[event.seq] = world.disk;
    world.active = new Set([...world.active, event.seq]);
    if (event.type === "session.compacted") world.compacted.push(event.seq);
    if ("inputs" in event) for (const seq of event.inputs ?? []) world.sent.set(seq, event.seq);
    const message = fresh.find(({ seq }) => seq === event.seq);
    if (message !== undefined) world.messages = [...world.messages, message];
    const checkpoint = checkpointOf(world, event);
    if (checkpoint !== null) world.checkpoints.push(checkpoint);
  }
  world.last_seq = events.at(-1)?.seq ?? world.last_seq;
  return events;
}

function checkpointOf(world: World, event: SessionEvent): Checkpoint | null {
  const named = event.type === "checkpoint.created";
  const ends =
    event.type === "session.status_idle" && !/requires_action/.test(event.stop_reason.type);
  if (!named && !ends) return null;
  return {
    id: checkpointIdOf(event),
    name: named ? event.name : null,
    seq: event.seq,
    message_index: world.messages.at(-1)?.index ?? null,
    turn_number: named ? event.turn_number : event.turn,
    ...totalsOf(world.disk),
  };
}

function totalsOf({ nodes }: Disk) {
  const files = [...nodes.values()].flatMap((node) => (node.kind === "file" ? node.content : []));
  const size_bytes = files.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);
  return { file_count: files.length, size_bytes };
}

function bare({ session_id: _, is_active: __, ...message }: MessageResource): Message {
  return message;
}

/** What the model would be sent now, from the log alone. */
export function transcriptOf({ session }: World): Promise<string> {
  return runInDurableObject(session.object(), (_: unknown, { storage }: DurableObjectState) => {
    const log = new Log(new Store(storage), () => {});
    const state = log.state();
    if (state === null) throw new Error("a session has a state");
    const transcript = emptyTranscript((seq) => {
      const event = log.find(seq);
      return event?.type === "user.message" ? event.content : [];
    });
    const from = Math.max(0, state.context.from_seq - 1);
    for (const event of log.along(state.path, from)) extend(transcript, event);
    mend(transcript);
    return JSON.stringify(transcript.messages);
  });
}

const hashes = new Map<string, string>();

async function hashOf(content: string): Promise<string> {
  const known = hashes.get(content);
  if (known !== undefined) return known;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(content));
  const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0"));
  hashes.set(content, hash.join(""));
  return hash.join("");
}

interface Row extends Record<string, SqlStorageValue> {
  path: string;
  kind: string;
  hash: string | null;
  target: string | null;
  mode: number;
}

function rowsOf({ session }: World) {
  return runInDurableObject(session.object(), (_: unknown, { storage }: DurableObjectState) => {
    const rows = storage.sql
      .exec<Row>("SELECT parent || '/' || name AS path, kind, hash, target, mode FROM entries")
      .toArray();
    const [todos] = storage.sql
      .exec<{ value: string }>("SELECT value FROM memory WHERE key = 'todos'")
      .toArray();
    return { rows, todos: todos?.value ?? null };
  });
}

async function expectedRows({ disk }: World) {
  const rows: Row[] = [];
  for (const [path, node] of disk.nodes) {
    const hash = node.kind === "file" ? await hashOf(node.content) : null;
    const target = node.kind === "symlink" ? node.target : null;
    rows.push({ path, kind: node.kind, hash, target, mode: "mode" in node ? node.mode : 0 });
  }
  return { rows: rows.sort(byPath), todos: disk.todos };
}

const byPath = (left: { path: string }, right: { path: string }) =>
  left.path < right.path ? -1 : 1;

/** Holds the session against its model. */
export async function expectSame(world: World, told: string): Promise<void> {
  const { session } = world;
  expect((await session.messages()).map(bare), `${told}: messages`).toEqual(world.messages);
  const indexes = world.messages.map(({ index }) => index);
  // Messages that waited are left out of a path that was cut before them: their indexes stay free.
  expect(indexes, `${told}: indexes`).toEqual([...new Set(indexes)].sort((a, b) => a - b));
  const asked = world.messages.flatMap(({ content }) =>
    content.flatMap((block) => (block.type === "tool_use" ? [block.name] : [])),
  );
  const calls = (await session.toolCalls()).map(({ tool_name }) => tool_name);
  expect(calls, `${told}: tool calls`).toEqual(asked);
  const { rows, todos } = await rowsOf(world);
  const found = rows.map((row) => ({ ...row, mode: row.kind === "symlink" ? 0 : row.mode }));
  const files = { rows: found.sort(byPath), todos };
  expect(files, `${told}: files`).toEqual(await expectedRows(world));
  const page = await unwrap(session.door().checkpoints(session.owner, { limit: 100 }));
  const expected = world.checkpoints
    .map((each) => ({ ...each, is_active: world.active.has(each.seq) }))
    .sort((left, right) => right.seq - left.seq);
  const shown = page.data.map(({ session_id: _, created_at: __, ...each }) => each);
  expect(shown, `${told}: checkpoints`).toEqual(expected);
  expect((await session.get()).undoable_seq, `${told}: undoable`).toBe(world.undoable);
  const text = [...world.disk.nodes].find(([, node]) => node.kind === "file");
  if (text === undefined || !text[0].startsWith("/workspace/")) return;
  const path = text[0].slice("/workspace/".length);
  const read = await unwrap(session.door().readFile(session.owner, path));
  expect({ kind: "file", content: await new Response(read.body).text() }, told).toMatchObject({
    kind: "file",
    content: text[1].kind === "file" ? text[1].content : "",
  });
}

/** Keeps what the model is sent now, and gives it. */
export async function rest(world: World): Promise<string> {
  const transcript = await transcriptOf(world);
  world.transcripts.set(world.last_seq, transcript);
  if (!world.waiting) world.rested.add(world.last_seq);
  return transcript;
}
