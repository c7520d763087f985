// Streams as their reader meets them: made on demand, stopped by the reader or the signal, and the
// ways in which they end too early.
import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it, vi } from "vitest";
import { streamBody } from "../../src/emulator/body.ts";
import { emulate } from "../../src/emulator/emulate.ts";
import type { Frame } from "../../src/emulator/wire.ts";
import { ask, client, post, textOf } from "./support.ts";

const LONG = ask("chunks=1000 delay_ms=5", { model: "offline-stream", max_tokens: 100_000 });

async function open(request: object, signal?: AbortSignal) {
  const sent = post({ ...request, stream: true }, signal === undefined ? {} : { signal });
  const { body } = await emulate(sent);
  if (body === null) throw new Error("no body");
  return body.getReader();
}

/** Counts the frames that a body has asked for. */
function counted(delay_ms: number, signal: AbortSignal) {
  const asked = { frames: 0, of: [] as number[] };
  function* frames(): Generator<Frame, void> {
    for (; asked.frames < 1000; ) yield { text: String(++asked.frames), isDelta: true };
  }
  const delivery = { delay_ms, ending: null, request_id: "req_1", signal };
  return { asked, reader: streamBody(frames(), delivery).getReader() };
}

describe("a stream", () => {
  it("[EMU-6] is made as it is read, not ahead", async () => {
    const { asked, reader } = counted(0, new AbortController().signal);
    expect(asked.frames).toBe(0);
    for (const expected of [1, 2, 3]) {
      expect(new TextDecoder().decode((await reader.read()).value)).toBe(String(expected));
      expect(asked.frames).toBe(expected);
    }
    await reader.cancel();
    expect(asked.frames).toBe(3);
  });

  it("[EMU-6] sets no timer when it has no delay", async () => {
    const timer = vi.spyOn(globalThis, "setTimeout");
    const message = await client()
      .messages.stream(ask("chunks=50", { model: "offline-stream" }))
      .finalMessage();
    expect(textOf(message)).toContain("250");
    expect(timer.mock.calls.filter(([, ms]) => ms !== 600_000)).toEqual([]);
    timer.mockRestore();
  });

  it("[EMU-6] errors with the signal's reason at once, even while it waits", async () => {
    const controller = new AbortController();
    const { asked, reader } = counted(60_000, controller.signal);
    const read = reader.read();
    controller.abort(new Error("enough"));
    await expect(read).rejects.toThrow("enough");
    expect(asked.frames).toBe(1);
  });

  it("[EMU-6] errors when the signal had aborted before", async () => {
    const { asked, reader } = counted(0, AbortSignal.abort(new Error("too late")));
    await expect(reader.read()).rejects.toThrow("too late");
    expect(asked.frames).toBe(0);
  });

  it("[EMU-6] ends with the request's signal", async () => {
    const controller = new AbortController();
    const reader = await open(LONG, controller.signal);
    await reader.read();
    controller.abort();
    await expect(
      (async () => {
        while (!(await reader.read()).done);
      })(),
    ).rejects.toThrow();
  });

  it("[EMU-6] aborted by the SDK, keeps what has come", async () => {
    const stream = client().messages.stream(LONG);
    let deltas = 0;
    stream.on("text", () => {
      if (++deltas === 5) stream.abort();
    });
    await expect(stream.finalMessage()).rejects.toBeInstanceOf(Anthropic.APIUserAbortError);
    expect(deltas).toBe(5);
    expect(stream.currentMessage?.content).toMatchObject([
      { text: expect.stringMatching(/^1 2 3 /) },
    ]);
  });

  it("[EMU-6] stops when its reader leaves, even while it waits", async () => {
    const { asked, reader } = counted(60_000, new AbortController().signal);
    const read = reader.read();
    await reader.cancel();
    expect(await read).toEqual({ done: true, value: undefined });
    expect(asked.frames).toBe(1);
  });
});

describe("the request's signal", () => {
  it.each(["read to its end", "left", "cut"])(
    "[EMU-6] is let go of when the stream is %s",
    async (end) => {
      const { signal } = new AbortController();
      const added = vi.spyOn(signal, "addEventListener");
      const removed = vi.spyOn(signal, "removeEventListener");
      const frames = [{ text: "1", isDelta: true }].values();
      const ending = end === "cut" ? ({ kind: "cut", after_deltas: 1 } as const) : null;
      const delivery = { delay_ms: 0, ending, request_id: "req_1", signal };
      const reader = streamBody(frames, delivery).getReader();
      expect((await reader.read()).done).toBe(false);
      if (end === "left") await reader.cancel();
      else await reader.read().catch(() => null);
      expect(added).toHaveBeenCalledTimes(1);
      expect(removed.mock.calls[0]?.[1]).toBe(added.mock.calls[0]?.[1]);
    },
  );
});

const BREAKS = [
  ["offline-cut", Anthropic.AnthropicError, /cut its stream/],
  ["offline-stream-error", Anthropic.APIError, /Overloaded/],
] as const;

describe("a stream that does not reach its end", () => {
  it.each(BREAKS)("[EMU-13] %s breaks off in the middle", async (model, kind, message) => {
    const stream = client().messages.stream(ask("go", { model }));
    const failure = await stream.finalMessage().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(kind);
    expect(String(failure)).toMatch(message);
    const [block] = stream.currentMessage?.content ?? [];
    expect(block).toMatchObject({
      type: "text",
      text: expect.stringMatching(/^This text is long/),
    });
  });

  it("[EMU-13] offline-stream-error says what an error event says", async () => {
    const response = await emulate(
      post({ ...ask("go", { model: "offline-stream-error" }), stream: true }),
    );
    const request_id = response.headers.get("request-id");
    const error = { type: "overloaded_error", message: "Overloaded" };
    const event = `event: error\ndata: ${JSON.stringify({ type: "error", error, request_id })}\n\n`;
    expect((await response.text()).endsWith(event)).toBe(true);
  });

  it("[EMU-13] offline-stall falls silent and stays open until it is aborted", async () => {
    const controller = new AbortController();
    const reader = await open(ask("go", { model: "offline-stall" }), controller.signal);
    // message_start, content_block_start, ping and three deltas; then nothing.
    for (let frame = 0; frame < 6; frame++) expect((await reader.read()).done).toBe(false);
    const silence = reader.read().then(
      () => "read",
      () => "aborted",
    );
    const waited = new Promise((resolve) => setTimeout(() => resolve("silent"), 30));
    expect(await Promise.race([silence, waited])).toBe("silent");
    controller.abort();
    expect(await silence).toBe("aborted");
  });

  it("[EMU-13] without streaming, an error is a response and a cut one has no body", async () => {
    const failed = client().messages.create(ask("go", { model: "offline-stream-error" }));
    await expect(failed).rejects.toMatchObject({ status: 529, type: "overloaded_error" });
    await expect(client().messages.create(ask("go", { model: "offline-cut" }))).rejects.toThrow();
  });
});

const FAILURES = [
  ["offline-rate-limited", 429, "rate_limit_error"],
  ["offline-overloaded", 529, "overloaded_error"],
  ["offline-error", 500, "api_error"],
] as const;

describe("a call that fails", () => {
  it.each(FAILURES)("[EMU-13] %s fails with %i %s", async (model, status, type) => {
    const failed = client().messages.stream(ask("go", { model })).finalMessage();
    await expect(failed).rejects.toMatchObject({ status, type });
  });

  it("[EMU-13] offline-rate-limited says when to come back", async () => {
    const failed = client().messages.create(
      ask("retry_after=7", { model: "offline-rate-limited" }),
    );
    const { headers } = (await failed.catch((error: unknown) => error)) as { headers: Headers };
    expect(headers.get("retry-after")).toBe("7");
    expect(headers.get("x-should-retry")).toBe("true");
  });

  it.each([...FAILURES, ...BREAKS, ["offline-stall"]].map(([model]) => String(model)))(
    "[EMU-13] %s answers once the retry count reaches times",
    async (model) => {
      const request = ask("times=2", { model });
      if (model !== "offline-stall") {
        await expect(client(1).messages.stream(request).finalMessage()).rejects.toThrow();
      }
      const message = await client(2).messages.stream(request).finalMessage();
      expect(textOf(message)).toContain(`This is ${model}`);
    },
  );

  it("[EMU-13] the SDK's own retries see it through", async () => {
    const sdk = new Anthropic({
      ...{ apiKey: "any", baseURL: "http://offline", maxRetries: 2 },
      fetch: async (url, init) => {
        const response = await emulate(new Request(url, init as RequestInit));
        response.headers.set("retry-after-ms", "1");
        return response;
      },
    });
    const message = await sdk.messages.create(ask("times=2", { model: "offline-overloaded" }));
    expect(message.stop_reason).toBe("end_turn");
  });
});

describe("an answer that stops for another reason", () => {
  it("[EMU-14] offline-max-tokens stops at 64 tokens, or sooner when asked to", async () => {
    const request = ask("count", { model: "offline-max-tokens" });
    const message = await client().messages.create(request);
    expect(message).toMatchObject({ stop_reason: "max_tokens", usage: { output_tokens: 64 } });
    const short = await client().messages.create({ ...request, max_tokens: 5 });
    expect(short).toMatchObject({ stop_reason: "max_tokens", usage: { output_tokens: 5 } });
  });

  it("[EMU-14] offline-refusal refuses and says why", async () => {
    const message = await client().messages.create(ask("go", { model: "offline-refusal" }));
    expect(message).toMatchObject({
      stop_reason: "refusal",
      stop_details: { type: "refusal", category: "general_harms", explanation: expect.any(String) },
    });
  });

  it("[EMU-14] offline-empty ends its turn without a word", async () => {
    const message = await client().messages.create(ask("go", { model: "offline-empty" }));
    expect(message).toMatchObject({ stop_reason: "end_turn", content: [] });
  });

  it("[EMU-14] offline-context refuses what its window does not hold", async () => {
    const request = ask("window=40 hello", { model: "offline-context" });
    const { input_tokens } = await client().messages.countTokens(ask("window=40 hello"));
    await expect(client().messages.create(request)).rejects.toMatchObject({
      status: 400,
      error: { error: { message: `prompt is too long: ${input_tokens} tokens > 40 maximum` } },
    });
    const roomy = ask(`window=${input_tokens + 1} hello`, { model: "offline-context" });
    expect((await client().messages.create(roomy)).stop_reason).toBe("end_turn");
    await expect(client().messages.create(ask("hi", { model: "offline-context" }))).rejects.toThrow(
      "> 1 maximum",
    );
  });
});
