// The rules between messages: who may speak when, and every tool call answered in the very next
// user turn, before any text. Consecutive messages of one role are one turn, as the API has it.
import type { ToolUseBlockParam } from "@anthropic-ai/sdk/resources/messages/messages";
import { type Block, blocksOf, type ToolResultBlock, type Turn } from "./request.ts";

const DIRECTIVE =
  "the directive-only form (content: [] with output_config) is accepted at any position";
const SYSTEM_FIRST = "use the top-level 'system' parameter for the initial system prompt";
const SYSTEM_FOLLOWS = [
  "role 'system' must follow a 'user' message",
  "or an 'assistant' message ending in a server tool result",
].join(" ");
const SYSTEM_PRECEDES = "role 'system' must precede an 'assistant' message or end the array";
const EMPTY =
  "all messages must have non-empty content except for the optional final assistant message";
const NO_PREFILL = [
  "This model does not support assistant message prefill.",
  "The conversation must end with a user message.",
].join(" ");
const NEEDS_RESULT =
  "Each `tool_use` block must have a corresponding `tool_result` block in the next message.";
const NEEDS_CALL =
  "Each `tool_result` block must have a corresponding `tool_use` block in the previous message.";
const NEEDS_ONE =
  "each tool_use must have a single result. Found multiple `tool_result` blocks with id";

/** A block with its place in the request, for a refusal that names it. */
interface Placed<B> {
  readonly block: B;
  readonly message: number;
  readonly place: number;
}

/** Why the API would refuse this order of messages, or null. */
export function checkTurns(messages: readonly Turn[]): string | null {
  return (
    checkSystemPositions(messages) ??
    checkEmptiness(messages) ??
    checkFirst(messages) ??
    checkUniqueIds(messages) ??
    checkPairs(messages) ??
    checkLast(messages)
  );
}

function checkSystemPositions(messages: readonly Turn[]): string | null {
  for (const [index, { role, content }] of messages.entries()) {
    if (role !== "system") continue;
    const at = `messages.${index}`;
    if (content.length === 0) return `${at}: system content must contain at least one block`;
    const before = messages[index - 1]?.role;
    const after = messages[index + 1]?.role;
    if (before === undefined) return `${at}: ${SYSTEM_FIRST}; ${DIRECTIVE}`;
    if (before === "assistant") return `${at}: ${SYSTEM_FOLLOWS}; ${DIRECTIVE}`;
    if (after === "user") return `${at}: ${SYSTEM_PRECEDES}; ${DIRECTIVE}`;
  }
  return null;
}

function checkEmptiness(messages: readonly Turn[]): string | null {
  for (const [index, { role, content }] of messages.entries()) {
    if (content.length > 0) continue;
    if (role === "user") return `messages.${index}: user messages must have non-empty content`;
    if (index < messages.length - 1) return `messages.${index}: ${EMPTY}`;
  }
  return null;
}

function checkFirst(messages: readonly Turn[]): string | null {
  return messages[0]?.role === "user" ? null : 'messages: first message must use the "user" role';
}

/** Current models take no prefill; a tool call left open has its own words, before this. */
function checkLast(messages: readonly Turn[]): string | null {
  return messages.at(-1)?.role === "assistant" ? NO_PREFILL : null;
}

function checkUniqueIds(messages: readonly Turn[]): string | null {
  const seen = new Set<string>();
  for (const [index, { content }] of messages.entries()) {
    for (const [place, block] of blocksOf(content).entries()) {
      if (block.type !== "tool_use") continue;
      if (seen.has(block.id)) {
        return `messages.${index}.content.${place}: \`tool_use\` ids must be unique`;
      }
      seen.add(block.id);
    }
  }
  return null;
}

/** Walks turn by turn: the calls of one turn against the results that open the next. */
function checkPairs(messages: readonly Turn[]): string | null {
  let calls: Placed<ToolUseBlockParam>[] = [];
  let index = 0;
  while (index < messages.length) {
    const role = messages[index]?.role;
    const turn: Placed<Block>[] = [];
    for (; messages[index]?.role === role; index++) {
      for (const [place, block] of blocksOf(messages[index]?.content ?? []).entries()) {
        turn.push({ block, message: index, place });
      }
    }
    if (role === "assistant") calls = turn.filter(isCall);
    if (role !== "user") continue;
    const refusal = checkResults(calls, turn);
    if (refusal !== null) return refusal;
    calls = [];
  }
  return calls.length === 0 ? null : unanswered(calls);
}

function checkResults(
  calls: readonly Placed<ToolUseBlockParam>[],
  turn: readonly Placed<Block>[],
): string | null {
  const open = new Set(calls.map(({ block }) => block.id));
  const answered = new Set<string>();
  for (const { block, message, place } of turn.filter(isResult)) {
    const at = `messages.${message}.content.${place}`;
    const id = block.tool_use_id;
    if (answered.has(id)) return `${at}: ${NEEDS_ONE}: ${id}`;
    if (!open.has(id)) {
      const unexpected = "unexpected `tool_use_id` found in `tool_result` blocks";
      return `${at}: ${unexpected}: ${id}. ${NEEDS_CALL}`;
    }
    answered.add(id);
  }
  // Only results that come before any other content count as the answer.
  const other = turn.findIndex((placed) => !isResult(placed));
  const opening = turn.slice(0, other < 0 ? turn.length : other).filter(isResult);
  const ids = new Set(opening.map(({ block }) => block.tool_use_id));
  const missing = calls.filter(({ block }) => !ids.has(block.id));
  return missing.length === 0 ? null : unanswered(missing);
}

function unanswered(calls: readonly Placed<ToolUseBlockParam>[]): string {
  const ids = calls.map(({ block }) => block.id).join(", ");
  const found = "`tool_use` ids were found without `tool_result` blocks immediately after";
  return `messages.${calls[0]?.message}: ${found}: ${ids}. ${NEEDS_RESULT}`;
}

function isCall(placed: Placed<Block>): placed is Placed<ToolUseBlockParam> {
  return placed.block.type === "tool_use";
}

function isResult(placed: Placed<Block>): placed is Placed<ToolResultBlock> {
  return placed.block.type === "tool_result";
}
