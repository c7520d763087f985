// One round of the kill test: turns of several sessions begin, their service is killed at some moment of
// them and started again, and the sessions are left alone until their turns have ended, or wait for a
// person. Only then are they asked anything.
import { setTimeout as sleep } from "node:timers/promises";
import { openSse } from "../../src/client/stream.ts";
import type { SessionEvent } from "../../src/contract/event.ts";
import type { Service } from "../service.ts";
import { type Answered, allowAndKill, drawKillAfter, type KillAfter } from "./approval.ts";
import { type Branched, branchAndKill, drawKilledAct } from "./branch.ts";
import { findDatabase, type Outside, readDatabase } from "./outside.ts";
import { between, type Play, type Random, RETRY_DELAY_SECONDS, writePlays } from "./play.ts";
import {
  clientOf,
  END_MS_MAX,
  killAndRestart,
  type Restarted,
  type Stage,
  untilRest,
} from "./stage.ts";
import { ofReader, violationsOf } from "./verdict.ts";

/** A session must be back at work so soon after its service answers again. */
export const BACK_MS_MAX = 5_000;
const READER_MS_MAX = 10_000;
/** Of rounds, those in which the service is killed again soon after its restart. */
const TWICE_SHARE = 0.25;
const AGAIN_MS_MAX = 1_500;
/** Of rounds, those killed as soon as the message was accepted: its alarm is as young as it is. */
const EARLY_SHARE = 0.2;
const EARLY_MS_MAX = 20;

/** What became of one session in a round. Times in ms; null where its log did not grow after the last kill. */
export interface Outcome {
  /** The last event of the log before the last kill, and the last that the reader had seen. */
  readonly last_event: string;
  readonly cursor: number;
  /** Where the session's database is, and the last event in it. */
  readonly path: string;
  readonly last_seq: number;
  readonly back_ms: number | null;
  readonly ended_ms: number | null;
  /** How often its context was summarised on the way. */
  readonly compactions: number;
  readonly violations: readonly string[];
}

/** One round; times in ms. */
export interface Round {
  readonly killed_at_ms: number;
  readonly kills: number;
  readonly restart_ms: number;
  readonly outcomes: readonly Outcome[];
  readonly answered: Answered;
  readonly branched: Branched;
}

/** Reads the log over one connection of SSE, which is not opened again when it breaks. */
async function readUntil(
  service: Service,
  session_id: string,
  after: number,
  options: { to_seq: number; signal: AbortSignal; onEvent: (event: SessionEvent) => void },
): Promise<void> {
  if (after >= options.to_seq) return;
  const http = { baseUrl: service.url, token: service.admin_key };
  const open = openSse(http, `/sessions/${session_id}/stream`, true);
  for await (const frame of open(after, options.signal)) {
    if (!("seq" in frame)) continue;
    options.onEvent(frame);
    if (frame.seq >= options.to_seq) return;
  }
}

/**
 * Plays one round and leaves the service running. Throws when a round cannot be played at all; what
 * a session did wrong is in the result.
 */
export async function playRound(stage: Stage, random: Random): Promise<Round> {
  const plays = writePlays(random);
  const longest_ms = Math.max(...plays.map(({ waits_ms }) => waits_ms));
  const early = random() < EARLY_SHARE;
  const killed_at_ms = between(random, 0, early ? EARLY_MS_MAX : longest_ms * 1.2);
  const kills = random() < TWICE_SHARE ? 2 : 1;
  const kill_after = drawKillAfter(random);
  const killed_act = drawKilledAct(random);
  const begun: Begun[] = [];
  for (const play of plays) begun.push(await beginSession(stage, play));
  await Promise.all(begun.map(({ send }) => send()));
  await sleep(killed_at_ms, undefined, { signal: stage.signal });

  let restarted = await killAndRestart(stage);
  const first_killed_at = restarted.killed_at;
  for (const one of begun) one.cursor = one.before.at(-1)?.seq ?? 0;
  if (kills === 2) {
    await sleep(between(random, 0, AGAIN_MS_MAX), undefined, { signal: stage.signal });
    restarted = await killAndRestart(stage);
  }
  // All of them come to their end before the first is asked.
  const ended: Ended[] = [];
  for (const one of begun) {
    ended.push({ one, outside: await untilRest(stage, one.path, restarted.healthy_at) });
  }
  const answered = await answerOf(stage, ended, first_killed_at, kill_after);
  const outcomes: Outcome[] = [];
  for (const { one, outside } of ended) {
    outcomes.push(await outcomeOf(stage, one, outside, restarted));
  }
  const branched = await branchAndKill(stage, begun[0]?.id ?? "", killed_act);
  const restart_ms = restarted.healthy_at - restarted.killed_at;
  return { killed_at_ms, kills, restart_ms, outcomes, answered, branched };
}

/** A session of a round, with what its reader saw before the kill. */
interface Begun {
  readonly id: string;
  readonly play: Play;
  readonly path: string;
  readonly before: SessionEvent[];
  cursor: number;
  /** Sends the play's message; resolves when it was accepted. */
  send(): Promise<unknown>;
}

/** Makes a session with a reader. */
async function beginSession(stage: Stage, play: Play): Promise<Begun> {
  const client = clientOf(stage.service);
  const { id } = await client.sessions.create({
    model: "offline-script",
    tools: ["Bash", "Write", "Edit"],
    allowed_tools: ["Bash", "Write", "Edit"],
    ...(play.asks ? { ask_tools: ["Bash"] } : {}),
    sdk_options: {
      max_turns: 1000,
      ...(play.compact_at_tokens === null ? {} : { compact_at_tokens: play.compact_at_tokens }),
    },
    retry_delay: RETRY_DELAY_SECONDS,
  });
  const path = findDatabase(stage.data, id, stage.scratch);
  if (path === null) throw new Error(`no database file holds session ${id}`);
  const before: SessionEvent[] = [];
  void readUntil(stage.service, id, 0, {
    to_seq: Number.POSITIVE_INFINITY,
    signal: stage.signal,
    onEvent: (event) => before.push(event),
    // The kill breaks this connection; what it gave before is what counts.
  }).catch(() => undefined);
  const send = () => client.sessions.query(id, { message: play.message });
  return { id, play, path, before, cursor: 0, send };
}

/** A session whose turn has ended, or waits for a person. */
interface Ended {
  readonly one: Begun;
  readonly outside: Outside;
}

/** Answers the question of the round, for which the others have come to their end. */
async function answerOf(
  stage: Stage,
  ended: readonly Ended[],
  first_killed_at: number,
  kill_after: KillAfter | null,
): Promise<Answered> {
  const question = ended.find(({ one }) => one.play.asks);
  if (question === undefined) throw new Error("no session of this round asks anything");
  const { one, outside } = question;
  const asked_at = outside.times[outside.types.indexOf("permission.requested")];
  const was_open = asked_at !== undefined && asked_at < first_killed_at;
  const violations = await allowAndKill(stage, one, kill_after);
  return { was_open, killed_after: kill_after, violations };
}

/** Asks a session whose turn has ended, and holds it against its play. */
async function outcomeOf(
  stage: Stage,
  { id, play, path, before, cursor }: Begun,
  outside: Outside,
  restarted: Restarted,
): Promise<Outcome> {
  const times = timesOf(outside, restarted);
  const violations: string[] = [];
  if (outside.status === "processing") {
    violations.push(`the turn had not ended after ${END_MS_MAX} ms: ${outside.types.at(-1)}`);
  }
  if ((times.back_ms ?? 0) > BACK_MS_MAX) violations.push(`back at work after ${times.back_ms} ms`);
  const verdict = await violationsOf(clientOf(stage.service), id, play);
  const after: SessionEvent[] = [];
  const timeout = AbortSignal.timeout(READER_MS_MAX);
  await readUntil(stage.service, id, cursor, {
    to_seq: verdict.events.length,
    signal: AbortSignal.any([stage.signal, timeout]),
    onEvent: (event) => after.push(event),
  }).catch((error: unknown) => violations.push(`the reader's connection: ${error}`));
  violations.push(...verdict.violations, ...ofReader(before, after, verdict.events));
  const compactions = verdict.events.filter(({ type }) => type === "session.compacted").length;
  return { cursor, path, last_seq: verdict.events.length, ...times, compactions, violations };
}

function timesOf(outside: Outside, { killed_at, healthy_at }: Restarted) {
  const back = outside.times.findIndex((at) => at > killed_at);
  const last_event = outside.types[back === -1 ? outside.types.length - 1 : back - 1] ?? "none";
  if (back === -1) return { last_event, back_ms: null, ended_ms: null };
  return {
    last_event,
    back_ms: (outside.times[back] ?? 0) - healthy_at,
    ended_ms: (outside.times.at(-1) ?? 0) - healthy_at,
  };
}

/** Says of each session whose log grew after its round that it was not left in peace. */
export function wokenSince(rounds: readonly Round[], scratch: string): string[] {
  return rounds.flatMap(({ outcomes }, index) =>
    outcomes.flatMap(({ path, last_seq }) => {
      const now_seq = readDatabase(path, scratch)?.last_seq;
      const which = `a session of round ${index + 1}`;
      return now_seq === last_seq
        ? []
        : [`${which} went from event ${last_seq} to ${now_seq} while idle`];
    }),
  );
}
