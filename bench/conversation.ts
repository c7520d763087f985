// One session with an open stream, asked one message after another: what every measure of turns is
// made of. A turn that fails or never ends fails the run.
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "./client.ts";

const TURN_MS_MAX = 60_000;
/** A person's session is at rest when the next message comes: its last turn's aftermath is over. */
const REST_MS = 20;
const SET_UP_ATTEMPTS = 3;
const SET_UP_PAUSE_MS = 100;

export interface Turn {
  /** From sending the message until each of these. */
  readonly accepted_ms: number;
  readonly first_token_ms: number;
  readonly ended_ms: number;
}

export interface Conversation {
  readonly id: string;
  /** Asks, and resolves when the turn has ended. */
  ask(message: string): Promise<Turn>;
  close(): Promise<void>;
}

const STREAMING = { model: "offline-stream" };

/** Makes a session, on the streaming offline model when nothing is said of it. Returns its id. */
export async function newSession(client: Client, config: object = STREAMING): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { body } = await client.post("/sessions", config);
      return (JSON.parse(body) as { id: string }).id;
    } catch (error) {
      // Wrangler's proxy and the Worker both give up a connection between them that was idle for 5 s. A
      // request that comes just then is lost: the proxy repeats a GET by itself and fails a POST.
      // Nothing is measured yet, so it is sent again.
      if (attempt === SET_UP_ATTEMPTS) throw error;
      await sleep(SET_UP_PAUSE_MS);
    }
  }
}

/** Makes a session and opens its stream, previews included. */
export async function converse(client: Client, config?: object): Promise<Conversation> {
  const id = await newSession(client, config);
  let first_at: number | null = null;
  let onEnd: (at_ms: number) => void = () => {};
  let onFailure: (error: Error) => void = () => {};
  const stream = await client.stream(`/sessions/${id}/stream?partial=true`, (type, at_ms) => {
    if (type === "event_delta") first_at ??= at_ms;
    else if (type === "session.status_idle") onEnd(at_ms);
    else if (type === "session.error") onFailure(new Error("a turn failed"));
  });
  return {
    id,
    ask: async (message) => {
      first_at = null;
      const ended = new Promise<number>((resolve, reject) => {
        onEnd = resolve;
        onFailure = reject;
      });
      const started_at = performance.now();
      const accepted = client.post(`/sessions/${id}/query`, { message });
      const [accepted_at, ended_at] = await Promise.all([
        accepted.then(() => performance.now()),
        within(ended, "a turn"),
      ]);
      return {
        accepted_ms: accepted_at - started_at,
        first_token_ms: (first_at ?? Number.NaN) - started_at,
        ended_ms: ended_at - started_at,
      };
    },
    close: () => stream.close(),
  };
}

/** The promise's value. Throws when it takes longer than any turn may. */
export async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`${what} took longer than ${TURN_MS_MAX / 1000} s`);
    timer = setTimeout(() => reject(error), TURN_MS_MAX);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Lets a session come to rest before it is measured. */
export async function rest(): Promise<void> {
  await sleep(REST_MS);
}
