// What a session of the kill test is asked to do, drawn from a seed: a turn of many steps whose every
// effect is told apart from every other, so that one that is lost or doubled can be named.

const STEPS_MIN = 8;
const STEPS_MAX = 12;
const CHUNKS_MIN = 6;
const CHUNKS_MAX = 16;
const DELAY_MS_MAX = 30;
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
  /** How long the model's delays and the commands' sleeps take together. */
  readonly waits_ms: number;
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

/** A turn of model streams, commands, writes and edits. */
export function writePlay(random: Random): Play {
  const step_count = between(random, STEPS_MIN, STEPS_MAX);
  const texts: string[] = [];
  const lines: string[] = [];
  let version = 0;
  let tool_call_count = 1;
  let waits_ms = 0;
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
    script.push({ ...thinking, ...speech(`Step ${step}`), tools });
  }
  script.push(speech("Finished"));
  const message = `Play this: ${JSON.stringify(script)}`;
  return { message, texts, lines, version: `version ${version};`, tool_call_count, waits_ms };
}

function call(name: string, input: object): object {
  return { name, input };
}

function versionOf(version: number, field: "content" | "old_string" | "new_string"): object {
  return { file_path: VERSION_FILE, [field]: `version ${version};` };
}
