// The hooks of the session's user: some, or none, and other ones after a while. What they answer is drawn
// from the seed: yes, no, nothing, nonsense, or too late.
import { type Controls, NO_POLICIES } from "../../src/contract/controls.ts";
import {
  HOOK_EVENTS,
  type Hook,
  type HookOutput,
  type HookReply,
} from "../../src/contract/hook.ts";
import type { EngineParts } from "../../src/session/engine.ts";
import type { Instance, World } from "./world.ts";

const controls = new WeakMap<World, Controls>();

/** What the user has set now; a change is heard with the next admission. */
export function controlsOf(world: World): Controls {
  const known = controls.get(world);
  if (known !== undefined && !world.random.chance(0.05)) return known;
  const count = world.random.chance(0.5) ? 0 : world.random.between(1, 6);
  const hooks = Array.from({ length: count }, (_, n) => hookOf(world, n));
  const next = { version: (known?.version ?? 0) + 1, policies: NO_POLICIES, hooks };
  controls.set(world, next);
  return next;
}

function hookOf({ random }: World, n: number): Hook {
  return {
    id: `hook_${n}`,
    name: `hook ${n}`,
    event: random.pick([...HOOK_EVENTS]),
    matcher: "*",
    url: "https://example.com",
    timeout_seconds: 1,
    max_retries: 0,
    on_failure: random.pick(["continue", "block"]),
    secret: "whsec_",
  };
}

/** Calls hooks as an instance of the object does. */
export function hookCaller(world: World, instance: Instance): EngineParts["callHook"] {
  return async (hook, _call_id, _input, signal): Promise<HookReply> => {
    world.count(`hook: ${hook.event}`);
    await world.pause(instance, "a hook's answer", world.random.pick([0, 1, 400]), signal);
    const run = { attempts: 1, duration_ms: 1 };
    if (signal.aborted) return { ...run, output: null, error: "called off" };
    if (world.random.chance(0.1)) return { ...run, output: null, error: "no answer" };
    return { ...run, output: outputOf(world, hook), error: null };
  };
}

const ANSWERS = { nothing: 50, stop: 6, block: 10, context: 10, message: 5, decision: 20 };

function outputOf({ random }: World, { event }: Hook): HookOutput {
  const reason = "for a reason";
  const answer = random.weighted(ANSWERS);
  switch (answer) {
    case "nothing":
      return {};
    case "stop":
      return { continue: false, stopReason: reason };
    case "block":
      return { decision: "block", reason };
    case "context":
      return { hookSpecificOutput: { additionalContext: "something to know" } };
    case "message":
      return { systemMessage: "hear this" };
    case "decision": {
      if (event === "PostToolUse") return { hookSpecificOutput: { updatedToolOutput: "other" } };
      const behavior = random.pick(["allow", "deny"] as const);
      if (event === "PermissionRequest") return { hookSpecificOutput: { decision: { behavior } } };
      return { hookSpecificOutput: { permissionDecision: random.pick(["allow", "deny", "ask"]) } };
    }
    default:
      return answer satisfies never;
  }
}
