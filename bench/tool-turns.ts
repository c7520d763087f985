// Turns of forty tool calls, for measures of what something adds to each of them: the same calls on both
// sides, each turn in a session of its own, with the time and the processor time that a call took.
import type { Client } from "./client.ts";
import { type Conversation, rest } from "./conversation.ts";
import { CALLS } from "./permission-cases.ts";
import { cpuMs, quiet } from "./process-group.ts";
import { aboveFloor, type Row, single, spread } from "./row.ts";
import type { Side } from "./sides.ts";

export const CALLS_PER_TURN = 40;
/** All in one answer of the model, so that next to nothing of the turn is anything but tool calls. */
const MESSAGE = JSON.stringify([
  { tools: Array.from({ length: CALLS_PER_TURN }, (_, index) => CALLS[index % CALLS.length]) },
  { text: "All of it is done." },
]);

/** Makes a session that is ready to be asked, on the offline model of scripts. */
type Open = () => Promise<Conversation>;

export interface Samples {
  /** Of each turn, by the number of its calls. */
  readonly call_ms: number[];
  /** Of all of them together. */
  cpu_ms: number;
}

export function noSamples(): Samples {
  return { call_ms: [], cpu_ms: 0 };
}

/**
 * One turn, not measured, that warms the service up. Returns the session.
 * Throws when a call does not do its work: the sides would not be compared.
 */
export async function warmUp(client: Client, open: Open): Promise<string> {
  const conversation = await open();
  await conversation.ask(MESSAGE);
  await conversation.close();
  const { body } = await client.get(`/sessions/${conversation.id}/tool-calls?limit=100`);
  const { data } = JSON.parse(body) as { data: { status: string; tool_output: string }[] };
  const failed = data.find(({ status }) => status !== "success");
  if (data.length === CALLS_PER_TURN && failed === undefined) return conversation.id;
  throw new Error(
    `expected ${CALLS_PER_TURN} calls, each with success: ${JSON.stringify(failed ?? data)}`,
  );
}

/** So many turns, one after another. */
export async function sample(side: Side, open: Open, turns: number, into: Samples): Promise<void> {
  const conversations: Conversation[] = [];
  while (conversations.length < turns) conversations.push(await open());
  await quiet(side.group);
  const cpu_before_ms = cpuMs(side.group);
  for (const conversation of conversations) {
    await rest();
    into.call_ms.push((await conversation.ask(MESSAGE)).ended_ms / CALLS_PER_TURN);
  }
  await quiet(side.group);
  into.cpu_ms += cpuMs(side.group) - cpu_before_ms;
  for (const conversation of conversations) await conversation.close();
}

/** What permissions, and the built-in hooks, may each add to a tool call, in ms. */
export const ADDED_MS_MAX = 1;

/** Two rows, for the time and the processor time of a call; `added_ms_max` is their target, if any. */
export function callRows(
  what: string,
  { ledge, floor }: Record<"ledge" | "floor", Samples>,
  added_ms_max: number | null,
): Row[] {
  const time = { ledge: spread(ledge.call_ms), floor: spread(floor.call_ms) };
  const turns = ledge.call_ms.length;
  const calls = turns * CALLS_PER_TURN;
  const cpu = { ledge: single(ledge.cpu_ms / calls), floor: single(floor.cpu_ms / calls) };
  const limits = (says: string, { ledge, floor }: typeof time) =>
    added_ms_max === null ? [] : [aboveFloor(says, ledge.p50, floor.p50, added_ms_max)];
  const where = `${what}, in turns of ${CALLS_PER_TURN}`;
  return [
    { what: `${where}: time`, unit: "ms", ...time, limits: limits("p50", time), n: turns },
    { what: `${where}: CPU`, unit: "ms", ...cpu, limits: limits("", cpu), n: calls },
  ];
}
