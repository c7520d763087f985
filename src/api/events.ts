// The log of a session, as a list and as a stream. Both go by `seq`, the one cursor.
import { createRoute, z } from "@hono/zod-openapi";
import { EVENT_TYPES, eventSchema } from "../contract/event.ts";
import { page } from "../contract/page.ts";
import { damagedEvent } from "../contract/stream.ts";
import { ticket, ticketCreate } from "../contract/ticket.ts";
import { openStream, sessionDoor, unwrap } from "../session/stub.ts";
import { countingFailures } from "./auth.ts";
import { idFrom, router, sessionOf } from "./context.ts";
import {
  guarded,
  guardedJson,
  json,
  jsonAnswer,
  listOf,
  pageQuery,
  refusals,
  sessionParams,
  takesJson,
  wholeNumber,
} from "./route.ts";

export const events = router();

export const sessionEvent = eventSchema.meta({ id: "Event" });

const seq = wholeNumber(z.int().min(0).optional());

const list = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/events",
  summary: "The log",
  request: {
    params: sessionParams,
    query: pageQuery.extend({
      after: seq.describe("only events beyond this `seq`, in the order asked for"),
      cursor: seq.describe("`next_cursor` of the page before, which is a `seq`"),
      types: listOf(z.enum(EVENT_TYPES)),
      "types[]": listOf(z.enum(EVENT_TYPES)),
      order: z.enum(["asc", "desc"]).default("asc"),
    }),
  },
  responses: {
    // Lazy, so that the description names the union's parts and repeats none of them.
    200: json("One page of events", page(z.union([z.lazy(() => sessionEvent), damagedEvent]))),
    ...refusals,
  },
});
events.openapi(list, async (c) => {
  const { door, caller } = sessionOf(c);
  const { after, cursor, limit, order, types = [], "types[]": more = [] } = c.req.valid("query");
  const position = cursor ?? after ?? 0;
  const page = { after: position, limit, types: [...types, ...more], order };
  return jsonAnswer(await unwrap(door.events(caller, page)));
});

const stream = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/stream",
  summary: "The log as it grows: server-sent events, or a WebSocket on upgrade",
  request: {
    params: sessionParams,
    query: z.object({
      after: z.string().optional().describe("a `seq`; without it, from now on"),
      partial: z.string().optional().describe("`true` for the model's words as they come"),
      confirm: z
        .string()
        .optional()
        .describe("`true` for a WebSocket whose client sends `stream.mark` frames back"),
      ticket: z.string().optional().describe("of `POST /stream-tickets`, instead of a key"),
    }),
  },
  responses: {
    101: { description: "The WebSocket: one JSON object a frame" },
    200: { description: "The stream", content: { "text/event-stream": { schema: z.string() } } },
    ...refusals,
  },
});
events.openapi(stream, async (c) => {
  const { id, caller } = sessionOf(c);
  return passedOn(await openStream(c.env, id, caller, c.req.raw));
});

/** The same for who brings a ticket instead of a key: the object checks it. Needs no caller. */
export const ticketedStream = router();
ticketedStream.get("/sessions/:id/stream", async (c, next) => {
  if (c.req.query("ticket") === undefined) return next();
  const id = idFrom("sesn", c.req.param("id"));
  return passedOn(await countingFailures(c, () => openStream(c.env, id, null, c.req.raw)));
});

const issueTicket = createRoute({
  ...guardedJson("read"),
  method: "post",
  path: "/stream-tickets",
  summary: "A ticket for a browser's stream: one use, 60 seconds, with your rights",
  request: { body: takesJson(ticketCreate) },
  responses: { 201: json("The ticket", ticket), ...refusals },
});
events.openapi(issueTicket, async (c) => {
  const id = idFrom("sesn", c.req.valid("json").session_id);
  return c.json(await unwrap(sessionDoor(c.env, id).issueTicket(c.get("caller"))), 201);
});

/** An answer of the object with headers that can be added to. */
function passedOn(response: Response): Response {
  const { status, headers, webSocket } = response;
  if (webSocket !== null) return new Response(null, { status, headers, webSocket });
  return new Response(response.body, response);
}
