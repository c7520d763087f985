// What people do with a session besides going back: each act is done to the real object and to its model, and
// what the act answers is held against what the model says.
import { packTar } from "modern-tar";
import { expect } from "vitest";
import { unwrap } from "../../../src/session/stub.ts";
import type { Random } from "../../simulation/random.ts";
import { dieNow, ringAlarm, until } from "../../support/crash.ts";
import { ofType, type ScriptStep, script } from "../../support/session.ts";
import { canStand, type Disk, drawChange, drawPath, withFile, withoutNode } from "./disk.ts";
import { diskAt, learn, type World } from "./world.ts";

let marks = 0;
const newMark = () => `m${++marks}`;

/** Steps that change files, and the disk after each, by the results that are there then. */
function drawSteps(random: Random, world: World) {
  const steps: ScriptStep[] = [];
  const grown: { after_results: number; disk: Disk }[] = [];
  let { disk } = world;
  let after_results = 0;
  for (let left = random.between(0, 3); left > 0; left -= 1) {
    const change = drawChange(random, disk, newMark());
    if (change === null) continue;
    steps.push(...change.steps);
    for (const { tools = [] } of change.steps) after_results += tools.length;
    disk = change.after;
    grown.push({ after_results, disk });
  }
  return { steps, grown };
}

async function settled(world: World): Promise<void> {
  await until(async () => /^(active|waiting)$/.test((await world.session.get()).status));
  world.waiting = (await world.session.get()).status === "waiting";
}

/** A whole turn; the object may die in it. */
export async function turn(random: Random, world: World): Promise<void> {
  if (world.waiting) return answerOrInterrupt(random, world);
  const { session } = world;
  const { steps, grown } = drawSteps(random, world);
  const text = newMark();
  const waits = random.chance(0.25);
  const last = waits ? [{ tools: [{ name: "lookup", input: {} }] }] : [];
  const before = world.messages.length;
  await session.query(script(...steps, ...last, { text, ...(waits ? {} : { chunks: 2 }) }));
  if (random.chance(0.15)) {
    const wanted = world.last_seq + random.between(2, 8);
    await until(async () => {
      const { status, last_seq } = await session.get();
      return status !== "processing" || last_seq >= wanted;
    });
    await dieNow(session);
    await ringAlarm(session);
  }
  await settled(world);
  await learn(world, grown);
  const roles = world.messages.slice(before).map(({ role }) => role);
  // Each result is a message.
  const rounds = steps.flatMap(({ tools = [] }) => ["assistant", ...tools.map(() => "user")]);
  expect(roles, text).toEqual(["user", ...rounds, "assistant"]);
  for (const message of world.messages.slice(before)) {
    for (const block of message.content)
      expect(block.is_error, JSON.stringify(block)).not.toBe(true);
  }
  const end = world.messages.at(-1)?.content;
  if (!waits) expect(end).toMatchObject([{ type: "text", text }]);
}

/** A turn that is stopped while the model speaks: what it has said by then stays. */
export async function stopped(random: Random, world: World): Promise<void> {
  if (world.waiting) return;
  const { session } = world;
  const before = world.messages;
  const text = `${newMark()} `.repeat(200);
  await session.query(script({ text, chunks: 100, delay_ms: 2 }));
  const wanted = world.last_seq + random.between(2, 4);
  await until(async () => {
    const { status, last_seq } = await session.get();
    return status !== "processing" || last_seq >= wanted;
  });
  await unwrap(session.door().interrupt(session.owner));
  await settled(world);
  await learn(world);
  expect(world.messages.slice(0, before.length)).toEqual(before);
  expect(["user", "assistant"]).toContain(world.messages.at(-1)?.role);
}

/** What a waiting turn may come to: an answer, a stop; and what is said meanwhile. */
async function answerOrInterrupt(random: Random, world: World): Promise<void> {
  const { session } = world;
  for (let left = random.between(0, 2); left > 0; left -= 1) {
    await session.query(script({ text: newMark() }), random.pick(["queue", "steer"] as const));
  }
  await learn(world);
  if (random.chance(0.4)) return;
  if (random.chance(0.4)) {
    await unwrap(session.door().interrupt(session.owner));
  } else {
    const call = ofType(await session.events(), "agent.custom_tool_use").findLast(({ seq }) =>
      world.active.has(seq),
    );
    const content = [{ type: "text" as const, text: newMark() }];
    const custom_tool_use_id = call?.id ?? "";
    await session.send([
      { type: "user.custom_tool_result", custom_tool_use_id, content, is_error: false },
    ]);
  }
  await settled(world);
  await learn(world);
}

/** A person writes a file, deletes one, or brings an archive. */
export async function byHand(random: Random, world: World): Promise<void> {
  const { session, disk } = world;
  const path = drawPath(random);
  if (!path.startsWith("/workspace/") || !canStand(disk, path)) return;
  const relative = path.slice("/workspace/".length);
  const there = disk.nodes.get(path);
  const mark = newMark();
  if (there !== undefined && there.kind !== "directory" && random.chance(0.4)) {
    await unwrap(session.door().deleteFile(session.owner, relative));
    world.disk = withoutNode(disk, path);
  } else if (there !== undefined && there.kind !== "file") {
    return;
  } else if (random.chance(0.3)) {
    const bytes = await packTar([{ header: { name: relative, size: mark.length }, body: mark }]);
    const body = new Blob([bytes]).stream();
    await unwrap(session.door().importFiles(session.owner, "", body));
    world.disk = withFile(disk, path, mark);
  } else {
    const body = new Blob([mark]).stream();
    await unwrap(session.door().writeFile(session.owner, relative, body));
    world.disk = withFile(disk, path, mark);
  }
  await learn(world);
}

export async function checkpoint(_: Random, world: World): Promise<void> {
  const name = newMark();
  const made = await unwrap(world.session.door().createCheckpoint(world.session.owner, name, null));
  await learn(world);
  expect(made).toMatchObject({ ...world.checkpoints.at(-1), name, is_active: true });
}

export async function compaction(_: Random, world: World): Promise<void> {
  if (world.waiting) return;
  const asked = await world.session.door().compact(world.session.owner, null);
  if (!asked.ok) return void expect(asked.failure.code).toBe("conflict");
  await settled(world);
  await learn(world);
}

export async function death(_: Random, world: World): Promise<void> {
  await dieNow(world.session);
}

/** Two places compared, as the disks there are different. */
export async function comparison(random: Random, world: World): Promise<void> {
  const { session } = world;
  const places = [...world.transcripts.keys()].map((seq) => ({ named: String(seq), seq }));
  for (const { id, seq } of world.checkpoints) places.push({ named: id, seq });
  places.push({ named: "now", seq: world.last_seq });
  const [from, to] = [random.pick(places), random.pick(places)];
  const request = { from: from.named, to: to.named };
  const found = await unwrap(session.door().compare(session.owner, request));
  const [was, is] = [filesOn(diskAt(world, from.seq)), filesOn(diskAt(world, to.seq))];
  const paths = [...new Set([...was.keys(), ...is.keys()])];
  const changes = paths.flatMap((path) => {
    if (was.get(path) === is.get(path)) return [];
    const change = !was.has(path) ? "added" : is.has(path) ? "changed" : "removed";
    return `${change} ${path.replace(/^\/workspace\//, "")}`;
  });
  expect(found.files.map(({ path, change }) => `${change} ${path}`).sort()).toEqual(changes.sort());
}

function filesOn({ nodes }: Disk): Map<string, string> {
  const files = [...nodes].filter(([, { kind }]) => kind === "file");
  return new Map(files.map(([path, node]) => [path, JSON.stringify(node)]));
}
