// Sessions on their way into an archive and back, as tests look at them.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { ArchiveCompression } from "../../src/contract/archive.ts";
import { unwrap } from "../../src/session/stub.ts";
import { isDeath, ringAlarm, until } from "./crash.ts";
import { openSession, type ScriptStep, script, type TestSession } from "./session.ts";

export const write = (path: string, content: string) => ({
  name: "Write",
  input: { file_path: path, content },
});

export async function turn(session: TestSession, ...steps: ScriptStep[]) {
  return session.ended(await session.query(script(...steps)));
}

export function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
}

/** Bytes that do not compress to less than R2 is for. */
function noise(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) {
    crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)));
  }
  return bytes;
}

/** A session with one turn, a file, a version of it that is no more, and a content in R2; completed. */
export async function small(name = "small"): Promise<TestSession> {
  const session = await openSession({ name });
  await turn(session, { tools: [write("a", "one")] }, { text: "1" });
  const { door, owner } = session;
  await unwrap(door().writeFile(owner, "a", streamOf(new TextEncoder().encode("two"))));
  await unwrap(door().writeFile(owner, "big", streamOf(noise(1_700_000))));
  await unwrap(door().complete(owner));
  return session;
}

/** Has it archived, and waits until it is. */
export async function archiveOf(
  session: TestSession,
  compression: ArchiveCompression | null = null,
) {
  await unwrap(session.door().archive(session.owner, compression));
  await until(async () => {
    const { status } = await unwrap(session.door().archiveOf(session.owner));
    return status === "completed";
  });
  return unwrap(session.door().archiveOf(session.owner));
}

/** Rings until the object has let go of what is in its archive, however often it dies on the way. */
export async function emptied(session: TestSession): Promise<void> {
  await until(async () => {
    await ringAlarm(session);
    const sealed = await metaOf(session, "sealed");
    return sealed?.log === true && sealed.files === true && sealed.has_contents === false;
  });
}

/** What stands in `meta`, as it is now; null where there is none. */
export async function metaOf(
  session: TestSession,
  key: string,
): Promise<Record<string, unknown> | null> {
  return surviving(() =>
    runInDurableObject(session.object(), (_, { storage }) => {
      const rows = storage.sql.exec<{ value: string }>("SELECT value FROM meta WHERE key = ?", key);
      const [row] = rows.toArray();
      return row === undefined ? null : (JSON.parse(row.value) as Record<string, unknown>);
    }),
  );
}

/** Sets a field of what stands in `meta`. */
export async function setIn(session: TestSession, key: string, path: string, value: unknown) {
  await runInDurableObject(session.object(), (_, { storage }) => {
    const set = "UPDATE meta SET value = json_set(value, ?, json(?)) WHERE key = ?";
    storage.sql.exec(set, `$.${path}`, JSON.stringify(value), key);
  });
}

/** Does it again when the object dies under it. */
export async function surviving<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isDeath(error) || tries === 3) throw error;
    }
  }
}

export async function rowsIn(session: TestSession, table: string): Promise<number> {
  return runInDurableObject(session.object(), (_, { storage }) => {
    return storage.sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n;
  });
}

/** The keys in R2 that begin so. */
export async function keysIn(prefix: string): Promise<string[]> {
  return (await env.BLOBS.list({ prefix })).objects.map(({ key }) => key);
}

/** All that a reader can see of a session. */
export async function shown(session: TestSession) {
  const files: Record<string, unknown> = {};
  const { door, owner } = session;
  const walk = async (directory: string): Promise<void> => {
    for (const entry of await unwrap(door().listFiles(owner, directory))) {
      const { path, kind } = entry;
      const read = kind === "file" ? await unwrap(door().readFile(owner, path)) : null;
      const bytes = read === null ? null : await new Response(read.body).bytes();
      files[path] = { ...entry, length: bytes?.length ?? null };
      if (kind === "directory") await walk(path);
    }
  };
  await walk("");
  const events = (await session.events()).filter(
    ({ type }) => !/^session\.(archived|restored)/.test(type),
  );
  const checkpoints = await unwrap(door().checkpoints(owner, { limit: 100 }));
  const messages = await session.messages();
  return { events, messages, calls: await session.toolCalls(), files, checkpoints };
}
