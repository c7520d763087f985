// A fork, a rewind and an undo of a round: the service is killed while one of them is under way. Started again,
// the fork is whole once it is asked for again under its key, and the rewind or the undo is done or not.
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { IDEMPOTENCY_LEASE_MS } from "../../src/contract/limits.ts";
import { between, LOG_FILE, type Random } from "./play.ts";
import { clientOf, killAndRestart, type Stage } from "./stage.ts";

const ACTS = ["fork", "rewind", "undo"] as const;
const KILL_MS_MAX = 60;
const AGAIN_MS = 200;
/** The key belongs to the request that died until its lease is over. */
const FORK_MS_MAX = IDEMPOTENCY_LEASE_MS + 20_000;

/** Which act the service is killed under, and how soon after it was asked for. */
export interface KilledAct {
  readonly act: (typeof ACTS)[number];
  readonly ms: number;
}

/** What became of the branch of one round. */
export interface Branched extends KilledAct {
  readonly violations: readonly string[];
}

/** The act of a round that the service is killed under. */
export function drawKilledAct(random: Random): KilledAct {
  return { act: ACTS[between(random, 0, 2)] ?? "fork", ms: between(random, 0, KILL_MS_MAX) };
}

/** Forks a session that is at rest, takes the fork back to its first message, and undoes that. */
export async function branchAndKill(
  stage: Stage,
  parent_id: string,
  killed: KilledAct,
): Promise<Branched> {
  const violations: string[] = [];
  const whole = await shown(stage, parent_id);
  const begun = { messages: whole.messages.slice(0, 1), text: null };
  const id = await forkOf(stage, parent_id, killed);
  const expectShown = (what: string, now: Shown, allowed: readonly Shown[]) => {
    if (allowed.some((one) => isDeepStrictEqual(now, one))) return;
    violations.push(`${what}: ${JSON.stringify(now)}, not ${JSON.stringify(allowed)}`);
  };
  expectShown("the fork", await shown(stage, id), [whole]);
  for (const [act, path, body, after] of [
    ["rewind", "rewind", { to_message: 0 }, begun],
    ["undo", "rewind/undo", {}, whole],
  ] as const) {
    const before = await shown(stage, id);
    const ask = () => post(stage, `/sessions/${id}/${path}`, body);
    const asked = ask();
    if (killed.act === act) {
      asked.catch(() => undefined);
      await killAfter(stage, killed.ms);
      expectShown(`after the ${act}`, await shown(stage, id), [before, after]);
      // What was done already is not there to be done again, and is a conflict for an undo.
      await ask();
    } else await asked;
    expectShown(`the ${act}`, await shown(stage, id), [after]);
  }
  const listed = await get(stage, `/sessions/${parent_id}/forks`);
  const { data } = (await listed.json()) as { data: { id: string }[] };
  if (
    !isDeepStrictEqual(
      data.map((each) => each.id),
      [id],
    )
  ) {
    violations.push(`the parent's forks are ${JSON.stringify(data)}, not ${id}`);
  }
  return { ...killed, violations };
}

async function killAfter(stage: Stage, ms: number): Promise<void> {
  await sleep(ms, undefined, { signal: stage.signal });
  await killAndRestart(stage);
}

/** Asks for the fork until it is there, always under one key. */
async function forkOf(stage: Stage, parent_id: string, { act, ms }: KilledAct): Promise<string> {
  const headers = { "idempotency-key": `fork of ${parent_id}` };
  const ask = () => post(stage, `/sessions/${parent_id}/fork`, {}, headers);
  if (act === "fork") {
    ask().catch(() => undefined);
    await killAfter(stage, ms);
  }
  for (const end = Date.now() + FORK_MS_MAX; ; ) {
    const answer = await ask();
    const { id, error } = (await answer.json()) as { id: string; error?: { message: string } };
    if (answer.status === 201) return id;
    if (Date.now() > end) throw new Error(`no fork: ${answer.status} ${error?.message}`);
    await sleep(AGAIN_MS, undefined, { signal: stage.signal });
  }
}

/** What a reader sees of a session: the ids of its messages, and the file that its commands wrote. */
interface Shown {
  readonly messages: readonly string[];
  readonly text: string | null;
}

async function shown(stage: Stage, id: string): Promise<Shown> {
  const client = clientOf(stage.service);
  const { data } = await client.sessions.messages(id, { limit: 1000 });
  return { messages: data.map((message) => message.id), text: await linesOf(stage, id) };
}

/** Null when there is no such file. */
async function linesOf(stage: Stage, id: string): Promise<string | null> {
  const answer = await get(stage, `/sessions/${id}/files/${LOG_FILE}`);
  return answer.status === 404 ? null : answer.text();
}

function get(stage: Stage, path: string, init: RequestInit = {}): Promise<Response> {
  const { url, admin_key } = stage.service;
  const headers = { authorization: `Bearer ${admin_key}`, ...init.headers };
  return fetch(`${url}/api/v1${path}`, { ...init, headers });
}

function post(stage: Stage, path: string, body: object, headers: Record<string, string> = {}) {
  const json = { "content-type": "application/json", ...headers };
  return get(stage, path, { method: "POST", headers: json, body: JSON.stringify(body) });
}
