// Going back and branching off in the object and in its model, and what each answer must then say.
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import type { RewindResult } from "../../../src/contract/branch.ts";
import { newId } from "../../../src/runtime.ts";
import { type Outcome, sessionDoor, unwrap } from "../../../src/session/stub.ts";
import type { Random } from "../../simulation/random.ts";
import { sessionOf } from "../../support/session.ts";
import type { Disk } from "./disk.ts";
import {
  activeAt,
  diskAt,
  forkedWorld,
  learn,
  messagesAt,
  transcriptOf,
  type World,
} from "./world.ts";

/** A place to go back to or fork at: by its seq, a message or a checkpoint, hidden ones among them. */
function drawPlace(random: Random, world: World, kinds: readonly string[]) {
  const kind = random.pick(kinds);
  if (kind === "message" && world.messages.length > 0) {
    const message = random.pick(world.messages);
    const named = random.chance(0.5) ? message.index : message.id;
    return { kind, named, seq: message.seq, message, is_there: true };
  }
  if (kind === "checkpoint" && world.checkpoints.length > 0) {
    const { id, seq } = random.pick(world.checkpoints);
    return { kind, named: id, seq, message: null, is_there: world.active.has(seq) };
  }
  const near = random.chance(0.5) ? Math.max(1, world.last_seq - 12) : 1;
  const seq = random.between(near, world.last_seq);
  return { kind: "seq", named: seq, seq, message: null, is_there: world.active.has(seq) };
}

type Drawn = ReturnType<typeof drawPlace>;

/** Whether the place that was taken is the one that was meant. */
function expectPlace(world: World, { kind, seq, message }: Drawn, to_seq: number): void {
  expect(world.active.has(to_seq), `${to_seq} is on the path`).toBe(true);
  if (kind !== "message") {
    expect(to_seq).toBeLessThanOrEqual(seq);
    if (world.rested.has(seq)) expect(to_seq).toBe(seq);
  }
  if (message === null || !world.sent.has(message.seq)) return;
  const kept = messagesAt(world, to_seq);
  const at = kept.findIndex(({ id }) => id === message.id);
  expect(at, `message ${message.index} stays`).toBeGreaterThanOrEqual(0);
}

/** What the model would be sent when the conversation ends there. */
function expectTranscript(world: World, to_seq: number, transcript: string): void {
  const rested = world.transcripts.get(to_seq);
  if (rested !== undefined) return void expect(transcript, `as at ${to_seq}`).toBe(rested);
  const later = [...world.transcripts.keys()]
    .filter((seq) => seq > to_seq && world.active.has(seq))
    .sort((a, b) => a - b)[0];
  if (later === undefined || transcript === "[]") return;
  // A summary begins anew.
  if (world.compacted.some((seq) => to_seq < seq && seq <= later)) return;
  const now = world.transcripts.get(later) ?? "";
  const stem = transcript.slice(0, -1);
  const goesOn = now.startsWith(stem) || now.startsWith(stem.replace(/\]\}$/, ","));
  expect(goesOn, `${stem}\n is the beginning of what was sent later:\n${now}`).toBe(true);
}

function isSameDisk(left: Disk, right: Disk): boolean {
  const told = ({ nodes, todos }: Disk) => JSON.stringify([[...nodes].sort(), todos]);
  return told(left) === told(right);
}

function changedFiles(left: Disk, right: Disk): number {
  const paths = new Set([...left.nodes.keys(), ...right.nodes.keys()]);
  return [...paths].filter((path) => {
    const [was, is] = [left.nodes.get(path), right.nodes.get(path)];
    const isFile = [was, is].some((node) => node !== undefined && node.kind !== "directory");
    return isFile && JSON.stringify(was) !== JSON.stringify(is);
  }).length;
}

interface Going {
  readonly conversation: boolean;
  readonly files: boolean;
  readonly messages: World["messages"];
  readonly active: World["active"];
  readonly disk: Disk;
  readonly undoable: (seq: number) => number | null;
  readonly transcript: (transcript: string) => void;
}

type GoBack = (dry_run: boolean) => Promise<Outcome<RewindResult>>;

/** Goes back in the object and in the model. */
async function go(
  random: Random,
  world: World,
  goBack: GoBack,
  goingTo: (to_seq: number) => Going,
): Promise<void> {
  const dry = random.chance(0.5) ? await unwrap(goBack(true)) : null;
  const before = { messages: world.messages, active: world.active, disk: world.disk };
  const transcript = await transcriptOf(world);
  const done = await unwrap(goBack(false));
  if (dry !== null) expect({ ...done, dry_run: true, seq: null }).toEqual(dry);
  const going = goingTo(done.to_seq);
  const { conversation, files } = going;
  const { waiting, undoable } = world;
  const kept = new Set(going.messages.map(({ id }) => id));
  const dropped = conversation ? before.messages.filter(({ id }) => !kept.has(id)).length : 0;
  expect(done.messages_dropped, "messages that leave").toBe(dropped);
  const changed = files ? changedFiles(before.disk, going.disk) : 0;
  expect(done.files_changed_count, "files that change").toBe(changed);
  const events = await learn(world);
  if (done.seq === null) {
    expect(events).toEqual([]);
    if (conversation) expect(kept.size).toBe(before.messages.length);
    if (conversation) expect(waiting).toBe(false);
    if (files) expect(isSameDisk(before.disk, going.disk), "no change of files").toBe(true);
    if (conversation) going.transcript(transcript);
    return;
  }
  // What waited is closed for good.
  const place = done.seq - 1;
  world.rewinds.set(done.seq, {
    messages: conversation ? messagesAt(world, place) : world.messages,
    active: activeAt(world, place),
    ...{ transcript, is_whole: events.length === 1, conversation, files, undoable },
  });
  if (conversation) {
    world.messages = going.messages;
    world.active = new Set([...going.active, done.seq]);
    world.waiting = false;
  }
  if (files) {
    world.disk = going.disk;
    world.disks[done.seq] = going.disk;
  }
  world.undoable = going.undoable(done.seq);
  if (conversation) going.transcript(await transcriptOf(world));
}

export async function rewind(random: Random, world: World): Promise<void> {
  const { session } = world;
  const place = drawPlace(random, world, ["seq", "message", "checkpoint"]);
  const field = { seq: "to_seq", message: "to_message", checkpoint: "checkpoint_id" }[place.kind];
  const which = random.pick(["both", "both", "files", "conversation"]);
  const [conversation, files] = [which !== "files", which !== "conversation"];
  const input = { [field ?? ""]: place.named, conversation, files };
  const goBack: GoBack = (dry_run) => session.door().rewind(session.owner, { ...input, dry_run });
  if (!place.is_there) {
    const refused = await goBack(false);
    expect(refused, JSON.stringify(input)).toMatchObject({
      ok: false,
      failure: { code: "invalid_request" },
    });
    return;
  }
  await go(random, world, goBack, (to_seq) => {
    expectPlace(world, place, to_seq);
    return {
      ...{ conversation, files, messages: messagesAt(world, to_seq), disk: diskAt(world, to_seq) },
      active: activeAt(world, to_seq),
      undoable: (seq) => seq,
      transcript: (transcript) => expectTranscript(world, to_seq, transcript),
    };
  });
}

export async function undo(random: Random, world: World): Promise<void> {
  const { session } = world;
  const chosen = random.chance(0.4) ? random.pick([...world.rewinds.keys()]) : undefined;
  const seq = chosen ?? world.undoable;
  const goBack: GoBack = (dry_run) =>
    session
      .door()
      .undo(session.owner, { dry_run, ...(chosen === undefined ? {} : { seq: chosen }) });
  if (seq === null) {
    expect(await goBack(false)).toMatchObject({ ok: false, failure: { code: "conflict" } });
    return;
  }
  const before = world.rewinds.get(seq);
  if (before === undefined) throw new Error(`no rewind at ${seq}`);
  await go(random, world, goBack, () => ({
    ...before,
    disk: diskAt(world, seq - 1),
    undoable: () => before.undoable,
    transcript: (transcript) => {
      if (before.is_whole) expect(transcript, `as before ${seq}`).toBe(before.transcript);
    },
  }));
}

/** A fork, and its model. */
export async function fork(random: Random, world: World): Promise<World | null> {
  const { session } = world;
  const place = random.chance(0.4) ? null : drawPlace(random, world, ["seq", "message"]);
  const files = random.chance(0.8);
  const id = newId("sesn");
  const point =
    place === null
      ? {}
      : { [place.kind === "seq" ? "fork_at_seq" : "fork_at_message"]: place.named };
  const request = { id, parent_id: session.id, point, changes: {}, files, message: null };
  const made = await sessionDoor(env, id).fork(session.owner, request);
  if (place?.is_there === false) {
    expect(made).toMatchObject({ ok: false, failure: { code: "invalid_request" } });
    return null;
  }
  if (!made.ok) throw new Error(`${JSON.stringify(point)}: ${made.failure.message}`);
  const to_seq = made.value.session.forked_at_seq ?? 0;
  if (place === null) {
    if (!world.waiting) expect(to_seq).toBe(world.last_seq);
  } else expectPlace(world, place, to_seq);
  const child = forkedWorld(world, sessionOf(id, session.owner), to_seq, files);
  await learn(child);
  expectTranscript(world, to_seq, await transcriptOf(child));
  return child;
}
