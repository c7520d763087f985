// The table of built-in tools: what the model is told of them, and that no input can make one
// throw.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Tool } from "../../src/agent/tool.ts";
import { BUILTIN_TOOLS, runTool, toolDefinitions } from "../../src/agent/tools/table.ts";
import { LedgeError } from "../../src/contract/errors.ts";
import { BUILTIN_TOOL_NAMES } from "../../src/contract/session.ts";
import { withWorkspace } from "../workspace/workbench.ts";
import { contextOf, failed, withTools } from "./toolbench.ts";

describe("definitions", () => {
  it("[TOOL-19] are those a session may name, in one order, each rerunnable", () => {
    expect(BUILTIN_TOOLS.map((tool) => tool.name)).toEqual([...BUILTIN_TOOL_NAMES]);
    expect(BUILTIN_TOOLS.every((tool) => tool.rerunnable)).toBe(true);
    const some = toolDefinitions(["TodoWrite", "nosuch", "Read", "Bash"]);
    expect(some.map((tool) => tool.name)).toEqual(["Read", "Bash", "TodoWrite"]);
    expect(JSON.stringify(toolDefinitions(["Bash", "Read", "TodoWrite"]))).toBe(
      JSON.stringify(some),
    );
  });

  it("[TOOL-19] have Claude Code's parameters, closed and described", () => {
    const parameters = toolDefinitions(BUILTIN_TOOL_NAMES).map(({ name, input_schema }) => {
      const properties = input_schema.properties as Record<string, { description?: string }>;
      expect(Object.values(properties).every((property) => property.description)).toBe(true);
      expect(input_schema).toMatchObject({ type: "object", additionalProperties: false });
      expect(input_schema).not.toHaveProperty("$schema");
      return [name, Object.keys(properties), input_schema.required];
    });
    expect(parameters).toEqual([
      ["Read", ["file_path", "offset", "limit"], ["file_path"]],
      ["Write", ["file_path", "content"], ["file_path", "content"]],
      [
        "Edit",
        ["file_path", "old_string", "new_string", "replace_all"],
        ["file_path", "old_string", "new_string"],
      ],
      ["Glob", ["pattern", "path"], ["pattern"]],
      [
        "Grep",
        [
          ...["pattern", "path", "glob", "type", "output_mode", "-A", "-B", "-C", "context"],
          ...["-n", "-i", "-o", "head_limit", "offset", "multiline"],
        ],
        ["pattern"],
      ],
      ["Bash", ["command", "timeout", "description", "run_in_background"], ["command"]],
      ["TodoWrite", ["todos"], ["todos"]],
    ]);
  });
});

describe("input", () => {
  it.each<[string, unknown, string[]]>([
    ["Read", {}, ["The required parameter `file_path` is missing"]],
    ["Read", "x", ["The input must be an object"]],
    ["Read", null, ["The input must be an object"]],
    ["Read", [], ["The input must be an object"]],
    [
      "Read",
      { file_path: 3, limit: "10", extra: 1 },
      [
        "The parameter `file_path` type is expected as `string` but provided as `number`",
        "The parameter `limit` type is expected as `number` but provided as `string`",
        "An unexpected parameter `extra` was provided",
      ],
    ],
    ["Bash", { command: "x", timeout: 600_001 }, ["The parameter `timeout` is not valid: "]],
    [
      "Bash",
      { command: null },
      ["The parameter `command` type is expected as `string` but provided as `null`"],
    ],
    [
      "Grep",
      { pattern: "x", output_mode: "lines" },
      ["The parameter `output_mode` is not valid: "],
    ],
    [
      "TodoWrite",
      { todos: [{ content: "a", status: "done", activeForm: "b" }, 3] },
      [
        "The parameter `todos[0].status` is not valid: ",
        "The parameter `todos[1]` type is expected as `object` but provided as `number`",
      ],
    ],
  ])("[TOOL-20] of %s that is wrong is answered field by field: %j", async (name, input, told) => {
    await withTools(async ({ call }) => {
      const { content, is_error } = await call(name, input);
      const [head, ...lines] = content.split("\n");
      const issues = told.length === 1 ? "issue" : "issues";
      expect(is_error).toBe(true);
      expect(head).toBe(`InputValidationError: ${name} failed due to the following ${issues}:`);
      expect(lines).toHaveLength(told.length);
      for (const [index, line] of told.entries()) expect(lines[index]).toContain(line);
    });
  });
});

describe("running", () => {
  const input = z.strictObject({});
  const throwing = (error: Error): Tool<typeof input> => ({
    name: "Throwing",
    description: "",
    input,
    rerunnable: true,
    run: () => Promise.reject(error),
  });

  it("[TOOL-21] turns what cannot be done into a result, and lets bugs through", async () => {
    await withWorkspace(async ({ workspace, now }) => {
      const context = contextOf(workspace.stage(), "call", now);
      const refused = throwing(new LedgeError("too_large", "it is full"));
      expect(await runTool(refused, {}, context)).toEqual(failed("it is full"));
      await expect(runTool(throwing(new TypeError("a bug")), {}, context)).rejects.toThrow("a bug");
    });
  });
});

describe("TodoWrite", () => {
  it("[TOOL-22] keeps the whole list with the session", async () => {
    await withTools(async ({ call, workspace }) => {
      const todos = [
        { content: "Read it", status: "completed", activeForm: "Reading it" },
        { content: "Fix it", status: "in_progress", activeForm: "Fixing it" },
      ];
      const { content, is_error } = await call("TodoWrite", { todos });
      expect(is_error).toBe(false);
      expect(content).toContain("Todos have been modified successfully.");
      expect(workspace.stage().memory.get("todos")).toEqual(todos);
      await call("TodoWrite", { todos: [] });
      expect(workspace.stage().memory.get("todos")).toEqual([]);
    });
  });
});
