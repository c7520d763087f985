// One tool call, from the model's wish to a settled result: decided, recorded as started, run over a
// staged workspace, and settled in the same transaction that makes its changes durable.
import type { EventDraft, EventOf } from "../contract/event.ts";
import { TOOL_TIMEOUT_MS_DEFAULT } from "../contract/limits.ts";
import { sha256 } from "./digest.ts";
import { denial, isOpen } from "./ending.ts";
import { openFiles } from "./permission/closed-files.ts";
import { isRemoved } from "./permission/decide.ts";
import { type Ruling, ruleOn } from "./ruling.ts";
import type { OpenCall } from "./state.ts";
import type { Files, Memory, Shell, Tool, ToolOutput } from "./tool.ts";
import { runTool } from "./tools/table.ts";
import type { TurnDeps } from "./turn.ts";

/** A tool call's view of the workspace, and how its changes become durable. */
export interface StagedWork {
  readonly files: Files;
  readonly shell: Shell;
  readonly memory: Memory;
  /** What changed, as events that go before the result. */
  changes(tool_use_id: string): EventDraft[];
  /** Everything that must be awaited before `commit`. Leaves nothing visible behind. */
  prepare(): Promise<void>;
  /** Writes the changes, synchronously, inside the transaction of the caller's events; `seq` is that of the last. */
  commit(seq: number): void;
}

/** Runs one open call to its result. Returns without one when the turn ended from outside meanwhile. */
export async function callTool(deps: TurnDeps, call: OpenCall): Promise<void> {
  const { config } = deps.state();
  const tool = deps.tool(call.name);
  if (tool === undefined || !config.tools.includes(call.name) || isRemoved(config, call.name)) {
    deps.append([
      result(deps, call, failed(`No such tool available: ${call.name}`), "error", null),
    ]);
    return;
  }
  const work = deps.stage();
  const ruling = await ruleOn(deps, call, work);
  if (!isOpen(deps.state(), call)) {
    const records = ruling.hooks.filter(({ type }) => type === "hook.executed");
    if (records.length > 0) deps.append(records);
    return;
  }
  const { decision, ...verdict } = ruling.verdict;
  if (decision === "ask" && call.granted_seq === null) {
    deps.append([...ruling.hooks, requested(deps, call, ruling)]);
    return;
  }
  const permission_id = deps.newId("perm");
  const asked = { permission_id, tool_use_id: call.id, tool_name: call.name };
  if (decision === "deny") {
    const stop: EventDraft[] = ruling.interrupts ? [{ type: "user.interrupt" }] : [];
    deps.append([...ruling.hooks, ...denial(asked, verdict), ...stop]);
    return;
  }
  const decided: EventDraft = {
    type: "permission.decided",
    ...asked,
    ...verdict,
    decision: "allow",
    ...(ruling.updated_input === undefined ? {} : { updated_input: ruling.updated_input }),
  };
  deps.append([
    ...ruling.hooks,
    // What somebody allowed is on record already; a rule that was tightened since then came first.
    ...(call.granted_seq === null ? [decided] : []),
    { type: "tool.started", tool_use_id: call.id, attempt: call.attempts + 1 },
  ]);
  await runAllowed(deps, call, tool, { work, input: ruling.input });
}

function requested(
  deps: TurnDeps,
  call: OpenCall,
  { input, updated_input, verdict: { reason } }: Ruling,
): EventDraft {
  return {
    type: "permission.requested",
    permission_id: deps.newId("perm"),
    tool_use_id: call.id,
    tool_name: call.name,
    input,
    ...(updated_input === undefined ? {} : { is_updated: true }),
    digest: sha256(JSON.stringify(input)),
    reason,
    expires_at: new Date(deps.now() + deps.limits.approval_timeout_ms).toISOString(),
    default_decision: "deny",
  };
}

async function runAllowed(
  deps: TurnDeps,
  call: OpenCall,
  tool: Tool,
  { work, input }: { work: StagedWork; input: unknown },
): Promise<void> {
  const started_at = deps.now();
  // What brings its changes to where they are kept is bounded with it: a store may hang as a tool may.
  const settled = await bounded(deps, tool, async (signal) => {
    const { shell, memory } = work;
    const files = openFiles(work.files, deps.state().config, deps.policies());
    const call_id = call.id;
    const context = { files, shell, memory, call_id, signal, now: deps.now };
    return await prepared(deps, work, await runTool(tool, input, context));
  });
  if (settled === null) return;
  if (!isOpen(deps.state(), call)) return;
  const { output, complete } = settled;
  deps.append(
    [
      ...(complete ? work.changes(call.id) : []),
      result(deps, call, output, output.is_error ? "error" : "success", deps.now() - started_at),
    ],
    complete ? (seq) => work.commit(seq) : undefined,
  );
}

interface Ran {
  output: ToolOutput;
  /** False when the tool did not come to its end: its changes are then dropped. */
  complete: boolean;
}

async function prepared(deps: TurnDeps, work: StagedWork, output: ToolOutput): Promise<Ran> {
  try {
    await work.prepare();
    return { output, complete: true };
  } catch (error) {
    deps.report(error);
    const text = "The tool's changes could not be stored; nothing was changed.";
    return { output: failed(text), complete: false };
  }
}

/**
 * Runs a tool until it is done, its time is up, or the turn is interrupted (null). A tool that does
 * not heed its signal is left behind, and what it has staged with it.
 */
async function bounded(
  deps: TurnDeps,
  tool: Tool,
  run: (signal: AbortSignal) => Promise<Ran>,
): Promise<Ran | null> {
  const outer = deps.signal();
  if (outer.aborted) return null;
  const { timeout_ms = TOOL_TIMEOUT_MS_DEFAULT } = tool;
  const timeout = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cutOff = new Promise<Ran | null>((resolve) => {
    outer.addEventListener("abort", () => resolve(null), { once: true });
    timer = setTimeout(() => {
      timeout.abort();
      const text = `${tool.name} was stopped after ${timeout_ms / 1000} s; the call changed nothing.`;
      resolve({ output: failed(text), complete: false });
    }, timeout_ms);
  });
  const ended = run(AbortSignal.any([outer, timeout.signal])).catch((error: unknown): Ran => {
    deps.report(error);
    const text = `${tool.name} failed inside Ledge; the call changed nothing.`;
    return { output: failed(text), complete: false };
  });
  try {
    return await Promise.race([ended, cutOff]);
  } finally {
    clearTimeout(timer);
  }
}

function failed(content: string): ToolOutput {
  return { content, is_error: true };
}

function result(
  deps: TurnDeps,
  call: OpenCall,
  output: ToolOutput,
  outcome: EventOf<"agent.tool_result">["outcome"],
  duration_ms: number | null,
): EventDraft<"agent.tool_result"> {
  return {
    type: "agent.tool_result",
    message_id: deps.newId("msg"),
    tool_use_id: call.id,
    content: [{ type: "text", text: output.content.toWellFormed() }],
    is_error: output.is_error,
    outcome,
    duration_ms,
  };
}
