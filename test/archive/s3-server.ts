// An S3 server on loopback beside the tests: s3rver, which checks signatures and keeps objects in files, and
// before it what it lacks (aborting an upload, refusing who does not sign) and the faults that stores have.
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    s3_url: string;
  }
}

/** One request as it came; tests ask for those of a key at `/-/requests?key=…`. */
export interface Requested {
  method: string;
  query: string;
  bytes: number;
}

const BUCKET = "archives";
/** What s3rver knows, and signs for. */
const XML_ERROR = "<Error><Code>InternalError</Code><Message>AKIA-in-the-message</Message></Error>";

/** By a word in the key: the status that is answered in s3rver's place, where there is one. */
const FAULTS: Record<string, (request: Requested, nth: number) => number | undefined> = {
  /** The first two requests of each kind are turned away. */
  busy: (_, nth) => (nth <= 2 ? 503 : undefined),
  broken: () => 500,
  /** Takes one part, and no more. */
  "half-way": ({ query }) => (query.includes("partNumber=2") ? 400 : undefined),
  /** Says 200 before it knows that it has failed, as S3 may. */
  late: ({ method, query }) => (method === "POST" && query.includes("uploadId") ? 200 : undefined),
};

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "application/xml" }).end(XML_ERROR);
}

export default async function setup(project: TestProject) {
  const directory = mkdtempSync(join(tmpdir(), "ledge-s3-"));
  const s3 = new S3rver({
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets: [{ name: BUCKET }],
  });
  await s3.configureBuckets();
  const answer = s3.callback();
  const uploads = join(directory, BUCKET, "._S3rver_uploads");
  const requests = new Map<string, Requested[]>();

  const handle = (message: IncomingMessage, response: ServerResponse) => {
    const url = new URL(message.url ?? "", "http://localhost");
    const key = decodeURIComponent(url.pathname.slice(BUCKET.length + 2));
    if (url.pathname === "/-/requests") {
      response.end(JSON.stringify(requests.get(url.searchParams.get("key") ?? "") ?? []));
      return;
    }
    if (url.pathname === "/-/uploads") {
      response.end(JSON.stringify(existsSync(uploads) ? readdirSync(uploads) : []));
      return;
    }
    const request = {
      method: message.method ?? "",
      query: url.search,
      bytes: Number(message.headers["content-length"] ?? 0),
    };
    const before = requests.get(key) ?? [];
    requests.set(key, [...before, request]);
    const nth = before.filter(
      ({ method, query }) => method === request.method && query === url.search,
    );
    if (message.headers.authorization === undefined) {
      refuse(response, 403);
      return;
    }
    const fault = Object.entries(FAULTS).find(([word]) => key.includes(word))?.[1];
    const status = fault?.(request, nth.length + 1);
    if (status !== undefined) {
      message.resume().on("end", () => refuse(response, status));
      return;
    }
    const upload = url.searchParams.get("uploadId");
    if (request.method === "DELETE" && upload !== null) {
      rmSync(join(uploads, upload), { recursive: true });
      response.writeHead(204).end();
      return;
    }
    answer(message, response);
  };

  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  project.provide("s3_url", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(directory, { recursive: true });
  };
}
