import { createExecutionContext, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { app } from "../../src/api/app.ts";
import { ticket } from "../../src/contract/ticket.ts";
import type { Session } from "../../src/session/session.ts";
import {
  answerOf,
  type Client,
  clientWith,
  envWith,
  exactly,
  expectError,
  newUser,
  requestTo,
  signedToken,
} from "../support/api.ts";

async function newSession(user: Client): Promise<string> {
  const made = await user.post("/sessions", {});
  expect(made.status).toBe(201);
  return (made.body as { id: string }).id;
}

/** The first frames of a stream, up to the one that `last` names; then the client leaves. */
async function framesUntil(response: Response, last: string): Promise<string> {
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes(last)) break;
  }
  return text;
}

function open(path: string, sent: Parameters<typeof requestTo>[2] = {}): Promise<Response> {
  return exports.default.fetch(requestTo("GET", path, sent));
}

async function openSocket(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return open(path, { headers: { upgrade: "websocket", ...headers } });
}

/** The next frame a socket receives. */
function nextFrame(socket: WebSocket): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    socket.addEventListener("message", ({ data }) => resolve(JSON.parse(String(data))), {
      once: true,
    });
  });
}

it("[API-58] the stream passes through with our headers and the session's frames", async () => {
  const user = await newUser();
  const id = await newSession(user);
  const response = await open(`/sessions/${id}/stream?after=0`, { token: user.token });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  expect(response.headers.get("request-id")).toMatch(/^req_/);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  const frames = await framesUntil(response, "session.created");
  expect(frames).toMatch(/^event: stream\.snapshot\ndata: \{/);
  expect(frames).toContain("id: 1\n");
});

it("[API-59] a WebSocket passes through too, by key or by ticket", async () => {
  const user = await newUser();
  const id = await newSession(user);
  const asked = await user.post("/stream-tickets", { session_id: id });
  expect(asked.status).toBe(201);
  const pass = exactly(ticket, asked.body).ticket;
  const ways = [
    await openSocket(`/sessions/${id}/stream`, { authorization: `Bearer ${user.token}` }),
    await openSocket(`/sessions/${id}/stream?ticket=${pass}`),
  ];
  for (const response of ways) {
    expect(response.status).toBe(101);
    const socket = response.webSocket;
    if (socket === null) throw new Error("there is no socket");
    const frame = nextFrame(socket);
    socket.accept();
    expect(await frame).toMatchObject({ type: "stream.snapshot", status: "created" });
    socket.close();
  }
});

it("[API-64] a WebSocket passes through to a configured origin as well", async () => {
  const user = await newUser();
  const id = await newSession(user);
  const request = requestTo("GET", `/sessions/${id}/stream`, {
    token: user.token,
    headers: { upgrade: "websocket", origin: "https://app.test" },
  });
  const open = envWith({ CORS_ORIGINS: "https://app.test" });
  const response = await app.fetch(request, open, createExecutionContext());
  expect(response.status).toBe(101);
  const socket = response.webSocket;
  if (socket == null) throw new Error("there is no socket");
  const frame = nextFrame(socket);
  socket.accept();
  expect(await frame).toMatchObject({ type: "stream.snapshot" });
  socket.close();
});

it("[API-60] a ticket is good once, for its own session, and a made-up one never", async () => {
  const user = await newUser();
  const [id, other] = [await newSession(user), await newSession(user)];
  const asked = await user.post("/stream-tickets", { session_id: id });
  const pass = exactly(ticket, asked.body).ticket;
  expectError(
    await answerOf(await open(`/sessions/${other}/stream?ticket=${pass}`)),
    401,
    "authentication_error",
  );
  const first = await open(`/sessions/${id}/stream?ticket=${pass}`);
  expect(first.status).toBe(200);
  expect(await framesUntil(first, "stream.snapshot")).toContain("stream.snapshot");
  for (const wrong of [pass, "", "x"]) {
    const answer = await answerOf(await open(`/sessions/${id}/stream?ticket=${wrong}`));
    expectError(answer, 401, "authentication_error");
  }
});

it("[API-61] who asks is told by us: a client's own word for it is not passed on", async () => {
  const [user, stranger] = [await newUser(), await newUser()];
  const id = await newSession(user);
  const forged = encodeURIComponent(
    JSON.stringify({ user_id: user.user_id, role: "admin", scopes: [] }),
  );
  const headers = { "x-ledge-caller": forged };
  const by_key = await open(`/sessions/${id}/stream`, { token: stranger.token, headers });
  expectError(await answerOf(by_key), 404, "not_found_error");
  const by_ticket = await open(`/sessions/${id}/stream?ticket=x`, { headers });
  expectError(await answerOf(by_ticket), 401, "authentication_error");
});

it("[API-62] a ticket asked for with a key that only reads can do no more than read", async () => {
  const user = await newUser();
  const id = await newSession(user);
  const token = await signedToken({ sub: user.user_id, scope: "read" });
  const reader = clientWith(user.user_id, token);
  const pass = exactly(
    ticket,
    (await reader.post("/stream-tickets", { session_id: id })).body,
  ).ticket;
  const { webSocket: socket } = await openSocket(`/sessions/${id}/stream?ticket=${pass}`);
  if (socket === null) throw new Error("there is no socket");
  const snapshot = nextFrame(socket);
  socket.accept();
  await snapshot;
  const answer = nextFrame(socket);
  socket.send(JSON.stringify({ type: "user.interrupt", ref: "r1" }));
  expect(await answer).toMatchObject({ type: "error", ref: "r1" });
  socket.close();
});

it("[API-63] a cursor that this session never gave out is refused", async () => {
  const user = await newUser();
  const id = await newSession(user);
  for (const after of ["1000", "-1", "x"]) {
    const response = await open(`/sessions/${id}/stream?after=${after}`, { token: user.token });
    expectError(await answerOf(response), 400, "invalid_request_error");
  }
});

/** Cursors that this session cannot have given out: of its future, of a longer one, of no session. */
const foreign = ["2", "99", "900719925474099299", "-1", "1.5", "x", "sevt_1"];
it.each(
  foreign.flatMap((cursor) => [
    { cursor, how: "after", headers: {} },
    { cursor, how: "last-event-id", headers: {} },
    { cursor, how: "after", headers: { upgrade: "websocket" } },
  ]),
)(
  "[STREAM-26] the cursor $cursor as $how is refused with the ones there are $headers",
  async (one) => {
    const user = await newUser();
    const id = await newSession(user);
    const query = one.how === "after" ? `?after=${one.cursor}` : "";
    const cursor: Record<string, string> = query === "" ? { "last-event-id": one.cursor } : {};
    const headers = { ...one.headers, ...cursor };
    const answer = await answerOf(
      await open(`/sessions/${id}/stream${query}`, { token: user.token, headers }),
    );
    const error = expectError(answer, 400, "invalid_request_error");
    expect(error.message).toContain("a seq of this session, from 0 to 1");
  },
);

it("[STREAM-27] two hundred who come and leave, politely or not, leave nobody behind and let the object sleep", async () => {
  const user = await newUser();
  const id = await newSession(user);
  const object = () => env.SESSIONS.getByName(id);
  const count = () => runInDurableObject(object(), (one: Session) => one.subscriberCount);
  const path = `/sessions/${id}/stream?after=0`;
  const { token } = user;
  const ways = [
    async () => {
      const leaving = new AbortController();
      const { signal } = leaving;
      const response = await exports.default.fetch(
        new Request(requestTo("GET", path, { token }), { signal }),
      );
      leaving.abort();
      await response.body?.cancel().catch(() => undefined);
    },
    async () => {
      expect(await framesUntil(await open(path, { token }), "id: 1")).toContain("id: 1");
    },
    async () => {
      const { webSocket } = await openSocket(path, { authorization: `Bearer ${token}` });
      webSocket?.accept();
      webSocket?.close(1000);
    },
    async () => {
      const { webSocket } = await openSocket(`${path}&confirm=true`, {
        authorization: `Bearer ${token}`,
      });
      webSocket?.accept();
      // Gone without a word about why.
      webSocket?.close();
    },
  ];
  const stays = await open(path, { token });
  const reader = stays.body?.getReader();
  await reader?.read();
  expect(await count()).toBe(1);
  for (let round = 0; round < 50; round += 1) for (const way of ways) await way();
  await expect.poll(count, { timeout: 5000 }).toBe(1);
  await reader?.cancel();
  await expect.poll(count, { timeout: 5000 }).toBe(0);
  // The test runner waits here for as long as a timer of the heartbeats would run.
  await evictDurableObject(object());
  expect(await count()).toBe(0);
}, 30_000);
