// Bodies with random parts replaced: whatever is sent is answered or refused, and nothing throws.
import { expect, it } from "vitest";
import { emulate } from "../../src/emulator/emulate.ts";
import { signThinking } from "../../src/emulator/signature.ts";
import { post, TOOLS } from "./support.ts";

const SEEDS = 3000;
const CACHE = { cache_control: { type: "ephemeral", ttl: "1h" } };

const WHOLE = {
  model: "offline-sonnet",
  max_tokens: 2048,
  stream: false,
  thinking: { type: "enabled", budget_tokens: 1024 },
  tool_choice: { type: "auto" },
  system: [{ type: "text", text: "Working directory: /w", ...CACHE }],
  tools: TOOLS.slice(0, 2),
  messages: [
    { role: "user", content: "hello" },
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "hm", signature: signThinking("hm") },
        { type: "tool_use", id: "a", name: "Bash", input: { command: "ls" } },
      ],
    },
    {
      role: "user",
      content: [
        { type: "tool_result", tool_use_id: "a", content: [{ type: "text", text: "out" }] },
        { type: "image", source: { type: "url", url: "x" } },
        { type: "search_result", source: "s", title: "t", content: [] },
        { type: "text", text: '[{"text":"hi"}]', ...CACHE },
      ],
    },
    { role: "system", content: "be kind" },
  ],
};
const STRANGE = [
  undefined,
  null,
  0,
  -1,
  1e99,
  "",
  "x",
  "\ud83d",
  true,
  [],
  {},
  [null],
  ["x"],
  [{}],
];

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The value with one part of it, at any depth, replaced. */
function replaceSomewhere(value: unknown, random: () => number): unknown {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  if (typeof value !== "object" || value === null || random() < 0.15) return pick(STRANGE);
  const key = pick(Object.keys(value));
  if (key === undefined) return pick(STRANGE);
  const part = replaceSomewhere((value as Record<string, unknown>)[key], random);
  if (Array.isArray(value)) return value.map((old, index) => (String(index) === key ? part : old));
  return { ...value, [key]: part };
}

it("[EMU-1] whatever is sent is answered or refused, and nothing throws", async () => {
  const models = ["offline-sonnet", "offline-script", "offline-thinking", "offline-parallel"];
  const statuses = new Map<number, number>();
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = randomOf(seed);
    const model = models[seed % models.length];
    let body: unknown = { ...WHOLE, model };
    for (let times = seed % 3; times > 0; times--) body = replaceSomewhere(body, random);
    const path = seed % 7 === 0 ? "/v1/messages/count_tokens" : "/v1/messages";
    const response = await emulate(post(JSON.stringify(body) ?? "", { path }));
    await response.text();
    expect([200, 400, 404], `seed ${seed}`).toContain(response.status);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  }
  // The replaced parts are of every kind: most make a refusal, and some leave a good request.
  expect(statuses.get(400)).toBeGreaterThan(SEEDS / 3);
  expect(statuses.get(200)).toBeGreaterThan(SEEDS / 4);
});
