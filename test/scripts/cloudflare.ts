// A stand-in for Cloudflare's API on loopback, as far as wrangler asks it for a deployment; beside
// it, the address that a deployed Worker would have.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import {
  type Account,
  answerD1,
  answerQueues,
  answerR2,
  answerWorkers,
  type Call,
  Refusal,
} from "./cloudflare-account.ts";

const ACCOUNT = { id: "0123456789abcdef0123456789abcdef", name: "Test account" };
export const TOKEN = "token-of-the-tests";

export interface Cloudflare extends Account {
  url: string;
  /** Every request, as `POST /queues`, below the account. */
  calls: string[];
  /** The next request that looks so is refused, once. */
  refuseNext(pattern: RegExp): void;
  stop(): Promise<void>;
}

/** Starts it, with an account that has nothing in it. */
export async function startCloudflare(): Promise<Cloudflare> {
  const account: Account = { databases: [], buckets: [], queues: [], workers: new Map() };
  const calls: string[] = [];
  const refusals: RegExp[] = [];
  const answer = async (call: Call): Promise<unknown> => {
    const line = `${call.method} /${call.path.join("/")}`;
    calls.push(line);
    const refused = refusals.findIndex((pattern) => pattern.test(line));
    if (refused !== -1) {
      refusals.splice(refused, 1);
      throw new Refusal(403, 10023, "refused for the test");
    }
    return await route(account, call);
  };
  const server = createServer((request, response) => void respond(request, response, answer));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no address");
  return {
    ...account,
    url: `http://127.0.0.1:${address.port}`,
    calls,
    refuseNext: (pattern) => refusals.push(pattern),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function route(account: Account, call: Call): Promise<unknown> {
  const [first, second] = call.path;
  switch (first) {
    case "user":
      return second === "tokens" ? { id: "1", status: "active" } : { email: "user@example.com" };
    case "accounts":
      return [ACCOUNT];
    case "memberships":
      return [{ id: "1", account: ACCOUNT }];
    case "d1":
      return await answerD1(account, call);
    case "r2":
      return await answerR2(account, call);
    case "queues":
      return await answerQueues(account, call);
    case "workers":
      return await answerWorkers(account, call);
    default:
      // Whatever else wrangler.toml may come to name is not there yet, and can be made.
      if (call.method === "GET") throw new Refusal(404, 10200, "not found");
      return {};
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (call: Call) => Promise<unknown>,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (url.pathname === "/healthz") {
    response.end('{"status":"ok"}');
    return;
  }
  const type = request.headers["content-type"] ?? "application/json";
  const call: Call = {
    method: request.method ?? "GET",
    path: url.pathname.replace(`/accounts/${ACCOUNT.id}/`, "/").slice(1).split("/"),
    query: url.searchParams,
    body: new Response(Buffer.concat(chunks), { headers: { "content-type": type } }),
  };
  let status = 200;
  let result: unknown = null;
  const errors: { code: number; message: string }[] = [];
  try {
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      throw new Refusal(401, 10000, "Authentication error");
    }
    result = await answer(call);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    status = error.status;
    errors.push({ code: error.code, message: error.message });
  }
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ success: status === 200, result, errors, messages: [] }));
}
