// The measuring client: as little as HTTP and SSE need, the same bytes of code for both sides, so
// that what it costs is small and cancels out. It keeps connections open and reads no JSON in streams.
import { Agent, type IncomingMessage, request } from "node:http";

const ANSWER_MS_MAX = 60_000;
/** Shorter than the 5 s after which workerd closes an idle connection, which may be just when we use it. */
const IDLE_MS_MAX = 3_000;

/** A frame as it arrived; `at_ms` is on the clock of `performance.now()`. */
type OnFrame = (type: string, at_ms: number) => void;

interface Stream {
  /** Leaves. Resolves once the connection is gone. */
  close(): Promise<void>;
}

interface Answer {
  status: number;
  body: string;
}

export interface Client {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  /** Sends bytes as they are. */
  put(path: string, body: Uint8Array): Promise<Answer>;
  /** Opens an event stream; resolves with its first frame. `onFrame` gets that one too. */
  stream(path: string, onFrame: OnFrame): Promise<Stream>;
  close(): void;
}

/** An answer that is no success. */
class AnswerError extends Error {
  readonly path: string;

  constructor(path: string, { status, body }: Answer) {
    super(`${path} answered ${status}: ${body.slice(0, 500)}`);
    this.path = path;
  }
}

/** A client for `base_url`. Its calls throw AnswerError, and an Error after 60 s of silence. */
export function createClient(base_url: string, headers: Record<string, string>): Client {
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS_MAX });
  const open = (method: string, path: string, body: Sent["body"]) =>
    send({ agent, url: base_url + path, method, headers, body });
  return {
    get: async (path) => await readAll(await open("GET", path, null), path),
    post: async (path, body) => await readAll(await open("POST", path, JSON.stringify(body)), path),
    put: async (path, body) => await readAll(await open("PUT", path, body), path),
    stream: async (path, onFrame) => {
      const response = await open("GET", path, null);
      if (response.statusCode !== 200) await readAll(response, path);
      return await follow(response, onFrame);
    },
    close: () => agent.destroy(),
  };
}

interface Sent {
  agent: Agent;
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array | null;
}

function send({ agent, url, method, headers, body }: Sent): Promise<IncomingMessage> {
  const type = typeof body === "string" ? "application/json" : "application/octet-stream";
  const about =
    body === null ? {} : { "content-type": type, "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers: { ...headers, ...about } }, (response) => {
      sent.setTimeout(0);
      resolve(response);
    });
    sent.setTimeout(ANSWER_MS_MAX, () => {
      sent.destroy(new Error(`no answer to ${method} ${url} within ${ANSWER_MS_MAX / 1000} s`));
    });
    sent.once("error", (cause) => reject(new Error(`${method} ${url} failed`, { cause })));
    sent.end(body);
  });
}

async function readAll(response: IncomingMessage, path: string): Promise<Answer> {
  response.setEncoding("utf8");
  let body = "";
  for await (const chunk of response) body += chunk;
  const status = response.statusCode ?? 0;
  const answer = { status, body };
  if (status >= 300) throw new AnswerError(path, answer);
  return answer;
}

/** Reads frames for as long as the connection lasts. */
function follow(response: IncomingMessage, onFrame: OnFrame): Promise<Stream> {
  const closed = new Promise<void>((resolve) => response.once("close", resolve));
  const stream: Stream = {
    close: () => {
      response.destroy();
      return closed;
    },
  };
  return new Promise((resolve, reject) => {
    // Leaving is an abort to Node, which must not go unheard; by then nobody waits any more.
    response.on("error", reject);
    response.once("close", () => reject(new Error("the stream ended before its first frame")));
    let rest = "";
    response.on("data", (chunk: Buffer) => {
      const at_ms = performance.now();
      const text = rest + chunk.toString("latin1");
      let start = 0;
      for (let end = text.indexOf("\n\n"); end !== -1; end = text.indexOf("\n\n", start)) {
        const type = typeOf(text, start, end);
        start = end + 2;
        if (type === null) continue;
        onFrame(type, at_ms);
        resolve(stream);
      }
      rest = text.slice(start);
    });
  });
}

/** The event type of the frame between two places of the text; null for a comment. */
function typeOf(text: string, start: number, end: number): string | null {
  const name = text.indexOf("event: ", start);
  if (name === -1 || name >= end) return null;
  return text.slice(name + "event: ".length, text.indexOf("\n", name));
}
