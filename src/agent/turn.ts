// The agent loop: asks `nextStep` what to do, does it, and appends what came of it. The log is the
// loop's only memory, so that a loop which died anywhere is continued by calling `drive` again.
import type { MessageCreateParamsStreaming } from "@anthropic-ai/sdk/resources/messages/messages";
import type { Admission } from "../contract/account.ts";
import type { EventDraft, EventOf, SessionEvent } from "../contract/event.ts";
import type { CallHook, Hook } from "../contract/hook.ts";
import type { Id, IdPrefix } from "../contract/ids.ts";
import { LINE_RETRY_MS } from "../contract/limits.ts";
import type { PartialFrame } from "../contract/stream.ts";
import { callModel } from "./ask.ts";
import { callTool, type StagedWork } from "./call.ts";
import type { Model } from "./claude.ts";
import { compactContext } from "./compact.ts";
import type { Fingerprint } from "./drift.ts";
import { closing, denial, idle, turnOf, unsettled } from "./ending.ts";
import { runPoint } from "./hook/run.ts";
import type { PolicySettings } from "./policy/table.ts";
import type { OpenCall, SessionState } from "./state.ts";
import { nextStep, type Step, type TurnLimits } from "./step.ts";
import type { Tool } from "./tool.ts";
import type { Transcript } from "./transcript.ts";

/** Everything a turn needs of the world. Nothing else of it is touched. */
export interface TurnDeps {
  state(): SessionState;
  /**
   * Writes the events and the state after them in one transaction, with whatever `commit` writes, which
   * is told the seq of the last of them.
   * Throws when this loop has been superseded: it must then stop.
   */
  append(drafts: readonly EventDraft[], commit?: (seq: number) => void): SessionEvent[];
  eventAt(seq: number): SessionEvent;
  inputAt: Transcript["inputAt"];
  transcript(): Transcript;
  /** What the last model call sent, to name what the next one changes; kept with the session. */
  fingerprint: { get(): Fingerprint | null; set(fingerprint: Fingerprint | null): void };
  model: Model;
  /** Input tokens of a request as the API counts them; null when it does not answer. */
  countTokens(request: MessageCreateParamsStreaming): Promise<number | null>;
  /** Asks the user's account for the next model call, telling it what was spent until now. */
  admit(): Promise<Admission>;
  tool(name: string): Tool | undefined;
  /** Opens a staged view of the workspace for one tool call. */
  stage(): StagedWork;
  publish(frame: PartialFrame): void;
  /** Aborted when the running turn is interrupted or ended from outside. */
  signal(): AbortSignal;
  /** Aborted when somebody says or decides something while the session rests. */
  idleSignal(): AbortSignal;
  now(): number;
  newId<P extends IdPrefix>(prefix: P): Id<P>;
  /** A number from 0 to 1, for jitter. */
  random(): number;
  /** Tells the operator of a bug that the session survived. */
  report(error: unknown): void;
  /** What the operator and the user have forbidden; sessions add to it. */
  policies(): PolicySettings;
  /** The hooks that are called, as far as the session has heard. */
  hooks(): readonly Hook[];
  /** Asks the user's account what they have set now. */
  refreshControls(): Promise<void>;
  callHook: CallHook;
  limits: TurnLimits & {
    readonly max_retry_delay_ms: number;
    /** How long a client's tool may take, when it does not say itself. */
    readonly client_tool_timeout_ms: number;
    /** How long a person may take to answer whether a call may run. */
    readonly approval_timeout_ms: number;
  };
}

/** What is decided about a call when nobody answers in time. */
function expired(deps: TurnDeps, call: OpenCall): EventDraft[] {
  if (call.requested_seq === null) {
    return [unsettled(call.id, "expired", "Nobody gave the result of this call in time.")];
  }
  const asked = deps.eventAt(call.requested_seq) as EventOf<"permission.requested">;
  const reason = "nobody answered in time";
  return denial(asked, { decided_by: "timeout", reason });
}

/**
 * Runs steps until there is nothing left to do now. Returns why it rests. Throws for a bug, and when
 * `append` says that another loop has taken over.
 */
export async function drive(deps: TurnDeps): Promise<Extract<Step, { do: "rest" | "wait_until" }>> {
  let admission: Admission | null = null;
  // What waited may have waited for days: what the user has set since then holds for it too.
  let isFresh = false;
  for (;;) {
    const state = deps.state();
    const given = { now_ms: deps.now(), limits: deps.limits, admission, hooks: deps.hooks() };
    const step = nextStep(state, given);
    if (!isFresh && (step.do === "run_tool" || step.do === "run_hooks")) {
      await deps.refreshControls();
      isFresh = true;
      continue;
    }
    switch (step.do) {
      case "rest":
      case "wait_until":
        return step;
      case "start_turn":
        deps.append([
          { type: "session.status_running", turn: state.turn_count + 1, inputs: step.inputs },
        ]);
        break;
      case "resume":
        deps.append([{ type: "session.status_running", turn: turnOf(state).number, inputs: [] }]);
        isFresh = false;
        break;
      case "steer":
        deps.append([
          { type: "session.inputs_steered", turn: turnOf(state).number, inputs: step.inputs },
        ]);
        break;
      case "continue":
        deps.append([
          {
            type: "session.continued",
            turn: turnOf(state).number,
            count: step.count,
            reason: step.reason,
          },
        ]);
        break;
      case "admit":
        admission = await deps.admit();
        isFresh = true;
        break;
      case "stand_in_line":
        deps.append([
          {
            type: "session.status_rescheduled",
            retry_at: new Date(deps.now() + LINE_RETRY_MS).toISOString(),
            reason: "running_sessions",
          },
        ]);
        break;
      case "call_model":
        await callModel(deps);
        // It has cost something: the next one is asked for anew.
        admission = null;
        break;
      case "compact":
        await compactContext(deps, step.trigger);
        admission = null;
        break;
      case "run_tool":
        await callTool(deps, step.call);
        break;
      case "run_hooks":
        await runPoint(deps, step.point);
        break;
      case "ask_client": {
        const event_ids = step.calls.map((call) => call.id);
        deps.append([idle(turnOf(state), { type: "requires_action", event_ids }, null)]);
        break;
      }
      case "expire":
        deps.append(step.calls.flatMap((call) => expired(deps, call)));
        break;
      case "suspend": {
        const { resets_at } = step;
        const details = resets_at === null ? null : { type: "user_monthly_budget", resets_at };
        deps.append([idle(turnOf(state), { type: "budget_reached" }, details)]);
        break;
      }
      case "end_turn":
        deps.append([
          ...closing(state, "[Request interrupted by user]", deps.now()),
          idle(turnOf(state), { type: step.stop_reason }, step.details),
        ]);
        break;
      default:
        return step satisfies never;
    }
  }
}
