// Archives: sealed and read back before anything is let go of, still read from outside, and brought back.
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { R2Store } from "../../src/archive/r2.ts";
import { OWN_LIMITS, readArchive } from "../../src/archive/unpack.ts";
import type { ArchiveManifest } from "../../src/contract/archive.ts";
import { newId } from "../../src/runtime.ts";
import { sessionDoor, unwrap } from "../../src/session/stub.ts";
import {
  archiveOf,
  emptied,
  rowsIn,
  setIn,
  shown,
  streamOf,
  turn,
  write,
} from "../support/archive.ts";
import { openSession, script, sessionOf, type TestSession } from "../support/session.ts";

const bash = (command: string) => ({ name: "Bash", input: { command } });
const BIG = crypto.getRandomValues(new Uint8Array(60_000));

async function ended() {
  const session = await openSession({ name: "to keep" });
  await turn(
    session,
    { tools: [write("a", "one"), write("dir/b", "x".repeat(5_000))] },
    { text: "1" },
  );
  const big = new Uint8Array(2_400_000);
  for (let at = 0; at < big.length; at += BIG.length) big.set(BIG, at);
  crypto.getRandomValues(big.subarray(0, 60_000));
  await unwrap(session.door().writeFile(session.owner, "big", streamOf(big)));
  await turn(
    session,
    { tools: [bash("echo two > a; ln -s a link; chmod 755 dir/b; rm big")] },
    { text: "2" },
  );
  await unwrap(session.door().writeFile(session.owner, "big2", streamOf(big)));
  await unwrap(session.door().complete(session.owner));
  return session;
}

it.each(["gzip", "tar", "zip"] as const)(
  "[ARCHIVE-1] a session comes back from its %s as it was: same id, same seqs, same files",
  async (compression) => {
    const session = await ended();
    const before = await shown(session);
    const archive = await archiveOf(session, compression);
    expect(archive).toMatchObject({ status: "completed", compression, error_message: null });
    expect(archive.manifest?.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["session.json", "events.jsonl", "workspace/a", "workspace/dir/b"]),
    );
    expect(await session.get()).toMatchObject({ status: "archived", archive_id: archive.id });
    await emptied(session);
    for (const table of ["blobs", "entries", "entries_past", "memory", "event_parts"]) {
      expect([table, await rowsIn(session, table)]).toEqual([table, 0]);
    }
    expect(await rowsIn(session, "events")).toBe(1);
    expect((await env.BLOBS.list({ prefix: `blobs/${session.id}/` })).objects).toEqual([]);
    await unwrap(session.door().restore(session.owner));
    expect(await shown(session)).toEqual(before);
    expect(await session.get()).toMatchObject({ status: "active", completed_at: null });
    await turn(session, { tools: [bash("cat a")] }, { text: "{{last_result}}" });
    expect((await session.messages()).at(-1)?.content).toMatchObject([{ text: "two" }]);
  },
);

it("[ARCHIVE-2] what is archived is still read, from the archive, and packed away again", async () => {
  const session = await ended();
  const before = await shown(session);
  await archiveOf(session);
  await emptied(session);
  expect(await shown(session)).toEqual(before);
  const streamed = await session.object().fetch("https://session/stream?after=0", {
    headers: { "x-ledge-caller": encodeURIComponent(JSON.stringify(session.owner)) },
  });
  const text = await streamed.text();
  expect(text.match(/^id: /gm)).toHaveLength((await session.get()).last_seq);
  const fork = newId("sesn");
  const request = { id: fork, parent_id: session.id, point: {}, changes: {}, files: true };
  await unwrap(sessionDoor(env, fork).fork(session.owner, { ...request, message: null }));
  const forked = await shown(sessionOf(fork, session.owner));
  expect(forked.files).toEqual(before.files);
  await setIn(session, "sealed", "until_ms", 1);
  await emptied(session);
  expect(await shown(session)).toEqual(before);
});

it("[ARCHIVE-3] archive, restore, archive gives equal contents", async () => {
  const session = await ended();
  const first = (await archiveOf(session)).manifest as ArchiveManifest;
  await emptied(session);
  await unwrap(session.door().restore(session.owner));
  await unwrap(session.door().complete(session.owner));
  const again = await archiveOf(session);
  const second = again.manifest as ArchiveManifest;
  const ofLog = /^(session\.json|events\.jsonl|history\/actors\.jsonl)$/;
  const contents = ({ files }: ArchiveManifest) => files.filter(({ path }) => !ofLog.test(path));
  expect(contents(second)).toEqual(contents(first));
  expect(second.log.events).toBe(first.log.events + 3);
  const kept = await env.BLOBS.list({ prefix: `archives/${session.id}/` });
  expect(kept.objects.map(({ key }) => key)).toEqual([again.archive_path]);
});

it("[ARCHIVE-4] only a session that has ended is archived, and asking twice makes one archive", async () => {
  const session = await openSession();
  await turn(session, { text: "one" });
  expect(await session.door().archive(session.owner, null)).toMatchObject({
    ok: false,
    failure: { code: "conflict" },
  });
  expect(await session.door().archiveOf(session.owner)).toMatchObject({
    ok: false,
    failure: { code: "not_found" },
  });
  await unwrap(session.door().complete(session.owner));
  const asked = await Promise.all([
    unwrap(session.door().archive(session.owner, null)),
    unwrap(session.door().archive(session.owner, "zip")),
  ]);
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  const { id } = await archiveOf(session);
  expect(id).toBe(asked[0]?.id);
  expect(
    await session.door().query(session.owner, {
      content: script({ text: "no" }),
      on_busy: "queue",
      idempotency: null,
    }),
  ).toMatchObject({ ok: false, failure: { code: "conflict" } });
});

it("[ARCHIVE-6] the archive is what it says: a listing of its members agrees with the session", async () => {
  const session = await ended();
  const before = await session.events();
  const { archive_path } = await archiveOf(session);
  const source = await new R2Store(env.BLOBS).open(archive_path);
  if (source === null) throw new Error("there is an archive");
  const found: Record<string, string> = {};
  for await (const { path, kind, target, body } of readArchive(source, "gzip", OWN_LIMITS)) {
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of body()) text += decoder.decode(chunk, { stream: true });
    found[path] = kind === "symlink" ? `-> ${target}` : text;
  }
  expect(found["workspace/a"]).toBe("two\n");
  expect(found["workspace/link"]).toBe("-> a");
  const lines = found["events.jsonl"]?.trimEnd().split("\n") ?? [];
  expect(lines.map((line) => JSON.parse(line))).toEqual(before);
});

async function importOf(
  session: TestSession,
  change: (bytes: Uint8Array) => Uint8Array = (b) => b,
) {
  const { archive_path } = await unwrap(session.door().archiveOf(session.owner));
  const object = await env.BLOBS.get(archive_path);
  const path = `archives/imports/${newId("arch")}`;
  await env.BLOBS.put(path, change((await object?.bytes()) ?? new Uint8Array()));
  const id = newId("sesn");
  const outcome = await sessionDoor(env, id).importArchive(session.owner, {
    id,
    path,
    name: "mine",
  });
  return { session: sessionOf(id, session.owner), outcome };
}

it.each(["gzip", "tar", "zip"] as const)(
  "[ARCHIVE-8] an archive made elsewhere becomes a session under a new id (%s)",
  async (compression) => {
    const origin = await ended();
    await archiveOf(origin, compression);
    const { session, outcome } = await importOf(origin);
    expect(outcome).toMatchObject({ ok: true, value: { name: "mine", status: "active" } });
    const [theirs, ours] = [await shown(origin), await shown(session)];
    expect(ours.files).toEqual(theirs.files);
    const [last] = ours.events.splice(-1);
    expect(last).toMatchObject({ type: "session.imported", source_session_id: origin.id });
    expect(ours.events).toEqual(theirs.events);
    expect(await session.get()).toMatchObject({ total_cost_usd: 0, message_count: 9 });
    await turn(session, { tools: [bash("cat a link")] }, { text: "{{last_result}}" });
    expect((await session.messages()).at(-1)?.content).toMatchObject([{ text: "two\ntwo" }]);
    // It is nobody else's: the origin can go.
    await unwrap(origin.door().purge(origin.owner));
    expect((await shown(session)).files).toMatchObject({ big2: { length: 2_400_000 } });
  },
);

it("[ARCHIVE-9] what is no whole archive is refused, and nothing is left of it", async () => {
  const origin = await ended();
  await archiveOf(origin, "tar");
  const replaced = (from: string, to: string) => (bytes: Uint8Array) => {
    const text = new TextDecoder("latin1").decode(bytes);
    return Uint8Array.from(text.replace(from, to), (char) => char.charCodeAt(0));
  };
  for (const [why, change] of [
    ["expected a tar", () => new Uint8Array(10)],
    ["expected a tar", () => new Uint8Array()],
    ["", (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2)],
    ["line 2", replaced('{"seq":2,', '{"seq":9,')],
    ["line 1", replaced('"session.created"', '"session.creatod"')],
    ["lacks the content of", replaced("\0two\n", "\0twa\n")],
  ] as const) {
    const { session, outcome } = await importOf(origin, change);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "invalid_request" } });
    expect(outcome.ok ? "" : outcome.failure.message).toContain(why);
    expect(await session.door().get(session.owner)).toMatchObject({ ok: false });
    expect((await env.BLOBS.list({ prefix: `blobs/${session.id}/` })).objects).toEqual([]);
  }
});

it("[ARCHIVE-7] an erased session leaves no archive", async () => {
  const session = await ended();
  await archiveOf(session);
  await unwrap(session.door().purge(session.owner));
  expect((await env.BLOBS.list({ prefix: `archives/${session.id}/` })).objects).toEqual([]);
  expect((await env.BLOBS.list({ prefix: `blobs/${session.id}/` })).objects).toEqual([]);
});
