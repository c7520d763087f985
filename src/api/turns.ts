// What goes into a session: messages, answers and the wish to stop. All of it is durable before it
// is answered, and none of it is bound to the request that brought it.
import { createRoute, z } from "@hono/zod-openapi";
import { blocksOf, type InputBlock } from "../contract/content.ts";
import { inputEvent } from "../contract/event.ts";
import type { Id } from "../contract/ids.ts";
import { EVENTS_PER_REQUEST_MAX, WAIT_SECONDS_MAX } from "../contract/limits.ts";
import {
  compactInput,
  compactReceipt,
  type QueryReceipt,
  queryInput,
  queryReceipt,
  sessionResource,
} from "../contract/session.ts";
import { sessionDoor, unwrap } from "../session/stub.ts";
import { forkOnce } from "./branches.ts";
import { type ApiContext, router, sessionOf } from "./context.ts";
import { sessionEvent } from "./events.ts";
import { idempotencyOf } from "./idempotency.ts";
import {
  guarded,
  guardedJson,
  guardedMessage,
  idempotencyHeader,
  json,
  refusals,
  sessionParams,
  takesJson,
  wholeNumber,
} from "./route.ts";
import { linksOf, withLinks } from "./session-links.ts";

export const turns = router();

const receipt = queryReceipt
  .extend({ _links: sessionResource.shape._links })
  .meta({ id: "QueryReceipt" });

const query = createRoute({
  ...guardedMessage("write"),
  method: "post",
  path: "/sessions/{id}/query",
  summary: "Send a message",
  request: {
    params: sessionParams,
    headers: idempotencyHeader,
    query: z.object({
      wait: wholeNumber(z.int().min(0).max(WAIT_SECONDS_MAX).optional()).describe(
        "seconds to wait for the turn's end",
      ),
    }),
    body: takesJson(queryInput),
  },
  responses: {
    200: json("The turn has ended: `result` says how", receipt),
    202: json("The message is stored and will be answered", receipt),
    ...refusals,
  },
});
turns.openapi(query, async (c) => {
  const { door, caller } = sessionOf(c);
  const { message, on_busy, fork } = c.req.valid("json");
  const content = blocksOf(message);
  const taken =
    fork === true
      ? await queryFork(c, content)
      : await unwrap(
          door.query(caller, {
            content,
            on_busy: on_busy ?? "queue",
            idempotency: await idempotencyOf(c),
          }),
        );
  const answer = { ...taken, _links: linksOf(taken) };
  const { wait } = c.req.valid("query");
  if (wait === undefined) return c.json(answer, 202);
  const asked = fork === true ? sessionDoor(c.env, taken.id as Id<"sesn">) : door;
  const result = await unwrap(asked.wait(caller, taken.seq, wait));
  if (result === null) return c.json(answer, 202);
  const { status } = await unwrap(asked.get(caller));
  return c.json({ ...answer, status, result }, 200);
});

/** Sends a message to a fork that is made for it, in one step. */
async function queryFork(c: ApiContext, message: InputBlock[]): Promise<QueryReceipt> {
  const parent_id = sessionOf(c).id;
  const made = await forkOnce(c, { parent_id, point: {}, changes: {}, files: true, message });
  const { id, status, parent_session_id, is_fork } = made.session;
  const { message_id = "", seq = 0 } = made.first ?? {};
  return { id, status, parent_session_id, is_fork, message_id, seq, receipt: "started" };
}

const interrupt = createRoute({
  ...guarded("write"),
  method: "post",
  path: "/sessions/{id}/interrupt",
  summary: "Stop the running turn",
  request: { params: sessionParams },
  responses: {
    200: json(
      "`interrupted` is false when no turn ran",
      z.object({ interrupted: z.boolean(), session: sessionResource }),
    ),
    ...refusals,
  },
});
turns.openapi(interrupt, async (c) => {
  const { door, caller } = sessionOf(c);
  const { interrupted, session } = await unwrap(door.interrupt(caller));
  return c.json({ interrupted, session: withLinks(session) }, 200);
});

const compact = createRoute({
  ...guardedJson("write"),
  method: "post",
  path: "/sessions/{id}/compact",
  summary: "Summarise the context",
  request: { params: sessionParams, body: takesJson(compactInput) },
  responses: {
    202: json("It is done before the next model call; at once when no turn runs", compactReceipt),
    ...refusals,
  },
});
turns.openapi(compact, async (c) => {
  const { door, caller } = sessionOf(c);
  const { instructions = null } = c.req.valid("json");
  return c.json(await unwrap(door.compact(caller, instructions)), 202);
});

const send = createRoute({
  ...guardedMessage("write"),
  method: "post",
  path: "/sessions/{id}/events",
  summary: "Send events: all of them or none",
  request: {
    params: sessionParams,
    headers: idempotencyHeader,
    body: takesJson(
      z.strictObject({ events: z.array(inputEvent).min(1).max(EVENTS_PER_REQUEST_MAX) }),
    ),
  },
  responses: {
    202: json("The events as they are stored", z.object({ data: z.array(sessionEvent) })),
    ...refusals,
  },
});
turns.openapi(send, async (c) => {
  const { door, caller } = sessionOf(c);
  const { events } = c.req.valid("json");
  return c.json(await unwrap(door.send(caller, events, await idempotencyOf(c))), 202);
});
