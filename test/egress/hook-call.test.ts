// The caller of hooks against a real server over the network, on workerd and on Node.
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import type { HookInput } from "../../src/contract/hook.ts";
import { HOOK_INPUT_BYTES_MAX } from "../../src/contract/limits.ts";
import { signedHeaders } from "../../src/egress/signature.ts";
import { call, hookAt, INPUT, receivedOf, receiver_url, SECRET, saying } from "./calling.ts";
import type { Received } from "./receiver.ts";

/** Nobody listens any more: a receiver that goes on sending would cost the service. */
async function expectLetGo(call_id: string): Promise<void> {
  await expect
    .poll(async () => (await receivedOf(call_id)).map(({ closed }) => closed), { timeout: 5_000 })
    .toEqual([true]);
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

  it.each(["/garbage", "/no-gzip", "/short"])("an answer that is not whole (%s)", async (path) => {
    const { reply } = await call(hookAt(path, { max_retries: 1 }));
    expect(reply).toMatchObject({ output: null, attempts: 2 });
    expect(reply.error).toMatch(/^the hook could not be reached/);
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
    const { reply, call_id } = await call(hookAt(path, { timeout_seconds: 0.3 }));
    expect(reply.error).toBe("the hook gave no whole answer within 0.3 s");
    expect(reply.duration_ms).toBeGreaterThanOrEqual(250);
    expect(Date.now() - started_ms).toBeLessThan(4_000);
    await expectLetGo(call_id);
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
    const { reply, call_id } = await call(hookAt(path, { timeout_seconds: 30, max_retries: 5 }));
    expect(reply.error).toBe("the hook answered with more than 262144 bytes");
    expect(reply.attempts).toBe(1);
    await expectLetGo(call_id);
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

describe("[EGRESS-6] with EGRESS_DOH_URL a name is looked up, and refused unless every address is public", () => {
  const settings = {
    ALLOW_PRIVATE_EGRESS: "false",
    EGRESS_DOH_URL: `${receiver_url}/dns`,
    EGRESS_DENY: "9.9.9.9",
  };
  const LOOK_UP_FAILED = "the hook could not be reached (“its name could not be looked up”)";
  // A name that nobody has: what the look-up lets through fails at the connection.
  const at = (name: string) => hookAt(`https://${name}.hooks.invalid/`, { max_retries: 1 });

  it.each([
    ["loopback", "is not a public address"],
    ["rebinding", "is not a public address"],
    ["private6", "is not a public address"],
    ["mapped6", "is not a public address"],
    ["odd", "is not a public address"],
    ["denied", "is denied on this service"],
    ["nowhere", "nobody can tell which address"],
    ["absent", "nobody can tell which address"],
  ])("%s", async (name, reason) => {
    const { reply } = await call(at(name), { settings });
    expect(reply.error).toMatch(/^the hook may not be called: /);
    expect(reply.error).toContain(reason);
    expect(reply.attempts).toBe(1);
  });

  it.each(["unknown", "failing", "page", "lists", "long"])(
    "a look-up that fails is no leave: %s",
    async (name) => {
      const { reply } = await call(at(name), { settings });
      expect(reply.error).toBe(LOOK_UP_FAILED);
      expect(reply.attempts).toBe(2);
    },
  );

  it("nor is a resolver that is not there", async () => {
    const { reply } = await call(at("good"), {
      settings: { ...settings, EGRESS_DOH_URL: "http://127.0.0.1:1/dns" },
    });
    expect(reply.error).toBe(LOOK_UP_FAILED);
  });

  it("a good name is called", async () => {
    const { reply } = await call(at("good"), { settings });
    expect(reply.error).toMatch(/^the hook could not be reached/);
    expect(reply.error).not.toBe(LOOK_UP_FAILED);
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
    const tool_input = { file_path: "/workspace/a", content: "ä".repeat(600_000) };
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
