// Messages and tool calls: the conversation in a session's log, as readers see it.
import { createRoute, z } from "@hono/zod-openapi";
import { messageResource, toolCallResource } from "../contract/message.ts";
import { page } from "../contract/page.ts";
import { unwrap } from "../session/stub.ts";
import { router, sessionOf } from "./context.ts";
import { guarded, json, jsonAnswer, pageQuery, refusals, sessionParams } from "./route.ts";

export const conversation = router();

const pathQuery = pageQuery.extend({
  path: z
    .enum(["active", "all"])
    .default("active")
    .describe("`all` shows what rewinds have hidden as well: a tree by `parent_message_id`"),
});

const messages = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/messages",
  summary: "Messages, oldest first",
  request: { params: sessionParams, query: pathQuery },
  responses: { 200: json("One page", page(messageResource)), ...refusals },
});
conversation.openapi(messages, async (c) => {
  const { door, caller } = sessionOf(c);
  return jsonAnswer(await unwrap(door.messages(caller, c.req.valid("query"))));
});

const message = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/messages/{message_id}",
  summary: "A message",
  request: { params: sessionParams.extend({ message_id: z.string() }) },
  responses: { 200: json("The message", messageResource), ...refusals },
});
conversation.openapi(message, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json(await unwrap(door.message(caller, c.req.valid("param").message_id)), 200);
});

const toolCalls = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/tool-calls",
  summary: "Tool calls, oldest first",
  request: { params: sessionParams, query: pathQuery },
  responses: { 200: json("One page", page(toolCallResource)), ...refusals },
});
conversation.openapi(toolCalls, async (c) => {
  const { door, caller } = sessionOf(c);
  return jsonAnswer(await unwrap(door.toolCalls(caller, c.req.valid("query"))));
});

const toolCall = createRoute({
  ...guarded("read"),
  method: "get",
  path: "/sessions/{id}/tool-calls/{tool_call_id}",
  summary: "A tool call",
  request: { params: sessionParams.extend({ tool_call_id: z.string() }) },
  responses: { 200: json("The tool call", toolCallResource), ...refusals },
});
conversation.openapi(toolCall, async (c) => {
  const { door, caller } = sessionOf(c);
  return c.json(await unwrap(door.toolCall(caller, c.req.valid("param").tool_call_id)), 200);
});
