// A Messages API on loopback that keeps every body it is sent, byte for byte, and answers from the
// emulator: what a service really puts on the wire to its model.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { emulate } from "../../src/emulator/emulate.ts";

export interface ModelServer {
  readonly url: string;
  /** The bodies of `POST /v1/messages`, in the order in which they came. */
  readonly bodies: string[];
  close(): void;
}

export async function startModelServer(): Promise<ModelServer> {
  const bodies: string[] = [];
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, bodies).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, bodies, close };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  bodies: string[],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString("utf8");
  if (incoming.url === "/v1/messages") bodies.push(body);
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const method = incoming.method ?? "GET";
  const request = new Request(`http://model.test${incoming.url}`, {
    method,
    headers,
    ...(method === "GET" ? {} : { body }),
  });
  const response = await emulate(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) outgoing.end();
  else Readable.fromWeb(response.body as never).pipe(outgoing);
}
