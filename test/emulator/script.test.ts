// offline-script: steps out of the prompt, one per model call; the model most other tests talk to.
import { describe, expect, it } from "vitest";
import { ask, client, playRound, textOf } from "./support.ts";

const play = (steps: unknown, more: object = {}) =>
  ask(typeof steps === "string" ? steps : JSON.stringify(steps), {
    model: "offline-script",
    ...more,
  });

describe("a script", () => {
  it("[EMU-15] plays one step per model call, and `done` past its end", async () => {
    const steps = [
      { text: "first", tools: [{ name: "Bash", input: { command: "ls" } }] },
      { thinking: "hm", tools: [{ name: "Nowhere" }, { name: "Bash", input: { command: "pwd" } }] },
      { text: "last: {{last_result}}" },
    ];
    const round = await playRound(
      play(`Play this: ${JSON.stringify(steps)} please.`),
      ({ input }) => JSON.stringify(input),
    );
    expect(round.calls).toEqual([
      [{ name: "Bash", input: { command: "ls" } }],
      [
        { name: "Nowhere", input: {} },
        { name: "Bash", input: { command: "pwd" } },
      ],
    ]);
    expect(round.answer).toBe('last: {"command":"pwd"}');
    const messages = [...round.messages, { role: "user" as const, content: "and now?" }];
    expect(textOf(await client().messages.create(play("", { messages })))).toBe("done");
  });

  it("[EMU-15] a later message goes on with the list, or starts anew with its own", async () => {
    const round = await playRound(play([{ text: "one" }, { text: "two" }]), () => "");
    const goOn = [...round.messages, { role: "user" as const, content: "[go on]" }];
    expect(textOf(await client().messages.create(play("", { messages: goOn })))).toBe("two");
    const anew = [...round.messages, { role: "user" as const, content: '[{"text":"new"}]' }];
    expect(textOf(await client().messages.create(play("", { messages: anew })))).toBe("new");
  });

  it("[EMU-15] a result may look like a replacement pattern", async () => {
    const steps = [{ tools: [{ name: "Bash" }] }, { text: "<{{last_result}}>" }];
    expect((await playRound(play(steps), () => "$& $1 [x]")).answer).toBe("<$& $1 [x]>");
  });

  it("[EMU-15] streams in as many pieces as it is told, and stops as it is told", async () => {
    const stream = client().messages.stream(
      play([{ text: "abcdefghij", chunks: 4, stop_reason: "refusal" }]),
    );
    const pieces: string[] = [];
    stream.on("text", (piece) => pieces.push(piece));
    expect((await stream.finalMessage()).stop_reason).toBe("refusal");
    expect(pieces).toEqual(["ab", "cde", "fg", "hij"]);
  });

  it("[EMU-15] an empty step ends the turn without a word", async () => {
    expect(await client().messages.create(play([{}]))).toMatchObject({
      content: [],
      stop_reason: "end_turn",
    });
  });

  it("[EMU-15] waits between its deltas", async () => {
    const started_ms = performance.now();
    await client()
      .messages.stream(play([{ text: "abc", chunks: 3, delay_ms: 15 }]))
      .finalMessage();
    expect(performance.now() - started_ms).toBeGreaterThanOrEqual(40);
  });
});

describe("a script's failures", () => {
  const error = { status: 503, type: "api_error", message: "gone", retry_after: 3, times: 1 };

  it("[EMU-15] an error fails the call while the retry count is below its times", async () => {
    const request = play([{ error, text: "back" }]);
    const failed = await client(0)
      .messages.create(request)
      .catch((thrown: unknown) => thrown);
    expect(failed).toMatchObject({ status: 503, type: "api_error" });
    expect((failed as { headers: Headers }).headers.get("retry-after")).toBe("3");
    expect(textOf(await client(1).messages.create(request))).toBe("back");
  });

  it("[EMU-15] an error without times always fails", async () => {
    const request = play([
      { error: { status: 400, type: "invalid_request_error", message: "no" } },
    ]);
    await expect(client(99).messages.create(request)).rejects.toMatchObject({ status: 400 });
  });

  it("[EMU-15] with cut_after the error comes inside the stream, as often as its times say", async () => {
    const request = play([{ error, text: "abcdef", chunks: 6, cut_after: 2 }]);
    const stream = client(0).messages.stream(request);
    await expect(stream.finalMessage()).rejects.toThrow("gone");
    expect(stream.currentMessage?.content).toMatchObject([{ text: "ab" }]);
    expect(textOf(await client(1).messages.stream(request).finalMessage())).toBe("abcdef");
  });

  it("[EMU-15] cut_after breaks the stream off while the retry count is below cut_times", async () => {
    const request = play([{ text: "abcdef", chunks: 6, cut_after: 4, cut_times: 2 }]);
    const stream = client(1).messages.stream(request);
    await expect(stream.finalMessage()).rejects.toThrow("cut its stream");
    expect(stream.currentMessage?.content).toMatchObject([{ text: "abcd" }]);
    expect(textOf(await client(2).messages.stream(request).finalMessage())).toBe("abcdef");
    const always = play([{ text: "abcdef", cut_after: 0 }]);
    await expect(client(99).messages.stream(always).finalMessage()).rejects.toThrow(
      "cut its stream",
    );
  });

  it.each([
    ["no list", "hello", "found none"],
    ["a list of numbers", "[1, 2]", "found none"],
    ["a list that is no JSON", '[{"text": hi}]', "JSON"],
    ["an unknown field", '[{"txt":"hi"}]', "Unrecognized key"],
    ["a wrong type", '[{"text":"ok"},{"chunks":0}]', "1.chunks"],
  ])("[EMU-15] refuses %s and says what it expects", async (_, prompt, words) => {
    const failed = await client()
      .messages.create(play(prompt))
      .catch((thrown: unknown) => thrown);
    expect(failed).toMatchObject({ status: 400, type: "invalid_request_error" });
    expect(String(failed)).toContain("expected a JSON list of steps");
    expect(String(failed)).toContain(words);
  });
});
