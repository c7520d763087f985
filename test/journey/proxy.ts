// A proxy on loopback as people have them between a browser and a service: it cuts what is idle,
// holds bytes back until it has enough, or dies in the middle of a frame.
import { createServer, connect as dial, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface ProxyFaults {
  /** Cuts a stream on which nothing came from the service for so long. */
  idle_ms?: number;
  /** Passes a stream's bytes on only in pieces of this size. */
  buffer_bytes?: number;
  /** After how many bytes from the service the next stream is cut, hard. */
  cutAfter?: () => number;
}

export interface Proxy {
  url: string;
  /** How many streams went through, and how many of them it cut. */
  counts: { streams: number; cuts: number };
  stop(): Promise<void>;
}

/** Starts a proxy to the service at `url`. Only streams suffer; other calls pass as they are. */
export async function startProxy(url: string, faults: ProxyFaults): Promise<Proxy> {
  const { hostname, port } = new URL(url);
  const counts = { streams: 0, cuts: 0 };
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const service = dial(Number(port), hostname);
    let line: Line | null = null;
    for (const socket of [client, service]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        open.delete(socket);
        line?.end();
        client.destroy();
        service.destroy();
      });
    }
    client.on("data", (bytes) => {
      if (line === null && /^GET \S+\/stream\?/.test(bytes.toString("latin1"))) {
        counts.streams += 1;
        const cut = () => {
          counts.cuts += 1;
          client.resetAndDestroy();
        };
        line = faultyLine((passed) => client.write(passed), cut, faults);
      }
      service.write(bytes);
    });
    service.on("data", (bytes) => (line === null ? client.write(bytes) : line.pass(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    counts,
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Line {
  pass(bytes: Buffer): void;
  end(): void;
}

/** One stream's way down. `write` passes bytes on; `cut` ends the connection, once. */
function faultyLine(
  write: (bytes: Buffer) => void,
  cut: () => void,
  { idle_ms, buffer_bytes = 1, cutAfter }: ProxyFaults,
): Line {
  let left_bytes = cutAfter?.() ?? Number.POSITIVE_INFINITY;
  let held = Buffer.alloc(0);
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const end = () => {
    isOver = true;
    clearTimeout(timer);
  };
  const rest = () => {
    clearTimeout(timer);
    if (idle_ms === undefined) return;
    timer = setTimeout(() => {
      end();
      cut();
    }, idle_ms);
  };
  rest();
  return {
    end,
    pass: (bytes) => {
      if (isOver) return;
      rest();
      held = Buffer.concat([held, bytes]);
      const whole = held.length - (held.length % buffer_bytes);
      const passed = held.subarray(0, Math.min(whole, left_bytes));
      held = held.subarray(whole);
      left_bytes -= passed.length;
      write(passed);
      if (left_bytes > 0) return;
      end();
      // A reset makes the other side forget what it has not read yet: give it time to.
      void sleep(5).then(cut);
    },
  };
}
