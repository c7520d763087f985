// Sessions that are cut off while they are played. The people in them behave as the client does: what
// was not answered is sent again under its own key, and nobody calls a session only to wake it.
import { apply, type SessionState } from "../../src/agent/state.ts";
import type { InputBlock } from "../../src/contract/content.ts";
import type { SessionEvent } from "../../src/contract/event.ts";
import type { HookEventName, HookOutput } from "../../src/contract/hook.ts";
import type { OnBusy, SessionConfig } from "../../src/contract/session.ts";
import { unwrap } from "../../src/session/stub.ts";
import { historyOf } from "../simulation/history.ts";
import { type Crash, type Cut, crashAt, isDeath, ringAlarm, until } from "../support/crash.ts";
import { answering, register } from "../support/hooks.ts";
import { ofType, openSession, type TestSession } from "../support/session.ts";

export interface Scenario {
  readonly name: string;
  readonly config?: Partial<SessionConfig>;
  /** The hooks of its user, and what each answers. */
  readonly hooks?: readonly (readonly [HookEventName, HookOutput])[];
  /** Says and answers everything; resolves when all of it was taken. */
  play(person: Person): Promise<void>;
  /** What of the end may not depend on when a person spoke; all of it when it is left out. */
  readonly fixed?: (end: End) => unknown;
}

/** Somebody who talks to a session that may die at any moment. */
interface Person {
  say(content: InputBlock[], on_busy?: OnBusy): Promise<void>;
  /** Answers the next call that waits for a client. */
  answerCall(text: string): Promise<void>;
  /** Lets the next call run that is asked about. */
  allow(): Promise<void>;
}

/** How a session ended, without what may differ from life to life: ids, times and attempts. */
interface End {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  /** In the order in which the model asked: tool, state and what came out. */
  readonly calls: readonly unknown[];
  readonly turns: readonly string[];
  readonly counters: unknown;
}

/** How a played session ended, how long its log is, and how often it died. */
export interface Played {
  readonly end: unknown;
  readonly length: number;
  readonly deaths: number;
}

/**
 * Plays a scenario, cutting it off at each cut in turn, the next one in the life after the one
 * before. Throws when its log holds what cannot be.
 */
export async function playCutOff(scenario: Scenario, cuts: readonly Cut[]): Promise<Played> {
  const user_id = crypto.randomUUID();
  for (const [event, answer] of scenario.hooks ?? []) {
    await register(user_id, { event, url: answering(answer) });
  }
  const session = await openSession(scenario.config, user_id);
  const life = { over: false, deaths: 0 };
  const first = cuts[0] === undefined ? null : await crashAt(session, cuts[0]);
  await Promise.all([
    revive(session, cuts, first, life),
    scenario
      .play(personOf(session))
      .then(() => until(() => isOver(session)))
      .finally(() => {
        life.over = true;
      }),
  ]);
  const events = await session.events();
  assertHistory(events);
  const { fixed = (end: End) => end } = scenario;
  const end = fixed(await endOf(session, events));
  return { end, length: events.length, deaths: life.deaths };
}

/** Rings a session's alarm after each of its deaths. Nobody else comes to it who has nothing to say. */
async function revive(
  session: TestSession,
  cuts: readonly Cut[],
  first: Crash | null,
  life: { over: boolean; deaths: number },
): Promise<void> {
  for (let crash = first; crash !== null; ) {
    const awaited: Crash = crash;
    await until(() => life.over || awaited.happened, 30);
    if (!awaited.happened) return;
    life.deaths += 1;
    const next = cuts[life.deaths];
    crash = next === undefined ? null : await crashAt(session, next);
    await ringAlarm(session);
  }
}

/** The session has nothing to do and nothing to wait for. */
export async function isOver(session: TestSession): Promise<boolean> {
  try {
    const { status } = await session.get();
    return status === "active" || status === "failed";
  } catch (error) {
    if (isDeath(error)) return false;
    throw error;
  }
}

function personOf(session: TestSession): Person {
  let keys = 0;
  return {
    async say(content, on_busy = "queue") {
      keys += 1;
      const key = { key: `say ${keys}`, digest: `say ${keys}` };
      await again(async () => (await session.query(content, on_busy, key)).seq > 0);
    },
    async allow() {
      keys += 1;
      const key = { key: `allow ${keys}`, digest: `allow ${keys}` };
      let permission_id: string | undefined;
      await again(async () => {
        const [open] = await unwrap(session.door().openPermissions(session.owner));
        permission_id ??= open?.id;
        if (permission_id === undefined) return false;
        const type = "user.tool_confirmation" as const;
        const answer = { type, permission_id, decision: "allow" as const };
        await unwrap(session.door().send(session.owner, [answer], key));
        return true;
      });
    },
    async answerCall(text) {
      keys += 1;
      const key = { key: `answer ${keys}`, digest: `answer ${keys}` };
      await again(async () => {
        const calls = await session.toolCalls();
        const custom_tool_use_id = calls.find(({ status }) => status === "waiting")?.id;
        if (custom_tool_use_id === undefined) return false;
        const content = [{ type: "text" as const, text }];
        const type = "user.custom_tool_result" as const;
        const answer = { type, custom_tool_use_id, content, is_error: false };
        await unwrap(session.door().send(session.owner, [answer], key));
        return true;
      });
    },
  };
}

/** Tries until it is so, also when the session dies under it. */
async function again(attempt: () => Promise<boolean>): Promise<void> {
  await until(async () => {
    try {
      return await attempt();
    } catch (error) {
      if (isDeath(error)) return false;
      throw error;
    }
  });
}

/** Throws with every sentence that the log breaks: gaps, open pairs, calls settled twice, turns that overlap. */
export function assertHistory(events: readonly SessionEvent[]): void {
  const broken: string[] = [];
  const { taken } = historyOf(events, (rule, text) => broken.push(`${rule}: ${text}`));
  for (const { seq } of ofType(events, "user.message")) {
    const times = taken.get(seq)?.length ?? 0;
    if (times !== 1) broken.push(`message ${seq} was taken up ${times} times`);
  }
  let state: SessionState | null = null;
  for (const event of events) state = apply(state, event);
  if (state?.turn !== null) broken.push("the turn never ended");
  if (broken.length > 0) throw new Error(broken.join("\n"));
}

async function endOf(session: TestSession, events: readonly SessionEvent[]): Promise<End> {
  const { error_count, retry_count, message_count, tool_call_count, ...rest } = await session.get();
  const { hook_execution_count } = rest;
  const { total_input_tokens, total_output_tokens, last_stop_reason, status } = rest;
  return {
    messages: (await session.messages()).map(
      ({ role, content, is_partial, thinking_content, token_count, cost_usd }) => ({
        ...{ role, content, is_partial, thinking_content, token_count, cost_usd },
      }),
    ),
    calls: (await session.toolCalls()).map((call) => [
      call.tool_name,
      call.tool_use_id,
      call.status,
      call.tool_output,
    ]),
    turns: ofType(events, "session.status_idle").map(({ stop_reason }) => stop_reason.type),
    counters: {
      ...{ error_count, retry_count, message_count, tool_call_count, hook_execution_count },
      ...{ total_input_tokens, total_output_tokens, last_stop_reason, status },
    },
  };
}
