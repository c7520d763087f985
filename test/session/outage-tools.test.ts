// Tools whose output is hostile, run by a real session: whatever comes out of a call, the turn goes on, the
// model takes the result, and the session stays readable.
import type Anthropic from "@anthropic-ai/sdk";
import { expect, it } from "vitest";
import { claude } from "../../src/agent/claude.ts";
import { TOOL_OUTPUT_CHARS_MAX } from "../../src/contract/limits.ts";
import { unwrap } from "../../src/session/stub.ts";
import { openSession, script, type TestSession } from "../support/session.ts";
import { assertHistory } from "./seams.ts";

const BASH_TIMEOUT_MS = 200;
const DEPTH = 2_500;

/** Puts bytes into a session's workspace as a client does. */
async function upload(session: TestSession, path: string, bytes: Uint8Array): Promise<void> {
  const body = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  await unwrap(session.door().writeFile(session.owner, path, body));
}

/** Every byte there is, many times over: invalid as UTF-8, and with NUL among it. */
function everyByte(): Uint8Array {
  return Uint8Array.from({ length: 4096 }, (_, index) => index % 256);
}

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

/** What the model asks for, how the call ends, and what the model is told. */
const CASES: readonly [string, Record<string, unknown>, string, RegExp][] = [
  [
    "a command that hangs",
    { command: "sleep 3600", timeout: BASH_TIMEOUT_MS },
    "error",
    /timed out|Exit code 124/i,
  ],
  ["50 MB of output", { command: "cat /workspace/large /workspace/large" }, "error", /Exit code/],
  ["100,000 lines", { command: "seq 1 100000" }, "success", /^1\n2\n/],
  ["invalid UTF-8 and NUL bytes", { command: "cat bytes" }, "success", /ABCDEFG/],
  ["deep JSON", { command: "cat deep.json" }, "success", /^\[\[\[/],
  ["half a surrogate pair in its input", { command: "echo '\ud800'" }, "success", /./],
];

it.each(CASES)(
  "[TURN-19] %s is a result, and the turn goes on with it",
  async (_, input, status, output) => {
    const session = await openSession();
    await upload(session, "bytes", everyByte());
    await upload(session, "deep.json", new TextEncoder().encode(nested(DEPTH)));
    if (JSON.stringify(input).includes("large")) {
      await upload(session, "large", new Uint8Array(25_000_000).fill(97));
    }
    const query = await session.query(
      script({ tools: [{ name: "Bash", input }] }, { text: "I have seen it." }),
    );
    expect(await session.ended(query)).toMatchObject({ text: "I have seen it.", num_steps: 2 });
    const [call] = await session.toolCalls();
    expect(call?.tool_output).toMatch(output);
    expect(call?.status).toBe(status);
    expect(call?.tool_output?.isWellFormed()).toBe(true);
    expect(call?.tool_output?.length).toBeLessThan(TOOL_OUTPUT_CHARS_MAX + 1_000);
    assertHistory(await session.events());
    const next = await session.query(script({ text: "And on." }));
    expect(await session.ended(next)).toMatchObject({ text: "And on." });
  },
);

it("[TURN-20] half a surrogate pair in an answer is mended, or no later call would be taken", async () => {
  const block = (index: number, content_block: object, delta: object) => [
    { type: "content_block_start", index, content_block },
    { type: "content_block_delta", index, delta },
    { type: "content_block_stop", index },
  ];
  const usage = { input_tokens: 1, output_tokens: 1 };
  const stream = [
    { type: "message_start", message: { model: "claude", usage } },
    ...block(0, { type: "text", text: "" }, { type: "text_delta", text: "half \ud83d" }),
    ...block(
      1,
      { type: "tool_use", id: "toolu_1", name: "Bash", input: {} },
      { type: "input_json_delta", partial_json: '{"command":["echo \\ud83d","\\ud83d\\ude00"]}' },
    ),
    { type: "message_delta", delta: { stop_reason: "tool_use" }, usage },
    { type: "message_stop" },
  ];
  const create = async function* () {
    yield* stream;
  };
  const model = claude({ messages: { create } } as unknown as Anthropic);
  const answer = await model({
    request: { model: "claude", max_tokens: 1, messages: [], stream: true },
    ...{ signal: new AbortController().signal, timeout_ms: 1000, retries: 0, onPiece: () => {} },
  });
  expect(answer).toMatchObject({
    kind: "answer",
    blocks: [
      { type: "text", text: "half \ufffd" },
      { type: "tool_use", input: { command: ["echo \ufffd", "\ud83d\ude00"] } },
    ],
  });
});

it("[TURN-23] an input nested too deep to be read again is not taken", async () => {
  const session = await openSession({ max_retries: 1, retry_delay: 0.01 });
  const deep = '{"a":'.repeat(DEPTH) + "1".padEnd(DEPTH + 1, "}");
  const play = `[{"tools":[{"name":"Bash","input":${deep}}]},{"text":"never"}]`;
  const query = await session.query([{ type: "text", text: play }]);
  expect(await session.ended(query)).toMatchObject({ stop_reason: "retries_exhausted" });
  expect(await session.toolCalls()).toEqual([]);
  expect((await session.get()).error_message).toContain("nested too deep");
});
