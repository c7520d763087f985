// Parallel tool use: the commands that the prompt quotes in backticks, or three echoes, at once.
import { type Answer, answer, say, text, toolUse } from "../answer.ts";
import type { Conversation } from "../conversation.ts";
import { missingTools } from "./tools.ts";

const COMMANDS_DEFAULT = ["echo one", "echo two", "echo three"];

export function parallelCalls(conversation: Conversation): Answer {
  const { calls, prompt } = conversation;
  if (calls.length > 0) {
    const lines = calls.map(({ input, result, is_error }) => {
      return `- ${String(input.command)}: ${is_error ? "failed: " : ""}${result.trim()}`;
    });
    return say(`${calls.length} commands ran:\n${lines.join("\n")}`);
  }
  const stop = missingTools(conversation, ["Bash"]);
  if (stop !== null) return stop;
  const quoted = [...prompt.matchAll(/`([^`]+)`/g)].map(([, command = ""]) => command);
  const commands = quoted.length > 0 ? quoted : COMMANDS_DEFAULT;
  return answer([
    text(`I'll run ${commands.length} commands at once.`),
    ...commands.map((command) => toolUse("Bash", { command, description: `Run ${command}` })),
  ]);
}
