// The people and programs around a session: they send, steer, interrupt, answer, change and end it at
// random moments, and remember every receipt, so that it can be held against what then happened.
import type { SessionState } from "../../src/agent/state.ts";
import { LedgeError } from "../../src/contract/errors.ts";
import type { InputEvent } from "../../src/contract/event.ts";
import type { OnBusy, Receipt, SessionConfig } from "../../src/contract/session.ts";
import { openPermissions } from "../../src/session/permissions.ts";
import { type SessionObject, statesOf } from "./object.ts";
import type { World } from "./world.ts";

/** A message that somebody sent, and what they were told. */
export interface Sent {
  readonly text: string;
  /** `lost`: the object died before it answered; the message may be there or not. */
  readonly answer: "accepted" | "refused" | "lost";
  readonly on_busy: OnBusy;
  readonly receipt: Receipt | null;
  readonly seq: number | null;
  /** The turn that was running when the message was accepted. */
  readonly turn: number | null;
}

/** A result that somebody gave for a call of a client's tool. */
interface Given {
  readonly call_id: string;
  readonly text: string;
  readonly answer: "accepted" | "refused" | "lost";
}

/** An answer that somebody gave to a permission request. */
interface Confirmed {
  readonly permission_id: string;
  readonly decision: "allow" | "deny";
  readonly answer: "accepted" | "refused" | "lost";
}

export interface Told {
  readonly sent: Sent[];
  readonly given: Given[];
  readonly confirmed: Confirmed[];
}

const ACTIONS = {
  send: 50,
  batch: 10,
  interrupt: 10,
  answer: 22,
  confirm: 26,
  update: 8,
  compact: 4,
  complete: 3,
  terminate: 1,
};
const ON_BUSY: Record<OnBusy, number> = { queue: 4, steer: 3, interrupt: 2, reject: 1 };

/** Does one thing to the session. */
export function act(world: World, session: SessionObject, told: Told): void {
  const { random } = world;
  const action = random.weighted(ACTIONS);
  world.count(`client: ${action}`);
  const rows = world.storage.rows.length;
  switch (action) {
    case "send":
      say(world, session, told, [message(world)]);
      break;
    case "batch":
      say(world, session, told, batch(world));
      break;
    case "answer":
      answer(world, session, told, random.chance(0.2));
      break;
    case "confirm":
      confirm(world, session, told, random.chance(0.2));
      break;
    case "interrupt":
      refusable(world, rows, () => session.interrupt());
      break;
    case "update":
      refusable(world, rows, () => session.update(changes(world)));
      break;
    case "compact":
      refusable(world, rows, () => session.compact());
      break;
    case "complete":
      refusable(world, rows, () => session.complete());
      break;
    case "terminate":
      refusable(world, rows, () => session.terminate());
      break;
    default:
      action satisfies never;
  }
}

function batch(world: World): InputEvent[] {
  const { random } = world;
  return Array.from({ length: random.between(2, 3) }, () =>
    random.chance(0.3) ? { type: "user.interrupt" } : message(world),
  );
}

function message(world: World): InputEvent {
  const content = [{ type: "text" as const, text: world.name("message") }];
  return { type: "user.message", content, on_busy: world.random.weighted(ON_BUSY) };
}

function changes({ random }: World): Partial<SessionConfig> {
  return random.pick<Partial<SessionConfig>>([
    { max_retries: random.between(0, 3) },
    { sdk_options: { max_turns: random.between(1, 8) } },
    { disallowed_tools: random.chance(0.5) ? ["Bash"] : [] },
    { budget: random.chance(0.5) ? { max_tokens: random.between(500, 5000) } : null },
    { budget: random.chance(0.5) ? { max_seconds: random.between(1, 90) } : null },
    { sdk_options: { compact_at_tokens: 1000 } },
    { permission_mode: random.chance(0.5) ? "bypassPermissions" : "default" },
  ]);
}

/** Runs what may be refused; a refusal must leave nothing behind. */
function refusable(world: World, rows: number, run: () => void): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (!(error instanceof LedgeError)) throw error;
    world.count("refused");
    world.tell(`refused: ${error.message}`);
    if (world.storage.rows.length !== rows) {
      world.violated("SIM-6", "what was refused left something in the log");
    }
    return false;
  }
}

function say(world: World, session: SessionObject, told: Told, inputs: InputEvent[]): void {
  const before = session.state();
  let done: ReturnType<SessionObject["take"]> | undefined;
  const rows = world.storage.rows.length;
  refusable(world, rows, () => {
    done = session.take(inputs);
  });
  const accepted = done?.accepted ?? [];
  const states = statesOf(before, accepted);
  let seq = before.last_seq;
  for (const [index, input] of inputs.entries()) {
    const one = accepted[index];
    const own = seq + 1 + (one?.own ?? 0);
    seq += one?.drafts.length ?? 0;
    if (input.type !== "user.message") continue;
    const answered = one === undefined ? "refused" : "accepted";
    const receipt = session.dead ? null : (one?.receipt ?? null);
    if (receipt !== null) world.count(`receipt ${receipt}`);
    told.sent.push({
      text: input.content.map((block) => ("text" in block ? block.text : "")).join(""),
      answer: session.dead ? "lost" : answered,
      on_busy: input.on_busy ?? "queue",
      receipt,
      seq: receipt === null ? null : own,
      turn: turnOf(states[index]),
    });
  }
}

function turnOf(state: SessionState | undefined): number | null {
  return state?.turn?.number ?? null;
}

/** Answers calls of clients' tools: open ones, or whichever there ever was. */
export function answer(world: World, session: SessionObject, told: Told, any: boolean): void {
  const asked = world.storage.rows.filter((row) => row.type === "agent.custom_tool_use");
  const open = session.state().turn?.calls.filter((call) => call.status === "waiting") ?? [];
  const ids = any ? asked.map((row) => row.id) : open.map((call) => call.id);
  if (ids.length === 0) return;
  const call_id = world.random.pick(ids);
  const text = world.name("result");
  const ok = refusable(world, world.storage.rows.length, () => {
    session.take([
      {
        type: "user.custom_tool_result",
        custom_tool_use_id: call_id,
        content: [{ type: "text", text }],
        is_error: world.random.chance(0.2),
      },
    ]);
  });
  world.count(ok ? "results given" : "results refused");
  const answered = ok ? "accepted" : "refused";
  told.given.push({ call_id, text, answer: session.dead ? "lost" : answered });
}

/** Answers permission requests: open ones, or whichever there ever was. */
export function confirm(world: World, session: SessionObject, told: Told, any: boolean): void {
  const { random } = world;
  const ids = any
    ? world.storage.rows.flatMap(({ type, body }) =>
        type === "permission.requested" ? permissionIn(body) : [],
      )
    : openPermissions(session.log, session.state()).map(({ id }) => id);
  if (ids.length === 0) return;
  const permission_id = random.pick(ids);
  const decision = random.chance(0.6) ? ("allow" as const) : ("deny" as const);
  const more =
    decision === "allow"
      ? {
          ...(random.chance(0.2) ? { remember: "session" as const } : {}),
          ...(random.chance(0.2) ? { updated_input: { behaviour: "at_once" } } : {}),
        }
      : { interrupt: random.chance(0.2) };
  const ok = refusable(world, world.storage.rows.length, () => {
    session.take([{ type: "user.tool_confirmation", permission_id, decision, ...more }]);
  });
  world.count(ok ? "permissions answered" : "permission answers refused");
  const answered = ok ? "accepted" : "refused";
  told.confirmed.push({ permission_id, decision, answer: session.dead ? "lost" : answered });
}

function permissionIn(body: string): string {
  return (JSON.parse(body) as { permission_id: string }).permission_id;
}
