// A collector of traces, as a real HTTP server beside the tests: it keeps what it is sent, and answers
// for each session what a test has told it to. Vitest starts it before the Worker is made.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    collector_url: string;
  }
}

/** A request as it arrived. */
export interface Received {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** What the collector answers where it is not to take the spans. */
export interface Refusal {
  /** 0: never answers. */
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const received: Received[] = [];
  const refusals = new Map<string, Refusal>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://collector");
    const session = url.searchParams.get("session") ?? "";
    const body = await textOf(request);
    if (request.method === "GET") {
      const found = received.filter((one) => one.body.includes(session));
      response.end(JSON.stringify(found));
    } else if (request.method === "PUT") {
      refusals.set(session, JSON.parse(body) as Refusal);
      response.end();
    } else if (request.method === "DELETE") {
      refusals.delete(session);
      response.end();
    } else {
      const [, refusal] = [...refusals].find(([id]) => body.includes(id)) ?? [];
      if (refusal === undefined || refusal.status === 200) {
        received.push({ path: url.pathname, headers: headersOf(request), body });
      }
      if (refusal?.status === 0) return;
      response.writeHead(refusal?.status ?? 200, {
        "content-type": "application/json",
        ...refusal?.headers,
      });
      response.end(refusal?.body ?? "{}");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  project.provide("collector_url", `http://127.0.0.1:${port}/base`);
  return () => stop(server);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(entries) as Record<string, string>;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
