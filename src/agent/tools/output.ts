// The one place where a tool's output is cut: what the model reads stays under the limit, and the
// whole of it is kept as a file of the workspace, where the model can look for the rest.
import { LedgeError } from "../../contract/errors.ts";
import { TOOL_OUTPUT_CHARS_MAX } from "../../contract/limits.ts";
import type { ToolContext, ToolOutput } from "../tool.ts";

/** Below the working directory. */
const KEPT_IN = ".ledge/tool-output";
/** Room for the remark between the two ends. */
const REMARK_CHARS = 1_500;

/** The output itself when it is short enough; else its two ends and where all of it is. */
export async function cutOutput(output: ToolOutput, context: ToolContext): Promise<ToolOutput> {
  const { content } = output;
  if (content.length <= TOOL_OUTPUT_CHARS_MAX) return output;
  const kept = await keep(content, context);
  const room = TOOL_OUTPUT_CHARS_MAX - REMARK_CHARS;
  const head = content.slice(0, Math.floor(room * 0.7)).toWellFormed();
  const tail = content.slice(content.length - Math.floor(room * 0.3)).toWellFormed();
  const left = content.length - head.length - tail.length;
  const remark = `[${left} of ${content.length} characters left out here. ${kept}]`;
  return { content: `${head}\n\n${remark}\n\n${tail}`, is_error: output.is_error };
}

async function keep(content: string, { files, call_id }: ToolContext): Promise<string> {
  const name = call_id.replace(/[^A-Za-z0-9_-]/g, "_");
  const path = `${files.root}/${KEPT_IN}/${name}.txt`;
  try {
    await files.write(path, new TextEncoder().encode(content));
    return `The whole output is in ${path}: use Read with offset and limit, or Grep, to look into it.`;
  } catch (error) {
    if (!(error instanceof LedgeError)) throw error;
    return `The whole output could not be kept: ${error.message}`;
  }
}
