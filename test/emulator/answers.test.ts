// The wire, through the official SDK: what is streamed and what is sent whole are one message, ids
// follow from the request, and usage adds up.
import type { MessageCreateParamsNonStreaming } from "@anthropic-ai/sdk/resources/messages/messages";
import { describe, expect, it } from "vitest";
import { emulate } from "../../src/emulator/emulate.ts";
import { ask, callsOf, client, playRound, post, textOf, tool } from "./support.ts";

const script = (...steps: object[]) => JSON.stringify(steps);

/** A prompt for every scenario that answers, and the calls before it where it has several steps. */
const ANSWERS: [what: string, request: MessageCreateParamsNonStreaming][] = [
  ["an echo", ask("hello there")],
  ["a first tool call", ask("What files are in the current directory?")],
  ["two calls at once", ask("Search for ERROR in application.log from the last hour")],
  ["three calls at once", ask("go", { model: "offline-parallel" })],
  ["thinking", ask("why?", { model: "offline-thinking" })],
  ["thinking and a tool", ask("use a tool", { model: "offline-thinking" })],
  ["redacted thinking", ask("redacted please", { model: "offline-thinking" })],
  ["a long stream", ask("chunks=30 size=3", { model: "offline-stream" })],
  ["an answer at its own limit", ask("count", { model: "offline-max-tokens" })],
  ["a text cut by max_tokens", ask("chunks=30", { model: "offline-stream", max_tokens: 17 })],
  ["thinking cut by max_tokens", ask("why?", { model: "offline-thinking", max_tokens: 3 })],
  [
    "a tool call cut by max_tokens",
    ask(
      script({ tools: [{ name: "Write", input: { file_path: "/a", content: "x".repeat(400) } }] }),
      { model: "offline-script", max_tokens: 20 },
    ),
  ],
  [
    "a tool call cut before its first field",
    ask(script({ tools: [{ name: "Write", input: { content: "x".repeat(400) } }] }), {
      ...{ model: "offline-script", max_tokens: 5 },
    }),
  ],
  [
    "a tool call without input",
    ask(script({ tools: [{ name: "Now" }] }), { model: "offline-script" }),
  ],
  [
    "everything in one message",
    ask(
      script({
        ...{ thinking: "Hm, 😀.", text: 'Ünïcode 😀 " \\ \n done', chunks: 9 },
        tools: [{ name: "Bash", input: { command: 'echo "😀"', nested: { a: [1, null, "z"] } } }],
      }),
      { model: "offline-script" },
    ),
  ],
  ["a refusal", ask("anything", { model: "offline-refusal" })],
  ["nothing at all", ask("anything", { model: "offline-empty" })],
];

describe("a message on the wire", () => {
  it.each(ANSWERS)("[EMU-4] %s is the same message streamed and whole", async (_, request) => {
    const whole = await client().messages.create(request);
    const streamed = await client().messages.stream(request).finalMessage();
    const { parsed_output, ...message } = streamed;
    expect(parsed_output).toBeNull();
    // Ids follow from the body, and `stream` is a part of it.
    const id = /(msg|toolu)_offline_[0-9a-f]{16}/g;
    expect(JSON.parse(JSON.stringify(message).replaceAll(id, "$1_id"))).toEqual(
      JSON.parse(JSON.stringify(whole).replaceAll(id, "$1_id")),
    );
    expect(message.model).toBe(request.model);
    expect(message.usage.output_tokens).toBeLessThanOrEqual(request.max_tokens);
  });

  it("[EMU-3] the same request gets the same answer, ids included", async () => {
    const request = ask("What files are in the current directory?");
    const [first, second] = [
      await client().messages.create(request),
      await client().messages.create(request),
    ];
    expect(second).toEqual(first);
    expect(first.id).toMatch(/^msg_offline_[0-9a-f]{16}$/);
    const other = await client().messages.create(ask("What files are in the other directory?"));
    expect(other.id).not.toBe(first.id);
  });

  it("[EMU-3] tool ids are unique over a conversation", async () => {
    const request = ask(
      script(...Array.from({ length: 6 }, () => ({ tools: [{ name: "A" }, { name: "A" }] }))),
      {
        model: "offline-script",
      },
    );
    const { messages } = await playRound(request, () => "same");
    const ids = messages.flatMap(({ content }) =>
      typeof content === "string"
        ? []
        : content.flatMap((block) => (block.type === "tool_use" ? [block.id] : [])),
    );
    expect(ids).toHaveLength(12);
    expect(new Set(ids).size).toBe(12);
  });

  it("[EMU-5] events come in the API's order", async () => {
    const steps = script({
      thinking: "Hm.",
      text: "one two three four five",
      tools: [{ name: "Bash", input: { a: 1 } }],
    });
    const response = await emulate(
      post({ ...ask(steps, { model: "offline-script" }), stream: true }),
    );
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const events = (await response.text())
      .trimEnd()
      .split("\n\n")
      .map((event) => {
        const [, name, json = ""] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
        const data = JSON.parse(json);
        expect(data.type).toBe(name);
        const detail = data.delta?.type ?? data.content_block?.type ?? "";
        return `${name} ${data.index ?? ""} ${detail} ${data.delta?.partial_json ?? ""}`.trimEnd();
      });
    expect(events).toEqual([
      "message_start",
      "content_block_start 0 thinking",
      "ping",
      "content_block_delta 0 thinking_delta",
      "content_block_delta 0 signature_delta",
      "content_block_stop 0",
      "content_block_start 1 text",
      "content_block_delta 1 text_delta",
      "content_block_delta 1 text_delta",
      "content_block_stop 1",
      "content_block_start 2 tool_use",
      "content_block_delta 2 input_json_delta",
      'content_block_delta 2 input_json_delta {"',
      'content_block_delta 2 input_json_delta a"',
      "content_block_delta 2 input_json_delta :1",
      "content_block_delta 2 input_json_delta }",
      "content_block_stop 2",
      "message_delta",
      "message_stop",
    ]);
  });
});

describe("max_tokens", () => {
  it("[EMU-7] a text stops inside its words, never inside a character", async () => {
    const request = ask(script({ text: "😀".repeat(40) }), {
      model: "offline-script",
      max_tokens: 3,
    });
    const message = await client().messages.create(request);
    expect(message.stop_reason).toBe("max_tokens");
    expect(message.usage.output_tokens).toBe(3);
    expect(textOf(message)).toBe("😀".repeat(6));
    const odd = await client().messages.create({
      ...request,
      messages: [{ role: "user", content: script({ text: `x${"😀".repeat(40)}` }) }],
    });
    expect(textOf(odd)).toBe(`x${"😀".repeat(5)}`);
  });

  it("[EMU-7] a tool call keeps the fields that were complete", async () => {
    const input = { file_path: "/a.txt", content: "x".repeat(400) };
    const request = ask(script({ text: "Now.", tools: [{ name: "Write", input }] }), {
      ...{ model: "offline-script", max_tokens: 20 },
    });
    const message = await client().messages.stream(request).finalMessage();
    expect(message.stop_reason).toBe("max_tokens");
    expect(callsOf(message)).toMatchObject([{ name: "Write", input: { file_path: "/a.txt" } }]);
  });

  it("[EMU-7] an answer that fits exactly is not cut", async () => {
    const request = ask(script({ text: "x".repeat(40) }), {
      model: "offline-script",
      max_tokens: 10,
    });
    const message = await client().messages.create(request);
    expect(message).toMatchObject({ stop_reason: "end_turn", usage: { output_tokens: 10 } });
  });

  it("[EMU-7] cut thinking is signed and may come back", async () => {
    const request = ask("why?", { model: "offline-thinking", max_tokens: 3 });
    const message = await client().messages.stream(request).finalMessage();
    expect(message).toMatchObject({ stop_reason: "max_tokens", content: [{ type: "thinking" }] });
    const messages = [
      ...request.messages,
      { role: "assistant" as const, content: message.content },
      { role: "user" as const, content: "go on" },
    ];
    await expect(client().messages.create({ ...request, messages })).resolves.toBeDefined();
  });
});

describe("usage", () => {
  const CACHE = { cache_control: { type: "ephemeral" as const } };
  const text = (content: string, more: object = {}) => ({
    type: "text" as const,
    text: content,
    ...more,
  });
  const x = (tokens: number) => "x".repeat(4 * tokens);
  const system = [text(x(100), CACHE)];
  const user = (tokens: number, more: object = CACHE) => ({
    role: "user" as const,
    content: [text(x(tokens), more)],
  });
  const assistant = (tokens: number) => ({
    role: "assistant" as const,
    content: [text(x(tokens))],
  });
  const base = { model: "offline-sonnet", max_tokens: 100, system };

  const COUNTS: [
    what: string,
    messages: MessageCreateParamsNonStreaming["messages"],
    usage: object,
  ][] = [
    [
      "a first call creates all of its prefix",
      [user(20)],
      { input_tokens: 0, cache_read_input_tokens: 0, cache_creation_input_tokens: 120 },
    ],
    [
      "a second call reads what the first has sent and creates the rest",
      [user(20), assistant(7), user(30)],
      { input_tokens: 0, cache_read_input_tokens: 120, cache_creation_input_tokens: 37 },
    ],
    [
      "with only the system prompt marked, only that is read",
      [user(20, {}), assistant(7), user(30, {})],
      { input_tokens: 57, cache_read_input_tokens: 100, cache_creation_input_tokens: 0 },
    ],
    [
      "a mark on the last answer is new: no call has sent it yet",
      [user(20), { role: "assistant", content: [text(x(7), CACHE)] }, user(30, {})],
      { input_tokens: 30, cache_read_input_tokens: 120, cache_creation_input_tokens: 7 },
    ],
    [
      "two marks in the last message are both new",
      [
        user(20, {}),
        assistant(7),
        { role: "user", content: [text(x(5), CACHE), text(x(6), CACHE), text(x(2))] },
      ],
      { input_tokens: 2, cache_read_input_tokens: 100, cache_creation_input_tokens: 38 },
    ],
  ];

  it.each(COUNTS)("[EMU-8] %s", async (_, messages, usage) => {
    const message = await client().messages.create({ ...base, messages });
    expect(message.usage).toMatchObject(usage);
    const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = message.usage;
    const total =
      input_tokens + (cache_creation_input_tokens ?? 0) + (cache_read_input_tokens ?? 0);
    const { model } = base;
    expect(await client().messages.countTokens({ model, system, messages })).toEqual({
      input_tokens: total,
    });
  });

  it("[EMU-8] what is created is told by its time to live", async () => {
    const long = { cache_control: { type: "ephemeral" as const, ttl: "1h" as const } };
    const message = await client().messages.create({
      ...base,
      system: [text(x(100), long)],
      messages: [user(20)],
    });
    expect(message.usage.cache_creation).toEqual({
      ephemeral_1h_input_tokens: 100,
      ephemeral_5m_input_tokens: 20,
    });
  });

  it("[EMU-8] what is read is not created again, whatever its time to live", async () => {
    const long = { cache_control: { type: "ephemeral" as const, ttl: "1h" as const } };
    const messages = [user(20), assistant(7), user(30)];
    const { usage } = await client().messages.create({
      ...base,
      system: [text(x(100), long)],
      messages,
    });
    const created = { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: 37 };
    expect(usage).toMatchObject({ cache_read_input_tokens: 120, cache_creation: created });
  });

  it("[EMU-8] tools, calls and results count", async () => {
    const count = async (more: object) => {
      const body = { model: "offline-sonnet", messages: [user(1, {})], ...more };
      return (await client().messages.countTokens(body)).input_tokens;
    };
    expect(await count({})).toBe(1);
    expect(await count({ tools: [tool("Bash")] })).toBeGreaterThan(15);
    const call = { type: "tool_use" as const, id: "a", name: "Bash", input: { command: x(10) } };
    const result = { type: "tool_result" as const, tool_use_id: "a", content: [text(x(50))] };
    const messages = [
      user(1, {}),
      { role: "assistant", content: [call] },
      { role: "user", content: [result] },
    ];
    expect(await count({ messages })).toBe(1 + Math.ceil((4 + 14 + 40 + 2 - 2 + 200) / 4));
  });

  it("[EMU-8] thinking tokens are a part of the output tokens", async () => {
    const { usage } = await client().messages.create(ask("why?", { model: "offline-thinking" }));
    expect(usage.output_tokens_details?.thinking_tokens).toBeGreaterThan(0);
    expect(usage.output_tokens).toBeGreaterThan(usage.output_tokens_details?.thinking_tokens ?? 0);
  });
});

it("[EMU-2] lists its models, all of them offline by name", async () => {
  const { data } = await client().models.list();
  expect(data.map(({ id }) => id)).toContain("offline-sonnet");
  expect(data.filter(({ id }) => !id.startsWith("offline-"))).toEqual([]);
});
