import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { MESSAGE_BODY_BYTES_MAX } from "../../src/contract/limits.ts";
import { answerOf, call, expectError, newUser, requestTo } from "../support/api.ts";

/** A body that comes in pieces, with no length announced. */
function inPieces(piece: string, count: number): { stream: ReadableStream; sent: () => number } {
  let sent = 0;
  const bytes = new TextEncoder().encode(piece);
  const stream = new ReadableStream({
    pull(controller) {
      if (sent === count) return controller.close();
      sent += 1;
      controller.enqueue(bytes);
    },
  });
  return { stream, sent: () => sent };
}

/** The same body a few bytes at a time. */
function cutUp(body: string): ReadableStream {
  const bytes = new TextEncoder().encode(body);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + 3));
      at += 3;
    },
  });
}

const json = { "content-type": "application/json" };

describe("hostile bodies", () => {
  const nested = `{"metadata":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`;
  const lists = `${"[".repeat(400_000)}${"]".repeat(400_000)}`;
  const table: [string, BodyInit, Record<string, string>, string][] = [
    ["nothing", "", json, "the body is not valid JSON"],
    ["no JSON", "name=x", json, "the body is not valid JSON"],
    ["JSON cut off", '{"name":"x"', json, "the body is not valid JSON"],
    ["two values", "{}{}", json, "the body is not valid JSON"],
    ["a list", "[]", json, "the request is not valid: expected object, received array"],
    ["a string", '"x"', json, "the request is not valid: expected object, received string"],
    ["null", "null", json, "the request is not valid: expected object, received null"],
    [
      "a form",
      "name=x",
      { "content-type": "application/x-www-form-urlencoded" },
      "application/json",
    ],
    ["text", "{}", { "content-type": "text/plain" }, "application/json"],
    ["no content type", new TextEncoder().encode("{}"), {}, "application/json"],
    ["deep objects", nested, json, "nested deeper than the 64 levels"],
    ["deep lists", lists, json, "nested deeper than the 64 levels"],
    ["a prototype", '{"__proto__":{"role":"admin"}}', json, "__proto__"],
    ["a prototype below", '{"metadata":{"__proto__":{"a":1}}}', json, "__proto__"],
    ["a constructor", '{"constructor":{"prototype":{"a":1}}}', json, "constructor: unknown field"],
  ];
  for (const [what, body, headers, message] of table) {
    it(`[API-1] a body that is ${what} gets a 400 that says what is wrong`, async () => {
      const { token } = await newUser();
      const answer = await call("POST", "/sessions", { token, body, headers });
      const error = expectError(answer, 400, "invalid_request_error");
      expect(error.message).toContain(message);
    });
  }

  it("[API-2] each wrong field is named by its path, an unknown one under its own name", async () => {
    const user = await newUser();
    const table: [unknown, string[]][] = [
      [{ nmae: "x" }, ["nmae"]],
      [{ name: 5, model: null, extra: {} }, ["name", "model", "extra"]],
      [{ tools: ["Read", "Fly"] }, ["tools.1"]],
      [{ message: 5 }, ["message", "message"]],
      [{ message: [{ type: "text", text: 5 }] }, ["message.0.text"]],
      [{ message: [{ type: "text", text: "x", extra: 1 }] }, ["message.0.extra"]],
      [{ message: [{ type: "video" }] }, ["message.0.type"]],
      [{ budget: { max_cost_usd: -1 } }, ["budget.max_cost_usd"]],
      [{ working_directory: "/a/../b" }, ["working_directory"]],
      [{ working_directory: "/dev/shm" }, ["working_directory"]],
      [{ metadata: { a: {} } }, ["metadata.a", "metadata.a", "metadata.a"]],
      [
        { custom_tools: [{ name: "x", description: "y", input_schema: { type: "array" } }] },
        ["custom_tools.0.input_schema.type"],
      ],
    ];
    for (const [body, paths] of table) {
      const error = expectError(await user.post("/sessions", body), 400, "invalid_request_error");
      expect(
        error.details?.issues?.map((issue) => issue.path),
        JSON.stringify(body),
      ).toEqual(paths);
    }
  });

  it("[API-3] a thousand wrong fields are not all listed", async () => {
    const user = await newUser();
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`field_${n}`, n]));
    const answer = await user.post("/sessions", many);
    const error = expectError(answer, 400, "invalid_request_error");
    expect(error.details?.issues).toHaveLength(20);
  });
});

it("[API-65] a body that comes in pieces is the one that was sent, wherever a character is cut", async () => {
  const { token } = await newUser();
  const headers = { ...json, "idempotency-key": "cut up" };
  const body = JSON.stringify({ name: "日本語 🎉 żółć" });
  const made = await call("POST", "/sessions", { token, body: cutUp(body), headers });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ name: "日本語 🎉 żółć" });
  const again = await call("POST", "/sessions", { token, body, headers });
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect(again.body).toEqual(made.body);
});

describe("bodies that are too large", () => {
  it("[API-4] an announced length over the limit is refused before anything is read", async () => {
    const { token } = await newUser();
    const { stream, sent } = inPieces("x".repeat(64_000), 1000);
    const headers = { ...json, "content-length": String(10_000_000) };
    const answer = await call("POST", "/sessions", { token, body: stream, headers });
    expectError(answer, 413, "request_too_large");
    expect(sent()).toBeLessThan(5);
  });

  it("[API-5] an unannounced one is refused at the limit, and an endless one is not read forever", async () => {
    const { token } = await newUser();
    const { stream, sent } = inPieces(" ".repeat(100_000), 10_000);
    const answer = await call("POST", "/sessions", { token, body: stream, headers: json });
    expectError(answer, 413, "request_too_large");
    expect(sent()).toBeLessThan(500);
  });

  it("[API-6] ten megabytes sent at once are refused, and the limit itself is allowed", async () => {
    const { token } = await newUser();
    const padded = (size_bytes: number) => `{"name":5}${" ".repeat(size_bytes - 10)}`;
    const huge = await call("POST", "/sessions", {
      token,
      body: padded(10_000_000),
      headers: json,
    });
    expectError(huge, 413, "request_too_large");
    const body = padded(MESSAGE_BODY_BYTES_MAX);
    const largest = await call("POST", "/sessions", { token, body, headers: json });
    expectError(largest, 400, "invalid_request_error");
  });

  it("[API-7] a body is not looked at before the caller is known", async () => {
    const { stream, sent } = inPieces("x".repeat(64_000), 100);
    const request = requestTo("POST", "/sessions", { body: stream, headers: json });
    expectError(await answerOf(await exports.default.fetch(request)), 401, "authentication_error");
    expect(sent()).toBeLessThan(5);
  });
});

it.each([
  ["system_prompt", { system_prompt: "\ud800" }],
  ["metadata.a", { metadata: { a: "x\udc00" } }],
  ["sdk_options.stop_sequences.0", { sdk_options: { stop_sequences: ["\ud83d"] } }],
])(
  "[API-66] half a surrogate pair in %s is refused by name, a whole one is taken",
  async (path, body) => {
    const { token } = await newUser();
    const refused = await call("POST", "/api/v1/sessions", { token, json: body });
    const error = expectError(refused, 400, "invalid_request_error");
    expect(error.message).toContain(`${path}: expected well-formed Unicode text`);
    // As JSON.stringify does not write it: both halves as escapes.
    const text = '{"name":"\\ud83d\\ude00"}';
    const taken = await exports.default.fetch(
      requestTo("POST", "/api/v1/sessions", { token, body: text, headers: json }),
    );
    expect(((await taken.json()) as { name: string }).name).toBe("😀");
  },
);
