// Crashes: every scenario is played once whole, then once for each of its events, cut off there, and
// must come to the same end by its alarm, with no request to wake it.
import { describe, expect, it } from "vitest";
import { Random } from "../simulation/random.ts";
import type { Cut } from "../support/crash.ts";
import { script } from "../support/session.ts";
import { type Played, playCutOff, type Scenario } from "./seams.ts";

const bash = (command: string) => ({ name: "Bash", input: { command } });
/** Words that come over many turns of the event loop, as a model's do. */
const slowly = (text: string, chunks = 3) => ({ text, chunks, delay_ms: 1 });

const SCENARIOS: readonly Scenario[] = [
  {
    name: "text",
    play: (person) => person.say(script(slowly("Only words."))),
  },
  {
    name: "tool rounds",
    play: (person) =>
      person.say(
        script(
          { ...slowly("I write."), tools: [bash("echo one >> n"), bash("echo two >> n")] },
          { ...slowly("I read."), tools: [bash("sleep 0.01; cat n")] },
          slowly("Notes: {{last_result}}"),
        ),
      ),
  },
  {
    name: "parallel tools",
    play: (person) =>
      person.say(
        script(
          {
            ...slowly("All at once."),
            tools: ["a", "b", "c", "d"].map((x) => bash(`echo ${x} >> n; sleep 0.005`)),
          },
          { tools: [bash("cat n")], delay_ms: 1 },
          slowly("There is {{last_result}}"),
        ),
      ),
  },
  {
    name: "hooks",
    config: { allowed_tools: [] },
    hooks: [
      ["UserPromptSubmit", { hookSpecificOutput: { additionalContext: "It is Friday." } }],
      [
        "PreToolUse",
        {
          hookSpecificOutput: {
            permissionDecision: "allow",
            updatedInput: { command: "echo hooked >> n; cat n" },
          },
        },
      ],
      ["PostToolUse", { hookSpecificOutput: { updatedToolOutput: "(seen)" } }],
      ["Stop", {}],
    ],
    play: (person) =>
      person.say(script({ ...slowly("I write."), tools: [bash("echo plain >> n")] }, slowly("ok"))),
  },
  {
    name: "a long stream",
    play: (person) => person.say(script(slowly("a long story ".repeat(100), 300), slowly("more"))),
  },
  {
    name: "thinking and tools",
    play: (person) =>
      person.say(
        script(
          {
            thinking: "What would they want?",
            ...slowly("Let me see."),
            tools: [bash("echo x >> n")],
          },
          { thinking: "One more look.", tools: [bash("cat n")], delay_ms: 1 },
          { thinking: "Now I know.", ...slowly("It is {{last_result}}") },
        ),
      ),
  },
  {
    name: "a client-run call beside calls that run here",
    config: {
      custom_tools: [{ name: "Ask", description: "asks", input_schema: { type: "object" } }],
    },
    async play(person) {
      await person.say(
        script(
          {
            ...slowly("I ask."),
            tools: [bash("echo x >> n"), { name: "Ask", input: { q: 1 } }, bash("echo y >> n")],
          },
          { tools: [bash("cat n")], delay_ms: 1 },
          slowly("They said so, and {{last_result}}"),
        ),
      );
      await person.answerCall("by all means");
    },
    // The answer may come before the calls beside it have run: then nothing is ever waited for.
    fixed: ({ messages, turns, ...end }) => [
      ...[end, turns.at(-1)],
      messages.filter(({ role }) => role === "assistant"),
    ],
  },
  {
    name: "model errors and their timer",
    config: { max_retries: 3, retry_delay: 0.03 },
    play: (person) => {
      const error = { status: 529, type: "overloaded_error", message: "Overloaded", times: 2 };
      return person.say(
        script(
          { ...slowly("I try."), tools: [bash("echo x >> n")] },
          { error, ...slowly("At last.") },
        ),
      );
    },
  },
  {
    name: "an answer cut at its limit and continued",
    play: (person) =>
      person.say(
        script(
          { ...slowly("The first half"), stop_reason: "max_tokens" },
          { ...slowly(" and the second"), stop_reason: "max_tokens" },
          slowly(" and the end."),
        ),
      ),
  },
  {
    name: "a call that somebody is asked about",
    config: { allowed_tools: ["Write"] },
    async play(person) {
      await person.say(
        script(
          { ...slowly("May I?"), tools: [bash("echo x >> n; cat n")] },
          slowly("They let me, and it says {{last_result}}"),
        ),
      );
      await person.allow();
    },
  },
  {
    name: "a context that is compacted on the way",
    config: { sdk_options: { compact_at_tokens: 2000 } },
    play: (person) =>
      person.say(
        script(
          { ...slowly("I count."), tools: [bash("echo x >> n; seq 1 3000")] },
          { ...slowly("I read."), tools: [bash("cat n")], delay_ms: 1 },
          slowly("There is {{last_result}}"),
        ),
      ),
  },
  {
    name: "messages that steer and wait",
    async play(person) {
      await person.say(script({ text: "a slow beginning", chunks: 20, delay_ms: 20 }));
      await person.say(
        script({ ...slowly("Steered."), tools: [bash("echo x >> n")] }, slowly("Then on.")),
        "steer",
      );
      await person.say(script(slowly("The next turn.")));
    },
    // A turn that is taken up again is at a step edge: who steers may join it before it says a word.
    fixed: ({ messages, turns, calls }) => [messages.at(-1)?.content, turns, calls.length],
  },
];

/** Runs so many at once: each waits most of its time. */
const AT_ONCE = 6;
const CUTS_MAX = 24;

async function forEachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>) {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Where people speak when they like, a log may end before the place of its cut. */
function comesTo({ length }: Played, seq: number): boolean {
  return length >= seq;
}

describe.each(SCENARIOS)("$name", (scenario) => {
  let whole: Played;

  it("[RECOVER-1] cut off after any of its events, it comes to the same end", async () => {
    whole = await playCutOff(scenario, []);
    const seqs = Array.from({ length: whole.length - 1 }, (_, index) => index + 2);
    await forEachAtOnce(seqs, async (seq) => {
      const played = await playCutOff(scenario, [{ seq, lost: false }]);
      expect(played.end, `cut off after ${seq}`).toEqual(whole.end);
      expect(played.deaths).toBe(comesTo(played, seq) ? 1 : 0);
    });
  }, 60_000);

  const seed = Math.floor(Math.random() * 1e9);
  it(`[RECOVER-4] cut off twice, also with writes lost, it comes to the same end (seed ${seed})`, async () => {
    const random = new Random(seed);
    const pairs = Array.from({ length: CUTS_MAX / 2 }, (): Cut[] => {
      const first = random.between(2, whole.length - 1);
      const second = first + random.between(1, 4);
      return [
        { seq: first, lost: random.chance(0.5) },
        { seq: second, lost: random.chance(0.5) },
      ];
    });
    await forEachAtOnce(pairs, async (cuts) => {
      const played = await playCutOff(scenario, cuts);
      expect(played.end, JSON.stringify(cuts)).toEqual(whole.end);
      expect(played.deaths > 0).toBe(comesTo(played, cuts[0]?.seq ?? 0));
    });
  }, 60_000);
});

const STORM = 20;

it("[RECOVER-8] a turn that is restarted twenty times comes to its end", async () => {
  const rounds = Array.from({ length: STORM }, (_, n) => ({
    ...slowly(`Round ${n}.`),
    tools: [bash(`echo ${n} >> n`)],
  }));
  const scenario: Scenario = {
    name: "many rounds",
    play: (person) =>
      person.say(script(...rounds, { tools: [bash("cat n")] }, slowly("{{last_result}}"))),
  };
  const whole = await playCutOff(scenario, []);
  // What a life adds to make good for the last one is less than half of the events to the next death.
  const cuts = Array.from({ length: STORM }, (_, n) => ({ seq: 5 + n * 10, lost: n % 2 === 1 }));
  const played = await playCutOff(scenario, cuts);
  expect(played.deaths).toBe(STORM);
  expect(played.end).toEqual(whole.end);
}, 60_000);
