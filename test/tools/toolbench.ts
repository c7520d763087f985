// Calls tools as a session does: each call over a stage of its own that is committed with the
// result.
import type { ToolContext, ToolOutput } from "../../src/agent/tool.ts";
import { runTool, TOOLS } from "../../src/agent/tools/table.ts";
import { createShell } from "../../src/workspace/shell.ts";
import type { Stage } from "../../src/workspace/stage.ts";
import { type Bench, bytes, withWorkspace } from "../workspace/workbench.ts";

export interface ToolBench extends Bench {
  /** Runs one call and commits what it changed. */
  call(name: string, input: unknown): Promise<ToolOutput>;
  /** Writes files as somebody else would, past the tools. */
  put(files: Record<string, string>): Promise<void>;
}

export function contextOf(stage: Stage, call_id: string, now: () => number): ToolContext {
  return {
    files: stage,
    memory: stage.memory,
    shell: createShell(stage),
    call_id,
    signal: new AbortController().signal,
    now,
  };
}

export async function withTools<T>(act: (bench: ToolBench) => Promise<T>): Promise<T> {
  return withWorkspace(async (bench) => {
    let calls = 0;
    return act({
      ...bench,
      async call(name, input) {
        const tool = TOOLS.get(name);
        if (tool === undefined) throw new Error(`no such tool: ${name}`);
        calls += 1;
        return bench.change((stage) =>
          runTool(tool, input, contextOf(stage, `call_${calls}`, bench.now)),
        );
      },
      async put(files) {
        await bench.change(async (stage) => {
          for (const [path, content] of Object.entries(files)) {
            await stage.write(path, bytes(content));
          }
        });
      },
    });
  });
}

export function ok(content: string): ToolOutput {
  return { content, is_error: false };
}

export function failed(content: string): ToolOutput {
  return { content, is_error: true };
}
