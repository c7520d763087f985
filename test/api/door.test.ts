// What stands before every route: the name under which a request comes, and the page that opens a WebSocket.
import { createExecutionContext } from "cloudflare:test";
import { expect, it } from "vitest";
import { app } from "../../src/api/app.ts";
import { ticket } from "../../src/contract/ticket.ts";
import {
  answerOf,
  type Client,
  call,
  envWith,
  exactly,
  expectError,
  newUser,
  requestTo,
} from "../support/api.ts";
import { nameOf, operations, pathOf } from "../support/operations.ts";

/** The answer to a request under the origin `base`, with settings of this test's own. */
async function answerAt(base: string, request: Request, settings: Record<string, string>) {
  const { pathname, search } = new URL(request.url);
  const moved = new Request(base + pathname + search, request);
  return app.fetch(moved, envWith(settings), createExecutionContext());
}

const NAMED = { ALLOWED_HOSTS: "ledge.test, 127.0.0.1,[::1]" };

for (const operation of operations) {
  it(`[DOOR-1] ${nameOf(operation)} under a foreign name is a 403, with and without a key`, async () => {
    const { token } = await newUser();
    const path = pathOf(operation, "sesn_00000000000000000000000000000000");
    const bases = ["https://evil.test", "http://evil.test:8787", "http://127.0.0.1.evil.test"];
    for (const base of bases) {
      for (const sent of [{}, { token }]) {
        const request = requestTo(operation.method, path, sent);
        const error = expectError(
          await answerOf(await answerAt(base, request, NAMED)),
          ...([403, "permission_error"] as const),
        );
        expect(error.message).toBe("this service does not answer to that host name");
      }
    }
  });
}

it("[DOOR-1] under a name that is allowed, on any port, it answers as ever, and unset under every name", async () => {
  const { token } = await newUser();
  for (const base of ["https://ledge.test", "http://127.0.0.1:8787", "http://[::1]:8787"]) {
    const answer = await answerAt(base, requestTo("GET", "/me", { token }), NAMED);
    expect(answer.status, base).toBe(200);
  }
  const anywhere = await answerAt("https://evil.test", requestTo("GET", "/me", { token }), {});
  expect(anywhere.status).toBe(200);
});

for (const operation of operations) {
  it(`[DOOR-3] ${nameOf(operation)} takes nothing but a key or a token for a credential`, async () => {
    const user = await newUser();
    const path = pathOf(operation, await sessionOf(user));
    const forged = { user_id: user.user_id, role: "admin", scopes: ["read", "write", "admin"] };
    const presented: [string, Record<string, string>][] = [
      ["", {}],
      ["", { authorization: "" }],
      ["", { authorization: "Bearer" }],
      ["", { authorization: `Basic ${btoa(`${user.user_id}:${user.token}`)}` }],
      ["", { authorization: user.token }],
      ["", { cookie: `token=${user.token}; session=${user.token}` }],
      ["", { "x-ledge-caller": encodeURIComponent(JSON.stringify(forged)) }],
      ["", { "cf-access-authenticated-user-email": "admin@ledge.test" }],
      [`?token=${user.token}&api_key=${user.token}&access_token=${user.token}`, {}],
      ["?ticket=0123456789abcdef0123456789abcdef", {}],
    ];
    for (const [query, headers] of presented) {
      const sent = { headers: { ...headers, origin: "https://evil.test" } };
      const answer = await call(operation.method, path + query, sent);
      expectError(answer, 401, "authentication_error");
      const names = [...answer.headers.keys()];
      expect(names.filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });
}

async function sessionOf(user: Client): Promise<string> {
  return ((await user.post("/sessions", {})).body as { id: string }).id;
}

const FOREIGN = [
  "https://evil.test",
  "https://ledge.test.evil.test",
  "https://ledge.test:444",
  "null",
  "",
];

it.each(FOREIGN)(
  "[DOOR-2] a WebSocket of a page from %j is refused, by key or by ticket",
  async (origin) => {
    const user = await newUser();
    const id = await sessionOf(user);
    const asked = await user.post("/stream-tickets", { session_id: id });
    const pass = exactly(ticket, asked.body).ticket;
    const open = (path: string, sent: object, settings: Record<string, string>, from = origin) =>
      answerAt(
        "https://ledge.test",
        requestTo("GET", path, { headers: { upgrade: "websocket", origin: from }, ...sent }),
        settings,
      );
    const stream = `/sessions/${id}/stream`;
    const byTicket = `${stream}?ticket=${pass}`;
    for (const settings of [{}, { CORS_ORIGINS: "https://app.test" }]) {
      for (const refused of [
        open(stream, { token: user.token }, settings),
        open(byTicket, {}, settings),
      ]) {
        const error = expectError(await answerOf(await refused), 403, "permission_error");
        expect(error.message).toBe("pages of this origin may not open a WebSocket here");
      }
    }
    // The refusals have not used the ticket up, and our own page may use it.
    const own = await open(byTicket, {}, {}, "https://ledge.test");
    expect(own.status).toBe(101);
    own.webSocket?.accept();
    own.webSocket?.close();
  },
);
