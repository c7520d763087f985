// The two ways a tool call ends, as the model reads them.
import type { ToolOutput } from "../tool.ts";

export function done(content: string): ToolOutput {
  return { content, is_error: false };
}

/** What the model did wrong, or what it asked for and could not have. */
export function refused(content: string): ToolOutput {
  return { content, is_error: true };
}

/** A remark of the tool's own beside what it found, marked as Claude Code marks one. */
export function reminder(text: string): string {
  return `<system-reminder>${text}</system-reminder>`;
}
