// One round of the kill test: turns of several sessions begin, their service is killed at some moment of
// them and started again, and the sessions are left alone until their turns have ended. Only then are
// they asked anything.
import { setTimeout as sleep } from "node:timers/promises";
import { openSse } from "../../src/client/stream.ts";
import { type Client, createClient } from "../../src/client.ts";
import type { SessionEvent } from "../../src/contract/event.ts";
import { type Service, startService } from "../service.ts";
import { localSettings } from "../settings.ts";
import { findDatabase, type Outside, readDatabase } from "./outside.ts";
import { between, type Play, type Random, RETRY_DELAY_SECONDS, writePlays } from "./play.ts";
import { ofReader, violationsOf } from "./verdict.ts";

/** A session must be back at work so soon after its service answers again. */
export const BACK_MS_MAX = 5_000;
/** A turn takes a few seconds; one that takes so long will not end. */
const END_MS_MAX = 40_000;
const READER_MS_MAX = 10_000;
const POLL_MS = 50;
/** Of rounds, those in which the service is killed again soon after its restart. */
const TWICE_SHARE = 0.25;
const AGAIN_MS_MAX = 1_500;
/** Of rounds, those killed as soon as the message was accepted: its alarm is as young as it is. */
const EARLY_SHARE = 0.2;
const EARLY_MS_MAX = 20;

/** What a round is played with. */
export interface Stage {
  readonly data: string;
  /** The configuration that the service is started with. */
  readonly config: string;
  /** For copies of databases. */
  readonly scratch: string;
  readonly signal: AbortSignal;
  service: Service;
}

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
}

/** Starts the service under test; without a port on a free one. Throws as startService does. */
export async function start(
  { data, config, signal }: Omit<Stage, "service">,
  port?: number,
): Promise<Service> {
  const settings = localSettings({ RATE_LIMIT_PER_MINUTE: "1000000", MAX_TURNS: "1000" }, "");
  return await startService({
    settings,
    persist_to: data,
    config,
    signal,
    ...(port === undefined ? {} : { port }),
  });
}

/** SIGKILL to wrangler and all it started; then it is started again on the same port and data. */
async function killAndRestart(stage: Stage): Promise<{ killed_at: number; healthy_at: number }> {
  const port = Number(new URL(stage.service.url).port);
  process.kill(-stage.service.wrangler.pid, "SIGKILL");
  const killed_at = Date.now();
  await stage.service.stop();
  stage.service = await start(stage, port);
  return { killed_at, healthy_at: Date.now() };
}

function clientOf(service: Service): Client {
  return createClient({ baseUrl: service.url, token: service.admin_key });
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
  const begun: Begun[] = [];
  for (const play of plays) begun.push(await beginSession(stage, play));
  await Promise.all(begun.map(({ send }) => send()));
  await sleep(killed_at_ms, undefined, { signal: stage.signal });

  let restarted = await killAndRestart(stage);
  for (const one of begun) one.cursor = one.before.at(-1)?.seq ?? 0;
  if (kills === 2) {
    await sleep(between(random, 0, AGAIN_MS_MAX), undefined, { signal: stage.signal });
    restarted = await killAndRestart(stage);
  }
  // All of them come to their end before the first is asked.
  const ended: { one: Begun; outside: Outside }[] = [];
  for (const one of begun) {
    ended.push({ one, outside: await untilEnded(stage, one.path, restarted.healthy_at) });
  }
  const outcomes: Outcome[] = [];
  for (const { one, outside } of ended) {
    outcomes.push(await outcomeOf(stage, one, outside, restarted));
  }
  const restart_ms = restarted.healthy_at - restarted.killed_at;
  return { killed_at_ms, kills, restart_ms, outcomes };
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

type Restarted = Record<"killed_at" | "healthy_at", number>;

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

/** Watches the database until the turn has ended; gives what it says then, or when time is up. */
async function untilEnded(stage: Stage, path: string, from_ms: number): Promise<Outside> {
  for (;;) {
    const outside = readDatabase(path, stage.scratch);
    if (outside === null) throw new Error(`${path} holds no session any more`);
    const isOver = outside.status !== "processing" || Date.now() - from_ms > END_MS_MAX;
    if (isOver) return outside;
    await sleep(POLL_MS, undefined, { signal: stage.signal });
  }
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
