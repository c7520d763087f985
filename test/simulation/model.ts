// A model that says anything it may say, at any pace: text, thinking, up to four calls, nothing at all,
// every failure. It refuses what the Messages API would refuse, and remembers what it was sent.
import type { Model, ModelAnswer, ModelFailure } from "../../src/agent/claude.ts";
import type { ModelBlock } from "../../src/contract/content.ts";
import type { EventOf } from "../../src/contract/event.ts";
import { signThinking } from "../../src/emulator/signature.ts";
import { refusalOf } from "../../src/emulator/validate.ts";
import type { Random } from "./random.ts";
import type { Row } from "./storage.ts";
import { Injected, type Instance, type World } from "./world.ts";

type Call = Parameters<Model>[0];

/** What the model has been sent, over every instance of the object. */
export interface Asked {
  count: number;
  /** The messages of the request before, each as its bytes. */
  messages: readonly { role: string; content: readonly string[] }[];
  /** How often what was sent had been cut by then, on purpose. */
  cuts: number;
}

const BEHAVIOURS = { text: 30, tools: 45, empty: 3, refusal: 2, cut_short: 3, paused: 2, full: 1 };
const FAILURES = { none: 80, retryable: 8, final: 2, cut: 5, silent: 3, too_long: 2, bug: 1 };
const SUMMARIES = { short: 80, none: 5, refusal: 5, no_shorter: 10 };

export function simulatedModel(world: World, instance: Instance, asked: Asked): Model {
  return async (call) => {
    const { random } = world;
    if (!instance.dead) receive(world, call, asked);
    const failure = random.weighted(FAILURES);
    const number = asked.count;
    const blocks = isSummary(call) ? summaryOf(random) : blocksOf(random, number);
    world.count("model calls");
    const said = new Map<number, string>();
    const pace_ms = random.pick([0, 1, 20, 900]);
    await world.pause(instance, "the model's answer", pace_ms, call.signal);
    if (call.signal.aborted) return aborted(world, said);
    if (failure === "bug") throw new Injected("the model's code has a bug");
    if (failure !== "none") world.count(`model ${failure}`);
    if (failure === "retryable") return failed(true, random.pick([null, null, 7000]));
    if (failure === "final") return failed(false, null);
    if (failure === "too_long") return failed(false, null, "context_overflow_error");
    if (failure === "silent") {
      await world.pause(instance, "a silent model", call.timeout_ms, call.signal);
      return call.signal.aborted ? aborted(world, said) : failed(true, null);
    }
    for (const [index, block] of blocks.list.entries()) {
      await speak(world, instance, call, { index, block, said });
      if (call.signal.aborted) return aborted(world, said);
      if (failure === "cut") return failed(true, null);
    }
    return {
      kind: "answer",
      model: call.request.model,
      blocks: blocks.list,
      usage: {
        input_tokens: random.between(1, random.chance(0.1) ? 5000 : 500),
        output_tokens: random.between(0, 100),
        cache_creation_input_tokens: random.between(0, 9),
        cache_read_input_tokens: random.between(0, 9),
      },
      stop_reason: blocks.stop_reason,
      stop_details: null,
    };
  };
}

function aborted(world: World, text: ReadonlyMap<number, string>): ModelAnswer {
  world.count("model aborts");
  return { kind: "aborted", text };
}

function failed(
  retryable: boolean,
  retry_after_ms: number | null,
  type: ModelFailure["type"] = "model_request_failed_error",
): ModelAnswer {
  return { kind: "failed", failure: { type, message: "simulated", retryable, retry_after_ms } };
}

async function speak(
  world: World,
  instance: Instance,
  call: Call,
  given: { index: number; block: ModelBlock; said: Map<number, string> },
): Promise<void> {
  const { index, block, said } = given;
  const { type } = block;
  if (type !== "text" && type !== "thinking") return;
  call.onPiece({ index, type, text: "", started: true });
  const text = String(block[type]);
  const middle = Math.ceil(text.length / 2);
  for (const piece of [text.slice(0, middle), text.slice(middle)]) {
    const pace_ms = world.random.pick([0, 0, 5, 2000]);
    await world.pause(instance, "the model's stream", pace_ms, call.signal);
    if (call.signal.aborted) return;
    call.onPiece({ index, type, text: piece, started: false });
    if (type === "text") said.set(index, `${said.get(index) ?? ""}${piece}`);
  }
}

function blocksOf(random: Random, number: number): { list: ModelBlock[]; stop_reason: string } {
  const kind = random.weighted(BEHAVIOURS);
  const text = { type: "text", text: `answer ${number}` };
  const thought = `thought ${number}`;
  const thinking = { type: "thinking", thinking: thought, signature: signThinking(thought) };
  const before = random.chance(0.2) ? [thinking] : [];
  switch (kind) {
    case "text":
      return { list: [...before, text], stop_reason: "end_turn" };
    case "tools": {
      const calls = Array.from({ length: random.between(1, 4) }, (_, index) => ({
        type: "tool_use",
        id: `toolu_${number}_${index}`,
        name: random.weighted(TOOL_NAMES),
        input: { behaviour: random.weighted(TOOL_BEHAVIOURS) },
      }));
      const spoken = random.chance(0.3) ? [text] : [];
      return { list: [...before, ...spoken, ...calls], stop_reason: "tool_use" };
    }
    case "empty":
      return { list: [], stop_reason: "end_turn" };
    case "refusal":
      return { list: [text], stop_reason: "refusal" };
    case "cut_short":
      return { list: [...before, text], stop_reason: "max_tokens" };
    case "paused":
      return { list: [...before, text], stop_reason: "pause_turn" };
    case "full":
      return { list: [...before, text], stop_reason: "model_context_window_exceeded" };
    default:
      return kind satisfies never;
  }
}

/** A summary that is taken, or one that is not. */
function summaryOf(random: Random): ReturnType<typeof blocksOf> {
  const kind = random.weighted(SUMMARIES);
  const text = { type: "text", text: kind === "no_shorter" ? NO_SHORTER : "a summary" };
  if (kind === "none") return { list: [], stop_reason: "end_turn" };
  return { list: [text], stop_reason: kind === "refusal" ? "refusal" : "end_turn" };
}

const NO_SHORTER = "no shorter";

function isSummary({ request }: Pick<Call, "request">): boolean {
  return JSON.stringify(request.messages.at(-1)).includes("Write a summary of this conversation");
}

/** The size of a request: what a summary makes small, unless it is none. */
export async function countTokens(
  world: World,
  instance: Instance,
  request: Call["request"],
): Promise<number | null> {
  await world.pause(instance, "counting tokens", world.random.pick([0, 5]));
  if (world.random.chance(0.1)) return null;
  return JSON.stringify(request.messages).includes(NO_SHORTER) ? 1_000_000 : 1;
}

const TOOL_NAMES = { Read: 4, Glob: 2, Write: 4, Bash: 4, ask_person: 4, Unheard: 0.5, Edit: 1 };
const TOOL_BEHAVIOURS = { at_once: 5, slow: 5, refuse: 1, throw: 0.5, hang: 1, unprepared: 0.5 };

/** Checks a request as the API would, and against the one before it. */
function receive(world: World, call: Call, asked: Asked): void {
  asked.count += 1;
  const request = JSON.parse(JSON.stringify(call.request)) as Call["request"];
  const refusal = refusalOf(request, { counting: false, beta: false });
  if (refusal !== null) world.violated("SIM-4", `the API refuses the request: ${refusal.message}`);
  // A summary of what is too large is asked for in another form.
  if (isSummary(call) && request.tools === undefined) return;
  const messages = request.messages.map(({ role, content }) => ({
    role,
    content: typeof content === "string" ? [content] : content.map((b) => JSON.stringify(b)),
  }));
  if (isSummary(call)) messages.pop();
  const { rows } = world.storage;
  const gap = gapOf(isSummary(call) ? request.messages.slice(0, -1) : request.messages, rows);
  if (gap !== null) world.violated("SIM-4", gap);
  const cuts = cutsIn(rows);
  const drift = cuts === asked.cuts ? driftOf(asked.messages, messages) : null;
  if (drift !== null) world.violated("SIM-5", drift);
  asked.messages = messages;
  asked.cuts = cuts;
}

/** How often the log says that what was sent until then is not sent any more. */
function cutsIn(rows: readonly Row[]): number {
  return rows.filter(
    ({ type, body }) => type === "session.compacted" || (type === SPAN_END && isRefusal(body)),
  ).length;
}

const SPAN_END = "span.model_request_end";

function isRefusal(body: string): boolean {
  const { stop_reason, is_error } = JSON.parse(body) as { stop_reason: string; is_error: boolean };
  return stop_reason === "refusal" && !is_error;
}

interface Counts {
  text: number;
  results: number;
  answers: number;
}

/** What the log holds and a request leaves out or turns around; null when it is all there. */
function gapOf(messages: Call["request"]["messages"], rows: readonly Row[]): string | null {
  const sent: Counts = { text: 0, results: 0, answers: 0 };
  let order: string[] = [];
  for (const { role, content } of messages) {
    const blocks = typeof content === "string" ? [] : content;
    if (role === "assistant") {
      sent.answers += blocks.length;
      order = blocks.flatMap((block) => (block.type === "tool_use" ? block.id : []));
      continue;
    }
    const results = blocks.flatMap((b) => (b.type === "tool_result" ? b.tool_use_id : []));
    if (results.join() !== order.join()) return `results ${results} answer the calls ${order}`;
    order = [];
    sent.results += results.length;
    sent.text += blocks.length - results.length;
  }
  const said = JSON.stringify(sent);
  const held = JSON.stringify(heldBy(rows));
  return said === held ? null : `sent ${said}, and the log has ${held}`;
}

/** Texts that hooks have added, less the prompts that they have taken back. */
function saidByHooks(body: string): number {
  const { hook_event, additional_context, blocked } = JSON.parse(body) as EventOf<"hook.applied">;
  const context = additional_context === undefined ? 0 : 1;
  if (blocked === undefined || hook_event === "PreCompact") return context;
  return context + (hook_event === "UserPromptSubmit" ? -1 : 1);
}

/** What a request must hold, counted in the log by other means than the transcript's. */
function heldBy(rows: readonly Row[]): Counts {
  let held: Counts = { text: 0, results: 0, answers: 0 };
  let before: Counts = { ...held };
  let turn = 0;
  for (const { type, body } of rows) {
    if (/^agent\.(message|thinking|(custom_)?tool_use)$/.test(type)) held.answers += 1;
    if (/tool_result$/.test(type)) held.results += 1;
    if (type === "session.continued") held.text += 1;
    if (type === "hook.applied") held.text += saidByHooks(body);
    if (type === SPAN_END && isRefusal(body)) held = { ...before };
    if (type === "session.compacted") {
      const { inputs } = JSON.parse(body) as { inputs: number[] };
      before = { text: 1, results: 0, answers: 0 };
      held = { ...before, text: inputs.length === 0 ? 1 : 2 + inputs.length };
    }
    if (type !== "session.status_running" && type !== "session.inputs_steered") continue;
    const event = JSON.parse(body) as { inputs: number[]; turn: number };
    if (type === "session.status_running" && event.turn !== turn) before = { ...held };
    turn = event.turn;
    held.text += event.inputs.length;
  }
  return held;
}

/** Where a request does not continue the one before it; null when it does. */
function driftOf(before: Asked["messages"], now: Asked["messages"]): string | null {
  for (const [index, was] of before.entries()) {
    const is = now[index];
    if (is === undefined) return `message ${index} is gone`;
    const last = index === before.length - 1;
    // What was said last may be said on, as long as nothing was answered to it.
    const open = last && now.length === before.length;
    const length = open ? was.content.length : Math.max(was.content.length, is.content.length);
    for (let place = 0; place < length; place += 1) {
      if (is.role === was.role && is.content[place] === was.content[place]) continue;
      return `message ${index}, block ${place}: ${was.content[place]} became ${is.content[place]}`;
    }
  }
  return null;
}
