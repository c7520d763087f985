// What hooks answer, and what is told of it.
import { describe, expect, it } from "vitest";
import type { Hook } from "../../src/contract/hook.ts";
import { JSON_DEPTH_MAX } from "../../src/contract/limits.ts";
import { call, hookAt, receiver_url, SECRET, saying } from "./calling.ts";

describe("[HOOKCALL-7] an answer is an output of a hook, or an error that says what was expected", () => {
  it.each([200, 201, 202])("an empty %i asks for nothing", async (status) => {
    expect((await call(hookAt(saying("", status)))).reply.output).toEqual({});
    expect((await call(hookAt(saying(" \n", status)))).reply.output).toEqual({});
  });

  it("and so does 204", async () => {
    expect((await call(hookAt("/say?status=204"))).reply.output).toEqual({});
  });

  it("an output is taken as it is, fields that nobody knows included", async () => {
    const output = {
      continue: false,
      stopReason: "enough",
      hookSpecificOutput: {
        hookEventName: "PreToolUse",
        permissionDecision: "deny",
        permissionDecisionReason: "not today",
        ofLater: [1, { two: null }],
      },
    };
    const bytes = new TextEncoder().encode(JSON.stringify(output));
    expect((await call(hookAt(saying(bytes)))).reply.output).toEqual(output);
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]);
    expect((await call(hookAt(saying(marked)))).reply.output).toEqual(output);
  });

  it("half characters are replaced, in names too", async () => {
    const said =
      '{"reason":"a\\ud800b","hookSpecificOutput":{"updatedInput":{"\\udfff":"\\ud83d"}}}';
    expect((await call(hookAt(saying(said)))).reply.output).toEqual({
      reason: "a\ufffdb",
      hookSpecificOutput: { updatedInput: { "\ufffd": "\ufffd" } },
    });
  });

  it("no field changes a prototype", async () => {
    const said =
      '{"__proto__":{"polluted":1},"hookSpecificOutput":{"updatedInput":{"__proto__":{"a":1}}}}';
    const { output } = (await call(hookAt(saying(said)))).reply;
    expect(Object.getPrototypeOf(output)).toBe(Object.prototype);
    const input = output?.hookSpecificOutput?.updatedInput ?? {};
    expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
    expect("polluted" in {} || "a" in input).toBe(false);
  });

  it("as deep as the limit, and no deeper", async () => {
    const asDeep = await call(hookAt(`/deep?levels=${JSON_DEPTH_MAX}`));
    expect(asDeep.reply.output).toHaveProperty("extra");
    for (const levels of [JSON_DEPTH_MAX + 1, 100_000]) {
      const { reply } = await call(hookAt(`/deep?levels=${levels}`));
      expect(reply.error).toContain("nested deeper than the 64 levels");
    }
  });

  it.each([
    ["<!doctype html><p>Welcome</p>", "not JSON (“<!doctype html><p>Welcome</p>”)"],
    ['{"continue":tr', 'not JSON (“{"continue":tr”)'],
    ["[]", "expected object"],
    ["null", "expected object"],
    ['"continue"', "expected object"],
    ['{"continue":"yes"}', "continue: Invalid input: expected boolean"],
    ['{"decision":"perhaps"}', 'decision: Invalid option: expected one of "approve"|"block"'],
    [
      '{"hookSpecificOutput":{"permissionDecision":"maybe"}}',
      'hookSpecificOutput.permissionDecision: Invalid option: expected one of "allow"|"deny"|"ask"',
    ],
    ['{"hookSpecificOutput":{"updatedInput":"ls"}}', "hookSpecificOutput.updatedInput: "],
    ['{"hookSpecificOutput":{"decision":{"behavior":"?"}}}', "hookSpecificOutput.decision"],
    ['{"reason":7,"stopReason":7}', "reason: Invalid input: expected string"],
  ])("%s", async (said, expected) => {
    const { reply } = await call(hookAt(saying(said)));
    expect(reply.output).toBeNull();
    expect(reply.error).toContain(expected);
  });

  it("bytes that are no text", async () => {
    const { reply } = await call(hookAt(saying(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]))));
    expect(reply.error).toContain("not UTF-8");
  });

  it.each([203, 205, 206])("a status that is not taken: %i", async (status) => {
    const { reply } = await call(hookAt(saying(status === 205 ? "" : "{}", status)));
    expect(reply.error).toContain(`answered ${status}`);
  });
});

describe("[HOOKCALL-8] an error quotes little, and no secret", () => {
  const key = "k3y-0f-the-0wner";
  const error = async (hook: Hook) => {
    const { error } = (await call(hook)).reply;
    expect(error).toEqual(expect.any(String));
    return error ?? "";
  };

  it("at most 200 characters of the answer, on one line", async () => {
    const said = await error(hookAt(saying(`${"line\n\u0000".repeat(100)}end`, 400)));
    expect(/“(.*)”/.exec(said)?.[1]?.length).toBe(200);
  });

  it.each([
    ["query", `/echo?key=${key}`],
    ["query in another spelling", "/echo?%6bey=p%40ss%20word"],
    ["query without values", `/echo?${key}`],
    ["path", `/echo/services/${key}`],
  ])("nothing of an answer that repeats the %s of the hook's address", async (_, path) => {
    const said = await error(hookAt(path));
    expect(said).toBe("the hook answered 404; expected 200, 201, 202 or 204");
  });

  it("but one that repeats only common words of it", async () => {
    expect(await error(hookAt("/echo?as=json"))).toContain("(“no such page: ");
  });

  it.each([SECRET, SECRET.slice(6), `sk-ant-api03-${"x".repeat(40)}`])(
    "not a secret that the answer holds (%#)",
    async (secret) => {
      for (const before of ["", "x".repeat(190)]) {
        const said = await error(hookAt(saying(`${before} it was ${secret} `, 403)));
        expect(said).not.toContain(secret.slice(0, 12));
      }
    },
  );

  it("not the address of a hook that cannot be reached", async () => {
    const said = await error(hookAt(`http://127.0.0.1:1/?key=${key}`));
    expect(said).toContain("could not be reached");
    expect(said).not.toContain(key);
  });

  it("also when TLS fails", async () => {
    const said = await error(hookAt(`${receiver_url.replace("http:", "https:")}/?key=${key}`));
    expect(said).toContain("could not be reached");
    expect(said).not.toContain(key);
  });
});
