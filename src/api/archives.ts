// Archives: a session sealed, looked at, downloaded, brought back, and one that was made elsewhere.
import { createHash, type Hash } from "node:crypto";
import { createRoute, z } from "@hono/zod-openapi";
import type { ByteRange } from "../archive/source.ts";
import { archiveStoreOf } from "../archive/store.ts";
import { archiveInput, archiveResource } from "../contract/archive.ts";
import { LedgeError } from "../contract/errors.ts";
import type { Id } from "../contract/ids.ts";
import { UPLOADED_ARCHIVE_BYTES_MAX } from "../contract/limits.ts";
import { loggedText } from "../contract/secret.ts";
import { sessionCreate, sessionResource } from "../contract/session.ts";
import { newId } from "../runtime.ts";
import { sessionDoor, unwrap } from "../session/stub.ts";
import { boundedBody } from "./body.ts";
import { router, sessionOf } from "./context.ts";
import { makeSession } from "./make-session.ts";
import { rangeIn } from "./range.ts";
import {
  BYTES,
  guarded,
  guardedJson,
  idempotencyHeader,
  json,
  refusals,
  sessionParams,
  takesJson,
} from "./route.ts";
import { withLinks } from "./session-links.ts";

export const archives = router();

const archive = createRoute({
  ...guardedJson("write"),
  method: "post",
  path: "/sessions/{id}/archive",
  summary: "Archive a session that is completed, failed or terminated",
  request: { params: sessionParams, body: takesJson(archiveInput) },
  responses: {
    202: json("It is being made: `status` says how far it is", archiveResource),
    ...refusals,
  },
});
archives.openapi(archive, async (c) => {
  const { door, caller } = sessionOf(c);
  const { compression = null } = c.req.valid("json");
  return c.json(await unwrap(door.archive(caller, compression)), 202);
});

const get = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/archive",
  summary: "The archive of a session",
  request: { params: sessionParams },
  responses: { 200: json("The archive", archiveResource), ...refusals },
});
archives.openapi(get, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json(await unwrap(door.archiveOf(caller)), 200);
});

const imports = createRoute({
  ...guarded("write"),
  method: "post",
  path: "/sessions/import",
  summary: "Make a session of an archive",
  request: {
    query: z.object({ name: sessionCreate.shape.name }),
    headers: idempotencyHeader,
    body: { required: true, content: BYTES },
  },
  responses: { 201: json("The session, under a new id", sessionResource), ...refusals },
});
archives.openapi(imports, async (c) => {
  const caller = c.get("caller");
  const store = archiveStoreOf(c.get("settings"), c.env.BLOBS);
  const path = `${c.get("settings").ARCHIVE_PREFIX}imports/${newId("arch")}`;
  const { stream, settle } = boundedBody(c.req.raw, UPLOADED_ARCHIVE_BYTES_MAX);
  const digest = createHash("sha256");
  try {
    await settle(reached(store.write(path, digested(stream, digest))));
    const name = c.req.valid("query").name ?? null;
    const make = async (id: Id<"sesn">) => {
      const door = sessionDoor(c.env, id);
      const session = await unwrap(door.importArchive(caller, { id, path, name }));
      return { session, answer: withLinks(session) };
    };
    return c.json(await makeSession(c, make, digest.digest("hex")), 201);
  } finally {
    // What was made stays made; what is left there is the operator's to see.
    await store.delete(path).catch((error: unknown) => report(error, path));
  }
});

/** Throws `unavailable` where the store fails: what it says of itself is for the operator. */
async function reached<T>(work: Promise<T>, path?: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof LedgeError) throw error;
    report(error, path);
    throw new LedgeError("unavailable", "the store of archives does not answer now", {
      reason: "archive_unreadable",
    });
  }
}

function report(error: unknown, path?: string): void {
  console.error({ event: "archive.store_failed", path, error: loggedText(error) });
}

function digested(stream: ReadableStream<Uint8Array>, digest: Hash): ReadableStream<Uint8Array> {
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        digest.update(chunk);
        controller.enqueue(chunk);
      },
    }),
  );
}

const MEDIA_TYPES = { gzip: "application/gzip", tar: "application/x-tar", zip: "application/zip" };

const download = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/archive/download",
  summary: "The archive itself, or a range of it",
  request: {
    params: sessionParams,
    headers: z.object({ range: z.string().max(200).optional().describe("RFC 9110 §14.2") }),
  },
  responses: {
    200: { description: "The whole file", content: BYTES },
    206: { description: "The range that was asked for", content: BYTES },
    ...refusals,
  },
});
archives.openapi(download, async (c) => {
  const { door, caller } = sessionOf(c);
  const found = await unwrap(door.archiveOf(caller));
  const { archive_path, compression, status } = found;
  const store = archiveStoreOf(c.get("settings"), c.env.BLOBS);
  if (status !== "completed") {
    throw new LedgeError(
      "conflict",
      `the archive is ${status}; only a completed one is downloaded`,
    );
  }
  const source = await reached(store.open(archive_path), archive_path);
  if (source === null) {
    throw new LedgeError("unavailable", `the archive ${found.id} is not in the store`, {
      reason: "archive_unreadable",
      archive_id: found.id,
    });
  }
  const { size_bytes } = source;
  const name = archive_path.slice(archive_path.lastIndexOf("/") + 1);
  const headers = new Headers({
    "accept-ranges": "bytes",
    "content-type": MEDIA_TYPES[compression],
    "content-disposition": `attachment; filename="${name}"`,
    etag: `"${found.id}"`,
  });
  // A range of another archive is no range of this one (RFC 9110 §13.1.5).
  const isSame = [undefined, `"${found.id}"`].includes(c.req.header("if-range"));
  const range = isSame ? rangeIn(c.req.header("range"), size_bytes) : null;
  const body = async (part: ByteRange | null, length: number) => {
    if (c.req.method === "HEAD") return null;
    return fixed(await reached(source.read(part ?? undefined), archive_path), length);
  };
  if (range === null) {
    headers.set("content-length", String(size_bytes));
    return new Response(await body(null, size_bytes), { headers });
  }
  const { offset, length } = range;
  headers.set("content-length", String(length));
  headers.set("content-range", `bytes ${offset}-${offset + length - 1}/${size_bytes}`);
  return new Response(await body(range, length), { status: 206, headers });
});

/** A stream whose length the platform knows, so that it can be announced. */
function fixed(stream: ReadableStream<Uint8Array>, length: number): ReadableStream<Uint8Array> {
  return stream.pipeThrough(new FixedLengthStream(length));
}

const restore = createRoute({
  ...guarded("write"),
  method: "post",
  path: "/sessions/{id}/archive/restore",
  summary: "Bring an archived session back to life",
  request: { params: sessionParams },
  responses: { 200: json("The session, active", sessionResource), ...refusals },
});
archives.openapi(restore, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json(withLinks(await unwrap(door.restore(caller))), 200);
});
