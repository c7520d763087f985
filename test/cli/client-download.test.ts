// The client's long transfers against a server that breaks its connections as it is told to: what is
// fetched is whole.
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { DownloadError } from "../../src/client/download.ts";
import { createClient, LedgeApiError, UnreachableError } from "../../src/client.ts";
import { type LogServer, seededRandom, serve } from "./log-server.ts";

const SEED = Number(process.env.SEED ?? 20);

let server: LogServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const FILE = Buffer.from(Array.from({ length: 10_000 }, (_, index) => (index * 7) % 251));

interface Answer {
  /** Bytes after which the connection breaks; all of them when it is not given. */
  bytes?: number;
  /** It ends as if that were all, without having told a length. */
  quietly?: boolean;
  /** Another file than before. */
  replaced?: boolean;
  status?: number;
}

/** A service that answers the downloads in turn, the last answer for all that come later. */
async function clientAgainst(answers: readonly Answer[]) {
  const ranges: (string | null)[] = [];
  server = await serve([], (request: IncomingMessage, response: ServerResponse) => {
    const answer = answers[Math.min(ranges.length, answers.length - 1)] ?? {};
    ranges.push(request.headers.range ?? null);
    if (answer.status !== undefined) {
      response.writeHead(answer.status);
      response.end('{"error":{"type":"api_error","message":"no"}}');
      return;
    }
    const etag = answer.replaced === true ? '"b"' : '"a"';
    const isWhole = (request.headers["if-range"] ?? etag) !== etag;
    const from = isWhole ? 0 : Number(/^bytes=(\d+)-$/.exec(ranges.at(-1) ?? "")?.[1] ?? 0);
    const rest = FILE.subarray(from);
    response.writeHead(from === 0 ? 200 : 206, {
      etag,
      ...(answer.quietly === true ? {} : { "content-length": `${rest.length}` }),
      ...(from === 0 ? {} : { "content-range": `bytes ${from}-${FILE.length - 1}/${FILE.length}` }),
    });
    response.flushHeaders();
    response.write(rest.subarray(0, answer.bytes), () => {
      if (answer.bytes === undefined || answer.quietly === true) response.end();
      // A reset makes the other side forget what it has not read yet: give it time to.
      else setTimeout(() => response.destroy(), 5);
    });
  });
  return { client: createClient({ baseUrl: server.url, token: "t" }), ranges };
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

describe("[CLIENT-23] a download whose connection breaks goes on where it was", () => {
  it(`wherever it breaks (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const answers = Array.from({ length: 8 }, () => ({ bytes: 1 + Math.floor(random() * 2000) }));
    const { client, ranges } = await clientAgainst([...answers, {}]);
    const got = await whole(client.archives.download("s"));
    expect(got.equals(FILE)).toBe(true);
    expect(ranges.length).toBeGreaterThan(5);
    expect(ranges[0]).toBeNull();
    expect(ranges[1]).toBe(`bytes=${answers[0]?.bytes}-`);
  });

  it("from bytes that are there already, and after a service that was busy in between", async () => {
    const { client, ranges } = await clientAgainst([{ bytes: 100 }, { status: 503 }, {}]);
    const got = await whole(client.archives.download("s", { from: 5000 }));
    expect(got.equals(FILE.subarray(5000))).toBe(true);
    expect(ranges).toEqual(["bytes=5000-", "bytes=5100-", "bytes=5100-"]);
  });
});

it("[CLIENT-23] a download that ends too early, as if it were whole, goes on as well", async () => {
  const { client, ranges } = await clientAgainst([{ bytes: 100, quietly: true }, {}]);
  const got = await whole(client.archives.download("s", { from: 5000 }));
  expect(got.equals(FILE.subarray(5000))).toBe(true);
  expect(ranges).toEqual(["bytes=5000-", "bytes=5100-"]);
});

it("[CLIENT-24] the rest of another file is not taken for the rest of this one", async () => {
  const { client } = await clientAgainst([{ bytes: 100 }, { replaced: true }]);
  await expect(whole(client.archives.download("s"))).rejects.toBeInstanceOf(DownloadError);
});

it("[CLIENT-25] a download that is refused, or that never begins, fails at once", async () => {
  const refusing = await clientAgainst([{ bytes: 100 }, { status: 404 }]);
  await expect(whole(refusing.client.archives.download("s"))).rejects.toBeInstanceOf(LedgeApiError);
  expect(refusing.ranges).toHaveLength(2);
  await server?.stop();
  const silent = await clientAgainst([{ bytes: 0 }]);
  await expect(whole(silent.client.archives.download("s"))).rejects.toBeInstanceOf(
    UnreachableError,
  );
  expect(silent.ranges).toHaveLength(1);
});

it("[CLIENT-26] an archive is sent with its length and its kind", async () => {
  const seen: { length: string | undefined; type: string | undefined; bytes: number }[] = [];
  server = await serve([], (request, response) => {
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
    });
    request.once("end", () => {
      const { "content-length": length, "content-type": type } = request.headers;
      seen.push({ length, type, bytes });
      response.end('{"id":"x"}');
    });
  });
  const client = createClient({ baseUrl: server.url, token: "t" });
  await client.archives.import(new Blob([FILE]));
  expect(seen).toEqual([{ length: "10000", type: "application/octet-stream", bytes: FILE.length }]);
});
