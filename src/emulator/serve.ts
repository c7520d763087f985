// The offline Messages API on a port, for clients that want an address: `npm run emulator`. A
// client that leaves aborts its request; SIGTERM and SIGINT end the process.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { emulate } from "./emulate.ts";
import { OFFLINE_MODELS } from "./models.ts";

const HOST = "127.0.0.1";
const PORT_DEFAULT = 8790;

const server = createServer((incoming, outgoing) => {
  // A client that has left, or a stream cut on purpose, leaves nothing to say on this connection.
  answer(incoming, outgoing).catch(() => outgoing.destroy());
});

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort());
  const { method = "GET", url = "/" } = incoming;
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  );
  const request = new Request(new URL(url, `http://${HOST}`), {
    method,
    headers,
    signal: gone.signal,
    ...(method === "GET" || method === "HEAD"
      ? {}
      : { body: Readable.toWeb(incoming), duplex: "half" }),
  } as RequestInit);
  const response = await emulate(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  if (response.body === null) outgoing.end();
  else await pipeline(response.body, outgoing);
}

function stop(): void {
  server.close();
  server.closeAllConnections();
}

server.once("error", (error) => {
  console.error(`emulator: ${error.message}`);
  process.exitCode = 1;
});
server.listen(Number(process.env.PORT ?? PORT_DEFAULT), HOST, () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : PORT_DEFAULT;
  const models = Object.keys(OFFLINE_MODELS).join(" ");
  console.log(
    `Offline Messages API on http://${HOST}:${port}, no Claude behind it. Models: ${models}`,
  );
});
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
