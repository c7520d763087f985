// What a session takes where it is stored, and when it will be archived and erased.
import { createRoute } from "@hono/zod-openapi";
import { sessionStorage } from "../contract/archive.ts";
import { unwrap } from "../session/stub.ts";
import { router, sessionOf } from "./context.ts";
import { guarded, json, refusals, sessionParams } from "./route.ts";

export const storage = router();

const get = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/storage",
  summary: "What a session takes, and how long it is kept",
  request: { params: sessionParams },
  responses: { 200: json("Sizes in bytes", sessionStorage), ...refusals },
});
storage.openapi(get, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json(await unwrap(door.storage(caller)), 200);
});
