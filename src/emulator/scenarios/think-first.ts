// Thinking before the answer, signed; with the word `tool` in the prompt a tool call in between, so
// that the thinking has to come back unaltered. With the word `redacted` nobody can read it.
import { type Answer, type AnswerBlock, answer, text, thinking, toolUse } from "../answer.ts";
import type { Conversation } from "../conversation.ts";
import { type Failure, invalid } from "../failure.ts";
import { hashHex } from "../hash.ts";
import { redactedData } from "../signature.ts";
import { failedCall, missingTools } from "./tools.ts";

const THOUGHTS = ["thinking", "redacted_thinking"];

export function thinkFirst(conversation: Conversation): Answer | Failure {
  const { calls, prompt, tools } = conversation;
  const [call] = calls;
  if (call !== undefined) {
    const done = text(`The tool said: ${call.result.trim()}`);
    const thoughts = think(conversation, "The result is here, so I can answer.");
    return droppedThoughts(conversation) ?? failedCall(calls) ?? answer([...thoughts, done]);
  }
  if (/\btool\b/i.test(prompt) && tools.size > 0) {
    const input = { command: "echo thought through", description: "Say that I have thought" };
    const thoughts = think(conversation, "They want a tool to be used. Bash will do.");
    return missingTools(conversation, ["Bash"]) ?? answer([...thoughts, toolUse("Bash", input)]);
  }
  const done = text("I have thought about it, and this is the offline model's answer.");
  return answer([...think(conversation, `They said ${prompt.length} characters.`), done]);
}

function think({ may_think, prompt, turn_count }: Conversation, content: string): AnswerBlock[] {
  if (!may_think) return [];
  if (!/\bredacted\b/i.test(prompt)) return [thinking(content)];
  return [{ type: "redacted_thinking", data: redactedData(hashHex(`${prompt} ${turn_count}`)) }];
}

/** In the middle of a tool round the thoughts before the call have to be there. */
function droppedThoughts({ may_think, last_turn }: Conversation): Failure | null {
  if (!may_think || last_turn === null || THOUGHTS.includes(last_turn.opening)) return null;
  return invalid(
    [
      `messages.${last_turn.index}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`,`,
      `but found \`${last_turn.opening}\`. When \`thinking\` is enabled,`,
      "a final `assistant` message must start with a thinking block (preceeding the lastmost set of `tool_use` and",
      "`tool_result` blocks). We recommend you include thinking blocks from previous turns. To",
      "avoid this requirement, disable `thinking`. Please consult our documentation at",
      "https://docs.claude.com/en/docs/build-with-claude/extended-thinking",
    ].join(" "),
  );
}
