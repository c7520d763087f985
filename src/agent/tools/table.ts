// The built-in tools in their fixed order: what the model is told of them, byte for byte the same
// each time, and the one way to run one, which never throws for what the model did wrong.
import { z } from "zod";
import { LedgeError } from "../../contract/errors.ts";
import type { Tool, ToolContext, ToolOutput } from "../tool.ts";
import { refused } from "./answer.ts";
import { bashTool } from "./bash.ts";
import { editTool } from "./edit.ts";
import { globTool } from "./glob.ts";
import { grepTool } from "./grep.ts";
import { inputProblems } from "./input.ts";
import { cutOutput } from "./output.ts";
import { readTool } from "./read.ts";
import { todoWriteTool } from "./todo-write.ts";
import { writeTool } from "./write.ts";

export const BUILTIN_TOOLS: readonly Tool[] = [
  readTool,
  writeTool,
  editTool,
  globTool,
  grepTool,
  bashTool,
  todoWriteTool,
];

/** The built-in tools by name. */
export const TOOLS: ReadonlyMap<string, Tool> = new Map(
  BUILTIN_TOOLS.map((tool) => [tool.name, tool]),
);

/** A tool as the Messages API takes it. */
export interface ToolDefinition {
  name: string;
  description: string;
  input_schema: { type: "object"; [keyword: string]: unknown };
}

const DEFINITIONS: readonly ToolDefinition[] = BUILTIN_TOOLS.map(definitionOf);

/**
 * The definitions of the named tools, in the table's order. Names it does not know are left out.
 */
export function toolDefinitions(names: readonly string[]): ToolDefinition[] {
  return DEFINITIONS.filter((definition) => names.includes(definition.name));
}

function definitionOf({ name, description, input }: Tool): ToolDefinition {
  const {
    $schema: _,
    type: __,
    ...schema
  } = z.toJSONSchema(input, {
    io: "input",
    override: ({ jsonSchema }) => {
      // Zod writes the largest safe integer under every integer; the model has no use for it.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return { name, description, input_schema: { type: "object", ...schema } };
}

/**
 * Runs a tool on the input as the model gave it. Bad input and LedgeErrors are results for the
 * model, other errors are thrown: they are bugs. The output is cut to its limit.
 */
export async function runTool(
  tool: Tool,
  rawInput: unknown,
  context: ToolContext,
): Promise<ToolOutput> {
  const parsed = tool.input.safeParse(rawInput);
  if (!parsed.success) {
    const problems = inputProblems(parsed.error.issues, rawInput);
    const issues = problems.length === 1 ? "issue" : "issues";
    const head = `InputValidationError: ${tool.name} failed due to the following ${issues}:`;
    return cutOutput(refused([head, ...problems].join("\n")), context);
  }
  try {
    return await cutOutput(await tool.run(parsed.data, context), context);
  } catch (error) {
    if (error instanceof LedgeError) return refused(error.message);
    throw error;
  }
}
