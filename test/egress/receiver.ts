// A server on loopback that receives hooks as badly as servers do: it stalls, drips, lies, sends too much
// or hangs up. It runs beside the tests of both runtimes, which reach it over the network.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    receiver_url: string;
  }
}

/** What was sent, as the receiver has it; tests ask for it at `/received?id=<webhook-id>`. */
export interface Received {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Whether the caller has let go of the answer. */
  closed: boolean;
}

const HUGE_BYTES = 5_000_000;
const BOMB = gzipSync(Buffer.alloc(100_000_000, " "));

const a = (data: string) => ({ type: 1, data });
const aaaa = (data: string) => ({ type: 28, data });
const DNS: Record<string, { type: number; data: string }[] | string> = {
  good: [{ type: 5, data: "other.example." }, a("8.8.8.8"), a("1.1.1.1"), aaaa("2606:4700::1111")],
  loopback: [a("127.0.0.1")],
  rebinding: [a("8.8.8.8"), a("169.254.169.254")],
  private6: [a("8.8.8.8"), aaaa("fd00::1")],
  mapped6: [aaaa("::ffff:10.0.0.1")],
  odd: [a("localhost")],
  denied: [a("9.9.9.9")],
  nowhere: [],
  absent: '{"Status":3}',
  failing: '{"Status":2}',
  page: "<p>Welcome</p>",
  lists: '{"Status":0,"Answer":{"type":1}}',
  long: " ".repeat(100_000),
};

type Behaviour = (response: ServerResponse, url: URL, attempt: number) => void;

const json = (response: ServerResponse, text: string | Buffer, status = 200) =>
  response.writeHead(status, { "content-type": "application/json" }).end(text);

const BEHAVIOURS: Record<string, Behaviour> = {
  /** Answers with the body and the status that the address asks for. */
  "/say": (response, url) => {
    const bytes = Buffer.from(url.searchParams.get("base64") ?? "", "base64");
    response.writeHead(Number(url.searchParams.get("status") ?? 200)).end(bytes);
  },
  /** An object with lists in lists: so many levels in all. */
  "/deep": (response, url) => {
    const lists = Number(url.searchParams.get("levels")) - 1;
    json(response, `{"extra":${"[".repeat(lists)}${"]".repeat(lists)}}`);
  },
  "/silent": () => {},
  "/stall": (response) => {
    response.writeHead(200).write('{"continue":');
  },
  "/drip": (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(" "), 1000);
    response.write(" ");
    response.once("close", () => clearInterval(timer));
  },
  /** 500 until the attempt that the address names. */
  "/recovers": (response, url, attempt) => {
    const good = Number(url.searchParams.get("at"));
    if (attempt < good) json(response, "not yet", Number(url.searchParams.get("status") ?? 500));
    else json(response, '{"continue":true}');
  },
  /** Hangs up on the first attempt, before an answer or in the middle of one. */
  "/reset": (response, url, attempt) => {
    if (attempt > 1) json(response, "{}");
    else if (url.searchParams.has("late")) {
      response.writeHead(200, { "content-length": "100" }).write('{"cont');
      setTimeout(() => response.socket?.resetAndDestroy(), 50);
    } else response.socket?.resetAndDestroy();
  },
  /** Answers with what is not HTTP, or not what its headers say. */
  "/garbage": (response) => {
    response.socket?.end("220 mail.example.com ESMTP\r\n");
  },
  "/no-gzip": (response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end('{"continue":true}');
  },
  "/short": (response) => {
    response.writeHead(200, { "content-length": "100" }).write('{"continue":true}');
    setTimeout(() => response.socket?.end(), 50);
  },
  "/redirect": (response, url) => {
    const location = url.searchParams.get("to") ?? "";
    response.writeHead(Number(url.searchParams.get("status")), { location }).end("elsewhere");
  },
  "/retry-after": (response, url, attempt) => {
    if (attempt > 1) return json(response, "{}");
    const header = { "retry-after": url.searchParams.get("after") ?? "" };
    return response.writeHead(429, header).end();
  },
  "/huge": (response) => json(response, Buffer.alloc(HUGE_BYTES, " ")),
  "/endless": (response) => {
    response.writeHead(200);
    const more = () => {
      if (!response.destroyed) response.write(" ".repeat(16_384), () => setImmediate(more));
    };
    more();
  },
  "/bomb": (response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(BOMB);
  },
  /** DNS over HTTPS: a name's first label says what it stands for. */
  "/dns": (response, url) => {
    const [label = ""] = (url.searchParams.get("name") ?? "").split(".");
    const records = DNS[label];
    if (records === undefined) response.writeHead(503).end("out of order");
    else if (typeof records === "string") response.end(records);
    else {
      const type = Number(url.searchParams.get("type"));
      const Answer = records.filter((record) => record.type === type || record.type === 5);
      json(response, JSON.stringify({ Status: 0, Answer }));
    }
  },
  /** Sends back what it was sent, secrets of the address and all. */
  "/echo": (response, url) => {
    const given = [...url.searchParams].join(";");
    json(response, `no such page: ${url.href} given ${given}`, 404);
  },
};

/** Started once for a run; every test's calls are told apart by their id. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const received = new Map<string, Received[]>();
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = new URL(request.url ?? "", "http://receiver");
      if (url.pathname === "/received") {
        json(response, JSON.stringify(received.get(url.searchParams.get("id") ?? "") ?? []));
        return;
      }
      const headers = request.headers as Record<string, string>;
      const id = headers["webhook-id"] ?? "";
      const earlier = received.get(id) ?? [];
      const call: Received = { url: url.href, headers, body, closed: false };
      response.once("close", () => {
        call.closed = true;
      });
      received.set(id, [...earlier, call]);
      BEHAVIOURS[`/${url.pathname.split("/")[1]}`]?.(response, url, earlier.length + 1);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  project.provide("receiver_url", `http://127.0.0.1:${port}`);
  return () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  // A caller that gives up leaves a body unfinished: what came of it counts.
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {}
  return Buffer.concat(chunks).toString();
}
