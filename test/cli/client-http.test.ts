// What the client repeats by itself, and what it must not.
import { afterEach, expect, it } from "vitest";
import { createClient, LedgeApiError, UnreachableError } from "../../src/client.ts";
import { type LogServer, serve } from "./log-server.ts";

interface Seen {
  method: string;
  path: string;
  key: string | null;
}

let server: LogServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** A service that answers the first requests by `answers`, and `{}` from then on. */
async function clientAgainst(
  answers: readonly ("lost" | "half" | { status: number; retry?: string })[],
) {
  const seen: Seen[] = [];
  server = await serve([], (request, response) => {
    const key = request.headers["idempotency-key"];
    seen.push({
      method: request.method ?? "",
      path: request.url ?? "",
      key: typeof key === "string" ? key : null,
    });
    request.resume().once("end", () => {
      const answer = answers[seen.length - 1];
      if (answer === "lost") {
        request.socket.destroy();
      } else if (answer === "half") {
        response.writeHead(200, { "content-length": "100" });
        response.write('{"id":');
        setTimeout(() => request.socket.destroy(), 10);
      } else if (answer === undefined) {
        response.end('{"id":"x"}');
      } else {
        const header = answer.retry === undefined ? {} : { "x-should-retry": answer.retry };
        response.writeHead(answer.status, header);
        response.end('{"error":{"type":"conflict_error","message":"no"}}');
      }
    });
  });
  return { client: createClient({ baseUrl: server.url, token: "t" }), seen };
}

it.each(["lost", "half"] as const)(
  "[CLIENT-10] a query whose answer is %s is sent again under the same idempotency key",
  async (how) => {
    const { client, seen } = await clientAgainst([how, how]);
    expect(await client.sessions.query("s", { message: "hi" })).toEqual({ id: "x" });
    expect(seen).toHaveLength(3);
    expect(seen[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
  },
);

it("[CLIENT-11] two queries never share an idempotency key", async () => {
  const { client, seen } = await clientAgainst([]);
  await client.sessions.query("s", { message: "hi" });
  await client.sessions.query("s", { message: "hi" });
  expect(new Set(seen.map(({ key }) => key)).size).toBe(2);
});

it("[CLIENT-12] what could happen twice is not repeated: an interrupt whose answer is lost fails", async () => {
  const { client, seen } = await clientAgainst(["lost"]);
  await expect(client.sessions.interrupt("s")).rejects.toBeInstanceOf(UnreachableError);
  expect(seen).toHaveLength(1);
});

it.each([
  { first: { status: 503 }, requests: 2 },
  { first: { status: 429 }, requests: 2 },
  { first: { status: 503, retry: "false" }, requests: 1 },
  { first: { status: 409 }, requests: 1 },
  { first: { status: 400 }, requests: 1 },
  { first: { status: 500 }, requests: 1 },
])("[CLIENT-13] an answer $first leads to $requests requests", async ({ first, requests }) => {
  const { client, seen } = await clientAgainst([first]);
  const outcome = await client.sessions.get("s").catch((error: unknown) => error);
  expect(seen).toHaveLength(requests);
  expect(outcome instanceof LedgeApiError).toBe(requests === 1);
});

it("[CLIENT-14] a conflict after a lost answer means that the first try still runs: it is waited for", async () => {
  const { client, seen } = await clientAgainst(["lost", { status: 409 }]);
  expect(await client.sessions.create({})).toEqual({ id: "x" });
  expect(seen).toHaveLength(3);
});

it("[CLIENT-15] foreign text in a path cannot lead elsewhere", async () => {
  const { client, seen } = await clientAgainst([]);
  await client.sessions.get("../keys");
  await client.files.read("s", "a b/../ü?.md");
  await client.files.remove("s", "..");
  expect(seen.map(({ path }) => path)).toEqual([
    "/api/v1/sessions/..%2Fkeys",
    "/api/v1/sessions/s/files/a%20b%2F..%2F%C3%BC%3F.md",
    "/api/v1/sessions/s/files/.%2F..",
  ]);
});
