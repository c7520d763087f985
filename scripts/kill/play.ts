// What a session of the kill test is asked to do, drawn from a seed: a turn of many steps, a long stream,
// a model that fails, or a call that a person must allow, whose every effect is told apart from every other,
// so that one that is lost or doubled can be named.

const STEPS_MIN = 8;
const STEPS_MAX = 12;
const CHUNKS_MIN = 6;
const CHUNKS_MAX = 16;
const DELAY_MS_MAX = 30;
const STREAM_CHUNKS_MIN = 400;
const STREAM_CHUNKS_MAX = 800;
const STREAM_DELAY_MS_MAX = 5;
/** How long the command sleeps that was allowed, in hundredths of a second. */
const QUESTION_SLEEP_CS_MAX = 30;
/** How often the model of a play fails before a step of it works. */
const FAILURES_MAX = 2;
/** The first delay before a failed call is made again, in seconds; the session is made with it. */
export const RETRY_DELAY_SECONDS = 0.4;
/** Less than the context of a turn of many steps at its end, and more than at its beginning. */
const COMPACT_AT_TOKENS = 3_000;
const WORDS = ["ledger", "column", "entry", "balance", "carry", "margin", "figure", "total"];

/** Where the commands of a play leave their marks, one line each. */
export const LOG_FILE = "log.txt";
/** A file that each edit brings one version further, and only from the version before. */
export const VERSION_FILE = "version.txt";

/** A random number from 0 to below 1. */
export type Random = () => number;

export interface Play {
  /** The message to send: a script of the offline model. */
  readonly message: string;
  /** The texts that the agent's messages hold afterwards, in order. */
  readonly texts: readonly string[];
  /** The lines of LOG_FILE afterwards, in order. */
  readonly lines: readonly string[];
  /** The content of VERSION_FILE afterwards. */
  readonly version: string;
  readonly tool_call_count: number;
  /** How many of the model's calls fail and are made again. */
  readonly failure_count: number;
  /** A context of more tokens is summarised on the way; null where it is never so large. */
  readonly compact_at_tokens: number | null;
  /** How long the model's delays and the commands' sleeps take together. */
  readonly waits_ms: number;
  /** Whether a person is asked before the command runs. */
  readonly asks: boolean;
}

/** Numbers that depend on the seed alone. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** What the sessions of one round play, all at once: steps, a long stream, a model that fails, a question. */
export function writePlays(random: Random): Play[] {
  return [
    {
      ...writeSteps(random, between(random, STEPS_MIN, STEPS_MAX), 0),
      compact_at_tokens: COMPACT_AT_TOKENS,
    },
    writeSteps(
      random,
      between(random, STEPS_MIN, STEPS_MAX) >> 1,
      between(random, 1, FAILURES_MAX),
    ),
    writeStream(random),
    writeQuestion(random),
  ];
}

/** A turn of model streams, commands, writes and edits; the model fails so often before a step of it. */
function writeSteps(random: Random, step_count: number, failure_count: number): Play {
  const texts: string[] = [];
  const lines: string[] = [];
  let version = 0;
  let tool_call_count = 1;
  let waits_ms = RETRY_DELAY_SECONDS * 1000 * (2 ** failure_count - 1);
  const speech = (opening: string) => {
    const chunks = between(random, CHUNKS_MIN, CHUNKS_MAX);
    const delay_ms = between(random, 0, DELAY_MS_MAX);
    const words = Array.from({ length: chunks * 3 }, () => WORDS[between(random, 0, 7)]);
    const text = `${opening}: ${words.join(" ")}.`;
    texts.push(text);
    waits_ms += chunks * delay_ms;
    return { text, chunks, delay_ms };
  };
  const append = (line: string) => {
    lines.push(line);
    const seconds = random() < 0.4 ? between(random, 5, 25) / 100 : 0;
    waits_ms += seconds * 1000;
    const command = `echo ${line} >> ${LOG_FILE}`;
    // A kill must be able to meet a command that has written already and has not ended yet.
    return call("Bash", { command: seconds === 0 ? command : `${command} && sleep ${seconds}` });
  };
  const script: unknown[] = [
    { ...speech("Beginning"), tools: [call("Write", versionOf(0, "content"))] },
  ];
  const failing = failure_count === 0 ? 0 : between(random, 1, step_count);
  for (let step = 1; step <= step_count; step += 1) {
    const tools = [append(`step-${step}`)];
    if (random() < 0.3) tools.push(append(`step-${step}-again`));
    if (random() < 0.4) {
      const edit = { ...versionOf(version, "old_string"), ...versionOf(version + 1, "new_string") };
      tools.push(call("Edit", edit));
      version += 1;
    }
    tool_call_count += tools.length;
    const thinking = random() < 0.3 ? { thinking: `What step ${step} needs.` } : {};
    const error = step === failing ? { error: { ...OVERLOADED, times: failure_count } } : {};
    script.push({ ...thinking, ...error, ...speech(`Step ${step}`), tools });
  }
  script.push(speech("Finished"));
  const message = `Play this: ${JSON.stringify(script)}`;
  const end = { version: `version ${version};`, tool_call_count, failure_count, waits_ms };
  return { message, texts, lines, ...end, compact_at_tokens: null, asks: false };
}

const OVERLOADED = { status: 529, type: "overloaded_error", message: "Overloaded" };

/** A turn that says one long text between two calls. */
function writeStream(random: Random): Play {
  const chunks = between(random, STREAM_CHUNKS_MIN, STREAM_CHUNKS_MAX);
  const delay_ms = between(random, 1, STREAM_DELAY_MS_MAX);
  const text = Array.from({ length: chunks }, (_, index) => `word-${index}`).join(" ");
  const script = [
    { tools: [call("Write", versionOf(0, "content"))] },
    { text, chunks, delay_ms, tools: [call("Bash", { command: `echo said >> ${LOG_FILE}` })] },
    { text: "Finished." },
  ];
  return {
    message: `Play this: ${JSON.stringify(script)}`,
    texts: [text, "Finished."],
    lines: ["said"],
    version: "version 0;",
    tool_call_count: 2,
    failure_count: 0,
    compact_at_tokens: null,
    waits_ms: chunks * delay_ms,
    asks: false,
  };
}

/** A turn with a command that waits for a person, between two things that do not. */
function writeQuestion(random: Random): Play {
  const seconds = between(random, 5, QUESTION_SLEEP_CS_MAX) / 100;
  const command = `echo allowed >> ${LOG_FILE} && sleep ${seconds}`;
  const script = [
    { text: "Beginning.", tools: [call("Write", versionOf(0, "content"))] },
    { tools: [call("Bash", { command })] },
    { text: "Finished." },
  ];
  return {
    message: `Play this: ${JSON.stringify(script)}`,
    texts: ["Beginning.", "Finished."],
    lines: ["allowed"],
    version: "version 0;",
    tool_call_count: 2,
    failure_count: 0,
    compact_at_tokens: null,
    waits_ms: 0,
    asks: true,
  };
}

function call(name: string, input: object): object {
  return { name, input };
}

function versionOf(version: number, field: "content" | "old_string" | "new_string"): object {
  return { file_path: VERSION_FILE, [field]: `version ${version};` };
}
