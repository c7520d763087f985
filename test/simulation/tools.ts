// Tools that succeed, refuse, throw, dawdle or hang, as their input says, and the stage they work over:
// a change counts how often it became durable, so that once can be told from twice.
import { z } from "zod";
import type { StagedWork } from "../../src/agent/call.ts";
import type { Tool } from "../../src/agent/tool.ts";
import { LedgeError } from "../../src/contract/errors.ts";
import type { Outside } from "./object.ts";
import type { MemoryStorage } from "./storage.ts";
import { Injected, type Instance, type World } from "./world.ts";

/** Name → whether a call may run again after a crash. */
const RERUNNABLE = { Read: true, Glob: true, Write: false, Bash: false, Edit: true } as const;

type ToolName = keyof typeof RERUNNABLE;

interface Around {
  readonly world: World;
  readonly instance: Instance;
  readonly storage: MemoryStorage;
  readonly outside: Outside;
}

export function simulatedTool(name: string, around: Around): Tool | undefined {
  if (!Object.hasOwn(RERUNNABLE, name)) return undefined;
  const { world, instance } = around;
  const rerunnable = RERUNNABLE[name as ToolName];
  const input = z.object({ behaviour: z.string() });
  const tool: Tool<typeof input> = {
    name,
    description: "simulated",
    input,
    rerunnable,
    timeout_ms: 20_000,
    run: async ({ behaviour }, { call_id, signal, files }) => {
      begun(around, call_id, rerunnable);
      world.count(`tool ${behaviour}`);
      await files.write(call_id, new TextEncoder().encode(behaviour));
      if (behaviour === "slow") {
        await world.pause(instance, "a tool", world.random.pick([1, 300, 9000]), signal);
      }
      if (behaviour === "hang") await world.pause(instance, "a hanging tool", 10 ** 8, signal);
      if (behaviour === "throw") throw new Injected("a tool has a bug");
      if (behaviour === "refuse") throw new LedgeError("invalid_request", "simulated refusal");
      return { content: `${name} did ${behaviour}`, is_error: false };
    },
  };
  return tool;
}

function begun({ world, instance, storage, outside }: Around, call_id: string, again: boolean) {
  if (instance.dead) return;
  const runs = (outside.runs.get(call_id) ?? 0) + 1;
  outside.runs.set(call_id, runs);
  if (runs > 1) world.count("tools run again");
  if (runs > 1 && !again) world.violated("SIM-3", `${call_id} may not run again, and did`);
  const settled = storage.rows.some(
    (row) => row.type === "agent.tool_result" && row.body.includes(`"tool_use_id":"${call_id}"`),
  );
  if (settled) world.violated("SIM-3", `${call_id} was settled, and ran again`);
}

/** A stage over the simulated storage: what is written on it counts once it is committed. */
export function stageOn(world: World, instance: Instance, storage: MemoryStorage): StagedWork {
  const written: string[] = [];
  let unprepared = false;
  const absent = () => Promise.reject(new Error("the simulated tools do not ask for this"));
  return {
    files: {
      root: "/workspace",
      stat: absent,
      read: absent,
      walk: absent,
      write: async (path, content) => {
        written.push(path);
        unprepared = new TextDecoder().decode(content) === "unprepared";
      },
    },
    shell: { run: absent },
    memory: { get: () => undefined, set: () => {} },
    changes: (tool_use_id) =>
      written.map((path) => ({
        type: "file.written",
        path,
        size_bytes: 1,
        hash: "h",
        tool_use_id,
      })),
    prepare: async () => {
      await world.pause(instance, "storing a tool's changes", world.random.pick([0, 0, 30]));
      if (unprepared) throw new Injected("the changes cannot be stored");
    },
    commit: () => {
      for (const path of written) storage.commitEffect(path);
      if (world.random.chance(0.01)) {
        world.count("failed commits");
        throw new Injected("the commit failed");
      }
    },
  };
}
