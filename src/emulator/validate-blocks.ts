// The shape of one content block: which fields a type has, which role may say it, and what must not
// be empty. A thinking block is checked against its signature here.
import { isOurRedactedData, signThinking } from "./signature.ts";

type Role = "user" | "assistant" | "system";
type Fields = Record<string, unknown>;

interface Shape {
  readonly keys: readonly string[];
  /** Fields that must be there, as strings. */
  readonly strings: readonly string[];
  readonly roles: readonly Role[];
  /** What else must hold; gets the block and its path with the type. */
  readonly rule?: (block: Fields, at: string) => string | null;
}

const ID = /^[a-zA-Z0-9_-]+$/;
const TOOL_NAME = /^[a-zA-Z0-9_-]{1,128}$/;

const SHAPES: Record<string, Shape> = {
  document: {
    keys: ["source", "cache_control", "citations", "context", "title"],
    strings: [],
    roles: ["user"],
    rule: checkSource,
  },
  image: {
    keys: ["source", "cache_control", "transformations"],
    strings: [],
    roles: ["user"],
    rule: checkSource,
  },
  redacted_thinking: {
    keys: ["data"],
    strings: ["data"],
    roles: ["assistant"],
    rule: (block, at) =>
      isOurRedactedData(String(block.data))
        ? null
        : `${outside(at)}: Invalid \`data\` in \`redacted_thinking\` block`,
  },
  search_result: {
    keys: ["content", "source", "title", "cache_control", "citations"],
    strings: ["source", "title"],
    roles: ["user"],
    rule: ({ content }, at) => {
      if (content === undefined) return `${at}.content: Field required`;
      return Array.isArray(content) ? null : `${at}.content: Input should be a valid array`;
    },
  },
  text: {
    keys: ["text", "cache_control", "citations"],
    strings: ["text"],
    roles: ["user", "assistant", "system"],
    rule: checkTextCache,
  },
  thinking: {
    keys: ["thinking", "signature"],
    strings: ["thinking", "signature"],
    roles: ["assistant"],
    rule: (block, at) =>
      block.signature === signThinking(String(block.thinking))
        ? null
        : `${outside(at)}: Invalid \`signature\` in \`thinking\` block`,
  },
  tool_result: {
    keys: ["tool_use_id", "content", "is_error", "cache_control", "toolset_name"],
    strings: ["tool_use_id"],
    roles: ["user"],
    rule: checkToolResult,
  },
  tool_use: {
    keys: ["id", "name", "input", "cache_control", "caller", "toolset_name"],
    strings: ["id", "name"],
    roles: ["assistant"],
    rule: checkToolUse,
  },
};

const RESULT_TYPES = ["document", "image", "search_result", "text"];

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function checkExtraKeys(
  object: Fields,
  keys: readonly string[],
  prefix: string,
): string | null {
  const extra = Object.keys(object).find((key) => !keys.includes(key));
  return extra === undefined ? null : `${prefix}${extra}: Extra inputs are not permitted`;
}

/** The words for a `type` that is none of those it may be. */
export function unknownTag(type: unknown, types: readonly string[]): string {
  const tags = types.map((tag) => `'${tag}'`).join(", ");
  const found = `Input tag '${String(type)}' found using 'type'`;
  return `${found} does not match any of the expected tags: ${tags}`;
}

/** A message's content at `messages.N`. Emptiness of the whole is a rule of validate-turns.ts. */
export function checkContent(content: unknown, role: Role, at: string): string | null {
  if (typeof content === "string") return content === "" ? null : checkText(content, "messages");
  if (!Array.isArray(content)) return `${at}.content: Input should be a valid array`;
  for (const [index, block] of content.entries()) {
    const refusal = checkBlock(block, `${at}.content.${index}`, Object.keys(SHAPES));
    if (refusal !== null) return refusal;
    const { type } = block as { type: string };
    const roles = SHAPES[type]?.roles ?? [];
    if (roles.includes(role)) continue;
    if (role === "system") {
      return `${at}: role 'system' supports text, tool_addition, and tool_removal blocks only`;
    }
    return `${at}: \`${type}\` blocks can only be in \`${roles[0]}\` messages`;
  }
  return null;
}

/** The `system` field: a string, or text blocks. */
export function checkSystem(system: unknown): string | null {
  if (system === undefined || typeof system === "string") return null;
  if (!Array.isArray(system)) return "system: Input should be a valid array";
  for (const [index, block] of system.entries()) {
    const refusal = checkBlock(block, `system.${index}`, ["text"], "system");
    if (refusal !== null) return refusal;
  }
  return null;
}

function checkBlock(
  block: unknown,
  at: string,
  types: readonly string[],
  field = "messages",
): string | null {
  if (!isObject(block)) return `${at}: Input should be an object`;
  const { type } = block;
  if (type === undefined) return `${at}.type: Field required`;
  const shape = typeof type === "string" && types.includes(type) ? SHAPES[type] : undefined;
  if (shape === undefined) return `${at}: ${unknownTag(type, types)}`;
  const inside = `${at}.${String(type)}`;
  return (
    checkExtraKeys(block, ["type", ...shape.keys], `${inside}.`) ??
    checkStrings(block, shape.strings, inside) ??
    checkCacheControl(block.cache_control, `${inside}.cache_control`) ??
    shape.rule?.(block, inside) ??
    (type === "text" ? checkText(String(block.text), field) : null)
  );
}

function checkStrings(block: Fields, names: readonly string[], at: string): string | null {
  for (const name of names) {
    if (block[name] === undefined) return `${at}.${name}: Field required`;
    if (typeof block[name] !== "string") return `${at}.${name}: Input should be a valid string`;
  }
  return null;
}

/** A breakpoint at this path, wherever it is: on a block, a tool or the request. */
export function checkCacheControl(control: unknown, at: string): string | null {
  if (control === undefined || control === null) return null;
  if (!isObject(control)) return `${at}: Input should be an object`;
  if (control.type === undefined) return `${at}.type: Field required`;
  if (control.type !== "ephemeral") {
    return `${at}: ${unknownTag(control.type, ["ephemeral"])}`;
  }
  if (control.ttl !== undefined && control.ttl !== "5m" && control.ttl !== "1h") {
    return `${at}.ephemeral.ttl: Input should be '5m' or '1h'`;
  }
  return checkExtraKeys(control, ["type", "ttl"], `${at}.ephemeral.`);
}

function checkText(text: string, field: string): string | null {
  if (text === "") return `${field}: text content blocks must be non-empty`;
  if (text.trim() === "") return `${field}: text content blocks must contain non-whitespace text`;
  return null;
}

function checkTextCache(block: Fields, at: string): string | null {
  if (block.text !== "" || !block.cache_control) return null;
  return `${at}: cache_control cannot be set for empty text blocks`;
}

function checkSource(block: Fields, at: string): string | null {
  if (block.source === undefined) return `${at}.source: Field required`;
  return isObject(block.source) ? null : `${at}.source: Input should be an object`;
}

function checkToolUse(block: Fields, at: string): string | null {
  const { id, input } = block;
  if (!ID.test(String(id))) return `${at}.id: ${mismatch(ID)}`;
  const refusal = checkToolName(String(block.name), `${at}.name`);
  if (refusal !== null) return refusal;
  if (input === undefined) return `${at}.input: Field required`;
  return isObject(input) ? null : `${at}.input: Input should be an object`;
}

/** A tool's name, where it is offered and where it is called. */
export function checkToolName(name: string, at: string): string | null {
  return TOOL_NAME.test(name) ? null : `${at}: ${mismatch(TOOL_NAME)}`;
}

function mismatch(pattern: RegExp): string {
  return `String should match pattern '${pattern.source}'`;
}

function checkToolResult(block: Fields, at: string): string | null {
  const { content, is_error } = block;
  if (is_error !== undefined && typeof is_error !== "boolean") {
    return `${at}.is_error: Input should be a valid boolean`;
  }
  const empty =
    content === undefined || content === "" || (Array.isArray(content) && content.length === 0);
  if (empty)
    return is_error === true ? `${at}: content cannot be empty if \`is_error\` is true` : null;
  if (typeof content === "string") return null;
  if (!Array.isArray(content)) return `${at}.content: Input should be a valid array`;
  for (const [index, part] of content.entries()) {
    const refusal = checkBlock(part, `${at}.content.${index}`, RESULT_TYPES);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** The path of the block itself: the API names the type only for fields inside it. */
function outside(at: string): string {
  return at.slice(0, at.lastIndexOf("."));
}
