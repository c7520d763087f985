// Following a session in the terminal until something is reached: events as they come for scripts,
// the conversation for people, a spinner while there is nothing to show. On a terminal the person is asked
// what the session waits for. Ctrl-C leaves and stops nothing.
import ora from "ora";
import type { StreamFrame } from "../client.ts";
import type { SnapshotFrame } from "../contract/stream.ts";
import { Approver } from "./approver.ts";
import { isInteractive } from "./ask.ts";
import type { Context } from "./context.ts";
import { EXIT } from "./exit.ts";
import { clean, notice, style } from "./output.ts";
import { ConversationPrinter } from "./printer.ts";
import { canSpin } from "./progress.ts";
import { foldTurn, NO_TURN, type Turn, turnSummary } from "./turn.ts";
import { foldWaiting, NOTHING_WAITS, type Waiting } from "./waiting.ts";

export interface FollowOptions {
  /** The last `seq` already known. */
  after: number;
  /** The message whose turn is followed; null for whichever turn runs. */
  seq: number | null;
  /** Whether other turns that come before it are kept from the screen. */
  onlyOwn: boolean;
  /** Whether it is reached: asked after every frame. */
  until: (state: FollowState) => boolean;
}

export interface FollowState {
  turn: Turn;
  /** The last `seq` seen. */
  seq: number;
  snapshot: SnapshotFrame | null;
  waiting: Waiting;
}

/** Follows the session `id`. Returns where it got to; `left` when Ctrl-C ended it first. */
export async function follow(
  { client, json }: Context,
  id: string,
  options: FollowOptions,
): Promise<FollowState & { left: boolean }> {
  const leaving = new AbortController();
  const reached = new AbortController();
  const leave = () => leaving.abort();
  process.once("SIGINT", leave);
  const spinner = ora({ stream: process.stderr, discardStdin: false, text: "thinking" });
  const show = json ? eventLines() : screen(spinner, options.after);
  const state: FollowState = {
    ...{ turn: NO_TURN, seq: options.after, snapshot: null, waiting: NOTHING_WAITS },
  };
  let failure: unknown;
  // What comes while a question stands on the screen is shown below it, once it is answered.
  const held: (() => void)[] = [];
  const isReached = () => options.until(state) && approver?.holds(state.waiting) !== true;
  const onDone = (error: unknown) => {
    for (const one of held.splice(0)) one();
    failure = error;
    if (error !== undefined || isReached()) reached.abort();
  };
  const approver =
    json || !isInteractive()
      ? null
      : new Approver({ client, session_id: id, onInterrupt: leave, onDone });
  const frames = client.streamEvents(id, {
    after: options.after,
    partial: !json,
    signal: AbortSignal.any([leaving.signal, reached.signal]),
  });
  try {
    for await (const frame of frames) {
      const { turn, hasEnded } = take(state, frame, options.seq);
      const present = () => show(frame, turn, hasEnded);
      if (!options.onlyOwn || turn.turn !== null) {
        if (approver?.isAsking === true) held.push(present);
        else present();
      }
      approver?.see(frame, state.waiting);
      if (isReached()) break;
    }
    if (failure !== undefined) throw failure;
  } finally {
    approver?.close();
    if (spinner.isSpinning) spinner.stop();
    process.off("SIGINT", leave);
  }
  return { ...state, left: leaving.signal.aborted };
}

/** Brings the state up to a frame; says whether the turn has ended with it. */
function take(state: FollowState, frame: StreamFrame, seq: number | null) {
  const before = state.turn;
  if (frame.type === "stream.snapshot") state.snapshot = frame;
  if ("seq" in frame) {
    state.seq = frame.seq;
    state.turn = foldTurn(before, frame, seq);
  }
  state.waiting = foldWaiting(state.waiting, frame, state.seq);
  return { turn: state.turn, hasEnded: before.end === null && state.turn.end !== null };
}

type Show = (frame: StreamFrame, turn: Turn, hasEnded: boolean) => void;

function eventLines(): Show {
  return (frame) => {
    if ("seq" in frame) process.stdout.write(`${JSON.stringify(frame)}\n`);
  };
}

function screen(spinner: ReturnType<typeof ora>, after: number): Show {
  // Stopping one that does not spin would still move the cursor, into the middle of the answer.
  const still = () => {
    if (spinner.isSpinning) spinner.stop();
  };
  const write = (text: string) => {
    still();
    process.stdout.write(text);
  };
  const printer = new ConversationPrinter(write, style, after);
  const hasSpinner = canSpin();
  return (frame, turn, hasEnded) => {
    printer.frame(frame);
    if (!("seq" in frame)) return;
    if (hasEnded) {
      printer.freshLine();
      write(`${style("dim", turnSummary(turn))}\n`);
    }
    const waits = turn.turn !== null && turn.end === null;
    if (!waits || !hasSpinner) still();
    else if (frame.type === "agent.tool_use") spinner.start(`running ${clean(frame.name)}`);
    else if (frame.type !== "agent.message") spinner.start("thinking");
  };
}

/** Says what a turn's end asks of the person, and sets the exit code by it. */
export function reportEnd(id: string, { turn, waiting }: FollowState): void {
  if (turn.end === "end_turn") return;
  process.exitCode = EXIT.turn_not_finished;
  const because = turn.reason === null ? "" : `: ${turn.reason}`;
  notice(`the turn ended with ${turn.end ?? "nothing"}${because}`);
  switch (turn.end) {
    case "requires_action":
      notice(`it waits for somebody: ai-agent permissions list --session ${id}`);
      for (const request of waiting.open) {
        notice(`  let it run: ai-agent permissions allow ${id} ${request.id}`);
        notice(`  refuse it:  ai-agent permissions deny ${id} ${request.id}`);
      }
      notice("a custom tool's result comes by POST …/events user.custom_tool_result");
      return;
    case "max_turns":
    case "max_tokens":
      notice(`send another message to go on: ai-agent sessions query ${id} "go on"`);
      return;
    default:
      return;
  }
}

/** Says how to come back after Ctrl-C, which stops nothing but this command. */
export function reportLeft(id: string): void {
  process.exitCode = EXIT.interrupted;
  notice("");
  notice("left; the session goes on without you.");
  notice(`  come back:  ai-agent sessions watch ${id}`);
  notice(`  stop it:    ai-agent sessions interrupt ${id}`);
}
