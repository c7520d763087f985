// The least a session on this platform can be: hono, one Durable Object, the SDK's stream piped to
// whoever listens. No storage, no key, no check. What Ledge costs beyond it is what Ledge adds.
import { DurableObject } from "cloudflare:workers";
import Anthropic from "@anthropic-ai/sdk";
import type { MessageParam } from "@anthropic-ai/sdk/resources/messages/messages";
import { Hono } from "hono";
import { emulate } from "../../src/emulator/emulate.ts";

interface Bindings {
  PIPES: DurableObjectNamespace<Pipe>;
}

const client = new Anthropic({
  apiKey: "offline",
  baseURL: "http://offline.invalid",
  maxRetries: 0,
  fetch: (input, init) => emulate(new Request(input, init as RequestInit)),
});
const encoder = new TextEncoder();

export class Pipe extends DurableObject<Bindings> {
  readonly #listeners = new Set<ReadableStreamDefaultController<Uint8Array>>();
  /** Kept so that a growing session asks the model what a growing session of Ledge asks it. */
  readonly #messages: MessageParam[] = [];

  /** Starts a turn that belongs to no request. */
  query(content: string): void {
    this.ctx.waitUntil(this.#turn(content));
  }

  accept(): void {}

  bytes(count: number): string {
    return "x".repeat(count);
  }

  override fetch(request: Request): Response {
    let listener: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        listener = controller;
        this.#listeners.add(controller);
        controller.enqueue(encoder.encode('event: stream.snapshot\ndata: {"as_of":0}\n\n'));
      },
    });
    request.signal.addEventListener("abort", () => this.#listeners.delete(listener));
    return new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } });
  }

  async #turn(content: string): Promise<void> {
    this.#messages.push({ role: "user", content });
    const stream = await client.messages.create({
      model: "offline-stream",
      max_tokens: 16_000,
      messages: this.#messages,
      stream: true,
    });
    let text = "";
    for await (const event of stream) {
      if (event.type !== "content_block_delta" || event.delta.type !== "text_delta") continue;
      text += event.delta.text;
      this.#send("event_delta", { delta: { content: { type: "text", text: event.delta.text } } });
    }
    this.#messages.push({ role: "assistant", content: text });
    this.#send("session.status_idle", { stop_reason: { type: "end_turn" } });
  }

  #send(type: string, data: object): void {
    const frame = `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
    const bytes = encoder.encode(frame);
    for (const listener of this.#listeners) listener.enqueue(bytes);
  }
}

const app = new Hono<{ Bindings: Bindings }>();
const pipeOf = (env: Bindings, id: string) => env.PIPES.getByName(id);

app.get("/healthz", (c) => c.json({ status: "ok" }));
app.post("/sessions", (c) => c.json({ id: crypto.randomUUID() }, 201));
app.get("/sessions/:id/stream", (c) => pipeOf(c.env, c.req.param("id")).fetch(c.req.raw));
app.post("/sessions/:id/query", async (c) => {
  const { message } = await c.req.json<{ message: string }>();
  await pipeOf(c.env, c.req.param("id")).query(message);
  return c.json({ receipt: "started" }, 202);
});
app.post("/sessions/:id/accept", async (c) => {
  await c.req.json();
  await pipeOf(c.env, c.req.param("id")).accept();
  return c.json({ receipt: "started" }, 202);
});
app.get("/sessions/:id/bytes", async (c) => {
  const count = Number(c.req.query("count"));
  return c.body(await pipeOf(c.env, c.req.param("id")).bytes(count));
});

export default app;
