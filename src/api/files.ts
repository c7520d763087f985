// The session's workspace over HTTP. Bytes stream through in both directions; where a path leads is
// the object's to decide, this side only takes it out of the address, percent-decoded once.
import { createRoute, z } from "@hono/zod-openapi";
import { LedgeError } from "../contract/errors.ts";
import { fileEntry, filesImported } from "../contract/file.ts";
import { FILE_BODY_BYTES_MAX, IMPORT_BYTES_MAX } from "../contract/limits.ts";
import { page } from "../contract/page.ts";
import { unwrap } from "../session/stub.ts";
import { requireScope } from "./auth.ts";
import { boundedBody } from "./body.ts";
import { type ApiContext, router, sessionOf } from "./context.ts";
import { BYTES, documented, guarded, json, refusals, sessionParams } from "./route.ts";

export const files = router();

/** In the router a path may hold slashes, which OpenAPI has no word for. */
const FILE_ROUTE = "/sessions/:id/files/:path{.+}";
const FILE_PATH = "/sessions/{id}/files/{path}";
const fileParams = sessionParams.extend({
  path: z.string().describe("relative to the working directory; slashes need not be encoded"),
});

const list = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/files",
  summary: "A directory's entries",
  request: {
    params: sessionParams,
    query: z.object({ path: z.string().default("").describe("the working directory without it") }),
  },
  responses: { 200: json("The entries by name", page(fileEntry)), ...refusals },
});
files.openapi(list, async (c) => {
  const { door, caller } = sessionOf(c);
  const data = await unwrap(door.listFiles(caller, c.req.valid("query").path));
  return c.json({ data, next_cursor: null }, 200);
});

const importArchive = createRoute({
  ...guarded("write"),
  method: "post",
  path: "/sessions/{id}/files/import",
  summary: "Unpack a tar or tar.gz: all of it or nothing",
  request: {
    params: sessionParams,
    query: z.object({ into: z.string().default("").describe("a directory") }),
    body: { required: true, content: BYTES },
  },
  responses: { 200: json("What was unpacked", filesImported), ...refusals },
});
files.openapi(importArchive, async (c) => {
  const { door, caller } = sessionOf(c);
  const body = boundedBody(c.req.raw, IMPORT_BYTES_MAX);
  const into = c.req.valid("query").into;
  const imported = await body.settle(unwrap(door.importFiles(caller, into, body.stream)));
  return c.json(imported, 200);
});

files.openAPIRegistry.registerPath({
  ...documented("read"),
  method: "get",
  path: FILE_PATH,
  summary: "A file's bytes",
  request: { params: fileParams },
  responses: { 200: { description: "The bytes", content: BYTES }, ...refusals },
});
files.get(FILE_ROUTE, requireScope("read"), async (c) => {
  const { door, caller } = sessionOf(c);
  const path = filePathOf(c);
  const { entry, body } = await unwrap(door.readFile(caller, path));
  // What an agent wrote is a download whatever its name says, never a page of this origin.
  return new Response(body.pipeThrough(new FixedLengthStream(entry.size_bytes)), {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename*=UTF-8''${fileNameOf(path)}`,
      ...(entry.hash === null ? {} : { etag: `"${entry.hash}"` }),
    },
  });
});

files.openAPIRegistry.registerPath({
  ...documented("write"),
  method: "put",
  path: FILE_PATH,
  summary: "Write a file",
  request: { params: fileParams, body: { content: BYTES } },
  responses: { 200: json("The file as it is now", fileEntry), ...refusals },
});
files.put(FILE_ROUTE, requireScope("write"), async (c) => {
  const { door, caller } = sessionOf(c);
  const body = boundedBody(c.req.raw, FILE_BODY_BYTES_MAX);
  const written = door.writeFile(caller, filePathOf(c), body.stream);
  return c.json(await body.settle(unwrap(written)), 200);
});

files.openAPIRegistry.registerPath({
  ...documented("write"),
  method: "delete",
  path: FILE_PATH,
  summary: "Delete a file",
  request: { params: fileParams },
  responses: { 204: { description: "Deleted" }, ...refusals },
});
files.delete(FILE_ROUTE, requireScope("write"), async (c) => {
  const { door, caller } = sessionOf(c);
  await unwrap(door.deleteFile(caller, filePathOf(c)));
  return c.body(null, 204);
});

/** What stands after `/files/` in the address itself, where nothing has been decoded yet. */
function filePathOf(c: ApiContext): string {
  const { pathname } = new URL(c.req.url);
  const encoded = /^\/api\/v1\/sessions\/[^/]+\/files\/(.+)$/.exec(pathname)?.[1] ?? "";
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new LedgeError("invalid_request", "the file's path is not valid percent-encoded UTF-8");
  }
}

function fileNameOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
}
