// The caller of hooks against a real server over the network, on workerd and on Node.
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { describe, expect, inject, it } from "vitest";
import type { Hook, HookInput, HookReply } from "../../src/contract/hook.ts";
import { HOOK_INPUT_BYTES_MAX, JSON_DEPTH_MAX } from "../../src/contract/limits.ts";
import { type HookWorld, hookCaller } from "../../src/egress/hook-call.ts";
import { signedHeaders } from "../../src/egress/signature.ts";
import { parseSettings } from "../../src/env.ts";
import type { Received } from "./receiver.ts";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const receiver_url = inject("receiver_url");

const INPUT: HookInput = {
  session_id: "sesn_1",
  transcript_path: "/api/v1/sessions/sesn_1/messages",
  cwd: "/workspace",
  permission_mode: "default",
  hook_event_name: "PreToolUse",
  tool_name: "Bash",
  tool_input: { command: "echo hello" },
};

function hookAt(path: string, given: Partial<Hook> = {}): Hook {
  return {
    id: "hook_1",
    name: "test",
    event: "PreToolUse",
    matcher: "*",
    url: path.startsWith("http") ? path : `${receiver_url}${path}`,
    timeout_seconds: 5,
    max_retries: 0,
    on_failure: "continue",
    secret: SECRET,
    ...given,
  };
}

function saying(body: string | Uint8Array, status = 200): string {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const base64 = btoa(String.fromCharCode(...bytes));
  return `/say?status=${status}&base64=${encodeURIComponent(base64)}`;
}

/** What a call came to, with the delays it asked for and what the receiver saw. */
interface Called {
  reply: HookReply;
  delays_ms: number[];
  received: Received[];
}

interface World {
  settings?: Record<string, string>;
  input?: HookInput;
  signal?: AbortSignal;
  random?: number;
  now?: () => number;
  sleep?: HookWorld["sleep"];
}

async function call(hook: Hook, world: World = {}): Promise<Called> {
  const settings = parseSettings({
    ENVIRONMENT: "development",
    ALLOW_PRIVATE_EGRESS: "true",
    ...world.settings,
  });
  const delays_ms: number[] = [];
  const callHook = hookCaller(settings, {
    now: world.now ?? Date.now,
    random: () => world.random ?? 0,
    sleep: async (ms, signal) => {
      delays_ms.push(ms);
      await world.sleep?.(ms, signal);
    },
  });
  const call_id = `call_${crypto.randomUUID()}`;
  const signal = world.signal ?? new AbortController().signal;
  const reply = await callHook(hook, call_id, world.input ?? INPUT, signal);
  const response = await fetch(`${receiver_url}/received?id=${call_id}`);
  return { reply, delays_ms, received: (await response.json()) as Received[] };
}

describe("[HOOKCALL-1] a call is one signed POST of the input, after the Standard Webhooks", () => {
  it("has the signature of the specification's test vector", () => {
    const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const headers = signedHeaders(SECRET, id, 1614265330_999, '{"test": 2432232314}');
    expect(headers).toEqual({
      "webhook-id": id,
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });

  it("arrives so that the official library takes it", async () => {
    const { reply, received } = await call(hookAt(saying("{}")));
    expect(reply).toMatchObject({ output: {}, error: null, attempts: 1 });
    const { headers, body } = received[0] as Received;
    expect(headers).toMatchObject({ "content-type": "application/json", "user-agent": "Ledge" });
    expect(new Webhook(SECRET).verify(body, headers)).toEqual(INPUT);
    expect(() => new Webhook(SECRET).verify(`${body} `, headers)).toThrow(WebhookVerificationError);
    const other = new Webhook("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    expect(() => other.verify(body, headers)).toThrow(WebhookVerificationError);
  });

  it("carries its own time, so that a receiver can refuse an old one", async () => {
    const now = () => Date.now() - 10 * 60_000;
    const { received } = await call(hookAt(saying("{}")), { now });
    const { headers, body } = received[0] as Received;
    expect(() => new Webhook(SECRET).verify(body, headers)).toThrow("too old");
  });

  it("says so when the secret cannot sign, and calls nobody", async () => {
    const { reply, received } = await call(hookAt("/echo", { secret: "whsec_no base64!" }));
    expect(reply.error).toContain("a secret that cannot sign");
    expect(received).toEqual([]);
  });
});

describe("[HOOKCALL-2] what may pass is tried again, with the same id and a new signature", () => {
  it.each([500, 502, 503, 504, 408, 425, 429])("%i, then 200", async (status) => {
    const hook = hookAt(`/recovers?at=3&status=${status}`, { max_retries: 5 });
    const { reply, delays_ms, received } = await call(hook);
    expect(reply).toMatchObject({ output: { continue: true }, error: null, attempts: 3 });
    expect(delays_ms).toHaveLength(2);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  it("signs each attempt at its own time", async () => {
    let hours = 0;
    const now = () => Date.UTC(2026, 0, 1, hours++);
    const { received } = await call(hookAt("/recovers?at=2", { max_retries: 1 }), { now });
    const [first, second] = received.map(({ headers }) => headers);
    expect(first?.["webhook-timestamp"]).not.toBe(second?.["webhook-timestamp"]);
    expect(first?.["webhook-signature"]).not.toBe(second?.["webhook-signature"]);
  });

  it("gives up after max_retries", async () => {
    const { reply, received } = await call(hookAt("/recovers?at=99", { max_retries: 2 }));
    expect(reply).toMatchObject({ output: null, attempts: 3 });
    expect(reply.error).toBe("the hook answered 500 (“not yet”); expected 200, 201, 202 or 204");
    expect(received).toHaveLength(3);
  });

  it.each(["/reset?", "/reset?late"])("a connection that breaks (%s)", async (path) => {
    const { reply } = await call(hookAt(path, { max_retries: 1 }));
    expect(reply).toMatchObject({ output: {}, error: null, attempts: 2 });
  });

  it("a timeout", async () => {
    const hook = hookAt("/silent", { timeout_seconds: 0.1, max_retries: 1 });
    expect((await call(hook)).reply).toMatchObject({ output: null, attempts: 2 });
  });

  it.each([400, 401, 403, 404, 410, 422])("but not %i", async (status) => {
    const { reply } = await call(hookAt(saying("no", status), { max_retries: 5 }));
    expect(reply).toMatchObject({ output: null, attempts: 1 });
    expect(reply.error).toContain(`answered ${status} (“no”)`);
  });

  it.each(["no JSON", '{"continue":"yes"}'])("nor an answer that came whole: %s", async (said) => {
    const { reply } = await call(hookAt(saying(said), { max_retries: 5 }));
    expect(reply).toMatchObject({ output: null, attempts: 1 });
  });
});

describe("[HOOKCALL-3] delays double from half a second to five, with jitter", () => {
  const hook = () => hookAt("/recovers?at=99", { max_retries: 5 });

  it("the shortest and the longest", async () => {
    const shortest = await call(hook(), { random: 0 });
    expect(shortest.delays_ms).toEqual([375, 750, 1500, 3000, 3750]);
    const longest = await call(hook(), { random: 1 });
    expect(longest.delays_ms).toEqual([500, 1000, 2000, 4000, 5000]);
  });

  it.each([
    ["2", 2000],
    ["3600", 5000],
    ["0", 375],
    ["-1", 375],
    ["soon", 375],
    ["Thu, 01 Jan 2026 00:00:03 GMT", 3000],
    ["Thu, 01 Jan 2026 01:00:00 GMT", 5000],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 375],
  ])("Retry-After: %s is heard within the cap", async (after, delay_ms) => {
    const path = `/retry-after?after=${encodeURIComponent(after)}`;
    const now = () => Date.UTC(2026, 0, 1);
    const { delays_ms, reply } = await call(hookAt(path, { max_retries: 1 }), { now });
    expect(delays_ms).toEqual([delay_ms]);
    expect(reply.output).toEqual({});
  });
});

describe("[HOOKCALL-4] an attempt ends after its timeout, however the receiver delays", () => {
  it.each(["/silent", "/stall", "/drip"])("%s", async (path) => {
    const started_ms = Date.now();
    const { reply } = await call(hookAt(path, { timeout_seconds: 0.3 }));
    expect(reply.error).toBe("the hook gave no whole answer within 0.3 s");
    expect(reply.duration_ms).toBeGreaterThanOrEqual(250);
    expect(Date.now() - started_ms).toBeLessThan(4_000);
  });

  it.each(["/silent", "/drip"])("and at once when it is called off (%s)", async (path) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const hook = hookAt(path, { timeout_seconds: 60, max_retries: 5 });
    const { reply } = await call(hook, { signal: controller.signal });
    expect(reply).toMatchObject({ output: null, attempts: 1 });
    expect(reply.error).toContain("called off");
    expect(reply.duration_ms).toBeLessThan(5_000);
  });

  it("also between two attempts", async () => {
    const controller = new AbortController();
    const { reply } = await call(hookAt("/recovers?at=99", { max_retries: 5 }), {
      signal: controller.signal,
      sleep: async () => controller.abort(),
    });
    expect(reply).toMatchObject({ output: null, attempts: 1 });
  });

  it("and calls nobody when it was called off before", async () => {
    const { reply, received } = await call(hookAt("/echo"), { signal: AbortSignal.abort() });
    expect(reply.error).toContain("called off");
    expect(received).toEqual([]);
  });
});

describe("[HOOKCALL-5] a redirect is not followed", () => {
  it.each([301, 302, 303, 307, 308])("%i", async (status) => {
    for (const to of [
      "http://169.254.169.254/latest/meta-data/",
      `${receiver_url}${saying("{}")}`,
    ]) {
      const path = `/redirect?status=${status}&to=${encodeURIComponent(to)}`;
      const { reply, received } = await call(hookAt(path, { max_retries: 5 }));
      expect(reply).toMatchObject({ output: null, attempts: 1 });
      expect(reply.error).toBe(`the hook answered ${status}: redirects are not followed`);
      expect(received).toHaveLength(1);
    }
  });
});

describe("[HOOKCALL-6] of an answer no more is read than its limit", () => {
  it.each(["/huge", "/endless", "/bomb"])("%s", async (path) => {
    const { reply } = await call(hookAt(path, { timeout_seconds: 30, max_retries: 5 }));
    expect(reply.error).toBe("the hook answered with more than 262144 bytes");
    expect(reply.attempts).toBe(1);
  });
});

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

  it("not the query of the hook's address, in any spelling", async () => {
    const said = await error(hookAt(`/echo?key=${key}&%61ccess=p%40ss%20word`));
    expect(said).toContain("no such page");
    for (const part of [key, "p%40ss", "p@ss", "ccess"]) expect(said).not.toContain(part);
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

describe("[HOOKCALL-9] the guard is asked before each call", () => {
  it.each([
    [{ ALLOW_PRIVATE_EGRESS: "false" }, "scheme is not https"],
    [{ EGRESS_DENY: "127.0.0.1" }, "denied on this service"],
    [{ EGRESS_ALLOW: "hooks.example.com" }, "not among those"],
  ])("%j", async (settings, reason) => {
    const { reply, received } = await call(hookAt("/echo", { max_retries: 5 }), { settings });
    expect(reply.error).toContain(`the hook may not be called: `);
    expect(reply.error).toContain(reason);
    expect(received).toEqual([]);
  });
});

describe("[HOOKCALL-10] an input too large is sent with its long texts cut, and says so", () => {
  async function sent(input: HookInput): Promise<Record<string, unknown>> {
    const { received } = await call(hookAt(saying("{}")), { input });
    const { body, headers } = received[0] as Received;
    expect(new TextEncoder().encode(body).byteLength).toBeLessThanOrEqual(HOOK_INPUT_BYTES_MAX);
    return new Webhook(SECRET).verify(body, headers) as Record<string, unknown>;
  }

  it("one that fits is whole", async () => {
    const input = { ...INPUT, tool_input: { content: "ä".repeat(450_000) } };
    expect(await sent(input)).toEqual(input);
  });

  it("one long text beside short ones", async () => {
    const tool_input = { file_path: "/workspace/a", content: "ä".repeat(3_000_000) };
    const body = await sent({ ...INPUT, tool_input });
    expect(body).toMatchObject({
      ...INPUT,
      ledge_cut: true,
      tool_input: { file_path: "/workspace/a" },
    });
    const { content } = body.tool_input as { content: string };
    expect(content).toMatch(/^ä+…$/);
    expect(content.length).toBe(100_000);
  });

  it("many texts", async () => {
    const edits = Array.from({ length: 2_000 }, () => ({ new_string: "\n".repeat(5_000) }));
    const body = await sent({ ...INPUT, tool_input: { edits } });
    const cut = (body.tool_input as { edits: { new_string: string }[] }).edits;
    expect(body.ledge_cut).toBe(true);
    expect(cut).toHaveLength(2_000);
    expect(new Set(cut.map(({ new_string }) => new_string.length))).toEqual(new Set([100]));
  });

  it("more numbers than fit", async () => {
    const body = await sent({ ...INPUT, tool_input: { rows: new Array(600_000).fill(1) } });
    expect(body).toMatchObject({ session_id: INPUT.session_id, ledge_cut: true });
    expect(body.tool_input).toMatch(/^\{"rows":\[1,1.*…$/);
  });
});
