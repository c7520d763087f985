// Every request that the API refuses, as a table: what is sent, and the words that come back. The
// pure check is asked directly; the door is asked for statuses, headers and the envelope.
import { describe, expect, it } from "vitest";
import { emulate } from "../../src/emulator/emulate.ts";
import { redactedData, signThinking } from "../../src/emulator/signature.ts";
import { refusalOf } from "../../src/emulator/validate.ts";
import { post, TOOLS } from "./support.ts";

const USER = { role: "user", content: "hello" };
const CACHE = { type: "ephemeral" };
const text = (content: string, more: object = {}) => ({ type: "text", text: content, ...more });
const user = (...content: unknown[]) => ({ role: "user", content });
const assistant = (...content: unknown[]) => ({ role: "assistant", content });
const call = (id: string, more: object = {}) => ({
  ...{ type: "tool_use", id, name: "Bash", input: {} },
  ...more,
});
const result = (tool_use_id: string, more: object = {}) => ({
  ...{ type: "tool_result", tool_use_id, content: "ok" },
  ...more,
});
const thought = (content: string, signature = signThinking(content)) => ({
  ...{ type: "thinking", thinking: content, signature },
});
const request = (more: object) => ({
  ...{ model: "offline-sonnet", max_tokens: 100, messages: [USER] },
  ...more,
});
const talk = (...messages: unknown[]) => request({ messages });
const offer = (...tools: unknown[]) => request({ tools });
const schema = { type: "object" };
const marked = (...ttls: unknown[]) =>
  talk(user(...ttls.map((ttl) => text("x", { cache_control: ttl ? { ...CACHE, ttl } : CACHE }))));

const PAIR =
  "Each `tool_use` block must have a corresponding `tool_result` block in the next message.";
const unanswered = (at: number, ids: string) =>
  `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${ids}. ${PAIR}`;
const unexpected = (at: string, id: string) =>
  `${at}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`;
const DIRECTIVE =
  "; the directive-only form (content: [] with output_config) is accepted at any position";

const REFUSED: [what: string, body: unknown, message: string][] = [
  ["a body that is no object", [], "Input should be an object"],
  ["no model", { max_tokens: 1, messages: [USER] }, "model: Field required"],
  ["a model that is no name", request({ model: 5 }), "model: Input should be a valid string"],
  ["an unknown field", request({ temprature: 1 }), "temprature: Extra inputs are not permitted"],
  ["stream as text", request({ stream: "yes" }), "stream: Input should be a valid boolean"],

  ["no max_tokens", { model: "offline-sonnet", messages: [USER] }, "max_tokens: Field required"],
  ["max_tokens 0", request({ max_tokens: 0 }), "max_tokens: must be greater than or equal to 1"],
  ["half a token", request({ max_tokens: 1.5 }), "max_tokens: Input should be a valid integer"],
  [
    "a small thinking budget",
    request({ thinking: { type: "enabled", budget_tokens: 1023 } }),
    "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024",
  ],
  [
    "no thinking budget",
    request({ thinking: { type: "enabled" } }),
    "thinking.enabled.budget_tokens: Field required",
  ],
  [
    "a thinking budget beyond max_tokens",
    request({ max_tokens: 2000, thinking: { type: "enabled", budget_tokens: 2000 } }),
    "`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size",
  ],
  [
    "an unknown kind of thinking",
    request({ thinking: { type: "hard" } }),
    "thinking: Input tag 'hard' found using 'type' does not match any of the expected tags: 'adaptive', 'between_tools', 'disabled', 'enabled'",
  ],

  ["no messages field", request({ messages: undefined }), "messages: Field required"],
  ["messages as text", request({ messages: "hi" }), "messages: Input should be a valid array"],
  ["no messages", talk(), "messages: at least one message is required"],
  ["a message as text", talk("hi"), "messages.0: Input should be an object"],
  ["no role", talk({ content: "hi" }), "messages.0.role: Field required"],
  [
    "an unknown role",
    talk({ role: "tool", content: "hi" }),
    'messages: Unexpected role "tool". Allowed roles are "user" or "assistant"',
  ],
  ["no content", talk({ role: "user" }), "messages.0.content: Field required"],
  [
    "content that is no array",
    talk({ role: "user", content: 5 }),
    "messages.0.content: Input should be a valid array",
  ],
  [
    "a field of ours in a message",
    talk({ ...USER, id: "msg_1" }),
    "messages.0.id: Extra inputs are not permitted",
  ],
  [
    "an assistant first",
    talk(assistant(text("hi")), USER),
    'messages: first message must use the "user" role',
  ],
  [
    "an assistant last",
    talk(USER, assistant(text("hi"))),
    "This model does not support assistant message prefill. The conversation must end with a user message.",
  ],
  [
    "an empty string",
    talk({ role: "user", content: "" }),
    "messages.0: user messages must have non-empty content",
  ],
  ["an empty list", talk(user()), "messages.0: user messages must have non-empty content"],
  [
    "an empty assistant in between",
    talk(USER, assistant(), USER),
    "messages.1: all messages must have non-empty content except for the optional final assistant message",
  ],
  ["an empty text block", talk(user(text(""))), "messages: text content blocks must be non-empty"],
  [
    "a blank text block",
    talk(user(text(" \n"))),
    "messages: text content blocks must contain non-whitespace text",
  ],
  [
    "a blank string",
    talk({ role: "user", content: "  " }),
    "messages: text content blocks must contain non-whitespace text",
  ],
  [
    "an empty text in a tool result",
    talk(USER, assistant(call("a")), user(result("a", { content: [text("")] }))),
    "messages: text content blocks must be non-empty",
  ],

  [
    "a system message first",
    talk({ role: "system", content: "be kind" }, USER),
    `messages.0: use the top-level 'system' parameter for the initial system prompt${DIRECTIVE}`,
  ],
  [
    "a system message after an assistant",
    talk(USER, assistant(text("hi")), { role: "system", content: "be kind" }),
    `messages.2: role 'system' must follow a 'user' message or an 'assistant' message ending in a server tool result${DIRECTIVE}`,
  ],
  [
    "a system message before a user",
    talk(USER, { role: "system", content: "be kind" }, USER),
    `messages.1: role 'system' must precede an 'assistant' message or end the array${DIRECTIVE}`,
  ],
  [
    "an empty system message",
    talk(USER, { role: "system", content: [] }),
    "messages.1: system content must contain at least one block",
  ],
  [
    "an image from the system",
    talk(USER, { role: "system", content: [{ type: "image", source: {} }] }),
    "messages.1: role 'system' supports text, tool_addition, and tool_removal blocks only",
  ],
  [
    "a system prompt that is a number",
    request({ system: 5 }),
    "system: Input should be a valid array",
  ],
  [
    "an empty block in the system prompt",
    request({ system: [text("")] }),
    "system: text content blocks must be non-empty",
  ],
  [
    "an image in the system prompt",
    request({ system: [{ type: "image", source: {} }] }),
    "system.0: Input tag 'image' found using 'type' does not match any of the expected tags: 'text'",
  ],

  [
    "an unknown block",
    talk(user({ type: "image_url", url: "x" })),
    "messages.0.content.0: Input tag 'image_url' found using 'type' does not match any of the expected tags: 'document', 'image', 'redacted_thinking', 'search_result', 'text', 'thinking', 'tool_result', 'tool_use'",
  ],
  [
    "a block without a type",
    talk(user({ text: "x" })),
    "messages.0.content.0.type: Field required",
  ],
  ["a block as text", talk(user("x")), "messages.0.content.0: Input should be an object"],
  [
    "a field of ours in a block",
    talk(user(text("x", { seq: 1 }))),
    "messages.0.content.0.text.seq: Extra inputs are not permitted",
  ],
  [
    "a text block without text",
    talk(user({ type: "text" })),
    "messages.0.content.0.text.text: Field required",
  ],
  [
    "an image without a source",
    talk(user({ type: "image" })),
    "messages.0.content.0.image.source: Field required",
  ],
  [
    "a search result without content",
    talk(user({ type: "search_result", source: "x", title: "y" })),
    "messages.0.content.0.search_result.content: Field required",
  ],
  [
    "a tool call by the user",
    talk(user(call("a"))),
    "messages.0: `tool_use` blocks can only be in `assistant` messages",
  ],
  [
    "a tool result by the assistant",
    talk(USER, assistant(result("a")), USER),
    "messages.1: `tool_result` blocks can only be in `user` messages",
  ],
  [
    "an input as JSON text",
    talk(USER, assistant(call("a", { input: "{}" })), user(result("a"))),
    "messages.1.content.0.tool_use.input: Input should be an object",
  ],
  [
    "a call without input",
    talk(USER, assistant(call("a", { input: undefined })), user(result("a"))),
    "messages.1.content.0.tool_use.input: Field required",
  ],
  [
    "a tool id with a dot",
    talk(USER, assistant(call("a.b")), user(result("a.b"))),
    "messages.1.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'",
  ],
  [
    "a failed call without a word",
    talk(USER, assistant(call("a")), user(result("a", { content: "", is_error: true }))),
    "messages.2.content.0.tool_result: content cannot be empty if `is_error` is true",
  ],
  [
    "a tool call inside a tool result",
    talk(USER, assistant(call("a")), user(result("a", { content: [call("b")] }))),
    "messages.2.content.0.tool_result.content.0: Input tag 'tool_use' found using 'type' does not match any of the expected tags: 'document', 'image', 'search_result', 'text'",
  ],

  ["a call without a result", talk(USER, assistant(call("a")), USER), unanswered(1, "a")],
  ["a call at the end", talk(USER, assistant(call("a"))), unanswered(1, "a")],
  [
    "one of three calls answered",
    talk(USER, assistant(call("a"), call("b"), call("c")), user(result("b"))),
    unanswered(1, "a, c"),
  ],
  [
    "a result after text",
    talk(USER, assistant(call("a")), user(text("here:"), result("a"))),
    unanswered(1, "a"),
  ],
  [
    "a result one turn late",
    talk(USER, assistant(call("a")), USER, assistant(text("x")), user(result("a"))),
    unanswered(1, "a"),
  ],
  ["a result without a call", talk(user(result("a"))), unexpected("messages.0.content.0", "a")],
  [
    "a result for another call",
    talk(USER, assistant(call("a")), user(result("a"), result("b"))),
    unexpected("messages.2.content.1", "b"),
  ],
  [
    "two results for one call",
    talk(USER, assistant(call("a")), user(result("a"), result("a"))),
    "messages.2.content.1: each tool_use must have a single result. Found multiple `tool_result` blocks with id: a",
  ],
  [
    "one id twice in a message",
    talk(USER, assistant(call("a"), call("a")), user(result("a"))),
    "messages.1.content.1: `tool_use` ids must be unique",
  ],
  [
    "one id in two turns",
    talk(USER, assistant(call("a")), user(result("a")), assistant(call("a")), user(result("a"))),
    "messages.3.content.0: `tool_use` ids must be unique",
  ],

  [
    "thinking with altered text",
    talk(USER, assistant(thought("hm", signThinking("hmm")), text("x")), USER),
    "messages.1.content.0: Invalid `signature` in `thinking` block",
  ],
  [
    "thinking with an altered signature",
    talk(USER, assistant(text("x"), thought("hm", "offline_0")), USER),
    "messages.1.content.1: Invalid `signature` in `thinking` block",
  ],
  [
    "thinking without a signature",
    talk(USER, assistant({ type: "thinking", thinking: "hm" }, text("x")), USER),
    "messages.1.content.0.thinking.signature: Field required",
  ],
  [
    "redacted thinking of another model",
    talk(USER, assistant({ type: "redacted_thinking", data: "abc" }, text("x")), USER),
    "messages.1.content.0: Invalid `data` in `redacted_thinking` block",
  ],
  [
    "redacted thinking, altered",
    talk(USER, assistant({ type: "redacted_thinking", data: `${redactedData("s")}0` }), USER),
    "messages.1.content.0: Invalid `data` in `redacted_thinking` block",
  ],

  ["tools as an object", request({ tools: {} }), "tools: Input should be a valid array"],
  ["a tool as text", offer("Bash"), "tools.0: Input should be an object"],
  ["a tool without a name", offer({ input_schema: schema }), "tools.0.custom.name: Field required"],
  [
    "a tool name with a space",
    offer({ name: "my tool", input_schema: schema }),
    "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
  ],
  ["a tool without a schema", offer({ name: "x" }), "tools.0.custom.input_schema: Field required"],
  [
    "a schema without a type",
    offer({ name: "x", input_schema: {} }),
    "tools.0.custom.input_schema.type: Field required",
  ],
  [
    "a schema of an array",
    offer({ name: "x", input_schema: { type: "array" } }),
    "tools.0.custom.input_schema.type: Input should be 'object'",
  ],
  [
    "a union as a schema",
    offer({ name: "x", input_schema: { type: "object", anyOf: [] } }),
    "tools.0.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level",
  ],
  ["two tools of one name", offer(TOOLS[0], TOOLS[0]), "tools: Tool names must be unique."],
  [
    "a field of ours in a tool",
    offer({ name: "x", input_schema: schema, rerunnable: true }),
    "tools.0.custom.rerunnable: Extra inputs are not permitted",
  ],

  [
    "five breakpoints",
    marked(null, null, null, null, null),
    "A maximum of 4 blocks with cache_control may be provided. Found 5.",
  ],
  [
    "five breakpoints over tools, system, messages and the request",
    {
      ...marked(null, null),
      cache_control: CACHE,
      system: [text("x", { cache_control: CACHE })],
      tools: [{ name: "x", input_schema: schema, cache_control: CACHE }],
    },
    "A maximum of 4 blocks with cache_control may be provided. Found 5.",
  ],
  [
    "an unknown kind of breakpoint",
    talk(user(text("x", { cache_control: { type: "forever" } }))),
    "messages.0.content.0.text.cache_control: Input tag 'forever' found using 'type' does not match any of the expected tags: 'ephemeral'",
  ],
  [
    "an unknown time to live",
    marked("2h"),
    "messages.0.content.0.text.cache_control.ephemeral.ttl: Input should be '5m' or '1h'",
  ],
  [
    "a long breakpoint after a short one",
    marked("5m", "1h"),
    "messages.0.content.1.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.",
  ],
  [
    "a breakpoint on thinking",
    talk(USER, assistant({ ...thought("hm"), cache_control: CACHE }, text("x")), USER),
    "messages.1.content.0.thinking.cache_control: Extra inputs are not permitted",
  ],
  [
    "a breakpoint on an empty text",
    talk(user(text("", { cache_control: CACHE }))),
    "messages.0.content.0.text: cache_control cannot be set for empty text blocks",
  ],
];

const TAKEN: [what: string, body: unknown][] = [
  [
    "blocks as well as strings",
    talk(user(text("hi")), { role: "assistant", content: "yes" }, USER),
  ],
  [
    "results of a turn in two messages",
    talk(USER, assistant(call("a"), call("b")), user(result("a")), user(result("b"))),
  ],
  ["text after the results", talk(USER, assistant(call("a")), user(result("a"), text("and?")))],
  ["an empty result", talk(USER, assistant(call("a")), user(result("a", { content: undefined })))],
  [
    "an image as a result",
    talk(
      USER,
      assistant(call("a")),
      user(result("a", { content: [{ type: "image", source: {} }] })),
    ),
  ],
  ["a system message at the end", talk(USER, { role: "system", content: "be kind" })],
  [
    "a system message before an assistant",
    talk(USER, { role: "system", content: "be kind" }, assistant(text("yes")), USER),
  ],
  ["signed thinking", talk(USER, assistant(thought("hm"), call("a")), user(result("a")))],
  [
    "our redacted thinking",
    talk(USER, assistant({ type: "redacted_thinking", data: redactedData("s") }, text("x")), USER),
  ],
  ["four breakpoints, the long ones first", marked("1h", "1h", "5m", null)],
  ["a server tool", offer({ type: "web_search_20260318", name: "web_search" })],
];

describe("what the API refuses", () => {
  it.each(REFUSED)("[EMU-1] refuses %s in the API's words", (_, body, message) => {
    expect(refusalOf(body, { counting: false, beta: false })).toEqual({
      ...{ kind: "failure", status: 400, type: "invalid_request_error" },
      message,
    });
  });

  it.each(TAKEN)("[EMU-2] takes %s", (_, body) => {
    expect(refusalOf(body, { counting: false, beta: false })).toBeNull();
  });

  it("[EMU-2] takes unknown fields when the client asks for a beta", () => {
    const body = request({ context_management: {} });
    expect(refusalOf(body, { counting: false, beta: true })).toBeNull();
  });

  it.each(["claude-sonnet-5-5", "offline-nothing", "toString"])(
    "[EMU-1] knows no model named %s",
    (model) => {
      expect(refusalOf(request({ model }), { counting: false, beta: false })).toEqual({
        ...{ kind: "failure", status: 404, type: "not_found_error" },
        message: `model: ${model}`,
      });
    },
  );
});

const good = request({});

const DOOR: [what: string, sent: () => Request, status: number, type: string, message: RegExp][] = [
  ["a refused request", () => post(talk()), 400, "invalid_request_error", /at least one message/],
  ["an unknown model", () => post(request({ model: "x" })), 404, "not_found_error", /^model: x$/],
  ["a body that is no JSON", () => post("{"), 400, "invalid_request_error", /not valid JSON/],
  [
    "half a surrogate pair",
    () => post(talk({ role: "user", content: "cut \ud83d" })),
    ...([400, "invalid_request_error", /not valid JSON: no low surrogate/] as const),
  ],
  [
    "a body of 33 MB",
    () => post(talk({ role: "user", content: "x".repeat(33 * 1024 * 1024) })),
    ...([413, "request_too_large", /^Request exceeds the maximum size$/] as const),
  ],
  [
    "no key",
    () => post(good, { headers: { "x-api-key": "" } }),
    ...([401, "authentication_error", /^x-api-key header is required$/] as const),
  ],
  [
    "no version",
    () => post(good, { headers: { "anthropic-version": "" } }),
    ...([400, "invalid_request_error", /^anthropic-version: header is required$/] as const),
  ],
  [
    "another path",
    () => post(good, { path: "/v1/complete" }),
    404,
    "not_found_error",
    /^Not Found$/,
  ],
  [
    "another method",
    () => new Request("http://offline/v1/messages"),
    ...([404, "not_found_error", /^Not Found$/] as const),
  ],
];

describe("the door", () => {
  it.each(DOOR)(
    "[EMU-1] answers %s in the error envelope",
    async (_, sent, status, type, words) => {
      const response = await emulate(sent());
      const request_id = response.headers.get("request-id");
      expect(response.status).toBe(status);
      expect(await response.json()).toEqual({
        type: "error",
        error: { type, message: expect.stringMatching(words) },
        request_id,
      });
      expect(request_id).toMatch(/^req_offline_[0-9a-f]{16}$/);
    },
  );

  it("[EMU-2] takes a bearer token and a beta address", async () => {
    const headers = { "x-api-key": "", authorization: "Bearer any" };
    const response = await emulate(post(good, { path: "/v1/messages?beta=true", headers }));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ type: "message", model: "offline-sonnet" });
  });

  it("[EMU-2] takes an emoji, escaped or not, and a backslash before a u", async () => {
    const body = JSON.stringify(talk({ role: "user", content: "fine 😀 \\ud83d" }));
    const response = await emulate(post(body.replace("😀", "\\ud83d\\ude00")));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("fine 😀");
  });
});
