// The tools that a request offers: named once each, by the API's pattern, their input an object.
import { checkCacheControl, checkExtraKeys, checkToolName, isObject } from "./validate-blocks.ts";

const TOOL_KEYS = [
  ...["name", "description", "input_schema", "type", "cache_control", "allowed_callers"],
  ...["defer_loading", "eager_input_streaming", "input_examples", "strict"],
];

/** Why the API would refuse the `tools` field, or null. The schema of server tools is its own. */
export function checkTools(tools: unknown): string | null {
  if (tools === undefined) return null;
  if (!Array.isArray(tools)) return "tools: Input should be a valid array";
  const names = new Set<unknown>();
  for (const [index, tool] of tools.entries()) {
    if (!isObject(tool)) return `tools.${index}: Input should be an object`;
    const isCustom = tool.type === undefined || tool.type === null || tool.type === "custom";
    const refusal = isCustom ? checkCustomTool(tool, `tools.${index}.custom`) : null;
    if (refusal !== null) return refusal;
    names.add(tool.name);
  }
  return names.size < tools.length ? "tools: Tool names must be unique." : null;
}

function checkCustomTool(tool: Record<string, unknown>, at: string): string | null {
  const { name, description, input_schema } = tool;
  if (name === undefined) return `${at}.name: Field required`;
  if (typeof name !== "string") return `${at}.name: Input should be a valid string`;
  if (description !== undefined && typeof description !== "string") {
    return `${at}.description: Input should be a valid string`;
  }
  return (
    checkToolName(name, `${at}.name`) ??
    checkSchema(input_schema, `${at}.input_schema`) ??
    checkCacheControl(tool.cache_control, `${at}.cache_control`) ??
    checkExtraKeys(tool, TOOL_KEYS, `${at}.`)
  );
}

function checkSchema(schema: unknown, at: string): string | null {
  if (schema === undefined) return `${at}: Field required`;
  if (!isObject(schema)) return `${at}: Input should be an object`;
  if (schema.type === undefined) return `${at}.type: Field required`;
  if (schema.type !== "object") return `${at}.type: Input should be 'object'`;
  if ("oneOf" in schema || "allOf" in schema || "anyOf" in schema) {
    return `${at}: input_schema does not support oneOf, allOf, or anyOf at the top level`;
  }
  return null;
}
